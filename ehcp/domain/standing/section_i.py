"""What Section I of a plan says, and whether that is another place than in the plan before."""

from datetime import date

from ehcp.domain.case import PLANS, Case
from ehcp.domain.plan.placement import Placement
from ehcp.domain.step import Step


def placements_of(step: Step) -> tuple[Placement, ...] | None:
    """Return what a plan names; None where its contents are not known, or it is no plan."""
    plan = step.event.plan if isinstance(step.event, PLANS) else None
    return plan.placements if plan else None


def named_anew(case: Case, step: Step) -> bool:
    """Whether Section I is another than that of the plan before, as far as both are known."""
    before = case.before(step, *PLANS)
    earlier, now = placements_of(before) if before else None, placements_of(step)
    return earlier is None or now is None or _where(earlier) != _where(now)


def begins_in(year: int | None, placements: tuple[Placement, ...]) -> bool:
    """Whether a placement begins in a year: that to which a change of phase in it leads."""
    return any(p.starts and p.starts.year == year for p in placements)


def names_ahead(step: Step, year: int | None, last: date) -> bool:
    """Whether a plan names where a change of phase in a year leads: after its last day."""
    now = placements_of(step) or ()
    return begins_in(year, tuple(p for p in now if p.starts and p.starts > last))


def named_already(case: Case, step: Step, year: int | None, last: date) -> bool:
    """Whether a plan names it, and so does each that followed by the last day: none is needed."""
    return names_ahead(step, year, last) and all(
        names_ahead(plan, year, last) for plan in case.after(step, *PLANS) if plan.first <= last
    )


def _where(placements: tuple[Placement, ...]) -> list[tuple[object, ...]]:
    return [(found.type, found.institution, found.starts) for found in placements]
