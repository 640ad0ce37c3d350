"""Half an hour of an ordinary day, twenty requests a second: nothing fails, grows or lags.

EHCP_SOAK_SECONDS=28800 lasts a night.
"""

import os
import random
import statistics
import tempfile
import threading
import time
from collections import Counter, defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ehcp.application.clock import today
from ehcp.projections.positions import head, reached, wait_for
from ehcp.store.cases import Store
from ehcp.store.verifying.events import verify
from tests.chaos.served import AUTHORITY, ENOUGH, Installation
from tests.domain.ordinary_case import FINISHED
from tests.projections.histories import record
from tests.scale import scaled

SECONDS = int(os.environ.get("EHCP_SOAK_SECONDS", "0")) or scaled(1_800, few=15)
CASES = scaled(3_000, few=60)  # there from the beginning: more than a process keeps at hand
RATE = 20  # requests a second
AT_ONCE = 16
WARM_UP = 1 / 6  # of the time
GROWN = 1.05  # what a process may hold at the end, of what it held when it was warm
JUDGED_FROM = 1_800  # seconds: in less than half an hour nobody can say whether it grows
LAG = 2.0  # seconds from commit to the read models, at the 99th percentile
LOOK = 0.05  # seconds between two looks at the read models
WEIGHED_EVERY = 1.0  # seconds


class Day:
    """Those who work: each request is drawn, and what was answered is kept."""

    def __init__(self, caller, cases, seed):
        self.caller = caller
        self.cases = cases
        self.chance = random.Random(seed)  # noqa: S311 - a draw that can be drawn again
        self.acknowledged: Counter[str] = Counter()

    def one(self):
        """Ask for one thing, as often as it is asked for in an office; return the status."""
        drawn = self.chance.random()
        if drawn < 0.05:
            answer = self.caller.open_case(today() - timedelta(days=self.chance.randrange(60)))
            if answer.status == 201:
                self.cases.append(answer.body["case"])
                self.acknowledged[answer.body["case"]] = answer.body["version"]
        elif drawn < 0.2:
            case = self.chance.choice(self.cases)
            note = {"on": today().isoformat(), "text": "A call to the school. " * 10}
            answer = self.caller.ask(f"/v1/cases/{case}/note", note, str(uuid4()))
            if answer.status == 200:
                version = answer.body["version"]
                self.acknowledged[case] = max(self.acknowledged[case], version)
        else:
            answer = self.caller.ask(
                self.chance.choice(READS).format(self.chance.choice(self.cases))
            )
        return answer.status


READS = (
    "/v1/cases/{}", "/v1/cases/{}", "/v1/cases/{}/deadlines", "/v1/cases/{}/timeline",
    "/v1/cases?limit=50", "/v1/deadlines?limit=50", "/v1/alerts?limit=50",
)  # fmt: skip


class Watch(threading.Thread):
    """Looks how far the read models are behind, and what each process holds."""

    def __init__(self, running, store, stop):
        super().__init__(daemon=True)
        self.running, self.store, self.stop = running, store, stop
        self.lags: list[float] = []
        self.held: dict[str, list[float]] = defaultdict(list)

    def run(self):
        waiting: deque[tuple[int, float]] = deque()
        weighed = float("-inf")
        while not self.stop.wait(LOOK):
            stored, shown = head(self.store), reached(self.store)
            now = time.monotonic()
            if not waiting or waiting[-1][0] < stored:
                waiting.append((stored, now))
            while waiting and waiting[0][0] <= shown:
                self.lags.append(now - waiting.popleft()[1])
            if now - weighed >= WEIGHED_EVERY:
                weighed = now
                for name, megabytes in self.weigh():
                    self.held[name].append(megabytes)

    def weigh(self):
        """Yield each process of the web and of the worker, and the MB that it holds."""
        for name in ("web", "worker"):
            for number, pid in enumerate(_with_children(getattr(self.running, name).process.pid)):
                yield f"{name} {number}", resident(pid)


def _with_children(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _with_children(int(child)))]


def resident(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def growth(held):
    """Return what a process holds in the end, of what it held when it was warm."""
    warm = held[int(len(held) * WARM_UP) :]
    tenth = max(1, len(warm) // 10)
    return statistics.median(warm[-tenth:]) / statistics.median(warm[:tenth])


@pytest.mark.timeout(SECONDS + 600)
def test_an_ordinary_day_at_length_fails_nobody_and_neither_grows_nor_lags(figure):
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not say what a process holds")
    if "EHCP_TEST_DATABASE_URL" in os.environ:
        pytest.skip("the processes at EHCP_TEST_DATABASE_URL are not ours to weigh")
    seed = int(os.environ.get("EHCP_SEED", "20"))
    stop = threading.Event()
    with (
        tempfile.TemporaryDirectory(prefix="e-", ignore_cleanup_errors=True) as folder,
        Installation(Path(folder)) as running,
        Store(running.server.url) as store,
    ):
        cases = [str(record(store, *FINISHED, authority=AUTHORITY)) for _ in range(CASES)]
        running.start_worker()
        assert wait_for(store, head(store), timeout=ENOUGH)
        day, watch = Day(running.caller, cases, seed), Watch(running, store, stop)
        watch.start()
        with ThreadPoolExecutor(AT_ONCE) as office:
            asked = list(paced(office, day.one))
        stop.set()
        watch.join()
        answered = Counter(each.result() for each in asked)  # who was not answered says so here
        stored = store.histories([(AUTHORITY, UUID(case)) for case in day.cases])
        assert wait_for(store, head(store), timeout=ENOUGH)
        damage = verify(store).damage
    late = statistics.quantiles(watch.lags, n=100)[-1]
    grown = {name: growth(held) for name, held in sorted(watch.held.items())}
    held = ", ".join(
        f"{name} {max(watch.held[name]):.0f} MB, grown to {times:.3f}"
        for name, times in grown.items()
    )
    figure(
        f"{SECONDS} s, {RATE} requests a second: {dict(answered)}; from commit to seen"
        f" {late:.2f} s at the 99th percentile; {held}",
        f"0 times 5xx, < {LAG:.0f} s, grown to < {GROWN}",
        within=late < LAG and (max(grown.values()) < GROWN or SECONDS < JUDGED_FROM),
    )
    assert set(answered) <= {200, 201}, answered
    assert damage == ()
    for case, version in day.acknowledged.items():
        assert len(stored[AUTHORITY, UUID(case)]) >= version, "what was acknowledged is not there"


def paced(office, one):
    """Have one thing done after another at the rate, whether or not the last one is done."""
    begun = time.monotonic()
    for number in range(SECONDS * RATE):
        time.sleep(max(0.0, begun + number / RATE - time.monotonic()))
        yield office.submit(one)
