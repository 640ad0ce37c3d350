"""The people of a case, and addresses that must be kept from some of them.

The ordinary details of the child and of everybody else never hold a restricted address: it
stands in an event of its own, so that it can be kept from readers without the right to it.
"""

from dataclasses import dataclass
from enum import StrEnum

from ehcp.domain.event import Event

THE_CHILD = "child"
"""Stands for the child or young person where the id of a person is asked for."""


class PersonRole(StrEnum):
    """What somebody is to the child or young person.

    The first two are parents in law: Education Act 1996 s.576. There may be several, and each
    of them may hold rights.
    """

    PARENT = "parent"
    CARER = "parental-responsibility-or-care"
    SOCIAL_WORKER = "social-worker"
    REPRESENTATIVE = "representative"
    NOMINEE = "nominee"
    ADVOCATE = "advocate"

    @property
    def is_parent(self) -> bool:
        """Whether the law counts this person as a parent."""
        return self in (PersonRole.PARENT, PersonRole.CARER)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who is involved in a case. `address` is one that everybody may see."""

    name: str
    role: PersonRole
    relationship: str | None = None
    organisation: str | None = None
    address: str | None = None
    email: str | None = None
    telephone: str | None = None
    home_language: str | None = None
    interpreter: str | None = None


class PersonRecorded(Event, under=None):
    """Somebody is involved in the case from the day `on`. `person` is their id in the case."""

    person: str | None = None
    details: Person | None = None


class PersonDetailsChanged(Event, under=None):
    """What is known of somebody changed on the day `on`; `details` are all that holds now."""

    person: str | None = None
    details: Person | None = None


class PersonNoLongerInvolved(Event, under=None):
    """Somebody is no longer involved in the case. `on` is the first day without them."""

    person: str | None = None
    reasons: str | None = None


class AddressRestricted(Event, under=None):
    """An address of the child or of a person must not be shown to some people, from `on`.

    `person` is whose address it is, `kept_from` the people it must not reach, by id or in
    words.
    """

    person: str | None = None
    address: str | None = None
    kept_from: tuple[str, ...] = ()
    reasons: str | None = None


class AddressRestrictionLifted(Event, under=None):
    """An address may be shown again from the day `on`. `of` is what restricted it."""

    reasons: str | None = None
