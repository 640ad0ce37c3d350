"""When a family may ask for a personal budget, with two things under way: SI 2014/1652 reg 4."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.deadlines import Status
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause, NotToAmendDecided
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside
from ehcp.domain.events.personal_budget import PersonalBudgetRequested
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import PlanKeptAfterReassessment, ReassessmentAgreed
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewAbsorbed,
    ReviewCancelled,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewNotHeld,
    ReviewRecordLost,
    ReviewStarted,
)
from ehcp.domain.standing.budget_window import open_window
from tests.domain.limits import statuses
from tests.domain.scenario import recorded

WINDOW = "personal-budget-request-window"
ON = date(2024, 4, 1)
OPEN, SHUT = Status.NO_LIMIT, Status.DISAPPLIED
PLAN = FinalPlanIssued(on=date(2023, 3, 1))
MET = ReviewMeetingHeld(on=date(2024, 1, 10))
NOTICE = AmendmentNoticeIssued(on=date(2024, 2, 2), of=2, cause=NoticeCause.REVIEW)
UNCHANGED = NotToAmendDecided(on=date(2024, 3, 20), of=3, cause=NoticeCause.REVIEW)
AMENDED = AmendedPlanIssued(on=date(2024, 3, 20), cause=AmendmentCause.REVIEW)
AGREED = ReassessmentAgreed(on=date(2024, 1, 10), own_motion=True)
KEPT = PlanKeptAfterReassessment(on=date(2024, 3, 1), of=2)
MAINTAINED = ReviewDecisionNotified(on=date(2024, 2, 1), of=2, decision=ReviewDecision.MAINTAIN)
TWO = [
    PLAN,
    ReviewStarted(on=date(2024, 1, 1)),
    ReviewStarted(on=date(2024, 1, 2)),
    ReviewMeetingHeld(on=date(2024, 1, 10), of=2),
    ReviewMeetingHeld(on=date(2024, 1, 20), of=3),
]


def opened_at(*given):
    """Return the place of what opened the window that is open."""
    found = open_window(recorded(*given))
    return found and found.place


def test_a_re_assessment_that_leaves_the_plan_as_it_is_closes_its_window():
    assert statuses(WINDOW, [PLAN, AGREED], ON) == [OPEN]
    assert statuses(WINDOW, [PLAN, AGREED, KEPT], ON) == [SHUT]
    assert opened_at(PLAN, AGREED, KEPT) is None


def test_a_notice_after_which_the_plan_is_not_amended_closes_the_window_of_its_review():
    assert statuses(WINDOW, [PLAN, MET, NOTICE], ON) == [OPEN]
    assert statuses(WINDOW, [PLAN, MET, NOTICE, UNCHANGED], ON) == [SHUT]
    without = replace(UNCHANGED, of=None, cause=NoticeCause.WITHOUT_REVIEW)
    assert statuses(WINDOW, [PLAN, MET, NOTICE, without], ON) == [OPEN]


BEGUN = ReviewStarted(on=date(2024, 1, 2))


def test_the_window_is_open_from_the_day_on_which_the_review_began():
    assert opened_at(PLAN, BEGUN) == 2
    assert statuses(WINDOW, [PLAN, BEGUN], ON) == [OPEN]
    met = replace(MET, of=2)
    assert statuses(WINDOW, [PLAN, BEGUN, met], ON) == [OPEN]
    assert statuses(WINDOW, [PLAN, BEGUN, met, MAINTAINED], ON) == [SHUT]
    asked = PersonalBudgetRequested(on=date(2024, 1, 8))
    assert statuses(WINDOW, [PLAN, BEGUN, asked, met], ON) == [Status.MET]
    assert opened_at(PLAN, BEGUN, asked, met) == 2


@pytest.mark.parametrize(
    "gone", [ReviewAbsorbed, ReviewCancelled, ReviewNotHeld, ReviewRecordLost]
)
def test_a_review_that_comes_to_nothing_closes_its_window(gone):
    ended = gone(on=date(2024, 1, 15), of=2)
    assert statuses(WINDOW, [PLAN, BEGUN, ended], ON) == [SHUT]
    assert opened_at(PLAN, BEGUN, ended) is None
    again = replace(BEGUN, on=date(2024, 2, 1))
    assert statuses(WINDOW, [PLAN, BEGUN, again, replace(ended, on=date(2024, 3, 1))], ON) == [
        SHUT,
        OPEN,
    ]


def test_the_decision_on_one_review_leaves_the_window_of_the_other():
    assert statuses(WINDOW, [*TWO, MAINTAINED], ON) == [SHUT, OPEN]
    assert statuses(WINDOW, [*TWO, replace(MAINTAINED, of=3)], ON) == [OPEN, SHUT]
    assert opened_at(*TWO) == 2
    assert opened_at(*TWO, MAINTAINED) == 3
    assert opened_at(*TWO, MAINTAINED, replace(MAINTAINED, of=3)) is None


@pytest.mark.parametrize(
    ("cause", "of_review", "of_reassessment"),
    [
        (AmendmentCause.REVIEW, SHUT, OPEN),
        (AmendmentCause.REASSESSMENT, OPEN, SHUT),
        (AmendmentCause.TRIBUNAL_ORDER, OPEN, OPEN),
        (AmendmentCause.WITHOUT_REVIEW, OPEN, OPEN),
        (None, SHUT, SHUT),  # nobody says for what
    ],
)
def test_an_amended_plan_closes_the_window_of_what_it_was_amended_for(
    cause, of_review, of_reassessment
):
    plan = replace(AMENDED, cause=cause)
    assert statuses(WINDOW, [PLAN, MET, plan], ON) == [of_review]
    assert statuses(WINDOW, [PLAN, AGREED, plan], ON) == [of_reassessment]


def test_a_review_decides_nothing_of_a_re_assessment():
    given = [PLAN, AGREED, replace(MET, on=date(2024, 1, 17)), replace(MAINTAINED, of=3)]
    assert statuses(WINDOW, given, ON) == [OPEN, SHUT]


def test_a_decision_to_cease_that_was_set_aside_closes_none():
    cease = CeaseDecided(on=date(2024, 2, 5))
    aside = CeaseSetAside(on=date(2024, 3, 4), of=3)
    assert statuses(WINDOW, [PLAN, MET, cease], ON) == [SHUT]
    assert statuses(WINDOW, [PLAN, MET, cease, aside], ON) == [OPEN]
