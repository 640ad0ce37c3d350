"""What the database refuses, whatever the application asks."""

from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.errors import InsufficientPrivilege, ReadOnlySqlTransaction

from ehcp.store.cases import APPEND, Store
from tests.store.databases import copy_of
from tests.store.events import A, B, append
from tests.store.roles_matrix import COLUMNS, FUNCTIONS, NO_READ_MODEL, READ_MODEL, ROLES, TABLES

LOGINS = sorted(ROLES)

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


def test_no_role_owns_anything_can_log_in_or_pass_the_wall(database_url):
    with psycopg.connect(database_url) as superuser:
        roles = superuser.execute(
            "select rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb"
            " from pg_roles where rolname like 'ehcp\\_%' and not rolcanlogin order by 1"
        ).fetchall()
        owners = superuser.execute(
            "select distinct relowner::regrole::text from pg_class"
            " where relnamespace = 'ehcp'::regnamespace"
            " union select distinct proowner::regrole::text from pg_proc"
            " where pronamespace = 'ehcp'::regnamespace"
        ).fetchall()
        members = superuser.execute(
            "select r.rolname, m.rolname from pg_auth_members a"
            " join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member"
            " where m.rolname = any(%s)",
            ([*ROLES, "ehcp_owner", "ehcp_migrator"],),
        ).fetchall()
    assert {role[0] for role in roles} >= {*ROLES, "ehcp_owner", "ehcp_migrator"}
    assert {role[1:] for role in roles} == {(False,) * 5}
    assert owners == [("ehcp_owner",)]
    assert members == [("ehcp_owner", "ehcp_migrator")]


def test_every_table_is_behind_the_wall(database_url):
    with psycopg.connect(database_url) as superuser:
        tables = superuser.execute(
            "select relname, relrowsecurity, relforcerowsecurity from pg_class"
            " where relnamespace = 'ehcp'::regnamespace and relkind in ('r', 'p')"
        ).fetchall()
        without = superuser.execute(
            "select relname from pg_class c where relnamespace = 'ehcp'::regnamespace"
            " and relkind in ('r', 'p')"
            " and not exists (select from pg_policy p where p.polrelid = c.oid)"
        ).fetchall()
        unwalled = superuser.execute(
            "select relname from pg_class where relnamespace = 'ehcp'::regnamespace"
            " and relkind in ('v', 'm', 'f')"
        ).fetchall()
    assert {table[1:] for table in tables} == {(True, True)}
    assert {"events", "tracking"} <= {table[0] for table in tables}
    assert without == []
    assert unwalled == [], "a view is no table: row security does not hold it"


def test_nobody_but_the_owner_may_do_more_to_a_table_than_is_written_out(database_url):
    with psycopg.connect(database_url) as superuser:
        granted = superuser.execute(
            "select c.relname, coalesce(g.rolname, 'public'), lower(a.privilege_type)"
            " from pg_class c cross join aclexplode(c.relacl) a"
            " left join pg_roles g on g.oid = a.grantee"
            " where c.relnamespace = 'ehcp'::regnamespace and a.grantee <> c.relowner"
        ).fetchall()
        columns = superuser.execute(
            "select c.relname, k.attname, coalesce(g.rolname, 'public'), lower(a.privilege_type)"
            " from pg_class c join pg_attribute k on k.attrelid = c.oid"
            " cross join aclexplode(k.attacl) a left join pg_roles g on g.oid = a.grantee"
            " where c.relnamespace = 'ehcp'::regnamespace"
        ).fetchall()
        tables = superuser.execute(
            "select c.relname, exists (select from pg_attribute a"
            " where a.attrelid = c.oid and a.attname = 'authority')"
            " from pg_class c where relnamespace = 'ehcp'::regnamespace and relkind in ('r', 'p')"
        ).fetchall()
    expected = set()
    for table, of_authorities in tables:
        name = table.removesuffix("_beside")
        rows = [TABLES.get(name, {})]
        if of_authorities and name not in NO_READ_MODEL:
            rows.append(TABLES[READ_MODEL])
        expected |= {
            (table, role, privilege)
            for row in rows
            for role, privileges in row.items()
            for privilege in privileges
        }
    assert set(granted) == expected
    assert {(t.removesuffix("_beside"), *rest) for t, *rest in columns} == COLUMNS


