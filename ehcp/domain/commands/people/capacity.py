"""Who decides: capacity for one decision, who acts, and what was checked. CFA 2014 s.80."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.people.people import NO_SUCH_PERSON
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.underway import child
from ehcp.domain.event import Event
from ehcp.domain.events.capacity import (
    ActsAs,
    CapacityBasis,
    CapacityFindingEnded,
    Holder,
    LackOfCapacityFound,
    Matter,
    RightsHolderRecorded,
)
from ehcp.domain.events.people import THE_CHILD
from ehcp.domain.standing.people import involved
from ehcp.domain.standing.rights_holder import rights_holder
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014

WHO_ACTS = Refusal(
    "who-acts",
    "A finding says who acts: a deputy or attorney, else the parent or a representative.",
    CFA_2014.s("80"),
    instead="Give the name or the id of who acts.",
    rule="K3",
)
WHY_LACKING = Refusal(
    "why-lacking",
    "Capacity is presumed: a finding that it is lacking gives its reasons.",
    CFA_2014.s("80"),
    instead="Say what it rests on, for this decision.",
    rule="K3",
)
NOT_FOR_A_PARENT = Refusal(
    "not-for-a-parent",
    "Where a parent lacks capacity a representative of the parent acts.",
    CFA_2014.s("80"),
    instead="Record who represents the parent.",
    rule="K3",
)
NO_AUTHORITY_SEEN = Refusal(
    "no-authority-seen",
    "A deputy or attorney acts under a document, which somebody has looked at.",
    CFA_2014.s("80"),
    instead="Give the document, and the day on which it was checked.",
    rule="K4",
)
CHECKED_LATER = Refusal(
    "checked-later",
    "The document is said to have been checked after the day of the finding.",
    instead="Date the finding from the day on which the document had been checked.",
)
NO_SUCH_FINDING = Refusal(
    "no-such-finding",
    "That entry finds no lack of capacity, or the finding was ended already.",
    instead="Name the place of the finding.",
)
ENDED_BEFORE_FOUND = Refusal(
    "ended-before-found", "The end is dated before the finding.", instead="Check the day."
)
BIRTH_UNKNOWN = Refusal(
    "date-of-birth-unknown",
    "Who holds the rights depends on the date of birth, which is not recorded.",
    CFA_2014.s("83(2)"),
    instead="Correct the details of the child or young person first.",
    rule="K1",
)

DEPUTY_FIRST = Caution(
    "deputy-first",
    "The parent acts for a young person only if there is no deputy and no attorney.",
    CFA_2014.s("80"),
    rule="K3",
)

UNDER_A_DOCUMENT = (ActsAs.DEPUTY, ActsAs.ATTORNEY)
FOR_A_PARENT = (ActsAs.REPRESENTATIVE, ActsAs.PARENTS_REPRESENTATIVE)


class FindLackOfCapacity(Command):
    """Record that somebody lacks capacity for one decision, and who acts for them in it.

    `person` is "child" for the young person, or the id of a parent. `acting` is the id of who
    acts, where the case has one. `no_deputy` says that neither a deputy nor an attorney was
    found, which is what lets a parent act.
    """

    person: str
    matter: Matter
    acts_as: ActsAs
    reasons: str
    acting: str | None = None
    name: str | None = None
    document: str | None = None
    checked: date | None = None
    no_deputy: bool = False

    def decide(self, case: Case) -> Iterator[Event]:
        known = involved(case)
        if self.person != THE_CHILD:
            require(known.get(self.person), NO_SUCH_PERSON)
            require(self.acts_as in FOR_A_PARENT, NOT_FOR_A_PARENT)
        if self.acting is not None:
            require(known.get(self.acting), NO_SUCH_PERSON)
        require(self.acting or stated(self.name), WHO_ACTS)
        require(stated(self.reasons), WHY_LACKING)
        self._require_authority()
        name = self.name or (known[self.acting].details.name if self.acting else None)
        yield LackOfCapacityFound(
            on=self.on,
            person=self.person,
            matter=self.matter,
            acts_as=self.acts_as,
            acting=self.acting,
            name=name,
            document=self.document,
            checked=self.checked,
            reasons=self.reasons,
        )
        if (
            self.person == THE_CHILD
            and self.acts_as not in UNDER_A_DOCUMENT
            and not self.no_deputy
        ):
            yield DEPUTY_FIRST.about(self.on)

    def _require_authority(self) -> None:
        if self.acts_as in UNDER_A_DOCUMENT:
            require(stated(self.document) and self.checked is not None, NO_AUTHORITY_SEEN)
        require(self.checked is None or self.checked <= self.on, CHECKED_LATER)


class EndCapacityFinding(Command):
    """Record that a finding no longer holds. `finding` is the place of its entry."""

    finding: int
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = require(_standing(case, self.finding), NO_SUCH_FINDING)
        require(found.first <= self.on, ENDED_BEFORE_FOUND)
        yield CapacityFindingEnded(on=self.on, of=found.place, reasons=self.reasons)


class RecordRightsHolder(Command):
    """Put on record who holds the right to a decision, on what footing, checked on the day `on`.

    Who it is follows from the date of birth and the findings; `assessed` says that capacity
    was looked at and found, and not only presumed.
    """

    matter: Matter
    assessed: bool = False

    def decide(self, case: Case) -> Iterator[Event]:
        require(child(case), BIRTH_UNKNOWN)
        found = rights_holder(case, self.on, self.matter)
        capacity = CapacityBasis.ASSESSED if self.assessed else CapacityBasis.PRESUMED
        if found.holder is Holder.ALTERNATIVE_PERSON:
            capacity = CapacityBasis.LACKING
        yield RightsHolderRecorded(
            on=self.on,
            matter=self.matter,
            holder=found.holder,
            capacity=capacity,
            document=found.document,
        )


def _standing(case: Case, place: int) -> Step | None:
    step = case.at(place)
    if step is None or not isinstance(step.event, LackOfCapacityFound):
        return None
    ended = (case.at(end.event.of) for end in case.steps_of(CapacityFindingEnded))
    return None if step in list(ended) else step
