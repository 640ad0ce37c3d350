"""Where a child is placed, and since when: what the plan names, and what became of it.

Section I may name several at once: two that are attended side by side, and the one that begins
after a change of phase beside the present one. What the record says of places that no plan
names stands there as well. CFA 2014 ss.39-40, 43.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.event import Event
from ehcp.domain.events import placement as ev
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.placement import Placement
from ehcp.domain.standing.clerical import as_corrected
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.step import Step

FACTS = (
    ev.InstitutionAdmitted,
    ev.AdmissionRefused,
    ev.SchoolPlaceStarted,
    ev.SchoolPlaceLeft,
    ev.PlacementBrokenDown,
    ev.PlacementArrangedByParent,
)

OVER = (ev.AdmissionRefused, ev.SchoolPlaceLeft, ev.PlacementBrokenDown)
"""What ends a place until a plan names it again."""


class PlacementState(StrEnum):
    """What is known of a place on a day. `past`: it was left, or its last day is over."""

    NAMED = "named"
    FUTURE = "future"
    ADMITTED = "admitted"
    REFUSED = "refused"
    ATTENDED = "attended"
    BROKEN_DOWN = "broken-down"
    ARRANGED_BY_PARENT = "arranged-by-parent"
    PAST = "past"


STATES: dict[type[Event], PlacementState] = {
    ev.InstitutionAdmitted: PlacementState.ADMITTED,
    ev.AdmissionRefused: PlacementState.REFUSED,
    ev.SchoolPlaceStarted: PlacementState.ATTENDED,
    ev.SchoolPlaceLeft: PlacementState.PAST,
    ev.PlacementBrokenDown: PlacementState.BROKEN_DOWN,
    ev.PlacementArrangedByParent: PlacementState.ARRANGED_BY_PARENT,
}


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One place: as Section I of the plan in force has it, and what happened there.

    `plan` is the plan in force that names it, None where none does; `named_by` the first of the
    plans that have named it without a break. `steps` are in legal order: where it was over
    before that plan named it again, only those since.
    """

    institution: Institution | None
    named: Placement | None
    plan: Step | None
    named_by: Step | None
    steps: tuple[Step, ...]

    @property
    def attended_since(self) -> Step | None:
        """The start of the place that goes on, where one is on record."""
        started = self._last(ev.SchoolPlaceStarted)
        left = self._last(ev.SchoolPlaceLeft)
        if started is None or (left is not None and self._after(left, started)):
            return None
        return started

    @property
    def left(self) -> Step | None:
        """Where the child left, unless it came back."""
        return None if self.attended_since else self._last(ev.SchoolPlaceLeft)

    def state(self, on: date) -> PlacementState:
        """What is known of it at the end of a day."""
        if self.named and self.named.ends and self.named.ends < on:
            return PlacementState.PAST
        if self.steps:
            return STATES[type(self.steps[-1].event)]
        ahead = self.named is not None and self.named.starts is not None and self.named.starts > on
        return PlacementState.FUTURE if ahead else PlacementState.NAMED

    def _last(self, kind: type[Event]) -> Step | None:
        return next((step for step in reversed(self.steps) if isinstance(step.event, kind)), None)

    def _after(self, step: Step, other: Step) -> bool:
        return self.steps.index(step) > self.steps.index(other)


def placements(case: Case) -> tuple[Placed, ...]:
    """Return every place: those that the plan in force names first, in its order."""
    plan = case.plan_in_force
    named = [] if plan is None else [_named(case, plan, found) for found in _section_i(case, plan)]
    known = [place.institution for place in named]
    others = list(_others(case, known))
    return (*named, *others)


def _section_i(case: Case, plan: Step) -> tuple[Placement, ...]:
    contents = as_corrected(case, plan)
    return contents.placements if contents else ()


def _named(case: Case, plan: Step, found: Placement) -> Placed:
    named_by = _named_by(case, plan, found.institution)
    return Placed(
        institution=found.institution,
        named=found,
        plan=plan,
        named_by=named_by,
        steps=_since(case, named_by, found.institution) if found.institution else (),
    )


def _since(case: Case, named_by: Step, institution: Institution) -> tuple[Step, ...]:
    """Return what happened at an institution, from the plan on if it was over before that."""
    steps = _at(case, institution)
    before = [step for step in steps if case.follows(named_by, step)]
    over = bool(before) and isinstance(before[-1].event, OVER)
    return tuple(step for step in steps if step not in before) if over else steps


def _named_by(case: Case, plan: Step, institution: Institution | None) -> Step:
    """Return the first plan that named an institution, of those up to a plan without a break.

    That no plan was maintained is a break.
    """
    first = plan
    for earlier in reversed(case.steps_of(*PLANS, *PLAN_ENDS)):
        if not case.follows(plan, earlier):
            continue
        if ends_plan(case, earlier):
            break
        if isinstance(earlier.event, PLANS):
            if not any(_same(institution, one.institution) for one in _section_i(case, earlier)):
                break
            first = earlier
    return first


def _same(one: Institution | None, other: Institution | None) -> bool:
    return one is not None and one.is_same(other)


def _at(case: Case, institution: Institution) -> tuple[Step, ...]:
    """Return what happened at an institution."""
    return tuple(s for s in case.steps_of(*FACTS) if institution.is_same(_where(s)))


def _where(step: Step) -> Institution | None:
    where: Institution | None = getattr(step.event, "institution", None)
    return where


def _others(case: Case, known: list[Institution | None]) -> Iterator[Placed]:
    """Yield the places that the plan in force does not name, the earliest first."""
    for step in case.steps_of(*FACTS):
        where = _where(step)
        if where is None:
            yield Placed(institution=None, named=None, plan=None, named_by=None, steps=(step,))
        elif not any(_same(where, other) for other in known):
            known.append(where)
            steps = _at(case, where)
            yield Placed(institution=where, named=None, plan=None, named_by=None, steps=steps)
