"""How often somebody may ask: each person, all of an authority, and who fails to sign in.

Counted in windows, in the memory of each process: with several, and several machines, it may be
so many times as often. The library at hand starts a thread at each count, and took longer than
what it is there to protect: docs/adr/0024 has the figures.
"""

import re
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import NamedTuple

from flask import Flask, Response, g

from ehcp.api.callers.identity import SignedIn

A_LIMIT = re.compile(r"([1-9][0-9]{0,8})/(second|minute|hour)\Z")
NONE = "none"
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
MOST_KEYS = 50_000
"""So many are counted at once; addresses that fail to sign in could be any number."""


class TooOften(Exception):  # noqa: N818 - an answer, not an error
    """Somebody asks more often than is allowed; `seconds` until they may again."""

    def __init__(self, seconds: int) -> None:
        super().__init__("It is asked too often.")
        self.seconds = seconds


class Limit(NamedTuple):
    """So many times in so many seconds."""

    most: int
    seconds: int

    @classmethod
    def read(cls, text: str) -> "Limit | None":
        """Return what is meant by `600/minute`; None by `none`. Raises ValueError."""
        if text == NONE:
            return None
        found = A_LIMIT.match(text)
        if found is None:
            raise ValueError("Write a limit as in 600/minute, or none.")
        return cls(int(found[1]), SECONDS[found[2]])


class Left(NamedTuple):
    """How often it may be asked still, until a window ends."""

    limit: Limit
    times: int
    seconds: int


class Counts:
    """How often each key came up in its window."""

    def __init__(self) -> None:
        """Count nothing yet."""
        self._lock = Lock()
        self._windows: dict[str, tuple[float, int]] = {}

    def count(self, key: str, limit: Limit) -> Left:
        """Count once more. Raises TooOften beyond the limit; what is refused counts too."""
        now = monotonic()
        with self._lock:
            end, times = self._windows.get(key, (0.0, 0))
            if end <= now:
                self._forget(now)
                end, times = now + limit.seconds, 0
            self._windows[key] = end, times + 1
        seconds = int(end - now) + 1
        if times >= limit.most:
            raise TooOften(seconds)
        return Left(limit, limit.most - times - 1, seconds)

    def _forget(self, now: float) -> None:
        """Drop the windows that are over, and all of them where there are too many still."""
        if len(self._windows) < MOST_KEYS:
            return
        self._windows = {key: kept for key, kept in self._windows.items() if kept[0] > now}
        if len(self._windows) >= MOST_KEYS:
            self._windows.clear()


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of one process. None: as often as they like."""

    person: Limit | None = None
    authority: Limit | None = None
    failures: Limit | None = None
    counts: Counts = field(default_factory=Counts)

    def asked(self, who: SignedIn) -> None:
        """Count a request of somebody who is signed in. Raises TooOften."""
        if self.person is not None:
            key = f"person/{who.authority}/{who.subject}"
            g.left = self.counts.count(key, self.person)
        if self.authority is not None:
            self.counts.count(f"authority/{who.authority}", self.authority)

    def failed(self, address: str | None) -> None:
        """Count that somebody at an address did not sign in. Raises TooOften.

        A good sign-in is not held up by what others at its address do.
        """
        if self.failures is not None:
            self.counts.count(f"address/{address}", self.failures)


def _tell(answer: Response) -> Response:
    """Say what is left, in the headers that the IETF's draft has for it."""
    left: Left | None = g.get("left")
    if left is not None:
        answer.headers["RateLimit-Policy"] = f'"person";q={left.limit.most};w={left.limit.seconds}'
        answer.headers["RateLimit"] = f'"person";r={left.times};t={left.seconds}'
    return answer


def register(app: Flask) -> None:
    """Tell everybody who is counted what they have left."""
    app.after_request(_tell)
