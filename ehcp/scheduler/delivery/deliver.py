"""Delivery while it runs: a thread that reads the log, fills the outbox and has it sent."""

import time
from threading import Event as Flag
from threading import Thread
from typing import Generic, Protocol, Self, TypeVar

import structlog

from ehcp.application.clock import today
from ehcp.projections.parking import reason
from ehcp.scheduler.delivery import drafts
from ehcp.scheduler.delivery.claims import ORDINARY, Patience, forget
from ehcp.scheduler.delivery.message import Message, Sent
from ehcp.scheduler.delivery.outbox import Outbox
from ehcp.scheduler.delivery.post import OfAlerts
from ehcp.scheduler.delivery.sending import Post, Sender
from ehcp.scheduler.delivery.targets import Targets
from ehcp.store.cases import Store
from ehcp.store.errors import StoreError

POLL = 0.5  # seconds between two looks when there is nothing to do
AGAIN = 1.0  # seconds before the next try when the database cannot answer
FORGET_EVERY = 3600.0

LOG = structlog.get_logger(__name__)


S = TypeVar("S", bound=Sent)


class Filling(Protocol):
    """What puts messages into the outbox of one store."""

    def step(self) -> bool:
        """Take in what was stored next; False if there is nothing to do."""


class Delivering(Generic[S]):
    """Fills an outbox and has it sent. Any number may run; each row is sent by one.

    Use it as a context, or `start` and `stop` it.
    """

    def __init__(self, store: Store, filling: Filling, post: Post[S], patience: Patience) -> None:
        """Take what fills, who is sent what, and how often each message is tried."""
        self.store = store
        self.filling = filling
        self.sender = Sender(store, post, patience, self._wake)
        self._stop = Flag()
        self._news = Flag()
        self._thread = Thread(target=self._run, name="delivery", daemon=True)
        self._forget_at = 0.0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and return."""
        self._thread.start()

    def stop(self) -> None:
        """Take nothing more, and wait for what is under way."""
        self._stop.set()
        self._news.set()
        self._thread.join()
        self.sender.close()

    @property
    def alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread.is_alive()

    def _wake(self) -> None:
        self._news.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._news.clear()
            try:
                read = self.filling.step()
                self.sender.step()
                self._forget()
            except StoreError as error:
                LOG.warning("delivery waits", reason=str(error))
                self._stop.wait(AGAIN)
            except Exception as error:  # noqa: BLE001 - one that has died tells nobody
                LOG.error("delivery failed", reason=reason(error))  # noqa: TRY400 - no traceback
                self._stop.wait(AGAIN)
            else:
                if not read:
                    self._news.wait(POLL)

    def _forget(self) -> None:
        if time.monotonic() >= self._forget_at:
            forget(self.store, self.sender.post.table)
            self._forget_at = time.monotonic() + FORGET_EVERY


class Delivery(Delivering[Message]):
    """Delivers the alerts of one store."""

    def __init__(self, store: Store, targets: Targets, patience: Patience = ORDINARY) -> None:
        """Take who is to be told, and how often each message is tried."""
        super().__init__(store, Outbox(store, targets), OfAlerts(targets), patience)
        self.targets = targets

    def _forget(self) -> None:
        if time.monotonic() >= self._forget_at:
            drafts.tell(self.store, self.targets, today())
        super()._forget()
