"""Who asks: commands sent, sent again until there is an answer, and sent once too often."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from ehcp.application.cases import Asked, Cases, Done
from ehcp.domain.command import Command, Refused
from ehcp.domain.commands.assessment.advice import AdviceKind, RecordAdvice, RequestAdvice
from ehcp.domain.commands.record import ClaimException, CorrectEntry, Note, StrikeOutEntry
from ehcp.domain.commands.request.consideration import ConsultFamily
from ehcp.domain.commands.request.decision import AgreeToAssess
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment, WithdrawRequest
from ehcp.domain.entry import Recorder
from ehcp.domain.events.opening import Child
from ehcp.domain.events.request import Method
from ehcp.store.errors import ChangedMeanwhile, CommandReused, Unavailable

AUTHORITIES = ("E10000001", "E10000002")
OFFICER = Recorder(subject="o.fficer", role="caseworker", organisation="LA")
CHILD = Child(name="Ada Example", date_of_birth=date(2015, 5, 1))
GROUNDS = ("exceptional-personal-circumstances", "school-closed-four-weeks")


@dataclass(frozen=True)
class Sent:
    """A command on its way. `case` is None for one that opens a case."""

    authority: str
    case: UUID | None
    command: Command
    asked: Asked


@dataclass(frozen=True)
class Answered:
    """A command that was done, as its sender was told."""

    sent: Sent
    done: Done


class Clients:
    """Everybody who asks. `waiting` have no answer yet and send again."""

    def __init__(
        self, processes: Sequence[Cases], chance: Random, today: Callable[[], date]
    ) -> None:
        self.processes = processes
        self.chance = chance
        self.today = today
        self.waiting: list[Sent] = []
        self.done: list[Answered] = []
        self.refused: list[Sent] = []

    @property
    def cases(self) -> Cases:
        """Any of the web processes: what another has done meanwhile it has not read."""
        return self.chance.choice(self.processes)

    def act(self) -> None:
        """Ask for something new, again, or once too often."""
        what = self.chance.random()
        if self.waiting and what < 0.3:
            self.send(self.waiting.pop(self.chance.randrange(len(self.waiting))))
        elif self.done and what < 0.4:
            self.send_once_more(self.chance.choice(self.done))
        elif self.done and what < 0.43:
            self.reuse(self.chance.choice(self.done).sent)
        else:
            self.send(self._new())

    def send(self, sent: Sent) -> None:
        """Send a command; without an answer it waits to be sent again."""
        try:
            done = self._asked(sent)
        except Unavailable:
            self.waiting.append(sent)
        except (Refused, ChangedMeanwhile):
            self.refused.append(sent)
        else:
            self.done.append(Answered(sent, done))

    def send_once_more(self, answered: Answered) -> None:
        """Send what was answered already: it has the same answer, and no other effect."""
        try:
            again = self._asked(answered.sent)
        except Unavailable:
            return
        assert again == replace(answered.done, replayed=True), "another answer the second time"

    def reuse(self, sent: Sent) -> None:
        """Use the id of a command for something else: that is never done."""
        other = replace(sent, command=Note(on=self.today(), text="something else"))
        if other.case is None or other.command == sent.command:
            return
        try:
            self._asked(other)
        except (CommandReused, Refused, Unavailable):
            return
        raise AssertionError("an id was used for two commands")

    def finish(self) -> None:
        """Send whatever waits until there is an answer to all."""
        while self.waiting:
            self.send(self.waiting.pop())

    def _asked(self, sent: Sent) -> Done:
        if sent.case is None:
            return self.cases.open(sent.authority, sent.command, sent.asked)
        return self.cases.perform(sent.authority, sent.case, sent.command, sent.asked)

    def _new(self) -> Sent:
        chance = self.chance
        command_id = UUID(int=chance.getrandbits(128))
        opened = [each for each in self.done if each.sent.case is None]
        if len(opened) < 2 or chance.random() < 0.05:
            asked = Asked(by=OFFICER, command_id=command_id, expected=chance.choice((0, None)))
            return Sent(chance.choice(AUTHORITIES), None, self._opening(), asked)
        of = chance.choice(opened)
        authority, case = of.sent.authority, of.done.case
        version = self.cases.case(authority, case).version
        command = self._command(authority, case)
        expected = None if command.commutes else chance.choice((version, version, None))
        asked = Asked(by=OFFICER, command_id=command_id, expected=expected)
        return Sent(authority, case, command, asked)

    def _opening(self) -> Command:
        on = self._day(0, 60)
        return RequestAssessment(on=on, requested_by=AskedBy.PARENT, child=CHILD)

    def _command(self, authority: str, case: UUID) -> Command:
        """Return a command that may well be allowed: what comes next, or something beside."""
        chance, on = self.chance, self._day(0, 3)
        entries = self.cases.case(authority, case).entries
        place = chance.randint(1, len(entries))
        kind = chance.choice((AdviceKind.EDUCATIONAL, AdviceKind.MEDICAL))
        return chance.choice(
            (
                lambda: ConsultFamily(on=on, method=Method.LETTER),
                lambda: AgreeToAssess(
                    on=on, s19_considered="Yes.", may_have_sen=True, plan_may_be_necessary=True
                ),
                lambda: RequestAdvice(on=on, kind=kind, from_body="A body"),
                lambda: RecordAdvice(on=on, kind=kind, from_body="A body"),
                lambda: ClaimException(on=on, ground=chance.choice(GROUNDS)),
                lambda: CorrectEntry(
                    on=on, entry=place, why="It was wrong.", right_day=self._day(0, 50)
                ),
                lambda: StrikeOutEntry(on=on, entry=place, why="Never happened."),
                lambda: Note(on=on, text="A note."),
                lambda: WithdrawRequest(on=on),
                lambda: RequestAssessment(on=on, requested_by=AskedBy.PARENT),
            )
        )()

    def _day(self, least: int, most: int) -> date:
        return self.today() - timedelta(days=self.chance.randint(least, most))
