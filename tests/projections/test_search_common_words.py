"""Words that most texts have are looked for in another way, and found all the same."""

from dataclasses import replace

import psycopg
import pytest

from ehcp.application.rights import Grant, Role
from ehcp.application.rights.access import Access
from ehcp.application.rights.fields import FieldClass
from ehcp.application.rights.found import EVERYTHING
from ehcp.domain.events.record import Noted
from ehcp.store.cases import Store
from tests.projections.histories import TODAY, A, B, projector, record
from tests.projections.test_search import ADA, ON, looked, opened
from tests.store.databases import copy_of

MANY = 30
EITHER_WAY = """
    select ehcp.search_how_often(q, 200),
        (select array_agg(case_id order by case_id)
            from ehcp.search_said_often(q, %(held)s, 1000)),
        (select array_agg(case_id order by case_id)
            from ehcp.search_said_seldom(q, %(held)s, 1000))
    from ehcp.search_asked(%(authority)s, 'panel') q
"""


@pytest.fixture(scope="module")
def noted(server, template):
    """The store, its URL, and the cases of which a note speaks of the panel."""
    note = Noted(on=ON, note="The panel met about the placement.")
    with copy_of(server, template) as url, Store(url) as store:
        found = [record(store, opened(ADA), note) for _ in range(MANY)]
        record(store, opened(ADA), replace(note, note="A call to the school."))
        record(store, opened(ADA), note, authority=B)
        projector(store).catch_up()
        yield store, url, found


def test_a_word_that_most_notes_have_finds_every_one_of_them_and_no_other(noted):
    store, _, cases = noted
    by_its_note = {case: ["note"] for case in cases}
    assert looked(store, text="panel") == by_its_note
    assert looked(store, text="panel placement") == by_its_note
    assert len(looked(store, text="panel", authority=B)) == 1


def test_it_finds_nothing_for_whoever_has_no_right_to_notes(noted):
    store, _, _ = noted
    without = Access((Grant(Role.CASEWORKER, None, frozenset({FieldClass.IDENTITY})),), TODAY)
    assert looked(store, text="panel", right=without) == {}
    assert looked(store, "Quillfeather", right=without)


def test_beside_something_else_it_is_found_by_the_index(noted):
    store, _, cases = noted
    assert set(looked(store, name="Quillfeather", text="panel")) == set(cases)


def test_both_ways_find_the_same(noted):
    _, url, cases = noted
    with psycopg.connect(url) as connection:
        connection.execute("select set_config('ehcp.authority', %s, false)", (A,))
        given = {"authority": A, "held": sorted(EVERYTHING)}
        ((how_often, often, seldom),) = connection.execute(EITHER_WAY, given).fetchall()
    assert how_often == MANY
    assert often == seldom == sorted(cases)
