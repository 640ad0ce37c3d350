"""A reader that follows the events passes over none, whoever writes and however slowly."""

import random
from threading import Event as Flag
from threading import Thread
from uuid import uuid4

import pytest

from ehcp.store import tail
from ehcp.store.cases import APPEND, Store
from ehcp.store.tail import wait_for_horizon
from tests.scale import scaled
from tests.store.events import A, append

ONE = ("{X}", "{1}", [b"{}"])
THREE = ("{X,Y,Z}", "{1,1,1}", [b"{}"] * 3)
MANY = ("{" + ",".join("X" * 200) + "}", "{" + ",".join("1" * 200) + "}", [b"{}"] * 200)
WRITERS = 8
LONG = scaled(60, few=3)


def followed(store, seconds=3):
    """Let writers write, each commit late by chance, and a reader follow.

    Return how many events were stored, and how many of them the reader passed over.
    """
    done = Flag()
    seen: set[int] = set()

    def write():
        while not done.is_set():
            with store.sweeping() as connection:
                what = random.choice((*[ONE, ONE, THREE] * 10, MANY))  # noqa: S311
                connection.execute(APPEND, (A, uuid4(), 0, *what, uuid4(), b"", None))
                done.wait(random.uniform(0, 0.02))  # noqa: S311 - the position is drawn
                if random.random() < 0.1:  # noqa: S311
                    connection.execute("rollback; begin")  # a hole that never fills

    def read():
        last = 0
        while True:
            over = done.is_set() and not any(writer.is_alive() for writer in writers)
            found = store.notifications(last, 500)
            assert [each.position for each in found] == sorted(each.position for each in found)
            seen.update(each.position for each in found)
            last = found[-1].position if found else last
            if over and not found:
                return

    writers = [Thread(target=write) for _ in range(WRITERS)]
    reader = Thread(target=read)
    for thread in (reader, *writers):
        thread.start()
    done.wait(seconds)
    done.set()
    for thread in (*writers, reader):
        thread.join()
    with store.working() as connection:
        stored = {each for (each,) in connection.execute("select position from ehcp.events")}
    assert seen <= stored
    return len(stored), len(stored - seen)


@pytest.fixture
def store(database_url):
    with Store(database_url, worker=WRITERS + 2, timeout=20) as store:
        yield store


def test_a_reader_that_follows_eight_writers_passes_over_no_event(store, figure):
    stored, passed_over = followed(store, LONG)
    figure(
        f"a reader that follows {WRITERS} writers for {LONG} s: {passed_over} of {stored} events"
        " passed over",
        "0; more without the guard",
    )
    assert stored > 500
    assert passed_over == 0


def test_without_the_guard_it_does(store, monkeypatch):
    monkeypatch.setattr(tail, "wait_for_horizon", lambda _: True)
    _, passed_over = followed(store)
    assert passed_over > 0


def test_a_reader_waits_at_a_hole_until_what_is_missing_came_or_never_will(store):
    append(store, uuid4(), 0)
    with store.sweeping() as slow:
        slow.execute(APPEND, (A, uuid4(), 0, *ONE, uuid4(), b"", None))
        append(store, uuid4(), 0)
        found = []
        reader = Thread(target=lambda: found.extend(store.notifications(0)))
        reader.start()
        reader.join(0.3)
        assert reader.is_alive()
    reader.join()
    assert [each.position for each in found] == [1, 2, 3]


def test_a_reader_that_has_waited_long_takes_what_is_certain(store, monkeypatch):
    monkeypatch.setattr(tail, "PATIENCE", 0.1)
    append(store, uuid4(), 0)
    with store.sweeping() as slow:
        slow.execute(APPEND, (A, uuid4(), 0, *ONE, uuid4(), b"", None))
        append(store, uuid4(), 0)
        assert [each.position for each in store.notifications(0)] == [1]
        assert store.notifications(1) == []
    assert [each.position for each in store.notifications(1)] == [2, 3]


def test_a_position_that_was_rolled_back_is_a_hole_for_good(store):
    append(store, uuid4(), 0)
    with store.sweeping() as given_up:
        given_up.execute(APPEND, (A, uuid4(), 0, *ONE, uuid4(), b"", None))
        given_up.execute("rollback; begin")
    append(store, uuid4(), 0)
    assert [each.position for each in store.notifications(0)] == [1, 3]
    assert wait_for_horizon(store.pools.worker)


def test_the_librarys_own_subscription_delivers_what_comes(store):
    first = append(store, uuid4(), 0)
    with store.recorder.subscribe(gt=None) as subscription:
        assert next(subscription).id == first.position
        second = append(store, uuid4(), 0)
        assert next(subscription).id == second.position
