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
from ehcp.domain.case import Case, Found
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.doubt import Doubted, anew
from ehcp.domain.deadlines.noting import Noting, ways_in
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


class JudgedWhole(Doubted):
    """Remembers nothing."""

    def ways(self):
        for number, left_out in enumerate(self._left_out):
            yield number, self._case.without(left_out), anew


def judged_whole(monkeypatch, case, on):
    with monkeypatch.context() as patched:
        patched.setattr(judging, "Doubted", JudgedWhole)
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


def noting_each(case):
    """Return a case that notes of each step, by its place, whether it may as well not be there.

    The last way leaves out nothing: it is noted only where every step was asked for.
    """
    assert [step.place for step in case.steps] == list(range(1, len(case.entries) + 1))
    return Noting.over(case, enumerate([*([step] for step in case.steps), ()]))


def noted(noting, asked):
    return {number + 1 for number in ways_in(noting.noting(asked)[1])}


def test_a_case_notes_what_it_is_asked_for_and_gives():
    case = Case.of(
        AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY, of=1), FinalPlanIssued(on=DAY, of=1)
    )
    noting = noting_each(case)
    request, plan, _ = case.steps

    def notes(asked):
        return noted(noting, asked)

    assert notes(lambda: noting.before(plan, AssessmentRequested)) == {1}
    assert notes(lambda: noting.before(request, AssessmentRequested)) == set()
    assert notes(lambda: noting.at(2)) == {2}
    assert notes(lambda: next(noting.after(request, FinalPlanIssued))) == {2}
    assert notes(lambda: list(noting.after(request, FinalPlanIssued))) == {2, 3}
    assert notes(lambda: noting.steps_of(FinalPlanIssued)) == {2, 3}
    assert notes(lambda: noting.steps_of(AssessmentRefused)) == set()
    assert notes(lambda: noting.steps) == {1, 2, 3, 4}
    assert notes(lambda: noting.kinds) == {1, 2, 3, 4}
    assert notes(lambda: noting.plan_in_force) == {2, 3}


def test_of_a_search_only_what_was_found_is_noted():
    case = Case.of(AssessmentRequested(on=DAY), *(FinalPlanIssued(on=DAY) for _ in range(3)))
    noting = noting_each(case)

    def third(step):
        return Found(step, surely=True) if step.place == 4 else None

    assert noted(noting, lambda: noting.first_of((FinalPlanIssued,), third)) == {4}


def test_a_step_is_noted_in_each_of_the_ways_that_leave_it_out():
    case = Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY))
    request, plan = case.steps
    noting = Noting.over(case, enumerate([[request, plan], [plan], [request]]))
    assert set(ways_in(noting.noting(lambda: noting.at(1))[1])) == {0, 2}
    assert set(ways_in(noting.noting(lambda: noting.steps_of(FinalPlanIssued))[1])) == {0, 1}


def test_what_is_asked_inside_is_noted_outside_too():
    noting = noting_each(Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY)))
    inside = []

    def outer():
        noting.at(1)
        inside.append(noted(noting, lambda: noting.at(2)))

    assert noted(noting, outer) == {1, 2}
    assert inside == [{2}]


def test_what_is_asked_once_is_noted_each_time():
    noting = noting_each(Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY)))
    times = []

    def first(case):
        times.append(1)
        return case.steps_of(AssessmentRequested)[0]

    for _ in range(2):
        assert noted(noting, lambda: noting.once(first)) == {1}
    assert noting.once(first) is noting.at(1)
    assert times == [1]


def test_what_was_asked_once_stands_for_all_that_it_was_found_from():
    case = Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY))
    doubted = Doubted(case, [case.steps[1:], case.steps[:1]])
    known = doubted.recall

    def plans(asked):
        return len(asked.steps_of(FinalPlanIssued))

    def within(asked):
        return asked.once(plans)

    for of in ("first", "second"):
        assert known(of, lambda: known.case.once(within)) == 1
    answers = [
        [recall(of, lambda: 0) for of in ("first", "second")] for *_, recall in doubted.ways()
    ]
    assert answers == [[0, 0], [1, 1]]


def test_what_rests_on_a_step_that_is_left_out_is_found_anew():
    case = Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY), FinalPlanIssued(on=DAY))
    doubted = Doubted(case, [[case.steps[1]]])
    known = doubted.recall

    def found(what):
        return lambda: (what(known.case), "as it was")[1]

    def anew_now():
        return "anew"

    known("request", found(lambda case: case.at(1)))
    known("plan", found(lambda case: case.at(2)))
    known("plans", found(lambda case: case.steps_of(FinalPlanIssued)))
    ((number, without, recall),) = doubted.ways()
    assert number == 0
    assert [step.place for step in without.steps] == [1, 3]
    answers = {of: recall(of, anew_now) for of in ("request", "plan", "plans", "another")}
    assert answers == {
        "request": "as it was",
        "plan": "anew",
        "plans": "anew",
        "another": "anew",
    }


def test_what_is_found_without_a_part_is_recalled_where_the_rest_does_not_bear_on_it():
    case = Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY), FinalPlanIssued(on=DAY))
    request, plan, later = case.steps
    doubted = Doubted(case, [[request, plan], [later], [plan]], parts=[2])
    of = {"a plan": [2], "a plan of a request": [1, 2], "a later plan": [3]}

    def asking(asked, places, says):
        return lambda: [asked.at(place) for place in places] and says

    for name, places in of.items():
        doubted.recall(name, asking(doubted.recall.case, places, "with all"))
    found = {
        number: [recall(name, asking(without, places, number)) for name, places in of.items()]
        for number, without, recall in doubted.ways()
    }
    assert found == {
        2: [2, 2, "with all"],
        0: [2, 0, "with all"],
        1: ["with all", "with all", 1],
    }
    assert next(iter(found)) == 2, "a part comes before what it is part of"


def test_what_was_known_before_is_noted_around_it():
    case = Case.of(AssessmentRequested(on=DAY), FinalPlanIssued(on=DAY))
    request, plan = case.steps
    doubted = Doubted(case, [[request, plan], [plan]], parts=[1])
    doubted.recall("request", lambda: doubted.recall.case.at(1))
    ways = doubted.ways()
    _, _, part = next(ways)

    def around():
        return part("request", lambda: None)

    assert part("around", around) is request
    _, _, both = next(ways)
    assert both("around", lambda: "anew") == "anew"
