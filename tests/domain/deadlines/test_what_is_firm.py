"""Nothing is firm that a better knowledge of the days could turn into something else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import LIE_AHEAD, Case
from ehcp.domain.deadlines import Deadline, Status, deadlines
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import TribunalHearing
from ehcp.domain.events.record import ComplaintMade, OmbudsmanDecision, VerbalStatement
from ehcp.domain.events.review import ReviewMissed
from ehcp.domain.when import UNKNOWN, Span
from ehcp.law.time_limits.transfer import LA_TRANSFER_LATE_NOTICE, LA_TRANSFER_ON_MOVE
from tests.domain.deadlines.invented import blurred, history

EXAMPLES = 100
chances = st.randoms(use_true_random=False)
Key = tuple[str, int]


def judged(entries: Iterable[Entry], on: date) -> dict[Key, Deadline]:
    """Return the deadlines by limit and starting place."""
    found = deadlines(Case(tuple(entries)), england_and_wales(), on)
    return {(deadline.limit.id, deadline.started_by.place): deadline for deadline in found}


def recorded(events: Iterable[Event]) -> list[Entry]:
    return [Entry(place=place, event=event) for place, event in enumerate(events, start=1)]


def asked_on(chance: Random, events: Sequence[Event]) -> date:
    """Return a day to ask about: near one of the events."""
    day = chance.choice(events).on
    assert isinstance(day, date)
    return day + timedelta(days=chance.choice((-1, 0, 1, 5, 20, 30, 60, 200, 500)))


def firm(status: Status) -> bool:
    return status is not Status.UNDETERMINED


def within(inner, outer) -> bool:
    """Whether a span lies in another, where both are known; None is an open end."""
    if inner is None or outer is None:
        return True
    (first, last), (least, most) = inner, outer
    return (least is None or (first is not None and first >= least)) and (
        most is None or (last is not None and last <= most)
    )


def told_as_another(gone: Deadline, rough: Mapping[Key, Deadline], told: Sequence[Entry]) -> bool:
    """Whether it is no longer listed because another is that says the same.

    The 15 working days tell of the day of a move as well where nobody can say whether the move
    was known of in time. A review that was missed in a time is the one that fell due in it.
    """
    place = gone.started_by.place
    if gone.limit is LA_TRANSFER_ON_MOVE:
        late = rough.get((LA_TRANSFER_LATE_NOTICE.id, place))
        return late is not None and late.status in (gone.status, Status.UNDETERMINED)
    missed = told[place - 1].event
    return isinstance(missed, ReviewMissed) and any(
        isinstance(missed.on, Span) and other.due is not None and within(other.due, missed.on)
        for other in rough.values()
        if other.limit is gone.limit
    )


def put_off_by_a_move_in_doubt(deadline: Deadline, other: Deadline) -> bool:
    """Whether a transfer is put off, as told, to the days of a move that may not have been yet.

    Until the day of a move is known, the 15 working days may end on any day. A move that one side
    alleges, or that is told of in a time which is not over, counts with the days it is told by.
    By exact days it is left out, or another limit tells of it.
    """
    due, told = deadline.due, other.due
    if deadline.limit is not LA_TRANSFER_LATE_NOTICE or due is None or told is None:
        return False
    return due.last is None and told.last is not None


@settings(max_examples=EXAMPLES, deadline=None)
@given(chances)
def test_blurred_days_leave_a_status_as_it_is_or_undetermined(chance):
    events = history(chance)
    on = asked_on(chance, events)
    exact = judged(recorded(events), on)
    told = recorded(blurred(chance, events))
    rough = judged(told, on)
    for key, deadline in exact.items():
        if key not in rough and told_as_another(deadline, rough, told):
            continue
        if key not in rough:
            assert not firm(deadline.status), f"{key} is {deadline.status} and no longer listed"
            continue
        other = rough[key]
        assert other.status in (deadline.status, Status.UNDETERMINED), key
        assert within(deadline.started, other.started), key
        if not put_off_by_a_move_in_doubt(deadline, other):
            assert within(deadline.due, other.due), key
        if firm(other.status):
            assert within(deadline.late_by_days, other.late_by_days), key
        readings = {reading.reading: reading.status for reading in deadline.readings}
        for reading in other.readings:
            status = readings.get(reading.reading, reading.status)
            assert reading.status in (status, Status.UNDETERMINED), (key, reading.reading)


@settings(max_examples=EXAMPLES, deadline=None)
@given(chances)
def test_nothing_is_met_that_was_not_surely_done_in_time(chance):
    events = history(chance)
    on = asked_on(chance, events)
    for deadline in judged(recorded(blurred(chance, events)), on).values():
        if deadline.status is not Status.MET or not deadline.version.period.dated:
            continue  # met by being done before what it has to come before: test_what_comes_first
        assert deadline.done is not None and deadline.due is not None
        assert deadline.late_by_days is not None
        least, most = deadline.late_by_days
        if deadline.limit.id == "cease-not-before":  # over before it ends, and not after
            assert least is not None and least > 0
        else:
            assert most is not None and most <= 0


@settings(max_examples=EXAMPLES, deadline=None)
@given(chances)
def test_a_case_as_at_a_day_is_the_case_without_what_came_later(chance):
    entries = recorded(history(chance))
    on = asked_on(chance, [entry.event for entry in entries])
    had_happened = [
        entry
        for entry in entries
        if isinstance(entry.event, LIE_AHEAD) or entry.event.on <= on  # type: ignore[operator]
    ]
    ours, theirs = judged(entries, on), judged(had_happened, on)
    assert {key: found.status for key, found in ours.items()} == {
        key: found.status for key, found in theirs.items()
    }


@settings(max_examples=EXAMPLES, deadline=None)
@given(chances)
def test_a_case_as_known_on_a_moment_is_the_case_without_what_was_recorded_later(chance):
    entries = [
        Entry(
            place=entry.place,
            event=entry.event,
            known_from=datetime(2024, 1, chance.randint(1, 28), tzinfo=UTC)
            if chance.randint(0, 3)
            else None,
        )
        for entry in recorded(blurred(chance, history(chance)))
    ]
    on, known = date(2024, 6, 1), datetime(2024, 1, 14, tzinfo=UTC)
    case = Case(tuple(entries)).seen(as_at=on, as_known_on=known)
    ours = deadlines(case, england_and_wales(), on)
    by_hand = [e for e in entries if e.known_from is None or e.known_from <= known]
    assert [(d.limit.id, d.started_by.place, d.status, d.due) for d in ours] == [
        (*key, d.status, d.due) for key, d in judged(by_hand, on).items()
    ]


@settings(max_examples=EXAMPLES, deadline=None)
@given(chances)
def test_what_starts_no_clock_changes_nothing(chance):
    entries = recorded(blurred(chance, history(chance)))
    among: list[Entry | Event] = list(entries)
    for kind in (ComplaintMade, TribunalHearing, VerbalStatement, OmbudsmanDecision):
        among.insert(chance.randint(0, len(among)), kind(on=UNKNOWN))
    came_to = {
        each.place: place for place, each in enumerate(among, start=1) if isinstance(each, Entry)
    }
    moved = [
        Entry(place=came_to[entry.place], event=_answering(entry.event, came_to))
        for entry in entries
    ]
    others = [
        Entry(place=place, event=each)
        for place, each in enumerate(among, start=1)
        if isinstance(each, Event)
    ]
    on = date(2024, 6, 1)
    ours = judged(sorted([*moved, *others], key=lambda entry: entry.place), on)
    theirs = judged(moved, on)
    assert {k: (d.status, d.late_by_days) for k, d in ours.items()} == {
        k: (d.status, d.late_by_days) for k, d in theirs.items()
    }


def _answering(event: Event, came_to: dict[int, int]) -> Event:
    """Return an event that names the place to which what it answers has come."""
    return event if event.of is None else replace(event, of=came_to[event.of])
