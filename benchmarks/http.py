"""Commands and reads over HTTP, of the web process as `ehcp serve` starts it: two processes.

    python -m benchmarks.http

Beside them, in the same round: the same server's endpoint that does nothing (/healthz), and
pgbench inserting the bytes of the same command. Every request reads or writes another case than
the one before, of BENCH_CASES cases of 40 events. The server, PostgreSQL and what asks share
the machine: the processor time that the web processes took is told beside the rates.
"""

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, islice
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import psycopg

from benchmarks.append import LIMIT, TABLES, insert
from benchmarks.lives import ordinary
from benchmarks.measuring import (
    ROUNDS,
    SECONDS,
    goal,
    pgbench_rate,
    ratio,
    report,
    scratch_server,
)
from ehcp.api.callers.identity import SignedIn, Tokens
from ehcp.application.cases import Asked
from ehcp.application.keeping.users import NewRole, NewUser, Users
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.record import Noted
from ehcp.domain.events.users import Role
from ehcp.domain.users import stream_of
from ehcp.projections import MIGRATIONS
from ehcp.projections.projector import Projector
from ehcp.store.cases import Store
from ehcp.store.mapper import Recorded, encode
from ehcp.store.migrate import migrate

CASES = int(os.environ.get("BENCH_CASES", "2000"))
EVENTS = 40  # of each case
CONNECTIONS = 32
SERVERS = 2  # processes that answer
CALLERS = 2  # processes that ask
STEADY = 200  # requests a second, where the machine is not full
AUTHORITY = "E10000014"
SUBJECT = "caseworker-1182"
KEY = "a-key-of-a-benchmark-that-signs-nothing-real"
BY = Recorder(subject=SUBJECT, role="caseworker", organisation="Example Council")
TEXT = "A call to the school about what it can do until the plan is there. " * 4
BLOCK = 1 << 18
PATIENCE = 60.0

NOTHING, READ, TIMELINE, CASELOAD, COMMAND = (
    "GET /healthz", "GET a case", "GET its timeline", "GET a caseload page of 50", "POST a note",
)  # fmt: skip


def main() -> None:
    """Run the rounds and print what they give."""
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with scratch_server() as url:
        migrate(url, MIGRATIONS)
        cases = filled(url)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(TABLES)
        asking = requests(cases)
        with served(url) as (port, pids), get_context("spawn").Pool(CALLERS) as callers:
            measure(url, Asking(port, callers), pids, asking)
            steady(Asking(port, callers), asking)


def filled(url: str) -> list[UUID]:
    """Return cases that are stored and stand in the lists."""
    cases = [uuid4() for _ in range(CASES)]
    life = list(islice(ordinary(), EVENTS))
    with Store(url) as store:
        for case in cases:
            store.append(AUTHORITY, case, 0, life, by=BY, source=Source.PORTAL,
                         command_id=uuid4(), body_hash=b"0" * 32)  # fmt: skip
        add_caseworker(store, AUTHORITY)
        Projector(store, date.today).catch_up()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze")
    return cases


def add_caseworker(store: Store, authority: str) -> None:
    """Add the one who asks, in their role."""
    users, by = Users(store, date.today), replace(BY, subject="operator")
    new = NewUser(subject=SUBJECT, name="A Caseworker", organisation=BY.organisation)
    users.add(authority, new, Asked(by=by, command_id=uuid4()))
    role = NewRole(role=Role.CASEWORKER)
    users.give(authority, stream_of(authority, SUBJECT), role, Asked(by=by, command_id=uuid4()))


def requests(cases: list[UUID]) -> dict[str, tuple[bytes, ...]]:
    """Return what is asked, ready to be sent, in an order of no meaning."""
    sent = _signed_in(AUTHORITY)
    order = Random(1).sample(cases, len(cases))
    body = json.dumps({"on": "2026-06-01", "text": TEXT}).encode()
    return {
        NOTHING: (sent("GET", "/healthz"),),
        READ: tuple(sent("GET", f"/v1/cases/{case}") for case in order),
        TIMELINE: tuple(sent("GET", f"/v1/cases/{case}/timeline") for case in order),
        CASELOAD: (sent("GET", "/v1/cases?limit=50"),),
        COMMAND: tuple(sent("POST", f"/v1/cases/{case}/note", body) for case in order),
    }


def reading(authority: str, cases: list[UUID]) -> tuple[bytes, ...]:
    """Return reads of an authority's cases, ready to be sent, in an order of no meaning."""
    sent = _signed_in(authority)
    return tuple(sent("GET", f"/v1/cases/{case}") for case in Random(1).sample(cases, len(cases)))


def _signed_in(authority: str) -> Callable[..., bytes]:
    """Return what makes a request, ready to be sent, of somebody who works for an authority."""
    person = SignedIn(subject=SUBJECT, authority=authority)
    token = Tokens(KEY, good_for=timedelta(days=1)).token(person)

    def sent(method: str, path: str, body: bytes = b"") -> bytes:
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        if body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        return f"{head}\r\n".encode() + body

    return sent


