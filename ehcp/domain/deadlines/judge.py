"""From a run to a deadline: its due days, its status on a day, its lateness, its excuses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines.claims import Limitation, claims_for, lifted
from ehcp.domain.deadlines.clock import NotBefore
from ehcp.domain.deadlines.deadline import Days, Deadline, Lateness, Reading, Status
from ehcp.domain.deadlines.runs import How, Run
from ehcp.domain.deadlines.unsaid import transfer_year
from ehcp.domain.deadlines.verdict import (
    World,
    agreed,
    lateness,
    status,
    undetermined,
    unknown,
    unless_doubted,
    widest,
)
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.request import AssessmentAgreed, Route
from ehcp.domain.events.review import PhaseTransferDue
from ehcp.domain.step import BEGINNING, END, possible_days, shifted, span_of
from ehcp.law.calendar import ONE_DAY, Calendar
from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.counting import Period
from ehcp.law.time_limit import NotInForce, Version

STANDS_FOR_AN_ORDER = str(SEND_REGS_2014.reg("42(2)"))


@dataclass(frozen=True)
class Judge:
    """Judges the runs of a case at the end of the day `on`."""

    case: Case
    calendar: Calendar
    on: date

    def deadline(self, run: Run) -> Deadline | None:
        """Return the deadline of a run; None where the limit was not yet law when it started."""
        try:
            version = self._version(run)
        except NotInForce:
            return None
        found = self._under(run, version)
        if run.clock.limit.readings or run.reading:
            own = next((r.name for r in run.clock.limit.readings if r.own), None)
            found = replace(
                found,
                reading=run.reading or (own if not run.given else None),
                readings=tuple(self._readings(run, version)),
            )
        other = None if run.otherwise is None else self.deadline(run.otherwise)
        if other is None:
            return found
        late = widest((found.late_by_days, other.late_by_days))
        return replace(unless_doubted(found, other), late_by_days=late)

    def _version(self, run: Run) -> Version:
        limit = run.clock.limit
        first, last = self._counted_from(run)
        if run.given or first == BEGINNING or limit.period.from_birth:
            return limit.now
        enacted = limit.versions[0].since
        return limit.on(max(first, enacted) if last >= enacted else first)

    def _started(self, run: Run) -> Days:
        return run.since or self._days(run)[0]

    def _days(self, run: Run) -> tuple[Days, ...]:
        """Return the days that the period is counted from: several for the later of periods."""
        if run.clock.counted_from is None or run.given:
            return ((run.start.first, run.start.last),)
        return run.clock.counted_from(self.case, run.start)

    def _counted_from(self, run: Run) -> Days:
        """Return the days from which the period is counted; any of its year for a fixed day."""
        if not isinstance(run.start.event, PhaseTransferDue):
            return self._started(run)
        year = transfer_year(run.start)
        return (BEGINNING, END) if year is None else (date(year, 1, 1), date(year, 1, 1))

    def _due(self, run: Run, started: Days, reading: Period | None) -> Days | None:
        """Return the days on which the limit can have fallen due; None where nobody can say."""
        if run.given:
            return None if run.start.undated else (run.start.first, run.start.last)
        if (fixed := self._fixed(run)) is not None:
            return fixed
        if unknown(started):
            return None
        if len(several := self._days(run)) > 1:
            return self._later_of(run, several)
        # A period is monotone, so that its two ends are enough, unless the law changed between.
        changes = [v.since for v in run.clock.limit.versions if started[0] < v.since <= started[1]]
        days = {*started, *changes, *(day - ONE_DAY for day in changes)}
        found = [self._last_day(run, day, reading) for day in days]
        least = self._not_before(run)
        first, last = least.days if least else (BEGINNING, BEGINNING)
        return max(min(found), first), max(*found, last)

    def _fixed(self, run: Run) -> Days | None:
        """Return the day put in the place of the period; None where nothing has been."""
        return run.clock.fixed(self.case, run.start) if run.clock.fixed else None

    def _not_before(self, run: Run) -> NotBefore | None:
        """Return the days before which the last day cannot lie; None where there are none."""
        find = run.clock.no_earlier
        return None if find is None or run.given else find(self.case, run.start, self.calendar)

    def _later_of(self, run: Run, several: Sequence[Days]) -> Days | None:
        """Return the last day of the later of several periods; None where a day is not known."""
        if any(END in days or BEGINNING in days for days in several):
            return None
        period = run.clock.limit.period
        first, last = (period.last_day_of([d[n] for d in several], self.calendar) for n in (0, 1))
        return first or END, last or END

    def _last_day(self, run: Run, started: date, reading: Period | None) -> date:
        """Return the last day by the law of the starting day, or by one reading of the limit."""
        limit = run.clock.limit

        def last_day(day: date) -> date:
            period = reading or limit.on(max(day, limit.versions[0].since)).period
            return period.last_day(day, self.calendar) or END

        return shifted(started, last_day)

    def _under(self, run: Run, version: Version, reading: Period | None = None) -> Deadline:
        """Return the deadline as the law or one reading of it gives it, excuses included."""
        limit = run.clock.limit
        started = self._started(run)
        put = run.given or self._fixed(run) is not None  # the day itself, and counted from none
        dated = put or (reading or version.period).dated
        due = self._due(run, self._counted_from(run), reading) if dated else None
        worlds = list(self._worlds(run, due, reading)) if dated else [World(due, self._taken(run))]
        answer = self._status(run, worlds, dated=dated)
        done = self._done(run)
        claims = tuple(claims_for(self.case, Limitation(run, started, due), self.on))
        lifts = lifted(claims)
        least = self._not_before(run)
        over = Status.UNDETERMINED if run.alleged else run.clock.when_over
        return Deadline(
            limit=limit,
            version=version,
            source=self._source(run, version),
            started_by=run.start,
            given=run.given,
            started=None if put or unknown(started) else span_of(*started),
            due=None if due is None else span_of(*due),
            ended_by=run.end,
            done=None if done is None else span_of(*done),
            status=_excused(answer, lifts=lifts),
            late_by_days=None
            if answer is Status.DISAPPLIED
            else widest(lateness(world, run.how, self.on) for world in worlds),
            claims=claims,
            drives=not run.clock.repeats,
            open=run.how is How.OPEN and dated,
            when_over=_excused(over, lifts=lifts),
            put_off=least.why if least and due and least.days[1] >= due[1] else "",
        )

    def _status(self, run: Run, worlds: Sequence[World], *, dated: bool) -> Status:
        """Return the status that all worlds give, if nothing puts it in doubt."""
        found = _without_days(run)
        if dated:
            found = agreed(status(world, run, self.on) for world in worlds)
        if run.alleged or (run.shared and found is Status.MET):
            return Status.UNDETERMINED
        return found

    def _worlds(self, run: Run, due: Days | None, reading: Period | None) -> Iterator[World]:
        """Yield the ways things can have been.

        Start and end count as independent spans, except where the end hangs on the start:
        then each day of the start is a world of its own.
        """
        end = run.end
        fixed = run.given or run.since or isinstance(run.start.event, PhaseTransferDue)
        if end is None or fixed or not end.hangs_on(run.start):
            yield World(due, self._taken(run))
            return
        for day in possible_days(run.start, self.on):
            due_on = self._due(run, (day, day), reading)
            first, last = end.if_on(run.start, day) or (day, END)
            first = day if run.how is How.SHOWN else first
            yield World(due_on, None if first > self.on else (first, last))

    def _taken(self, run: Run) -> Days | None:
        """Return when the step was taken that ended, showed or took away the duty."""
        if run.end is None:
            return None
        if run.how is How.SHOWN:
            since = BEGINNING if run.given else self._started(run)[0]
            return since, max(run.end.last, since)
        return run.end.first, run.end.last

    def _done(self, run: Run) -> Days | None:
        """Return when the duty was done, cut at the day asked about; None where it was not."""
        taken = self._taken(run)
        if taken is None or run.how in (How.OPEN, How.TAKEN_AWAY):
            return None
        if unknown(taken) or taken[1] == END:
            return taken
        return taken[0], max(taken[0], min(taken[1], self.on))

    def _source(self, run: Run, version: Version) -> str:
        start = run.start.event
        mediated = isinstance(start, MediationAgreement) or (
            isinstance(start, AssessmentAgreed) and start.route is Route.MEDIATION
        )
        if mediated and run.clock.stands_for_order:
            return f"{STANDS_FOR_AN_ORDER}; {version.source}"
        return str(version.source)

    def _readings(self, run: Run, version: Version) -> Iterator[Reading]:
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
                other = replace(run, start=start)
            found = self._under(other, version, reading.period)
            yield as_reading(reading.name, undetermined(found) if run.alleged else found)


def as_reading(name: str, deadline: Deadline) -> Reading:
    """Return what a deadline says, as another deadline quotes it."""
    late: Lateness | None = deadline.late_by_days
    return Reading(name, deadline.limit.id, deadline.due, deadline.status, late)


def _without_days(run: Run) -> Status:
    """Return the status of a duty without a number of days."""
    if run.how is How.TAKEN_AWAY:
        return Status.DISAPPLIED
    return Status.NO_LIMIT if run.how is How.OPEN else Status.MET


def _excused(found: Status, *, lifts: bool | None) -> Status:
    """Return the status once an accepted exception is taken into account."""
    if found not in (Status.MISSED, Status.OUTSTANDING) or lifts is False:
        return found
    return Status.EXCUSED if lifts else Status.UNDETERMINED
