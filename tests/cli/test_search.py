"""`ehcp search`: what is looked for comes from where nobody else can read it."""

import json

import pytest
from click.testing import CliRunner

from ehcp.cli.main import main

REQUESTED = "date: '2025-01-06', event: assessment_requested, party: parent, note: Hydrotherapy."


@pytest.fixture
def taken(ehcp, tmp_path):
    file = tmp_path / "old.yaml"
    child = "{name: Zoë O'Neill-Ashby, date_of_birth: '2016-05-04', upn: B123456789012}"
    file.write_text(f"id: OLD/77\nchild: {child}\nchronology:\n- {{{REQUESTED}}}\n")
    (taken,) = ehcp("chronology", "import", file, "--json")
    ehcp("rebuild")
    return taken["case"]


def typed(words, *arguments):
    return CliRunner().invoke(main, ["search", *arguments], input=words)


def test_a_case_is_found_by_what_is_typed_or_read(ehcp, taken):
    (found,) = ehcp("search", "oneill", "zoe", "--json")
    assert (found["case_id"], found["date_of_birth"]) == (taken, "2016-05-04")
    assert found["matched"] == [{"field": "child", "snippet": "Zoë O'Neill-Ashby"}]
    read = typed("Ashby 4/5/2016\n", "-", "--json")
    assert (read.exit_code, json.loads(read.stdout)[0]["case_id"]) == (0, taken)
    asked = typed("hydrotherapy\n")
    assert asked.exit_code == 0
    assert f"{taken}  Zoë O'Neill-Ashby, born 4 May 2016, request, no officer" in asked.stdout
    assert "[note: Hydrotherapy]" in asked.stdout
    assert asked.stderr.startswith("Look for: ")
    assert typed("old77", "-").exit_code == 0


def test_a_number_that_does_not_check_is_found_with_its_doubt(taken):
    """An imported history comes in as it is."""
    found = typed("B123456789012", "-")
    assert (found.exit_code, taken in found.stdout) == (0, True)
    assert "upn: The letter that a unique pupil number begins with" in found.stderr


def test_nothing_found_and_nothing_asked_are_told_apart(taken):
    none = typed("Quillfeather", "-", "--json")
    assert (none.exit_code, none.stdout, none.stderr) == (1, "[]\n", "Nothing was found.\n")
    assert taken not in none.output
    assert typed("a", "-").exit_code == 2
    assert typed("", "-").exit_code == 2
    assert "Example: echo" in CliRunner().invoke(main, ["search", "--help"]).stdout
