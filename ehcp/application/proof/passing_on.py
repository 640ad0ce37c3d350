"""The copy of a plan that goes with a child who moves, and the proof of where it comes from.

The copy is the old authority's own entries: those that the new authority needs, byte for byte
(the plan, the advice, who the child is, the move), and of all others the digest alone. So the
hash chain of the whole history can be worked out again by whoever has the copy, without a word
of what was not passed on. What is kept from others (a restricted address) is not passed on.
SI 2014/1530 reg 15.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ehcp.application.proof.copies import Copy, copied, known, stored
from ehcp.application.rights.withholding import for_everybody
from ehcp.domain.case import PLANS, Case
from ehcp.domain.commands.ending.transfer_in import ReceivePlan
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.review import ReviewDecisionNotified
from ehcp.domain.events.transfer import (
    AdvicePassedOn,
    FamilyMoved,
    Origin,
    PlanPassedOn,
    PlanReceived,
)
from ehcp.domain.step import Step
from ehcp.store.cases import Store
from ehcp.store.errors import Unreadable
from ehcp.store.mapper import entries

PASSED_ON = (
    CaseOpened, FamilyMoved, AdviceReceived, ReviewDecisionNotified, PlanPassedOn, *PLANS
)  # fmt: skip
"""The kinds of entries that the new authority needs."""


class CannotPassOn(Exception):  # noqa: N818 - an answer in words
    """Why a plan cannot be passed on, or a copy of one cannot be taken in."""


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What only the new authority can say: when the plan was made, where the copy does not."""

    made_on: date | None = None


def copy_of(store: Store, authority: str, case: UUID) -> Copy:
    """Return the copy of a plan that was passed on, read behind the authority's own wall."""
    found = stored(store, authority, case)
    history = Case(entries(case, [each.row for each in found]))
    passed = _last(history, PlanPassedOn)
    if passed is None:
        raise CannotPassOn("No plan of this case was passed on: pass it on first (pass-plan-on).")
    shown = {entry.place: entry.event for entry in for_everybody(history).entries}
    wanted = {
        step.place for step in history.steps_of(*PASSED_ON) if shown[step.place] is step.event
    }
    plan = history.before(passed, *PLANS)
    if plan is not None and plan.place not in wanted:
        raise CannotPassOn("The plan says what is kept from others; amend it before it goes.")
    return Copy(authority=authority, case=case, entries=[copied(each, wanted) for each in found])


def received(copy: Copy, to: Sequence[str], arrival: Arrival) -> ReceivePlan:
    """Return the command that takes the plan in. `to` are the new authority's code and name.

    Raises CannotPassOn where the copy is for somebody else, or does not say what is needed.
    """
    case = Case(_entries(copy))
    passed = _last(case, PlanPassedOn)
    plan = None if passed is None else case.before(passed, *PLANS)
    if passed is None or plan is None:
        raise CannotPassOn("The copy holds no plan that was passed on.")
    _require_for(getattr(passed.event, "to_authority", None), to)
    on, made_on = passed.span.exact, arrival.made_on or _made_on(case, plan)
    if on is None or made_on is None:
        raise CannotPassOn("The copy does not say when the plan was made; give --made-on.")
    opened, moved = case.last(CaseOpened), _last(case, FamilyMoved)
    reviewed = _last(case, ReviewDecisionNotified)
    return ReceivePlan(
        on=on,
        origin=Origin(
            authority=copy.authority,
            case_reference=str(copy.case),
            history_hash=copy.history_hash,
        ),
        made_on=made_on,
        plan=getattr(plan.event, "plan", None),
        naming=getattr(plan.event, "naming", None),
        last_reviewed_on=reviewed.span.exact if reviewed else None,
        moved_on=moved.span.exact if moved else None,
        advice=tuple(_advice(case)),
        child=opened.child if opened else None,
        parents=opened.parents if opened else (),
    )


def _entries(copy: Copy) -> tuple[Entry, ...]:
    """Return the entries that were passed on."""
    try:
        return tuple(known(copy))
    except Unreadable as error:
        raise CannotPassOn(f"Entry {error.version} cannot be understood here.") from None


def _require_for(said: str | None, to: Sequence[str]) -> None:
    if (said or "").strip().casefold() not in {name.strip().casefold() for name in to}:
        raise CannotPassOn(f"The plan was passed on to {said or 'nobody named'}, not here.")


def _made_on(case: Case, plan: Step) -> date | None:
    """Return the day on which the plan was first made."""
    if isinstance(plan.event, PlanReceived):
        return plan.event.made_on
    first = case.before(plan, FinalPlanIssued) or plan
    earlier = case.before(plan, PlanReceived)
    if earlier is not None and isinstance(earlier.event, PlanReceived):
        return earlier.event.made_on
    return first.span.exact


def _advice(case: Case) -> Iterator[AdvicePassedOn]:
    for step in case.steps_of(AdviceReceived):
        event = step.event
        if isinstance(event, AdviceReceived):
            yield AdvicePassedOn(
                kind=event.kind, author=event.author, dated=event.dated, document=event.document
            )


def _last(case: Case, kind: type[Event]) -> Step | None:
    found = case.steps_of(kind)
    return found[-1] if found else None


def told(copy: Copy) -> Mapping[str, Any]:
    """Return what a copy is, as a machine is told."""
    return {
        "authority": copy.authority,
        "case": str(copy.case),
        "entries": len(copy.entries),
        "passed_on": sum(entry.state is not None for entry in copy.entries),
        "history_hash": copy.history_hash,
    }
