"""Mediations: the family's wish, and what belongs to it. CFA 2014 ss.52-56; regs 32 to 42."""

from ehcp.domain.case import Case
from ehcp.domain.events.mediation import (
    MediationHeld,
    MediationNoLongerWanted,
    MediationRequested,
)
from ehcp.domain.standing.led_to import led_to
from ehcp.domain.step import Step


def wish_of(case: Case, step: Step) -> Step | None:
    """Return the wish to mediate that a step is about: as its `of` leads to it, else the last."""
    if isinstance(step.event, MediationRequested):
        return step
    return led_to(case, step, MediationRequested) or case.before(step, MediationRequested)


def of_wish(case: Case, start: Step, step: Step) -> bool:
    """Whether a step belongs to the mediation that another is part of, or does not say to which.

    The end of one mediation ends nothing of another that is under way at the same time.
    """
    said = led_to(case, step, MediationRequested)
    return said is None or said is wish_of(case, start)


def standing_wishes(case: Case) -> tuple[Step, ...]:
    """Return the wishes to mediate that were neither dropped nor followed by a last session."""
    ended = {
        wish.place
        for step in case.steps_of(MediationNoLongerWanted, MediationHeld)
        if not isinstance(step.event, MediationHeld) or step.event.concluded
        if (wish := wish_of(case, step)) is not None
    }
    return tuple(s for s in case.steps_of(MediationRequested) if s.place not in ended)
