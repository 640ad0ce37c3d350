"""Advice that answers one request ends the limit of no other."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.deadlines import Status
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.reassessment import ReassessmentAgreed
from tests.domain.limits import statuses
from tests.domain.ordinary_case import FINISHED

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
    assert statuses("advice-response", given, on=date(2026, 3, 2)) == 5 * [Status.OUTSTANDING]


def test_advice_that_does_not_say_what_it_answers_ends_the_limit_of_its_kind():
    given = [*ASKED_AGAIN, replace(CAME, of=None)]
    found = statuses("advice-response", given, on=date(2026, 3, 2))
    assert sorted(found) == [Status.MISSED, *4 * [Status.OUTSTANDING]]
