"""Lives that were drawn: legal throughout, as long as real ones, the same from the same seed."""

from collections import Counter
from datetime import date, time
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from ehcp.application.bank_holidays import england_and_wales
from ehcp.cli.generate.authorities import Authority
from ehcp.cli.generate.figures import published
from ehcp.cli.generate.growing import Growing
from ehcp.cli.generate.making import World, case, case_id, history
from ehcp.cli.generate.population import Population
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.entry import Entry
from ehcp.domain.events.placement import ProvisionSecured
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.record import EntryStruckOut
from ehcp.domain.events.request import AssessmentRequested
from ehcp.domain.events.review import (
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewNotHeld,
    ReviewStarted,
)
from ehcp.domain.standing.reviews import reviews
from ehcp.store.mapper import Row, entries

UNTIL = date(2026, 11, 22)
WORLD = World(seed=11, until=UNTIL, years=10)
TOWN = Authority("E98000001", "Alderbourne Council", 0)
LIVES = 250
FIGURES = published()


@pytest.fixture(scope="module")
def population():
    return Population(FIGURES, UNTIL, 10)


@pytest.fixture(scope="module")
def lives(population):
    return [case(population, WORLD, TOWN, n) for n in range(LIVES)]


def test_nothing_that_was_asked_was_refused(lives):
    assert [each.refused for each in lives if each.refused] == []


def test_a_life_follows_from_its_seed(population, lives):
    for n in (0, 7, 101):
        assert case(population, WORLD, TOWN, n).entries == lives[n].entries
    other = World(seed=12, until=UNTIL, years=10)
    assert case(population, other, TOWN, 7).entries != lives[7].entries


def test_a_case_that_grew_is_the_case_that_works_everything_out(lives):
    for each in lives[:80]:
        grown, fresh = each.case, Case(each.entries, calendar=england_and_wales())
        assert places(grown.steps) == places(fresh.steps)
        assert [grown.number(step) for step in grown.steps] == list(range(len(grown.steps)))
        assert all(grown.at(place) is not None for place in places(fresh.steps))
        for kinds in list(grown._of_kinds):  # noqa: SLF001 - what it has been asked for
            assert places(grown.steps_of(*kinds)) == places(fresh.steps_of(*kinds))
        assert belonging(grown) == belonging(fresh)


def belonging(case):
    return [(review.place, places(review.steps)) for review in reviews(case)]


def places(steps):
    return [step.place for step in steps]


def test_a_case_grows_around_a_correction_and_a_late_entry():
    first = AssessmentRequested(on=date(2026, 3, 2))
    late = AssessmentRequested(on=date(2026, 1, 5))
    struck = EntryStruckOut(on=date(2026, 3, 9), entry=1)
    growing, events = Growing(Case()), []
    for event in (first, late, struck, AssessmentRequested(on=date(2026, 2, 2))):
        events.append(event)
        growing.add(Entry(place=len(events), event=event))
        fresh = Case.of(*events)
        assert places(growing.case.steps) == places(fresh.steps)
        kind = AssessmentRequested
        assert places(growing.case.steps_of(kind)) == places(fresh.steps_of(kind))


def test_every_history_can_be_stored_read_and_judged(lives):
    calendar = england_and_wales()
    for n, each in enumerate(lives[:60]):
        stream = case_id(WORLD, TOWN.code, n)
        facts = history(TOWN.code, stream, each.entries).facts
        rows = [
            Row(version, fact.name, fact.form, fact.state, fact.recorded_at, version)
            for version, fact in enumerate(facts, 1)
            if fact.recorded_at
        ]
        read = entries(stream, rows)
        assert read == each.entries
        assert deadlines(Case(read), calendar, UNTIL)


def test_what_is_recorded_is_recorded_on_its_day_in_order_and_by_day(lives):
    for each in lives[:60]:
        moments = [entry.recorded_at for entry in each.entries]
        assert moments == sorted(moments)
        assert len(set(moments)) > len(moments) / 2
        for entry in each.entries:
            at = entry.recorded_at.astimezone(ZoneInfo("Europe/London"))
            assert time(8) <= at.time() <= time(20)
            assert at.date() <= UNTIL
            assert england_and_wales().is_working_day(at.date())


def test_a_first_plan_takes_60_to_120_events(lives):
    found = sorted(
        next(entry.place for entry in each.entries if isinstance(entry.event, FinalPlanIssued))
        for each in lives
        if any(isinstance(entry.event, FinalPlanIssued) for entry in each.entries)
    )
    middle = found[len(found) // 20 : -len(found) // 20]
    assert middle[0] >= 55
    assert middle[-1] <= 120
    assert 65 <= sum(found) / len(found) <= 95


def test_a_year_with_a_plan_has_15_to_25_events(lives):
    since = date(2025, 11, 22)
    counts = []
    for each in lives:
        plan = next((e for e in each.entries if isinstance(e.event, FinalPlanIssued)), None)
        if plan and plan.event.on < date(2025, 6, 1) and each.case.plan_in_force:
            counts.append(
                sum(
                    entry.recorded_on >= since and not isinstance(entry.event, ProvisionSecured)
                    for entry in each.entries
                )
            )
    assert len(counts) > 50
    assert 18 <= sum(counts) / len(counts) <= 28


def test_reviews_end_as_published(lives):
    ends: Counter[Any] = Counter()
    in_time = []
    for each in lives:
        held = {}
        for entry in each.entries:
            event, on = entry.event, cast("date", entry.event.on)
            ends["started"] += isinstance(event, ReviewStarted) and on < date(2025, 11, 1)
            ends["missed"] += isinstance(event, ReviewNotHeld)
            if isinstance(event, ReviewMeetingHeld):
                held[event.of] = on
            if isinstance(event, ReviewDecisionNotified):
                waited = (on - held[event.of]).days
                if waited < 120:  # the rest had no decision in the year that was counted
                    ends[event.decision] += 1
                    in_time.append(waited <= 28)
    reviews = FIGURES.reviews
    for end, number in (
        (ReviewDecision.AMEND, reviews.amend),
        (ReviewDecision.MAINTAIN, reviews.maintain),
        ("missed", reviews.without_meeting),
    ):
        found = ends[end] / ends["started"]
        assert found == pytest.approx(number / reviews.expected, abs=0.11), end
    share = reviews.decided_in_4_weeks / 100
    assert sum(in_time) / len(in_time) == pytest.approx(share, abs=0.12)
