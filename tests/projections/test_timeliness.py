"""What was done in time, by whole days: on the borders, with exceptions and without."""

from datetime import date, timedelta
from decimal import Decimal

from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.opening import CaseOpened, Officer
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import ExceptionClaimed, ExceptionDecided
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused, AssessmentRequested
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified, ReviewMeetingHeld
from ehcp.domain.when import Span
from ehcp.projections.queries.timeliness import By, Measure, teams_of, timeliness
from tests.projections.histories import CHILD, TODAY, A, B, projector, record

CAME = date(2025, 1, 6)
GROUND = "exceptional-personal-circumstances"
ASHA, BO = Officer(name="Asha Patel", subject="asha.patel"), Officer(name="Bo Lund")


def after(days: int, since: date = CAME) -> date:
    return since + timedelta(days=days)


def planned(days: int, *claims, came: date = CAME, agreed: int = 42, officer: Officer = ASHA):
    """Return a life in which the plan is issued so many days after the request."""
    opened = CaseOpened(on=came, child=CHILD, officer=officer)
    requested = AssessmentRequested(on=came)
    return [
        opened,
        requested,
        AssessmentAgreed(on=after(agreed, came)),
        *claims,
        FinalPlanIssued(on=after(days, came)),
    ]


def measured(store, measure, year=2025, *, today=TODAY, **grouped):
    """Return one measure of all, and of each group: done, in time; without exceptions as well."""
    projector(store).catch_up()
    found = timeliness(store, A, today, year, **grouped)
    of = {"all": found.all, **{group.group: group.measures for group in found.groups}}
    return {name: numbers(measures, measure) for name, measures in of.items()}


def numbers(measures, measure):
    (one,) = (each for each in measures if each.measure is measure)
    whole, without = one.with_exceptions, one.without_exceptions
    return whole.done, whole.in_time, without.done, without.in_time


def all_of(store, measure, year=2025):
    projector(store).catch_up()
    found = timeliness(store, A, TODAY, year).all
    return next(each for each in found if each.measure is measure)


def test_twenty_weeks_are_140_days_and_not_one_more(store):
    record(store, *planned(140))
    assert measured(store, Measure.PLANS) == {"all": (1, 1, 1, 1)}
    record(store, *planned(141))
    assert measured(store, Measure.PLANS) == {"all": (2, 1, 2, 1)}


def test_an_exception_that_lifts_the_limit_is_left_out_of_the_second_number(store):
    claimed = ExceptionClaimed(on=after(100), ground=GROUND, accepted=True)
    record(store, *planned(150, claimed))
    record(store, *planned(140))
    assert measured(store, Measure.PLANS) == {"all": (2, 1, 1, 1)}


def test_an_exception_that_was_refused_or_is_not_decided_is_none(store):
    undecided = ExceptionClaimed(on=after(100), ground=GROUND)
    refused = [undecided, ExceptionDecided(on=after(110), of=4, accepted=False)]
    record(store, *planned(150, *refused))
    record(store, *planned(150, undecided))
    assert measured(store, Measure.PLANS) == {"all": (2, 0, 2, 0)}


def test_what_counts_is_the_year_in_which_it_was_done(store):
    record(store, *planned(140, came=date(2024, 8, 14)))  # 1 January 2025
    record(store, *planned(140, came=date(2024, 8, 13)))  # 31 December 2024
    assert measured(store, Measure.PLANS, 2024) == {"all": (1, 1, 1, 1)}
    assert measured(store, Measure.PLANS, 2025) == {"all": (1, 1, 1, 1)}
    assert measured(store, Measure.PLANS, 2026) == {"all": (0, 0, 0, 0)}


def test_weeks_on_average_the_rate_and_those_over_a_year(store):
    for days in (140, 142, 364, 365):
        record(store, *planned(days, came=date(2024, 1, 1)))
    found = all_of(store, Measure.PLANS, 2024).with_exceptions
    assert (found.done, found.in_time, found.over_52_weeks) == (4, 1, 1)
    assert found.rate == Decimal("25.0")
    assert found.average_weeks == Decimal("36.1")  # 1,011 days by 28


def test_a_decision_in_six_weeks_counts_either_way(store):
    for days in (42, 43):
        record(store, *planned(140, agreed=days))
    opened, requested = planned(140)[:2]
    record(store, opened, requested, AssessmentRefused(on=after(42)))
    assert measured(store, Measure.DECISIONS) == {"all": (3, 2, 3, 2)}


def test_a_decision_not_to_issue_has_sixteen_weeks(store):
    *begun, _ = planned(140)
    for days in (112, 113):
        record(store, *begun, NoPlanDecided(on=after(days)))
    assert measured(store, Measure.NOT_ISSUED) == {"all": (2, 1, 2, 1)}
    assert measured(store, Measure.PLANS) == {"all": (0, 0, 0, 0)}


def test_a_review_is_decided_in_four_weeks_of_its_meeting(store):
    held = date(2025, 10, 6)
    for days in (28, 29):
        told = ReviewDecisionNotified(on=after(days, held), decision=ReviewDecision.MAINTAIN)
        record(store, *planned(140), ReviewMeetingHeld(on=held), told)
    assert measured(store, Measure.REVIEWS) == {"all": (2, 1, 2, 1)}


def test_a_day_that_is_not_known_is_in_no_number_and_is_said(store):
    *begun, _ = planned(140)
    some_day = FinalPlanIssued(on=Span(date(2025, 5, 1), date(2025, 5, 31)))
    record(store, *begun, some_day)
    found = all_of(store, Measure.PLANS)
    assert (found.with_exceptions.done, found.undated) == (0, 1)
    assert found.with_exceptions.rate is None


def test_by_officer_team_and_stage(store):
    record(store, *planned(140))
    record(store, *planned(141, officer=BO))
    assert measured(store, Measure.PLANS, by=By.OFFICER) == {
        "all": (2, 1, 2, 1),
        "Asha Patel": (1, 1, 1, 1),
        "Bo Lund": (1, 0, 1, 0),
    }
    teams = teams_of([("North", ("asha.patel",)), ("South", ("Bo Lund",))])
    assert measured(store, Measure.PLANS, by=By.TEAM, teams=teams) == {
        "all": (2, 1, 2, 1),
        "North": (1, 1, 1, 1),
        "South": (1, 0, 1, 0),
    }
    stages = measured(store, Measure.DUTIES, by=By.STAGE)
    assert stages["request"][:2] == (2, 2)
    assert stages["final"][:2] == (2, 1)


def test_nothing_is_counted_that_lies_ahead_or_is_of_another_authority(store):
    record(store, *planned(140), authority=B)
    assert measured(store, Measure.PLANS) == {"all": (0, 0, 0, 0)}
    record(store, *planned(140))
    early = measured(store, Measure.PLANS, today=date(2025, 5, 25))
    assert early == {"all": (0, 0, 0, 0)}  # issued on 26 May


def test_a_period_that_must_be_over_first_makes_nobody_late(store):
    """The family has 15 days for the draft: the plan comes after them, and is in time."""
    *begun, final = planned(140)
    record(store, *begun, DraftPlanIssued(on=after(100)), final)
    stages = measured(store, Measure.DUTIES, by=By.STAGE)
    assert "draft" not in stages
