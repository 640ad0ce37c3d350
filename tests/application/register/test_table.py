"""The register on a real store: taken in whole, again without a change, told as of a day."""

from datetime import date

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from ehcp.application.register import table
from ehcp.application.register.extract import read
from ehcp.domain.plan.institution import Category
from tests.application.register.extracts import line, written

OURS, THEIRS = "E99000001", "E99000002"
MONDAY = date(2026, 3, 2)
SPECIAL = "Other independent special school"


@pytest.fixture
def take(store, tmp_path):
    """Takes an extract of these lines in."""

    def taken(*lines, as_of=MONDAY):
        found = table.take_in(store, read(written(tmp_path, *lines)), as_of)
        return found.added, found.changed, found.unchanged

    return taken


def names(store, **asked):
    with store.reading(OURS) as connection:
        return [found.name for found in table.found(connection, **asked)]


def category(store, day, urn="100003"):
    with store.reading(OURS) as connection:
        return table.listed(connection, [urn], day)[urn].category


def test_a_second_import_of_the_same_extract_changes_nothing(take):
    lines = [line(), line("100002", "Oak School")]
    assert take(*lines) == (2, 0, 0)
    assert take(*lines) == (0, 0, 2)
    assert take(lines[0], line("100002", "Oak Academy"), as_of=date(2026, 4, 1)) == (0, 1, 1)


def test_an_extract_leaves_alone_what_it_does_not_have(take, store):
    take(line())
    take(line("100002", "Oak School"))
    assert names(store) == ["Elm Primary", "Oak School"]


def test_an_older_extract_does_not_undo_a_later_one(take):
    take(line(), as_of=date(2026, 3, 3))
    with pytest.raises(table.OlderThanRegister):
        take(line(), as_of=MONDAY)


def test_settings_are_found_by_words_of_the_name_or_by_number(take, store):
    take(line(), line("100002", "Oak School"), line("100003", "Ash 100% School"))
    assert names(store, search="SCHOOL") == ["Ash 100% School", "Oak School"]
    assert names(store, search="100%") == ["Ash 100% School"]
    assert names(store, urn="100002") == ["Oak School"]
    assert names(store, search="oak", urn="100001") == []
    assert names(store, after=("Ash 100% School", "100003"), size=1) == ["Elm Primary"]


def test_what_is_approved_is_told_as_of_the_day(take, store):
    take(line("100003", "Foxglove", SPECIAL, approved="Not approved"), as_of=date(2026, 3, 2))
    take(line("100003", "Foxglove", SPECIAL, approved="Approved"), as_of=date(2026, 5, 4))
    take(line("100003", "Foxglove", SPECIAL, approved=""), as_of=date(2026, 7, 6))
    assert category(store, date(2026, 5, 3)) is Category.INDEPENDENT
    assert category(store, date(2026, 5, 4)) is Category.SECTION_41_APPROVED
    assert category(store, date(2026, 7, 5)) is Category.SECTION_41_APPROVED
    assert category(store, date(2026, 7, 6)) is Category.INDEPENDENT
    with store.reading(OURS) as connection:
        early = table.listed(connection, ["100003"], date(2026, 3, 1))["100003"]
    assert (early.approved, early.as_of) == (None, None)


def test_every_authority_sees_the_same_register(take, store):
    take(line())
    for authority in (OURS, THEIRS):
        with store.reading(authority) as connection:
            assert len(table.found(connection)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update ehcp.settings set name = 'x'",
        "delete from ehcp.settings",
        "insert into ehcp.setting_extracts values ('2026-03-02')",
    ],
)
def test_the_web_may_only_read_it(store, statement):
    with store.pools.web.connection() as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement)


def test_of_an_extract_that_fails_half_way_nothing_is_there(store, tmp_path, monkeypatch):
    monkeypatch.setattr(table, "AT_ONCE", 1)
    monkeypatch.setattr(table, "APPROVE", "select 1 / (%(as_of)s - %(as_of)s), %(rows)s::json")
    extract = read(written(tmp_path, line(), line("100002", "Oak School")))
    with pytest.raises(psycopg.Error):
        table.take_in(store, extract, MONDAY)
    assert names(store) == []
