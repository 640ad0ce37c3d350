"""What must be true of every story, worked out apart from the code that is tested."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ehcp.domain.alerts import Prompt, prompts
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.events.alert import AlertRaised
from tests.simulation.clients import Answered, Clients
from tests.simulation.memory import Key, Memory
from tests.simulation.processes import CALENDAR, stated

ONE_DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
BEFORE = (28, 14, 7, 3, 1, 0)


def check(memory: Memory, clients: Clients, today: date) -> None:
    """Look at what is there when everything has come to rest."""
    check_streams(memory)
    for answered in clients.done:
        check_acknowledged(memory, answered)
    stored = set(_commands(memory))
    done = {answered.sent.asked.command_id for answered in clients.done}
    refused = {sent.asked.command_id for sent in clients.refused}
    assert not done - stored, "what was acknowledged is lost"
    assert not refused & stored, "what was refused was done"
    assert stored == done, "what nobody was told of was done"
    check_rows(memory, today)


def check_streams(memory: Memory) -> None:
    """Each stream has its versions without a gap, and each command stands once."""
    for kepts in memory.streams.values():
        places = [kept.entry.place for kept in kepts]
        assert places == list(range(1, len(kepts) + 1)), "a version is missing, or there twice"
        moments = [kept.entry.recorded_at for kept in kepts]
        assert moments == sorted(moments, key=lambda at: at or date.min), "time went back"
    positions = [kept.position for kepts in memory.streams.values() for kept in kepts]
    assert len(positions) == len(set(positions))
    commands = Counter(_commands(memory))
    assert max(commands.values(), default=1) == 1, "a command was done twice"


def check_acknowledged(memory: Memory, answered: Answered) -> None:
    """A command that was answered is there, where the answer said, on what it was decided on."""
    sent, done = answered.sent, answered.done
    kepts = memory.streams.get((sent.authority, done.case), [])
    found = [n for n, kept in enumerate(kepts) if kept.command == sent.asked.command_id]
    assert len(found) == 1, "what was acknowledged is lost, or there twice"
    assert kepts[done.version - 1].position == done.position
    moment = kepts[found[0]].entry.recorded_at
    assert kepts[done.version - 1].entry.recorded_at == moment
    if sent.asked.expected is not None:
        assert found[0] == sent.asked.expected, "decided on a case that had changed"


def check_rows(memory: Memory, today: date) -> None:
    """The read models are those of a rebuild. Where the sweep has got to is work, not a fact."""
    assert memory.rows.keys() == memory.streams.keys(), "a stream was passed over"
    for key in memory.streams:
        live, rebuilt = _facts(memory.rows[key]), _facts(stated(memory, key, today))
        assert live == rebuilt, f"rows differ in {[t for t in live if live[t] != rebuilt[t]]}"


def check_alerts(memory: Memory, today: date) -> None:
    """Every alert that was due by today was raised, and none twice or before its day."""
    raised = [
        (key[0], *_about(kept.entry.event))
        for key, kepts in memory.streams.items()
        for kept in kepts
        if isinstance(kept.entry.event, AlertRaised)
    ]
    twice = [about for about, times in Counter(raised).items() if times > 1]
    assert not twice, f"raised twice: {twice}"
    for key in memory.streams:
        if not _is_alert(memory, key):
            missing = set(due_alerts(memory, key, today)) - set(raised)
            assert not missing, f"never raised by {today}: {sorted(missing, key=str)}"


def due_alerts(memory: Memory, key: Key, today: date) -> Iterator[tuple[Any, ...]]:
    """Yield what alerts of a case must have been raised by the end of a day."""
    case = Case(memory.entries(key)).seen(as_at=today)
    for prompt in prompts(key[1], case, deadlines(case, CALENDAR, today), CALENDAR):
        come = [(day, name) for day, name in _stages(prompt, today) if day <= today]
        known = [name for day, name in come if day <= prompt.since]
        for name in [*known[-1:], *(name for day, name in come if day > prompt.since)]:
            yield key[0], key[1], prompt.limit, prompt.started_by, prompt.due, name


def _stages(prompt: Prompt, today: date) -> Iterator[tuple[date, str]]:
    for days in BEFORE:
        day = prompt.warn_by - timedelta(days=days)
        while not CALENDAR.is_working_day(day):
            day -= ONE_DAY
        yield day, str(days)
    if prompt.falls_overdue:
        number, day = 1, prompt.due + ONE_DAY
        while day <= today:
            yield day, f"{'excused' if prompt.excused else 'overdue'}-{number}"
            number, day = number + 1, day + WEEK


def _about(event: AlertRaised) -> tuple[Any, ...]:
    assert event.stage_on <= event.on, "raised before its day"  # type: ignore[operator]
    return event.case, event.limit, event.started_by, event.due, event.stage


def _commands(memory: Memory) -> Iterator[UUID]:
    for key, kepts in memory.streams.items():
        if not _is_alert(memory, key):
            yield from (kept.command for kept in kepts if kept.command is not None)


def _is_alert(memory: Memory, key: Key) -> bool:
    return isinstance(memory.streams[key][0].entry.event, AlertRaised)


def _facts(rows: Any) -> dict[str, Any]:
    return {
        table: [replace(row, next_on=None) for row in of] if table == "alerts_due" else list(of)
        for table, of in rows.items()
    }
