"""What becomes of each piece of advice that is asked for, and what is still outstanding."""

from datetime import date
from typing import Any

from ehcp.domain.case import Case
from ehcp.domain.events import assessment as ev
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside, LeftEngland, PlanCeased
from ehcp.domain.events.reassessment import ReassessmentAgreed, ReassessmentRequested
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested
from ehcp.domain.standing.advice import AdviceStatus, advice
from ehcp.domain.standing.relations import relations
from tests.domain.amending_case import ADVICE_AGAIN, REASSESSED
from tests.domain.ordinary_case import ASSESSED, DRAFT, FINISHED, UNDER_ASSESSMENT
from tests.domain.scenario import recorded

OUTSTANDING, RECEIVED = AdviceStatus.OUTSTANDING, AdviceStatus.RECEIVED
FAMILY, SCHOOL, DOCTOR, PSYCHOLOGIST = 5, 6, 7, 8
REPORT = ev.AdviceReceived(
    on=date(2025, 3, 20), of=PSYCHOLOGIST, kind="d", from_body="the educational psychologist"
)
CAME = len(ASSESSED) + 1
RETURNED = ev.AdviceReturned(on=date(2025, 3, 24), of=CAME, reasons="It names no outcomes.")


def standing(*events):
    return [(one.kind, one.status) for one in advice(recorded(*events))]


def one(place, *events):
    (found,) = [one for one in advice(recorded(*events)) if one.root.place == place]
    return found


def test_all_five_are_outstanding_when_nothing_has_come():
    assert standing(*ASSESSED) == [(kind, OUTSTANDING) for kind in "abcde"]


def test_a_reply_answers_the_request_that_it_names():
    assert standing(*ASSESSED, REPORT) == [
        (kind, RECEIVED if kind == "d" else OUTSTANDING) for kind in "abcde"
    ]


def test_a_chaser_and_a_delay_belong_to_their_request_and_leave_it_outstanding():
    chased = ev.AdviceChased(on=date(2025, 3, 17), of=DOCTOR, kind="c")
    delayed = ev.AdviceDelayed(
        on=date(2025, 3, 19), of=DOCTOR, reasons="Leave.", expected=date(2025, 4, 2)
    )
    found = one(DOCTOR, *ASSESSED, chased, delayed)
    assert [step.first for step in found.chased] == [date(2025, 3, 17)]
    assert [step.event.expected for step in found.delayed] == [date(2025, 4, 2)]
    assert found.status is OUTSTANDING


def test_advice_sent_back_awaits_its_author_until_it_comes_again():
    assert one(PSYCHOLOGIST, *ASSESSED, REPORT, RETURNED).status is AdviceStatus.RETURNED
    again = ev.AdviceReceived(on=date(2025, 3, 31), kind="d")
    found = one(PSYCHOLOGIST, *ASSESSED, REPORT, RETURNED, again)
    assert (found.status, len(found.received)) == (RECEIVED, 2)


def test_advice_that_nobody_asked_for_stands_by_itself():
    unasked = ev.AdviceReceived(on=date(2025, 3, 3), kind="h", from_body="the physiotherapist")
    found = one(5, *UNDER_ASSESSMENT, unasked)
    assert (found.status, found.from_body, found.requested) == (
        RECEIVED,
        "the physiotherapist",
        None,
    )


def test_advice_used_again_and_advice_not_sought_are_never_outstanding():
    reused = ev.AdviceReused(on=date(2025, 2, 5), of=4, kind="d", author="A. Psychologist")
    refused = ev.AdviceRequestRefused(on=date(2025, 2, 6), of=4, from_body="a private clinic")
    assert standing(*UNDER_ASSESSMENT, reused, refused) == [
        ("d", AdviceStatus.REUSED),
        (None, AdviceStatus.NOT_SOUGHT),
    ]


def test_a_report_of_the_family_is_put_forward_rejected_and_accepted():
    report = ev.FamilyReportReceived(on=date(2025, 3, 3), author="B. Therapist")
    rejected = ev.AdviceRejected(on=date(2025, 3, 5), of=5, reasons="Unsigned.")
    accepted = ev.AdviceAccepted(on=date(2025, 3, 9), of=5)
    told = [*UNDER_ASSESSMENT, report]
    assert one(5, *told).status is AdviceStatus.PUT_FORWARD
    assert one(5, *told, rejected).status is AdviceStatus.REJECTED
    assert one(5, *told, rejected, accepted).status is AdviceStatus.ACCEPTED


def test_what_has_not_come_when_the_plan_is_issued_is_no_longer_awaited():
    assert one(SCHOOL, *ASSESSED, DRAFT).status is OUTSTANDING
    assert one(SCHOOL, *FINISHED).status is AdviceStatus.NO_LONGER_AWAITED


def test_advice_for_a_reassessment_is_awaited_although_a_plan_was_issued_before():
    asked = ReassessmentRequested(on=date(2026, 3, 2))
    agreed = ReassessmentAgreed(on=date(2026, 3, 9), of=len(FINISHED) + 1)
    request = ev.AdviceRequested(on=date(2026, 3, 10), of=len(FINISHED) + 2, kind="d")
    assert one(len(FINISHED) + 3, *FINISHED, asked, agreed, request).status is OUTSTANDING


def test_in_a_file_that_does_not_say_what_answers_what_the_first_of_its_kind_is_answered():
    case = Case.of(
        AssessmentRequested(on=date(2024, 1, 8)),
        AssessmentAgreed(on=date(2024, 2, 12)),
        ev.AdviceRequested(on=date(2024, 2, 14)),
        ev.AdviceRequested(on=date(2024, 2, 16)),
        ev.AdviceReceived(on=date(2024, 3, 20)),
    )
    assert [found.status for found in advice(case)] == [RECEIVED, OUTSTANDING]


def test_a_day_given_for_advice_belongs_to_the_request_for_it_or_stands_alone():
    case = Case.of(
        AssessmentRequested(on=date(2024, 1, 8)),
        ev.AdviceRequested(on=date(2024, 2, 14), kind="d"),
        ev.AdviceDue(on=date(2024, 3, 27), kind="d"),
        ev.AdviceDue(on=date(2024, 3, 29), kind="c"),
    )
    found: Any = advice(case)
    assert [(a.kind, a.given.first, a.status) for a in found] == [
        ("d", date(2024, 3, 27), OUTSTANDING),
        ("c", date(2024, 3, 29), OUTSTANDING),
    ]


def test_advice_goes_on_being_awaited_where_the_end_of_the_plan_was_set_aside():
    ended = [CeaseDecided(on=date(2026, 4, 1)), PlanCeased(on=date(2026, 6, 12))]
    asked = [AdviceStatus.NO_LONGER_AWAITED] * len(ADVICE_AGAIN)
    again = len(ADVICE_AGAIN)
    assert [status for _, status in standing(*REASSESSED, *ended)[-again:]] == asked
    aside = CeaseSetAside(on=date(2026, 7, 1))
    found = [status for _, status in standing(*REASSESSED, *ended, aside)[-again:]]
    assert found == [OUTSTANDING] * again


def test_nobody_waits_for_advice_on_who_left_england_unless_a_plan_goes_on():
    left = LeftEngland(on=date(2025, 3, 3))
    assert {status for _, status in standing(*ASSESSED, left)} == {AdviceStatus.NO_LONGER_AWAITED}
    assert [r.kind for r in relations(recorded(*ASSESSED, left))] == []
    again = len(ADVICE_AGAIN)
    found = standing(*REASSESSED, LeftEngland(on=date(2026, 4, 1)))
    assert [status for _, status in found[-again:]] == [OUTSTANDING] * again
