"""Every date shown to a person says why, in days that are London's."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.explanation import explain
from ehcp.domain.deadlines.how_it_stands import NOT_USED
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import AppealRegistered, DirectionsGiven, TribunalAppealLodged
from ehcp.domain.events.ceasing import PersonDied
from ehcp.domain.events.draft import RepresentationsComplete
from ehcp.domain.events.mediation import (
    MediationAgreement,
    MediationIssues,
    MediationNoLongerWanted,
    MediationRequested,
    OtherTimescaleAgreed,
)
from ehcp.domain.events.order import (
    Ordered,
    OrderSuspensionLifted,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import ExceptionClaimed
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    RequestWithdrawn,
)

BY_THEN = "It must be done as soon as practicable, and at the latest by then."
LATE_IN_THE_EVENING = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 1 July in London
REQUESTED = Entry(
    place=1,
    event=AssessmentRequested(on=date(2026, 6, 29)),
    recorded_at=LATE_IN_THE_EVENING,
    recorded_by=Recorder(subject="olu.ade", role="caseworker", organisation="Larkmere"),
    source=Source.PORTAL,
)


def told(limit: str, *after: Event) -> tuple[str, ...]:
    calendar = england_and_wales()
    case = Case((REQUESTED,)).then(*after, source=Source.PORTAL)
    found = deadlines(case, calendar, date(2026, 12, 31) if after else date(2026, 7, 2))
    return next(explain(each, calendar) for each in found if each.limit.id == limit)


def test_an_entry_is_told_with_the_day_in_london_on_which_it_was_recorded():
    assert (
        "Started by entry 1, assessment requested, Monday 29 June 2026,"
        " recorded by olu.ade (caseworker) on Wednesday 1 July 2026."
    ) in told("assessment-decision-notify")


def test_a_duty_without_a_number_of_days_is_not_told_to_be_done_by_a_day():
    assert BY_THEN in told("assessment-decision-notify")
    assert BY_THEN not in told("assessment-consult-family")


def test_a_minimum_period_is_not_told_as_a_last_day_and_nothing_after_it_as_late():
    draft, plan = DraftPlanIssued(on=date(2026, 9, 1)), FinalPlanIssued(on=date(2026, 10, 10))
    sentences = told("draft-representations-window", draft, plan)
    assert any("the period ends with Tuesday 15 September 2026." in each for each in sentences)
    assert "It was met." in sentences
    assert not any("late" in each or "in time" in each for each in sentences)


def test_a_minimum_period_cut_short_is_told_as_too_early():
    draft, plan = DraftPlanIssued(on=date(2026, 9, 1)), FinalPlanIssued(on=date(2026, 9, 8))
    sentences = told("draft-representations-window", draft, plan)
    assert "It was missed: it was done too early." in sentences


def test_a_duty_without_a_number_of_days_is_not_told_to_have_ended_in_time():
    withdrawn = RequestWithdrawn(on=date(2026, 9, 1))
    assert "It no longer applies." in told("assessment-considering-notice", withdrawn)


def test_a_duty_taken_away_after_its_last_day_is_not_told_to_have_been_done():
    agreed, draft = AssessmentAgreed(on=date(2026, 8, 3)), DraftPlanIssued(on=date(2026, 10, 20))
    sentences = told("decision-not-to-issue", agreed, draft)
    assert "It was missed: its last day was over by then. That is 1 day late." in sentences


def test_a_time_that_is_over_by_itself_is_told_without_lateness():
    plan = FinalPlanIssued(on=date(2026, 6, 29))
    assert "It is not due yet." not in told("reassessment-six-month-bar", plan)
    assert "Its time is over." in told("reassessment-six-month-bar", plan)


def test_nor_is_it_told_with_lateness_when_the_case_ends_after_it():
    plan, died = FinalPlanIssued(on=date(2026, 5, 4)), PersonDied(on=date(2026, 12, 1))
    assert "Its time is over." in told("reassessment-six-month-bar", plan, died)


def test_a_right_that_may_be_used_is_not_told_as_a_duty():
    sentences = told("personal-budget-request-window", AssessmentAgreed(on=date(2026, 8, 3)))
    assert "The law gives no number of days; it can be used while it is open." in sentences
    assert not any("must still be done" in each for each in sentences)


def test_a_time_for_representations_that_was_not_needed_is_not_told_as_another_outcome():
    draft = DraftPlanIssued(on=date(2026, 9, 1))
    nothing_more = RepresentationsComplete(on=date(2026, 9, 8), of=2)
    sentences = told("draft-representations-window", draft, nothing_more)
    assert "It no longer applies." in sentences
    assert not any("another outcome" in each for each in sentences)


def test_what_days_do_not_leave_open_is_not_told_as_late_where_nothing_is_decided():
    order = TribunalOrder(on=date(2026, 8, 17), ordered=Ordered.AMEND)
    redated = TribunalOrderRedated(on=date(2026, 8, 24), of=3)
    sentences = told("order-amend-plan", FinalPlanIssued(on=date(2026, 7, 6)), order, redated)
    assert "What is recorded does not decide whether it was met." in sentences
    assert not any("late" in each for each in sentences)


def test_an_excused_limit_whose_duty_was_done_leaves_no_duty():
    claim = ExceptionClaimed(
        on=date(2026, 8, 3),
        ground="exceptional-personal-circumstances",
        limits=("assessment-decision-notify",),
        accepted=True,
    )
    stays = " The duty to act as soon as practicable stays."
    excused = "An accepted exception lifts the limit."
    still_to_do = told("assessment-decision-notify", claim)
    assert f"{excused}{stays} That is 143 days late." in still_to_do
    done = told("assessment-decision-notify", claim, AssessmentAgreed(on=date(2026, 8, 20)))
    late = "It was done late, and an accepted exception lifts the limit. That is 10 days late."
    assert late in done


REFUSAL = AssessmentRefused(on=date(2026, 7, 20))
WISH = MediationRequested(
    on=date(2026, 8, 3), of=2, issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE
)
PLAN = FinalPlanIssued(on=date(2026, 7, 6))
ORDER = TribunalOrder(on=date(2026, 8, 17), ordered=Ordered.AMEND)
NO_LONGER = "It no longer applies."
OTHERWISE = "It turned out not to apply: another outcome was reached in time."


@pytest.mark.parametrize(
    ("limit", "after", "standing"),
    [
        ("appeal-window-decision", [REFUSAL], "It was not used, and its time is over."),
        ("mediation-arrange", [REFUSAL, WISH, MediationNoLongerWanted(on=WISH.on)], NO_LONGER),
        ("order-amend-plan", [PLAN, ORDER, TribunalOrderSuspended(on=ORDER.on, of=3)], NO_LONGER),
        ("order-amend-plan", [PLAN, ORDER, TribunalOrderSetAside(on=ORDER.on, of=3)], NO_LONGER),
        ("order-amend-plan", [PLAN, ORDER, PersonDied(on=ORDER.on)], NO_LONGER),
        ("final-plan-20-weeks", [RequestWithdrawn(on=date(2026, 8, 3))], NO_LONGER),
        ("final-plan-20-weeks", [REFUSAL], OTHERWISE),
    ],
)
def test_what_no_longer_applies_turned_out_otherwise_only_if_it_did(limit, after, standing):
    told_of = told(limit, *after)
    said = [each for each in told_of if each in (NO_LONGER, OTHERWISE, NOT_USED)]
    assert said == [standing]


BY = date(2026, 10, 5)
LODGED = TribunalAppealLodged(on=date(2026, 7, 13), of=2)


@pytest.mark.parametrize(
    ("limit", "after", "why"),
    [
        ("order-amend-plan", [PLAN, replace(ORDER, comply_by=BY)], "The order itself fixes"),
        (
            "order-amend-plan",
            [
                PLAN,
                MediationAgreement(on=ORDER.on, ordered=Ordered.AMEND),
                OtherTimescaleAgreed(on=ORDER.on, of=3, until=BY),
            ],
            "The parties agreed in writing",
        ),
        (
            "order-amend-plan",
            [
                PLAN,
                ORDER,
                TribunalOrderSuspended(on=ORDER.on, of=3),
                OrderSuspensionLifted(on=date(2026, 9, 1), of=3, comply_by=BY),
            ],
            "The order was suspended",
        ),
        (
            "appeal-la-response",
            [
                REFUSAL,
                LODGED,
                AppealRegistered(on=date(2026, 7, 20), of=3),
                DirectionsGiven(on=date(2026, 7, 21), of=3, response_by=BY),
            ],
            "The Tribunal fixed the day",
        ),
    ],
)
def test_a_day_in_the_place_of_a_period_says_who_set_it(limit, after, why):
    sentences = told(limit, *after)
    assert "The last day in time is Monday 5 October 2026." in sentences
    assert [each for each in sentences if each.startswith(why)] != []
