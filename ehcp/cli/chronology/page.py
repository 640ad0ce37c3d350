"""The page of chronology files: `python -m ehcp.cli.chronology.page > docs/chronology-files.md`.

Its words stand beside it in `page.txt`; what can be read from the code is.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Template

import click

from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology.check import Judgement, Question, as_json, judge
from ehcp.application.chronology.file import EVENTS, OF_THE_RECORD, loads
from ehcp.application.chronology.making import needed
from ehcp.application.chronology.qualifiers import READERS, RENAMED, fields_of
from ehcp.application.document import LARGEST, BadFile
from ehcp.cli.chronology.judgement import lines
from ehcp.cli.chronology.page_parts import QUALIFIER, STAGES, STATUS, WARNING
from ehcp.domain.case import LIE_AHEAD
from ehcp.domain.deadlines.clocks import CLOCK_OF
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.event import Event, kebab
from ehcp.domain.tracing.limits import CONDITION, counted
from ehcp.domain.tracing.page import BREAK, codes, ends, limit_link, starts, table
from ehcp.law.grounds import GROUNDS
from ehcp.law.page import linked
from ehcp.law.time_limit import Force, OwedBy, TimeLimit
from ehcp.law.time_limits import CATALOGUE

EXAMPLE = """\
id: ward-17
authority: Farbridge Council
as_at: 2024-10-01
chronology:
  - {date: 2024-01-08, event: assessment-requested, party: parent}
  - {date: 2024-02, qualifier: late, event: assessment-agreed, note: The letter has no date.}
  - {offset: {after: assessment-agreed, weeks: 8, approx: true}, event: draft-plan-issued}
  - {date: 2024-05-13, event: exception-claimed, ground: exceptional-personal-circumstances,
     limits: [final-plan-20-weeks], accepted: false}
  - {date: 2024-06-20, event: final-plan-issued, sent_by: post}
  - {date: 2024-07-02, event: letter-from-mp}
not_happened:
  - No psychologist was asked for advice"""

WRONG = """\
  - {date: 2024-02-30, event: assessment-agreed}
  - {offset: {after: draft-plan-issued, weeks: 2}, event: final-plan-issued}
  - {date: 2024-07-02, event: review-decision-notified, decision: end}"""

LINE = {
    "id": "ward-17",
    "child": {"name": "Ada Ashby", "date_of_birth": "2017-03-04"},
    "chronology": [
        {"date": "2024-01-08", "event": "assessment-requested", "party": "parent"},
        {"date": ["2024-02-21", "2024-02-29"], "event": "assessment-agreed"},
    ],
}
TODAY = date(2024, 10, 1)
WIDTH = 100
SHOWN = "final-plan-20-weeks"
MEGABYTE = 10**6

INNERMOST = re.compile(r"([\[{])\s+([^\[\]{}]*?)\s+([\]}])")
"""What holds neither a list nor an object, and fits on one line."""

Words = tuple[str, ...]


def page() -> str:
    """Return the page in Markdown."""
    judgement = judge(loads(EXAMPLE), england_and_wales(), Question(today=TODAY))
    return Template(Path(__file__).with_name("page.txt").read_text(encoding="utf-8")).substitute(
        example=EXAMPLE,
        printed="\n".join(_plain(lines(judgement, WIDTH))),
        wrong=WRONG,
        refused="\n".join(_refused()),
        largest=LARGEST // MEGABYTE,
        qualifiers="\n".join(_qualifiers()),
        warnings="\n".join(f"| `{code}` | {says} |" for code, says in WARNING.items()),
        ahead=codes(kebab(kind.__name__) for kind in LIE_AHEAD),
        statuses="\n".join(f"| `{status}` | {STATUS[status]} |" for status in Status),
        answer=_answer(judgement),
        owed_by=codes(OwedBy),
        force=codes(Force),
        line=json.dumps(LINE),
        condition=CONDITION,
        readings="\n".join(_readings()),
        clocks="\n".join(_clocks()),
        events="\n".join(_events()),
    )


def told() -> Mapping[str, type[Event]]:
    """Return the events of the product that a file can tell of, by their names in it."""
    return {
        name: kind
        for name, kind in EVENTS.items()
        if _stage_of(kind) and name not in OF_THE_RECORD and _can_be_told(kind)
    }


def _can_be_told(kind: type[Event]) -> bool:
    """Whether each field that an event cannot do without has a key of its own."""
    return set(needed(kind)) <= {_field(key) for key in READERS}


def _stage_of(kind: type[Event]) -> str:
    """Return the module of an event: its stage; empty for one that is not the product's."""
    stage = kind.__module__.removeprefix("ehcp.domain.events.")
    return "" if stage == kind.__module__ else stage


