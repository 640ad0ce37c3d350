"""The rows of one case: who is in it, its numbers and references, and what was written.

Of plans the one in force and the draft that is out are searched, section by section; of entries
their notes. Nothing that was corrected, struck out or has ended is found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import chain
from typing import Any
from uuid import UUID

from ehcp.application.finding import Field
from ehcp.application.identifiers import letters_and_digits, nhs_digits, ten_digits, upn_compact
from ehcp.application.rights import FieldClass
from ehcp.application.rights.fields import BY_NAME, OF_TYPES, SECTIONS, TYPES
from ehcp.application.rights.found import NOTE, Held, in_plan
from ehcp.application.rights.withholding import WITHHELD
from ehcp.domain.case import Case
from ehcp.domain.entry import Entry
from ehcp.domain.events.opening import Child, Officer
from ehcp.domain.events.people import Person
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.plan.sections import FIELDS, Plan
from ehcp.domain.standing.people import involved
from ehcp.domain.standing.versions import draft_out
from ehcp.domain.standing.versions import versions as all_versions
from ehcp.domain.value import value
from ehcp.projections.caseload import whose
from ehcp.projections.search.folding import vector

TABLE = "search"
LONGEST = 200_000
"""Characters of one section that are searched: PostgreSQL takes no more than a MB of words."""
LONGEST_KEY = 200
IN_FORCE, DRAFT = 0, 1
LINKS = frozenset({"id", "needs", "outcomes", "aspirations", "provision", "replaces", "urn"})
"""Ids of other parts of a plan: no words."""


@value(frozen=True, kw_only=True, slots=True)
class SearchRow:
    """One thing that a case is found by; `number` tells it from others of the same field.

    `held` is what a reader must have a right to, as `rights.found` has it, `text` the words as
    written. A name has `grams`, its pieces; a number or a reference has its `key`; what has
    neither is text, which the database searches by its words.
    """

    authority: str
    case_id: UUID
    field: str
    number: int
    held: Held
    text: str
    key: str | None = None
    grams: str | None = None


def rows(authority: str, case_id: UUID, case: Case) -> Iterator[SearchRow]:
    """Yield the rows of one case, from which restricted addresses have been taken out."""
    child, officer = whose(step.entry for step in case.steps)
    yield from _people(authority, case_id, child, officer)
    numbers = {Field.PARENT: 0, Field.PERSON: 0}
    for person in involved(case).values():
        field = Field.PARENT if person.details.role.is_parent else Field.PERSON
        numbers[field] += 1
        yield from _name(authority, case_id, field, person.details.name, numbers[field])
    yield from _references(authority, case_id, case)
    for number, plan in _plans(case):
        for letter, held in SECTIONS.items():
            said = "\n".join(_texts(getattr(plan, FIELDS[letter])))
            if said:
                section = f"section-{letter}"
                yield _row(authority, case_id, section, number, in_plan(held), said[:LONGEST])
    for step in case.steps:
        note = step.event.note
        if note and note != WITHHELD:
            yield _row(authority, case_id, Field.NOTE, step.place, NOTE, note[:LONGEST])


def parked(authority: str, case_id: UUID, readable: Sequence[Entry]) -> Iterator[SearchRow]:
    """Yield the rows of a case that cannot be read, by what its readable entries tell."""
    yield from _people(authority, case_id, *whose(readable))


def _row(  # noqa: PLR0913, PLR0917 - the columns
    authority: str, case_id: UUID, field: str, number: int, held: Held, text: str
) -> SearchRow:
    return SearchRow(
        authority=authority, case_id=case_id, field=field, number=number, held=held, text=text
    )


def _name(
    authority: str, case_id: UUID, field: Field, name: str, number: int = 0
) -> Iterator[SearchRow]:
    held = TYPES[{Field.CHILD: Child, Field.OFFICER: Officer}.get(field, Person)]
    pieces = vector(authority, name)
    if pieces and name != WITHHELD:
        yield SearchRow(
            authority=authority,
            case_id=case_id,
            field=field,
            number=number,
            held=held,
            text=name,
            grams=pieces,
        )


def _key(  # noqa: PLR0913, PLR0917 - the columns
    authority: str,
    case_id: UUID,
    field: Field,
    text: str | None,
    key: str,
    held: Held,
    number: int = 0,
) -> Iterator[SearchRow]:
    if text and key and text != WITHHELD:
        yield SearchRow(
            authority=authority,
            case_id=case_id,
            field=field,
            number=number,
            held=held,
            text=text,
            key=key[:LONGEST_KEY],
        )


def _people(
    authority: str, case_id: UUID, child: Child | None, officer: Officer | None
) -> Iterator[SearchRow]:
    """Yield what says which case it is, whose, and who has it."""
    of = authority, case_id
    yield from _key(*of, Field.CASE, str(case_id), case_id.hex, BY_NAME["id"])
    if officer:
        yield from _name(*of, Field.OFFICER, officer.name)
    if child is None:
        return
    born, upn, uln = child.date_of_birth.isoformat(), child.upn or "", child.uln or ""
    nhs_number = child.nhs_number or ""
    yield from _name(*of, Field.CHILD, child.name)
    yield from _key(*of, Field.DATE_OF_BIRTH, born, born, BY_NAME["date_of_birth"])
    yield from _key(*of, Field.UPN, upn, upn_compact(upn), BY_NAME["upn"])
    yield from _key(*of, Field.ULN, uln, ten_digits(uln), BY_NAME["uln"])
    held = OF_TYPES[Child, "nhs_number"]
    yield from _key(*of, Field.NHS_NUMBER, nhs_number, nhs_digits(nhs_number), held)


def _references(authority: str, case_id: UUID, case: Case) -> Iterator[SearchRow]:
    """Yield what others call the case, or something in it: the Tribunal, the old authority."""
    for step in case.steps:
        event = step.event
        found = getattr(event, "reference", None)
        if isinstance(event, PlanReceived) and event.origin:
            found = event.origin.case_reference
        if isinstance(found, str):
            held = FieldClass.FREE_TEXT  # as `fields` has every text that it does not name
            of = authority, case_id, Field.REFERENCE, found, letters_and_digits(found), held
            yield from _key(*of, step.place)


def _plans(case: Case) -> Iterator[tuple[int, Plan]]:
    in_force = next((version for version in all_versions(case) if version.in_force), None)
    draft = draft_out(case)
    for number, version in ((IN_FORCE, in_force), (DRAFT, draft)):
        if version is not None and version.plan is not None:
            yield number, version.plan


def _texts(part: Any) -> Iterator[str]:
    """Yield the words of an element of a plan, field by field."""
    if isinstance(part, str):
        if part and part != WITHHELD and not isinstance(part, Enum):
            yield part
    elif isinstance(part, tuple):
        yield from chain.from_iterable(map(_texts, part))
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            if field.name not in LINKS:
                yield from _texts(getattr(part, field.name))
