"""Telling somebody of a step, and the proof of it."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.people.people import NO_SUCH_PERSON
from ehcp.domain.event import Event
from ehcp.domain.events.capacity import Holder, Matter
from ehcp.domain.events.notice import (
    NoticeDelivered,
    NoticeOpened,
    NoticeReturned,
    NoticeSent,
    SentBy,
)
from ehcp.domain.events.people import THE_CHILD
from ehcp.domain.standing.people import people
from ehcp.domain.standing.rights_holder import rights_holder
from ehcp.domain.standing.told import tells_somebody
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, CODE_2015
from ehcp.law.recipients import Addressee

NO_SUCH_STEP = Refusal(
    "no-such-step",
    "The record has no entry in that place that somebody could be told of.",
    instead="Name the place of the step.",
)
TOLD_BEFORE_THE_STEP = Refusal(
    "told-before-the-step",
    "The notice is dated before the step that it tells of.",
    instead="Check the day.",
)
NOTHING_SENT = Refusal(
    "nothing-sent",
    "That entry does not say that something was sent to somebody.",
    instead="Record the notice first, or name its place.",
)
ARRIVED_BEFORE_SENT = Refusal(
    "arrived-before-sent",
    "It is dated before the notice was sent.",
    instead="Check the day.",
)

NOT_THE_YOUNG_PERSON = Caution(
    "not-the-young-person",
    "The rights are the young person's: letters go to them. A parent has a copy if they agree,"
    " or as their representative.",
    CFA_2014.s("83(2)") & CODE_2015.at("paras 8.13-8.18"),
    rule="K2",
)
NOT_A_RIGHTS_HOLDER = Caution(
    "not-a-rights-holder",
    "The notice goes to somebody who does not hold the rights.",
    CFA_2014.at("ss.80, 83(2)"),
    rule="K1",
)


class SendNotice(Command, commutes=True):
    """Tell somebody of a step. `step` is its place, `person` the id of who it goes to.

    `matter` is the decision that it is about, where somebody acts in it for want of capacity.
    `agreed` says that the young person agreed to a copy for the parent.
    """

    step: int
    to: Addressee
    method: SentBy
    person: str | None = None
    name: str | None = None
    matter: Matter | None = None
    agreed: bool = False

    def decide(self, case: Case) -> Iterator[Event]:
        step = require(case.at(self.step), NO_SUCH_STEP)
        require(step.undated or step.first <= self.on, TOLD_BEFORE_THE_STEP)
        if self.person not in (None, THE_CHILD):
            require(self.person in people(case), NO_SUCH_PERSON)
        yield NoticeSent(
            on=self.on,
            of=step.place,
            to=self.to,
            person=self.person,
            name=self.name,
            method=self.method,
        )
        if self.to is Addressee.FAMILY and self.person is not None:
            yield from self._to_somebody_else(case)

    def _to_somebody_else(self, case: Case) -> Iterator[Event]:
        found = rights_holder(case, self.on, self.matter)
        if found.holder is None or self.person in found.people or self.agreed:
            return
        if found.holder is Holder.YOUNG_PERSON:
            yield NOT_THE_YOUNG_PERSON.about(self.on)
        else:
            yield NOT_A_RIGHTS_HOLDER.about(self.on)


class RecordDelivery(Command, commutes=True, after_death=True):
    """Record that something arrived. `notice` is the place of what says that it was sent."""

    notice: int

    def decide(self, case: Case) -> Iterator[Event]:
        yield NoticeDelivered(on=self.on, of=_sending(case, self.notice, self.on).place)


class RecordOpening(Command, commutes=True, after_death=True):
    """Record that something was opened. `notice` is the place of what says that it was sent."""

    notice: int

    def decide(self, case: Case) -> Iterator[Event]:
        yield NoticeOpened(on=self.on, of=_sending(case, self.notice, self.on).place)


class RecordReturn(Command, commutes=True, after_death=True):
    """Record that something came back. `notice` is the place of what says that it was sent."""

    notice: int
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        sending = _sending(case, self.notice, self.on)
        yield NoticeReturned(on=self.on, of=sending.place, reasons=self.reasons)


def _sending(case: Case, place: int, on: date) -> Step:
    found = require(case.at(place), NOTHING_SENT)
    require(tells_somebody(found.event), NOTHING_SENT)
    require(found.undated or found.first <= on, ARRIVED_BEFORE_SENT)
    return found
