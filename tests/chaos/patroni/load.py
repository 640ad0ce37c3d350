"""Writers that note what they were answered, and what is found of it afterwards."""

import time
from collections import defaultdict
from itertools import pairwise
from threading import Event as Flag
from threading import Thread
from typing import Self
from uuid import UUID, uuid4

from ehcp.store.cases import Store
from ehcp.store.errors import ChangedMeanwhile, Unavailable
from tests.store.events import DAY, A, ThingHappened, append

WRITERS = 4
LONG = 50  # events of a case, then the writer opens another


class Writer(Thread):
    """Adds to a case of its own, each command again with its id until it is answered.

    `answered` has the moment of each answer; `told` what each case is to hold, in order.
    """

    def __init__(self, store: Store, stop: Flag):
        super().__init__(daemon=True)
        self.store, self.stop = store, stop
        self.answered: list[float] = []
        self.told: dict[UUID, list[str]] = defaultdict(list)
        self.wrong: list[str] = []

    def run(self) -> None:
        case = uuid4()
        while not self.stop.is_set():
            if len(self.told[case]) == LONG or not self.send(case):
                case = uuid4()

    def send(self, case: UUID) -> bool:
        """Send one command until there is an answer; return whether the case goes on."""
        command, told = uuid4(), self.told[case]
        event = ThingHappened(on=DAY, what=str(command))
        while True:
            try:
                append(self.store, case, len(told), event, command=command)
            except Unavailable:
                time.sleep(0.05)
            except ChangedMeanwhile as error:
                self.wrong.append(f"{len(told)} were acknowledged, {error.current_version} there")
                return False
            else:
                told.append(str(command))
                self.answered.append(time.monotonic())
                return True


class Straggler(Thread):
    """Knows one server only, and nothing of what others have seen: each time it starts anew.

    What the server answers it with is noted like any other answer. `answered` has the moment
    at which each try began that was answered: when the answer itself was given nobody sees.
    """

    def __init__(self, url: str, stop: Flag):
        super().__init__(daemon=True)
        self.url, self.stop = url, stop
        self.tried = 0
        self.answered: list[float] = []
        self.told: dict[UUID, list[str]] = {}

    def run(self) -> None:
        while not self.stop.is_set():
            with Store(self.url, web=1, timeout=2) as store:
                self.try_once(store)
            self.stop.wait(0.2)

    def try_once(self, store: Store) -> None:
        case, self.tried, began = uuid4(), self.tried + 1, time.monotonic()
        try:
            append(store, case, 0, ThingHappened(on=DAY, what=str(case)))
        except Unavailable:
            return
        self.answered.append(began)
        self.told[case] = [str(case)]


class Load:
    """The writers of one scenario, from its beginning to its end, and the straggler."""

    def __init__(self, store: Store, pinned: str):
        self.stop = Flag()
        self.writers = [Writer(store, self.stop) for _ in range(WRITERS)]
        self.straggler = Straggler(pinned, self.stop)

    def __enter__(self) -> Self:
        for writer in self.writers:
            writer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop them; each writer waits for its last answer."""
        self.stop.set()
        for thread in (*self.writers, self.straggler):
            if thread.ident is not None:
                thread.join(60)
            assert not thread.is_alive(), "a command was never answered"

    @property
    def answers(self) -> list[float]:
        """The moments of all answers to the writers so far, in order."""
        return sorted(moment for writer in self.writers for moment in [*writer.answered])

    @property
    def told(self) -> dict[UUID, list[str]]:
        """What each case is to hold, by what was acknowledged to anybody."""
        found = {case: whats for writer in self.writers for case, whats in writer.told.items()}
        return {**found, **self.straggler.told}

    @property
    def wrong(self) -> list[str]:
        """Answers that were false."""
        return [said for writer in self.writers for said in writer.wrong]

    def answered_since(self, moment: float) -> int:
        return sum(each > moment for each in self.answers)

    def gap(self) -> float:
        """Return the longest time without any answer, in seconds."""
        return max(later - earlier for earlier, later in pairwise(self.answers))


def lost_and_doubled(store: Store, told: dict[UUID, list[str]]) -> tuple[int, int]:
    """Count what was acknowledged and is not there, and what is there besides."""
    lost = besides = 0
    for case, whats in told.items():
        entries = store.history(A, case)
        found = [each.event.what for each in entries if isinstance(each.event, ThingHappened)]
        lost += len(set(whats) - set(found))
        besides += len(entries) - len(set(found) & set(whats))
        assert lost or besides or found == whats, "they are there in another order"
    return lost, besides
