"""Advice that answers one request ends the limit of no other."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.deadlines import Status
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import RequestWithdrawn
from tests.domain.limits import statuses
from tests.domain.ordinary_case import ASSESSED, FINISHED

KIND = AdviceKind.MEDICAL
BODY = "the paediatrician"
AGAIN = len(FINISHED) + 1
ASKED_AGAIN = [
    *FINISHED,
    ReassessmentAgreed(on=date(2026, 1, 12)),
    AdviceRequested(on=date(2026, 1, 13), of=AGAIN, kind=KIND, from_body=BODY),
]
CAME = AdviceReceived(on=date(2026, 2, 2), of=AGAIN + 1, kind=KIND, from_body=BODY)


def test_advice_for_a_re_assessment_is_not_what_the_first_assessment_never_had():
    given = [*ASKED_AGAIN, CAME]
    assert statuses("reassessment-advice", given, on=date(2026, 3, 2)) == [Status.MET]
    assert statuses("advice-response", ASSESSED, on=date(2026, 3, 2)) == 5 * [Status.OUTSTANDING]
    assert statuses("advice-response", given, on=date(2026, 3, 2)) == 5 * [Status.MISSED]


def test_with_the_plan_nobody_waits_for_advice_on_it_any_longer():
    """The requests were received on 5 February 2025: six weeks end on 19 March."""
    final = next(event for event in FINISHED if isinstance(event, FinalPlanIssued))
    assert final.on == date(2025, 5, 12)
    early = [replace(e, on=date(2025, 3, 19)) if e is final else e for e in FINISHED]
    assert statuses("advice-response", early, on=date(2025, 6, 2)) == 5 * [Status.DISAPPLIED]
    withdrawn = [*ASSESSED, RequestWithdrawn(on=date(2025, 3, 3), of=2)]
    assert statuses("advice-response", withdrawn, on=date(2025, 6, 2)) == 5 * [Status.DISAPPLIED]
