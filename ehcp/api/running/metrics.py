"""What a monitoring system is told of the web processes: how many requests, how long, who waits.

A request is counted under the rule of its URL, never the URL: no name, case or authority is in a
metric. Several processes write into one folder of this machine, from which the process that
started them answers for all; one that was killed leaves its counts there, and takes nothing back.
"""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Thread

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from psycopg_pool import ConnectionPool

from ehcp.store.cases import Store
from ehcp.store.pools import Pooled

EVERY = 2.0  # seconds between two looks at the pools
NO_RULE = "none"

SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REQUESTS = Counter("ehcp_http_requests_total", "Requests answered.", ("method", "rule", "status"))
LATENCY = Histogram(
    "ehcp_http_request_seconds",
    "Time to answer a request; a POST is a command.",
    ("method", "rule"),
    buckets=SECONDS,
)
NOW = Gauge(
    "ehcp_http_requests_in_progress", "Requests being answered.", multiprocess_mode="livesum"
)
OPEN = Gauge(
    "ehcp_pool_connections", "Connections to the database.", ("pool", "state"),
    multiprocess_mode="livesum",
)  # fmt: skip
WAITING = Gauge(
    "ehcp_pool_waiting", "Who waits for a connection.", ("pool",), multiprocess_mode="livesum"
)
WAITED = Counter("ehcp_pool_waited_seconds_total", "Time waited for connections.", ("pool",))
FAILED = Counter("ehcp_pool_errors_total", "Connections asked for and not had.", ("pool",))


def register(app: Flask) -> None:
    """Count every request."""
    app.before_request(_begin)
    app.teardown_request(_end)
    app.after_request(_count)


def _begin() -> None:
    g.counted_from = time.perf_counter()
    NOW.inc()


def _end(_error: BaseException | None) -> None:
    if g.pop("counted_from", None) is not None:
        NOW.dec()


def _count(answer: Response) -> Response:
    rule = request.url_rule.rule if request.url_rule else NO_RULE
    # a method that no rule has may be any word
    method = request.method if request.url_rule else NO_RULE
    REQUESTS.labels(method, rule, answer.status_code).inc()
    LATENCY.labels(method, rule).observe(time.perf_counter() - g.counted_from)
    return answer


class Pools:
    """Looks at the pools of this process every few seconds, until stopped."""

    def __init__(self, stores: Iterable[Store]) -> None:
        """Take the stores whose pools for requests are to be looked at."""
        self._pools = [pool for store in stores for pool in (store.pools.web, store.pools.reader)]
        self._seen: dict[tuple[int, str], float] = {}
        self._stop = Event()

    def start(self) -> None:
        """Look from now on."""
        Thread(target=self._watch, name="ehcp-metrics", daemon=True).start()

    def stop(self) -> None:
        """Look no longer."""
        self._stop.set()

    def look(self) -> None:
        """Look once."""
        for name in {pool.name for pool in self._pools}:
            found = [(pool, pool.get_stats()) for pool in self._pools if pool.name == name]
            size = sum(stats["pool_size"] for _, stats in found)
            idle = sum(stats["pool_available"] for _, stats in found)
            OPEN.labels(name, "idle").set(idle)
            OPEN.labels(name, "used").set(size - idle)
            WAITING.labels(name).set(sum(stats["requests_waiting"] for _, stats in found))
            for pool, stats in found:
                waited = stats.get("requests_wait_ms", 0) / 1000
                WAITED.labels(name).inc(self._more(pool, "waited", waited))
                failed = stats.get("requests_errors", 0)
                FAILED.labels(name).inc(self._more(pool, "failed", failed))

    def _more(self, pool: ConnectionPool[Pooled], what: str, now: float) -> float:
        """Return by how much something has grown since the last look."""
        before = self._seen.get((id(pool), what), 0)
        self._seen[id(pool), what] = now
        return max(now - before, 0)

    def _watch(self) -> None:
        while not self._stop.wait(EVERY):
            self.look()


def of_all(folder: Path, is_alive: Callable[[int], bool]) -> bytes:
    """Return the metrics of every process that writes into a folder."""
    for file in folder.glob("gauge_live*_*.db"):
        pid = int(file.stem.rsplit("_", 1)[1])
        if not is_alive(pid):
            mark_process_dead(pid, str(folder))  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    return generate_latest(registry)
