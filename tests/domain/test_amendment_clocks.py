"""The limits of an amendment, after a review and without one, with their days written out."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.amendment import (
    AmendmentCause,
    AmendmentRepresentationsComplete,
    NoticeCause,
    NotToAmendDecided,
)
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.order import Ordered, TribunalOrder
from tests.domain.amending_case import (
    AMENDED,
    NOTICE,
    NOTICE_PLACE,
    NOTIFIED,
    NOTIFIED_WITHOUT_REVIEW,
    REVIEWED,
    WITHOUT_REVIEW,
    WITHOUT_REVIEW_PLACE,
)
from tests.domain.ordinary_case import FINISHED, NOTICE_SENT
from tests.domain.test_own_clocks import NO_HOLIDAYS, due, statuses

DAY = date(2026, 7, 1)
BY_REVIEW = ("annual-review-representations", NOTIFIED, NOTICE_PLACE, NoticeCause.REVIEW)
WITHOUT = (
    "amend-without-review-representations",
    NOTIFIED_WITHOUT_REVIEW,
    WITHOUT_REVIEW_PLACE,
    NoticeCause.WITHOUT_REVIEW,
)
EITHER = pytest.mark.parametrize(("limit", "given", "place", "cause"), [BY_REVIEW, WITHOUT])


@EITHER
def test_the_family_has_15_days_beginning_with_the_day_the_notice_is_served(
    limit, given, place, cause
):
    assert due(limit, given, on=DAY) == date(2026, 4, 6)
    assert statuses(limit, given, on=date(2026, 4, 6)) == [Status.NOT_DUE]
    assert statuses(limit, given, on=date(2026, 4, 7)) == [Status.MET]
    plan = replace(AMENDED, of=place, cause=cause)
    not_amended = NotToAmendDecided(on=date(2026, 4, 7), of=place, cause=cause)
    for event in (plan, not_amended):
        early = [*given, replace(event, on=date(2026, 4, 6))]
        after = [*given, replace(event, on=date(2026, 4, 7))]
        assert statuses(limit, early, on=DAY) == [Status.MISSED]
        assert statuses(limit, after, on=DAY) == [Status.MET]


@EITHER
def test_the_time_is_not_needed_once_the_family_has_nothing_more_to_say(
    limit, given, place, cause
):
    complete = AmendmentRepresentationsComplete(on=date(2026, 3, 30), of=place)
    plan = replace(AMENDED, on=date(2026, 3, 31), of=place, cause=cause)
    assert statuses(limit, [*given, complete, plan], on=DAY) == [Status.DISAPPLIED]
    ceased = PlanCeased(on=date(2026, 3, 30))
    assert statuses(limit, [*given, ceased], on=DAY) == [Status.DISAPPLIED]


@EITHER
def test_a_further_notice_has_a_time_of_its_own(limit, given, place, cause):
    plan = replace(AMENDED, on=date(2026, 5, 11), of=len(given) + 1, cause=cause)
    early = replace(NOTICE, on=date(2026, 4, 6), of=place, further=True, cause=cause)
    expected = [Status.DISAPPLIED, Status.MET]
    assert statuses(limit, [*given, early, plan], on=DAY) == expected
    after = replace(early, on=date(2026, 4, 7))
    assert statuses(limit, [*given, after, plan], on=DAY) == [Status.MET, Status.MET]


FINAL_AMENDED = "annual-review-final-amended"
TWELVE_WEEKS = "annual-review-final-12-weeks"
NOT_AMENDED = "annual-review-not-amend-after-notice"
WITHOUT_FINAL = "amend-without-review-final"
LAST, LATE = date(2026, 5, 18), date(2026, 5, 19)


@pytest.mark.parametrize(
    ("limit", "given", "end"),
    [
        (FINAL_AMENDED, NOTIFIED, AMENDED),
        (
            NOT_AMENDED,
            NOTIFIED,
            NotToAmendDecided(on=LAST, of=NOTICE_PLACE, cause=NoticeCause.REVIEW),
        ),
        (
            WITHOUT_FINAL,
            NOTIFIED_WITHOUT_REVIEW,
            replace(AMENDED, of=WITHOUT_REVIEW_PLACE, cause=AmendmentCause.WITHOUT_REVIEW),
        ),
    ],
    ids=[FINAL_AMENDED, NOT_AMENDED, WITHOUT_FINAL],
)
def test_the_amended_plan_or_the_decision_comes_within_8_weeks_of_the_notice(limit, given, end):
    assert due(limit, given, on=DAY) == LAST
    assert statuses(limit, given, on=LAST) == [Status.NOT_DUE]
    assert statuses(limit, given, on=LATE) == [Status.OUTSTANDING]
    assert statuses(limit, [*given, replace(end, on=LAST)], on=DAY) == [Status.MET]
    assert statuses(limit, [*given, replace(end, on=LATE)], on=DAY) == [Status.MISSED]


def test_a_further_notice_does_not_move_the_limit():
    further = replace(NOTICE, on=date(2026, 4, 13), of=NOTICE_PLACE, further=True)
    given = [*NOTIFIED, further]
    assert due(FINAL_AMENDED, given, on=DAY) == LAST
    plan = replace(AMENDED, on=date(2026, 5, 11), of=NOTICE_PLACE + 1)
    assert statuses(FINAL_AMENDED, [*given, plan], on=DAY) == [Status.MET]
    assert statuses(NOT_AMENDED, [*given, plan], on=DAY) == [Status.DISAPPLIED]


def test_a_decision_not_to_amend_takes_the_duty_to_amend_away():
    decided = NotToAmendDecided(on=date(2026, 4, 7), of=NOTICE_PLACE, cause=NoticeCause.REVIEW)
    given = [*NOTIFIED, decided]
    assert statuses(FINAL_AMENDED, given, on=DAY) == [Status.DISAPPLIED]
    assert statuses(TWELVE_WEEKS, given, on=DAY) == [Status.DISAPPLIED]
    without = replace(decided, of=WITHOUT_REVIEW_PLACE, cause=NoticeCause.WITHOUT_REVIEW)
    given = [*NOTIFIED_WITHOUT_REVIEW, without]
    assert statuses(WITHOUT_FINAL, given, on=DAY) == [Status.DISAPPLIED]


def test_the_end_of_the_plan_takes_the_duties_without_a_review_away():
    ceased = PlanCeased(on=date(2026, 4, 20))
    given = [*NOTIFIED_WITHOUT_REVIEW, ceased]
    assert statuses(WITHOUT_FINAL, given, on=DAY) == [Status.DISAPPLIED]
    assert statuses(NOT_AMENDED, [*NOTIFIED, ceased], on=DAY) == [Status.DISAPPLIED]


def test_each_notice_has_the_limits_of_its_cause():
    for limit in (FINAL_AMENDED, NOT_AMENDED, "annual-review-representations"):
        assert statuses(limit, NOTIFIED_WITHOUT_REVIEW, on=DAY) == []
    for limit in (WITHOUT_FINAL, "amend-without-review-representations"):
        assert statuses(limit, NOTIFIED, on=DAY) == []


def test_a_plan_amended_for_another_cause_ends_no_limit_of_the_review():
    other = replace(AMENDED, of=None, cause=AmendmentCause.WITHOUT_REVIEW)
    for limit in (FINAL_AMENDED, TWELVE_WEEKS):
        assert statuses(limit, [*NOTIFIED, other], on=DAY) == [Status.OUTSTANDING]


def test_a_notice_without_a_review_is_not_that_of_the_review():
    limit = "annual-review-amendment-notice"
    assert statuses(limit, [*REVIEWED, WITHOUT_REVIEW], on=DAY) == [Status.OUTSTANDING]
    assert statuses(limit, NOTIFIED, on=DAY) == [Status.MET]


def test_a_plan_amended_without_a_review_carries_out_no_order():
    order = TribunalOrder(on=date(2026, 4, 6), ordered=Ordered.AMEND)
    other = replace(AMENDED, of=NOTICE_PLACE)
    given = [*NOTIFIED, order, other]
    assert statuses("order-amend-plan", given, on=DAY) == [Status.OUTSTANDING]
    carried = replace(AMENDED, of=NOTICE_PLACE + 1, cause=AmendmentCause.TRIBUNAL_ORDER)
    assert statuses("order-amend-plan", [*given, carried], on=DAY) == [Status.MET]


def test_the_notice_of_appeal_goes_with_the_amended_plan_as_well():
    limit = "final-plan-appeal-notice"
    given = [*NOTIFIED, AMENDED]
    assert statuses(limit, given, on=DAY) == [Status.MET, Status.NO_LIMIT]
    sent = replace(NOTICE_SENT, on=AMENDED.on, of=NOTICE_PLACE + 1)
    assert statuses(limit, [*given, sent], on=DAY) == [Status.MET, Status.MET]


def test_a_notice_of_an_old_file_starts_what_it_always_did():
    found = deadlines(Case.of(*FINISHED, replace(NOTICE, cause=None)), NO_HOLIDAYS, DAY)
    started = {d.limit.id for d in found if d.started_by.place == NOTICE_PLACE - 2}
    assert started == {FINAL_AMENDED}
