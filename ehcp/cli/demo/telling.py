"""A case being told: commands on days counted back from today."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from ehcp.application.cases import CASES, Asked, Cases
from ehcp.cli.demo.people import AUTHORITY, AUTHORITY_NAME, OFFICERS, child_name, date_of_birth
from ehcp.domain.command import Command
from ehcp.domain.entry import Recorder
from ehcp.domain.events.opening import Child, Officer, Parent


@dataclass
class Told:
    """A case being told: performs commands on days counted back from today."""

    cases: Cases
    number: int
    today: date
    case: UUID | None = None
    steps: int = 0

    def on(self, days_ago: int) -> date:
        """Return the day so many days ago."""
        return self.today - timedelta(days=days_ago)

    def child(self, age: int) -> Child:
        """Return the child of this case, so many years old."""
        born = date_of_birth(age, self.number, self.today)
        return Child(name=child_name(self.number), date_of_birth=born)

    @property
    def parents(self) -> tuple[Parent, ...]:
        """Who speaks for the child."""
        return (Parent(name=child_name(self.number + 9), relationship="parent"),)

    @property
    def officer(self) -> Officer:
        """Who has the case."""
        name = OFFICERS[self.number % len(OFFICERS)]
        return Officer(name=name, subject=name.lower().replace(" ", "."))

    def open(self, command: Command) -> None:
        """Open the case with its first command."""
        self.case = self.cases.open(AUTHORITY, command, self._asked()).case

    def then(self, command: Command) -> None:
        """Perform the next command."""
        self.cases.perform(AUTHORITY, self.id, command, self._asked())

    @property
    def id(self) -> UUID:
        """The case's id, once it is open."""
        if self.case is None:
            raise ValueError("Open the case first.")
        return self.case

    @property
    def version(self) -> int:
        """How many entries the case has."""
        return self.cases.case(AUTHORITY, self.id).version

    def _asked(self) -> Asked:
        """Give each step an id of its own, so that telling a case again changes nothing."""
        self.steps += 1
        by = Recorder(subject="asha.patel", role="caseworker", organisation=AUTHORITY_NAME)
        return Asked(by=by, command_id=uuid5(CASES, f"demo/{self.number}/{self.steps}"))
