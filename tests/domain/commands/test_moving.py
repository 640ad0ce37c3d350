"""SI 2014/1530 regs 15 and 16: a plan moves to another authority or commissioning body."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.commands.ending.commissioning import (
    BEFORE_AWARE,
    NO_CHANGE_LEARNED,
    NO_PLAN_WITH_PROVISION,
    NOT_AWARE,
    WHICH_BODY,
    AskForNewCommissioner,
    LearnOfCommissionerChange,
    NotifyNewCommissioner,
    RecordNewCommissionerAware,
)
from ehcp.domain.commands.ending.transfer import (
    NO_ASSESSMENT_TO_STOP,
    NO_PLAN_TO_PASS_ON,
    NOT_MOVED,
    PASSED_ON_BEFORE_MOVE,
    PLAN_GOES_WITH_THEM,
    STILL_RESIDENT,
    WHEN_LEARNED,
    WHERE_TO,
    LearnOfMove,
    PassPlanOn,
    RecordMoveAway,
    RecordTemporaryAbsence,
    StopAssessmentOnMove,
)
from ehcp.domain.commands.ending.transfer_in import (
    BEFORE_TRANSFER,
    NO_ORIGIN,
    NOT_ALL_THREE_TOLD,
    NOTHING_RECEIVED,
    ORIGINAL_DATE,
    PAY_UNTIL_AMENDED,
    PLAN_HERE_ALREADY,
    REVIEWED_OUT_OF_ORDER,
    WHICH_ALTERNATIVE,
    ArrangeAlternative,
    ReceivePlan,
    TellFamilyOfTransfer,
)
from ehcp.domain.commands.request.opening import WHOSE_CASE
from ehcp.domain.commands.review.early import NEW_BODY_IS_NOT_REFUSED, DeclineEarlyReview
from ehcp.domain.deadlines import Status
from ehcp.domain.events.commissioning import (
    AsksFor,
    CommissionerChangeLearned,
    NewCommissionerAsked,
    NewCommissionerAware,
    NewCommissionerNotified,
)
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.reassessment import ReassessmentRequested, ReassessmentRequester
from ehcp.domain.events.review import (
    EarlyReviewDeclined,
    EarlyReviewRequested,
    ReviewDecisionNotified,
)
from ehcp.domain.events.transfer import (
    AdvicePassedOn,
    AlternativeArranged,
    AssessmentStoppedByMove,
    FamilyMoved,
    FamilyToldOfTransfer,
    MoveLearned,
    Origin,
    PlanPassedOn,
    PlanReceived,
    PlanTransferred,
    TemporarilyAway,
)
from tests.domain.limits import due, statuses
from tests.domain.ordinary_case import (
    CHILD,
    FINAL,
    FINAL_PLAN,
    FINISHED,
    OPENED,
    UNDER_ASSESSMENT,
)
from tests.domain.scenario import recorded, scenario

MARLAND = "Marland Council"
LEARNED = MoveLearned(on=date(2025, 9, 1), moves_on=date(2025, 10, 6), to_authority=MARLAND)
MOVED = FamilyMoved(on=date(2025, 10, 6), of=15, to_authority=MARLAND)
ON_THE_WAY = [*FINISHED, LEARNED, MOVED]
PASS_ON = PassPlanOn(on=date(2025, 10, 6))
PASSED_ON = PlanPassedOn(on=date(2025, 10, 6), of=16, to_authority=MARLAND)

ORIGIN = Origin(authority="Oldshire Council", case_reference="OLD-77", history_hash="ab" * 32)
ADVICE = (AdvicePassedOn(kind="d", author="Dr Moss", dated=date(2025, 3, 10)),)
RECEIVE = ReceivePlan(
    on=date(2025, 10, 6),
    origin=ORIGIN,
    made_on=date(2025, 5, 12),
    plan=FINAL_PLAN,
    moved_on=date(2025, 10, 4),
    advice=ADVICE,
    child=CHILD,
)
CAME = FamilyMoved(on=date(2025, 10, 4), from_authority="Oldshire Council")
RECEIVED = PlanReceived(
    on=date(2025, 10, 6),
    plan=FINAL_PLAN,
    made_on=date(2025, 5, 12),
    moved_on=date(2025, 10, 4),
    advice=ADVICE,
    origin=ORIGIN,
)
HERE = [replace(OPENED, on=date(2025, 10, 6), parents=(), officer=None), CAME, RECEIVED]
TELL = TellFamilyOfTransfer(on=date(2025, 11, 3), will_assess=False, review_by=date(2026, 4, 30))


def test_the_old_authority_learns_of_a_move():
    learn = LearnOfMove(on=date(2025, 9, 1), moves_on=date(2025, 10, 6), to_authority=MARLAND)
    scenario(given=FINISHED, when=learn, then=[LEARNED])
    scenario(given=FINISHED, when=replace(learn, to_authority=" "), then=WHERE_TO)


def test_a_move_says_when_the_authority_became_aware_of_it():
    moved = RecordMoveAway(on=date(2025, 10, 6), to_authority=MARLAND)
    scenario(given=[*FINISHED, LEARNED], when=moved, then=[MOVED])
    scenario(given=FINISHED, when=moved, then=WHEN_LEARNED)
    scenario(given=FINISHED, when=replace(moved, to_authority=""), then=WHERE_TO)
    scenario(
        given=FINISHED,
        when=replace(moved, learned_on=date(2025, 10, 13)),
        then=[replace(LEARNED, on=date(2025, 10, 13)), MOVED],
    )


def test_the_plan_passes_with_the_move():
    scenario(given=ON_THE_WAY, when=PASS_ON, then=[PASSED_ON])
    scenario(given=FINISHED, when=PASS_ON, then=NOT_MOVED)
    scenario(given=[OPENED, LEARNED, MOVED], when=PASS_ON, then=NO_PLAN_TO_PASS_ON)
    early = replace(PASS_ON, on=date(2025, 10, 5))
    scenario(given=ON_THE_WAY, when=early, then=PASSED_ON_BEFORE_MOVE)
    scenario(given=[*ON_THE_WAY, PASSED_ON], when=PASS_ON, then=NO_PLAN_TO_PASS_ON)


def test_a_plan_that_was_passed_on_is_in_force_here_no_longer():
    assert recorded(*ON_THE_WAY).plan_in_force is not None
    gone = recorded(*ON_THE_WAY, PASSED_ON)
    assert gone.plan_in_force is None
    assert gone.seen(as_at=date(2025, 10, 5)).plan_in_force is not None


def test_warned_in_time_the_plan_passes_on_the_day_of_the_move():
    limit = "la-transfer-on-move"
    on = date(2025, 10, 5)
    assert due(limit, ON_THE_WAY[:-1], on) == date(2025, 10, 6)
    assert statuses("la-transfer-late-notice", ON_THE_WAY, on) == []
    assert statuses(limit, ON_THE_WAY, date(2025, 10, 7)) == [Status.OUTSTANDING]
    assert statuses(limit, [*ON_THE_WAY, PASSED_ON], date(2025, 10, 7)) == [Status.MET]
    late = replace(PASSED_ON, on=date(2025, 10, 7))
    assert statuses(limit, [*ON_THE_WAY, late], date(2025, 10, 7)) == [Status.MISSED]


def test_otherwise_there_are_15_working_days_beginning_with_the_day_it_became_aware():
    limit = "la-transfer-late-notice"
    heard = [*FINISHED, replace(LEARNED, on=date(2025, 10, 13)), MOVED]
    on = date(2025, 11, 14)
    assert due(limit, heard, on) == date(2025, 10, 31)
    assert statuses("la-transfer-on-move", heard, on) == []
    for day, expected in (
        (date(2025, 10, 31), Status.MET),
        (date(2025, 11, 1), Status.MISSED),
    ):
        passed = replace(PASSED_ON, on=day)
        assert statuses(limit, [*heard, passed], on) == [expected]


@pytest.mark.parametrize(
    ("learned", "in_good_time"), [(date(2025, 9, 15), True), (date(2025, 9, 16), False)]
)
def test_in_time_is_15_working_days_before_the_move(learned, in_good_time):
    given = [*FINISHED, replace(LEARNED, on=learned)]
    on = date(2025, 10, 1)
    assert bool(statuses("la-transfer-on-move", given, on)) is in_good_time
    assert bool(statuses("la-transfer-late-notice", given, on)) is not in_good_time


def test_once_the_plan_has_passed_the_old_authority_owes_nothing_more():
    limit, on = "annual-review-first", date(2026, 7, 1)
    assert statuses(limit, ON_THE_WAY, on) == [Status.OUTSTANDING]
    assert statuses(limit, [*ON_THE_WAY, PASSED_ON], on) == [Status.DISAPPLIED]
    late = replace(PASSED_ON, on=date(2026, 5, 18))
    assert statuses(limit, [*ON_THE_WAY, late], on) == [Status.MISSED]
    assert statuses("la-transfer-inform-family", [*ON_THE_WAY, PASSED_ON], on) == []


def test_a_plan_received_opens_a_case():
    scenario(given=[], when=RECEIVE, then=HERE)
    scenario(given=[], when=replace(RECEIVE, child=None), then=WHOSE_CASE)
    assert ReceivePlan.opens
    case = recorded(*HERE)
    assert case.plan_in_force is not None
    assert case.plan_in_force.event == RECEIVED


def test_a_plan_received_has_its_original_date_and_its_origin():
    nowhere = replace(RECEIVE, origin=Origin(authority=" "))
    scenario(given=[], when=nowhere, then=NO_ORIGIN)
    later = replace(RECEIVE, made_on=date(2025, 10, 7))
    scenario(given=[], when=later, then=ORIGINAL_DATE)
    for reviewed in (date(2025, 5, 11), date(2025, 10, 7)):
        wrong = replace(RECEIVE, last_reviewed_on=reviewed)
        scenario(given=[], when=wrong, then=REVIEWED_OUT_OF_ORDER)
    again = replace(RECEIVE, child=None)
    scenario(given=FINISHED, when=again, then=PLAN_HERE_ALREADY)


def test_a_family_that_comes_back_brings_its_plan():
    back = replace(RECEIVE, on=date(2026, 3, 2), moved_on=None, child=None)
    returned = replace(RECEIVED, on=date(2026, 3, 2), moved_on=None)
    scenario(given=[*ON_THE_WAY, PASSED_ON], when=back, then=[returned])
    assert recorded(*ON_THE_WAY, PASSED_ON, returned).plan_in_force is not None


def test_the_family_is_told_of_the_transfer_within_six_weeks():
    told = FamilyToldOfTransfer(
        on=date(2025, 11, 3), of=3, will_assess=False, review_by=date(2026, 4, 30)
    )
    scenario(given=HERE, when=TELL, then=[told])
    scenario(given=HERE, when=replace(TELL, on=date(2025, 10, 5)), then=BEFORE_TRANSFER)
    past = replace(TELL, review_by=date(2025, 11, 2))
    scenario(given=HERE, when=past, then=NOT_ALL_THREE_TOLD)
    scenario(given=FINISHED, when=TELL, then=NOTHING_RECEIVED)
    limit, on = "la-transfer-inform-family", date(2026, 1, 5)
    assert due(limit, HERE, on) == date(2025, 11, 17)
    last = replace(told, on=date(2025, 11, 17))
    assert statuses(limit, [*HERE, last], on) == [Status.MET]
    after = replace(told, on=date(2025, 11, 18))
    assert statuses(limit, [*HERE, after], on) == [Status.MISSED]


def test_a_file_without_a_transfer_counts_from_the_move():
    case = Case.of(FamilyMoved(on=date(2025, 10, 4)))
    assert due("la-transfer-inform-family", [s.event for s in case.steps], date(2026, 1, 5)) == (
        date(2025, 11, 15)
    )
    both = [FamilyMoved(on=date(2025, 10, 4)), PlanTransferred(on=date(2025, 10, 6))]
    assert due("la-transfer-inform-family", both, date(2026, 1, 5)) == date(2025, 11, 17)


@pytest.mark.parametrize(
    ("made", "reviewed", "last"),
    [
        (date(2025, 5, 12), None, date(2026, 5, 11)),
        (date(2024, 5, 13), date(2025, 9, 22), date(2026, 9, 21)),
        (date(2024, 10, 14), None, date(2026, 1, 5)),
    ],
)
def test_the_new_authority_reviews_in_12_months_of_the_last_or_3_of_the_transfer(
    made, reviewed, last
):
    limit, on = "la-transfer-review", date(2025, 12, 1)
    given = [*HERE[:-1], replace(RECEIVED, made_on=made, last_reviewed_on=reviewed)]
    assert due(limit, given, on) == last
    done = ReviewDecisionNotified(on=last)
    assert statuses(limit, [*given, done], date(2027, 1, 4)) == [Status.MET]
    day_after = date.fromordinal(last.toordinal() + 1)
    late = ReviewDecisionNotified(on=day_after)
    assert statuses(limit, [*given, late], date(2027, 1, 4)) == [Status.MISSED]
    assert statuses(limit, given, day_after) == [Status.OUTSTANDING]


def test_without_the_original_date_nobody_can_say_when_the_review_is_due():
    given = [*HERE[:-1], PlanReceived(on=date(2025, 10, 6))]
    assert statuses("la-transfer-review", given, date(2030, 1, 1)) == [Status.UNDETERMINED]


def test_an_alternative_stands_until_the_plan_is_amended():
    arrange = ArrangeAlternative(
        on=date(2025, 10, 8), setting="Fir School", reasons="Elm Primary is 80 miles away."
    )
    arranged = AlternativeArranged(
        on=date(2025, 10, 8),
        of=3,
        setting="Fir School",
        reasons="Elm Primary is 80 miles away.",
    )
    warned = PAY_UNTIL_AMENDED.about(date(2025, 10, 8))
    scenario(given=HERE, when=arrange, then=[arranged, warned])
    scenario(given=HERE, when=replace(arrange, reasons=""), then=WHICH_ALTERNATIVE)
    scenario(given=FINISHED, when=arrange, then=NOTHING_RECEIVED)
    amended = AmendedPlanIssued(on=date(2026, 1, 12))
    later = replace(arrange, on=date(2026, 1, 13))
    done = replace(arranged, on=date(2026, 1, 13))
    scenario(given=[*HERE, amended], when=later, then=[done])


def test_an_assessment_stops_when_the_family_moves_away():
    stop = StopAssessmentOnMove(on=date(2025, 3, 3), to_authority=MARLAND)
    stopped = AssessmentStoppedByMove(on=date(2025, 3, 3), of=2, to_authority=MARLAND)
    scenario(given=UNDER_ASSESSMENT, when=stop, then=[stopped])
    scenario(given=[OPENED], when=stop, then=NO_ASSESSMENT_TO_STOP)
    scenario(given=FINISHED, when=stop, then=PLAN_GOES_WITH_THEM)
    scenario(given=UNDER_ASSESSMENT, when=replace(stop, to_authority=""), then=WHERE_TO)
    limit, on = "final-plan-20-weeks", date(2025, 6, 2)
    assert statuses(limit, UNDER_ASSESSMENT, on) == [Status.OUTSTANDING]
    assert statuses(limit, [*UNDER_ASSESSMENT, stopped], on) == [Status.DISAPPLIED]


def test_being_away_for_a_time_transfers_nothing():
    away = RecordTemporaryAbsence(on=date(2025, 9, 1), until=date(2025, 10, 31), where="Spain")
    event = TemporarilyAway(on=date(2025, 9, 1), until=date(2025, 10, 31), where="Spain")
    warned = STILL_RESIDENT.about(date(2025, 9, 1))
    scenario(given=FINISHED, when=away, then=[event, warned])
    assert recorded(*FINISHED, event).plan_in_force is not None
    moved = RecordMoveAway(on=date(2025, 10, 6), to_authority=MARLAND)
    given = [*FINISHED, LEARNED, event]
    scenario(given=given, when=moved, then=[MOVED, STILL_RESIDENT.about(date(2025, 10, 6))])
    planned = replace(event, on=date(2025, 10, 7), until=None)
    scenario(given=[*given[:-1], planned], when=moved, then=[MOVED])
    home = replace(moved, on=date(2025, 11, 1))
    scenario(given=given, when=home, then=[replace(MOVED, on=date(2025, 11, 1))])
    stop = StopAssessmentOnMove(on=date(2025, 3, 3), to_authority=MARLAND)
    gone = replace(event, on=date(2025, 2, 10))
    stopped = AssessmentStoppedByMove(on=date(2025, 3, 3), of=2, to_authority=MARLAND)
    scenario(
        given=[*UNDER_ASSESSMENT, gone],
        when=stop,
        then=[stopped, STILL_RESIDENT.about(date(2025, 3, 3))],
    )


CHANGE = LearnOfCommissionerChange(
    on=date(2025, 9, 1), new_body="Marland ICB", old_body="Oldshire ICB"
)
CHANGED = CommissionerChangeLearned(
    on=date(2025, 9, 1), new_body="Marland ICB", old_body="Oldshire ICB", with_move=False
)
NOTIFIED = NewCommissionerNotified(on=date(2025, 9, 22), of=15, new_body="Marland ICB")


def test_a_new_general_practitioner_changes_the_commissioning_body_without_a_move():
    scenario(given=FINISHED, when=CHANGE, then=[CHANGED])
    scenario(given=[OPENED], when=CHANGE, then=NO_PLAN_WITH_PROVISION)
    scenario(given=FINISHED, when=replace(CHANGE, new_body=""), then=WHICH_BODY)
    limit, on = "commissioner-change-other", date(2025, 10, 20)
    assert due(limit, [*FINISHED, CHANGED], on) == date(2025, 9, 22)
    assert statuses(limit, [*FINISHED, CHANGED, NOTIFIED], on) == [Status.MET]
    late = replace(NOTIFIED, on=date(2025, 9, 23))
    assert statuses(limit, [*FINISHED, CHANGED, late], on) == [Status.MISSED]
    assert statuses("commissioner-change-with-move", [*FINISHED, CHANGED], on) == []


def test_the_old_body_tells_the_new_one():
    notify = NotifyNewCommissioner(on=date(2025, 9, 22))
    scenario(given=[*FINISHED, CHANGED], when=notify, then=[NOTIFIED])
    scenario(given=FINISHED, when=notify, then=NO_CHANGE_LEARNED)
    early = replace(notify, on=date(2025, 8, 31))
    scenario(given=[*FINISHED, CHANGED], when=early, then=BEFORE_AWARE)


@pytest.mark.parametrize(
    ("learned", "last"),
    [(date(2025, 9, 1), date(2025, 10, 6)), (date(2025, 10, 13), date(2025, 10, 31))],
)
def test_with_a_move_the_new_body_is_told_on_its_day_or_in_15_working_days(learned, last):
    limit, on = "commissioner-change-with-move", date(2025, 12, 1)
    moving = replace(CHANGED, on=learned, with_move=True, moves_on=date(2025, 10, 6))
    given = [*FINISHED, moving]
    assert due(limit, given, on) == last
    assert statuses(limit, [*given, replace(NOTIFIED, on=last)], on) == [Status.MET]
    day_after = date.fromordinal(last.toordinal() + 1)
    assert statuses(limit, [*given, replace(NOTIFIED, on=day_after)], on) == [Status.MISSED]
    assert statuses(limit, [*given, PASSED_ON], on) == [Status.OUTSTANDING]


AWARE = NewCommissionerAware(on=date(2025, 10, 6), body="Marland ICB")
ASK = AskForNewCommissioner(on=date(2025, 10, 20), asks_for=AsksFor.ASSESSMENT, reasons="No such")
ASKED = NewCommissionerAsked(
    on=date(2025, 10, 20),
    of=15,
    body="Marland ICB",
    asks_for=AsksFor.ASSESSMENT,
    reasons="No such",
)


def test_a_new_body_that_cannot_arrange_the_provision_asks_within_15_working_days():
    aware = RecordNewCommissionerAware(on=date(2025, 10, 6), body="Marland ICB")
    scenario(given=FINISHED, when=aware, then=[AWARE])
    scenario(given=[OPENED], when=aware, then=NO_PLAN_WITH_PROVISION)
    scenario(given=FINISHED, when=replace(aware, body=" "), then=WHICH_BODY)
    limit, on = "commissioner-new-not-practicable", date(2025, 12, 1)
    given = [*FINISHED, AWARE]
    assert due(limit, given, on) == date(2025, 10, 27)
    assert statuses(limit, [*given, replace(ASKED, on=date(2025, 10, 27))], on) == [Status.MET]
    late = replace(ASKED, on=date(2025, 10, 28))
    assert statuses(limit, [*given, late], on) == [Status.MISSED]
    able = replace(AWARE, on=date(2025, 10, 13), practicable=True)
    assert statuses(limit, [*given, able], on) == [Status.DISAPPLIED]
    assert statuses(limit, [*FINISHED, able], on) == []
    unable = replace(AWARE, on=date(2025, 10, 13), practicable=False)
    assert statuses(limit, [*given, unable], on) == [Status.OUTSTANDING]


def test_what_the_new_body_asks_for_starts_without_a_decision():
    given = [*FINISHED, AWARE]
    reassess = ReassessmentRequested(
        on=date(2025, 10, 20),
        requested_by=ReassessmentRequester.COMMISSIONING_BODY,
        by_whom="Marland ICB",
    )
    scenario(given=given, when=ASK, then=[ASKED, reassess])
    review = EarlyReviewRequested(on=date(2025, 10, 20), by_whom="Marland ICB", reasons="No such")
    scenario(
        given=given,
        when=replace(ASK, asks_for=AsksFor.REVIEW),
        then=[replace(ASKED, asks_for=AsksFor.REVIEW), review],
    )
    scenario(given=FINISHED, when=ASK, then=NOT_AWARE)
    scenario(given=given, when=replace(ASK, on=date(2025, 10, 5)), then=BEFORE_AWARE)
    scenario(given=[OPENED, AWARE], when=ASK, then=NO_PLAN_WITH_PROVISION)


def test_a_review_that_the_new_body_asks_for_is_not_declined():
    asked = replace(ASKED, asks_for=AsksFor.REVIEW)
    review = EarlyReviewRequested(on=date(2025, 10, 20), by_whom="Marland ICB")
    no = DeclineEarlyReview(on=date(2025, 10, 27), reasons="The review is due in May.")
    given = [*FINISHED, AWARE, asked, review]
    scenario(given=given, when=no, then=NEW_BODY_IS_NOT_REFUSED)
    declined = EarlyReviewDeclined(on=no.on, of=len(given), reasons=no.reasons)
    parents = replace(review, by_whom="the parents")
    scenario(given=[*given[:-1], parents], when=no, then=[declined])


def test_the_plan_in_force_is_the_one_last_issued_or_received():
    amended = AmendedPlanIssued(on=date(2026, 1, 12))
    for given, expected in (([*HERE, amended], amended), (FINISHED, FINAL)):
        step = recorded(*given).plan_in_force
        assert step is not None
        assert step.event == expected
