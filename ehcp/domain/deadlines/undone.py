"""An outcome that took a duty away and was not kept to: what it took away was owed after all.

An assessment was refused, and yet the plan came; no plan was to be made, and yet one was; a
draft was sent, and then it was decided that no plan is needed. Where an order, an agreement or
a new request came between, that has clocks of its own and the old ones rest. Where nothing did,
regs 10(1) and 13(2) have never ceased to count from the request.
"""

from collections.abc import Iterable, Mapping

from ehcp.domain.case import PLANS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.order import TribunalOrderRedated
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused, Route
from ehcp.domain.standing.requests import ORDERS, REQUESTS, starts_anew
from ehcp.domain.step import Step

UNDONE_BY: Mapping[type[Event], frozenset[type[Event]]] = {
    AssessmentRefused: frozenset((DraftPlanIssued, FinalPlanIssued, NoPlanDecided)),
    NoPlanDecided: frozenset((DraftPlanIssued, FinalPlanIssued)),
    DraftPlanIssued: frozenset((NoPlanDecided,)),
}
"""Outcomes, and what each of them is not followed by if it was kept to."""

BEGINS_ANEW = (*ORDERS, TribunalOrderRedated, *REQUESTS, *PLANS, ReassessmentAgreed)


def not_kept_to(case: Case, away: Step, end: Step) -> tuple[Step, ...]:
    """Return the outcomes that were not kept to, where the history does not say why.

    `away` took a duty away, and `end` is how that was done all the same. None where it was kept
    to, or where something between the two brought clocks of its own.
    """
    if not _undoes(end, away) or _dropped(case, away, end):
        return ()
    between = (each for each in case.after(away, *BEGINS_ANEW) if case.follows(end, each))
    if any(_says_why(case, each) for each in between):
        return ()
    more = (each for each in case.after(away, *UNDONE_BY) if case.follows(end, each))
    return (away, *(each for each in more if _undoes(end, each)))


def dropped(case: Case, away: Step, ends: Iterable[type[Event]]) -> bool:
    """Whether the authority says that it dropped its own decision that no plan is needed.

    A plan is then owed, as `ends` tell of it: what was to be found out before is not.
    """
    if not isinstance(away.event, NoPlanDecided) or UNDONE_BY[NoPlanDecided].isdisjoint(ends):
        return False
    return any(
        case.at(draft.event.of) in (None, away) and draft.event.route is Route.OWN_DECISION
        for draft in case.after(away, DraftPlanIssued)
        if isinstance(draft.event, DraftPlanIssued)
    )


def surely_owed(away: Step) -> bool:
    """Whether the duty was owed whatever the history leaves out.

    A draft decides nothing: who then decides that no plan is needed owed the family that
    decision. A plan after a refusal may have been ordered, by an entry that is missing.
    """
    return isinstance(away.event, DraftPlanIssued)


def _says_why(case: Case, step: Step) -> bool:
    """Whether a step brought clocks of its own: a request does only where none is pending."""
    return not isinstance(step.event, REQUESTS) or starts_anew(case, step)


def _undoes(end: Step, outcome: Step) -> bool:
    return type(end.event) in UNDONE_BY.get(type(outcome.event), ())


def _dropped(case: Case, away: Step, end: Step) -> bool:
    """Whether a refusal was dropped by an entry of the history: then two readings say more."""
    if not isinstance(away.event, AssessmentRefused):
        return False
    return any(case.follows(end, agreed) for agreed in case.after(away, AssessmentAgreed))
