"""With a standby: what was acknowledged is on both; a server that lost some is refused."""

import signal
import tempfile
import time
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from threading import Event as Flag
from threading import Thread
from uuid import uuid4

import psycopg
import pytest
from structlog.testing import capture_logs

from ehcp.store import deadline
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable
from tests.chaos.servers import Pair, until
from tests.store.events import A, append
from tests.store.proxy import persist

ONCE = "not acknowledged, one effect"


@pytest.fixture
def pair():
    with tempfile.TemporaryDirectory(prefix="e-", ignore_cleanup_errors=True) as folder:
        pair = Pair(Path(folder))
        yield pair
        pair.close()


@pytest.fixture
def store(pair):
    with Store(pair.url, web=4, timeout=2) as store:
        yield store


def cancel_what_waits(server):
    """Cancel the commits that wait for the standby: the server then answers all the same."""
    return server.ask(
        "select count(pg_cancel_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep'"
    )


def test_a_commit_whose_wait_for_the_standby_is_cut_short_is_not_acknowledged(
    pair, store, monkeypatch, figure
):
    monkeypatch.setattr(deadline, "SECONDS", 1.5)
    case, command = uuid4(), uuid4()
    append(store, case, 0)
    pair.standby.signal(signal.SIGSTOP)
    canceller = Thread(target=lambda: until(lambda: cancel_what_waits(pair.primary) == 1))
    canceller.start()
    with pytest.raises(Unavailable) as unavailable:
        append(store, case, 1, command=command)
    canceller.join()
    assert unavailable.value.unknown
    # it can be seen by now, and is still no promise
    assert pair.primary.ask("select count(*) from ehcp.events") == 2
    with pytest.raises(Unavailable):
        append(store, case, 1, command=command)
    with pytest.raises(Unavailable):
        store.repeated(A, case, command, sha256(b"body").digest())
    pair.standby.signal(signal.SIGCONT)
    assert persist(lambda: append(store, case, 1, command=command)).replayed
    assert len(store.history(A, case)) == 2
    figure("the wait for a frozen standby is cancelled: no answer, then found by its id", ONCE)


def test_a_commit_that_waits_for_a_frozen_standby_is_unknown_and_then_done_once(
    pair, store, monkeypatch, figure
):
    monkeypatch.setattr(deadline, "SECONDS", 1.0)
    case, command = uuid4(), uuid4()
    append(store, case, 0)
    pair.standby.signal(signal.SIGSTOP)
    with pytest.raises(Unavailable) as unavailable:
        append(store, case, 1, command=command)
    assert unavailable.value.unknown
    pair.standby.signal(signal.SIGCONT)
    assert persist(lambda: append(store, case, 1, command=command)).version == 2
    assert len(store.history(A, case)) == 2
    figure("the wait for a frozen standby lasts: no answer, then done by its id", ONCE)


def test_a_connection_that_was_open_before_another_led_is_not_used_again(pair, figure):
    case = uuid4()
    with Store(pair.primary.url, web=2, timeout=2) as store:
        append(store, case, 0)
        pair.standby.promote()  # and the old primary lives on
        with psycopg.connect(pair.standby.url) as new:
            store.pools._timeline.check(new)  # noqa: SLF001 - as of a new connection
        with capture_logs() as log, pytest.raises(Unavailable):
            append(store, case, 0)  # it would say that the case is at version 1
        with pytest.raises(Unavailable):
            store.history(A, case)
    assert {"event": "history-lost", "log_level": "critical", "timeline": 1, "highest": 2} in log
    figure(
        "a connection to a primary that others have left: refused", "nothing read, nothing added"
    )


def test_after_a_promotion_all_that_was_acknowledged_is_there_and_the_old_primary_is_refused(
    pair, store, figure
):
    acknowledged, moments, stop = [], [], Flag()

    def write():
        while not stop.is_set():
            case, command = uuid4(), uuid4()
            persist(lambda: append(store, case, 0, command=command))  # noqa: B023
            acknowledged.append(case)
            moments.append(time.monotonic())

    writers = [Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    until(lambda: len(acknowledged) > 50)
    pair.primary.stop()
    before = len(acknowledged)
    pair.standby.promote()
    # it was copied with the order to wait for a standby of its own
    pair.standby.tell("alter system set synchronous_standby_names = ''")
    until(lambda: len(acknowledged) > before + 50)
    stop.set()
    for writer in writers:
        writer.join()
    for case in acknowledged:
        assert len(store.history(A, case)) == 1

    gap = max(later - earlier for earlier, later in pairwise(sorted(moments)))
    figure(
        f"primary stopped, standby promoted, 4 writers: {len(acknowledged)} acknowledged, 0 lost,"
        f" nothing acknowledged for {gap:.1f} s",
        "0 lost, gap < 2 s",
        within=gap < 2,
    )

    pair.standby.stop()
    pair.primary.start()
    with capture_logs() as log, pytest.raises(Unavailable):
        append(store, uuid4(), 0)
    assert {"event": "history-lost", "log_level": "critical", "timeline": 1, "highest": 2} in log
    with pytest.raises(Unavailable):
        store.history(A, acknowledged[0])
