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

import structlog

from ehcp.projections.parking import reason as where
from ehcp.scheduler.delivery import mail, webhook
from ehcp.scheduler.delivery.claims import ORDINARY, Patience, delivered, failed, take
from ehcp.scheduler.delivery.message import Message, NotSent
from ehcp.scheduler.delivery.targets import Channel, Target, Targets
from ehcp.store.cases import Store
from ehcp.store.errors import StoreError

THREADS = {Channel.WEBHOOK: 16, Channel.MAIL: 4}
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


class Sender:
    """What sends the messages of one store. `close` it: it has threads.

    `told` is called after each message, when there is room for another.
    """

    def __init__(
        self,
        store: Store,
        targets: Targets,
        patience: Patience = ORDINARY,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        """Take who is to be told, and how often each message is tried."""
        self.store = store
        self.targets = targets
        self.patience = patience
        self.told = told
        self._traffic = {channel: Traffic(threads) for channel, threads in THREADS.items()}
        self._threads = {
            channel: ThreadPoolExecutor(count, f"ehcp-{channel}")
            for channel, count in THREADS.items()
        }

    def step(self) -> int:
        """Take what is due and there is room for, give it to the threads; return how much."""
        return sum(map(self._step, Channel))

    def close(self) -> None:
        """Wait for what is under way."""
        for threads in self._threads.values():
            threads.shutdown(wait=True)

    def _step(self, channel: Channel) -> int:
        traffic = self._traffic[channel]
        ours = [target for target in self.targets.every() if target.channel is channel]
        rooms, most = traffic.rooms(ours)
        if not rooms or most < 1:
            return 0
        taken = take(self.store, rooms, most, self.patience)
        for message in taken:
            traffic.begun(message.target)
            self._threads[channel].submit(self._send, message, traffic)
        return len(taken)

    def _send(self, message: Message, traffic: Traffic) -> None:
        """Send one, and note what came of it. What cannot be noted is sent again."""
        reason = self._tried(message)
        try:
            if reason is None:
                delivered(self.store, message)
            elif failed(self.store, message, reason, self.patience):
                LOG.error("alert not delivered", message=str(message.id), reason=reason)
        except StoreError as error:
            LOG.warning("delivery not noted", message=str(message.id), reason=str(error))
        except Exception as error:  # noqa: BLE001 - a thread's own tells nobody
            LOG.error("delivery failed", reason=where(error))  # noqa: TRY400 - no traceback
        finally:
            traffic.ended(message.target, well=reason is None)
            self.told()

    def _tried(self, message: Message) -> str | None:
        """Send one message; return why it was not taken, or None."""
        try:
            self._out(message)
        except NotSent as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - our own mistake: it is tried again like any
            return where(error)
        return None

    def _out(self, message: Message) -> None:
        of = self.targets.authorities[message.authority]
        if message.channel is Channel.WEBHOOK:
            webhook.send(message, of.webhooks[message.recipient])
        elif self.targets.smtp is not None:
            mail.send(message, of.mail[message.recipient], self.targets.smtp, self.targets.link)
