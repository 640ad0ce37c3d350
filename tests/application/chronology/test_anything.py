"""Whatever a file holds, it is judged, or refused with reasons; it never breaks the judge."""

from datetime import date
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology.check import Question, as_json, judge
from ehcp.application.chronology.file import EVENTS, loads
from ehcp.application.chronology.qualifiers import fields_of
from ehcp.application.document import BadFile
from ehcp.domain.deadlines import CLOCKS
from ehcp.domain.event import kebab
from ehcp.law.grounds import GROUNDS
from ehcp.law.time_limits import CATALOGUE

BEARING = sorted({kebab(kind.__name__) for clock in CLOCKS for kind in clock.bearing})
DATES = st.one_of(
    st.dates(date(2014, 9, 1), date(2026, 12, 31)).map(date.isoformat),
    st.dates(date(2014, 9, 1), date(2026, 12, 31)).map(lambda day: f"{day:%Y-%m}"),
    st.integers(2014, 2026).map(str),
    st.just("9999-12-31"),
    st.none(),
)
OFFSETS = st.builds(
    lambda after, length, number, approx: {"after": after, length: number, "approx": approx},
    st.sampled_from(BEARING),
    st.sampled_from(["weeks", "months", "more_than_weeks", "at_most_weeks"]),
    st.integers(0, 1500) | st.integers(0, 30),
    st.booleans(),
)
ENTRIES = st.fixed_dictionaries(
    {"event": st.sampled_from(BEARING)},
    optional={
        "date": DATES,
        "offset": OFFSETS,
        "basis": st.sampled_from(["stated", "alleged"]),
        "of": st.integers(1, 8),
        "corrects": st.integers(1, 8),
        "strikes": st.integers(1, 8),
        "known_on": st.dates(date(2014, 9, 1), date(2026, 12, 31)).map(date.isoformat),
        "ordered": st.sampled_from(["assess", "make-plan", "amend", "dismiss-cease"]),
        "ground": st.sampled_from(sorted(GROUNDS)),
        "limits": st.lists(st.sampled_from(sorted(CATALOGUE)), max_size=3),
        "accepted": st.booleans(),
    },
)


def case(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a file of these entries, without what would refuse it."""
    above: set[str] = set()
    for place, entry in enumerate(entries, start=1):
        for key in ("of", "corrects", "strikes"):
            if entry.get(key, 0) > len(entries) or entry.get(key) == place:
                del entry[key]
        if "date" in entry or entry.get("offset", {}).get("after") not in above:
            entry.pop("offset", None)
        kind = EVENTS.get(entry["event"])
        if kind is not None and fields_of(kind).get("ground"):
            entry.pop("ground", None)  # there it is none on which an exception is claimed
        above.add(entry["event"])
    return {"id": "case", "chronology": entries}


CASES = st.lists(ENTRIES, min_size=1, max_size=8).map(case)
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
ANYTHING = st.recursive(
    SCALARS | st.sampled_from([*BEARING, *EVENTS]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "chronology", "date", "event", "offset", "limits", "child"])
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


def judged(content: Any, on: date) -> bool:
    """Judge the content of a file; False where it is refused, each reason given."""
    try:
        chronology = loads(yaml.safe_dump(content))
    except BadFile as bad:
        reasons = [problem.reason for problem in bad.problems]
    else:
        question = Question(today=on, as_at=on)
        found = as_json(judge(chronology, england_and_wales(), question), "case.yaml")
        for limit in found["limits"]:
            if limit["status"] == "met" and limit["limit"] != "cease-not-before":
                # on the calendar's own last day nothing can be counted any more
                assert on == date.max or limit["late_by_days"][1] <= 0
        return True
    assert reasons and all(reasons)
    return False


@settings(max_examples=100, deadline=None)
@given(CASES, st.dates(date(2014, 9, 1), date(2027, 1, 1)) | st.just(date(9999, 12, 31)))
def test_every_history_that_can_be_written_is_judged(content, on):
    assert judged(content, on)


@settings(max_examples=100, deadline=None)
@given(ANYTHING)
def test_whatever_else_a_file_holds_is_refused_with_reasons(content):
    judged(content, date(2024, 6, 1))
