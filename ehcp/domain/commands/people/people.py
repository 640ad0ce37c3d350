"""The people of a case: who is involved, and which addresses are kept from whom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.underway import child, next_place
from ehcp.domain.event import Event
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.people import (
    THE_CHILD,
    AddressRestricted,
    AddressRestrictionLifted,
    Person,
    PersonDetailsChanged,
    PersonNoLongerInvolved,
    PersonRecorded,
)
from ehcp.domain.events.record import EntryCorrected
from ehcp.domain.standing.people import (
    Involved,
    involved,
    people,
    restrictions,
    same_address,
    written_out,
)
from ehcp.domain.step import Step

WHO_IS_IT = Refusal(
    "who-is-it", "The person has no name.", instead="Give the name, or what the person is called."
)
NO_SUCH_PERSON = Refusal(
    "no-such-person",
    "Nobody of that id is involved in the case.",
    instead="Use an id that the case shows, or record the person first.",
)
BEFORE_THEY_CAME = Refusal(
    "before-they-came",
    "The day lies before the person was involved.",
    instead="Check the day.",
)
WHOLE_ADDRESS = Refusal(
    "whole-address",
    "An address that is kept from somebody is written out, so that it can be found and kept.",
    instead="Give the whole address.",
)
ADDRESS_KEPT = Refusal(
    "address-kept",
    "This address is restricted: the ordinary details do not hold it.",
    instead="Leave the address out, or lift the restriction first.",
)
NO_SUCH_RESTRICTION = Refusal(
    "no-such-restriction",
    "That entry restricts no address, or the restriction was lifted already.",
    instead="Name the place of the entry that restricts it.",
)
LIFTED_BEFORE_RESTRICTED = Refusal(
    "lifted-before-restricted",
    "The lifting is dated before the restriction.",
    instead="Check the day.",
)

KEPT_ELSEWHERE = "The address is restricted."


class RecordPerson(Command, after_death=True):
    """Record somebody who is involved in the case, from the day `on`."""

    details: Person

    def decide(self, case: Case) -> Iterator[Event]:
        _require_details(case, self.details)
        yield PersonRecorded(on=self.on, person=f"person-{next_place(case)}", details=self.details)


class ChangePersonDetails(Command, after_death=True):
    """Change what is known of somebody: `details` are all that holds from the day `on`."""

    person: str
    details: Person

    def decide(self, case: Case) -> Iterator[Event]:
        _require_person(case, self.person, self.on)
        _require_details(case, self.details)
        yield PersonDetailsChanged(on=self.on, person=self.person, details=self.details)


class EndInvolvement(Command, after_death=True):
    """Record that somebody is no longer involved from the day `on`."""

    person: str
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        _require_person(case, self.person, self.on)
        yield PersonNoLongerInvolved(on=self.on, person=self.person, reasons=self.reasons)


class RestrictAddress(Command, after_death=True):
    """Keep an address from some people; the ordinary details that hold it cease to.

    `person` is whose it is, "child" for the child or young person. `kept_from` are the people
    it must not reach, by id or in words.
    """

    person: str
    address: str
    kept_from: tuple[str, ...] = ()
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        if self.person != THE_CHILD:
            require(people(case).get(self.person), NO_SUCH_PERSON)
        require(written_out(self.address), WHOLE_ADDRESS)
        yield from _without_address(case, self.on, self.address)
        yield AddressRestricted(
            on=self.on,
            person=self.person,
            address=self.address,
            kept_from=self.kept_from,
            reasons=self.reasons,
        )


class LiftAddressRestriction(Command, after_death=True):
    """Let an address be shown again. `restriction` is the place of what restricted it."""

    restriction: int
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = [s for s in restrictions(case) if s is case.at(self.restriction)]
        restricted = require(found[0] if found else None, NO_SUCH_RESTRICTION)
        require(restricted.first <= self.on, LIFTED_BEFORE_RESTRICTED)
        yield AddressRestrictionLifted(on=self.on, of=restricted.place, reasons=self.reasons)


def require_not_restricted(case: Case, address: str | None) -> None:
    """Refuse an ordinary address that is restricted in this case."""
    require(not any(_restricts(step, address) for step in restrictions(case)), ADDRESS_KEPT)


def _restricts(step: Step, address: str | None) -> bool:
    event = step.event
    return isinstance(event, AddressRestricted) and same_address(event.address, address)


def _require_details(case: Case, details: Person) -> None:
    require(details.name.strip() != "", WHO_IS_IT)
    require_not_restricted(case, details.address)


def _require_person(case: Case, person: str, on: date) -> Involved:
    found = require(involved(case).get(person), NO_SUCH_PERSON)
    require(found.came.undated or found.came.first <= on, BEFORE_THEY_CAME)
    return found


def _without_address(case: Case, on: date, address: str) -> Iterator[Event]:
    """Yield what takes an address out of the ordinary details of the child and of people."""
    opened = next(iter(case.steps_of(CaseOpened)), None)
    if opened is not None and isinstance(opened.event, CaseOpened):
        without = _opening_without(case, opened.event, address)
        if without != opened.event:
            yield without
            yield EntryCorrected(
                on=on, entry=opened.place, stands_in=next_place(case), why=KEPT_ELSEWHERE
            )
    for person in people(case).values():
        changed = not isinstance(person.came.event, CaseOpened) or _changed(case, person)
        if changed and same_address(person.details.address, address):
            details = replace(person.details, address=None)
            yield PersonDetailsChanged(on=on, person=person.id, details=details)


def _opening_without(case: Case, opened: CaseOpened, address: str) -> CaseOpened:
    about = child(case)
    if about and same_address(about.address, address):
        about = replace(about, address=None)
    parents = (
        replace(parent, address=None) if same_address(parent.address, address) else parent
        for parent in opened.parents
    )
    return replace(opened, child=about, parents=tuple(parents))


def _changed(case: Case, person: Involved) -> bool:
    """Whether the details of somebody are no longer those that the opening gave."""
    return any(
        isinstance(step.event, PersonDetailsChanged) and step.event.person == person.id
        for step in case.steps_of(PersonDetailsChanged)
    )
