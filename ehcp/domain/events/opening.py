"""Opening a case: whose it is, who speaks for the child, which officer has it."""

from dataclasses import dataclass
from datetime import date

from ehcp.domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Child:
    """The child or young person the case is about.

    `year_offset` is the number of years taught above (or, negative, below) the year group of
    their age.
    """

    name: str
    date_of_birth: date
    address: str | None = None
    sex: str | None = None
    ethnicity: str | None = None
    home_language: str | None = None
    interpreter: str | None = None
    upn: str | None = None
    uln: str | None = None
    nhs_number: str | None = None
    setting: str | None = None
    year_offset: int = 0
    hearing_impaired: bool = False
    visually_impaired: bool = False
    looked_after: bool = False


@dataclass(frozen=True, kw_only=True)
class Parent:
    """A parent, or another person with parental responsibility or care of the child."""

    name: str
    relationship: str | None = None
    address: str | None = None
    email: str | None = None
    telephone: str | None = None
    home_language: str | None = None
    interpreter: str | None = None


@dataclass(frozen=True, kw_only=True)
class Officer:
    """The authority's officer for the case. `subject` is who that is when signed in."""

    name: str
    subject: str | None = None
    email: str | None = None
    telephone: str | None = None


class CaseOpened(Event, under=None):
    """The record of a child or young person begins. `on` is the day of the first fact in it."""

    child: Child | None = None
    parents: tuple[Parent, ...] = ()
    officer: Officer | None = None


class OfficerAssigned(Event, under=None):
    """Another officer has the case from the day `on`. None: nobody has."""

    officer: Officer | None = None
