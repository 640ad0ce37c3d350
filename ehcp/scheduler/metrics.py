"""What a monitoring system is told of a worker: what is behind, waiting, set aside, or dead.

The state of the installation is asked for when it is collected, so that it is the same whichever
worker is asked; the counts are this process's own. No name, case or authority is in a metric.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import psycopg
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ehcp.scheduler.delivery.listed import Deliveries
from ehcp.scheduler.delivery.listed import state as of_deliveries
from ehcp.scheduler.following.listed import Followers
from ehcp.scheduler.following.listed import state as of_followers
from ehcp.scheduler.health import Health, Lag, health
from ehcp.scheduler.work import Work
from ehcp.store.errors import StoreError

EVENTS = (1, 10, 100, 500, 1000, 2500, 5000, 10000)
DATABASE = ("database",)

T = TypeVar("T")

UP = ("ehcp_database_up", "Whether the database answers.")
ASKED: dict[str, tuple[str, Callable[[Health], float]]] = {
    "ehcp_head_position": ("The position of the last event.", lambda found: found.head),
    "ehcp_parked_cases": (
        "Streams that cannot be put on the lists.",
        lambda found: found.parked,
    ),
    "ehcp_alerts_waiting": (
        "Duties whose day for an alert has come, and that have none yet.",
        lambda found: found.waiting,
    ),
    "ehcp_sweep_age_seconds": (
        "Age of the oldest day whose alerts are not raised; 0 where none waits.",
        lambda found: found.sweep_age,
    ),
    "ehcp_since_sweep_seconds": (
        "Time since a sweep ended, of whichever worker; -1 before the first.",
        lambda found: -1 if found.since_sweep is None else found.since_sweep,
    ),
}
OF_GROUP: dict[str, tuple[str, Callable[[Lag], float]]] = {
    "ehcp_lag_events": ("Events that a group of lists lacks.", lambda lag: lag.events),
    "ehcp_lag_seconds": ("Age of the first event that it lacks.", lambda lag: lag.seconds),
    "ehcp_projection_position": ("The position that it has read to.", lambda lag: lag.position),
}
OF_DELIVERY: dict[str, tuple[str, Callable[[Deliveries], float]]] = {
    "ehcp_deliveries_waiting": (
        "Messages about alerts that have not arrived.",
        lambda found: found.waiting,
    ),
    "ehcp_deliveries_dead": ("Those that were given up.", lambda found: found.dead),
    "ehcp_deliveries_oldest_seconds": (
        "Age of the oldest alert that waits; 0 where none does.",
        lambda found: found.oldest,
    ),
}
OF_FOLLOWERS: dict[str, tuple[str, Callable[[Followers], float]]] = {
    "ehcp_webhooks_off": ("Webhooks that were switched off as they failed.", lambda f: f.off),
    "ehcp_webhooks_failing": ("Those that fail for an hour or more.", lambda f: f.failing),
    "ehcp_changes_waiting": ("Changes that no webhook has taken yet.", lambda f: f.waiting),
    "ehcp_changes_dead": ("Those that were given up.", lambda f: f.dead),
}
OF_POOL = {
    "ehcp_pool_size": ("Connections to the database.", "pool_size"),
    "ehcp_pool_idle": ("Those that nobody uses.", "pool_available"),
    "ehcp_pool_waiting": ("Who waits for a connection.", "requests_waiting"),
}


class Metrics:
    """What is told of the workers of this process, by the name of their database."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        """Take the workers, and count what they do from now on."""
        self.works = works
        self.registry = CollectorRegistry()
        self.batch = Histogram(
            "ehcp_batch_events", "Events taken in at once.", DATABASE, buckets=EVENTS,
            registry=self.registry,
        )  # fmt: skip
        self.sweeps = Counter(
            "ehcp_sweeps_total", "Sweeps ended here.", DATABASE, registry=self.registry
        )
        self.alerts = Counter(
            "ehcp_alerts_raised_total", "Alerts raised here.", DATABASE, registry=self.registry
        )
        self.registry.register(_State(works))
        for name, work in works.items():
            work.projector.taken_in = self.batch.labels(name).observe
            work.swept = self._counted(name)

    def text(self) -> bytes:
        """Return all of it, as Prometheus reads it."""
        return generate_latest(self.registry)

    def well(self) -> bool:
        """Whether every thread of these workers runs."""
        return all(work.alive for work in self.works.values())

    def _counted(self, name: str) -> "Counted":
        return Counted(self.sweeps.labels(name), self.alerts.labels(name))


class Counted:
    """Counts a sweep, and the alerts that it raised."""

    def __init__(self, sweeps: Counter, alerts: Counter) -> None:
        """Take what to count in."""
        self.sweeps, self.alerts = sweeps, alerts

    def __call__(self, raised: int) -> None:
        """Take note of a sweep."""
        self.sweeps.inc()
        self.alerts.inc(raised)


class _State(Collector):
    """Asks each database when it is asked."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self.works = works

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield what the databases say; of one that is away only that."""
        found: dict[str, Health] = {}
        sent: dict[str, Deliveries] = {}
        told: dict[str, Followers] = {}
        up = GaugeMetricFamily(*UP, labels=DATABASE)
        for name, work in self.works.items():
            try:
                found[name] = health(work.store, work.today())
                sent[name] = of_deliveries(work.store)
                told[name] = of_followers(work.store)
            except (StoreError, psycopg.Error):
                up.add_metric((name,), 0)
            else:
                up.add_metric((name,), 1)
        yield up
        yield from _of_installation(found)
        yield from _of_databases(OF_DELIVERY, sent)
        yield from _of_databases(OF_FOLLOWERS, told)
        yield from self._of_pools()

    def _of_pools(self) -> Iterator[GaugeMetricFamily]:
        for metric, (words, key) in OF_POOL.items():
            family = GaugeMetricFamily(metric, words, labels=("database", "pool"))
            for name, work in self.works.items():
                for pool in (work.store.pools.worker, work.store.pools.sweeper):
                    family.add_metric((name, pool.name), pool.get_stats().get(key, 0))
            yield family


def _of_installation(found: Mapping[str, Health]) -> Iterator[GaugeMetricFamily]:
    yield from _of_databases(ASKED, found)
    for metric, (words, of) in OF_GROUP.items():
        family = GaugeMetricFamily(metric, words, labels=("database", "group"))
        for name, state in found.items():
            for lag in state.lags:
                family.add_metric((name, lag.name), of(lag))
        yield family


def _of_databases(
    asked: Mapping[str, tuple[str, Callable[[T], float]]], found: Mapping[str, T]
) -> Iterator[GaugeMetricFamily]:
    for metric, (words, value) in asked.items():
        family = GaugeMetricFamily(metric, words, labels=DATABASE)
        for name, state in found.items():
            family.add_metric((name,), value(state))
        yield family
