"""From days to a status: firm only where every day that is possible gives the same.

With the limit due between `a` and `b` and the step done between `c` and `d`: in time if the
latest day is not after the earliest due day, late if the earliest is after the latest.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from ehcp.domain.deadlines.deadline import (
    DISAPPLIED,
    EXCUSED,
    MET,
    MISSED,
    NOT_DUE,
    OUTSTANDING,
    UNDETERMINED,
    Claim,
    Days,
    Deadline,
    Lateness,
    Status,
)
from ehcp.domain.deadlines.run import OPEN, TAKEN_AWAY, How, Run
from ehcp.domain.step import BEGINNING, END, between
from ehcp.domain.value import varied


class World(NamedTuple):
    """One way things can have been: when the limit fell due, when the step was taken.

    `due` is None where no day is known. `taken` is None where the step was not taken.
    """

    due: Days | None
    taken: Days | None


class Standing(NamedTuple):
    """How a run stands by the law or by one reading of it.

    `own` are the days on which the period alone ends, `lifts` whether one of the claims lifts
    the limit; `dated` whether there is a day to be late after.
    """

    dated: bool
    own: Days | None
    due: Days | None
    status: Status
    late_by_days: Lateness | None
    claims: tuple[Claim, ...]
    lifts: bool | None


def status(world: World, run: Run, on: date) -> Status:
    """Return the status of a run at the end of the day `on`.

    A step that may lie before or after that day is judged as taken (cut at the day) and as
    not taken; two answers are none.
    """
    if world.taken is None or run.how is OPEN:
        return _not_done(world.due, on, run.clock.when_over)
    first, last = world.taken
    if last <= on:
        return _done(world.due, world.taken, run)
    done = _done(world.due, (first, on), run)
    return done if done is _not_done(world.due, on, run.clock.when_over) else UNDETERMINED


def _done(due: Days | None, taken: Days, run: Run) -> Status:
    """Return the status of a run that was ended or taken away in these days.

    A right that was not used has lapsed on its last day: what takes it away later makes nobody
    late.
    """
    away = run.how is TAKEN_AWAY
    if due is None:
        return UNDETERMINED
    if run.clock.minimum:
        return _minimum_done(due, taken, run)
    if away and run.clock.when_over is DISAPPLIED:
        return DISAPPLIED
    if taken[1] <= due[0]:
        return DISAPPLIED if away else MET
    return MISSED if taken[0] > due[1] else UNDETERMINED


def _minimum_done(due: Days, taken: Days, run: Run) -> Status:
    """Return the same for a period that must be over before it ends.

    What takes it away makes nobody late, and does not undo a time that the family has had.
    """
    over, too_soon = taken[0] > due[1], taken[1] <= due[0]
    if run.how is TAKEN_AWAY and (run.clock.when_over is not MET or too_soon):
        return DISAPPLIED
    if over:
        return MET
    return MISSED if too_soon else UNDETERMINED


def _not_done(due: Days | None, on: date, when_over: Status) -> Status:
    if due is None:
        return UNDETERMINED
    if on <= due[0]:
        return NOT_DUE
    return when_over if on > due[1] else UNDETERMINED


def agreed(statuses: Collection[Status]) -> Status:
    """Return the one status that all worlds give; undetermined if they differ."""
    one = next(iter(statuses), UNDETERMINED)
    return one if all(status is one for status in statuses) else UNDETERMINED


def lateness_in(worlds: Sequence[World], how: How, on: date) -> Lateness | None:
    """Return the least and the most days late over several worlds."""
    if len(worlds) == 1:
        return lateness(worlds[0], how, on)
    return widest([lateness(world, how, on) for world in worlds])


def lateness(world: World, how: How, on: date) -> Lateness | None:
    """Return the least and the most days late; None where nothing can be said of it."""
    if world.due is None:
        return None
    due_first, due_last = world.due
    if world.taken is None or how is OPEN:
        return None if on <= due_first else _known(between(on, due_last), between(on, due_first))
    first, last = world.taken
    if first == last <= on and due_first == due_last:  # as most are: one count for both
        days = between(first, due_first)
        return None if days is None else (days, days)
    if unknown(world.taken):
        return None
    return _known(between(first, due_last), between(min(last, on), due_first))


def _known(least: int | None, most: int | None) -> Lateness | None:
    return None if least is None and most is None else (least, most)


def widest(found: Collection[Lateness | None]) -> Lateness | None:
    """Return the least and most over several worlds."""
    if len(found) == 1:
        return next(iter(found))
    known = [late for late in found if late is not None]
    if not known:
        return None
    least, most = [late[0] for late in known], [late[1] for late in known]
    return (
        None if None in least else min(n for n in least if n is not None),
        None if None in most else max(n for n in most if n is not None),
    )


def unless_doubted(deadline: Deadline, other: Deadline) -> Deadline:
    """Return the deadline, firm only where `other`, which may be so as well, stands the same."""
    if deadline is other:
        return deadline
    theirs = {reading.reading: reading.status for reading in other.readings}
    doubted = [r for r in deadline.readings if theirs.get(r.reading, r.status) is not r.status]
    if doubted:
        readings = (
            varied(r, status=UNDETERMINED) if r in doubted else r for r in deadline.readings
        )
        deadline = varied(deadline, readings=tuple(readings))
    return deadline if other.status is deadline.status else undetermined(deadline)


def undetermined(deadline: Deadline) -> Deadline:
    """Return the deadline as one that the facts known do not decide."""
    return varied(deadline, status=UNDETERMINED, when_over=UNDETERMINED)


def unknown(days: Days) -> bool:
    """Whether nothing at all is known of the days."""
    return days == (BEGINNING, END)


def excused(found: Status, *, lifts: bool | None) -> Status:
    """Return the status once an accepted exception is taken into account."""
    if lifts is False or (found is not MISSED and found is not OUTSTANDING):
        return found
    return EXCUSED if lifts else UNDETERMINED
