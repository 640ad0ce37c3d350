"""`ehcp person`: who signs in to an authority, and as what."""

import pytest

from ehcp.domain.events.users import Role

CODE = ("--authority", "E10000014")


@pytest.fixture
def added(ehcp):
    ehcp("authority", "add", "E10000014", "Larkmere Council")
    ehcp("person", "add", "helen.marsh", "Helen Marsh", "Brookfield Primary School", *CODE)
    return ehcp


def test_somebody_who_was_added_has_no_role_yet(added):
    assert added("person", "show", "helen.marsh", *CODE, "--json") == {
        "subject": "helen.marsh",
        "name": "Helen Marsh",
        "organisation": "Brookfield Primary School",
        "roles": [],
        "version": 1,
    }
    assert "no role today" in added("person", "list", *CODE)


def test_a_role_is_given_and_ended(added):
    given = ("person", "role", "helen.marsh", "school-contributor", "--school", "990001")
    assert "school-contributor from" in added(*given, *CODE)
    assert "school-contributor" in added("person", "list", *CODE)
    assert "ended" in added("person", "end", "helen.marsh", "2", *CODE)
    assert "no role today" in added("person", "list", *CODE)
    assert added("person", "list", *CODE, "--json")[0]["roles"][0]["ended"] is True


def test_a_role_may_end_on_a_day_that_is_said(added):
    added("person", "role", "helen.marsh", "auditor", "--until", "2099-12-31", *CODE)
    shown = added("person", "end", "helen.marsh", "2", "--last-day", "2099-01-31", *CODE, "--json")
    assert shown["roles"][0]["until"] == "2099-01-31"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("school-contributor",), "number in the national register"),
        (("school-contributor", "--school", "12"), "six digits"),
        (("health-adviser",), "body's name"),
        (("caseworker", "--school", "990001"), "Only a school contributor"),
        (("caseworker", "--body", "A board"), "Only an adviser"),
        (("caseworker", "--until", "2020-01-01"), "lies before the first"),
    ],
)
def test_a_role_that_cannot_be_is_a_mistake_that_says_what_is_wrong(added, asked, said):
    assert said in added("person", "role", "helen.marsh", *asked, *CODE, status=2)


def test_what_is_there_already_is_refused(added):
    again = ("person", "add", "helen.marsh", "Helen Marsh", "Brookfield Primary School", *CODE)
    assert "added already" in added(*again, status=1)
    added("person", "role", "helen.marsh", "auditor", *CODE)
    assert "already" in added("person", "role", "helen.marsh", "auditor", *CODE, status=1)


def test_who_is_not_there_can_be_given_nothing(added):
    for asked in (("show", "x"), ("role", "x", "auditor"), ("end", "x", "2")):
        assert "Nobody with that sign-in" in added("person", *asked, *CODE, status=1)
    assert "no such role" in added("person", "end", "helen.marsh", "9", *CODE, status=1)


def test_a_rebuild_comes_to_the_same_list(added):
    added("person", "role", "helen.marsh", Role.AUDITOR, *CODE)
    before = added("person", "list", *CODE, "--json")
    added("rebuild")
    assert added("person", "list", *CODE, "--json") == before
    assert added("caseload", *CODE, "--json") == []
