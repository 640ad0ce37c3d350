"""`ehcp authority`: adding authorities, and how each works."""

import pytest
from click.testing import CliRunner

from ehcp.cli.main import main
from ehcp.store.cases import Store

CODE = "E10000014"


@pytest.fixture
def added(ehcp):
    ehcp("authority", "add", CODE, "Larkmere Council")
    return ehcp


def shown(ehcp):
    return ehcp("authority", "show", CODE, "--json")


def test_an_authority_that_was_added_is_listed_and_shown(added):
    assert added("authority", "list", "--json") == [
        {"authority": CODE, "name": "Larkmere Council", "database": "default"}
    ]
    assert shown(added) == {
        "authority": CODE,
        "name": "Larkmere Council",
        "database": "default",
        "readings": {
            "annual-review-subsequent": "earlier",
            "phase-transfer-15-feb": "earlier",
            "phase-transfer-31-march": "earlier",
            "dropped-refusal": "earlier",
        },
        "days_before": [28, 14, 7, 3, 1, 0],
        "recipients": {
            "before": ["officer"],
            "overdue": ["officer", "send-manager"],
            "excused": ["officer"],
        },
        "teams": {},
        "version": 1,
    }


def test_adding_an_authority_twice_changes_nothing_and_says_so(added):
    again = added("authority", "add", CODE, "Another Name", "--json")
    assert again == {
        "authority": CODE,
        "name": "Larkmere Council",
        "database": "default",
        "again": True,
    }
    assert "was there already" in added("authority", "add", CODE, "Another Name")
    assert shown(added)["version"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "Hampshire", "Hampshire"), "E and eight digits"),
        (("add", "E10000015", " "), "1 to 100 characters"),
        (("add", "E10000015", "X", "--database", "north"), "no database 'north'"),
        (("set", CODE, "--reading", "final-plan-20-weeks=by"), "no choice of readings"),
        (("set", CODE, "--reading", "phase-transfer-15-feb=after"), "before, by"),
        (("set", CODE, "--reading", "phase-transfer-15-feb"), "POINT=READING"),
        (("set", CODE, "--days-before", "7,x"), "as numbers"),
        (("set", CODE, "--days-before", "366"), "0 to 365"),
        (("set", CODE, "--tell", "later=officer"), "before, overdue, excused"),
        (("set", CODE, "--tell", "before=head"), "person:SIGN-IN"),
        (("set", CODE, "--tell", "before="), "at least one"),
    ],
)
def test_what_cannot_be_is_refused_in_words(added, arguments, words):
    assert words in " ".join(added("authority", *arguments, status=2).split())
    assert shown(added)["version"] == 1


def test_settings_are_changed_one_by_one_and_kept_as_events(added, database_url):
    added("authority", "set", CODE, "--reading", "phase-transfer-15-feb=by")
    added("authority", "set", CODE, "--reading", "dropped-refusal=high-court")
    added("authority", "set", CODE, "--days-before", "0,7,21")
    added("authority", "set", CODE, "--tell", "overdue=officer,person:b.owusu")
    changed = added("authority", "set", CODE, "--name", "Larkmere Borough Council", "--json")
    assert changed["name"] == "Larkmere Borough Council"
    assert changed["readings"]["phase-transfer-15-feb"] == "by"
    assert changed["readings"]["dropped-refusal"] == "high-court"
    assert changed["days_before"] == [21, 7, 0]
    assert changed["recipients"]["overdue"] == ["officer", "person:b.owusu"]
    assert changed["recipients"]["before"] == ["officer"]
    with Store(database_url) as store, store.working() as connection:
        names = connection.execute("select name from ehcp.events order by version").fetchall()
    assert [name for (name,) in names] == ["AuthorityAdded", *["AuthoritySettingsChanged"] * 5]
    assert added("verify", "--json") == {"events": 6, "damage": []}


def test_a_reading_is_given_up_again(added):
    added("authority", "set", CODE, "--reading", "phase-transfer-15-feb=by")
    added("authority", "set", CODE, "--reading", "phase-transfer-15-feb=earlier")
    assert shown(added)["readings"]["phase-transfer-15-feb"] == "earlier"


def test_what_changes_nothing_is_not_recorded(added):
    result = CliRunner().invoke(main, ["authority", "set", CODE, "--name", "Larkmere Council"])
    assert result.exit_code == 0
    assert "Nothing would change" in result.stderr
    assert shown(added)["version"] == 1


def test_an_authority_that_nobody_added_has_no_settings(ehcp):
    assert "has been added" in ehcp("authority", "show", CODE, status=1)
    assert "has been added" in ehcp("authority", "set", CODE, "--name", "X", status=1)


def test_a_rebuild_comes_to_the_same_list(added):
    added("authority", "set", CODE, "--days-before", "7,0")
    before = added("authority", "list", "--json")
    added("rebuild")
    assert added("authority", "list", "--json") == before


def test_the_record_of_an_authority_is_no_case(added):
    added("rebuild")
    assert added("caseload", "--authority", CODE, "--json") == []
