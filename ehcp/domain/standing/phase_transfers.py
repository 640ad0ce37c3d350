"""The changes of phase of one case in a year: what was recorded, and what the age leads to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import Phase, PhaseTransferDue
from ehcp.domain.plan.institution import SettingType
from ehcp.domain.plan.phase import (
    PhaseChange,
    SchoolPhase,
    Transfer,
    phase_change,
    presumed_change,
)
from ehcp.domain.plan.times import named_on
from ehcp.domain.step import Step

JANUARY = 1


@dataclass(frozen=True, kw_only=True)
class PhaseTransfer:
    """A change of phase of a case in a calendar year.

    `recorded` is the entry that says so, None where it only follows from the age. `presumed`:
    nobody has said what the present setting teaches. `transfer` is None where an old record does
    not say from what to what; `phase` says which of the two fixed days it has.
    """

    year: int
    phase: Phase
    transfer: Transfer | None = None
    presumed: bool = False
    recorded: Step | None = None


def phase_transfers(
    case: Case, year: int, setting: SchoolPhase | None = None
) -> tuple[PhaseTransfer, ...]:
    """Return the changes of phase in a calendar year, for a case with a plan in force.

    `setting` is what the present setting is by the ages it teaches, where that is known;
    otherwise it is presumed. What was recorded stands in for what the age leads to.
    """
    if case.plan_in_force is None:
        return ()
    recorded = tuple(_recorded(case, year))
    derived = expected(case, year, setting)
    if recorded or derived is None:
        return recorded
    transfer = PhaseTransfer(
        year=year,
        phase=phase_of(derived.transfer),
        transfer=derived.transfer,
        presumed=derived.presumed,
    )
    return (transfer,)


def phase_of(transfer: Transfer) -> Phase:
    """Return which of the two fixed days a change of phase has: reg 18(1)."""
    to_post_16 = transfer is Transfer.SECONDARY_TO_POST_16
    return Phase.SECONDARY_TO_POST_16 if to_post_16 else Phase.OTHER


def expected(case: Case, year: int, setting: SchoolPhase | None = None) -> PhaseChange | None:
    """Return the change of phase that the age leads to in this year."""
    opened = case.last(CaseOpened)
    about = opened.child if opened else None
    if about is None:
        return None
    found = _next(about, year, setting, _setting_type(case, date(year, JANUARY, 1)))
    return found if found and found.year == year else None


def _next(
    about: Child, year: int, setting: SchoolPhase | None, type_: SettingType | None
) -> PhaseChange | None:
    if setting is not None:
        return phase_change(about.date_of_birth, setting, offset=about.year_offset)
    in_that_school_year = date(year, JANUARY, 1)
    return presumed_change(
        about.date_of_birth, type_, in_that_school_year, offset=about.year_offset
    )


def _setting_type(case: Case, on: date) -> SettingType | None:
    """Return the type of setting that Section I of the plan in force has for a day."""
    plan = case.plan_in_force.event if case.plan_in_force else None
    if not isinstance(plan, FinalPlanIssued | AmendedPlanIssued) or plan.plan is None:
        return None
    return next((placement.type for placement in named_on(plan.plan.placements, on)), None)


def _recorded(case: Case, year: int) -> Iterator[PhaseTransfer]:
    for step in case.steps_of(PhaseTransferDue):
        event = step.event
        if isinstance(event, PhaseTransferDue) and (event.year or step.first.year) == year:
            transfer = event.transfer
            phase = event.phase or (phase_of(transfer) if transfer else Phase.OTHER)
            yield PhaseTransfer(year=year, phase=phase, transfer=transfer, recorded=step)
