"""What becomes of cases that are there already when a new version brings new tables."""

import shutil
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ehcp.projections import MIGRATIONS, positions
from ehcp.projections.projector import Outcome
from ehcp.store.cases import Store
from ehcp.store.migrate import MIGRATIONS as OF_THE_STORE
from ehcp.store.migrate import migrate
from tests.domain.ordinary_case import FINISHED
from tests.projections.histories import TODAY, A, B, projector, record, rows_of

BEFORE_OUTCOMES = ("0010.read-models-of-cases.sql", "0020.settings.sql")


@pytest.fixture
def empty(server):
    """A database with nothing in it."""
    name = f"ehcp_test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield make_conninfo(server, dbname=name)
        connection.execute(f"drop database {name} with (force)")


def projected_long_ago(store, authority):
    """A case whose rows an older version has made."""
    case = record(store, *FINISHED, authority=authority)
    with store.working() as connection:
        connection.execute(
            "insert into ehcp.caseload (authority, case_id, stage, version, parked)"
            " values (%s, %s, 'plan', %s, false)",
            (authority, case, len(FINISHED)),
        )
        positions.move(connection, store.notifications(0, 100)[-1].position)
    return case


def test_the_worker_restates_every_case_for_the_new_tables(empty, tmp_path):
    for name in BEFORE_OUTCOMES:
        shutil.copy(MIGRATIONS / name, tmp_path)
    migrate(empty, tmp_path)
    with Store(empty, timeout=20) as store:
        positions.begin(store)
        cases = [projected_long_ago(store, authority) for authority in (A, B)]
        migrate(empty, MIGRATIONS)
        with store.working() as connection:  # the database's own day is what a migration goes by
            ((today,),) = connection.execute("select current_date").fetchall()
        worker = projector(store, today)
        assert worker.step() is Outcome.NOTHING_NEW
        assert worker.restate_turned() == 2
        assert {case for (case,) in rows_of(store, "outcomes", "case_id")} == set(cases)
        assert worker.restate_turned() == 0


def test_nobody_but_the_worker_can_change_rows_once_a_migration_is_done(store, database_url):
    record(store, *FINISHED)
    projector(store, TODAY).catch_up()
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("set role ehcp_owner")
        assert connection.execute("update ehcp.caseload set version = 0").rowcount == 0


def test_each_migration_has_a_number_of_its_own_and_a_way_back(empty):
    applied = migrate(empty, MIGRATIONS)
    for folder in (OF_THE_STORE, MIGRATIONS):
        own = {path.stem for path in folder.glob("*.sql")}
        numbers = [name.partition(".")[0] for name in applied if name in own]
        assert numbers == sorted(set(numbers))
    of_read_models = {path.name for path in MIGRATIONS.glob("*.sql")}
    forward = {name for name in of_read_models if not name.endswith(".rollback.sql")}
    assert {name.replace(".sql", ".rollback.sql") for name in forward} <= of_read_models
