"""What was known when: a case read as at any day, as known on any, is the case of that day.

It equals a case that is made of the entries filtered by hand, and reads nothing recorded later.
"""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp.application.chronology.file import loads
from ehcp.cli.demo.published import texts
from ehcp.domain.case import Case
from ehcp.domain.entry import Entry, Source
from ehcp.domain.event import Event
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut
from tests.domain.replay import (
    Poisoned,
    answers,
    end_of,
    rebuilt,
    recorded_by,
    stood_for,
    turning_days,
    turning_moments,
)
from tests.lifecycle.life import Life
from tests.lifecycle.script import STARTS, play
from tests.projections.drawn import claims, days, given_days, later_kinds, plain

MIDNIGHT = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.integers(0, 500 * 24).map(lambda hours: MIDNIGHT + timedelta(hours=hours))
moves = st.lists(
    st.one_of(
        plain,
        plain,
        plain,
        later_kinds,
        later_kinds,
        claims,
        given_days,
        st.tuples(st.just("strike"), st.integers(0, 9), days),
        st.tuples(st.just("correct"), st.integers(0, 9), days),
    ),
    min_size=1,
    max_size=10,
)


@st.composite
def recorded_histories(draw):
    """Draw a history with its corrections, each entry known from a moment of its own or always."""
    events: list[Event] = []
    standing: list[int] = []
    for move in draw(moves):
        if not isinstance(move, tuple):
            of = draw(st.sampled_from((None, None, *standing)))
            events.append(replace(move, of=of))
            standing.append(len(events))
        elif standing:
            what, which, day = move
            wrong = standing.pop(which % len(standing))
            if what == "strike":
                events.append(EntryStruckOut(on=day, entry=wrong))
            else:
                events.append(replace(events[wrong - 1], on=day))
                standing.append(len(events))
                events.append(EntryCorrected(on=day, entry=wrong, stands_in=len(events)))
    known = sorted(draw(st.lists(moments, min_size=len(events), max_size=len(events))))
    always = draw(st.booleans())
    return tuple(
        Entry(
            place=place,
            event=event,
            known_from=None if always and place <= 2 else known[place - 1],
            source=Source.PORTAL,
        )
        for place, event in enumerate(events, start=1)
    )


def assert_same(entries, day, moment):
    """Compare a case read so with the one rebuilt by hand, and with one whose rest is poisoned."""
    comes_to = stood_for(recorded_by(entries, moment))
    seen = answers(Case(entries).seen(as_at=day, as_known_on=moment), day, comes_to)
    by_hand = answers(rebuilt(entries, day, moment), day, comes_to)
    assert seen == by_hand
    guarded = tuple(_poisoned(entry, moment) for entry in entries)
    assert answers(Case(guarded).seen(as_at=day, as_known_on=moment), day, comes_to) == seen


def _poisoned(entry, moment):
    if moment is None or entry.known_from is None or entry.known_from <= moment:
        return entry
    return Poisoned(**{f.name: getattr(entry, f.name) for f in fields(entry)})


@settings(deadline=None, max_examples=150)
@given(recorded_histories(), days, st.one_of(st.none(), moments))
def test_a_case_read_as_at_and_as_known_on_is_the_one_rebuilt_by_hand(entries, day, moment):
    assert_same(entries, day, moment)


@settings(deadline=None, max_examples=10)
@given(recorded_histories())
def test_so_it_is_on_every_day_on_which_something_changes_and_its_neighbours(entries):
    for day in turning_days(entries):
        assert_same(entries, day, None)
        assert_same(entries, day, end_of(day))
    for moment in turning_moments(entries):
        assert_same(entries, moment.date(), moment)


@settings(deadline=None, max_examples=100)
@given(recorded_histories(), days)
def test_what_a_case_says_of_a_day_is_what_it_said_on_that_day(entries, day):
    then = tuple(recorded_by(entries, end_of(day)))
    comes_to = stood_for(list(then))
    now = Case(entries).seen(as_at=day, as_known_on=end_of(day))
    assert answers(now, day, comes_to) == answers(Case(then).seen(as_at=day), day, comes_to)


@pytest.mark.parametrize("name", texts())
def test_so_it_is_for_published_cases(name):
    entries = loads(texts()[name]).entries
    for day in turning_days(entries):
        assert_same(entries, day, None)


@pytest.mark.parametrize("start", ["draft", "to amend"])
def test_so_it_is_on_every_day_of_a_case_that_was_lived_here(start):
    life = Life(date(2016, 5, 10), date(2025, 1, 6))
    play(life, STARTS[start](life))
    entries = life.case.entries
    for day in turning_days(entries):
        assert_same(entries, day, end_of(day))
        assert_same(entries, day, None)
