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
from ehcp.domain.case import TELL_OF_A_PLAN, Case, Found
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.doubt import EVERY_STEP, Noting, Remembered, anew
from ehcp.domain.entry import Entry
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import AssessmentRefused, AssessmentRequested
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


def test_a_case_notes_what_it_is_asked_for_and_gives():
    case = Case.of(
        AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY, of=1), FinalPlanIssued(on=DAY, of=1)
    )
    noting = Noting.over(case)
    request, plan, _ = case.steps

    def notes(asked):
        return noting.noting(asked)[1]

    assert notes(lambda: noting.before(plan, AssessmentRequested)) == {1}
    assert notes(lambda: noting.before(request, AssessmentRequested)) == set()
    assert notes(lambda: noting.at(2)) == {2}
    assert notes(lambda: next(noting.after(request, FinalPlanIssued))) == {2}
    assert notes(lambda: list(noting.after(request, FinalPlanIssued))) == {2, 3}
    assert notes(lambda: noting.steps_of(FinalPlanIssued)) == {(FinalPlanIssued,)}
    assert notes(lambda: noting.steps_of(AssessmentRefused)) == set()
    assert EVERY_STEP in notes(lambda: noting.steps)
    assert TELL_OF_A_PLAN in notes(lambda: noting.plan_in_force)


def test_of_a_search_only_what_was_found_is_noted():
    case = Case.of(AssessmentRequested(on=DAY), *(FinalPlanIssued(on=DAY) for _ in range(3)))
    noting = Noting.over(case)

    def third(step):
        return Found(step, surely=True) if step.place == 4 else None

    found, asked = noting.noting(lambda: noting.first_of((FinalPlanIssued,), third))
    assert found is not None
    assert (found.step.place, asked) == (4, {4})


def test_what_is_asked_inside_is_noted_outside_too():
    noting = Noting.over(Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY)))

    def outer():
        noting.at(1)
        return noting.noting(lambda: noting.at(2))

    (_, inner), asked = noting.noting(outer)
    assert (inner, asked) == ({2}, {1, 2})


def test_what_is_asked_once_is_noted_each_time():
    noting = Noting.over(Case.of(AssessmentRequested(on=DAY)))
    times = []

    def first(case):
        times.append(1)
        return case.steps_of(AssessmentRequested)[0]

    for _ in range(2):
        found, asked = noting.noting(lambda: noting.once(first))
        assert found is noting.at(1)
        assert asked == {(AssessmentRequested,)}
    assert times == [1]


def test_what_is_asked_inside_is_not_written_down_again_for_what_is_around_it():
    known = Remembered(Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY)))

    def inner():
        return known.case.at(2)

    def outer():
        known.case.at(1)
        return known("inner", inner)

    assert known("outer", outer) is known.case.plain.at(2)
    assert known.case.asked == [1, 2]


def test_what_was_asked_once_stands_for_all_that_it_was_found_from():
    case = Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY))
    known = Remembered(case)

    def plans(asked):
        return len(asked.steps_of(FinalPlanIssued))

    def within(asked):
        return asked.once(plans)

    for of in ("first", "second"):
        assert known(of, lambda: known.case.once(within)) == 1
    assert known.case.asked == [(FinalPlanIssued,), plans, within, within]
    _, recall = known.without([case.steps[1]])
    assert [recall(of, lambda: 0) for of in ("first", "second")] == [0, 0]
    _, recall = known.without([case.steps[0]])
    assert [recall(of, lambda: 0) for of in ("first", "second")] == [1, 1]


def test_what_rests_on_a_step_that_is_left_out_is_found_anew():
    case = Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY), FinalPlanIssued(on=DAY))
    known = Remembered(case)

    def found(what):
        return lambda: (what(known.case), "as it was")[1]

    def anew_now():
        return "anew"

    known("request", found(lambda case: case.at(1)))
    known("plan", found(lambda case: case.at(2)))
    known("plans", found(lambda case: case.steps_of(FinalPlanIssued)))
    _, recall = known.without([case.steps[1]])
    answers = {of: recall(of, anew_now) for of in ("request", "plan", "plans", "another")}
    assert answers == {
        "request": "as it was",
        "plan": "anew",
        "plans": "anew",
        "another": "anew",
    }
