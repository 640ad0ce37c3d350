"""The sweep: raises every alert whose day has come, each once, whoever races.

Alerts and the next day of each duty are written in one transaction. A sweeper that dies has
done nothing; two at once take different rows; and an alert's stream can begin only once, for
its id follows from what it is about.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.alerts import ORDINARY as EVERYBODYS
from ehcp.domain.alerts import Prompt, Schedule, Stage, alert_id, alerts_of, next_on, to_raise
from ehcp.domain.authority import ORDINARY, AuthoritySettings
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.alert import AlertRaised
from ehcp.law.calendar import Calendar
from ehcp.projections import authorities
from ehcp.projections.alerts_due import AlertDueRow
from ehcp.store.cases import Store
from ehcp.store.mapper import encode_with
from ehcp.store.pools import Bytes, Pooled, words

AT_ONCE = 500  # duties looked at in one transaction
ALERTS_AT_ONCE = 2000  # and alerts raised, near enough
TRIES = 3

SCHEDULER = Recorder(subject="scheduler", role="system", organisation="ehcp")

DUE = """
    select authority, case_id, limit_id, started_by, due, warn_by, excused, falls_overdue, since,
        law_since, source, owed_by, next_on
    from ehcp.alerts_due where next_on <= %s
    order by next_on limit %s for update skip locked
"""
RAISED = """
    select e.authority, e.stream
    from unnest(%s::text[], %s::uuid[]) k (authority, stream)
    join ehcp.events e
        on e.authority = k.authority collate "C" and e.stream = k.stream and e.version = 1
"""
RAISE = """
    select count(ehcp.add(
        k.authority, k.stream, 0, array['AlertRaised'], array[%s::smallint], array[k.state],
        k.command, k.body
    ))
    from unnest(%s::text[], %s::uuid[], %s::bytea[], %s::uuid[], %s::bytea[])
        k (authority, stream, state, command, body)
"""
MOVE_ON = """
    update ehcp.alerts_due d set next_on = k.next_on, digest = 0
    from unnest(%s::text[], %s::uuid[], %s::text[], %s::bigint[], %s::date[], %s::date[])
        k (authority, case_id, limit_id, started_by, due, next_on)
    where d.authority = k.authority collate "C" and d.case_id = k.case_id
        and d.limit_id = k.limit_id collate "C" and d.started_by = k.started_by and d.due = k.due
"""


@dataclass(frozen=True, kw_only=True)
class Swept:
    """What a sweep did: the duties it looked at, and the alerts it raised."""

    looked_at: int
    raised: int

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(looked_at=self.looked_at + other.looked_at, raised=self.raised + other.raised)


class _Duty(NamedTuple):
    """An open duty as the domain sees it, and how its authority works."""

    row: AlertDueRow
    prompt: Prompt
    works: AuthoritySettings
    schedule: Schedule


class _Alert(NamedTuple):
    """An alert to be raised."""

    id: UUID
    row: AlertDueRow
    stage: Stage
    to: tuple[str, ...]


def sweep(
    store: Store,
    today: date,
    calendar: Calendar | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Swept:
    """Raise every alert that must have been raised by the end of `today`.

    `stop` is asked between two transactions; what is left is for the next sweep.
    """
    calendar = calendar or england_and_wales()
    swept = Swept(looked_at=0, raised=0)
    while not stop():
        some = _some(store, today, calendar)
        swept += some
        if some.looked_at == 0:
            break
    return swept


def _some(store: Store, today: date, calendar: Calendar) -> Swept:
    """Look at some duties; again if another sweeper raised one of their alerts just now."""
    for _ in range(TRIES - 1):
        try:
            return _in_one_transaction(store, today, calendar)
        except UniqueViolation:
            continue
    return _in_one_transaction(store, today, calendar)


def _in_one_transaction(store: Store, today: date, calendar: Calendar) -> Swept:
    with (
        store.sweeping() as connection,
        connection.cursor(row_factory=class_row(AlertDueRow)) as cursor,
    ):
        found = cursor.execute(DUE, (today, AT_ONCE), prepare=True).fetchall()
        works = authorities.of(connection, [*{row.authority for row in found}])
        schedules = {code: Schedule.of(settings) for code, settings in works.items()}
        duties: list[_Duty] = []
        wanted: list[_Alert] = []
        for row in found:
            if len(wanted) >= ALERTS_AT_ONCE:
                break
            settings = works.get(row.authority, ORDINARY)
            schedule = schedules.get(row.authority, EVERYBODYS)
            duty = _Duty(row, row.prompt, settings, schedule)
            duties.append(duty)
            wanted += _due_of(duty, calendar, today)
        raised = _raise(connection, wanted, today)
        _move_on(connection, duties, today, calendar)
    return Swept(looked_at=len(duties), raised=raised)


def _due_of(duty: _Duty, calendar: Calendar, today: date) -> Iterator[_Alert]:
    """Yield what is to be raised of one duty, as its authority works."""
    row, prompt, works, schedule = duty
    for stage in to_raise(prompt, calendar, today, schedule):
        identity = alert_id(row.authority, prompt, stage.name)
        yield _Alert(identity, row, stage, works.told_of(alerts_of(stage.name)))


def _raise(connection: Pooled, wanted: Sequence[_Alert], today: date) -> int:
    """Append the alerts that are not there yet; return how many."""
    there = set(connection.execute(RAISED, _which(wanted)).fetchall())
    missing = [alert for alert in wanted if (alert.row.authority, alert.id) not in there]
    if missing:
        connection.execute(
            RAISE,
            (
                AlertRaised.form,
                *_which(missing),
                Bytes(_state(alert, today) for alert in missing),
                words(*(uuid5(alert.id, "raise") for alert in missing)),
                Bytes(alert.id.bytes for alert in missing),
            ),
            prepare=True,
        )
    return len(missing)


def _which(alerts: Sequence[_Alert]) -> tuple[str, str]:
    """Return the authorities and the streams of alerts as the database takes them."""
    their = words(*(alert.row.authority for alert in alerts))
    return their, words(*(alert.id for alert in alerts))


def _state(alert: _Alert, today: date) -> bytes:
    row = alert.row
    event = AlertRaised(
        on=today,
        case=row.case_id,
        limit=row.limit_id,
        started_by=row.started_by,
        due=row.due,
        stage=alert.stage.name,
        stage_on=alert.stage.on,
        law_since=row.law_since,
        source=row.source,
        owed_by=row.owed_by,
        to=alert.to,
    )
    return encode_with(event, SCHEDULER, Source.SYSTEM)


def _move_on(connection: Pooled, duties: Sequence[_Duty], today: date, calendar: Calendar) -> None:
    rows = [duty.row for duty in duties]
    then = (next_on(duty.prompt, calendar, today, duty.schedule) for duty in duties)
    connection.execute(
        MOVE_ON,
        (
            words(*(row.authority for row in rows)),
            words(*(row.case_id for row in rows)),
            words(*(row.limit_id for row in rows)),
            words(*(row.started_by for row in rows)),
            words(*(row.due for row in rows)),
            words(*(following or "null" for following in then)),
        ),
        prepare=True,
    )