def test_nobody_but_the_owner_may_call_more_than_is_written_out(database_url):
    with psycopg.connect(database_url) as superuser:
        granted = superuser.execute(
            "select p.proname, coalesce(g.rolname, 'public')"
            " from pg_proc p cross join aclexplode(coalesce(p.proacl,"
            " acldefault('f', p.proowner))) a left join pg_roles g on g.oid = a.grantee"
            " where p.pronamespace = 'ehcp'::regnamespace and a.grantee <> p.proowner"
            # a trigger's function cannot be called
            " and p.prorettype <> 'trigger'::regtype"
        ).fetchall()
        schema = superuser.execute(
            "select coalesce(g.rolname, 'public'), a.privilege_type"
            " from pg_namespace n cross join aclexplode(n.nspacl) a"
            " left join pg_roles g on g.oid = a.grantee"
            " where n.nspname = 'ehcp' and a.grantee <> n.nspowner"
        ).fetchall()
        definers = superuser.execute(
            "select proname from pg_proc where pronamespace = 'ehcp'::regnamespace and prosecdef"
            " and not coalesce(proconfig::text like '%%search_path%%', false)"
        ).fetchall()
    assert set(granted) == {(name, role) for name, roles in FUNCTIONS.items() for role in roles}
    assert set(schema) == {(role, "USAGE") for role in ROLES}
    assert definers == [], "what runs as the owner fixes its search_path"


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
        sent = (B, uuid4(), 0, "{ThingHappened}", "{1}", [b"{}"], uuid4(), b"", None)
        with pytest.raises(InsufficientPrivilege), connection.transaction():
            connection.execute(APPEND, sent)
        with pytest.raises(InsufficientPrivilege), connection.transaction():
            connection.execute("select ehcp.enter(%s)", (B,))


def test_a_sweep_adds_for_several_authorities_in_one_transaction(store):
    with store.sweeping() as connection:
        for authority in (A, B):
            connection.execute(
                APPEND, (authority, uuid4(), 0, "{Swept}", "{1}", [b"{}"], uuid4(), b"", None)
            )
    assert [each.authority for each in store.notifications(0)] == [A, B]


def test_nothing_is_written_while_reading(store):
    sent = (A, uuid4(), 0, "{X}", "{1}", [b"{}"], uuid4(), b"", None)
    with store.reading(A) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(APPEND, sent)
    with store.reading(A) as connection, pytest.raises(ReadOnlySqlTransaction):
        connection.execute("create temporary table mine (n int)")


def test_an_auditor_reads_every_event_and_nothing_else(store):
    append(store, uuid4(), 0)
    append(store, uuid4(), 0, authority=B)
    with store.auditing() as connection:
        seen = connection.execute("select authority from ehcp.events order by 1").fetchall()
    assert seen == [(A,), (B,)]
    with store.auditing() as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("select * from ehcp.tracking")


def test_a_sweeper_sees_that_there_are_alerts_and_no_word_of_a_case(store):
    append(store, uuid4(), 0)
    with store.sweeping() as connection:
        assert connection.execute("select stream from ehcp.events").fetchall() == []
    with store.sweeping() as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("select state from ehcp.events")


def test_the_roles_of_the_web_and_of_the_projector_stay_apart(store):
    with store.pools.web.connection() as web, pytest.raises(InsufficientPrivilege):
        web.execute("select * from ehcp.tracking")
    sent = (A, uuid4(), 0, "{X}", "{1}", [b"{}"], uuid4(), b"", None)
    with store.working() as projector, pytest.raises(InsufficientPrivilege):
        projector.execute(APPEND, sent)


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
