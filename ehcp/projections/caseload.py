"""The caseload read model: one row for each case of an authority."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline
from ehcp.domain.entry import Entry
from ehcp.domain.events.opening import CaseOpened, Child, Officer, OfficerAssigned
from ehcp.domain.events.record import HistoryImported
from ehcp.domain.standing.contact import last_contact
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.domain.value import value
from ehcp.domain.waits import on_any_day
from ehcp.projections.deadlines import binds, name_of
from ehcp.projections.stage import CaseStage, stage

TABLE = "caseload"


@value(frozen=True, kw_only=True, slots=True)
class CaseloadRow:
    """One case. `next_due` is the first day on which a binding, open duty can fall due.

    `last_event_on` is the latest day on which something can have happened, not after the day
    of restating; so it is of the last contact with the family, an event by its name and whether
    it went `to-family` or came `from-family`. `waits` are those from whom something is awaited,
    some until a day only, with what is awaited of them next. `restate_on` is the day on which
    the case's rows change by themselves.
    """

    authority: str
    case_id: UUID
    child_name: str | None
    date_of_birth: date | None
    upn: str | None
    nhs_number: str | None
    officer: str | None
    officer_subject: str | None
    stage: CaseStage
    version: int
    opened_on: date | None = None
    last_event_on: date | None = None
    last_recorded_at: datetime | None = None
    next_due: date | None = None
    next_limit: str | None = None
    parked: bool = False
    restate_on: date | None = None
    last_contact_on: date | None = None
    last_contact: str | None = None
    last_contact_way: str | None = None
    waits: Sequence[Mapping[str, Any]] = ()


def row(authority: str, case_id: UUID, case: Case, found: Sequence[Deadline]) -> CaseloadRow:
    """Return the row of one case as at a day, with its deadlines on that day."""
    child, officer = whose(step.entry for step in case.steps)
    following = min(
        (
            (deadline.due.first, number)
            for number, deadline in enumerate(found)
            if deadline.open
            and deadline.drives
            and binds(deadline.limit)
            and deadline.due is not None
            and deadline.due.first is not None
        ),
        default=None,
    )
    contact = last_contact(case, case.as_at or END)
    return CaseloadRow(
        authority=authority,
        case_id=case_id,
        child_name=child.name if child else None,
        date_of_birth=child.date_of_birth if child else None,
        upn=child.upn if child else None,
        nhs_number=child.nhs_number if child else None,
        officer=officer.name if officer else None,
        officer_subject=officer.subject if officer else None,
        stage=stage(case),
        version=case.version,
        opened_on=min((s.first for s in case.steps if s.first != BEGINNING), default=None),
        last_event_on=max(
            (day for s in case.steps for day in _latest(s, case.as_at or END)), default=None
        ),
        last_recorded_at=case.entries[-1].recorded_at,
        next_due=following[0] if following else None,
        next_limit=found[following[1]].limit.id if following else None,
        last_contact_on=contact.on if contact else None,
        last_contact=name_of(contact.step.event) if contact else None,
        last_contact_way=contact.direction if contact else None,
        waits=[vars(wait) for wait in on_any_day(case, found)],
    )


def parked(authority: str, case_id: UUID, readable: Sequence[Entry], version: int) -> CaseloadRow:
    """Return the row of a case that cannot be read, with what its readable entries tell."""
    child, officer = whose(readable)
    return CaseloadRow(
        authority=authority,
        case_id=case_id,
        child_name=child.name if child else None,
        date_of_birth=child.date_of_birth if child else None,
        upn=child.upn if child else None,
        nhs_number=child.nhs_number if child else None,
        officer=officer.name if officer else None,
        officer_subject=officer.subject if officer else None,
        stage=CaseStage.PARKED,
        version=version,
        parked=True,
    )


def whose(entries: Iterable[Entry]) -> tuple[Child | None, Officer | None]:
    """Return the child the case is about, and the officer who has it."""
    child: Child | None = None
    officer: Officer | None = None
    for entry in entries:
        event = entry.event
        if isinstance(event, CaseOpened):
            child, officer = event.child or child, event.officer or officer
        elif isinstance(event, OfficerAssigned):
            officer = event.officer
        elif isinstance(event, HistoryImported) and event.officer and officer is None:
            officer = Officer(name=event.officer)
    return child, officer


def _latest(step: Step, on: date) -> Sequence[date]:
    """The last day on which a step can have been by `on`; none where nothing is known of it."""
    if step.last <= on:
        return (step.last,)
    return (step.first,) if BEGINNING < step.first <= on else ()
