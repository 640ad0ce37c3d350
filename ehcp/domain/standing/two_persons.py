"""What one person may not bring about alone: that a plan ends, or a restricted address shows.

It is judged by what the case would be, and not by the name of what was asked: striking out the
plan's own entry ends it as well.
"""

from collections.abc import Sequence
from enum import StrEnum

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.people import AddressRestricted, AddressRestrictionLifted
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut
from ehcp.domain.standing.people import restrictions, secrets

MAY_BRING_ABOUT = (PlanCeased, AddressRestrictionLifted, EntryCorrected, EntryStruckOut)
"""Without one of these events nothing of the kind comes about: the case need not be compared."""


class Effect(StrEnum):
    """What two persons agree on, by the name of the command that is there for it."""

    PLAN_CEASES = "cease-plan"
    ADDRESS_SHOWS = "lift-address-restriction"


def effects(case: Case, events: Sequence[Event]) -> frozenset[Effect]:
    """Return what these events would bring about that two persons agree on."""
    if not any(isinstance(event, MAY_BRING_ABOUT) for event in events):
        return frozenset()
    then = case.then(*events)
    found = set[Effect]()
    if any(isinstance(event, PlanCeased) for event in events) or _ceases(case, then):
        found.add(Effect.PLAN_CEASES)
    if any(isinstance(event, AddressRestrictionLifted) for event in events) or _shows(case, then):
        found.add(Effect.ADDRESS_SHOWS)
    return frozenset(found)


def _ceases(case: Case, then: Case) -> bool:
    """Whether a plan was maintained and none is, though no fact of its own ended it."""
    if case.plan_in_force is None or then.plan_in_force is not None:
        return False
    ended_by = [step for step in then.steps_of(*PLAN_ENDS) if case.at(step.place) is None]
    return not ended_by or any(isinstance(step.event, PlanCeased) for step in ended_by)


def _shows(case: Case, then: Case) -> bool:
    """Whether a text may be read that was withheld, or an address be written that was kept."""
    if secrets(case) - secrets(then):
        return True
    return bool(_kept(case) - _kept(then))


def _kept(case: Case) -> frozenset[str]:
    """Return the addresses that nobody may write as ordinary ones."""
    return frozenset(
        step.event.address or ""
        for step in restrictions(case)
        if isinstance(step.event, AddressRestricted)
    )
