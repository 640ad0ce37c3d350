"""The limits of personal budgets and direct payments, with their days written out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.ceasing import CeaseSetAside, PersonDied, PlanCeased
from ehcp.domain.events.direct_payment import (
    DirectPaymentChanged,
    DirectPaymentConsentWithdrawn,
    DirectPaymentEnded,
    DirectPaymentRecipientSubstituted,
    DirectPaymentReductionDecided,
    DirectPaymentReductionNotified,
    DirectPaymentReviewed,
    DirectPaymentStopped,
    Reduction,
    ReductionReconsiderationRequested,
    ReductionReconsidered,
    RepaymentCauseFound,
    RepaymentRequired,
    StopGround,
    YoungPersonSwitchDue,
)
from ehcp.domain.events.personal_budget import (
    DirectPaymentRefused,
    RefusalReviewed,
    RefusalReviewRequested,
)
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified, ReviewMeetingHeld
from ehcp.domain.events.transfer import PlanPassedOn
from ehcp.domain.plan.placement import BudgetRecipient
from ehcp.domain.standing.budget_window import open_window
from ehcp.law.time_limit import Force
from ehcp.law.time_limits import CATALOGUE
from tests.domain.budget_case import (
    AGREED,
    AGREED_TO,
    ASKED,
    CONSENTED,
    MOTHER,
    PAID,
    PAYMENT,
    STARTED,
)
from tests.domain.ordinary_case import DRAFTED, FINISHED, UNDER_ASSESSMENT
from tests.domain.scenario import recorded
from tests.domain.test_own_clocks import NO_HOLIDAYS, due, statuses

NEXT = len(PAID) + 1
MEETING = ReviewMeetingHeld(on=date(2026, 3, 10))
REVIEWED = DirectPaymentReviewed(on=date(2025, 9, 2), of=PAYMENT, payment=PAYMENT)
STOPPED = DirectPaymentStopped(on=date(2025, 8, 4), of=PAYMENT)
SECOND = [
    replace(AGREED, line="l2"),
    replace(STARTED, of=NEXT),
]
"""Another payment, agreed in the entry after those of the first, and made."""


def test_a_payment_in_a_file_that_others_kept_starts_no_review():
    found = deadlines(Case.of(*PAID, MEETING), NO_HOLIDAYS, date(2026, 6, 1))
    own = {"direct-payment-review-first", "direct-payment-review-with-plan"}
    assert own & {deadline.limit.id for deadline in found} == set()


def test_the_window_is_open_until_the_plan_is_final():
    limit = "personal-budget-request-window"
    on = date(2025, 6, 2)
    assert statuses(limit, UNDER_ASSESSMENT) == [Status.NO_LIMIT]
    assert statuses(limit, DRAFTED) == [Status.NO_LIMIT]
    assert statuses(limit, [*DRAFTED, ASKED]) == [Status.MET]
    assert statuses(limit, FINISHED, on) == [Status.DISAPPLIED]


def test_the_window_closes_with_a_plan_that_is_passed_on():
    for end in (PlanPassedOn, PersonDied):
        given = [*FINISHED, MEETING]
        assert open_window(recorded(*given)) is not None
        assert open_window(recorded(*given, end(on=date(2026, 4, 1)))) is None


def test_a_plan_that_was_ordered_has_its_window_from_the_draft():
    limit = "personal-budget-request-window"
    assert statuses(limit, [DraftPlanIssued(on=date(2025, 4, 7))]) == [Status.NO_LIMIT]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (ReviewDecision.AMEND, Status.NO_LIMIT),
        (ReviewDecision.MAINTAIN, Status.DISAPPLIED),
        (ReviewDecision.CEASE, Status.DISAPPLIED),
    ],
)
def test_the_window_opens_again_at_a_review(decision, expected):
    given = [*FINISHED, MEETING, ReviewDecisionNotified(on=date(2026, 4, 7), decision=decision)]
    found = statuses("personal-budget-request-window", given, date(2026, 5, 1))
    assert found == [Status.DISAPPLIED, expected]


def test_a_refusal_is_reviewed_if_the_family_asks():
    limit = "personal-budget-refusal-review"
    refused = [*FINISHED, DirectPaymentRefused(on=date(2025, 5, 20))]
    place = len(refused)
    asked = RefusalReviewRequested(on=date(2025, 5, 27), of=place)
    reviewed = RefusalReviewed(on=date(2025, 6, 2), of=place + 1)
    assert statuses(limit, refused) == []
    assert statuses(limit, [*refused, asked]) == [Status.NO_LIMIT]
    assert statuses(limit, [*refused, asked, reviewed]) == [Status.MET]


def test_consent_is_to_be_had_once_a_payment_is_agreed():
    limit = "direct-payment-consent"
    ended = DirectPaymentEnded(on=date(2025, 5, 26), of=PAYMENT)
    assert statuses(limit, AGREED_TO) == [Status.NO_LIMIT]
    assert statuses(limit, CONSENTED) == [Status.MET]
    assert statuses(limit, [*AGREED_TO, ended]) == [Status.DISAPPLIED]


def test_the_first_review_is_within_three_months_of_the_first_payment():
    limit = "direct-payment-review-first"
    assert due(limit, PAID, date(2025, 7, 1)) == date(2025, 9, 2)
    assert statuses(limit, PAID, date(2025, 9, 2)) == [Status.NOT_DUE]
    assert statuses(limit, PAID, date(2025, 9, 3)) == [Status.OUTSTANDING]
    late = replace(REVIEWED, on=date(2025, 9, 3))
    assert statuses(limit, [*PAID, REVIEWED], date(2025, 10, 1)) == [Status.MET]
    assert statuses(limit, [*PAID, late], date(2025, 10, 1)) == [Status.MISSED]


def test_alerts_of_the_first_review_go_by_the_period_beginning_with_the_payment():
    cautious = CATALOGUE["direct-payment-review-first"].now.cautious
    assert cautious is not None
    assert cautious.last_day(date(2025, 6, 2), NO_HOLIDAYS) == date(2025, 9, 1)


def test_no_first_review_of_what_is_no_longer_paid():
    limit = "direct-payment-review-first"
    on = date(2025, 10, 1)
    assert statuses(limit, [*PAID, STOPPED], on) == [Status.DISAPPLIED]
    assert statuses(limit, [*PAID, PlanCeased(on=date(2025, 7, 31))], on) == [Status.DISAPPLIED]
    revived = [*PAID, PlanCeased(on=date(2025, 7, 31)), CeaseSetAside(on=date(2025, 8, 4))]
    assert statuses(limit, revived, on) == [Status.OUTSTANDING]
    elsewhere = [*PAID, *SECOND, STOPPED]
    assert statuses(limit, elsewhere, on) == [Status.DISAPPLIED, Status.OUTSTANDING]


def test_each_payment_has_a_first_review_of_its_own():
    limit = "direct-payment-review-first"
    given = [*PAID, *SECOND, REVIEWED]
    assert statuses(limit, given, date(2025, 10, 1)) == [Status.MET, Status.OUTSTANDING]


def test_payments_are_reviewed_with_the_plan_within_twelve_months():
    limit = "direct-payment-review-with-plan"
    given = [*PAID, REVIEWED, MEETING]
    assert due(limit, given, date(2026, 4, 1)) == date(2027, 3, 9)
    assert statuses(limit, given, date(2027, 3, 9)) == [Status.NOT_DUE]
    assert statuses(limit, given, date(2027, 3, 10)) == [Status.OUTSTANDING]
    last = replace(REVIEWED, on=date(2027, 3, 9), of=len(given))
    assert statuses(limit, [*given, last], date(2027, 4, 1)) == [Status.MET]
    late = replace(last, on=date(2027, 3, 10))
    assert statuses(limit, [*given, late], date(2027, 4, 1)) == [Status.MISSED]


def test_a_reassessment_reviews_payments_as_well():
    limit = "direct-payment-review-with-plan"
    given = [*PAID, ReassessmentAgreed(on=date(2026, 3, 10))]
    assert due(limit, given, date(2026, 4, 1)) == date(2027, 3, 9)


def test_the_last_payment_that_is_reviewed_ends_the_duty():
    limit = "direct-payment-review-with-plan"
    given = [*PAID, *SECOND, MEETING]
    place, on = len(given), date(2026, 4, 1)
    one = replace(REVIEWED, on=date(2026, 3, 10), of=place)
    other = replace(one, payment=NEXT)
    assert statuses(limit, [*given, one], on) == [Status.NOT_DUE]
    assert statuses(limit, [*given, one, other], on) == [Status.MET]


def test_nothing_is_reviewed_with_the_plan_that_is_not_paid():
    limit = "direct-payment-review-with-plan"
    on = date(2026, 4, 1)
    assert statuses(limit, [*CONSENTED, MEETING], on) == []
    assert statuses(limit, [*PAID, STOPPED, MEETING], on) == []
    stopped = replace(STOPPED, on=date(2026, 3, 20))
    assert statuses(limit, [*PAID, MEETING, stopped], on) == [Status.DISAPPLIED]


@pytest.mark.parametrize("following", [date(2027, 3, 9), date(2027, 3, 10)])
def test_the_next_review_of_the_plan_puts_off_nothing_that_nobody_has_done(following):
    limit = "direct-payment-review-with-plan"
    given = [*PAID, MEETING, replace(MEETING, on=following)]
    assert statuses(limit, given, date(2027, 3, 9)) == [Status.NOT_DUE]
    assert statuses(limit, given, date(2027, 4, 1)) == [Status.OUTSTANDING]
    late = replace(REVIEWED, on=date(2027, 3, 15), of=PAYMENT)
    assert statuses(limit, [*given, late], date(2027, 4, 1)) == [Status.MISSED]


def test_the_next_review_of_the_plan_asks_anew_for_what_was_reviewed_since_the_last():
    limit = "direct-payment-review-with-plan"
    reviewed = replace(REVIEWED, on=date(2026, 3, 20), of=PAYMENT)
    given = [*PAID, MEETING, reviewed, replace(MEETING, on=date(2027, 3, 2))]
    assert statuses(limit, given, date(2027, 4, 1)) == [Status.MET, Status.NOT_DUE]
    assert statuses(limit, given, date(2028, 3, 1)) == [Status.MET, Status.NOT_DUE]
    assert statuses(limit, given, date(2028, 3, 2)) == [Status.MET, Status.OUTSTANDING]


def test_payments_reviewed_on_the_day_of_the_meeting_are_so_whatever_was_recorded_first():
    limit, on = "direct-payment-review-with-plan", date(2027, 4, 1)
    that_day = replace(REVIEWED, on=MEETING.on, of=PAYMENT)
    for order in ([MEETING, that_day], [that_day, MEETING]):
        assert statuses(limit, [*PAID, *order], on) == [Status.MET]
    day_before = replace(that_day, on=date(2026, 3, 9))
    assert statuses(limit, [*PAID, day_before, MEETING], on) == [Status.OUTSTANDING]


def test_of_two_payments_one_may_be_reviewed_before_the_meeting_of_that_day_and_one_after():
    limit, on = "direct-payment-review-with-plan", date(2026, 4, 1)
    one = replace(REVIEWED, on=MEETING.on, of=PAYMENT)
    other = replace(one, payment=NEXT)
    given = [*PAID, *SECOND, one, MEETING]
    assert statuses(limit, given, on) == [Status.NOT_DUE]
    assert statuses(limit, [*given, other], on) == [Status.MET]
    assert statuses(limit, [*given, replace(other, on=date(2026, 3, 12))], on) == [Status.MET]


def test_what_the_last_review_asked_for_and_is_done_on_the_day_of_the_next_is_done_once():
    limit, on = "direct-payment-review-with-plan", date(2027, 4, 1)
    following = replace(MEETING, on=date(2027, 3, 2))
    that_day = replace(REVIEWED, on=following.on, of=PAYMENT)
    for order in ([following, that_day], [that_day, following]):
        assert statuses(limit, [*PAID, MEETING, *order], on) == [Status.MET]


DECIDED = DirectPaymentReductionDecided(on=date(2025, 10, 6), of=PAYMENT, reduction=Reduction.STOP)
NOTIFIED = DirectPaymentReductionNotified(
    on=date(2025, 10, 8), of=NEXT, takes_effect=date(2025, 11, 10)
)


def test_a_decision_to_reduce_or_stop_is_notified_and_if_asked_reconsidered():
    limit = "direct-payment-reduce-or-stop-notice"
    asked = ReductionReconsiderationRequested(on=date(2025, 10, 20), of=NEXT + 1)
    answered = ReductionReconsidered(on=date(2025, 10, 31), of=NEXT + 2)
    on = date(2025, 12, 1)
    given = [*PAID, DECIDED]
    assert statuses(limit, given, on) == [Status.NO_LIMIT]
    assert statuses(limit, [*given, NOTIFIED], on) == [Status.MET]
    assert statuses(limit, [*given, NOTIFIED, asked], on) == [Status.MET, Status.NO_LIMIT]
    whole = [*given, NOTIFIED, asked, answered]
    assert statuses(limit, whole, on) == [Status.MET, Status.MET]


STOP = replace(STOPPED, on=date(2025, 10, 13), ground=StopGround.REVIEW)
REDUCED = DirectPaymentChanged(on=date(2025, 10, 13), of=PAYMENT, amount=Decimal(50))
TO_REDUCE = replace(DECIDED, reduction=Reduction.REDUCE, amount=Decimal(50))


@pytest.mark.parametrize(("decided", "done"), [(DECIDED, STOP), (TO_REDUCE, REDUCED)])
def test_notice_that_comes_once_a_payment_is_reduced_or_stopped_is_too_late(decided, done):
    limit, on = "direct-payment-reduce-or-stop-notice", date(2025, 12, 1)
    late = replace(NOTIFIED, on=date(2025, 10, 14))
    assert statuses(limit, [*PAID, decided, NOTIFIED, done], on) == [Status.MET]
    assert statuses(limit, [*PAID, decided, done, late], on) == [Status.MISSED]
    assert statuses(limit, [*PAID, decided, done], on) == [Status.NO_LIMIT]
    same_day = replace(late, on=done.on)
    assert statuses(limit, [*PAID, decided, same_day, done], on) == [Status.MET]
    assert statuses(limit, [*PAID, decided, done, same_day], on) == [Status.UNDETERMINED]


@pytest.mark.parametrize(
    ("decided", "done", "status"),
    [
        (DECIDED, replace(STOP, ground=StopGround.RECIPIENT_INELIGIBLE), Status.UNDETERMINED),
        (DECIDED, replace(STOP, ground=None), Status.MISSED),
        (replace(DECIDED, reduction=None), STOP, Status.MISSED),
        (DECIDED, REDUCED, Status.MET),
        (TO_REDUCE, STOP, Status.MET),
        (TO_REDUCE, replace(REDUCED, amount=Decimal(80)), Status.MET),
        (TO_REDUCE, replace(REDUCED, amount=None), Status.UNDETERMINED),
        (replace(TO_REDUCE, amount=None), REDUCED, Status.UNDETERMINED),
    ],
)
def test_notice_comes_before_what_it_tells_of_and_no_other_step(decided, done, status):
    limit, late = "direct-payment-reduce-or-stop-notice", replace(NOTIFIED, on=date(2025, 10, 14))
    assert statuses(limit, [*PAID, decided, done, late], date(2025, 12, 1)) == [status]


def test_a_reconsideration_holds_nothing_up_and_is_answered_after_the_stop_as_well():
    limit = "direct-payment-reduce-or-stop-notice"
    asked = ReductionReconsiderationRequested(on=date(2025, 10, 9), of=NEXT + 1)
    answered = ReductionReconsidered(on=date(2025, 10, 31), of=NEXT + 2)
    given = [*PAID, DECIDED, NOTIFIED, asked, STOP, answered]
    assert statuses(limit, given, date(2025, 12, 1)) == [Status.MET, Status.MET]


def test_no_notice_is_needed_once_consent_is_withdrawn():
    limit = "direct-payment-reduce-or-stop-notice"
    withdrawn = DirectPaymentConsentWithdrawn(on=date(2025, 10, 7), of=PAYMENT)
    found = statuses(limit, [*PAID, DECIDED, withdrawn], date(2025, 12, 1))
    assert found == [Status.DISAPPLIED]


def test_money_is_asked_back_as_the_notice_says():
    limit = "direct-payment-recovery"
    found = RepaymentCauseFound(on=date(2025, 10, 6), of=PAYMENT)
    required = RepaymentRequired(on=date(2025, 10, 13), of=NEXT)
    on = date(2025, 12, 1)
    assert statuses(limit, [*PAID, found], on) == [Status.NO_LIMIT]
    assert statuses(limit, [*PAID, found, required], on) == [Status.MET]
    assert CATALOGUE[limit].force is Force.ADVISORY


def test_a_young_person_takes_a_payment_over_or_says_who_does():
    limit = "direct-payment-young-person-switch"
    switch = YoungPersonSwitchDue(on=date(2025, 6, 27), of=PAYMENT)
    given, on = [*PAID, switch], date(2025, 12, 1)
    own = DirectPaymentRecipientSubstituted(
        on=date(2025, 9, 1),
        of=PAYMENT,
        recipient=replace(MOTHER, kind=BudgetRecipient.YOUNG_PERSON, name="Ben Hill"),
    )
    assert statuses(limit, given, on) == [Status.NO_LIMIT]
    assert statuses(limit, [*given, own], on) == [Status.MET]
    father = replace(own, recipient=replace(MOTHER, name="Al Hill"))
    assert statuses(limit, [*given, father], on) == [Status.NO_LIMIT]
    assert statuses(limit, [*given, STOPPED], on) == [Status.DISAPPLIED]
    assert CATALOGUE[limit].force is Force.ADVISORY
