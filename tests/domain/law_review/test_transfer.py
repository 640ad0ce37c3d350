"""Moves and changes of commissioning body, two at once and near a bank holiday. Regs 15 and 16."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.deadlines.explanation import explain
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause
from ehcp.domain.events.commissioning import (
    AsksFor,
    CommissionerChangeLearned,
    NewCommissionerAsked,
    NewCommissionerAware,
    NewCommissionerNotified,
)
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.events.transfer import FamilyMoved, MoveLearned, PlanPassedOn, PlanReceived
from ehcp.domain.when import Span
from tests.domain.law_review.standing import HOLIDAYS, found, standing
from tests.domain.ordinary_case import FINISHED

# The plan in force is entry 13; what follows begins with entry 15.
ON_MOVE, LATE = "la-transfer-on-move", "la-transfer-late-notice"
LEARNED = MoveLearned(on=date(2025, 4, 16), moves_on=date(2025, 5, 12), to_authority="Westshire")
FAR = date(2025, 12, 1)


@pytest.mark.parametrize(
    ("moves_on", "limit", "last"),
    [
        # Good Friday, Easter Monday and 5 May: the 15th working day from 16 April is 9 May
        (date(2025, 5, 8), LATE, date(2025, 5, 9)),
        (date(2025, 5, 9), LATE, date(2025, 5, 9)),
        (date(2025, 5, 10), ON_MOVE, date(2025, 5, 10)),
        (date(2025, 5, 12), ON_MOVE, date(2025, 5, 12)),
    ],
)
def test_in_good_time_is_15_working_days_before_the_move(moves_on, limit, last):
    given = [*FINISHED, replace(LEARNED, moves_on=moves_on)]
    other = LATE if limit == ON_MOVE else ON_MOVE
    assert standing(limit, given, last) == [(15, last, "not-due")]
    assert standing(other, given, last) == []


def test_what_became_aware_on_a_sunday_counts_from_the_next_working_day():
    given = [*FINISHED, replace(LEARNED, on=date(2025, 4, 20), moves_on=date(2025, 4, 28))]
    # Tuesday 22 April is day 1; with 5 May left out, 13 May is day 15
    assert standing(LATE, given, date(2025, 5, 13)) == [(15, date(2025, 5, 13), "not-due")]


def test_nobody_is_late_with_the_plan_while_no_day_of_the_move_is_known():
    given = [*FINISHED, replace(LEARNED, moves_on=None)]
    last = date(2025, 5, 9)
    (run,) = found(LATE, given, last)
    assert (run.due, str(run.status)) == (Span(last, None), "not-due")
    assert [s for *_, s in standing(LATE, given, date(2025, 6, 2))] == ["undetermined"]
    for day, status in ((last, "met"), (date(2025, 5, 12), "undetermined")):
        passed_on = PlanPassedOn(on=day, of=15)
        assert [s for *_, s in standing(LATE, [*given, passed_on], FAR)] == [status]
    moved = FamilyMoved(on=date(2025, 6, 2), of=15, to_authority="Westshire")
    assert standing(LATE, [*given, moved], date(2025, 6, 3)) == []
    assert standing(ON_MOVE, [*given, moved], date(2025, 6, 3)) == [
        (15, date(2025, 6, 2), "outstanding")
    ]


def test_a_move_of_which_only_the_month_is_known_may_have_been_known_of_in_time():
    moved = FamilyMoved(on=Span(date(2025, 5, 1), date(2025, 5, 31)), of=15)
    given = [*FINISHED, replace(LEARNED, moves_on=None), moved]
    (run,) = found(LATE, given, date(2025, 5, 20))
    assert (run.due, str(run.status)) == (
        Span(date(2025, 5, 9), date(2025, 5, 31)),
        "undetermined",
    )
    assert [s for *_, s in standing(LATE, given, date(2025, 6, 1))] == ["outstanding"]


def test_a_move_to_another_area_than_was_thought_takes_the_place_of_the_first():
    again = MoveLearned(on=date(2025, 4, 28), moves_on=date(2025, 9, 1), to_authority="Northshire")
    given = [*FINISHED, LEARNED, again]
    assert standing(ON_MOVE, given, date(2025, 9, 2)) == [
        (15, date(2025, 5, 12), "disapplied"),
        (16, date(2025, 9, 1), "outstanding"),
    ]
    heard_twice = replace(again, to_authority="westshire ")
    assert standing(ON_MOVE, [*FINISHED, LEARNED, heard_twice], date(2025, 5, 13))[0] == (
        15,
        date(2025, 5, 12),
        "outstanding",
    )


def test_the_plan_passes_late_if_it_passes_after_the_day_of_the_move():
    moved = FamilyMoved(on=date(2025, 5, 12), of=15, to_authority="Westshire")
    for day, status in ((date(2025, 5, 12), "met"), (date(2025, 5, 13), "missed")):
        given = [*FINISHED, LEARNED, moved, PlanPassedOn(on=day, of=16)]
        assert standing(ON_MOVE, given, FAR) == [(15, date(2025, 5, 12), status)]


WITH_MOVE = CommissionerChangeLearned(
    on=date(2025, 4, 16), new_body="North ICB", with_move=True, moves_on=date(2025, 5, 8)
)
NEW_GP = CommissionerChangeLearned(on=date(2025, 4, 16), new_body="East ICB", with_move=False)


@pytest.mark.parametrize(
    ("moves_on", "last"),
    [
        (date(2025, 5, 8), date(2025, 5, 9)),
        (date(2025, 5, 9), date(2025, 5, 9)),
        (date(2025, 5, 10), date(2025, 5, 10)),
        (date(2025, 5, 12), date(2025, 5, 12)),
        (None, date(2025, 5, 9)),
    ],
)
def test_the_old_body_counts_bank_holidays_as_the_authority_does(moves_on, last):
    limit = "commissioner-change-with-move"
    given = [*FINISHED, replace(WITH_MOVE, moves_on=moves_on)]
    assert standing(limit, given, last) == [(15, last, "not-due")]
    notified = NewCommissionerNotified(on=last, of=15)
    assert standing(limit, [*given, notified], FAR) == [(15, last, "met")]


@pytest.mark.parametrize(
    ("moved", "last", "status"),
    [
        (date(2025, 6, 9), date(2025, 6, 9), "met"),  # a week later than they said
        (date(2025, 6, 2), date(2025, 6, 2), "missed"),
        (date(2025, 5, 19), date(2025, 5, 19), "missed"),  # a fortnight sooner
        (date(2025, 5, 8), date(2025, 5, 9), "missed"),  # less than 15 working days on
    ],
)
def test_the_day_of_the_move_is_that_on_which_they_moved(moved, last, status):
    limit, told = "commissioner-change-with-move", date(2025, 6, 2)
    given = [
        *FINISHED,
        replace(LEARNED, moves_on=told),
        replace(WITH_MOVE, moves_on=told),
        FamilyMoved(on=moved, of=15, to_authority="Westshire"),
    ]
    notified = NewCommissionerNotified(on=date(2025, 6, 9), of=16)
    assert standing(limit, given, last) == [(16, last, "not-due")]
    assert standing(limit, [*given, notified], FAR) == [(16, last, status)]


def test_a_move_that_was_heard_of_later_is_another():
    given = [
        *FINISHED,
        replace(WITH_MOVE, moves_on=date(2025, 5, 12)),
        MoveLearned(on=date(2025, 9, 1), moves_on=date(2025, 11, 3), to_authority="Northshire"),
        FamilyMoved(on=date(2025, 11, 3), of=16, to_authority="Northshire"),
    ]
    found = standing("commissioner-change-with-move", given, FAR)
    assert found == [(15, date(2025, 5, 12), "outstanding")]


def test_why_the_day_of_the_move_is_meant_is_said():
    given = [*FINISHED, replace(WITH_MOVE, moves_on=date(2025, 5, 12))]
    (deadline,) = found("commissioner-change-with-move", given, FAR)
    assert any("15 working days before" in said for said in explain(deadline, HOLIDAYS))


def test_a_notice_about_one_change_is_none_about_the_other():
    # the day on which it became aware is not counted: Monday 12 May is the 15th working day
    given = [*FINISHED, WITH_MOVE, NEW_GP, NewCommissionerNotified(on=date(2025, 5, 2), of=16)]
    assert standing("commissioner-change-other", given, FAR) == [(16, date(2025, 5, 12), "met")]
    assert standing("commissioner-change-with-move", given, FAR) == [
        (15, date(2025, 5, 9), "outstanding")
    ]


def test_each_new_body_has_a_time_of_its_own():
    limit = "commissioner-new-not-practicable"
    first = NewCommissionerAware(on=date(2025, 6, 2), body="North ICB")
    second = NewCommissionerAware(on=date(2025, 6, 9), body="East ICB")
    asked = NewCommissionerAsked(
        on=date(2025, 6, 20), of=16, body="East ICB", asks_for=AsksFor.REVIEW
    )
    given = [*FINISHED, first, second, asked]
    assert standing(limit, given, date(2025, 6, 24)) == [
        (15, date(2025, 6, 23), "outstanding"),
        (16, date(2025, 6, 30), "met"),
    ]
    can = replace(first, on=date(2025, 6, 20), practicable=True)
    assert standing(limit, [*FINISHED, first, second, can], date(2025, 7, 1)) == [
        (15, date(2025, 6, 23), "disapplied"),
        (16, date(2025, 6, 30), "outstanding"),
    ]
    cannot = replace(first, on=date(2025, 6, 20), practicable=False)
    again = replace(cannot, on=date(2025, 6, 23))
    assert standing(limit, [*FINISHED, first, cannot, again], date(2025, 6, 24)) == [
        (15, date(2025, 6, 23), "outstanding")
    ]


REVIEW = "la-transfer-review"
# 12 months from the last review end on 11 April 2024, 3 from the transfer on 29 February
RECEIVED = PlanReceived(
    on=date(2023, 11, 30), made_on=date(2022, 3, 1), last_reviewed_on=date(2023, 4, 12)
)
MET = ReviewMeetingHeld(on=date(2024, 2, 12))
NOTICE = AmendmentNoticeIssued(on=date(2024, 3, 1), of=2, cause=NoticeCause.REVIEW)
AMENDED = AmendedPlanIssued(on=date(2024, 4, 22), of=3, cause=AmendmentCause.REVIEW)


def test_the_new_authoritys_review_is_shown_by_its_notice_and_its_amended_plan():
    last = date(2024, 4, 11)
    assert standing(REVIEW, [RECEIVED, MET], FAR) == [(1, last, "outstanding")]
    assert standing(REVIEW, [RECEIVED, MET, NOTICE], FAR) == [(1, last, "met")]
    assert standing(REVIEW, [RECEIVED, MET, NOTICE, AMENDED], FAR) == [(1, last, "met")]
    of_the_meeting = replace(AMENDED, of=2)
    assert standing(REVIEW, [RECEIVED, MET, of_the_meeting], FAR) == [(1, last, "undetermined")]


def test_next_years_decision_does_not_make_it_late():
    again = ReviewMeetingHeld(on=date(2025, 2, 3))
    kept = ReviewDecisionNotified(on=date(2025, 2, 17), of=5, decision=ReviewDecision.MAINTAIN)
    given = [RECEIVED, MET, NOTICE, AMENDED, again, kept]
    assert standing(REVIEW, given, FAR) == [(1, date(2024, 4, 11), "met")]


def test_a_plan_amended_for_something_else_shows_no_review():
    ordered = replace(AMENDED, on=date(2024, 3, 4), of=None, cause=AmendmentCause.TRIBUNAL_ORDER)
    found = standing(REVIEW, [RECEIVED, MET, ordered], FAR)
    assert found == [(1, date(2024, 4, 11), "outstanding")]
    before_the_meeting = [RECEIVED, replace(NOTICE, of=None, on=date(2024, 1, 15)), MET]
    assert standing(REVIEW, before_the_meeting, FAR) == [(1, date(2024, 4, 11), "outstanding")]
