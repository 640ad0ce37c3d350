"""One year's review and another's: which year a decision, a notice and a plan belong to.

The year of the plan of Thursday 16 November 2023 ends on 15 November 2024; that of the meeting
of Friday 10 November 2023 on 9 November 2024.
"""

from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewStarted,
)
from tests.domain.limits import NO_HOLIDAYS
from tests.domain.scenario import recorded

FIRST = "annual-review-first"
YEAR = "annual-review-subsequent"
INSIDE_YEAR = "annual-review-decision-inside-year"


def day(text):
    return date.fromisoformat(text)


def begun(on):
    return ReviewStarted(on=day(on))


def met(on, of=None):
    return ReviewMeetingHeld(on=day(on), of=of)


def decided(on, of=None, decision=ReviewDecision.MAINTAIN):
    return ReviewDecisionNotified(on=day(on), of=of, decision=decision)


def notice(on, of=None):
    return AmendmentNoticeIssued(on=day(on), of=of, cause=NoticeCause.REVIEW)


def amended(on, of=None):
    return AmendedPlanIssued(on=day(on), of=of, cause=AmendmentCause.REVIEW)


def plan(on):
    return FinalPlanIssued(on=day(on))


def standing(limit, given, on, case=recorded):
    """Return the last day of each running, and how it stands."""
    found = deadlines(case(*given), NO_HOLIDAYS, day(on))
    return [(str(d.due.exact), str(d.status)) for d in found if d.limit.id == limit and d.due]


SHOWN_BY_NOTICE = [
    plan("2023-11-16"),
    met("2024-09-11"),
    notice("2024-09-25"),
    amended("2024-11-01"),
    met("2025-09-01"),
    decided("2025-09-20"),
]


@pytest.mark.parametrize("case", [recorded, Case.of], ids=["here", "in-a-file"])
@pytest.mark.parametrize("on", ["2025-01-01", "2025-08-31", "2025-10-01"])
def test_a_first_review_that_was_done_is_not_missed_because_of_next_years_decision(case, on):
    assert standing(FIRST, SHOWN_BY_NOTICE, on, case) == [("2024-11-15", Status.MET)]


def test_nor_where_each_says_to_which_review_it_belongs():
    given = [
        plan("2023-11-16"),
        met("2024-09-11"),
        notice("2024-09-25", of=2),
        amended("2024-11-01", of=3),
        met("2025-09-01"),
        decided("2025-09-20", of=5),
    ]
    assert standing(FIRST, given, "2025-10-01") == [("2024-11-15", Status.MET)]
    assert standing(INSIDE_YEAR, given, "2025-10-01")[0] == ("2024-11-15", Status.MET)


def test_a_decision_on_the_review_that_was_shown_is_its_end_still():
    given = [plan("2023-11-16"), met("2024-09-11"), notice("2024-09-25"), decided("2024-11-20")]
    assert standing(FIRST, given, "2025-01-01") == [("2024-11-15", Status.MISSED)]


def test_a_year_that_one_review_kept_is_not_missed_by_the_late_decision_of_another():
    given = [
        plan("2023-09-11"),
        begun("2023-10-16"),
        met("2023-11-10", of=2),
        decided("2023-11-20", of=2),
        begun("2024-08-15"),
        begun("2024-08-27"),
        met("2024-09-05", of=5),
        met("2024-09-25", of=6),
        notice("2024-09-25", of=6),
        decided("2025-01-13", of=5),
    ]
    assert standing(YEAR, given, "2025-01-13")[0] == ("2024-11-09", Status.MET)


TWO_OPEN = [
    plan("2024-11-04"),
    begun("2025-08-01"),
    begun("2025-09-01"),
    met("2025-09-22", of=2),
    met("2025-10-06", of=3),
]


def test_a_decision_that_says_of_which_review_it_is_ends_both_years_that_were_open():
    given = [*TWO_OPEN, decided("2025-10-17", of=3)]
    found = standing(INSIDE_YEAR, given, "2025-12-01")
    assert found[:2] == [("2025-11-03", Status.MET), ("2026-09-21", Status.MET)]


@pytest.mark.parametrize("of", [None, 1], ids=["unsaid", "of-no-review"])
def test_one_that_does_not_say_so_meets_neither(of):
    given = [
        plan("2024-11-04"),
        met("2025-09-22"),
        met("2025-10-06"),
        decided("2025-10-17", of=of),
    ]
    found = standing(INSIDE_YEAR, given, "2025-12-01")
    assert found[0] == ("2025-11-03", Status.UNDETERMINED)


LATE_DECISION = [
    plan("2023-03-15"),
    begun("2024-03-20"),
    begun("2024-03-21"),
    met("2024-04-18", of=2),
    met("2024-04-23", of=3),
    decided("2024-05-03", of=3),
    begun("2024-05-05"),
    met("2024-05-13", of=7),
    decided("2024-06-17", of=2),  # of the meeting of 18 April
]
LATE_PLAN = [
    plan("2023-10-11"),
    begun("2023-11-18"),
    met("2023-12-10", of=2),
    decided("2024-01-05", of=2, decision=ReviewDecision.AMEND),
    notice("2024-01-05", of=4),
    begun("2024-04-01"),
    met("2024-05-13", of=6),
    decided("2024-05-20", of=6),
    begun("2024-05-21"),
    met("2024-06-03", of=9),
    amended("2024-07-01", of=5),  # of the meeting of 10 December
]


@pytest.mark.parametrize(
    ("given", "last", "on"),
    [(LATE_DECISION, "2025-04-22", "2025-04-23"), (LATE_PLAN, "2025-05-12", "2025-05-13")],
    ids=["decision", "plan"],
)
def test_what_is_late_of_an_older_review_is_nothing_of_the_next_year(given, last, on):
    assert standing(YEAR, given, last)[1] == (last, Status.NOT_DUE)
    assert standing(YEAR, given, on)[1] == (last, Status.OUTSTANDING)
    assert (last, Status.OUTSTANDING) in standing(INSIDE_YEAR, given, on)


def test_a_review_that_met_since_ends_the_year_though_it_began_before():
    given = [*LATE_DECISION[:8], decided("2024-06-17", of=7)]
    assert standing(YEAR, given, "2025-04-23")[1] == ("2025-04-22", Status.MET)


def test_a_review_that_met_twice_met_since():
    given = [
        plan("2023-03-15"),
        begun("2024-03-20"),
        met("2024-04-18", of=2),
        met("2024-04-23"),
        met("2024-05-13", of=2),
        decided("2024-06-03", of=2),
    ]
    assert ("2025-04-22", Status.MET) in standing(YEAR, given, "2025-04-23")


def test_a_review_of_which_no_meeting_is_known_counts_by_the_day_it_began():
    given = [plan("2023-03-15"), met("2024-04-18"), begun("2025-01-10"), met("2025-02-03")]
    late = [*given, decided("2025-02-17", of=3)]
    assert standing(YEAR, late, "2025-04-18")[0] == ("2025-04-17", Status.MET)
    sooner = [plan("2023-03-15"), begun("2024-01-10"), met("2024-04-18"), met("2025-02-03")]
    late = [*sooner, decided("2025-02-17", of=2)]
    assert standing(YEAR, late, "2025-04-18")[0] == ("2025-04-17", Status.OUTSTANDING)
