"""An authority that has chosen a reading counts by it; the others stay beside it."""

from datetime import date

import pytest

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.explanation import explain
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    Route,
)
from ehcp.domain.events.review import (
    Phase,
    PhaseTransferDue,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.when import Span
from ehcp.law.choices import CHOICES, DROPPED_REFUSAL, HIGH_COURT, NO_CHOICE, OMBUDSMAN

CALENDAR = england_and_wales()
TRANSFER = "phase-transfer-15-feb"
REVIEW = "annual-review-subsequent"


def found(limit, on, follows, *events):
    case = Case(Case.of(*events).entries, readings=frozenset(follows))
    return [d for d in deadlines(case, CALENDAR, on) if d.limit.id == limit]


MOVES_UP = (
    FinalPlanIssued(on=date(2025, 3, 3)),
    PhaseTransferDue(on=date(2026, 9, 1), phase=Phase.OTHER),
)


@pytest.mark.parametrize(
    ("follows", "due", "status"),
    [
        (NO_CHOICE, date(2026, 2, 14), "outstanding"),
        ({(TRANSFER, "before")}, date(2026, 2, 14), "outstanding"),
        ({(TRANSFER, "by")}, date(2026, 2, 15), "not-due"),
        ({("phase-transfer-31-march", "by")}, date(2026, 2, 14), "outstanding"),
    ],
)
def test_before_15_february_is_the_14th_unless_the_authority_says_by(follows, due, status):
    (one,) = found(TRANSFER, date(2026, 2, 15), follows, *MOVES_UP)
    assert (one.due, one.status, one.drives, one.open) == (Span(due, due), status, True, True)


def test_the_reading_that_is_not_followed_stays_beside_it():
    (one,) = found(TRANSFER, date(2026, 2, 15), {(TRANSFER, "by")}, *MOVES_UP)
    assert one.reading == "by"
    (other,) = one.readings
    assert (other.reading, other.due) == ("before", Span(date(2026, 2, 14), date(2026, 2, 14)))
    told = explain(one, CALENDAR)
    assert "This is the reading called by." in told
    assert not any(sentence.startswith("Counted from") for sentence in told)


def test_the_next_review_is_counted_from_the_decision_where_that_is_followed():
    events = (
        FinalPlanIssued(on=date(2024, 3, 4)),
        ReviewMeetingHeld(on=date(2025, 2, 3)),
        ReviewDecisionNotified(on=date(2025, 2, 24), decision=ReviewDecision.MAINTAIN),
    )
    (own,) = found(REVIEW, date(2025, 6, 2), NO_CHOICE, *events)
    (chosen,) = found(REVIEW, date(2025, 6, 2), {(REVIEW, "from-decision")}, *events)
    assert own.due == Span(date(2026, 2, 2), date(2026, 2, 2))
    assert chosen.due == Span(date(2026, 2, 23), date(2026, 2, 23))
    assert chosen.started_by.place == own.started_by.place


def test_where_the_reading_followed_gives_nothing_yet_the_limits_own_counts():
    events = (FinalPlanIssued(on=date(2024, 3, 4)), ReviewMeetingHeld(on=date(2025, 2, 3)))
    (one,) = found(REVIEW, date(2025, 2, 4), {(REVIEW, "from-decision")}, *events)
    assert (one.reading, one.due) == ("from-meeting", Span(date(2026, 2, 2), date(2026, 2, 2)))


@pytest.mark.parametrize(
    ("follows", "drives"),
    [
        (NO_CHOICE, {OMBUDSMAN}),
        ({(DROPPED_REFUSAL, HIGH_COURT)}, {HIGH_COURT}),
        ({(DROPPED_REFUSAL, OMBUDSMAN)}, {OMBUDSMAN}),
    ],
)
def test_once_a_refusal_is_dropped_one_of_the_two_clocks_drives(follows, drives):
    events = (
        AssessmentRequested(on=date(2026, 1, 5)),
        AssessmentRefused(on=date(2026, 2, 4)),
        AssessmentAgreed(on=date(2026, 2, 15), route=Route.OWN_DECISION),
    )
    both = [
        *found("final-plan-20-weeks", date(2026, 3, 2), follows, *events),
        *found("order-assess-final-plan", date(2026, 3, 2), follows, *events),
    ]
    assert len(both) == 2
    assert {one.reading for one in both if one.drives} == drives


def test_an_authority_can_choose_on_every_limit_that_has_two_readings():
    assert CHOICES == {
        REVIEW: ("from-meeting", "from-decision"),
        TRANSFER: ("before", "by"),
        "phase-transfer-31-march": ("before", "by"),
        DROPPED_REFUSAL: (HIGH_COURT, OMBUDSMAN),
    }
