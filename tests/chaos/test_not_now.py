"""Whatever says "not now" is a 503 that says when to come again: never a 500, and never a loss."""

import os
import signal
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.errors import Unavailable
from ehcp.store.migrate import migrate
from tests.chaos.servers import Server
from tests.store.events import append
from tests.store.proxy import persist

MARK = "unavailable and not unknown, then done"


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="e-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def server(folder):
    with Embedded(folder) as embedded:
        migrate(embedded.url)
        yield Server(embedded.data, None)


def refused(ask):
    """What the store said; it must be that it cannot answer now."""
    with pytest.raises(Unavailable) as error:
        ask()
    return error.value


def test_too_many_connections(server, figure):
    server.tell("create role few login connection limit 0", "grant ehcp_web to few")
    # the map of the embedded server lets its user in under any name
    url = make_conninfo(server.url, user="few")
    with Store(url, web=2, timeout=1) as store:
        case, command = uuid4(), uuid4()
        said = refused(lambda: append(store, case, 0, command=command))
        assert not said.unknown
        server.tell("alter role few connection limit 5")
        assert persist(lambda: append(store, case, 0, command=command)).version == 1
    figure("too many connections: not now, then done", MARK)


def test_a_server_that_may_only_be_read(server, figure):
    with Store(server.url, web=2, timeout=1) as store:
        case, command = uuid4(), uuid4()
        append(store, case, 0)
        server.tell("alter system set default_transaction_read_only = on")
        time.sleep(0.2)
        # a connection that was open learns it from the statement, a new one from the door
        assert "25006" in str(refused(lambda: append(store, case, 1, command=command)))
        store.pools.web.drain()
        refused(lambda: append(store, case, 1, command=command))
        with psycopg.connect(
            make_conninfo(server.url, options="-c default_transaction_read_only=off"),
            autocommit=True,
        ) as superuser:
            superuser.execute("alter system reset default_transaction_read_only")
            superuser.execute("select pg_reload_conf()")
        assert persist(lambda: append(store, case, 1, command=command)).version == 2
    figure("a server that may only be read: not now, then done", MARK)


def test_a_server_that_is_shutting_down_and_one_that_starts(server, figure):
    with Store(server.url, web=2, timeout=1) as store:
        case, command = uuid4(), uuid4()
        append(store, case, 0)
        with psycopg.connect(server.url) as lingering:
            lingering.execute("select 1")
            # a smart shutdown waits for those who are in, and turns away who comes (57P03)
            postmaster = int((server.folder / "postmaster.pid").read_text().split()[0])
            os.kill(postmaster, signal.SIGTERM)
            time.sleep(0.3)
            store.pools.web.drain()
            with pytest.raises(psycopg.OperationalError, match="shutting down"):
                psycopg.connect(server.url)
            said = refused(lambda: append(store, case, 1, command=command))
            assert not said.unknown
        with Embedded(server.folder.parent):
            assert persist(lambda: append(store, case, 1, command=command)).version == 2
    figure("a server that shuts down, and starts: not now, then done", MARK)
