"""The time limits as a page to read: `python -m ehcp.law.page > docs/time-limits.md`."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from ehcp.law.citations import Citation, Citations
from ehcp.law.counting import LaterOf
from ehcp.law.readings import DOUBTFUL_POINTS
from ehcp.law.time_limit import Confidence, Excuse, Force, Kind, TemporaryLaw, TimeLimit, Version
from ehcp.law.time_limits import CATALOGUE

INTRODUCTION = """\
# Time limits for Education, Health and Care plans

This page is made from the declarations in `ehcp/law`; it is what the program counts by. It is \
not legal advice, and it says of every limit how far its text was checked.

## How days are counted

- **Every period is calendar time** unless the law says "working days". School holidays stop no
  clock.
- **The day of the event is not counted**: six weeks from a Monday end with a Monday. Where the
  law says "beginning with" or "starting with" the day, that day is day 1.
- **Months** run to the corresponding date, the same day number so many months on; where the month
  has no such day, to its last. A period of months *starting with* a day ends the day before.
- **The last day is in time**, to midnight for an authority and to 5pm for the Tribunal.
- **"Before" a date** excludes it: before 15 February is by 14 February.
- **Counting back** ("at least two weeks' notice") takes the period off the day of the event.
- **Nothing rolls forward.** A limit that ends on a Sunday or on Christmas Day ends then. A
  working day is Monday to Friday and not a bank holiday in England and Wales.
- **Only the Tribunal's own rules give relief** (SI 2008/2699 rule 12). An appeal whose last day is
  not a working day may be lodged on the next one; if it falls in August or from 25 December to
  1 January, on the first working day after 31 August or 1 January. For other acts before the
  Tribunal those days are not counted. Duties under the Regulations get none of this.
- **An excuse moves no date.** It lifts the fixed limit while it makes compliance impractical; the
  duty to act as soon as practicable stays, and the date stays on the record.

## Force and confidence

Each limit says what stands behind it. *Statutory* is an Act or Regulations, *case law* a \
judgment, *guidance* the Code of Practice or practice that follows it, *Tribunal direction* a day \
set in the case. *Advisory* is a limit whose text could not be verified: it is shown and never \
enforced. Confidence is *high* where the text or the judgment was read or three independent \
sources agree, *medium* where reputable secondary sources give the period but a paragraph number \
may be wrong, *low* where there is only recollection, inference or one weak source.
"""

FORCE = {
    Force.STATUTORY: "statutory",
    Force.CASE_LAW: "case law",
    Force.GUIDANCE: "guidance",
    Force.TRIBUNAL_DIRECTION: "Tribunal direction",
    Force.ADVISORY: "advisory: not verified",
}
KIND = {
    Kind.HARD_LIMIT: "a limit: done on or before the last day",
    Kind.MINIMUM_PERIOD: "a minimum: the other side must have at least this long",
    Kind.WINDOW: "a window: open for this long",
    Kind.GUIDANCE: "an expectation",
    Kind.PROCEDURAL: "a duty without a number of days",
    Kind.DIRECTIONS: "set by the Tribunal in each case",
    Kind.MILESTONE: "a change that comes about on a day",
}


def page() -> str:
    """Return the page in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    yield "## Contents"
    yield ""
    stages = [(stage, list(of)) for stage, of in groupby(CATALOGUE.values(), lambda x: x.stage)]
    for stage, limits in stages:
        yield f"- [{title(stage)}](#{stage})"
        for limit in limits:
            yield f"  - [`{limit.id}`](#{limit.id}): {_lower(limit.duty)}"
    yield "- [Doubtful points](#doubtful-points)"
    for stage, limits in stages:
        yield ""
        yield f"## {title(stage)}"
        for limit in limits:
            yield ""
            yield from _limit(limit)
    yield ""
    yield from _doubtful_points()


