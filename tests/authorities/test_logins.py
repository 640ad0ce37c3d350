"""Each kind of process with a login that is a member of its own roles and of no other."""

from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ehcp.api.app import create_app
from ehcp.api.services import Services
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Cases
from ehcp.projections import MIGRATIONS, queries
from ehcp.scheduler.work import Work
from ehcp.store.cases import Store
from ehcp.store.migrate import migrate
from ehcp.store.verifying.events import verify
from tests.api.conftest import KEY, Caller, in_role, tokens
from tests.authorities.conftest import TODAY
from tests.projections.histories import A, record
from tests.scheduler.test_sweep import DUE, REQUESTED
from tests.scheduler.test_work import wait_until
from tests.store.roles_matrix import ROLES


@contextmanager
def login(database_url, *roles):
    """The URL of a login that is a member of these roles alone, dropped in the end."""
    name, password = f"ehcp_test_{uuid4().hex[:8]}", uuid4().hex
    with psycopg.connect(database_url, autocommit=True) as admin:
        admin.execute(f"create role {name} login password '{password}' in role {', '.join(roles)}")
        try:
            yield make_conninfo(database_url, user=name, password=password)
        finally:
            admin.execute(f"drop owned by {name}; drop role {name}")


@pytest.mark.parametrize("other", sorted(ROLES - {"ehcp_web", "ehcp_reader"}))
def test_a_login_of_the_web_can_take_no_other_role(database_url, other):
    with login(database_url, "ehcp_web", "ehcp_reader") as url, psycopg.connect(url) as web:
        web.execute("set role ehcp_web")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(f"set role {other}")


@contextmanager
def store_as(database_url, *roles):
    with login(database_url, *roles) as url, Store(url, timeout=20) as store:
        yield store


def test_the_web_works_with_its_own_roles(database_url):
    with store_as(database_url, "ehcp_web", "ehcp_reader") as store:
        app = create_app(
            Services(
                cases=Cases(store, lambda: TODAY),
                identity=tokens.person,
                calendar=england_and_wales(),
                page_key=KEY,
            )
        )
        officer = Caller(app.test_client(), in_role(store))
        case = officer.open()
        paths = ["", "/deadlines", "/timeline", "/plan", "/outcomes", "/alerts", "/advice"]
        for path in ["/readyz", "/v1/cases", "/v1/deadlines", "/v1/alerts", "/v1/reviews"]:
            assert officer.get(path).status_code == 200, path
        for path in paths:
            assert officer.get(f"/v1/cases/{case}{path}").status_code == 200, path
        note = {"on": "2026-06-02", "text": "Rang the school."}
        assert officer.post(f"/v1/cases/{case}/note", note, If_Match='"2"').status_code in (
            200,
            422,
        )


def test_the_worker_works_with_its_own_roles(database_url, store):
    case = record(store, REQUESTED)
    with (
        store_as(database_url, "ehcp_projector", "ehcp_sweeper") as working,
        Work(working, lambda: DUE, every=1),
    ):
        wait_until(lambda: len(queries.alerts_of(store, A, case)) == 6)


def test_an_auditor_verifies(database_url, store):
    record(store, REQUESTED)
    with store_as(database_url, "ehcp_auditor") as auditing:
        assert verify(auditing).events == 1


def test_a_migrator_brings_a_later_schema_and_needs_no_superuser(database_url, tmp_path):
    later = tmp_path / "9000.later.sql"
    later.write_text(
        "set local role ehcp_owner;\n"
        "create table ehcp.later (authority text not null, case_id uuid not null);\n"
        "call ehcp.guard('ehcp.later'::regclass);\n"
        "reset role;\n"
    )
    with login(database_url, "ehcp_migrator") as url:
        assert migrate(url, MIGRATIONS, tmp_path) == ("9000.later",)
        assert migrate(url, MIGRATIONS, tmp_path) == ()
        with psycopg.connect(url) as migrator:
            for statement in (
                "update ehcp.events set state = ''",
                "delete from ehcp.events",
                "truncate ehcp.events",
            ):
                migrator.execute("set role ehcp_owner")
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    migrator.execute(statement)
                migrator.rollback()
