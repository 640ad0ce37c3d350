"""Read fast or in full, a line of a large file becomes the same history."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp.application.chronology import records
from ehcp.application.chronology.lines import parse_plain
from ehcp.application.chronology.records import Order, Rejected, history_of
from ehcp.domain.entry import Recorder
from tests.application.chronology.test_anything import ENTRIES, case

TODAY = date(2026, 11, 1)
ORDER = Order(
    urls={},
    by=Recorder(subject="import", role="system", organisation="ehcp"),
    today=TODAY,
    authority="E99000001",
)
TEXTS = st.sampled_from(["parent", "amend", "a", "2024", "2019-03-01", "É \n", "", "coronavirus"])
ANY = st.one_of(TEXTS, st.none(), st.booleans(), st.integers(0, 3), st.floats(0, 2))
ODD = st.dictionaries(
    st.sampled_from(
        ["date", "known_on", "known-on", "note", "party", "kind", "from_body", "decision", "basis",
         "phase", "year", "route", "from", "to", "accepted", "unheard", "precision", "qualifier"]
    ),
    ANY,
)  # fmt: skip
EVENTS = st.sampled_from(
    ["advice-requested", "Advice_Received", "review-decision-notified", "exception-claimed",
     "entry-struck-out", "something-else", "due-day-given", "phase-transfer-due"]
)  # fmt: skip
ENTRY = st.one_of(ENTRIES, st.builds(lambda event, rest: {"event": event, **rest}, EVENTS, ODD))


def read(line: bytes) -> Any:
    try:
        return history_of(line, ORDER)
    except Rejected as rejected:
        return rejected.why


def in_full(line: bytes) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "parse_plain", lambda _: None)
        return read(line)


@given(st.lists(ENTRY, min_size=1, max_size=8), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_line_is_the_same_history_read_fast_or_in_full(entries, ascii_):
    told = case([dict(entry) for entry in entries])
    line = json.dumps(told, ensure_ascii=ascii_, allow_nan=False).encode()
    assert read(line) == in_full(line)


PLAIN = '{"id": "one", "chronology": [{"date": "2024-01-08", "event": "assessment-requested"}]}'


def test_most_lines_are_read_fast():
    assert parse_plain(PLAIN.encode()) is not None


@pytest.mark.parametrize(
    "line",
    [
        PLAIN.replace('"date": "2024-01-08"', '"date": "2024-01-08", "date": "2024-01-08"'),
        PLAIN.replace('"one"', '"one", "id": "one"'),
        PLAIN.replace('"one"', "1.0"),
        PLAIN.replace('"one"', "-0"),
        PLAIN.replace('"one"', "NaN"),
        PLAIN.replace("2024", "\\u0032024"),
        '{"id": "one", "chronology": null}',
        '{"id": "one", "chronology": []}',
        PLAIN[:-1],
        f"[{PLAIN}]",
        "\ufeff" + PLAIN,
        "[" * 100_000,
        PLAIN.replace("requested", "\\ud800"),
        PLAIN.replace('"one"', '"one", "\\uDFFF": ' + "1" * 5000),
    ],
)
def test_what_the_fast_reader_cannot_tell_is_read_in_full(line):
    assert parse_plain(line.encode()) is None
    assert read(line.encode()) == in_full(line.encode())
