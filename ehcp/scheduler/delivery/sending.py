"""Sending: a few threads for each channel, a few messages at once for each target.

A target that fails rests, longer each time, and meanwhile nothing of its is taken: one that
hangs costs a thread for some seconds now and then, and holds up nobody else.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, Protocol, TypeVar

import structlog

from ehcp.projections.parking import reason as where
from ehcp.scheduler.delivery.claims import (
    Patience,
    Table,
    delivered,
    failed,
    take,
    withdrawn,
)
from ehcp.scheduler.delivery.message import NotSent, NotWanted, Sent
from ehcp.scheduler.delivery.targets import Channel, Target
from ehcp.store.cases import Store
from ehcp.store.errors import StoreError

S = TypeVar("S", bound=Sent)
AT_ONCE = 2  # messages under way to one target
REST = 1.0  # seconds after the first failure, then twice as long each time
LONGEST_REST = 300.0

LOG = structlog.get_logger(__name__)


@dataclass
class Traffic:
    """What is under way on one channel, and who rests. Every thread asks and tells."""

    threads: int
    lock: Lock = field(default_factory=Lock)
    under_way: Counter[Target] = field(default_factory=Counter)
    failures: Counter[Target] = field(default_factory=Counter)
    until: dict[Target, float] = field(default_factory=dict)

    def rooms(self, targets: Iterable[Target]) -> tuple[Mapping[Target, int], int]:
        """Return how many messages each may be sent now, of those that may; and all together."""
        now = time.monotonic()
        with self.lock:
            found = {
                target: room
                for target in targets
                # after a failure one message goes first, to see
                if (room := (1 if self.failures[target] else AT_ONCE) - self.under_way[target]) > 0
                and self.until.get(target, 0.0) <= now
            }
            return found, self.threads - self.under_way.total()

    def begun(self, target: Target) -> None:
        """Take note that one is under way."""
        with self.lock:
            self.under_way[target] += 1

    def ended(self, target: Target, *, well: bool) -> None:
        """Take note that it no longer is, and let the target rest if it failed."""
        with self.lock:
            self.under_way[target] -= 1
            if well:
                self.failures.pop(target, None)
                return
            self.failures[target] = min(self.failures[target] + 1, 20)
            rest = min(REST * 2 ** (self.failures[target] - 1), LONGEST_REST)
            self.until[target] = time.monotonic() + rest


class Post(Protocol[S]):
    """Who is sent what, and how."""

    @property
    def table(self) -> Table[S]:
        """Where it waits."""

    @property
    def threads(self) -> Mapping[Channel, int]:
        """How many send at once, by each channel that there is."""

    def every(self) -> Iterable[Target]:
        """Return everyone who may be sent something now."""

    def out(self, message: S) -> None:
        """Send one. Raises NotSent unless it was taken, NotWanted if it is not to be sent."""

    def ended(self, message: S, failure: NotSent | None, *, given_up: bool) -> None:
        """Take note of what came of one, beside its row."""


class Sender(Generic[S]):
    """What sends the messages of one store. `close` it: it has threads.

    `told` is called after each message, when there is room for another.
    """

    def __init__(
        self,
        store: Store,
        post: Post[S],
        patience: Patience,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        """Take who is sent what, and how often each message is tried."""
        self.store = store
        self.post = post
        self.patience = patience
        self.told = told
        self._traffic = {channel: Traffic(threads) for channel, threads in post.threads.items()}
        self._threads = {
            channel: ThreadPoolExecutor(count, f"ehcp-{channel}")
            for channel, count in post.threads.items()
        }

    def step(self) -> int:
        """Take what is due and there is room for, give it to the threads; return how much."""
        targets = list(self.post.every())
        return sum(self._step(channel, targets) for channel in self._threads)

    def close(self) -> None:
        """Wait for what is under way."""
        for threads in self._threads.values():
            threads.shutdown(wait=True)

    def _step(self, channel: Channel, targets: Iterable[Target]) -> int:
        traffic = self._traffic[channel]
        rooms, most = traffic.rooms(target for target in targets if target.channel is channel)
        if not rooms or most < 1:
            return 0
        taken = take(self.store, self.post.table, rooms, most, self.patience)
        for message in taken:
            traffic.begun(message.target)
            self._threads[channel].submit(self._send, message, traffic)
        return len(taken)

    def _send(self, message: S, traffic: Traffic) -> None:
        """Send one, and note what came of it. What cannot be noted is sent again."""
        failure: NotSent | None = None
        try:
            failure = self._tried(message)
        except StoreError as error:
            LOG.warning("delivery not noted", message=str(message.id), reason=str(error))
        except Exception as error:  # noqa: BLE001 - a thread's own tells nobody
            LOG.error("delivery failed", reason=where(error))  # noqa: TRY400 - no traceback
        finally:
            traffic.ended(message.target, well=failure is None)
            self.told()

    def _tried(self, message: S) -> NotSent | None:
        """Send one message and note it; return why it was not taken, or None."""
        failure, given_up = None, False
        try:
            self.post.out(message)
        except NotWanted:
            withdrawn(self.store, self.post.table, message)
            return None
        except NotSent as error:
            failure = error
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - our own mistake: it is tried again like any
            failure = NotSent(where(error))
        if failure is None:
            delivered(self.store, self.post.table, message)
        else:
            given_up = failed(self.store, self.post.table, message, str(failure), self.patience)
        self.post.ended(message, failure, given_up=given_up)
        return failure
