"""docs/chronology-files.md is made from the code, and leaves nothing out that a file may hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from ehcp.application.chronology.fields import OFFSET_KEYS
from ehcp.application.chronology.file import (
    CHILD_KEYS,
    ENTRY_KEYS,
    EVENTS,
    FILE_KEYS,
    TIME_KEYS,
    loads,
)
from ehcp.application.chronology.qualifiers import QUALIFIERS
from ehcp.application.document import BadFile
from ehcp.cli.chronology.page import page, told
from ehcp.cli.chronology.page_parts import QUALIFIER, STAGES, WARNING
from ehcp.cli.chronology.warned import SAID
from ehcp.projections.same_child import ANOTHER_CASE

KEPT = Path(__file__).parents[2] / "docs" / "chronology-files.md"
NEEDED: dict[str, dict[str, Any]] = {
    "due-day-given": {"limits": ["final-plan-20-weeks"]},
    "exception-decided": {"accepted": True},
}
TEXT = page()
OURS = {name: kind for name, kind in EVENTS.items() if kind.__module__.startswith("ehcp.")}


def test_the_page_is_what_the_code_does():
    stale = "docs/chronology-files.md is stale: `make docs` makes it anew"
    assert KEPT.read_text(encoding="utf-8") == TEXT, stale


@pytest.mark.parametrize(
    "key", sorted(FILE_KEYS | CHILD_KEYS | TIME_KEYS | ENTRY_KEYS | OFFSET_KEYS)
)
def test_every_key_is_told(key):
    assert any(f"{before}{key}{after}" in TEXT for before, after in ("``", "`:", "{:"))


def test_every_qualifier_and_every_warning_is_told():
    assert QUALIFIER.keys() == QUALIFIERS
    assert WARNING.keys() == {*SAID, "assumed", ANOTHER_CASE}


def test_every_event_that_a_file_can_tell_of_has_a_line():
    stages = [stage for each in STAGES.values() for stage in each]
    assert sorted({kind.__module__.rpartition(".")[2] for kind in OURS.values()}) == sorted(stages)
    assert len(stages) == len(set(stages))
    assert [name for name in told() if TEXT.count(f"\n| `{name}` | ") != 1] == []
    assert [name for name in OURS if f"`{name}`" not in TEXT] == []


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_file_can_tell_of_the_events_that_have_a_line_and_of_no_other(name):
    text = json.dumps({"id": "a", "chronology": [{"event": name, **NEEDED.get(name, {})}]})
    try:
        taken = not loads(text).remarks
    except BadFile:
        taken = False
    assert taken == (name in told())
