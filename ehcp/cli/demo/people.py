"""The invented authority's people. None of them exists."""

from dataclasses import dataclass
from datetime import date

from ehcp.domain.entry import Recorder
from ehcp.domain.events.users import Role

AUTHORITY = "E99000001"
AUTHORITY_NAME = "Larkmere Council"
BROOK, BROOK_URN = "Brookfield Primary School", "990001"
HAZEL = "Hazel Bank School"
PSYCHOLOGY = "Educational psychology service"
CARE_BOARD = "Larkmere Integrated Care Board"
SOCIAL_CARE = "Children's social care"


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in to the demo; `school` and `body` are what their role is tied to.

    `called` is the name of their token in `tokens.sh`.
    """

    called: str
    subject: str
    name: str
    role: Role
    organisation: str
    school: str | None = None
    body: str | None = None


PEOPLE = (
    Person("CASEWORKER", "asha.patel", "Asha Patel", Role.CASEWORKER, AUTHORITY_NAME),
    Person("CASEWORKER_2", "tom.greene", "Tom Greene", Role.CASEWORKER, AUTHORITY_NAME),
    Person("MANAGER", "ruth.okafor", "Ruth Okafor", Role.SEND_MANAGER, AUTHORITY_NAME),
    Person("MANAGER_2", "omar.reid", "Omar Reid", Role.SEND_MANAGER, AUTHORITY_NAME),
    Person("PANEL", "gwen.hale", "Gwen Hale", Role.PANEL_MEMBER, AUTHORITY_NAME),
    Person("SCHOOL", "helen.marsh", "Helen Marsh", Role.SCHOOL_CONTRIBUTOR, BROOK, BROOK_URN),
    Person("SCHOOL_2", "dan.webb", "Dan Webb", Role.SCHOOL_CONTRIBUTOR, BROOK, BROOK_URN),
    Person("OTHER_SCHOOL", "lucy.frayne", "Lucy Frayne", Role.SCHOOL_CONTRIBUTOR, HAZEL, "990002"),
    Person(
        "PSYCHOLOGY", "imran.shah", "Imran Shah", Role.PSYCHOLOGY_ADVISER, AUTHORITY_NAME,
        body=PSYCHOLOGY,
    ),
    Person("HEALTH", "clare.dunn", "Clare Dunn", Role.HEALTH_ADVISER, CARE_BOARD, body=CARE_BOARD),
    Person(
        "CARE", "peter.lang", "Peter Lang", Role.SOCIAL_CARE_ADVISER, AUTHORITY_NAME,
        body=SOCIAL_CARE,
    ),
    Person("PREPARER", "joan.price", "Joan Price", Role.TRIBUNAL_PREPARER, AUTHORITY_NAME),
    Person("AUDITOR", "ben.lowe", "Ben Lowe", Role.AUDITOR, AUTHORITY_NAME),
    Person("SUPPORT", "sam.ince", "Sam Ince", Role.SUPPORT, AUTHORITY_NAME),
    Person(
        "ADMINISTRATOR", "nell.farrow", "Nell Farrow", Role.AUTHORITY_ADMINISTRATOR,
        AUTHORITY_NAME,
    ),
)  # fmt: skip
CASEWORKER, SCHOOL, PSYCHOLOGIST = "asha.patel", "helen.marsh", "imran.shah"
OFFICERS = ("Asha Patel", "Tom Greene", "Mina Rossi")

FIRST_NAMES = (
    "Ada", "Bilal", "Cerys", "Dev", "Edie", "Femi", "Greta", "Hassan", "Isla", "Jonah", "Kezia",
    "Leo", "Maya", "Noor", "Owen", "Priya", "Quinn", "Rosa", "Samir", "Tilly", "Uma", "Vikram",
    "Wren", "Xander", "Yara", "Zach",
)  # fmt: skip
LAST_NAMES = (
    "Ashby", "Bright", "Coates", "Dale", "Eaves", "Frost", "Garner", "Holt", "Inman", "Jarvis",
    "Keel", "Lovell", "Marlow",
)  # fmt: skip


def recorder(subject: str) -> Recorder:
    """Return one of them as who recorded something."""
    found = next(person for person in PEOPLE if person.subject == subject)
    return Recorder(subject=found.subject, role=found.role, organisation=found.organisation)


def child_name(number: int) -> str:
    """Return the invented name of the child of a number."""
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    return f"{first} {LAST_NAMES[(number * 5 + number // len(FIRST_NAMES)) % len(LAST_NAMES)]}"


def date_of_birth(age: int, number: int, today: date) -> date:
    """Return an invented date of birth of somebody who is `age` today."""
    return date(today.year - age - 1, 1 + number * 7 % 12, 1 + number * 11 % 28)
