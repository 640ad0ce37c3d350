"""What kind of thing each field of a case holds, and what is left of a case without some kinds.

Every text is free text, and every sum is money, unless it stands here as something else: a field
that nobody has thought of is shown to nobody who has no right to free text. Days, choices and
places in the history are the process, which everybody sees to whom a case is open.
"""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import Any, TypeVar

from ehcp.application.one_case.reviews import PlanReviewShown
from ehcp.application.rights.withholding import WITHHELD
from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.events.opening import Child, Officer, Parent
from ehcp.domain.events.outcome import OutcomeProgressRecorded
from ehcp.domain.events.people import Person
from ehcp.domain.events.record import TwoPersonsAgreed
from ehcp.domain.events.review_contribution import (
    AttendanceReported,
    GraduatedApproachRecorded,
    Mapped,
    ProvisionMapSubmitted,
)
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.sections import FIELDS, Plan, Section

T = TypeVar("T")


class FieldClass(StrEnum):
    """What a field holds. A restricted address is a class apart from an ordinary one."""

    PROCESS = "process"
    IDENTITY = "identity"
    EDUCATION = "education"
    HEALTH = "health"
    CARE = "care"
    MONEY = "money"
    ADDRESS = "address"
    RESTRICTED_ADDRESS = "restricted-address"
    THIRD_PARTY = "third-party"
    FREE_TEXT = "free-text"


ALL = frozenset(FieldClass)
ORDINARY = ALL - {FieldClass.RESTRICTED_ADDRESS}
"""Whoever works with the whole case sees this."""

SECTIONS: dict[Section, FieldClass] = {
    Section.A: FieldClass.EDUCATION,
    Section.B: FieldClass.EDUCATION,
    Section.C: FieldClass.HEALTH,
    Section.D: FieldClass.CARE,
    Section.E: FieldClass.EDUCATION,
    Section.F: FieldClass.EDUCATION,
    Section.G: FieldClass.HEALTH,
    Section.H1: FieldClass.CARE,
    Section.H2: FieldClass.CARE,
    Section.I: FieldClass.EDUCATION,
    Section.J: FieldClass.MONEY,
    Section.K: FieldClass.FREE_TEXT,
}
"""The sections of a plan, each with all that stands in it."""


def withheld(sees: frozenset[FieldClass]) -> tuple[Section, ...]:
    """Return the sections of a plan that a reader has no right to."""
    return tuple(letter for letter, held in SECTIONS.items() if held not in sees)


TYPES: dict[type, FieldClass] = {
    Child: FieldClass.IDENTITY,
    Parent: FieldClass.THIRD_PARTY,
    Person: FieldClass.THIRD_PARTY,
    Officer: FieldClass.PROCESS,
    Institution: FieldClass.PROCESS,
    **dict.fromkeys(
        (
            OutcomeProgressRecorded,
            AttendanceReported,
            ProvisionMapSubmitted,
            Mapped,
            GraduatedApproachRecorded,
        ),
        FieldClass.EDUCATION,
    ),
    TwoPersonsAgreed: FieldClass.PROCESS,
}
"""What all fields of a type hold that stand nowhere else here."""

OF_TYPES: dict[tuple[type, str], FieldClass] = {
    **{(Plan, FIELDS[letter]): held for letter, held in SECTIONS.items()},
    **{(kind, "address"): FieldClass.ADDRESS for kind in (Child, Parent, Person)},
    **{(kind, "email"): FieldClass.ADDRESS for kind in (Parent, Person)},
    **{(kind, "telephone"): FieldClass.ADDRESS for kind in (Parent, Person)},
    (Child, "nhs_number"): FieldClass.HEALTH,
    (Child, "setting"): FieldClass.EDUCATION,
    (PlanReviewShown, "setting"): FieldClass.PROCESS,
}

BY_NAME: dict[str, FieldClass] = {
    **dict.fromkeys(
        (
            "element", "from_body", "ground", "id", "kind", "limit", "limits", "named_setting",
            "next_limit", "officer", "officer_subject", "owed_by", "person", "point",
            "present_setting", "reading", "replaces", "source", "stage", "urn", "warning",
        ),
        FieldClass.PROCESS,
    ),
    **dict.fromkeys(("child_name", "date_of_birth", "upn", "uln"), FieldClass.IDENTITY),
    "nhs_number": FieldClass.HEALTH,
}  # fmt: skip
"""Fields that hold the same wherever they stand."""

IN_EVERY_EVENT = frozenset({"on", "of", "basis", "note", "party"})


def cut_case(case: Case, sees: frozenset[FieldClass], own: frozenset[int] = frozenset()) -> Case:
    """Return a case with nothing in it but what a reader has a right to.

    It is taken out before anything is made of the case, so that no view can forget to. A plan
    keeps its sections, and those without a right are empty. `own` are the places of the entries
    that the reader has seen already: sent to it, or by it.
    """
    if sees >= ORDINARY:
        return case
    entries = tuple(
        e if e.place in own else replace(e, event=cut(e.event, sees), documents=())
        for e in case.entries
    )
    return replace(case, entries=entries)


def cut(value: T, sees: frozenset[FieldClass]) -> T:
    """Return a value, a row or an event with nothing in it but what a reader has a right to."""
    found: T = value if sees >= ORDINARY else _cut(value, sees)
    return found


def _cut(value: Any, sees: frozenset[FieldClass]) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for name, held in _held(type(value)):
            old = getattr(value, name)
            new = _cut(old, sees) if held is None else old if held in sees else _without(old)
            if new is not old:
                changed[name] = new
        return replace(value, **changed) if changed else value
    if type(value) is tuple:
        return tuple(_cut(item, sees) for item in value)
    held = _of_value(value)
    return value if held is None or held in sees else _without(value)


@cache
def _held(kind: type) -> tuple[tuple[str, FieldClass | None], ...]:
    """Return what each field of a type holds; None: its value tells."""
    return tuple((field.name, class_of(kind, field.name)) for field in fields(kind) if field.init)


def class_of(kind: type, name: str) -> FieldClass | None:
    """Return what a field of a type holds; None: its value tells."""
    if (kind, name) in OF_TYPES:
        return OF_TYPES[kind, name]
    if issubclass(kind, Event) and name in IN_EVERY_EVENT:
        return None
    return TYPES.get(kind) or BY_NAME.get(name)


def _of_value(value: Any) -> FieldClass | None:
    if isinstance(value, Enum):
        return None
    if isinstance(value, str):
        return FieldClass.FREE_TEXT
    return FieldClass.MONEY if isinstance(value, Decimal) else None


def _without(value: Any) -> Any:
    """Return what stands in the place of a value."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return WITHHELD
    return () if isinstance(value, tuple) else None
