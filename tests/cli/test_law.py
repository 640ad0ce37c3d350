import json

import pytest
from click.testing import CliRunner

from ehcp.cli.main import main


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def test_the_list_has_every_limit_with_its_source():
    limits = json.loads(run("law", "list", "--json").output)
    assert len(limits) == 117
    assert limits[3] == {
        "id": "assessment-decision-notify",
        "stage": "request",
        "duty": "Notify the family whether or not an EHC needs assessment will be secured"
        " (refusals with reasons and appeal information)",
        "owed_by": "local-authority",
        "force": "statutory",
        "confidence": "high",
        "source": "SI 2014/1530 reg 5(1) (refusals also reg 4(1) and s.36(5))",
    }


@pytest.mark.parametrize(
    ("limit", "starts", "due"),
    [
        ("final-plan-20-weeks", ["2025-01-06"], "2025-05-26"),
        ("phase-transfer-15-feb", ["2026"], "2026-02-14"),
        ("young-person-rights", ["2010-03-15"], "2026-06-26"),
        ("appeal-window-effective", ["2025-06-10", "2025-07-28"], "2025-09-01"),
        ("assessment-consult-family", ["2025-01-06"], None),
    ],
)
def test_the_last_day_is_counted_as_the_limit_is_worded(limit, starts, due):
    options = [option for start in starts for option in ("--from", start)]
    answer = json.loads(run("law", "due", limit, *options, "--json").output)
    assert answer["limit"] == limit
    assert answer["due"] == due


def test_one_limit_is_shown_with_its_versions():
    shown = json.loads(run("law", "show", "unopposed-contents", "--json").output)
    assert [version["since"] for version in shown["versions"]] == ["2014-09-01", "2015-03-23"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["law", "show", "no-such-limit"], "There is no limit"),
        (["law", "due", "final-plan-20-weeks", "--from", "soon"], "is not a day"),
        (
            ["law", "due", "final-plan-20-weeks", "--from", "2013-01-07"],
            "Error: final-plan-20-weeks was",
        ),
        (["law", "due", "final-plan-20-weeks", "--from", "9999-12-31"], "beyond the calendar"),
    ],
)
def test_what_cannot_be_answered_is_a_usage_error_that_says_why(arguments, says):
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.output
