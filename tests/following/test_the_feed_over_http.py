"""The feed passes over nothing and tells nothing twice, whoever writes and however slowly."""

import random
from contextlib import contextmanager
from datetime import date
from threading import Event as Flag
from threading import Thread
from uuid import uuid4

import psycopg
import pytest
from msgspec import UNSET
from psycopg.conninfo import make_conninfo

from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.record import Noted
from ehcp.projections.projector import Projector
from ehcp.store import tail
from ehcp.store.cases import APPEND, Store
from ehcp.store.mapper import encode_with
from tests.api.conftest import OURS, THEIRS, TODAY, in_role
from tests.following.serving import asked, served
from tests.projections.histories import record

WRITERS = 8
BY = Recorder(subject="tests", role="caseworker", organisation="Larkmere Council")
NOTE = Noted(on=date(2026, 6, 12))
STATE = encode_with(NOTE, BY, Source.SYSTEM, (), UNSET)


def followed(store, seconds):
    """Let writers write, each commit late by chance; return what was told and what is stored."""
    done = Flag()
    told: list[tuple[int, str, int]] = []
    headers = in_role(store)

    def write(authority):
        while not done.is_set():
            with store.sweeping() as connection:
                many = random.choice((1, 1, 3))  # noqa: S311
                names, forms = ("{" + ",".join([one] * many) + "}" for one in ("Noted", "1"))
                sent = (authority, uuid4(), 0, names, forms, [STATE] * many, uuid4(), b"", None)
                connection.execute(APPEND, sent)
                done.wait(random.uniform(0, 0.02))  # noqa: S311 - the position is drawn
                if random.random() < 0.1:  # noqa: S311
                    connection.execute("rollback; begin")  # a hole that never fills

    def follow(url):
        after: dict[str, str] = {}
        while True:
            over = done.is_set() and not any(writer.is_alive() for writer in writers)
            if over:
                Projector(store, lambda: TODAY).catch_up()
            status, found = asked(f"{url}/v1/changes", headers, limit=200, wait=1, **after)
            assert status == 200, found
            told.extend((item["position"], item["case"], item["version"])
                        for item in found["items"])  # fmt: skip
            after = {"after": found["page"]["next"]}
            if over and not found["items"] and not found["page"]["more"]:
                return

    stop = Flag()
    keeper = Thread(target=Projector(store, lambda: TODAY).run, args=(stop,))
    writers = [Thread(target=write, args=(OURS if n % 2 else THEIRS,)) for n in range(WRITERS)]
    with served(store) as url:
        follower = Thread(target=follow, args=(url,))
        for thread in (keeper, follower, *writers):
            thread.start()
        done.wait(seconds)
        done.set()
        for thread in (*writers, follower):
            thread.join()
    stop.set()
    keeper.join()
    with store.working() as connection:
        stored = connection.execute(
            "select position, stream::text, version from ehcp.events"
            " where authority = %s and name = 'Noted' order by position",
            (OURS,),
        ).fetchall()
    return told, stored


@pytest.fixture
def store(database_url):
    with Store(database_url, worker=WRITERS + 4, timeout=20) as store:
        yield store


def test_a_system_that_follows_eight_writers_is_told_each_entry_once_and_in_order(store):
    told, stored = followed(store, 2)
    assert len(stored) > 200
    assert told == stored


def test_without_the_guard_it_is_not(store, monkeypatch):
    monkeypatch.setattr(tail, "wait_for_horizon", lambda _: True)
    told, stored = followed(store, 2)
    assert len(told) < len(stored)


@contextmanager
def restored(server, store):
    """The same record in a database of its own, as it is now: what follows is not in it."""
    name = f"ehcp_test_{uuid4().hex}"
    store.pools.close()
    with psycopg.connect(server, autocommit=True) as connection:
        of = psycopg.conninfo.conninfo_to_dict(store.env["EHCP_DATABASE_URL"])["dbname"]
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (of,)
        )
        connection.execute(f"create database {name} template {of}")
        try:
            with Store(make_conninfo(server, dbname=name), timeout=20) as copy:
                yield copy
        finally:
            connection.execute(f"drop database {name} with (force)")


@pytest.fixture
def two(server, store, database_url):
    """A record with one case, and the same as it is restored later to this moment."""
    record(store, NOTE, authority=OURS)
    in_role(store)
    with restored(server, store) as copy, Store(database_url, timeout=20) as again:
        yield again, copy


def place(store, **more):
    """What is told next of a store, and the token after it."""
    Projector(store, lambda: TODAY).catch_up()
    with served(store) as url:
        status, found = asked(f"{url}/v1/changes", in_role(store), **more)
    if status != 200:
        return status, found["type"]
    return [item["case"] for item in found["items"]], found["page"]["next"]


def test_after_a_restore_a_token_of_what_is_gone_is_refused_and_not_passed_over(two):
    before, after = two
    record(before, NOTE, authority=OURS)
    _, token = place(before)
    assert place(after, after=token) == (410, "/problems/history-changed")
    new = record(after, NOTE, authority=OURS)  # where the token's event stood
    assert place(after, after=token) == (410, "/problems/history-changed")
    told, _ = place(after)
    assert told[-1] == str(new)


def test_after_a_restore_a_token_of_what_is_still_there_goes_on(two):
    before, after = two
    _, token = place(before)
    assert place(after, after=token)[0] == []
    new = record(after, NOTE, authority=OURS)
    assert place(after, after=token)[0] == [str(new)]


def test_what_other_authorities_lost_by_a_restore_hides_nothing_that_comes_in_its_place(two):
    before, after = two
    for _ in range(5):
        record(before, NOTE, authority=THEIRS)
    _, token = place(before)  # it has looked five positions further than its own last event
    new = record(after, NOTE, authority=OURS)
    assert place(after, after=token)[0] == [str(new)]
