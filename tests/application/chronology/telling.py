"""A history told in lines, and how it is judged: `2024-01-08 assessment_requested party=parent`.

A line is a time, an event and its qualifiers. The time is a day, a month or a year, with
`early:`, `mid:` or `late:` before it; `?` for an unknown day; or, for a distance,
`+tribunal_order:weeks=5` (with `,approx` where it is rough).
"""

import shlex
from collections.abc import Sequence
from datetime import date
from typing import Any

import yaml

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology.check import Question, Supposed, as_json, judge
from ehcp.application.chronology.file import loads

TODAY = date(2026, 3, 2)


def told(history: str, **others: Any) -> str:
    """Return the file that tells a history."""
    entries = [_entry(line) for line in history.splitlines() if line.strip()]
    return yaml.safe_dump({"id": "case", "chronology": entries, **others}, sort_keys=False)


def answer(
    history: str,
    as_at: str | None = None,
    known: str | None = None,
    suppose: Sequence[str] = (),
    **others: Any,
) -> dict[str, Any]:
    """Return the judgement of a history, as `chronology check --json` writes it."""
    question = Question(
        today=TODAY,
        as_at=date.fromisoformat(as_at) if as_at else None,
        as_known_on=clock.moment(known) if known else None,
        supposed=[Supposed.read(text) for text in suppose],
    )
    judgement = judge(loads(told(history, **others)), england_and_wales(), question)
    return as_json(judgement, "case.yaml")


def limits(history: str, as_at: str | None = None, **others: Any) -> dict[str, dict[str, Any]]:
    """Return the judged limits of a history by id; the last where one runs twice."""
    return {limit["limit"]: limit for limit in answer(history, as_at, **others)["limits"]}


def runs(limit: str, history: str, as_at: str | None = None, **others: Any) -> list[Any]:
    """Return every running of one limit, in order."""
    return [run for run in answer(history, as_at, **others)["limits"] if run["limit"] == limit]


def standing(limit: str, history: str, as_at: str | None = None, **others: Any) -> Any:
    """Return the status of a limit that runs once; None where it does not run."""
    found = runs(limit, history, as_at, **others)
    assert len(found) <= 1
    return found[0]["status"] if found else None


def standings(limit: str, history: str, as_at: str | None = None, **others: Any) -> list[str]:
    """Return the status of every running of a limit, in order."""
    return [run["status"] for run in runs(limit, history, as_at, **others)]


def warnings(history: str, as_at: str = "2026-03-02", **others: Any) -> list[tuple[Any, ...]]:
    """Return the warnings: entry, code, name."""
    found = answer(history, as_at, **others)["warnings"]
    return [(warning["entry"], warning["code"], warning["name"]) for warning in found]


def _entry(line: str) -> dict[str, Any]:
    time, event, *qualifiers = shlex.split(line)
    given = dict(qualifier.split("=", 1) for qualifier in qualifiers)
    return {
        **_time(time),
        "event": event,
        **{key: yaml.safe_load(value) for key, value in given.items() if key != "known_on"},
        **{key: value for key, value in given.items() if key == "known_on"},
    }


def _time(text: str) -> dict[str, Any]:
    if text == "?":
        return {"date": None, "precision": "unknown"}
    if text.startswith("+"):
        after, length = text[1:].split(":")
        words = length.split(",")
        name, number = words[0].split("=")
        offset = {"after": after, name: int(number)}
        return {"date": None, "offset": {**offset, **({"approx": True} if words[1:] else {})}}
    part, _, day = text.rpartition(":")
    return {"date": day, **({"qualifier": part} if part else {})}
