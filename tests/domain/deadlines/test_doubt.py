"""What is judged again without a doubtful step comes to what judging everything again would."""

from datetime import date, timedelta
from functools import cached_property
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.lives import LIVES
from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain import deadlines as judging
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.doubt import Noting, Remembered, anew
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import AssessmentRequested
from tests.projections.drawn import happened, later_kinds, sources

CALENDAR = england_and_wales()
DAY = date(2024, 1, 8)

SAME_WITHOUT_STEPS = {"known", "corrected", "in_force", "version", "_stood"}
"""What follows from the entries alone."""
ASKED_BY_THE_NOTED = {"not_happened", "_order", "_of_kinds", "_numbers", "_by_place", "_found"}
"""What is only read through something that notes, or says no more than what came before what."""


class JudgedWhole(Remembered):
    """Remembers nothing."""

    def without(self, steps):
        return self.case.plain.without(steps), anew


def judged_whole(monkeypatch, case, on):
    with monkeypatch.context() as patched:
        patched.setattr(judging, "Remembered", JudgedWhole)
        return deadlines(case, CALENDAR, on)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.tuples(st.one_of(happened, later_kinds), sources), min_size=2, max_size=18),
    st.integers(0, 700),
)
def test_what_is_recalled_is_what_would_be_found_anew(monkeypatch, drawn, ahead):
    on = date(2024, 1, 1) + timedelta(days=ahead)
    entries = (
        Entry(place=place, event=event, source=source)
        for place, (event, source) in enumerate(drawn, start=1)
    )
    case = Case(tuple(entries)).seen(as_at=on)
    assert deadlines(case, CALENDAR, on) == judged_whole(monkeypatch, case, on)


@pytest.mark.parametrize("name", LIVES)
def test_it_is_so_in_a_long_life_too(monkeypatch, name):
    on = date(2018, 6, 1)
    case = Case.of(*islice(LIVES[name](), 120)).seen(as_at=on)
    assert deadlines(case, CALENDAR, on) == judged_whole(monkeypatch, case, on)


def test_whatever_a_case_says_of_its_steps_is_noted():
    says = {
        name for name, value in vars(Case).items() if isinstance(value, property | cached_property)
    }
    assert says - SAME_WITHOUT_STEPS - ASKED_BY_THE_NOTED <= set(vars(Noting))


def test_a_case_notes_what_it_is_asked_for():
    case = Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY, of=1))
    asked = set[type[Event]]()
    noting = Noting.over(case, asked)
    request, plan = case.steps
    assert noting.before(plan, AssessmentRequested) is request
    assert asked == {AssessmentRequested}
    assert noting.at(2) is plan
    assert asked == {AssessmentRequested, FinalPlanIssued}
    asked.clear()
    assert noting.plan_in_force is plan
    assert FinalPlanIssued in asked
    assert Event not in asked
    asked.clear()
    assert noting.without([plan]).steps_of(AssessmentRequested) == (request,)
    assert asked == {AssessmentRequested}
    assert noting.steps == (request, plan)
    assert Event in asked


def test_what_is_asked_once_is_noted_each_time():
    noting = Noting.over(Case.of(AssessmentRequested(on=DAY)), asked := set[type[Event]]())
    times = []

    def first(case):
        times.append(1)
        return case.steps_of(AssessmentRequested)[0]

    assert noting.once(first) is noting.steps_of(AssessmentRequested)[0]
    asked.clear()
    noting.once(first)
    assert asked == {AssessmentRequested}
    assert times == [1]
