"""The changes of phase of a case, year by year, as a reader is shown them."""

from collections.abc import Iterator, Sequence
from datetime import date

from ehcp.application.one_case.awaited import Awaited, span
from ehcp.domain.case import PLANS, Case
from ehcp.domain.deadlines import Deadline
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.review import Phase, PhaseTransferDue
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.plan.institution import SettingType
from ehcp.domain.plan.phase import SchoolPhase, Transfer
from ehcp.domain.plan.placement import Placement
from ehcp.domain.plan.school_year import year_group
from ehcp.domain.plan.times import named_on
from ehcp.domain.standing.clerical import as_corrected
from ehcp.domain.standing.phase_transfers import PhaseTransfer, phase_transfers
from ehcp.domain.standing.section_i import (
    begins_in,
    named_already,
    named_anew,
    names_ahead,
    placements_of,
)
from ehcp.domain.step import Step
from ehcp.domain.value import value
from ehcp.domain.when import Span
from ehcp.law.calendar import NO_HOLIDAYS, ONE_DAY
from ehcp.law.time_limits.phase_transfer import PHASE_TRANSFER_15_FEB, PHASE_TRANSFER_31_MARCH

LIMITS = {
    Phase.OTHER: PHASE_TRANSFER_15_FEB,
    Phase.SECONDARY_TO_POST_16: PHASE_TRANSFER_31_MARCH,
}
SEPTEMBER = 9
YOUNGEST, OLDEST = 3, 18
"""Between these ages lie all the changes of phase that follow from the age."""


@value(frozen=True, kw_only=True)
class PhaseTransferShown(Awaited):
    """A change of phase in the year in whose September it comes.

    `presumed`: it follows from the age, and nobody has said what the setting teaches.
    `present_setting` and `named_setting` are those of the plan in force for now and for then;
    `amended` is when a plan was first issued for it, from 1 September of the year before: not one
    that left Section I as it was.
    """

    year: int
    kind: Transfer | None
    phase: Phase
    from_phase: SchoolPhase | None
    presumed: bool
    year_group: int | None
    present_setting: str | None
    named_setting: str | None
    named_type: SettingType | None
    amended: Span | None

    @property
    def key(self) -> str:
        """What tells it from the others of its case, and stays."""
        return f"{self.year}/{self.place or self.kind}"


def phase_transfers_shown(case: Case, _: Sequence[Deadline]) -> tuple[PhaseTransferShown, ...]:
    """Return the changes of phase of a case with a plan in force, the earliest first.

    One that only follows from the age is shown until it comes: then the child is where it is.
    """
    return tuple(
        _shown(case, transfer)
        for transfer in _transfers(case)
        if transfer.recorded or case.as_at is None or case.as_at < _comes(transfer)
    )


def days_they_go(case: Case) -> Iterator[date]:
    """Yield the days on which changes of phase that only follow from the age are shown no more."""
    yield from (_comes(transfer) for transfer in _transfers(case) if transfer.recorded is None)


def _transfers(case: Case) -> Iterator[PhaseTransfer]:
    if case.plan_in_force is not None:
        for year in _years(case):
            yield from phase_transfers(case, year)


def _comes(transfer: PhaseTransfer) -> date:
    return date(transfer.year, SEPTEMBER, 1)


def _years(case: Case) -> Iterator[int]:
    """Yield the years in which a change can fall: from the first plan, while of school age.

    None before the limit was the law: the day of a plan in an old file may not be known.
    """
    recorded = {
        step.event.year or step.first.year
        for step in case.steps_of(PhaseTransferDue)
        if isinstance(step.event, PhaseTransferDue) and (step.event.year or step.span.first)
    }
    about, first = _child(case), case.steps_of(*PLANS)[0].first.year
    if about is not None:
        born = about.date_of_birth.year
        recorded |= {*range(max(first, born + YOUNGEST), born + OLDEST + 1)}
    since = min(limit.versions[0].since for limit in LIMITS.values())
    yield from sorted(year for year in recorded if date(year, 1, 1) >= since)


def _child(case: Case) -> Child | None:
    opened = case.last(CaseOpened)
    return opened.child if opened else None


def _shown(case: Case, transfer: PhaseTransfer) -> PhaseTransferShown:
    limit, about = LIMITS[transfer.phase], _child(case)
    in_that_year = date(transfer.year, 1, 1)
    last = limit.last_day(in_that_year, calendar=NO_HOLIDAYS)
    amended = _issued_for(case, transfer.year, last or in_that_year)
    now, then = _settings(case, transfer.year, amended)
    return PhaseTransferShown(
        place=transfer.recorded.place if transfer.recorded else None,
        open=amended is None,
        limit=limit.id,
        due=Span(last, last),
        year=transfer.year,
        kind=transfer.transfer,
        phase=transfer.phase,
        from_phase=_from(transfer.transfer),
        presumed=transfer.presumed,
        year_group=_year_group(about, in_that_year) if about else None,
        present_setting=_name(now),
        named_setting=_name(then),
        named_type=then.type if then else None,
        amended=span(amended),
    )


def _year_group(about: Child, on: date) -> int:
    return year_group(about.date_of_birth, on, offset=about.year_offset)


def _from(transfer: Transfer | None) -> SchoolPhase | None:
    return SchoolPhase(transfer.value.split("-to-")[0]) if transfer else None


def _issued_for(case: Case, year: int, last: date) -> Step | None:
    """Return the first plan for a change of phase: from 1 September before it.

    One in which Section I stayed as it was is for something else. One that was issued sooner, or
    was received, counts if it names where the child goes then: reg 15(3).
    """
    plans = case.steps_of(*PLANS)
    return next((step for step in plans if _names_it(case, step, year, last)), None)


def _names_it(case: Case, step: Step, year: int, last: date) -> bool:
    now, since = placements_of(step), date(year - 1, SEPTEMBER, 1)
    if isinstance(step.event, PlanReceived):
        return names_ahead(step, year, last)
    if step.first < since:
        return named_already(case, step, year, last)
    return now is None or begins_in(year, now) or named_anew(case, step)


def _settings(
    case: Case, year: int, amended: Step | None
) -> tuple[Placement | None, Placement | None]:
    """Return where the plan in force has the child before the change of phase, and from it on.

    One that goes on unchanged is named for then only if a plan was issued for the change.
    """
    contents = as_corrected(case, case.plan_in_force) if case.plan_in_force else None
    placements = contents.placements if contents else ()
    on = date(year, SEPTEMBER, 1)
    now = next(iter(named_on(placements, on - ONE_DAY)), None)
    then = next(iter(named_on(placements, on)), None)
    over = then is not None and then.ends is not None and then.ends < on
    return now, None if over or (then is now and amended is None) else then


def _name(placement: Placement | None) -> str | None:
    return placement.institution.name if placement and placement.institution else None
