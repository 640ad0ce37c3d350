"""When the database goes away: nothing is lost, nothing done twice, and the answer is honest."""

import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ehcp.store import deadline, pools
from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.errors import ChangedMeanwhile, Unavailable
from ehcp.store.migrate import migrate
from tests.store.events import A, append
from tests.store.proxy import Proxy, persist


@pytest.fixture
def proxy(database_url):
    host = str(conninfo_to_dict(database_url)["host"])
    if not host.startswith("/"):
        pytest.skip("the proxy stands before a server's socket; this one has none")
    proxy = Proxy(host)
    yield proxy
    proxy.close()


@pytest.fixture
def through(proxy, database_url):
    """A store that reaches its server through the proxy."""
    url = make_conninfo(database_url, host=str(proxy.folder))
    with Store(url, web=1, timeout=2) as store:
        yield store


def test_an_answer_that_is_lost_is_asked_for_again(through, proxy):
    case = uuid4()
    append(through, case, 0)
    for version in range(1, 40):
        proxy.lose = 1
        done = append(through, case, version)
        assert (done.version, done.replayed) == (version + 1, True)
    assert len(through.history(A, case)) == 40


def test_a_lost_answer_is_no_excuse_for_a_stale_version(through, proxy):
    case = uuid4()
    append(through, case, 0)
    with pytest.raises(ChangedMeanwhile):
        append(through, case, 0)
    proxy.lose = 1
    with pytest.raises(ChangedMeanwhile) as changed:
        append(through, case, 0)
    assert changed.value.current_version == 1


def test_an_outcome_that_stays_unknown_is_called_unknown(through, proxy):
    case, command = uuid4(), uuid4()
    append(through, case, 0)
    proxy.lose = 1
    proxy.shut.set()
    with pytest.raises(Unavailable) as unavailable:
        append(through, case, 1, command=command)
    assert unavailable.value.unknown
    assert "may have been done" in str(unavailable.value)
    proxy.shut.clear()
    assert persist(lambda: append(through, case, 1, command=command)).replayed


def test_an_answer_that_is_held_back_is_not_waited_for_for_ever(
    through, database_url, monkeypatch
):
    monkeypatch.setattr(deadline, "SECONDS", 0.5)
    case, command = uuid4(), uuid4()
    append(through, case, 0)
    with psycopg.connect(database_url) as other:
        # as if a commit waited for its standby: the server's own timeouts are far off
        other.execute("lock table ehcp.events in share mode")
        with pytest.raises(Unavailable) as unavailable:
            append(through, case, 1, command=command)
        assert unavailable.value.unknown
    assert persist(lambda: append(through, case, 1, command=command)).version == 2
    assert len(through.history(A, case)) == 2


def test_a_server_that_is_away_is_unavailable_and_comes_back():
    with tempfile.TemporaryDirectory(prefix="e-") as made:
        server = Embedded(Path(made))
        server.start()
        migrate(server.url)
        with Store(server.url, timeout=0.5) as store:
            case = uuid4()
            append(store, case, 0)
            server.stop()
            with pytest.raises(Unavailable) as unavailable:
                append(store, case, 1)
            assert str(case) not in str(unavailable.value)
            for ask in (
                lambda: store.history(A, case),
                lambda: store.notifications(0),
                lambda: store.histories([(A, case)]),
            ):
                with pytest.raises(Unavailable):
                    ask()
            server.start()
            command = uuid4()
            assert persist(lambda: append(store, case, 1, command=command)).version == 2
        server.stop()


def test_connections_that_were_cut_are_replaced_unseen(store, database_url):
    case = uuid4()
    append(store, case, 0)
    with psycopg.connect(database_url, autocommit=True) as superuser:
        superuser.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    assert append(store, case, 1).version == 2
    assert len(store.history(A, case)) == 2


def test_a_statement_that_takes_too_long_is_unavailable(store):
    slow = "set local statement_timeout = '10ms'; select pg_sleep(1)"
    with pytest.raises(Unavailable, match="57014"), store.working() as connection:
        connection.execute(slow)


@pytest.mark.parametrize("code", ["53100", "53300", "57P03", "25006", "08006", "55P03", "40P01"])
def test_what_says_not_now_is_unavailable(code):
    error = psycopg.errors.OperationalError()
    error.sqlstate = code
    with pytest.raises(Unavailable, match=code), pools.translated():
        raise error


def test_a_fault_is_not_called_an_outage(store):
    with pytest.raises(psycopg.errors.UndefinedTable), store.working() as connection:
        connection.execute("select * from nowhere")
