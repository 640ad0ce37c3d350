"""A limit of which only the last day is known: whose day it is, and what was entered wrongly."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.deadlines import Status
from ehcp.domain.events.direct_payment import YoungPersonSwitchDue
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import DueDayGiven, EntryCorrected
from ehcp.domain.events.review import ReviewMeetingHeld, ReviewMissed
from ehcp.domain.events.transfer import PlanPassedOn, PlanReceived
from ehcp.domain.plan.placement import Placement
from ehcp.domain.when import After, Span
from ehcp.law.time_limits.annual_review import ANNUAL_REVIEW_SUBSEQUENT
from ehcp.law.time_limits.personal_budget import DIRECT_PAYMENT_YOUNG_PERSON_SWITCH
from ehcp.law.time_limits.phase_transfer import PHASE_TRANSFER_15_FEB
from ehcp.law.time_limits.tribunal_order import ORDER_AMEND_PLAN
from tests.domain.limits import statuses
from tests.domain.ordinary_case import OPENED, naming

REVIEW = ANNUAL_REVIEW_SUBSEQUENT.id
PASSED_ON = PlanPassedOn(on=date(2025, 3, 3))
REVIEW_DUE = DueDayGiven(on=date(2025, 3, 10), limits=(REVIEW,))


def test_what_stands_above_a_given_day_of_a_review_is_of_the_review_before():
    given = [OPENED, PASSED_ON, REVIEW_DUE]
    assert statuses(REVIEW, given, date(2025, 3, 10)) == [Status.NOT_DUE]
    assert statuses(REVIEW, given, date(2025, 3, 11)) == [Status.OUTSTANDING]
    below = [OPENED, REVIEW_DUE, PASSED_ON]
    assert statuses(REVIEW, below, date(2025, 3, 11)) == [Status.DISAPPLIED]


def test_what_was_put_right_stands_where_it_stood():
    corrected = replace(PASSED_ON, on=date(2025, 3, 4))
    given = [OPENED, PASSED_ON, REVIEW_DUE, corrected]
    given.append(EntryCorrected(on=date(2025, 3, 12), entry=2, stands_in=4))
    assert statuses(REVIEW, given, date(2025, 3, 10)) == [Status.NOT_DUE]
    assert statuses(REVIEW, given, date(2025, 3, 12)) == [Status.OUTSTANDING]


ORDERED = TribunalOrder(on=date(2024, 1, 8), ordered=Ordered.AMEND)
AMEND = ORDER_AMEND_PLAN.id
"""Due on 12 February: 5 weeks."""


def amending_due(on):
    return DueDayGiven(on=on, limits=(AMEND,))


def test_a_day_that_is_given_near_the_last_day_of_a_start_is_that_day():
    for on in (date(2024, 2, 12), date(2024, 2, 20), Span(date(2024, 2, 1), date(2024, 2, 20))):
        assert statuses(AMEND, [ORDERED, amending_due(on)], date(2024, 2, 1)) == [Status.NOT_DUE]


def test_a_day_that_is_given_far_from_it_is_another():
    given = [ORDERED, amending_due(date(2024, 1, 10))]
    assert statuses(AMEND, given, date(2024, 2, 1)) == [Status.NOT_DUE, Status.OUTSTANDING]


def test_a_day_in_a_time_that_holds_both_may_be_either():
    given = [ORDERED, amending_due(Span(date(2024, 1, 1), date(2024, 12, 31)))]
    assert statuses(AMEND, given, date(2024, 2, 1)) == [Status.NOT_DUE, Status.UNDETERMINED]
    ended = [ORDERED, AmendedPlanIssued(on=date(2024, 2, 5)), *given[1:]]
    assert statuses(AMEND, ended, date(2025, 1, 1))[1:] == [Status.UNDETERMINED]


def test_a_day_in_a_time_that_began_before_the_start_may_be_another():
    limit = DIRECT_PAYMENT_YOUNG_PERSON_SWITCH.id
    of_age = YoungPersonSwitchDue(on=date(2024, 4, 2))
    for first, found in ((date(2024, 3, 23), 2), (date(2024, 4, 2), 1)):
        given = DueDayGiven(on=Span(first, date(2024, 4, 27)), limits=(limit,))
        assert len(statuses(limit, [given, of_age], date(2024, 4, 7))) == found


def test_a_review_that_was_missed_by_a_day_counted_from_another_may_be_another():
    met = ReviewMeetingHeld(on=date(2023, 12, 17))
    missed = ReviewMissed(on=After(event="review-meeting-held", at_most_weeks=100))
    found = statuses(REVIEW, [OPENED, met, missed], date(2025, 12, 1))
    assert found == [Status.OUTSTANDING, Status.UNDETERMINED]


NEXT_SCHOOL = PHASE_TRANSFER_15_FEB.id
AROUND_FEBRUARY = Span(date(2024, 2, 1), date(2024, 4, 30))


def next_school_due(on):
    return DueDayGiven(on=on, limits=(NEXT_SCHOOL,))


def test_who_came_back_while_a_day_may_have_come_may_have_come_back_too_late_for_it():
    gone, back = PlanPassedOn(on=date(2024, 1, 10)), PlanReceived(on=date(2024, 3, 1))
    for on, status in (
        (date(2024, 2, 15), Status.DISAPPLIED),
        (date(2024, 4, 15), Status.OUTSTANDING),
        (AROUND_FEBRUARY, Status.UNDETERMINED),
        (Span(date(2024, 3, 1), date(2024, 4, 30)), Status.OUTSTANDING),
    ):
        given = [gone, next_school_due(on), back]
        assert statuses(NEXT_SCHOOL, given, date(2024, 6, 1)) == [status]


@pytest.mark.parametrize("plan", [PlanReceived, FinalPlanIssued])
def test_a_school_that_begins_while_a_day_may_have_come_may_be_the_next_one(plan):
    names = plan(on=date(2023, 6, 5), plan=naming(Placement(id="i1", starts=date(2024, 4, 8))))
    for on, status in (
        (date(2024, 2, 15), Status.MET),
        (date(2024, 4, 15), Status.OUTSTANDING),
        (AROUND_FEBRUARY, Status.UNDETERMINED),
    ):
        given = [names, next_school_due(on)]
        assert statuses(NEXT_SCHOOL, given, date(2024, 6, 1)) == [status]