@contextmanager
def served(url: str) -> Iterator[tuple[int, list[int]]]:
    """Serve a database as `ehcp serve` does; yield the port, and who answers there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ,
        "EHCP_DATABASE_URL": url,
        "EHCP_DEVELOPMENT_KEY": KEY,
        "EHCP_LIMIT_PERSON": "none",
        "EHCP_LIMIT_AUTHORITY": "none",
    }
    command = [sys.executable, "-m", "ehcp", "serve", "--port", str(port)]
    command += ["--processes", str(SERVERS)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            _wait_for(port)
            yield port, _children(server.pid)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            time.sleep(1)  # the other process too
            return
        time.sleep(0.1)
    raise TimeoutError("The server did not start.")


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


def processor_seconds(pids: list[int]) -> float:
    """Return the processor time that processes have taken; 0 where nobody tells it."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(
    url: str, asked: "Asking", pids: list[int], asking: dict[str, tuple[bytes, ...]]
) -> None:
    """Print what gets through with every connection busy."""
    state = encode(Recorded(originator_id=uuid4(), originator_version=1, by=BY,
                            event=Noted(on=date(2026, 6, 1), note=TEXT),
                            source=Source.PORTAL))  # fmt: skip
    rates: dict[str, list[float]] = {LIMIT: []}
    taken: dict[str, list[float]] = {}
    middle: dict[str, list[float]] = {}
    slowest: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        rates[LIMIT].append(pgbench_rate(url, insert(state), CONNECTIONS))
        for name, sent in asking.items():
            before = processor_seconds(pids)
            waits = asked(sent, turn)
            spent = processor_seconds(pids) - before
            rates.setdefault(name, []).append(len(waits) / SECONDS)
            taken.setdefault(name, []).append(spent / len(waits) * 1e6)
            middle.setdefault(name, []).append(waits[len(waits) // 2])
            slowest.setdefault(name, []).append(waits[int(len(waits) * 0.99)])
    report(f"{CONNECTIONS} connections, {SERVERS} processes", rates, "a second")
    report("of which in the web processes, each", taken, "µs of processor")
    report("50th percentile", middle, "ms")
    report("99th percentile", slowest, "ms")
    for name in (READ, TIMELINE, CASELOAD, COMMAND):
        ratio(f"{name} / {NOTHING}", rates[name], rates[NOTHING])
    ratio(f"{COMMAND} / {LIMIT}", rates[COMMAND], rates[LIMIT])
    goal(COMMAND, rates[COMMAND], "a second", at_least=1_000)
    goal(
        f"{COMMAND}, 99th percentile, {CONNECTIONS} connections",
        slowest[COMMAND],
        "ms",
        at_most=50,
    )
    goal(READ, rates[READ], "a second", at_least=3_000)


def steady(asked: "Asking", asking: dict[str, tuple[bytes, ...]]) -> None:
    """Print how long an answer takes where requests come in at a steady pace."""
    slowest: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        for name in (READ, COMMAND):
            waits = asked(asking[name], turn, pace=STEADY)
            slowest.setdefault(name, []).append(waits[int(len(waits) * 0.99)])
    report(f"{STEADY} requests a second, 99th percentile", slowest, "ms")
    goal(f"{COMMAND}, 99th percentile, {STEADY} a second", slowest[COMMAND], "ms", at_most=20)


@dataclass(frozen=True)
class Asking:
    """Processes of their own that ask at a port."""

    port: int
    callers: Pool

    def __call__(
        self, sent: tuple[bytes, ...], turn: int, *, pace: float | None = None
    ) -> list[float]:
        """Return the milliseconds of each answer, sorted; at a pace, or as fast as it goes."""
        shares = [
            self.callers.apply_async(
                _ask, (self.port, sent[n::CALLERS] or sent, turn, pace and pace / CALLERS)
            )
            for n in range(CALLERS)
        ]
        return sorted(wait for share in shares for wait in share.get(PATIENCE))


def _ask(port: int, sent: tuple[bytes, ...], turn: int, pace: float | None) -> list[float]:
    """Ask on several connections at once, each as soon as it has its answer, or at a pace."""
    ready = selectors.DefaultSelector()
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS // CALLERS)]
    begun = time.perf_counter() + 0.2  # the other process is there by then
    end, waits, since = begun + SECONDS, [], {}
    which = count(turn * 10_007)
    idle = list(lines)
    due = begun

    def send() -> None:
        line = idle.pop()
        # at a pace, whoever had to wait for a connection waited too
        since[line] = time.perf_counter() if pace is None else due
        line.sendall(sent[next(which) % len(sent)])

    for line in lines:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ready.register(line, selectors.EVENT_READ, line)
    time.sleep(0.2)
    while (now := time.perf_counter()) < end:
        while idle and (pace is None or due <= now):
            send()
            due += 1 / pace if pace else 0
        for key, _ in ready.select(0.1 if pace is None else max(0.0, due - now)):
            line = key.data
            _take(line)
            waits.append((time.perf_counter() - since.pop(line)) * 1000)
            idle.append(line)
    for line in lines:
        line.close()
    return waits


def _take(line: socket.socket) -> None:
    """Take a whole answer off a connection. RuntimeError if it is not what was hoped for."""
    found = _some(line)
    while b"\r\n\r\n" not in found:
        found += _some(line)
    head, _, body = found.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"Answered: {head.splitlines()[0].decode()}")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    left = length - len(body)
    while left > 0:
        left -= len(_some(line))


def _some(line: socket.socket) -> bytes:
    found = line.recv(BLOCK)
    if not found:
        raise RuntimeError("The server hung up in the middle of an answer.")
    return found


if __name__ == "__main__":
    main()
