"""The answer to a commit is lost, again and again: each command has one effect and one answer."""

import random
from uuid import uuid4

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ehcp.store.cases import Store
from ehcp.store.verifying.events import verify
from tests.store.events import DAY, A, ThingHappened, append
from tests.store.proxy import Proxy, persist


@pytest.fixture
def proxy(database_url):
    host = str(conninfo_to_dict(database_url)["host"])
    if not host.startswith("/"):
        pytest.skip("the proxy stands before a server's socket; this one has none")
    proxy = Proxy(host)
    yield proxy
    proxy.close()


def test_each_command_whose_answer_was_lost_is_done_once_and_is_no_conflict(
    proxy, database_url, rounds, figure
):
    url = make_conninfo(database_url, host=str(proxy.folder))
    chance = random.Random(rounds)  # noqa: S311 - the same each time
    cases = [uuid4() for _ in range(5)]
    versions = dict.fromkeys(cases, 0)
    with Store(url, web=1, timeout=2) as store:
        replayed = sent = 0
        while replayed < rounds:  # some lose another answer: of a statement that is prepared
            sent += 1
            assert sent < 10 * rounds, "it is hardly ever the answer to a commit that is lost"
            case, command = chance.choice(cases), uuid4()
            events = [ThingHappened(on=DAY)] * chance.choice((1, 1, 3))
            expected = chance.choice((versions[case], versions[case], None))
            proxy.lose = 1
            done = persist(
                lambda: append(store, case, expected, *events, command=command)  # noqa: B023
            )
            versions[case] += len(events)
            assert (done.case, done.version) == (case, versions[case])
            replayed += done.replayed
        for case in cases:
            assert len(store.history(A, case)) == versions[case]
        assert verify(store).damage == ()
    figure(
        f"{sent} answers lost, {replayed} of them to a commit: each one effect, 0 conflicts",
        f"{rounds} of {rounds} one effect",
    )
