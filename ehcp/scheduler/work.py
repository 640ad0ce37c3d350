"""The process that does what nobody asked for: keeps the read models, and sweeps.

APScheduler only wakes it, by an interval: it keeps no jobs, so it can lose none. Any number
of these processes may run; that one leads saves work and decides nothing.
"""

import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from datetime import date
from queue import SimpleQueue
from threading import Event as Flag
from threading import Thread
from types import FrameType
from typing import Self

import psycopg
import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from ehcp.application.clock import now
from ehcp.application.clock import today as today_in_london
from ehcp.domain.when import LONDON
from ehcp.projections.parking import reason
from ehcp.projections.positions import head, reached, wait_for
from ehcp.projections.projector import Projector
from ehcp.scheduler.delivery.drafts import expire
from ehcp.scheduler.health import beat
from ehcp.scheduler.reading import watch
from ehcp.scheduler.sweep import Swept, sweep
from ehcp.scheduler.unreviewed import tell_unreviewed
from ehcp.store.cases import Store
from ehcp.store.errors import StoreError
from ehcp.store.pools import Pooled, translated

EVERY = 30  # seconds between two sweeps
WATCHED_EVERY = 300.0  # seconds between two looks at how records are looked at

LOG = structlog.get_logger(__name__)

CAUGHT_UP_WITHIN = 30.0  # seconds that a sweep waits for the read models
LOOK = 0.5  # seconds between two looks whether to stop

LEAD = "select pg_try_advisory_lock(hashtextextended('ehcp sweep', 0))"


class Work:
    """The threads of one worker. Use it as a context, or `start` and `stop` it.

    `swept` is told of each sweep how many alerts it raised.
    """

    def __init__(
        self, store: Store, today: Callable[[], date] = today_in_london, *, every: int = EVERY
    ) -> None:
        """Take the store, what tells the day, and the seconds between two sweeps."""
        self.store = store
        self.today = today
        self.projector = Projector(store, today, processes=os.cpu_count() or 1)
        self.swept: Callable[[int], None] = _untold
        self._stop = Flag()
        self._thread = Thread(target=self._project, name="projector", daemon=True)
        self._scheduler = BackgroundScheduler(timezone=LONDON)
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=every,
            next_run_time=now(),  # at once: what came due while nobody swept
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
        )
        self._leading: Pooled | None = None
        self._watched = float("-inf")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the projector and the clock, and return."""
        self._thread.start()
        self._scheduler.start()

    def stop(self) -> None:
        """End what is being done and stop; what is not done is done by the next that starts."""
        self._stop.set()
        self._scheduler.shutdown(wait=True)
        self._thread.join()
        self._let_go()

    @property
    def alive(self) -> bool:
        """Whether both threads run."""
        return self._thread.is_alive() and bool(self._scheduler.running)

    def tick(self) -> Swept | None:
        """Restate what the day has changed, and sweep; None if another process leads."""
        try:
            if not self._leads():
                return None
            # a duty that was done meanwhile is not alerted; late is worse than once too often
            self._catch_up()
            self.projector.restate_turned()
            swept = sweep(self.store, self.today(), self.projector.calendar, self._stop.is_set)
            swept += Swept(looked_at=0, raised=tell_unreviewed(self.store, self.today()))
            expire(self.store, self.today())
            beat(self.store)
            self._watch()
        except StoreError as error:
            self._let_go()
            LOG.warning("no sweep", reason=str(error))
            return None
        except Exception as error:  # noqa: BLE001 - the next tick tries again
            LOG.error("sweep failed", reason=reason(error))  # noqa: TRY400 - no traceback
            return None
        self.swept(swept.raised)
        if swept.raised:
            LOG.info("swept", raised=swept.raised)
        return swept

    def _watch(self) -> None:
        """Watch how children's records are looked at, now and then."""
        if time.monotonic() - self._watched >= WATCHED_EVERY:
            watch(self.store)
            self._watched = time.monotonic()

    def _catch_up(self) -> None:
        """Wait for the read models to hold what is stored now, so long and no longer."""
        wanted, until = head(self.store), time.monotonic() + CAUGHT_UP_WITHIN
        while not (self._stop.is_set() or wait_for(self.store, wanted, LOOK, reached)):
            if time.monotonic() >= until:
                LOG.warning("sweeping on read models that lag")
                return

    def _project(self) -> None:
        self.projector.run(self._stop)

    def _leads(self) -> bool:
        """Whether this process has the lead. It goes with the connection, and so with us."""
        if self._leading is not None:
            try:
                self._leading.execute("select 1")
            except psycopg.Error:
                self._let_go()
            else:
                return True
        with translated():
            self._leading = self.store.pools.sweeper.getconn()
            if self._leading.execute(LEAD).fetchone() == (True,):
                return True
        self._let_go()
        return False

    def _let_go(self) -> None:
        connection, self._leading = self._leading, None
        if connection is not None:
            with suppress(psycopg.Error):
                connection.execute("select pg_advisory_unlock_all()")
            self.store.pools.sweeper.putconn(connection)


def _untold(_raised: int) -> None:
    """Tell nobody."""


def sweep_once(store: Store, today: date) -> Swept:
    """Take in what was recorded, restate what the day has changed, sweep, and take in that."""
    projector = Projector(store, lambda: today)
    projector.catch_up()
    projector.restate_turned()
    swept = sweep(store, today, projector.calendar)
    expire(store, today)
    watch(store)
    projector.catch_up()
    return swept


def work(
    stores: Store | Sequence[Store],
    today: Callable[[], date] = today_in_london,
    *,
    every: int = EVERY,
    beside: Callable[[Sequence[Work]], AbstractContextManager[object]] = nullcontext,
) -> None:
    """Work on each store until told to stop by SIGTERM or SIGINT.

    `beside` opens what runs beside the workers: what tells of them.
    """
    told: SimpleQueue[None] = SimpleQueue()  # an event that two signals set at once locks itself

    def stop(_number: int, _frame: FrameType | None) -> None:
        told.put(None)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    works = [
        Work(store, today, every=every)
        for store in ([stores] if isinstance(stores, Store) else stores)
    ]
    with ExitStack() as working:
        working.enter_context(beside(works))
        for each in works:
            working.enter_context(each)
        LOG.info("working")
        told.get()
    LOG.info("stopped")
