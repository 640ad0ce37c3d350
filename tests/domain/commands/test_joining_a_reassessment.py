"""A request that comes while a re-assessment is under way, the commissioning body's say."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.amendment.reassessment import (
    BEFORE_ASKED,
    MUST_BE_GRANTED,
    NOTHING_ASKED,
    UNDER_WAY_ALREADY,
    AgreeToReassess,
    RefuseToReassess,
    WithdrawReassessmentRequest,
)
from ehcp.domain.commands.amendment.reassessment_joined import (
    NOTHING_TO_JOIN,
    JoinReassessmentRequest,
)
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED
from ehcp.domain.commands.underway import reassessment
from ehcp.domain.deadlines import Status
from ehcp.domain.events.reassessment import (
    ReassessmentAgreed,
    ReassessmentRefusalGround,
    ReassessmentRequester,
    ReassessmentRequestJoined,
    ReassessmentWithdrawn,
)
from ehcp.domain.standing.advice import AdviceStatus, advice
from tests.domain.amending_case import (
    ASKED_AGAIN,
    ASKED_FOR_REASSESSMENT,
    ASKED_PLACE,
    REASSESSED,
    UNDER_REASSESSMENT,
)
from tests.domain.limits import due, statuses
from tests.domain.ordinary_case import FINISHED, NOTICE, S19
from tests.domain.scenario import recorded, scenario

DECISION = "reassessment-decision"
PLAN = "reassessment-final-plan"
# asked for again on Monday 2 March 2026, agreed on the 16th: the plan is due on 22 June
BODYS = replace(
    ASKED_AGAIN, on=date(2026, 4, 1), requested_by=ReassessmentRequester.COMMISSIONING_BODY
)
BODYS_PLACE = len(UNDER_REASSESSMENT) + 1
AWAITS = [*UNDER_REASSESSMENT, BODYS]
JOIN = JoinReassessmentRequest(on=date(2026, 4, 8), s19_considered=S19, reasons="One will do.")
JOINED = ReassessmentRequestJoined(
    on=date(2026, 4, 8), of=BODYS_PLACE, reasons="One will do.", s19_considered=S19
)
ANSWERED = [*AWAITS, JOINED]


def withdrawn(place, on=date(2026, 4, 15)):
    return ReassessmentWithdrawn(on=on, of=place)


def test_the_reassessment_under_way_answers_a_commissioning_bodys_request():
    again = AgreeToReassess(on=date(2026, 4, 8), s19_considered=S19)
    scenario(given=AWAITS, when=again, then=UNDER_WAY_ALREADY)
    refuse = RefuseToReassess(
        on=date(2026, 4, 8),
        ground=ReassessmentRefusalGround.NOT_NECESSARY,
        reasons="One is under way.",
        notice=NOTICE,
        s19_considered=S19,
    )
    scenario(given=AWAITS, when=refuse, then=MUST_BE_GRANTED)
    scenario(given=AWAITS, when=JOIN, then=[JOINED])


def test_nothing_joins_without_a_request_or_without_a_reassessment():
    scenario(given=UNDER_REASSESSMENT, when=JOIN, then=NOTHING_ASKED)
    scenario(given=ANSWERED, when=JOIN, then=NOTHING_ASKED)
    scenario(given=[*FINISHED, BODYS], when=JOIN, then=NOTHING_TO_JOIN)
    scenario(given=AWAITS, when=replace(JOIN, on=date(2026, 3, 31)), then=BEFORE_ASKED)
    scenario(given=AWAITS, when=replace(JOIN, s19_considered=" "), then=S19_NOT_CONSIDERED)


def test_the_answer_comes_within_fifteen_days():
    # the request of 1 April is answered by 16 April
    late = replace(JOINED, on=date(2026, 4, 16))
    assert statuses(DECISION, [*AWAITS, late], date(2026, 4, 20)) == [Status.MET, Status.MET]
    late = replace(JOINED, on=date(2026, 4, 17))
    assert statuses(DECISION, [*AWAITS, late], date(2026, 4, 20)) == [Status.MET, Status.MISSED]


def test_the_limits_of_the_reassessment_run_on_from_its_own_day():
    assert due(PLAN, ANSWERED, date(2026, 4, 20)) == date(2026, 6, 22)


def test_it_goes_on_for_the_body_when_the_family_withdraws():
    given = [*ANSWERED, withdrawn(ASKED_PLACE)]
    assert reassessment(recorded(*given)) is not None
    assert statuses(PLAN, given, date(2026, 6, 23)) == [Status.OUTSTANDING]
    both = [*given, withdrawn(BODYS_PLACE, date(2026, 4, 22))]
    assert reassessment(recorded(*both)) is None
    assert statuses(PLAN, both, date(2026, 6, 23)) == [Status.DISAPPLIED]


def test_it_goes_on_for_the_family_when_the_body_withdraws():
    given = [*ANSWERED, withdrawn(BODYS_PLACE)]
    assert reassessment(recorded(*given)) is not None
    assert reassessment(recorded(*given, withdrawn(ASKED_PLACE, date(2026, 4, 22)))) is None


def test_what_the_body_asked_for_before_the_agreement_is_secured_as_well():
    body = replace(BODYS, on=date(2026, 3, 9))
    agreed = ReassessmentAgreed(on=date(2026, 3, 16), of=ASKED_PLACE)
    given = [*ASKED_FOR_REASSESSMENT, body, agreed, withdrawn(ASKED_PLACE)]
    assert reassessment(recorded(*given)) is not None


def test_any_request_that_is_answered_may_be_withdrawn():
    first = WithdrawReassessmentRequest(on=date(2026, 4, 15))
    scenario(given=ANSWERED, when=first, then=[withdrawn(ASKED_PLACE)])
    second = replace(first, request=BODYS_PLACE)
    scenario(given=ANSWERED, when=second, then=[withdrawn(BODYS_PLACE)])
    twice = [*ANSWERED, withdrawn(BODYS_PLACE)]
    scenario(given=twice, when=replace(second, on=date(2026, 4, 22)), then=NOTHING_ASKED)


def test_advice_is_awaited_as_long_as_somebody_asks():
    body = replace(BODYS, on=date(2026, 4, 1))
    place = len(REASSESSED) + 1
    given = [*REASSESSED, body, replace(JOINED, of=place), withdrawn(ASKED_PLACE)]

    def last(*more):
        return advice(recorded(*given, *more))[-1].status

    assert last() is AdviceStatus.OUTSTANDING
    ended = withdrawn(place, date(2026, 4, 22))
    assert last(ended) is AdviceStatus.NO_LONGER_AWAITED
