"""The answers that a process has made of cases, so that none is made twice of the same history.

The database is asked every time: it says whether whoever asks may see the case, and whether its
last entry is still the one of which the answer was made. Only what is worked out is kept: an
answer follows from the history, the question, the day and the role.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import NamedTuple

from ehcp.application.rights import FieldClass

MOST = 32_000_000
"""Bytes of answers that are kept."""
AROUND = 500  # bytes that an answer counts for, beside its own


class Made(NamedTuple):
    """An answer as it is sent, and its tag."""

    body: bytes
    tag: str


class Known(NamedTuple):
    """An answer with the version of the case that it was made of, and the hash of that.

    `sees` are the classes of fields that were seen for it.
    """

    made: Made
    version: int
    hash: bytes
    sees: frozenset[FieldClass]

    @property
    def size(self) -> int:
        """How many bytes it counts for."""
        return len(self.made.body) + AROUND


class Kept:
    """The answers last asked for, as many as fit into `most` bytes, by the question."""

    def __init__(self, most: int = MOST) -> None:
        """Keep none yet."""
        self._most = most
        self._kept: OrderedDict[Hashable, Known] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, question: Hashable) -> Known | None:
        """Return what was answered last: whether it still stands, the database must say."""
        with self._lock:
            found = self._kept.get(question)
            if found is not None:
                self._kept.move_to_end(question)
            return found

    def keep(self, question: Hashable, answer: Known) -> None:
        """Keep an answer, and drop what nobody has asked for longest."""
        with self._lock:
            old = self._kept.pop(question, None)
            self._kept[question] = answer
            self._size += answer.size - (old.size if old else 0)
            while self._size > self._most:
                _, dropped = self._kept.popitem(last=False)
                self._size -= dropped.size
