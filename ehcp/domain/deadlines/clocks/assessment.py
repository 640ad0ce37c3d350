"""During the assessment: advice, and whether a plan is needed. Regs 6 to 10."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.terms import (
    DRAFT,
    FINAL,
    NEW_REQUEST,
    NO_PLAN,
    REFUSAL,
    WITHDRAWN,
    WOUND_UP,
    in_community,
    in_reassessment,
)
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import AdviceDue, AdviceReceived, AdviceRequested
from ehcp.domain.standing.relations import named
from ehcp.domain.step import Step
from ehcp.law.time_limits import assessment, request


def same_advice(case: Case, start: Step, step: Step) -> bool:
    """Whether advice answers a request: of the same kind and body, where both say.

    What says which request it answers answers no other, of another assessment say. Blanks and
    capitals tell no body from another, nor brackets one letter of reg 6(1).
    """
    asked, came = start.event, step.event
    answered = None if came.of is None else case.at(came.of)
    if answered is not None and isinstance(answered.event, AdviceRequested):
        return answered is start
    return _may_be(asked, came, "kind", _letter) and _may_be(asked, came, "from_body", _plain)


def _may_be(asked: Event, came: Event, said: str, plain: Callable[[str], str]) -> bool:
    """Whether two events say the same of the advice, or one of them does not say."""
    wanted, given = getattr(asked, said, None), getattr(came, said, None)
    if wanted is None or given is None or wanted == given:
        return True
    return plain(wanted) == plain(given)


def _plain(said: str) -> str:
    return named(said).strip("()")


_letter = lru_cache(maxsize=256)(_plain)
"""The few kinds of advice: each request is compared with what came of its kind."""


def of_its_kind(case: Case, start: Step) -> tuple[Step, ...]:
    """Return the advice that may be of the kind that was asked for, or says whom it answers.

    A long life has many requests and much advice: to compare each with each takes far longer
    than all the rest.
    """
    kind = getattr(start.event, "kind", None)
    received = case.once(_received)
    return received.get(None if kind is None else _letter(kind), received[ANY])


def _received(case: Case) -> Mapping[str | None, tuple[Step, ...]]:
    """Return the advice of each kind, with that which may be of any; under None all of it."""
    every = case.all_of((AdviceReceived,))  # only what is found to answer is asked for
    kinds = {step: _letter_of(step.event) for step in every}
    found: dict[str | None, tuple[Step, ...]] = {
        kind: tuple([step for step in every if kinds[step] in (kind, ANY)])
        for kind in {ANY, *kinds.values()}
    }
    return found | {None: every}


ANY = "any"
"""Stands for a kind that is not said; the kinds are letters."""


def _letter_of(came: Event) -> str:
    kind = getattr(came, "kind", None)
    return ANY if kind is None or came.of is not None else _letter(kind)


def _answers(case: Case, start: Step, step: Step) -> bool | None:
    """Whether advice answers a request; None for a given day that later advice may answer too.

    Each request has a limit of its own, and nobody says which of them the advice was asked by.
    """
    if not same_advice(case, start, step):
        return False
    if not isinstance(start.event, AdviceDue) or step.event.of is not None:
        return True
    named = any(
        getattr(start.event, said, None) and getattr(step.event, said, None)
        for said in ("kind", "from_body")
    )
    if named or not any(same_advice(case, start, s) for s in case.after(step, AdviceReceived)):
        return True
    return None


def _of_assessment(case: Case, start: Step, step: Step) -> bool:
    """Whether advice has this limit, and neither that of a re-assessment nor of detention."""
    return in_community(case, start, step) and not in_reassessment(case, step)


ASSESSMENT_CLOCKS = (
    Clock(
        limit=request.ASSESSMENT_SIX_MONTH_BAR,  # bars the notice of s.36(7), and no request
        own=True,
        starts=FINAL | NO_PLAN,
        minimum=True,
        when_over=Status.MET,
    ),
    Clock(
        limit=assessment.ADVICE_RESPONSE,
        starts=steps(AdviceRequested, test=_of_assessment),
        ends=Steps((AdviceReceived,), _answers, among=of_its_kind),
        not_if=WOUND_UP,
        given_by=steps(AdviceDue),
    ),
    Clock(
        limit=assessment.DECISION_TO_ISSUE_OR_DRAFT,
        own=True,
        starts=NEW_REQUEST,
        ends=DRAFT,
        shown_by=FINAL,
        not_if=REFUSAL | NO_PLAN | WITHDRAWN,
    ),
)
