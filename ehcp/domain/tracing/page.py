"""What carries each rule and limit, to read: `python -m ehcp.domain.tracing.page`.

The output is kept as `docs/traceability.md`.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby

from ehcp.domain.command import Command
from ehcp.domain.tracing.carried import Carried, Met, carried
from ehcp.domain.tracing.limits import CONDITION, Counted, counted
from ehcp.domain.tracing.reach import reaches
from ehcp.law.page import cell, linked, spaced
from ehcp.law.recipients import TELLINGS, Addressee, Telling
from ehcp.law.rules import SECTIONS, Rule, Verified
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import CATALOGUE

INTRODUCTION = f"""\
# What carries each rule and each time limit

This page is made from the code; it is how the program can be held against the law. It is not \
legal advice. The rules are told in our own words.

- **How far a source was read**: *read* in its own text; *quoted* by somebody else; *secondary*, \
as a reputable source tells it; *recollection*, which nobody has confirmed.
- **Refused**: the command is not carried out, and the answer says what would be allowed instead. \
**Warned**: it is recorded, and a warning with it. **Shown**: a text beside the limits named. \
**Recorded**: the record has a place for it. **Left**: what is left to people or to another part \
of the program, and why.
- **An event with {CONDITION}** counts only where the further conditions of the clock are met; \
the page of [time limits](time-limits.md) has them in words.
- **Only from here**: the limit starts from what was recorded here, and never from a file that \
others kept.
- Any limit can also be given its day by a tribunal, an agreement or a direction; any entry can \
be corrected or struck out, and what hung on it is then worked out anew.
"""

VERIFIED = {
    Verified.READ: "read",
    Verified.QUOTED: "quoted",
    Verified.SECONDARY: "secondary",
    Verified.RECOLLECTION: "recollection",
}
BREAK = "<br>"


def page() -> str:
    """Return the page in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    yield from _contents()
    for section in SECTIONS:
        yield from _heading(f"{section.letter}. {section.title}")
        yield from table(
            ("", "Rule", "Source", "Carried by"), (_rule_row(rule) for rule in section.rules)
        )
    yield from _heading(RECIPIENTS)
    yield from table(("Step", "Told", "By", "Source"), map(_recipients_row, TELLINGS))
    for stage, limits in groupby(CATALOGUE.values(), lambda limit: limit.stage):
        yield from _heading(f"Limits: {spaced(stage)}")
        yield from table(
            ("Limit", "Source, confidence", "Started by", "Ended by", "Taken away by", "Alerts"),
            (_limit_row(limit) for limit in limits),
        )
    yield from _heading(COMMANDS)
    yield from table(("Command", "What it does", "Events"), _command_rows())


RECIPIENTS = "Who must be told, by step"
COMMANDS = "What each command records"


def _contents() -> Iterator[str]:
    stages = dict.fromkeys(limit.stage for limit in CATALOGUE.values())
    titles = (
        *(f"{section.letter}. {section.title}" for section in SECTIONS),
        RECIPIENTS,
        *(f"Limits: {spaced(stage)}" for stage in stages),
        COMMANDS,
    )
    yield "## Contents"
    yield ""
    yield from (f"- [{each}](#{_anchor(each)})" for each in titles)


def _anchor(heading: str) -> str:
    kept = (char for char in heading.lower() if char.isalnum() or char in " -")
    return "".join(kept).replace(" ", "-")


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield f"## {text}"
    yield ""


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield a table, line by line."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(cell, row))} |"


def _rule_row(rule: Rule) -> tuple[str, ...]:
    sources = (f"{linked(each.citation)} *{VERIFIED[each.verified]}*" for each in rule.sources)
    return f"**{rule.id}**", rule.says, BREAK.join(sources), BREAK.join(_carriers(carried(rule)))


def _carriers(found: Carried) -> Iterator[str]:
    yield from (f"**Refused** {_met(each)}" for each in found.refused)
    yield from (f"**Warned** {_met(each)}" for each in found.warned)
    for shown in found.shown:
        yield f"**Shown** beside {', '.join(limit_link(limit.id) for limit in shown.limits)}"
    yield from (f"**Recorded** by {_recorded(name)}" for name in found.rule.by)
    if found.through:
        yield f"**Also by** what {_and(other.rule.id for other in found.through)} refuse"
    if found.rule.left:
        yield f"**Left** {found.rule.left}"


def _met(met: Met) -> str:
    return f"`{met.what.id}`: {met.what.title} In {codes(met.commands)}."


def _recorded(name: str) -> str:
    """Return a command with the events it records, or an event by its name."""
    events = {reach.command: reach.events for reach in reaches()}
    return f"`{name}`: {codes(events[name])}" if name in Command.named else f"`{name}`"


def _recipients_row(telling: Telling) -> tuple[str, ...]:
    others = tuple(each for each in telling.to if each not in telling.itself)
    by = [f"the step itself: {_names(telling.itself)}"] if telling.itself else []
    by += [f"`{tells.event}`" for tells in telling.by]
    if others and not telling.by:
        by.append(f"`notice-sent`: {_names(others)}")
    good = f"; as good practice {_names(telling.good_practice)}" if telling.good_practice else ""
    told = tuple(each for each in telling.to if each not in telling.good_practice)
    steps = codes(telling.steps) + (" in detention" if telling.in_detention else "")
    return steps, _names(told) + good, BREAK.join(by), linked(telling.source)


def _names(addressees: Iterable[Addressee]) -> str:
    return ", ".join(spaced(each) for each in addressees)


def _limit_row(limit: TimeLimit) -> tuple[str, ...]:
    found = counted(limit)
    source = f"{linked(limit.source)}; {limit.confidence}"
    name = f"{limit_link(limit.id)}: {limit.duty}"
    if found.why_not:
        return name, source, f"no clock: {found.why_not}", "", "", ""
    return (
        name,
        source,
        BREAK.join(starts(found)),
        BREAK.join(ends(found)),
        codes(found.taken_away),
        found.alerts,
    )


def starts(found: Counted) -> Iterator[str]:
    """Yield what starts a limit, and what gives its day."""
    yield codes(found.started)
    if found.given:
        yield f"day given by {codes(found.given)}"
    if found.own:
        yield "only from here"


def ends(found: Counted) -> Iterator[str]:
    """Yield what ends a limit, and what shows that it was done."""
    yield codes(found.ended) or "its last day"
    if found.shown_done:
        yield f"shown done by {codes(found.shown_done)}"


def _command_rows() -> Iterator[tuple[str, ...]]:
    for reach in reaches():
        said = (Command.named[reach.command].__doc__ or "").split("\n\n")[0]
        yield f"`{reach.command}`", " ".join(said.split()), codes(reach.events)


def limit_link(limit: str) -> str:
    """Return a limit's id, with a link to what the law says of it."""
    return f"[`{limit}`](time-limits.md#{limit})"


def codes(names: Iterable[str]) -> str:
    """Return names as they are written, with the mark of a condition behind them."""
    return ", ".join(
        f"`{name.removesuffix(CONDITION)}`{CONDITION * name.endswith(CONDITION)}" for name in names
    )


def _and(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


if __name__ == "__main__":
    sys.stdout.write(page())
