"""The acts from the request to the advice, as commands."""

from datetime import date

from ehcp.domain.commands.assessment.advice import (
    AdviceKind,
    RecordAdvice,
    RequestAdvice,
    ReuseAdvice,
)
from ehcp.domain.commands.assessment.no_plan import DecideNoPlan
from ehcp.domain.commands.request.consideration import ConsultFamily
from ehcp.domain.commands.request.decision import AgreeToAssess, RefuseToAssess
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment, WithdrawRequest
from ehcp.domain.events.request import Method, Route
from tests.domain.ordinary_case import (
    NOTICE,
    S19,
)
from tests.lifecycle.acts import Choices, act, altered
from tests.lifecycle.model import State
from tests.lifecycle.model.withdrawals import pending


@act("request-assessment", "AssessmentRequested", flaws=("not-a-requester",))
def _(on, said):
    asked = RequestAssessment(on=on, requested_by=AskedBy.PARENT)
    return altered(asked, on, said, {"not-a-requester": {"requested_by": AskedBy.POLICE}})


def _pending(s: State, _on: date) -> Choices:
    """Return the requests that can be meant: the first, or any by its place."""
    return {"request": [None, *(request.place for request in pending(s))]}


@act("withdraw-request", "RequestWithdrawn", _pending)
def _(on, said):
    return WithdrawRequest(on=on, request=said["request"])


@act("consult-family", "FamilyConsulted")
def _(on, _said):
    return ConsultFamily(on=on, method=Method.MEETING, views="She wants to read.")


@act(
    "agree-to-assess",
    "AssessmentAgreed",
    {"route": [None, "own-decision", "tribunal-order", "mediation"]},
    ("opinion-not-recorded", "test-not-met", "s19-not-considered"),
)
def _(on, said):
    route = said["route"]
    agreed = AgreeToAssess(
        on=on,
        s19_considered=S19,
        may_have_sen=True,
        plan_may_be_necessary=True,
        route=Route(route) if route else None,
    )
    return altered(
        agreed,
        on,
        said,
        {
            "opinion-not-recorded": {"may_have_sen": None},
            "test-not-met": {"plan_may_be_necessary": False},
            "s19-not-considered": {"s19_considered": ""},
        },
    )


@act(
    "refuse-to-assess",
    "AssessmentRefused",
    flaws=("test-met", "no-reasons", "refusal-notice-incomplete", "s19-not-considered"),
)
def _(on, said):
    refused = RefuseToAssess(
        on=on,
        reasons="Her needs are met.",
        may_have_sen=True,
        plan_may_be_necessary=False,
        notice=NOTICE,
        s19_considered=S19,
    )
    return altered(
        refused,
        on,
        said,
        {
            "test-met": {"plan_may_be_necessary": True},
            "no-reasons": {"reasons": ""},
            "refusal-notice-incomplete": {"notice": NOTICE[1:]},
            "s19-not-considered": {"s19_considered": ""},
        },
    )


KINDS: Choices = {"kind": ["a", "b", "c", "d", "e", "g"]}


@act("request-advice", "AdviceRequested", KINDS)
def _(on, said):
    return RequestAdvice(on=on, kind=AdviceKind(said["kind"]), from_body=f"body {said['kind']}")


@act("record-advice", "AdviceReceived", KINDS)
def _(on, said):
    return RecordAdvice(on=on, kind=AdviceKind(said["kind"]), from_body=f"body {said['kind']}")


@act("reuse-advice", "AdviceReused", KINDS, ("not-all-three-satisfied",))
def _(on, said):
    return ReuseAdvice(
        on=on,
        kind=AdviceKind(said["kind"]),
        author="The psychologist",
        author_agrees=True,
        authority_agrees=True,
        family_agrees=said["flaw"] is None,
    )


@act(
    "decide-no-plan",
    "NoPlanDecided",
    flaws=("no-reasons-for-no-plan", "no-plan-notice-incomplete", "s19-not-considered"),
)
def _(on, said):
    decided = DecideNoPlan(
        on=on, reasons="What she needs is there.", notice=NOTICE, s19_considered=S19
    )
    return altered(
        decided,
        on,
        said,
        {
            "no-reasons-for-no-plan": {"reasons": ""},
            "no-plan-notice-incomplete": {"notice": ()},
            "s19-not-considered": {"s19_considered": ""},
        },
    )
