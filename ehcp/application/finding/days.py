"""Days as people write them: 2016-05-04, 4/5/2016, 4.5.16, 4 May 2016, 4th of May, 2016.

The day comes before the month, as it is written in England.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
CENTURY = 100
WRITTEN = re.compile(
    r"""(?<![\w/.-])(?:
        (?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})
        | (?P<d2>\d{1,2})(?P<s2>[-/.])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}|\d{2})
        | (?P<d3>\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?(?P<m3>[a-z]{3,9})[.,]?\s*(?P<y3>\d{4})
        | (?P<m4>[a-z]{3,9})[.]?\s+(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{4})
    )(?![\w/-])""",
    re.VERBOSE | re.IGNORECASE,
)


class Written(NamedTuple):
    """A day, and where it stands in a text."""

    day: date
    first: int
    end: int


def days_in(text: str, today: date) -> Iterator[Written]:
    """Yield the days that are written in a text. A year of two digits is the last such one."""
    for match in WRITTEN.finditer(text):
        parts = {name[0]: part for name, part in match.groupdict().items() if part is not None}
        year, month = int(parts["y"]), _month(parts["m"])
        if year < CENTURY:
            year += today.year - today.year % CENTURY
            year -= CENTURY if year > today.year else 0
        try:
            yield Written(date(year, month, int(parts["d"])), *match.span())
        except ValueError:
            continue


def a_day(text: str, today: date) -> date | None:
    """Return the day that a text is, and nothing else; None where it is none."""
    found = list(days_in(text, today))
    if len(found) != 1:
        return None
    rest = text[: found[0].first] + text[found[0].end :]
    return None if rest.strip() else found[0].day


def _month(text: str) -> int:
    """Return the number of a month; 0 where it is none."""
    if text.isdigit():
        return int(text)
    name = text.lower()
    names = [number for number, month in enumerate(MONTHS, 1) if month.startswith(name)]
    return names[0] if len(names) == 1 else 9 if name == "sept" else 0
