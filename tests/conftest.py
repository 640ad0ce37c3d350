"""The database that tests run on: an embedded server, or the one at EHCP_TEST_DATABASE_URL.

A migrated template is made once a session, and each test has a fresh copy of it.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ehcp.projections import MIGRATIONS as READ_MODELS
from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate
from tests.store.databases import copy_of

pytest_plugins = ["tests.figures"]

TEMPLATE = "ehcp_template"


def pytest_configure(config):
    if not hasattr(config, "workerinput"):  # the workers of pytest-xdist share one folder
        os.environ["EHCP_TEST_FOLDER"] = tempfile.mkdtemp(prefix="ehcp-")
        if os.geteuid() == 0 and config.option.basetemp is None:
            # root's servers run as another user, who must get through to them: another run of
            # pytest would close the folder that all runs of a user share
            config.option.basetemp = str(Path(os.environ["EHCP_TEST_FOLDER"]) / "t")


@pytest.hookimpl(trylast=True)  # when they have been put into an order of no meaning
def pytest_collection_modifyitems(items):
    """Begin with what takes minutes: one worker would be waited for alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


def pytest_unconfigure(config):
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["EHCP_TEST_FOLDER"], ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of the server, as a superuser."""
    given = os.environ.get("EHCP_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with Embedded(Path(os.environ["EHCP_TEST_FOLDER"])) as embedded:
        with psycopg.connect(embedded.url, autocommit=True) as connection:
            # this one is thrown away; what must be durable is tested on servers of its own
            connection.execute("alter system set fsync = off")
            connection.execute("select pg_reload_conf()")
        yield embedded.url


@pytest.fixture(scope="session")
def template(server) -> str:
    """The name of a database with the schema and nothing in it."""
    name = f"{TEMPLATE}_{os.environ.get('PYTEST_XDIST_TESTRUNUID', uuid4().hex)[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(hashtext('ehcp tests'))")
        made = connection.execute("select from pg_database where datname = %s", (name,)).fetchone()
        if made is None:
            connection.execute(f"create database {name}")
            migrate(make_conninfo(server, dbname=name), READ_MODELS)
    return name


@pytest.fixture
def database_url(server, template) -> Iterator[str]:
    """A fresh database with the schema, as a superuser."""
    with copy_of(server, template) as url:
        yield url


@pytest.fixture
def store(database_url) -> Iterator[Store]:
    """A store on a fresh database."""
    with Store(database_url, timeout=20) as store:
        yield store
