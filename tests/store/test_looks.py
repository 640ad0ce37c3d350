"""Looks on record: written together, added to and never changed, and what verification finds."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from ehcp.store.looks import Look, NotOnRecord, Outcome
from ehcp.store.verifying.looks import End, verify_looks
from tests.store.events import A, B

COLUMNS = "authority, sequence, case_id, subject, roles, action, outcome, sees, purpose"


def look(*cases: UUID | None, authority: str = A, subject: str = "asha.patel", **more: Any):
    given: dict[str, Any] = {
        "action": "read-case",
        "roles": "caseworker",
        "sees": "identity,process",
        **more,
    }
    return Look(authority=authority, subject=subject, cases=cases or (uuid4(),), **given)


def rows(url: str, columns: str = COLUMNS) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as superuser:
        return superuser.execute(
            f"select {columns} from ehcp.looks order by authority, chain, sequence"  # noqa: S608
        ).fetchall()


def tamper(url: str, statement: str, table: str = "looks") -> None:
    """Do what only whoever owns the server can."""
    with psycopg.connect(url) as superuser:
        superuser.execute(f"alter table ehcp.{table} disable trigger {table}_stay")
        assert superuser.execute(statement).rowcount > 0
        superuser.execute(f"alter table ehcp.{table} enable always trigger {table}_stay")


def test_one_row_for_each_child_shown_and_one_without_where_none_was(store, database_url):
    first, second = uuid4(), uuid4()
    store.looks.write(look(first, second, purpose="review", request_id="a" * 8)).wait()
    store.looks.write(look(None, action="read-caseload", outcome=Outcome.REFUSED)).wait()
    rest = ("asha.patel", "caseworker")
    assert rows(database_url) == [
        (A, 1, first, *rest, "read-case", "shown", "identity,process", "review"),
        (A, 2, second, *rest, "read-case", "shown", "identity,process", "review"),
        (A, 3, None, *rest, "read-caseload", "refused", "identity,process", None),
    ]


def test_many_at_once_stand_in_one_chain_of_each_authority_without_a_gap(store, database_url):
    def write(n: int) -> None:
        store.looks.write(look(authority=A if n % 2 else B)).wait()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(80)))
    found = rows(database_url, "authority, chain, sequence")
    assert [row[0] for row in found] == [A] * 40 + [B] * 40
    assert [row[2] for row in found] == [*range(1, 41), *range(1, 41)]
    assert len({row[1] for row in found}) == 1
    assert verify_looks(store) == (80, ())
    assert verify_looks(store, A) == (40, ())


def test_who_waits_together_shares_a_commit(store, database_url):
    waiting = [store.looks.write(look()) for _ in range(50)]
    for each in waiting:
        each.wait()
    commits = rows(database_url, "distinct on (authority, chain, sequence) xmin::text")
    assert len(commits) == 50
    assert len(set(commits)) < 25


def test_what_cannot_be_stored_fails_by_itself(store, database_url):
    waiting = [store.looks.write(look(subject=name)) for name in ("one", "a\0b", "two")]
    waiting[0].wait()
    waiting[2].wait()
    with pytest.raises(NotOnRecord):
        waiting[1].wait()
    assert sorted(rows(database_url, "subject")) == [("one",), ("two",)]
    assert verify_looks(store).damage == ()


def test_without_the_table_nothing_is_on_record_and_who_waits_is_told(store, database_url):
    with psycopg.connect(database_url, autocommit=True) as superuser:
        superuser.execute("alter table ehcp.looks rename to looks_away")
        with pytest.raises(NotOnRecord):
            store.looks.write(look()).wait()
        superuser.execute("alter table ehcp.looks_away rename to looks")
    store.looks.write(look()).wait()
    assert verify_looks(store) == (1, ())


REFUSED = (
    "insert into ehcp.looks (sequence) values (1)",
    "update ehcp.looks set subject = 'nobody'",
    "delete from ehcp.looks",
    "truncate ehcp.looks",
    "update ehcp.look_chains set last = 0",
    "delete from ehcp.look_chains",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_adds_through_the_function_and_nothing_else(store, statement):
    store.looks.write(look()).wait()
    for pool in (store.pools.web, store.pools.reader, store.pools.worker, store.pools.auditor):
        with pool.connection() as connection:
            connection.execute("set default_transaction_read_only = off")
            with pytest.raises(InsufficientPrivilege):
                connection.execute(statement)


@pytest.mark.parametrize("statement", REFUSED[1:4])
def test_looks_stay_even_for_a_superuser_in_replication(store, database_url, statement):
    store.looks.write(look()).wait()
    with psycopg.connect(database_url) as superuser:
        superuser.execute("set session_replication_role = replica")
        with pytest.raises(InsufficientPrivilege):
            superuser.execute(statement)


def test_a_reader_sees_the_looks_of_one_authority(store):
    for authority in (A, B):
        store.looks.write(look(authority=authority)).wait()
    with store.reading(A) as connection:
        assert connection.execute("select authority from ehcp.looks").fetchall() == [(A,)]
    with store.pools.web.connection() as web, pytest.raises(InsufficientPrivilege):
        web.execute("select * from ehcp.looks")


ALTERED = [
    ("update ehcp.looks set subject = 'nobody' where sequence = 3", "altered", 3),
    ("update ehcp.looks set case_id = null where sequence = 3", "altered", 3),
    ("update ehcp.looks set looked_at = looked_at - interval '1 day' where sequence = 5",
     "altered", 5),
    ("update ehcp.looks set outcome = 'refused' where sequence = 1", "altered", 1),
    ("update ehcp.looks set hash = sha256('x') where sequence = 5", "altered", 5),
    ("delete from ehcp.looks where sequence = 2", "missing", 2),
    ("delete from ehcp.looks where sequence = 5", "missing", 5),
    ("delete from ehcp.looks where sequence > 1", "missing", 2),
    ("delete from ehcp.looks", "missing", 1),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "kind", "sequence"), ALTERED)
def test_what_was_altered_or_taken_away_is_found_by_its_number(
    store, database_url, statement, kind, sequence
):
    for _ in range(5):
        store.looks.write(look()).wait()
    assert verify_looks(store) == (5, ())
    tamper(database_url, statement)
    found = verify_looks(store).damage
    assert [(each.kind, each.sequence) for each in found][:1] == [(kind, sequence)]


def test_an_end_taken_away_with_what_is_kept_of_it_is_found_by_a_seal(store, database_url):
    for _ in range(5):
        store.looks.write(look()).wait()
    ((chain, sealed),) = rows(database_url, "chain, hash")[3:4]
    seals = {(A, chain): [End(4, sealed)]}
    assert verify_looks(store, seals=seals).damage == ()
    tamper(database_url, "delete from ehcp.looks where sequence > 2")
    tamper(
        database_url,
        "update ehcp.look_chains c set last = 2, hash = l.hash from ehcp.looks l"
        " where l.chain = c.chain and l.sequence = 2",
        "look_chains",
    )
    assert verify_looks(store).damage == ()  # nothing but the seal tells
    (found,) = verify_looks(store, seals=seals).damage
    assert (found.kind, found.chain, found.sequence) == ("missing", chain, 3)


def test_an_end_that_was_altered_and_hashed_anew_is_found_by_where_the_chain_ends(
    store, database_url
):
    for _ in range(3):
        store.looks.write(look()).wait()
    tamper(
        database_url,
        "update ehcp.looks l set subject = 'nobody', hash = sha256('\\x02'::bytea || b.hash"
        " || ehcp.look_digest(l.authority, l.chain, l.sequence, l.looked_at, l.case_id,"
        " l.at_machine, l.tied, 'nobody', l.roles, l.action, l.outcome, l.sees, l.purpose,"
        " l.request_id)) from ehcp.looks b where b.sequence = 2 and l.sequence = 3",
    )
    (found,) = verify_looks(store).damage
    assert (found.kind, found.sequence) == ("altered", 3)
