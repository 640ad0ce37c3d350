"""Every event that a file can name: it becomes one that the store gives back, or a reason."""

import json
from dataclasses import MISSING, fields
from datetime import date

import pytest
from click.testing import CliRunner

from ehcp.application.chronology.file import EVENTS, OF_THE_RECORD
from ehcp.cli.main import main
from tests.application.chronology.becoming import (
    files_entry,
    given_back,
    in_full,
    judged,
    lines_entry,
    plainly,
    reason_of,
    shape,
)

DATED = {"date": "2024-03-04"}
NAMED = sorted(EVENTS)


def needs(name):
    """Return the fields that an event cannot be made without, besides its day."""
    return {
        item.name
        for item in fields(EVENTS[name])
        if item.name != "on" and item.default is MISSING and item.default_factory is MISSING
    }


@pytest.mark.parametrize("name", NAMED)
def test_with_nothing_but_a_day_an_event_is_kept_as_it_is_or_refused_with_the_reason(name):
    told = {"event": name, **DATED}
    entry = files_entry(told)
    if needs(name) and name not in OF_THE_RECORD:
        reason = reason_of(told)
        assert name in reason or "names its limits" in reason
        assert entry is None and plainly(told) is None
    else:
        assert entry is not None
        assert entry.event.on == date(2024, 3, 4)
        assert shape(given_back(entry)) == shape(entry)
        assert judged(entry) == judged(given_back(entry))
        assert plainly(told) in {None, entry}
    assert lines_entry(told) == in_full(told)


def test_an_event_with_nothing_but_a_day_is_plain_unless_it_needs_more():
    not_plain = {name for name in NAMED if plainly({"event": name, **DATED}) is None}
    assert not_plain == {name for name in NAMED if needs(name)} | OF_THE_RECORD


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"event": "exception_decided"}, "exception-decided needs accepted, which is not given."),
        ({"event": "exception_decided", "accepted": None},
         "exception-decided needs accepted, which is not given."),
        ({"event": "rule_warned"},
         "A file cannot tell of rule-warned: no key says warning, title."),
        ({"event": "role_given", "from": "2024-03-04"},
         "A file cannot tell of role-given: no key says role."),
        ({"event": "alert_assigned", "to": "2024-03-04"},
         "A file cannot tell of alert-assigned: no key says to."),
        ({"event": "looks_sealed", "to": "2024-03-04"},
         "A file cannot tell of looks-sealed: no key says ends."),
        ({"event": "due_day_given"}, "A given due day names its limits: limits: [...]."),
    ],
)  # fmt: skip
def test_what_an_event_needs_is_named(told, reason):
    assert reason_of({**told, **DATED}) == reason
    assert lines_entry({**told, **DATED}) == in_full({**told, **DATED}) == [(1, reason)]


@pytest.mark.parametrize("accepted", [True, False, "yes", "false"])
def test_an_exception_that_was_decided_says_how(accepted):
    told = {"event": "exception_decided", "accepted": accepted, **DATED}
    entry = files_entry(told)
    assert entry is not None
    assert shape(given_back(entry)) == shape(entry) == shape(lines_entry(told))
    assert getattr(entry.event, "accepted", None) is (accepted in {True, "yes"})


def test_a_file_with_an_event_that_lacks_something_stops_no_other(tmp_path):
    texts = {
        "bad": "id: bad\nchronology:\n"
        "  - {date: '2024-01-08', event: assessment_requested}\n"
        "  - {date: '2024-03-04', event: exception_decided}\n"
        "  - {date: '2024-03-04', event: rule_warned}\n",
        "good": "id: good\nchronology:\n  - {date: '2024-01-08', event: assessment_requested}\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    result = CliRunner().invoke(
        main, ["chronology", "check", "--json", *(str(tmp_path / name) for name in texts)]
    )
    bad, good = json.loads(result.stdout)
    assert result.exit_code == 1
    assert bad["errors"] == [
        {"line": 4, "reason": "exception-decided needs accepted, which is not given."},
        {"line": 5, "reason": "A file cannot tell of rule-warned: no key says warning, title."},
    ]
    assert good["id"] == "good"
