"""To judge a long life takes little more for each deadline than a short one.

What is asked at every turn is found once.
"""

import gc
import sys
from collections import Counter
from datetime import date
from itertools import islice

import pytest

from benchmarks.lives import LIVES
from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.deadlines import claims, deadlines, judge, unsaid
from ehcp.domain.deadlines.clocks import assessment, personal_budget
from ehcp.domain.entry import Entry, Source
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.mediation import MediationCertificateIssued
from ehcp.domain.events.order import TribunalOrder
from ehcp.domain.standing import appealable, budget_window
from ehcp.law import tribunal_counting
from ehcp.law.counting import Days

CALENDAR = england_and_wales()
ON = date(2026, 3, 2)

CALLS = {"many reviews": 130, "as they are lived": 132, "with doubt": 148, "hard": 150}
"""Calls of functions for each deadline: some ten in a hundred more than it takes."""


def life(name: str, size: int) -> Case:
    entries = (
        Entry(place=place, event=event, source=Source.PORTAL)
        for place, event in enumerate(islice(LIVES[name](), size), start=1)
    )
    return Case(tuple(entries)).seen(as_at=ON)


def counted(monkeypatch, module, name, about=lambda *asked: asked):
    """Count what a function of a module is asked."""
    times: Counter[object] = Counter()
    plain = getattr(module, name)

    def counting(*asked, **more):
        times[about(*asked)] += 1
        return plain(*asked, **more)

    monkeypatch.setattr(module, name, counting)
    return times


@pytest.mark.parametrize("name", LIVES)
def test_a_deadline_takes_so_many_calls(name):
    deadlines(life(name, 20), CALENDAR, ON)  # what is loaded and worked out once in a process
    case, calls = life(name, 150), 0

    def count(_frame, event, _about):
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = deadlines(case, CALENDAR, ON)
    finally:
        sys.setprofile(before)
    assert calls / len(found) < CALLS[name]


@pytest.mark.parametrize("name", LIVES)
def test_what_judging_made_goes_with_the_case_and_is_left_to_no_collector(name):
    deadlines(life(name, 120), CALENDAR, ON)
    gc.collect()
    gc.disable()
    try:
        deadlines(life(name, 120), CALENDAR, ON)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_which_claims_may_mean_a_limit_is_looked_up_once(monkeypatch):
    looked = counted(
        monkeypatch, claims, "ids_of", lambda run: (run.clock.limit.id, run.stands_for_order)
    )
    # a doubtful step that has to do with it has it looked up anew: each time in another case
    assert any(deadline.claims for deadline in deadlines(life("hard", 150), CALENDAR, ON))
    assert looked
    assert max(looked.values()) <= 3


def test_a_request_is_compared_with_advice_of_its_kind_alone(monkeypatch):
    compared = counted(monkeypatch, assessment, "same_advice", lambda _case, *steps: steps)
    deadlines(life("hard", 150), CALENDAR, ON)
    assert compared
    assert all(asked.event.kind == came.event.kind for asked, came in compared)


def test_no_advice_answers_a_request_but_what_it_is_compared_with():
    case = Case.of(
        *(AdviceRequested(on=ON, kind=kind) for kind in (None, "c", "C", "(d)", "d")),
        *(AdviceReceived(on=ON, kind=kind) for kind in (None, "c", " C", "(d)", "d", "e")),
        AdviceReceived(on=ON, kind="e", of=2),
    )
    for asked in case.steps_of(AdviceRequested):
        among = assessment.of_its_kind(case, asked)
        for came in case.steps_of(AdviceReceived):
            assert came in among or not assessment.same_advice(case, asked, came)
        assert list(among) == sorted(among, key=case.number)


def test_where_a_recess_ends_is_not_looked_for_day_by_day(monkeypatch):
    asked = counted(monkeypatch, tribunal_counting, "_in_recess")
    period = tribunal_counting.TribunalStart(Days(0))
    starts = (date(2025, 8, 1), date(2025, 12, 25), date(2026, 1, 1), date(2025, 7, 31))
    ends = [date(2025, 9, 1), date(2026, 1, 2), date(2026, 1, 2), date(2025, 7, 31)]
    assert [period.last_day(start, CALENDAR) for start in starts] == ends
    assert asked.total() == len(starts)


def test_which_decision_a_certificate_is_about_is_looked_up_once_for_all_decisions(monkeypatch):
    asked = counted(monkeypatch, appealable, "decision_of", lambda _case, step: step)
    case = life("hard", 150)
    issued = case.steps_of(MediationCertificateIssued)
    assert len(issued) > 3
    decisions = case.steps_of(*appealable.APPEALABLE)
    found = [list(appealable.certificates(case, decision)) for decision in decisions]
    assert any(found)
    assert [asked[step] for step in issued] == [1] * len(issued)


def test_what_an_order_required_is_looked_up_once_for_all_limits(monkeypatch):
    asked = counted(monkeypatch, unsaid, "_ordered", lambda _case, step: step)
    case = life("hard", 150)
    orders = case.steps_of(TribunalOrder)
    for _ in range(12):
        assert all(unsaid.ordered(case, order) for order in orders)
    assert all(asked[order] == asked[orders[0]] for order in orders)
    assert max(asked.values()) <= 3  # under each of its dates


def test_the_windows_for_a_budget_are_gone_through_once(monkeypatch):
    asked = counted(
        monkeypatch, budget_window, "closes", lambda _case, step, opened: (step, opened)
    )
    case = life("as they are lived", 200)
    for step in case.steps:
        budget_window.opens(case, step)
    assert asked
    assert set(asked.values()) == {1}


def test_where_nothing_is_paid_no_earlier_review_is_looked_at(monkeypatch):
    asked = counted(monkeypatch, personal_budget, "_settling")
    deadlines(life("as they are lived", 200), CALENDAR, ON)
    assert not asked


def test_what_another_reading_gives_is_no_deadline_of_its_own(monkeypatch):
    made = counted(monkeypatch, judge, "Deadline", lambda: "a deadline")
    found = deadlines(life("as they are lived", 200), CALENDAR, ON)
    assert any(deadline.readings for deadline in found)
    assert made.total() == len(found)