def _limit(limit: TimeLimit) -> Iterator[str]:
    version = limit.now
    yield f"### {limit.id}"
    yield ""
    yield f"**{limit.duty}.**"
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield _row("Owed by", f"{spaced(limit.owed_by)}; {KIND[limit.kind]}")
    yield _row("Period", _period(version))
    yield _row("In the text", version.wording)
    yield _row("Starts with", limit.starts_with)
    yield _row("Satisfied by", limit.satisfied_by)
    if limit.recipients:
        yield _row("Recipients", "; ".join(limit.recipients))
    yield _row("Source", linked(version.source))
    yield _row("Force", f"**{FORCE[limit.force]}**, from {_day(version.since)}")
    yield _row("Confidence", f"{limit.confidence}; verified: {limit.verified}")
    if version.cautious is not None:
        yield _row("To be safe", f"warnings go by an earlier reading: {version.cautious.words}")
    if limit.derived:
        yield _row("Derived", "worked out from other limits")
    yield from _listed("Its parts", (f"{limb.of}: {limb.period.words}" for limb in limit.limbs))
    yield from _listed(
        "Readings in use",
        (
            f"`{reading.name}`: {reading.says}{' (the one counted by)' if reading.own else ''}"
            for reading in limit.readings
        ),
    )
    yield from _listed("Excuses", (_excuse(excuse, limit) for excuse in limit.excuses))
    yield from _listed("Temporary law", map(_temporary, limit.temporary))
    yield from _listed("Earlier law", map(_earlier, limit.versions[:-1]))
    if limit.notes:
        yield ""
        yield limit.notes


def _listed(title: str, items: Iterable[str]) -> Iterator[str]:
    """Yield a titled list, or nothing for no items."""
    for number, item in enumerate(items):
        if number == 0:
            yield ""
            yield f"{title}:"
            yield ""
        yield f"- {item}"


def _excuse(excuse: Excuse, limit: TimeLimit) -> str:
    text = f"`{excuse.ground}`, {linked(excuse.source)}: {excuse.condition}"
    if not excuse.ground.claimed and limit.fallback is not None:
        return f"{text} *A rule of counting, in the reading `{limit.fallback.name}` alone.*"
    if not excuse.ground.claimed:
        return f"{text} *A rule of counting, already in the last day.*"
    if excuse.confidence is Confidence.LOW:
        return f"{text} *Advisory: not verified, lifts nothing.*"
    return text


def _temporary(law: TemporaryLaw) -> str:
    text = (
        f"{_day(law.since)} to {_day(law.until)}, {linked(law.instrument)}: {law.effect}"
        f" ({law.condition})."
    )
    if law.confidence is Confidence.LOW:
        return f"{text} *Advisory: not verified, lifts nothing.*"
    return text


def _earlier(version: Version) -> str:
    until = f" to {_day(version.until)}" if version.until else ""
    words = f"{version.wording}; {version.period.words}"
    return f"{_day(version.since)}{until}, {linked(version.source)}: {words}."


def _doubtful_points() -> Iterator[str]:
    yield "## Doubtful points"
    yield ""
    yield "Where the text leaves room, and the reading recommended."
    yield ""
    yield "| | Point | Readings | Recommended | Why |"
    yield "|---|---|---|---|---|"
    for number, point in enumerate(DOUBTFUL_POINTS, start=1):
        cells = (str(number), point.question, point.options, point.recommended, point.why)
        yield f"| {' | '.join(map(cell, cells))} |"


def _period(version: Version) -> str:
    also = "; also as soon as practicable" if version.asap and version.period.dated else ""
    words = (
        "the later of its parts" if isinstance(version.period, LaterOf) else version.period.words
    )
    return f"**{words}**{also}"


def linked(source: Citation | Citations) -> str:
    """Return the source as the catalogue prints it, each part with a link where it has one."""
    if isinstance(source, Citations):
        return "; ".join(map(linked, source.parts))
    return f"[{source}]({source.url})" if source.url else str(source)


def _row(label: str, text: str) -> str:
    return f"| {label} | {cell(text)} |"


def cell(text: str) -> str:
    """Return the text as it stands in a cell of a table."""
    return text.replace("|", "\\|")


def title(stage: str) -> str:
    """Return the name of a stage as a heading."""
    return spaced(stage).capitalize()


def spaced(name: str) -> str:
    """Return a kebab-case name in words."""
    return name.replace("-", " ")


def _lower(text: str) -> str:
    """Return it with a small first letter, unless its first word is an abbreviation."""
    return text if text[:2].isupper() else text[0].lower() + text[1:]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


if __name__ == "__main__":
    sys.stdout.write(page())
