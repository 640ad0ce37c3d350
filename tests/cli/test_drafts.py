"""`ehcp drafts`: that there are drafts, and nothing of what they say."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ehcp.application.clock import today
from ehcp.store.cases import Store
from ehcp.store.drafts import Whose, save
from tests.cli.conftest import AUTHORITY


@pytest.fixture
def two(database_url):
    """Two drafts: one that goes in ten days, and one in eighty."""
    made = []
    with Store(database_url) as store:
        for days, party in ((80, "on-roll/990002"), (10, "health-advice/larkmere icb")):
            whose = Whose(AUTHORITY, party, uuid4(), "advice", 5)
            goes = today() + timedelta(days=days)
            save(store, whose, "needs", b'{"says":"Canary"}', by="x", expected=0, expires_on=goes)
            made.append(whose)
    return made


def test_the_drafts_are_listed_without_a_word_of_them(ehcp, two):
    later, sooner = two
    listed = ehcp("drafts", "--json")
    assert [each["id"] for each in listed] == [str(sooner.id), str(later.id)]
    assert listed[0]["party"] == "health-advice/larkmere icb"
    words = ehcp("drafts", "--going-within", 14)
    assert str(sooner.id) in words
    assert str(later.id) not in words
    assert "Canary" not in f"{words}{listed}"


def test_there_may_be_none(ehcp):
    assert ehcp("drafts", "--json") == []
