"""From a run to a deadline: its due days, its status on a day, its lateness, its excuses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines.claims import Limitation, claims_for, lifted
from ehcp.domain.deadlines.deadline import Days, Deadline, Lateness, Reading, Status
from ehcp.domain.deadlines.runs import How, Run
from ehcp.domain.deadlines.unsaid import transfer_year
from ehcp.domain.deadlines.verdict import World, agreed, lateness, status, unknown, widest
from ehcp.domain.events.challenge import MediationAgreement
from ehcp.domain.events.review import PhaseTransferDue
from ehcp.domain.step import BEGINNING, END, Step, possible_days, shifted, span_of
from ehcp.law.calendar import Calendar
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
        found = self._under(run, version, version.period)
        readings = tuple(self._readings(run, version))
        own = next((r.name for r in run.clock.limit.readings if r.own), None)
        return replace(
            found,
            reading=run.reading or (own if not run.given else None),
            readings=readings,
        )

    def _version(self, run: Run) -> Version:
        limit = run.clock.limit
        started = self._started(run)
        if isinstance(run.start.event, PhaseTransferDue):
            year = transfer_year(run.start)
            return limit.now if year is None else limit.on(date(year, 1, 1))
        if run.given or started[0] == BEGINNING:
            return limit.now
        return limit.on(
            max(started[0], limit.versions[0].since)
            if started[1] != END and started[1] >= limit.versions[0].since
            else started[0]
        )

    def _started(self, run: Run) -> Days:
        return run.since or (run.start.first, run.start.last)

    def _due(self, run: Run, period: Period, started: Days) -> Days | None:
        """Return the days on which the limit can have fallen due; None where nobody can say."""
        if run.given:
            return None if run.start.undated else (run.start.first, run.start.last)
        if isinstance(run.start.event, PhaseTransferDue):
            year = transfer_year(run.start)
            if year is None:
                return None
            started = (date(year, 1, 1), date(year, 1, 1))
        if unknown(started):
            return None

        def last_day(day: date) -> date:
            return period.last_day(day, self.calendar) or END

        return shifted(started[0], last_day), shifted(started[1], last_day)

    def _under(self, run: Run, version: Version, period: Period) -> Deadline:
        """Return the deadline as one period gives it, excuses included."""
        limit = run.clock.limit
        started = self._started(run)
        due = self._due(run, period, started) if period.dated else None
        worlds = list(self._worlds(run, period, started, due))
        answer = agreed(
            status(world, run.how, self.on, minimum=run.clock.minimum) for world in worlds
        )
        if not period.dated:
            answer = Status.NO_LIMIT if run.how is How.OPEN else answer
            answer = Status.MET if run.how in (How.ENDED, How.SHOWN) else answer
            answer = Status.DISAPPLIED if run.how is How.TAKEN_AWAY else answer
        if run.alleged or (run.shared and answer is Status.MET):
            answer = Status.UNDETERMINED
        late = widest(lateness(world, run.how, self.on) for world in worlds)
        done = self._done(run)
        limitation = Limitation(
            limit=limit,
            started=None if run.given or unknown(started) else started,
            due=due,
            done=self._taken(run),
        )
        claims = tuple(claims_for(self.case, limitation, self.on))
        lifts = lifted(claims)
        over = Status.UNDETERMINED if run.clock.minimum else Status.OUTSTANDING
        if answer in (Status.MISSED, Status.OUTSTANDING) and lifts is not False:
            answer = Status.EXCUSED if lifts else Status.UNDETERMINED
        if lifts is not False and over is Status.OUTSTANDING:
            over = Status.EXCUSED if lifts else Status.UNDETERMINED
        return Deadline(
            limit=limit,
            version=version,
            source=self._source(run, version),
            started_by=run.start,
            given=run.given,
            started=None if run.given or unknown(started) else span_of(*started),
            due=None if due is None else span_of(*due),
            ended_by=run.end,
            done=None if done is None else span_of(*done),
            status=answer,
            late_by_days=None if answer is Status.DISAPPLIED else late,
            claims=claims,
            open=run.how is How.OPEN and period.dated,
            when_over=Status.UNDETERMINED if run.alleged else over,
        )

    def _worlds(
        self, run: Run, period: Period, started: Days, due: Days | None
    ) -> Iterator[World]:
        """Yield the ways things can have been.

        Start and end count as independent spans, except where the end hangs on the start:
        then each day of the start is a world of its own.
        """
        end = run.end
        hangs = end is not None and end is not run.start and _hangs_on(end, run.start)
        if not hangs or run.given or end is None or not period.dated:
            yield World(due=due, taken=self._taken(run))
            return
        for day in possible_days(run.start):
            taken = end.if_on(run.start, day)
            due_on = self._due(run, period, (day, day))
            if taken is None or due_on is None or taken[0] > self.on:
                yield World(due=due_on, taken=None)
            elif run.how is How.SHOWN:
                yield World(due=due_on, taken=(day, taken[1]))
            else:
                yield World(due=due_on, taken=taken)

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
        if isinstance(run.start.event, MediationAgreement) and run.clock.stands_for_order:
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
            yield as_reading(reading.name, found)


def as_reading(name: str, deadline: Deadline) -> Reading:
    """Return what a deadline says, as another deadline quotes it."""
    late: Lateness | None = deadline.late_by_days
    return Reading(name, deadline.limit.id, deadline.due, deadline.status, late)


def _hangs_on(step: Step, ancestor: Step) -> bool:
    while step.base is not None:
        step = step.base
        if step is ancestor:
            return True
    return False
