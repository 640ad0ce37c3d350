"""A limit of which only the last day is known, and what was entered wrongly before that day."""

from dataclasses import replace
from datetime import date

from ehcp.domain.deadlines import Status
from ehcp.domain.events.record import DueDayGiven, EntryCorrected
from ehcp.domain.events.transfer import PlanPassedOn
from ehcp.law.time_limits.annual_review import ANNUAL_REVIEW_SUBSEQUENT
from tests.domain.limits import statuses
from tests.domain.ordinary_case import OPENED

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
