"""The projector and the sweep, step by step: at each `yield` others act, or it dies.

They do in memory what ehcp/projections and ehcp/scheduler do in SQL, statement by statement,
with the same functions of the domain and of the read models. A generator that is closed in
the middle is a process that was killed: its transaction is dropped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid5

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain import alerts
from ehcp.domain.entry import Entry, Source
from ehcp.domain.events.alert import AlertRaised
from ehcp.projections import restate
from ehcp.projections.alerts_due import TABLE, AlertDueRow
from ehcp.projections.day import Day
from ehcp.projections.restate import Rows
from ehcp.scheduler.sweep import SCHEDULER
from tests.simulation.memory import Key, Memory, Transaction, Twice

CALENDAR = england_and_wales()
POSITION = "the position"
BATCH = 4
AT_ONCE = 2

Today = Callable[[], date]


def stated(memory: Memory, key: Key, today: date) -> Rows:
    """Return the rows of a stream as they are to be."""
    entries = memory.entries(key)
    projection = restate.projection_of(type(entries[0].event).__name__)
    return restate.restated(projection, *key, entries, Day(today, CALENDAR))


def project(memory: Memory, today: Today, turned: int = 3) -> Iterator[None]:
    """Take in the next events, and then restate what the day has changed."""
    after = memory.reached
    noted = memory.notifications(after, BATCH)
    yield
    if noted:
        with memory.transaction() as transaction:
            if memory.held(POSITION, transaction):
                return  # it stands by
            transaction.holds.add(POSITION)
            if memory.reached != after:
                return  # another has been here
            keys = dict.fromkeys((each.authority, each.stream) for each in noted)
            yield from _write(memory, transaction, list(keys), today())
            transaction.position = noted[-1].position
            memory.commit(transaction)
        yield
        return
    with memory.transaction() as transaction:
        while memory.held(POSITION, transaction):
            yield
        transaction.holds.add(POSITION)
        day = today()
        yield from _write(memory, transaction, turned_by(memory, day)[:turned], day)
        memory.commit(transaction)


def turned_by(memory: Memory, day: date) -> list[Key]:
    """Return the cases whose rows change by themselves by a day."""
    return [
        key
        for key, rows in memory.rows.items()
        for row in rows.get("caseload", ())
        if row.restate_on is not None and row.restate_on <= day
    ]


def _write(memory: Memory, transaction: Transaction, keys: list[Key], day: date) -> Iterator[None]:
    found = {key: stated(memory, key, day) for key in keys}
    yield
    for key, rows in found.items():
        while memory.in_hand(key, transaction):
            yield  # a sweep has rows of this case in hand
        transaction.holds.add(key)
        transaction.rows[key] = rows
    yield


@dataclass(frozen=True)
class Duty:
    """A row of the sweep's work, and where it stands."""

    key: Key
    number: int
    row: AlertDueRow


def sweep(memory: Memory, today: Today) -> Iterator[None]:
    """Raise every alert whose day has come, some duties in one transaction."""
    while True:
        day = today()
        with memory.transaction() as transaction:
            duties = _some(memory, transaction, day)
            if not duties:
                return
            transaction.holds.update((duty.key, duty.number) for duty in duties)
            yield
            missing = [
                raised
                for duty in duties
                for raised in _alerts(memory, duty, day)
                if raised[0] not in memory.streams
            ]
            yield
            for key, entry in missing:
                command = uuid5(key[1], "raise")
                memory.add(transaction, key, [entry], command, key[1].bytes)
            yield
            for duty in duties:
                transaction.moves[duty.key, duty.number] = alerts.next_on(
                    duty.row.prompt, CALENDAR, day
                )
            yield
            try:
                memory.commit(transaction)
            except Twice:
                continue
        yield


def _some(memory: Memory, transaction: Transaction, day: date) -> list[Duty]:
    due = [
        Duty(key, number, row)
        for key, rows in memory.rows.items()
        for number, row in enumerate(rows.get(TABLE, ()))
        if row.next_on is not None
        and row.next_on <= day
        and not memory.held(key, transaction)
        and not memory.held((key, number), transaction)
    ]
    return sorted(due, key=lambda duty: duty.row.next_on or day)[:AT_ONCE]


def _alerts(memory: Memory, duty: Duty, day: date) -> Iterator[tuple[Key, Entry]]:
    row, authority = duty.row, duty.key[0]
    for stage in alerts.to_raise(row.prompt, CALENDAR, day):
        event = AlertRaised(
            on=day,
            case=row.case_id,
            limit=row.limit_id,
            started_by=row.started_by,
            due=row.due,
            stage=stage.name,
            stage_on=stage.on,
            law_since=row.law_since,
            source=row.source,
            owed_by=row.owed_by,
        )
        entry = Entry(
            place=1,
            event=event,
            recorded_at=memory.now,
            known_from=memory.now,
            recorded_by=SCHEDULER,
            source=Source.SYSTEM,
        )
        yield (authority, alerts.alert_id(authority, row.prompt, stage.name)), entry