def _plain(styled: Iterable[str]) -> Iterator[str]:
    yield from (click.unstyle(line) for line in styled)


def _refused() -> Iterator[str]:
    try:
        loads(f"id: ward-18\nchronology:\n{WRONG}\n")
    except BadFile as bad:
        for problem in bad.problems:
            yield f"ward-18.yaml:{problem.line}: {problem.reason}"


def _answer(judgement: Judgement) -> str:
    found = as_json(judgement, "ward-17.yaml")
    found["limits"] = [limit for limit in found["limits"] if limit["limit"] == SHOWN]
    return INNERMOST.sub(_on_one_line, json.dumps([found], indent=1))


def _on_one_line(found: re.Match[str]) -> str:
    return found[1] + " ".join(found[2].split()) + found[3]


def _qualifiers() -> Iterator[str]:
    """Yield each key that some events have, with its words, and the events that take them."""
    yield from table(("key", "says", "words", "events"), _qualifier_rows())


def _qualifier_rows() -> Iterator[tuple[str, ...]]:
    for key in READERS:
        taking: dict[Words, list[str]] = {}
        for name, kind in sorted(told().items()):
            if _field(key) in fields_of(kind):
                taking.setdefault(_words(key, kind), []).append(name)
        for number, (words, events) in enumerate(taking.items()):
            heads = ("", "") if number else (f"`{key}`", QUALIFIER[key])
            yield *heads, codes(words), codes(events)


def _words(key: str, kind: type[Event]) -> Words:
    words = fields_of(kind)[_field(key)]
    if words is not None:
        return tuple(map(str, words))
    return tuple(GROUNDS) if key == "ground" else ()


def _field(key: str) -> str:
    return RENAMED.get(key, key)


def _of_files() -> Iterator[TimeLimit]:
    """Yield the limits that a file can start, in the order of the process."""
    for limit in CATALOGUE.values():
        clock = CLOCK_OF.get(limit.id)
        if clock is not None and not clock.own:
            yield limit


def _readings() -> Iterator[str]:
    rows = (
        (limit_link(limit.id), f"`{reading.name}`", reading.says, "yes" if reading.own else "")
        for limit in _of_files()
        for reading in limit.readings
    )
    yield from table(("limit", "reading", "says", "counted by"), rows)


def _clocks() -> Iterator[str]:
    yield from table(
        ("limit", "started by", "ended by", "taken away by"), map(_clock, _of_files())
    )


def _clock(limit: TimeLimit) -> tuple[str, ...]:
    found = counted(limit)
    return (
        limit_link(limit.id),
        BREAK.join(starts(found)),
        BREAK.join(ends(found)),
        codes(found.taken_away),
    )


def _events() -> Iterator[str]:
    here = told()
    for title, stages in STAGES.items():
        yield from (f"### {title}", "")
        rows = (
            _event(name, here[name])
            for stage in stages
            for name in (kebab(each) for each in Event.named)
            if name in here and _stage_of(here[name]) == stage
        )
        yield from table(("event", "what it is", "its own keys", "under"), rows)
        yield ""
    untold = sorted(name for name, kind in EVENTS.items() if _stage_of(kind) and name not in here)
    yield f"The record has more, of which a file cannot tell: {codes(untold)}."


def _event(name: str, kind: type[Event]) -> tuple[str, ...]:
    says = (kind.__doc__ or "").splitlines()[0]
    keys = [key for key in READERS if _field(key) in fields_of(kind)]
    own = (f"`{key}`" + " (needed)" * (_field(key) in needed(kind)) for key in keys)
    return f"`{name}`", says, ", ".join(own), linked(kind.under) if kind.under else ""


if __name__ == "__main__":
    sys.stdout.write(page())
