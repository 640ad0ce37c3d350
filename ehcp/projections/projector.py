"""The projector: reads what was stored, in order, and restates every case that was touched.

Rows and position are written in one transaction, so that each event counts once whatever
dies when. Whoever holds the position's lock works; others stand by.
"""

from collections.abc import Callable
from datetime import date
from enum import Enum
from threading import Event as Flag

import structlog

from ehcp.application.bank_holidays import england_and_wales
from ehcp.law.calendar import Calendar
from ehcp.projections import positions
from ehcp.projections.parking import reason
from ehcp.projections.positions import APPLICATION, READ, READER, hold, move
from ehcp.projections.restate import Day
from ehcp.projections.writing import write
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable

BATCH = 5000  # events at most in one transaction
POLL = 0.05  # seconds between two looks when there is nothing new
STAND_BY = 0.5  # seconds between two looks while another projector works
AGAIN = 0.5  # seconds before the next try when the database cannot answer
TURNED = 500  # cases restated together because their day has come

LOG = structlog.get_logger(__name__)

TURNED_CASES = """
    select authority, case_id from ehcp.caseload
    where restate_on <= %s order by restate_on limit %s
"""


class Outcome(Enum):
    """What one look of the projector came to."""

    WORKED = "worked"
    NOTHING_NEW = "nothing-new"
    STOOD_BY = "stood-by"


class Projector:
    """Keeps the read models of one store. `today` is the day it is in London.

    `taken_in` is told how many events were taken in at once.
    """

    def __init__(
        self,
        store: Store,
        today: Callable[[], date],
        calendar: Calendar | None = None,
        *,
        batch: int = BATCH,
    ) -> None:
        self.store = store
        self.today = today
        self.calendar = calendar or england_and_wales()
        self.batch = batch
        self.taken_in: Callable[[int], object] = _untold
        self._after: int | None = None

    def step(self) -> Outcome:
        """Take in the next events, as many as there are up to a batch."""
        if self._after is None:
            positions.begin(self.store)
            self._after = positions.reached(self.store)
        noted = self.store.notifications(self._after, self.batch)
        if not noted:
            return Outcome.NOTHING_NEW
        with self.store.working() as connection:
            held = hold(connection)
            if held is None:
                return Outcome.STOOD_BY
            if held != self._after:
                self._after = held  # another projector has been here
                return Outcome.WORKED
            touched = dict.fromkeys((event.authority, event.stream) for event in noted)
            write(connection, self.store, touched, self._day())
            move(connection, noted[-1].position)
        self._after = noted[-1].position
        self.taken_in(len(noted))
        return Outcome.WORKED

    def catch_up(self) -> int:
        """Take in everything that is there, and return the position reached."""
        while (outcome := self.step()) is not Outcome.NOTHING_NEW:
            if outcome is Outcome.STOOD_BY:
                Flag().wait(POLL)
        return positions.reached(self.store)

    def run(self, stop: Flag) -> None:
        """Keep the read models until told to stop."""
        while not stop.is_set():
            try:
                outcome = self.step()
            except Unavailable as error:
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
