"""What Section I of a plan says, and whether that is another place than in the plan before."""

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


def _where(placements: tuple[Placement, ...]) -> list[tuple[object, ...]]:
    return [(found.type, found.institution, found.starts) for found in placements]
