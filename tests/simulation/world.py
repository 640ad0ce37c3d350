"""One seed: clients, two projectors and three sweeps on one database, with all that can fail.

What comes next is drawn, and so the seed is the whole story: the same seed, the same story.
"""

from collections.abc import Callable, Generator
from datetime import UTC, date, datetime, timedelta
from random import Random

from ehcp.application.cases import Cases
from ehcp.domain.when import LONDON
from ehcp.store.errors import Unavailable
from tests.simulation.checks import check, check_alerts
from tests.simulation.clients import Clients
from tests.simulation.memory import Memory, Store
from tests.simulation.processes import CALENDAR, Today, project, sweep, turned_by

FROM = datetime(2025, 1, 6, 9, 30, tzinfo=UTC)
ACTS = 120
DEEP = 2  # how many commands may be under way within each other
Process = Generator[None, None, None]


class World:
    """One story."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 - a story, not a secret
        self.memory = Memory(FROM + timedelta(days=self.chance.randint(0, 700)))
        web = [Store(self.memory, self) for _ in range(2)]
        cases = [Cases(store, self.today, CALENDAR) for store in web]  # type: ignore[arg-type]
        self.clients = Clients(cases, self.chance, self.today)
        self.skew = [self.chance.choice((0, 0, 0, 1, -1)) for _ in range(5)]
        self.processes: list[Process | None] = [None] * 5
        self.latest = self.today()
        self.deep = 0
        self.calm = False

    def run(self) -> None:
        """Live the story, let everything come to rest, and look at what is there."""
        for _ in range(ACTS):
            self.act()
            if self.chance.random() < 0.02:
                self.come_to_rest()
        self.come_to_rest()
        check(self.memory, self.clients, self.latest)

    def today(self, skew: int = 0) -> date:
        """Return the day in London by the clock of a process."""
        return self.memory.now.astimezone(LONDON).date() + timedelta(days=skew)

    def act(self) -> None:
        """Let one thing happen."""
        acts: tuple[tuple[Callable[[], None], int], ...] = (
            (self.clients.act, 20),
            (self.step, 60),
            (self.kill, 4),
            (self.memory_crashes, 1),
            (self.time_passes, 15),
        )
        (act,) = self.chance.choices([each for each, _ in acts], [weight for _, weight in acts])
        act()

    def step(self) -> None:
        """Let one process do its next step."""
        self._step(self.chance.randrange(5))

    def _step(self, number: int) -> None:
        process = self.processes[number] or self._start(number)
        self.processes[number] = process
        try:
            next(process)
        except (StopIteration, Unavailable):
            self.processes[number] = None

    def _start(self, number: int) -> Process:
        today = self._clock(number)
        start = project if number < 2 else sweep
        return start(self.memory, today)  # type: ignore[return-value]

    def _clock(self, number: int) -> Today:
        def today() -> date:
            day = self.latest if self.calm else self.today(self.skew[number])
            self.latest = max(self.latest, day)
            return day

        return today

    def kill(self) -> None:
        """Kill a process where it stands."""
        number = self.chance.randrange(5)
        process, self.processes[number] = self.processes[number], None
        if process is not None:
            process.close()

    def memory_crashes(self) -> None:
        """Let the database die and come back: whatever was not committed never was."""
        self.memory.crash()
        for process in self.processes:
            if process is not None:
                process.close()
        self.processes = [None] * 5

    def time_passes(self) -> None:
        """Let the clock go on, jump far ahead, or be put back."""
        hours = self.chance.choice((1, 5, 12, 24, 24, 24, 72, 24 * 7, 24 * 7, 24 * 30, -1, -26))
        self.memory.now += timedelta(hours=hours, minutes=self.chance.randint(0, 59))
        self.latest = max(self.latest, self.today())

    def before_commit(self) -> None:
        """Say what befalls an append that is not committed: others act, or it is lost."""
        if self.calm:
            return
        if self.deep < DEEP:
            self.deep += 1
            for _ in range(self.chance.choice((0, 0, 1, 2, 4))):
                self.act()
            self.deep -= 1
        if self.chance.random() < 0.1:
            raise Unavailable("the connection was lost", unknown=True)

    def after_commit(self) -> None:
        """Say what befalls the answer to a commit."""
        if not self.calm and self.chance.random() < 0.1:
            raise Unavailable("the answer was lost", unknown=True)

    def come_to_rest(self) -> None:
        """Let everybody finish, without a fault, on a day that no clock has passed."""
        self.calm = True
        self.latest = max(self.latest, self.today())
        self.clients.finish()
        self._all_finish()
        self._until_nothing_is_left()
        check_alerts(self.memory, self.latest)
        self.calm = False

    def _all_finish(self) -> None:
        for _ in range(10_000):
            if not any(self.processes):
                return
            for number, process in enumerate(self.processes):
                if process is not None:
                    self._step(number)
        raise AssertionError("they wait for each other")

    def _until_nothing_is_left(self) -> None:
        memory = self.memory
        for _ in range(10_000):
            self._run(project(memory, lambda: self.latest))
            if not memory.notifications(memory.reached, 1) and not turned_by(memory, self.latest):
                before = memory.drawn
                self._run(sweep(memory, lambda: self.latest))
                if memory.drawn == before:
                    return
        raise AssertionError("it never comes to an end")

    def _run(self, process: object) -> None:
        for _ in process:  # type: ignore[attr-defined]
            pass
