"""What the database refuses, whatever the application asks."""

from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.errors import InsufficientPrivilege, ReadOnlySqlTransaction

from ehcp.store.cases import APPEND, Store
from tests.store.databases import copy_of
from tests.store.events import A, B, append

LOGINS = ("ehcp_web", "ehcp_worker")

REFUSED = {
    "insert": "insert into ehcp.events (authority, stream, version, name, form, state,"
    " recorded_at, hash) values ('E10000014', gen_random_uuid(), 1, 'X', 1, '', now(), '')",
    "update": "update ehcp.events set state = ''",
    "delete": "delete from ehcp.events",
    "truncate": "truncate ehcp.events",
    "alter": "alter table ehcp.events disable trigger all",
    "drop": "drop table ehcp.events",
    "create": "create table ehcp.mine (n int)",
    "create-function": "create function ehcp.mine() returns int language sql as 'select 1'",
    "replication-role": "set session_replication_role = replica",
    "lock": "lock table ehcp.events",
    "copy-program": "copy ehcp.events to program 'cat'",
    "row-security-off": "set row_security = off; select * from ehcp.events",
    "owner": "set role ehcp_owner",
    "sequence": "select setval('ehcp.events_position_seq', 1)",
    "hash": "select ehcp.link('', '', null, 1, '', 1::smallint, now(), '')",
}


@pytest.fixture(scope="module")
def shared_url(server, template):
    """One database for all that is refused and so changes nothing."""
    with copy_of(server, template) as url, Store(url, timeout=20) as store:
        append(store, uuid4(), 0)
        yield url


@pytest.fixture(scope="module", params=LOGINS)
def login(request, shared_url):
    """A user who may log in and is a member of one role, as an administrator would make it."""
    name, password = f"{request.param}_{uuid4().hex[:8]}", uuid4().hex
    with psycopg.connect(shared_url, autocommit=True) as admin:
        admin.execute(f"create role {name} login password '{password}' in role {request.param}")
        with psycopg.connect(make_conninfo(shared_url, user=name, password=password)) as login:
            yield login
        admin.execute(f"drop role {name}")


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
def test_an_application_may_add_and_read_and_nothing_else(login, statement):
    with pytest.raises(InsufficientPrivilege) as refused:
        login.execute(statement)
    login.rollback()
    assert refused.value.sqlstate == "42501"


@pytest.mark.parametrize("statement", ["update", "delete", "truncate"])
def test_events_stay_even_for_a_superuser_in_replication(shared_url, statement):
    with psycopg.connect(shared_url) as superuser:
        superuser.execute("set session_replication_role = replica")
        with pytest.raises(InsufficientPrivilege):
            superuser.execute(REFUSED[statement])


def test_an_application_owns_nothing_and_cannot_pass_the_wall(database_url):
    with psycopg.connect(database_url) as superuser:
        roles = superuser.execute(
            "select rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole from pg_roles"
            " where rolname in ('ehcp_owner', 'ehcp_web', 'ehcp_worker') order by 1"
        ).fetchall()
        owners = superuser.execute(
            "select distinct relowner::regrole::text from pg_class"
            " where relnamespace = 'ehcp'::regnamespace"
            " union select distinct proowner::regrole::text from pg_proc"
            " where pronamespace = 'ehcp'::regnamespace"
        ).fetchall()
    assert [role[1:] for role in roles] == [(False, False, False, False)] * 3
    assert owners == [("ehcp_owner",)]


def test_every_table_is_behind_the_wall(database_url):
    with psycopg.connect(database_url) as superuser:
        tables = superuser.execute(
            "select relname, relrowsecurity, relforcerowsecurity from pg_class"
            " where relnamespace = 'ehcp'::regnamespace and relkind in ('r', 'p')"
        ).fetchall()
    assert {table[1:] for table in tables} == {(True, True)}
    assert {"events", "tracking"} <= {table[0] for table in tables}


def test_the_web_sees_the_rows_of_the_authority_that_is_set_and_no_other(store):
    ours, theirs = uuid4(), uuid4()
    append(store, ours, 0)
    append(store, theirs, 0, authority=B)
    with store.reading(A) as connection:
        assert connection.execute("select stream from ehcp.events").fetchall() == [(ours,)]
        assert (
            connection.execute("select * from ehcp.events where authority = %s", (B,)).fetchall()
            == []
        )
    assert store.history(A, theirs) == ()
    with store.pools.web.connection() as connection:
        assert connection.execute("select * from ehcp.events").fetchall() == []


def test_the_worker_sees_every_authority(store):
    append(store, uuid4(), 0)
    append(store, uuid4(), 0, authority=B)
    with store.working() as connection:
        seen = connection.execute("select authority from ehcp.events order by 1").fetchall()
    assert seen == [(A,), (B,)]


def test_a_transaction_of_one_authority_cannot_add_to_another(store):
    with store.pools.web.connection() as connection, connection.transaction():
        connection.execute("select ehcp.enter(%s)", (A,))
        sent = (B, uuid4(), 0, "{ThingHappened}", "{1}", [b"{}"], uuid4(), b"")
        with pytest.raises(InsufficientPrivilege), connection.transaction():
            connection.execute(APPEND, sent)
        with pytest.raises(InsufficientPrivilege), connection.transaction():
            connection.execute("select ehcp.enter(%s)", (B,))


def test_a_sweep_adds_for_several_authorities_in_one_transaction(store):
    with store.working() as connection:
        for authority in (A, B):
            connection.execute(
                APPEND, (authority, uuid4(), 0, "{Swept}", "{1}", [b"{}"], uuid4(), b"")
            )
    assert [each.authority for each in store.notifications(0)] == [A, B]


def test_nothing_is_written_while_reading(store):
    sent = (A, uuid4(), 0, "{X}", "{1}", [b"{}"], uuid4(), b"")
    with store.reading(A) as connection, pytest.raises(ReadOnlySqlTransaction):
        connection.execute(APPEND, sent)


def test_a_table_of_a_read_model_is_put_behind_the_same_wall(store, database_url):
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute("set role ehcp_owner")
        owner.execute("create table ehcp.walled (authority text, stream uuid)")
        owner.execute("call ehcp.guard('ehcp.walled')")
    with store.working() as connection:
        connection.execute(
            "insert into ehcp.walled values (%s, gen_random_uuid()), (%s, gen_random_uuid())",
            (A, B),
        )
        assert connection.execute("select count(*) from ehcp.walled").fetchone() == (2,)
    with store.reading(A) as connection:
        assert connection.execute("select authority from ehcp.walled").fetchall() == [(A,)]
