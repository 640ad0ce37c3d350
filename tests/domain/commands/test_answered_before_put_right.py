"""What was answered stays answered when the day of what it answers is put right afterwards."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.commands.assessment.advice_course import NOT_AWAITED, ChaseAdvice
from ehcp.domain.commands.challenge.complaint import AnswerComplaint
from ehcp.domain.commands.money.direct_payment import PAID_ALREADY, AgreeDirectPayment
from ehcp.domain.commands.plan.hearing import Hearing
from ehcp.domain.commands.review.early import NO_EARLY_REQUEST, DeclineEarlyReview
from ehcp.domain.commands.review.start import AbsorbReview
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import (
    AdviceChased,
    AdviceReceived,
    AdviceRequested,
    AdviceReturned,
)
from ehcp.domain.events.draft import RepresentationsAnswered, RepresentationsMade
from ehcp.domain.events.record import ComplaintMade, ComplaintTo, EntryCorrected
from ehcp.domain.events.review import (
    EarlyReviewDeclined,
    EarlyReviewRequested,
    Invitee,
    ReviewAbsorbed,
    ReviewKind,
    ReviewReportSent,
    ReviewStarted,
)
from ehcp.domain.events.review_meeting import InvitedToReview
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.advice import AdviceStatus, advice
from ehcp.domain.standing.told import told_of
from tests.domain.budget_case import AGREED, AGREED_TO, BUDGET, PREPARED
from tests.domain.ordinary_case import ASSESSED, DRAFT_PLACE, DRAFTED, FINISHED
from tests.domain.ordinary_review import BEGUN, FIX, PLACE, STARTED
from tests.domain.scenario import recorded, scenario

PSYCHOLOGIST = "the educational psychologist"
KIND = AdviceKind.PSYCHOLOGICAL
ASKED_PLACE = 8
CAME = AdviceReceived(on=date(2025, 3, 18), of=ASKED_PLACE, kind=KIND, from_body=PSYCHOLOGIST)
CHASE = ChaseAdvice(on=date(2025, 3, 24), kind=KIND, from_body=PSYCHOLOGIST)
PUT_RIGHT = date(2025, 9, 29)


def put_right(given: list[Event], place: int, event: Event) -> list[Event]:
    """Return the history in which the entry of a place was corrected last of all."""
    stands_in = len(given) + 1
    corrected = EntryCorrected(on=PUT_RIGHT, entry=place, stands_in=stands_in, why="The stamp.")
    return [*given, event, corrected]


def test_advice_that_came_is_not_chased():
    asked = AdviceRequested(on=date(2025, 2, 4), of=4, kind=KIND, from_body=PSYCHOLOGIST)
    given = [*ASSESSED, CAME]
    scenario(given=given, when=CHASE, then=NOT_AWAITED)
    scenario(given=put_right(given, ASKED_PLACE, asked), when=CHASE, then=NOT_AWAITED)


def test_advice_that_was_sent_back_is_chased():
    back = AdviceReturned(on=date(2025, 3, 20), of=len(ASSESSED) + 1)
    chased = AdviceChased(on=CHASE.on, of=ASKED_PLACE, kind=KIND, from_body=PSYCHOLOGIST)
    given = [*ASSESSED, CAME, back]
    scenario(given=given, when=CHASE, then=[chased])
    spoken = replace(CHASE, from_body="The Educational  Psychologist")
    then = replace(chased, from_body="The Educational  Psychologist")
    scenario(given=given, when=spoken, then=[then])
    case = recorded(*put_right(given, len(ASSESSED) + 1, replace(CAME, author="Dr Penn")))
    (of_kind,) = (one for one in advice(case) if one.kind == KIND)
    assert of_kind.status is AdviceStatus.RETURNED


def test_an_early_review_that_was_declined_is_not_declined_again():
    asked = EarlyReviewRequested(on=date(2025, 9, 8), by_whom="the parent")
    place = len(FINISHED) + 1
    given = [*FINISHED, asked, EarlyReviewDeclined(on=date(2025, 9, 15), of=place)]
    no = DeclineEarlyReview(on=date(2025, 9, 30), reasons="It is due in May.")
    scenario(given=given, when=no, then=NO_EARLY_REQUEST)
    right = put_right(given, place, replace(asked, on=date(2025, 9, 5)))
    scenario(given=right, when=no, then=NO_EARLY_REQUEST)


def test_a_representation_that_was_turned_down_asks_for_nothing():
    made = RepresentationsMade(
        on=date(2025, 4, 10), of=DRAFT_PLACE, section=Section.F, element="f1", text="More."
    )
    place = len(DRAFTED) + 1
    answered = RepresentationsAnswered(on=date(2025, 4, 14), of=place, accepted=False)
    given = put_right([*DRAFTED, made, answered], place, replace(made, on=date(2025, 4, 9)))
    case = recorded(*given)
    draft = case.at(DRAFT_PLACE)
    assert draft is not None
    assert list(Hearing(case, draft).asked()) == []


def test_a_line_that_is_paid_is_not_agreed_again():
    assert AGREED.recipient and AGREED.conditions and AGREED.amount
    again = AgreeDirectPayment(
        on=PUT_RIGHT,
        line="l1",
        amount=AGREED.amount,
        recipient=AGREED.recipient,
        conditions=AGREED.conditions,
    )
    scenario(given=AGREED_TO, when=again, then=PAID_ALREADY)
    right = put_right(AGREED_TO, BUDGET, replace(PREPARED, on=date(2025, 5, 12)))
    scenario(given=right, when=again, then=PAID_ALREADY)


@pytest.mark.parametrize("corrected", [False, True])
def test_the_report_goes_to_those_who_were_invited_to_its_meeting(corrected):
    started = ReviewStarted(on=date(2026, 2, 2))
    invited = InvitedToReview(on=date(2026, 3, 2), of=1, invitee=Invitee.SETTING)
    given = [started, invited]
    if corrected:
        given = put_right(given, 1, replace(started, on=date(2026, 2, 3)))
    of = 3 if corrected else 1
    report = ReviewReportSent(on=date(2026, 4, 2), of=of, sent_to=(Invitee.FAMILY,))
    case = recorded(*given, report)
    found = told_of(case, case.steps[-1])
    assert found is not None
    assert [str(owed.to) for owed in found.owed if owed.missing] == [
        "head-principal-or-early-years-provider"
    ]


def test_a_review_and_a_complaint_are_still_known_by_the_place_that_they_had():
    started = replace(STARTED, on=date(2026, 2, 3))
    given = put_right(BEGUN, PLACE, started)
    (fixed,) = replace(FIX, review=PLACE).asked_of(recorded(*given))
    assert fixed.of == len(BEGUN) + 1
    (absorbed,) = AbsorbReview(on=FIX.on, review=len(given) + 1, into=PLACE).asked_of(
        recorded(*given, replace(STARTED, kind=ReviewKind.INTERIM))
    )
    assert isinstance(absorbed, ReviewAbsorbed)
    assert absorbed.into == len(BEGUN) + 1
    made = ComplaintMade(on=date(2026, 6, 1), to=ComplaintTo.AUTHORITY)
    answer = AnswerComplaint(on=date(2026, 6, 22), upheld=True, answer="Sorry.", complaint=1)
    (answered,) = answer.asked_of(
        recorded(*put_right([made], 1, replace(made, on=date(2026, 6, 2))))
    )
    assert answered.of == 2
