"""A clock: which entries start a time limit, which end it, show it done, or take it away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ehcp.domain.case import Case
from ehcp.domain.deadlines.deadline import Days, Status
from ehcp.domain.event import Event
from ehcp.domain.events.record import DueDayGiven
from ehcp.domain.step import Step
from ehcp.law.calendar import Calendar
from ehcp.law.time_limit import TimeLimit

Test = Callable[[Case, Step, Step], bool | None]
"""(case, start, step): whether the step counts for the start; None where its days do not say."""


class NotBefore(NamedTuple):
    """The days before which a last day cannot lie, and why, as a sentence."""

    days: Days
    why: str


class Fixed(NamedTuple):
    """The days on which the last day can lie that stands in the place of a period, and why."""

    days: Days
    why: str


@dataclass(frozen=True)
class Steps:
    """Steps of some kinds, perhaps only those that pass a test.

    No other than those `among` can pass it for a start: they are found faster than all are tried.
    """

    kinds: tuple[type[Event], ...] = ()
    test: Test | None = None
    among: Callable[[Case, Step], tuple[Step, ...]] | None = None

    def match(self, case: Case, start: Step, step: Step) -> bool | None:
        """Whether this step counts for the limit that `start` started; None if nobody can say."""
        if not isinstance(step.event, self.kinds):
            return False
        return self.test is None or self.test(case, start, step)

    def __or__(self, other: "Steps") -> "Steps":
        kinds = tuple(dict.fromkeys((*self.kinds, *other.kinds)))
        tests = {kind: _either(*_test_of(self, kind), *_test_of(other, kind)) for kind in kinds}
        if not any(tests.values()):
            return Steps(kinds)

        def test(case: Case, start: Step, step: Step) -> bool | None:
            of_its_kind = tests[type(step.event)]
            return of_its_kind is None or of_its_kind(case, start, step)

        return Steps(kinds, test)


def _test_of(some: Steps, kind: type[Event]) -> "tuple[Test | None, ...]":
    """Return the test of a step of this kind, None if each counts; empty if none does."""
    return (some.test,) if kind in some.kinds else ()


def _either(*tests: Test | None) -> Test | None:
    """Return the test that a step passes if it passes one of these. No test, no condition."""
    if len(tests) == 1 or None in tests:
        return None if None in tests else tests[0]

    def test(case: Case, start: Step, step: Step) -> bool | None:
        found = [each(case, start, step) for each in tests if each is not None]
        return True if True in found else (None if None in found else False)

    return test


NONE = Steps()


def steps(*kinds: type[Event], test: Test | None = None) -> Steps:
    """Return the steps of these kinds that pass the test."""
    return Steps(kinds, test)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Ties a time limit to the entries that bear on it.

    The first of `ends` after the start ends it. Where nothing ended it, the first of
    `shown_by` shows that it was done by then, because it cannot come before the duty; it was
    done no earlier than the step after the start that `shown_since` finds. One of
    `not_if` before any end takes the duty away. `given_by` are entries that give the due day
    itself; where `given_ends` is set it alone ends such a day. A `minimum` period must be
    over before it ends, not after; `when_over` is how a run stands that nothing has ended
    once its last day is over. `own` clocks start only from what was recorded here,
    never from a file that others kept. A `dated` clock is started by a date, so that it may
    be ended by what came before that; what ends one that `ends_before` may lie before its
    start as far as it counts there, and what takes it away may not; `done_already` finds the
    step, before a start, with which there was nothing left of the duty to be done.
    `stands_for_order` marks the limits that an agreement in mediation starts as if it were an
    order. Another reading of the limit counts from the step that `read_from` finds for a start.
    `applies` says whether a start begins it at all,
    where that is a question of working days; `in_doubt` whether the days leave open that it
    did: nothing of the run is firm then. `counted_from` finds the days that the period is
    counted from where they are not the start's own: one, or for the later of several periods
    one for each; `beside` are kinds of event that it finds them from and that are no others of
    the clock. `fixed` finds the last day that a tribunal, or an agreement, has put in the
    place of the period, and who did; None where nobody has. `no_earlier` finds a day before which
    the last day cannot lie, and why: the end of another period, say. `theirs` says whether a
    running is the other party's time and not the authority's: nobody here is late after it. What
    ends a yearly clock (`ends_with_next`) belongs to its next start. One that `repeats` says of
    another limit's day what that says already: it raises no alerts and is not counted. A duty
    without a number of days may have to be done `before` some step: after it, it was missed.
    """

    limit: TimeLimit
    starts: Steps = NONE
    ends: Steps = NONE
    shown_by: Steps = NONE
    shown_since: Callable[[Case, Step], Step | None] | None = None
    not_if: Steps = NONE
    given_by: Steps = NONE
    given_ends: Steps | None = None
    minimum: bool = False
    when_over: Status = Status.OUTSTANDING
    own: bool = False
    dated: bool = False
    done_already: Callable[[Case, Step], Step | None] | None = None
    ends_before: bool = False
    stands_for_order: bool = False
    read_from: Callable[[Case, Step], Step | None] | None = None
    applies: Callable[[Case, Step, Calendar], bool] | None = None
    in_doubt: Callable[[Case, Step], bool] | None = None
    counted_from: Callable[[Case, Step], tuple[Days, ...]] | None = None
    beside: tuple[type[Event], ...] = ()
    fixed: Callable[[Case, Step], Fixed | None] | None = None
    no_earlier: Callable[[Case, Step, Calendar], NotBefore | None] | None = None
    theirs: Callable[[Case, Step], bool] | None = None
    ends_with_next: bool = False
    repeats: bool = False
    before: Steps = NONE

    @cached_property
    def begins_with(self) -> frozenset[type[Event]]:
        """The kinds of event without any of which it cannot run."""
        return frozenset((*self.starts.kinds, *self.given_by.kinds, DueDayGiven))

    @cached_property
    def bearing(self) -> frozenset[type[Event]]:
        """Every kind of event that this clock looks at."""
        parts = (self.starts, self.ends, self.shown_by, self.not_if, self.given_by, self.before)
        return frozenset((*self.beside, *(kind for part in parts for kind in part.kinds)))
