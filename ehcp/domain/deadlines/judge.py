"""From a run to a deadline: its due days, its status on a day, its lateness, its excuses."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines.claims import claims_for, lifted
from ehcp.domain.deadlines.clock import NotBefore
from ehcp.domain.deadlines.deadline import (
    DISAPPLIED,
    MET,
    MISSED,
    NO_LIMIT,
    UNDETERMINED,
    Days,
    Deadline,
    Lateness,
    Reading,
    Status,
)
from ehcp.domain.deadlines.in_order import came_first
from ehcp.domain.deadlines.run import OPEN, SHOWN, TAKEN_AWAY, End, Run, end_of, ways
from ehcp.domain.deadlines.times import Times, times_of
from ehcp.domain.deadlines.undone import surely_owed
from ehcp.domain.deadlines.verdict import (
    Standing,
    World,
    agreed,
    excused,
    lateness_in,
    status,
    undetermined,
    unknown,
    unless_doubted,
    widest,
)
from ehcp.domain.events.review import PhaseTransferDue
from ehcp.domain.step import BEGINNING, END, possible_days
from ehcp.domain.value import varied
from ehcp.domain.when import Span
from ehcp.law.calendar import ONE_DAY, Calendar
from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.counting import Period
from ehcp.law.time_limit import NotInForce, TimeLimit, Version

IN_ORDER = {True: MET, False: MISSED, None: UNDETERMINED}
STANDS_FOR_AN_ORDER = str(SEND_REGS_2014.reg("42(2)"))


@dataclass(frozen=True)
class Judge:
    """Judges the runs of a case at the end of the day `on`.

    `replaced` are the places of the orders that were issued again with another date, `shared`
    the ends of which nobody says which of several runs they ended.
    """

    case: Case
    calendar: Calendar
    on: date
    replaced: Collection[int] = ()
    shared: Collection[End] = ()

    def deadline(self, run: Run) -> Deadline | None:
        """Return the deadline of a run; None where the limit was not yet law when it started."""
        times = times_of(self.case, self.calendar, run)
        try:
            version = _version(run, times.counted_from)
        except NotInForce:
            return None
        shared = bool(self.shared) and end_of(run, self.replaced) in self.shared
        found = self._by_law(run, times, version, shared=shared)
        if run.undone is not None:
            found = self._owed_after_all(found, run.undone)
        other = None if run.otherwise is None else self.deadline(run.otherwise)
        if other is None:
            return found
        late = widest((found.late_by_days, other.late_by_days))
        return varied(unless_doubted(found, other), late_by_days=late)

    def _owed_after_all(self, found: Deadline, undone: Run) -> Deadline:
        """Return the deadline where the outcome that took it away in time was not kept to.

        What was done in time all the same leaves it as it was.
        """
        owed = self.deadline(undone)
        if owed is None or found.status is not DISAPPLIED or owed.status in (MET, DISAPPLIED):
            return found
        if found.ended_by is not None and surely_owed(found.ended_by):
            return owed
        return varied(undetermined(found), late_by_days=owed.late_by_days)

    def beside(self, run: Run) -> tuple[bool, ...]:
        """Return what a run is judged by beside the case: what the other runs say of it.

        Whether its order was issued again, and whether the end of each way is another's too.
        """
        again = run.start.place in self.replaced
        if not self.shared:
            return (True,) if again else ()
        shared = [end_of(way, self.replaced) in self.shared for way in ways(run)]
        return (again, *shared) if True in shared else (True,) if again else ()

    def _due(
        self, run: Run, times: Times, counted_from: Days, reading: Period | None
    ) -> Days | None:
        """Return the days on which the limit can have fallen due; None where nobody can say."""
        return _put_off(self._of_itself(run, times, counted_from, reading), times.least)

    def _of_itself(
        self, run: Run, times: Times, counted_from: Days, reading: Period | None
    ) -> Days | None:
        """Return the days on which it falls due by its own period, or as they were set."""
        if run.given:
            return None if run.start.undated else (run.start.first, run.start.last)
        if times.fixed is not None:
            return times.fixed.days
        if unknown(counted_from):
            return None
        if len(times.several) > 1:
            return self._later_of(run, times.several)
        limit, (first, last) = run.clock.limit, counted_from
        earliest = self._last_day(limit, first, reading)
        if first == last:
            return earliest, earliest
        latest = self._last_day(limit, last, reading)
        if latest < earliest:
            earliest, latest = latest, earliest
        # A period is monotone, so that its two ends are enough, unless the law changed between.
        for since in limit.changes:
            if first < since <= last:
                either = (since, since - ONE_DAY)
                days = [self._last_day(limit, day, reading) for day in either]
                earliest, latest = min(earliest, *days), max(latest, *days)
        return earliest, latest

    def _later_of(self, run: Run, several: Sequence[Days]) -> Days | None:
        """Return the last day of the later of several periods; None where a day is not known."""
        if any(END in days or BEGINNING in days for days in several):
            return None
        period = run.clock.limit.period
        first, last = (period.last_day_of([d[n] for d in several], self.calendar) for n in (0, 1))
        return first or END, last or END

    def _last_day(self, limit: TimeLimit, started: date, reading: Period | None) -> date:
        """Return the last day by the law of the starting day, or by one reading of the limit."""
        if started in (BEGINNING, END):
            return started
        try:
            period = reading or limit.on(max(started, limit.enacted)).period
            return period.last_day(started, self.calendar) or END
        except (OverflowError, ValueError):
            return END  # beyond the calendar's own

    def _by_law(self, run: Run, times: Times, version: Version, *, shared: bool) -> Deadline:
        """Return the deadline as the law gives it, with what other readings of it give."""
        limit, started = run.clock.limit, times.started
        found = self._under(run, times, version, shared=shared)
        done = self._done(run, times.taken)
        put = run.given or times.fixed is not None  # the day itself, and counted from none
        over = UNDETERMINED if run.in_doubt else run.clock.when_over
        return Deadline(
            limit=limit,
            version=version,
            source=_source(run, version),
            started_by=run.start,
            given=run.given,
            started=None if put or unknown(started) else _span(started),
            due=_span(found.due),
            ended_by=run.end,
            done=_span(done),
            status=found.status,
            late_by_days=found.late_by_days,
            claims=found.claims,
            reading=run.reading or (None if run.given else limit.own_reading),
            readings=tuple(self._readings(run, version, shared=shared)) if limit.readings else (),
            drives=not run.clock.repeats,
            open=found.dated and run.how is OPEN,
            when_over=excused(over, lifts=found.lifts),
            set_by="" if run.given or times.fixed is None else times.fixed.why,
            put_off=times.least.why if times.least and found.due != found.own else "",
        )

    def _under(
        self,
        run: Run,
        times: Times,
        version: Version,
        reading: Period | None = None,
        *,
        shared: bool,
    ) -> Standing:
        """Return how a run stands as the law or one reading of it gives it, excuses included."""
        put = run.given or times.fixed is not None
        dated = put or (reading or version.period).dated
        own = self._of_itself(run, times, times.counted_from, reading) if dated else None
        due = own if times.least is None else _put_off(own, times.least)
        worlds = self._worlds(run, times, due, reading) if dated else (World(due, times.taken),)
        answer = self._status(run, worlds, dated=dated, shared=shared)
        claims = claims_for(self.case, run, times.started, due, self.on)
        lifts = lifted(claims) if claims else False
        late: Lateness | None = None
        if answer is not DISAPPLIED:
            late = lateness_in(worlds, run.how, self.on)
        return Standing(dated, own, due, excused(answer, lifts=lifts), late, claims, lifts)

    def _status(self, run: Run, worlds: Sequence[World], *, dated: bool, shared: bool) -> Status:
        """Return the status that all worlds give, if nothing puts it in doubt."""
        if run.in_doubt:
            return UNDETERMINED
        if not dated:
            found = self._without_days(run)
        elif len(worlds) == 1:
            found = status(worlds[0], run, self.on)
        else:
            found = agreed([status(world, run, self.on) for world in worlds])
        return UNDETERMINED if shared and found is MET else found

    def _without_days(self, run: Run) -> Status:
        """Return the status of a duty without a number of days."""
        if run.how is TAKEN_AWAY:
            return DISAPPLIED
        if run.how is OPEN or run.end is None:
            return NO_LIMIT
        if not run.clock.before.kinds:
            return MET
        return IN_ORDER[came_first(self.case, run.start, run.end, run.clock.before)]

    def _worlds(
        self, run: Run, times: Times, due: Days | None, reading: Period | None
    ) -> Sequence[World]:
        """Return the ways things can have been.

        Start and end count as independent spans, except where the end hangs on the start:
        then each day of the start is a world of its own. Not where the period is counted from
        another day, which does not move with the start.
        """
        end, start = run.end, run.start
        if end is None or end.base is None:
            return (World(due, times.taken),)
        fixed = run.given or run.since or isinstance(start.event, PhaseTransferDue)
        fixed = fixed or times.several != ((start.first, start.last),)
        if fixed or not end.hangs_on(start):
            return (World(due, times.taken),)
        worlds = []
        for day in possible_days(start, self.on):
            due_on = self._due(run, times, (day, day), reading)
            first, last = end.if_on(start, day) or (day, END)
            if run.how is SHOWN and times.taken is not None:
                first = min(max(day, times.taken[0]), last)
            worlds.append(World(due_on, None if first > self.on else (first, last)))
        return worlds

    def _done(self, run: Run, taken: Days | None) -> Days | None:
        """Return when the duty was done, cut at the day asked about; None where it was not."""
        if taken is None or run.how is OPEN or run.how is TAKEN_AWAY:
            return None
        if unknown(taken) or taken[1] == END:
            return taken
        return taken[0], max(taken[0], min(taken[1], self.on))

    def _readings(self, run: Run, version: Version, *, shared: bool) -> Iterator[Reading]:
        """Yield what the other readings of the same limit give."""
        if run.given:
            return
        for reading in run.clock.limit.readings:
            if reading.own:
                continue
            other = run
            if run.clock.read_from is not None:
                start = run.clock.read_from(self.case, run.start)
                if start is None:
                    continue
                other = run._replace(start=start)
            times = times_of(self.case, self.calendar, other)
            found = self._under(other, times, version, reading.period, shared=shared)
            stands = UNDETERMINED if run.in_doubt else found.status
            due, late = _span(found.due), found.late_by_days
            yield Reading(reading.name, run.clock.limit.id, due, stands, late)


def _put_off(due: Days | None, least: NotBefore | None) -> Days | None:
    """Return a last day as it lies where it cannot lie before another."""
    if due is None or least is None:
        return due
    return max(due[0], least.days[0]), max(due[1], least.days[1])


def _version(run: Run, counted_from: Days) -> Version:
    """Return the law by which a run is judged. Raises NotInForce."""
    limit = run.clock.limit
    first, last = counted_from
    if run.given or first == BEGINNING or limit.period.from_birth:
        return limit.now
    return limit.on(max(first, limit.enacted) if last >= limit.enacted else first)


def _source(run: Run, version: Version) -> str:
    return f"{STANDS_FOR_AN_ORDER}; {version.cited}" if run.stands_for_order else version.cited


def as_reading(name: str, deadline: Deadline) -> Reading:
    """Return what a deadline says, as another deadline quotes it."""
    late: Lateness | None = deadline.late_by_days
    return Reading(name, deadline.limit.id, deadline.due, deadline.status, late)


def _span(days: Days | None) -> Span | None:
    if days is None:
        return None
    first, last = days  # most are known: `span_of`, written out
    return Span(None if first == BEGINNING else first, None if last == END else last)
