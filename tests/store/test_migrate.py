from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ehcp.store import migrate as module
from ehcp.store.cases import Store
from ehcp.store.migrate import TooOld, migrate
from tests.store.events import append

ALL = tuple(
    sorted(
        path.stem
        for path in module.MIGRATIONS.glob("*.sql")
        if "rollback" not in path.suffixes[-2]
    )
)


@pytest.fixture
def empty(server):
    """A database with nothing in it."""
    name = f"ehcp_test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield make_conninfo(server, dbname=name)
        connection.execute(f"drop database {name} with (force)")


def test_a_database_is_brought_up_to_date_once(empty):
    assert migrate(empty) == ALL
    assert migrate(empty) == ()


def test_of_several_at_once_one_works_and_the_others_wait(empty):
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(migrate, [empty] * 4))
    assert sorted(done) == [(), (), (), ALL]


def test_one_that_was_killed_between_doing_and_noting_is_done_again(empty):
    migrate(empty)
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("delete from _yoyo_migration")
        connection.execute("insert into yoyo_lock values (1, now(), 1)")
    with Store(empty, timeout=20) as store:
        case = uuid4()
        append(store, case, 0)
        assert migrate(empty) == ALL
        assert append(store, case, 1).version == 2


def test_a_server_that_is_too_old_is_refused_in_words(empty, monkeypatch):
    monkeypatch.setattr(module, "OLDEST", 99)
    with pytest.raises(TooOld, match="needs PostgreSQL 99 or newer; this server is"):
        migrate(empty)


@pytest.mark.usefixtures("template")  # which makes the roles, whatever test comes first
def test_an_owner_who_is_no_superuser_can_do_it_too(server):
    name = f"ehcp_test_{uuid4().hex}"
    password = uuid4().hex
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create role {name} login createrole password '{password}'")
        connection.execute(f"grant ehcp_owner, ehcp_web, ehcp_worker to {name} with admin option")
        connection.execute(f"create database {name} owner {name}")
        try:
            url = make_conninfo(server, dbname=name, user=name, password=password)
            assert migrate(url) == ALL
            with Store(url, timeout=20) as store:
                assert append(store, uuid4(), 0).version == 1
        finally:
            connection.execute(f"drop database {name} with (force)")
            connection.execute(f"drop role {name}")


def test_events_are_vacuumed_before_they_are_many(database_url):
    with psycopg.connect(database_url) as connection:
        options = connection.execute(
            "select reloptions from pg_class where oid = 'ehcp.events'::regclass"
        ).fetchone()
    assert options == (["autovacuum_vacuum_insert_scale_factor=0.02"],)
