"""Three nodes of Patroni 4 with etcd: whatever happens to the primary, no answer was wrong.

Skipped where Patroni, etcd or root are not there; docs/reliability.md says how to have them.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from ehcp.store.cases import Store
from ehcp.store.migrate import migrate
from ehcp.store.verifying.events import verify
from tests.chaos.patroni import nodes
from tests.chaos.patroni.load import WRITERS, Load, lost_and_doubled
from tests.chaos.patroni.nodes import Cluster, Node, until
from tests.scale import FULL, scaled

BEFORE = 100  # answers before it is done, and
AFTER = 200  # after another leads
CALM = 6.0  # seconds of writing at each end, and with the old primary back
GAP = 30.0  # seconds in which nothing may be answered

Healing = Callable[[], None]
Fault = Callable[[Cluster, Node], Healing]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    if scaled(FULL, few=0) == 0:
        pytest.skip("it takes some minutes, and only `make chaos` runs it")
    wanting = nodes.wanting()
    if wanting is not None:
        pytest.skip(wanting)
    with tempfile.TemporaryDirectory(prefix="e-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with Cluster(Path(folder)) as cluster:
            try:
                until(cluster.whole)
            except AssertionError:
                pytest.fail(f"the cluster does not come up:\n{cluster.last_words()}")
            set_up(cluster)
            yield cluster


def set_up(cluster: Cluster) -> None:
    """Bring the schema, and the logins of the manual."""
    url = cluster.url(nodes.USER)
    migrate(url)
    with psycopg.connect(f"{url} target_session_attrs=read-write", autocommit=True) as owner:
        for login, roles in (("serving", "ehcp_web, ehcp_reader"), ("verifying", "ehcp_auditor")):
            owner.execute(f"create role {login} login password '{nodes.PASSWORD}' in role {roles}")


def kill_postgres(_: Cluster, leader: Node) -> Healing:
    leader.kill_postgres()
    return lambda: None


def kill_patroni_alone(_: Cluster, leader: Node) -> Healing:
    leader.kill("patroni")
    return leader.start_patroni


def cut_the_link(_: Cluster, leader: Node) -> Healing:
    leader.machine.unplug()
    return leader.machine.plug_in


def cut_from_its_peers(cluster: Cluster, leader: Node) -> Healing:
    peers = [node.machine for node in cluster.nodes if node is not leader]
    for peer in peers:
        leader.machine.part(peer)

    def heal() -> None:
        for peer in peers:
            leader.machine.join(peer)

    return heal


def cut_from_its_peers_and_itself(cluster: Cluster, leader: Node) -> Healing:
    """Leave it in reach of clients alone: what Patroni 3.0.2 loses acknowledged commands in."""
    heal_peers = cut_from_its_peers(cluster, leader)
    leader.machine.lose_itself()

    def heal() -> None:
        leader.machine.find_itself()
        heal_peers()

    return heal


FAULTS = (
    kill_postgres, kill_patroni_alone, cut_the_link, cut_from_its_peers,
    cut_from_its_peers_and_itself,
)  # fmt: skip


def live_through(fault: Fault, cluster: Cluster, old: Node, load: Load) -> tuple[float, float]:
    """Bring the fault about and heal it; return when it began, and when another led."""
    until(lambda: len(load.answers) > BEFORE)
    time.sleep(CALM)
    began = time.monotonic()
    heal = fault(cluster, old)
    load.straggler.start()
    if fault is not kill_postgres:  # which Patroni starts again where it was
        until(lambda: cluster.promoted(but=old))
    another = time.monotonic()
    until(lambda: load.answered_since(another) > AFTER)
    time.sleep(CALM)
    heal()
    until(cluster.whole)
    time.sleep(CALM)
    return began, another


@pytest.mark.timeout(600)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_whatever_happens_to_the_primary_no_answer_was_wrong(cluster, fault, figure):
    until(cluster.whole)
    old = cluster.leader()
    and_etcd = " and etcd" if old.leads_etcd() else ""
    with Store(cluster.url("serving"), web=WRITERS, timeout=2) as store:
        with Load(store, cluster.url("serving", old)) as load:
            began, another = live_through(fault, cluster, old, load)
        last = cluster.leader()
        lost, doubled = lost_and_doubled(store, load.told)
    with Store(cluster.url("verifying", last)) as auditor:
        damage = verify(auditor).damage
    late = 0 if last is old else sum(moment > another for moment in load.straggler.answered)
    figure(
        f"Patroni, {fault.__name__.replace('_', ' ')}: {old.machine.name} led{and_etcd},"
        f" {last.machine.name} after {another - began:.1f} s; {len(load.answers)} acknowledged,"
        f" {lost} lost, {doubled} doubled, {len(damage)} damaged, nothing for {load.gap():.1f} s;"
        f" of {load.straggler.tried} tries at the old primary alone {late} answered after that",
        f"0 lost, 0 doubled, 0 damaged, 0 answered by two, <= {GAP:.0f} s",
        within=load.gap() <= GAP,
    )
    assert (lost, doubled, load.wrong, damage) == (0, 0, [], ())
    assert late == 0, "two primaries answered at once"
    assert fault is kill_postgres or last is not old, "nobody took its place"
