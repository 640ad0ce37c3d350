"""The projector: reads what was stored, in order, and restates every case that was touched.

Rows and position are written in one transaction, so that each event counts once whatever
dies when. Whoever holds the position's lock works; others stand by.

A stream is restated whole, with what was stored of it meanwhile. Where the projector is behind,
events that are in the rows already are passed over, so that a case whose events lie far apart
is not restated for each of them; and other processes share in the work.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from enum import Enum
from threading import Event as Flag

import structlog

from ehcp.application.bank_holidays import england_and_wales
from ehcp.law.calendar import Calendar
from ehcp.projections import positions
from ehcp.projections.day import Day
from ehcp.projections.parking import reason
from ehcp.projections.positions import APPLICATION, READ, READER, hold, move
from ehcp.projections.sharing import Sharing
from ehcp.projections.stating import Stated, state
from ehcp.projections.tables import Key
from ehcp.projections.writing import States, Written, write
from ehcp.store.cases import Noted, Store
from ehcp.store.errors import Unavailable

BATCH = 5000  # events at most in one transaction
TOGETHER = 4  # times as many while others share in the work: they wait where a batch ends
STREAMS = 1000  # and streams that are restated in it
FAR = 20_000  # events behind, from which on other processes share in the work
KNOWN = 200_000  # streams of which it is remembered how far they were restated
POLL = 0.05  # seconds between two looks when there is nothing new
STAND_BY = 0.5  # seconds between two looks while another projector works
AGAIN = 0.5  # seconds before the next try when the database cannot answer
TURNED = 500  # cases restated together because their day has come

LOG = structlog.get_logger(__name__)

TURNED_CASES = """
    select authority, case_id from ehcp.caseload
    where restate_on <= %s order by restate_on limit %s
"""


# where others make the rows, a busy machine may keep them longer than a transaction may rest
WAITS = "set local idle_in_transaction_session_timeout = '120s'"


class Outcome(Enum):
    """What one look of the projector came to."""

    WORKED = "worked"
    NOTHING_NEW = "nothing-new"
    STOOD_BY = "stood-by"


class Projector:
    """Keeps the read models of one store. `today` is the day it is in London.

    `taken_in` is told how many events were taken in at once.
    """

    def __init__(  # noqa: PLR0913 - a batch and processes have their ordinary size
        self,
        store: Store,
        today: Callable[[], date],
        calendar: Calendar | None = None,
        *,
        batch: int = BATCH,
        processes: int = 1,
        far: int = FAR,
    ) -> None:
        self.store = store
        self.today = today
        self.calendar = calendar or england_and_wales()
        self.batch = batch
        self.processes = processes
        self.far = far
        self.taken_in: Callable[[int], object] = _untold
        self._after: int | None = None
        self._restated: dict[Key, int] = {}
        self._sharing: Sharing | None = None

    def step(self) -> Outcome:
        """Take in the next events, as many as there are up to a batch."""
        if self._after is None:
            positions.begin(self.store)
            self._after = positions.reached(self.store)
        several = self.batch if self._sharing is None else self.batch * TOGETHER
        noted = self.store.notifications(self._after, several)
        if not noted:
            self.close()
            return Outcome.NOTHING_NEW
        noted, touched = self._next(noted)
        states = self._states(noted[-1].position) if touched else None
        with self.store.working() as connection:
            held = hold(connection)
            if held is None:
                return Outcome.STOOD_BY
            if held != self._after:
                self._after = held  # another projector has been here
                self._restated.clear()
                return Outcome.WORKED
            if states is not None:
                connection.execute(WAITS)
            written = write(connection, self.store, touched, self._day(), states=states)
            move(connection, noted[-1].position)
        self._remember(written)
        self._after = noted[-1].position
        self.taken_in(len(noted))
        return Outcome.WORKED

    def close(self) -> None:
        """Let go of what helps while it is behind. It is taken again when it is needed."""
        self._restated.clear()
        if self._sharing is not None:
            self._sharing.close()
            self._sharing = None

    def _next(self, noted: Sequence[Noted]) -> tuple[Sequence[Noted], list[Key]]:
        """Return the events to take in now, and the streams that are to be restated for them."""
        touched: dict[Key, None] = {}
        for number, event in enumerate(noted):
            key = event.authority, event.stream
            if key not in touched and event.version > self._restated.get(key, 0):
                if len(touched) == STREAMS:
                    return noted[:number], list(touched)
                touched[key] = None
        return noted, list(touched)

    def _remember(self, written: Written) -> None:
        if len(self._restated) + len(written.versions) > KNOWN:
            self._restated.clear()
        self._restated.update(written.versions)

    def _states(self, after: int) -> States | None:
        """Return what makes rows elsewhere, where that is worth it."""
        if self.processes == 1:
            return None
        if self._sharing is None:
            if positions.head(self.store) - after < self.far:
                return None
            self._sharing = Sharing(self.store.env["EHCP_DATABASE_URL"], self.processes)
            self._sharing.ready()
        sharing, day = self._sharing, self._day()

        def states(shares: Iterable[Sequence[Key]]) -> Iterator[Stated]:
            return sharing.each(state, shares, day)

        return states

    def catch_up(self) -> int:
        """Take in everything that is there, and return the position reached."""
        while (outcome := self.step()) is not Outcome.NOTHING_NEW:
            if outcome is Outcome.STOOD_BY:
                Flag().wait(POLL)
        return positions.reached(self.store)

    def run(self, stop: Flag) -> None:
        """Keep the read models until told to stop."""
        with closing(self):
            self._run(stop)

    def _run(self, stop: Flag) -> None:
        while not stop.is_set():
            try:
                outcome = self.step()
            except Unavailable as error:
                self.close()
                LOG.warning("projector waits", reason=str(error))
                stop.wait(AGAIN)
                continue
            except Exception as error:  # noqa: BLE001 - one that has died tells nobody
                LOG.error("projector failed", reason=reason(error))  # noqa: TRY400 - no traceback
                stop.wait(AGAIN)
                continue
            if outcome is not Outcome.WORKED:
                stop.wait(POLL if outcome is Outcome.NOTHING_NEW else STAND_BY)

    def restate_turned(self) -> int:
        """Restate the cases whose rows change today although nothing was recorded."""
        day, restated = self._day(), 0
        while some := self._restate_some(day):
            restated += some
        return restated

    def _restate_some(self, day: Day) -> int:
        with self.store.working() as connection:
            if not connection.execute(TURNED_CASES, (day.on, 1)).fetchone():
                return 0  # so that the projector is not held for nothing
        with self.store.working() as connection:
            # nobody restates these cases from an older history meanwhile
            connection.execute(READ + " for update", (READER, APPLICATION))
            keys = connection.execute(TURNED_CASES, (day.on, TURNED)).fetchall()
            write(connection, self.store, [(key[0], key[1]) for key in keys], day)
        return len(keys)

    def _day(self) -> Day:
        return Day(self.today(), self.calendar)


def _untold(_events: int) -> None:
    """Tell nobody."""
