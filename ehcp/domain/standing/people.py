"""Who is involved in a case, and which addresses are kept from some of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ehcp.domain.case import Case
from ehcp.domain.events.opening import CaseOpened, Parent
from ehcp.domain.events.people import (
    AddressRestricted,
    AddressRestrictionLifted,
    Person,
    PersonDetailsChanged,
    PersonNoLongerInvolved,
    PersonRecorded,
    PersonRole,
)
from ehcp.domain.step import Step

SHORTEST_ADDRESS = 8
"""Letters and digits: less is no address, and would be found in every second text."""
SHORTEST_PART = 6


@dataclass(frozen=True, kw_only=True)
class Involved:
    """Somebody involved in a case. `left` is when they ceased to be, None while they are."""

    id: str
    details: Person
    came: Step
    left: Step | None = None


def people(case: Case) -> dict[str, Involved]:
    """Return everybody who is or was involved, by id: first the parents whom the opening names."""
    found: dict[str, Involved] = {}
    for step in case.steps_of(
        CaseOpened, PersonRecorded, PersonDetailsChanged, PersonNoLongerInvolved
    ):
        event = step.event
        if isinstance(event, CaseOpened):
            for id_, details in _of_the_opening(event.parents):
                found[id_] = Involved(id=id_, details=details, came=step)
        elif isinstance(event, PersonRecorded) and event.person and event.details:
            found[event.person] = Involved(id=event.person, details=event.details, came=step)
        elif isinstance(event, PersonDetailsChanged) and event.person in found and event.details:
            found[event.person] = replace(found[event.person], details=event.details)
        elif isinstance(event, PersonNoLongerInvolved) and event.person in found:
            found[event.person] = replace(found[event.person], left=step)
    return found


def involved(case: Case) -> dict[str, Involved]:
    """Return everybody who is involved now, by id."""
    return {id_: person for id_, person in people(case).items() if person.left is None}


def _of_the_opening(parents: tuple[Parent, ...]) -> Iterator[tuple[str, Person]]:
    for number, parent in enumerate(parents, start=1):
        yield (
            f"parent-{number}",
            Person(
                name=parent.name,
                role=PersonRole.PARENT,
                relationship=parent.relationship,
                address=parent.address,
                email=parent.email,
                telephone=parent.telephone,
                home_language=parent.home_language,
                interpreter=parent.interpreter,
            ),
        )


def restrictions(case: Case) -> tuple[Step, ...]:
    """Return the restrictions of addresses that have not been lifted."""
    lifted = {
        whose.place
        for step in case.steps_of(AddressRestrictionLifted)
        if (whose := case.at(step.event.of)) is not None
    }
    return tuple(s for s in case.steps_of(AddressRestricted) if s.place not in lifted)


def secrets(case: Case) -> frozenset[str]:
    """Return what no text may hold for a reader without the right to restricted addresses.

    They follow from all that was ever recorded, whatever day or moment is asked about: what
    was restricted yesterday is kept out of last year's history as well. A restriction that
    was found wrong keeps what it hid; only lifting it does not.
    """
    if not any(isinstance(entry.event, AddressRestricted) for entry in case.entries):
        return frozenset()
    whole = Case(case.entries)
    lifted = {
        place
        for step in whole.steps_of(AddressRestrictionLifted)
        for place in (step.event.of, getattr(whole.at(step.event.of), "place", None))
    }
    return frozenset(
        part
        for entry in whole.entries
        if isinstance(entry.event, AddressRestricted) and entry.place not in lifted
        for part in _parts(entry.event.address or "")
    )


def same_address(one: str | None, other: str | None) -> bool:
    """Whether two addresses are the same but for blanks, points and capitals."""
    return bool(one and other) and _bare(one or "") == _bare(other or "")


def holds(text: str, hidden: frozenset[str]) -> bool:
    """Whether a text holds any of the secrets."""
    bare = _bare(text)
    return any(secret in bare for secret in hidden)


def written_out(address: str) -> bool:
    """Whether a text is long enough to be an address."""
    return len(_bare(address)) >= SHORTEST_ADDRESS


def _parts(address: str) -> Iterator[str]:
    """Yield an address bare, and those parts that point to it alone: house and postcode."""
    whole = _bare(address)
    if len(whole) >= SHORTEST_ADDRESS:
        yield whole
    for part in address.replace("\n", ",").split(","):
        bare = _bare(part)
        if len(bare) >= SHORTEST_PART and any(sign.isdigit() for sign in bare):
            yield bare


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
