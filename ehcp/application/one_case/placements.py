"""Where a child is placed, as a reader is shown it on a day."""

from dataclasses import dataclass
from datetime import date

from ehcp.application.one_case.awaited import span
from ehcp.domain.case import Case
from ehcp.domain.plan.institution import Institution, SettingType
from ehcp.domain.plan.placement import Attendance
from ehcp.domain.standing.placements import Placed, PlacementState, placements
from ehcp.domain.when import Span


@dataclass(frozen=True, kw_only=True)
class PlacementShown:
    """One place. `plan` is the place of the plan in force, null where that does not name it.

    `named` is since when it has been named without a break; `starts` and `ends` are the days
    that Section I gives, `attended` and `left` what happened.
    """

    setting: Institution | None
    type: SettingType | None
    state: PlacementState
    plan: int | None
    named: Span | None
    starts: date | None
    ends: date | None
    attendance: Attendance | None
    share: str | None
    main: bool | None
    attended: Span | None
    left: Span | None


def placements_shown(case: Case, on: date) -> tuple[PlacementShown, ...]:
    """Return every place of a case as it stood at the end of a day."""
    return tuple(_shown(one, on) for one in placements(case))


def _shown(one: Placed, on: date) -> PlacementShown:
    named = one.named
    return PlacementShown(
        setting=one.institution,
        type=named.type if named else None,
        state=one.state(on),
        plan=one.plan.place if one.plan else None,
        named=span(one.named_by),
        starts=named.starts if named else None,
        ends=named.ends if named else None,
        attendance=named.attendance if named else None,
        share=named.share if named else None,
        main=named.main if named else None,
        attended=span(one.attended_since),
        left=span(one.left),
    )
