from uuid import uuid4

import psycopg

from ehcp.store.cases import Store
from ehcp.store.histories import AROUND, NOTHING, Histories
from tests.store.events import DAY, A, B, ThingHappened, append


def test_what_nobody_added_to_is_the_same_object(store):
    case = uuid4()
    append(store, case, 0, ThingHappened(on=DAY), ThingHappened(on=DAY))
    first = store.known.read(A, case)
    assert len(first.entries) == 2
    assert store.known.read(A, case) is first


def test_only_what_came_since_is_read_again(store, database_url):
    case = uuid4()
    append(store, case, 0)
    (one,) = store.history(A, case)
    with Store(database_url) as other:
        append(other, case, 1, ThingHappened(on=DAY, what="new"))
        both = store.history(A, case)
        assert both == other.history(A, case)
    assert both[0] is one
    assert both[1].event == ThingHappened(on=DAY, what="new")


def test_what_was_read_for_one_authority_is_not_there_for_another(store):
    case = uuid4()
    append(store, case, 0)
    assert len(store.history(A, case)) == 1
    assert store.history(B, case) == ()
    assert store.known.kept(B, case) is NOTHING


def test_a_right_that_was_taken_away_counts_at_once(store, database_url):
    case = uuid4()
    append(store, case, 0)
    assert len(store.history(A, case)) == 1
    with psycopg.connect(database_url, autocommit=True) as superuser:
        superuser.execute("drop policy one_authority on ehcp.events")
    assert store.history(A, case) == ()
    assert store.known.kept(A, case) is NOTHING


def test_a_database_that_was_put_back_is_read_anew(store, database_url):
    case = uuid4()
    append(store, case, 0, ThingHappened(on=DAY), ThingHappened(on=DAY, what="lost"))
    assert len(store.history(A, case)) == 2
    with psycopg.connect(database_url, autocommit=True) as superuser:
        superuser.execute("alter table ehcp.events disable trigger events_stay")
        superuser.execute("delete from ehcp.events where version = 2")
        superuser.execute("alter table ehcp.events enable always trigger events_stay")
    assert len(store.history(A, case)) == 1
    with Store(database_url) as other:
        append(other, case, 1, ThingHappened(on=DAY, what="other"))
    assert store.history(A, case)[1].event == ThingHappened(on=DAY, what="other")


def test_another_entry_in_the_place_of_the_last_one_is_seen(store, database_url):
    case = uuid4()
    append(store, case, 0, ThingHappened(on=DAY, what="lost"))
    store.history(A, case)
    with psycopg.connect(database_url, autocommit=True) as superuser:
        superuser.execute("alter table ehcp.events disable trigger events_stay")
        superuser.execute("delete from ehcp.events")
        superuser.execute("alter table ehcp.events enable always trigger events_stay")
    with Store(database_url) as other:
        append(other, case, 0, ThingHappened(on=DAY, what="other"))
    (entry,) = store.history(A, case)
    assert entry.event == ThingHappened(on=DAY, what="other")


def test_what_nobody_asked_for_longest_is_dropped(store):
    cases = [uuid4() for _ in range(4)]
    for case in cases:
        append(store, case, 0)
    one = store.known.read(A, cases[0]).size
    assert one > AROUND
    few = Histories(store.pools, most=3 * one)
    for case in (*cases[:3], cases[0], cases[3]):
        few.read(A, case)
    kept = [few.kept(A, case) is not NOTHING for case in cases]
    assert kept == [True, False, True, True]
    assert len(few.read(A, cases[1]).entries) == 1
