"""One case as it stood on a day, as known on a moment: folded from its own history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from ehcp.application.beside import NO_CASE
from ehcp.application.rights.withholding import for_everybody
from ehcp.domain.authority import stream_of
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, Status
from ehcp.domain.deadlines import deadlines as judged
from ehcp.law.calendar import Calendar
from ehcp.law.choices import Followed
from ehcp.projections import caseload, parking
from ehcp.projections.authorities import settings_in
from ehcp.projections.deadlines import binds
from ehcp.projections.queries import CaseSummary
from ehcp.projections.queries.caseload import lasting
from ehcp.store.cases import Store
from ehcp.store.errors import Unreadable
from ehcp.store.mapper import Row, entries


@dataclass(frozen=True)
class Then:
    """The day asked about, the moment as known on which (None: by all that is known)."""

    on: date
    known: datetime | None
    calendar: Calendar


@dataclass(frozen=True)
class Stood:
    """One case as it stood then; `case` is None where its history cannot be read."""

    authority: str
    case_id: UUID
    case: Case | None
    then: Then
    row: caseload.CaseloadRow

    @cached_property
    def found(self) -> tuple[Deadline, ...]:
        """Its deadlines on that day."""
        return judged(self.case, self.then.calendar, self.then.on) if self.case else ()

    @property
    def overdue(self) -> int:
        """How many binding duties were overdue."""
        return sum(counts(d) and d.status is Status.OUTSTANDING for d in self.found)

    def due_until(self, until: date) -> bool:
        """Whether a binding duty was open and fell due from that day to `until`."""
        return self.case is None or any(
            counts(d) and d.open and falls_due(d, self.then.on, until) for d in self.found
        )

    @property
    def summary(self) -> CaseSummary:
        """Its line in the caseload."""
        row = self.row
        if self.case is not None:
            row = caseload.row(self.authority, self.case_id, self.case, self.found)
        own = {f.name: getattr(row, f.name) for f in fields(CaseSummary) if f.name != "overdue"}
        own["waits"] = lasting(row.waits, self.then.on)
        return CaseSummary(**own, overdue=self.overdue)


def counts(deadline: Deadline) -> bool:
    """Whether a deadline counts as the authority's: binding, and the reading that drives."""
    return deadline.drives and binds(deadline.limit)


def falls_due(deadline: Deadline, since: date, until: date) -> bool:
    """Whether a deadline can fall due between two days, both inclusive."""
    due = deadline.due
    if due is None:
        return False
    return (due.last or date.max) >= since and (due.first or date.min) <= until


def folded(store: Store, authority: str, then: Then, ids: Sequence[UUID]) -> Iterator[Stood]:
    """Yield those of these cases that somebody knew of, and in which something had happened."""
    works = stream_of(authority)
    stored = store.rows_of(authority, [*ids, works])
    follows = settings_in(authority, stored.get(works, ())).follows
    for case_id in ids:
        of = stored.get(case_id, [])
        stood = _one(authority, case_id, of, then, follows)
        if stood is not None:
            yield stood


def _one(
    authority: str, case_id: UUID, of: Sequence[Row], then: Then, follows: Followed
) -> Stood | None:
    try:
        whole = for_everybody(Case(entries(case_id, of)))
        known = whole.seen(as_known_on=then.known).known
    except Unreadable:
        row = caseload.parked(authority, case_id, parking.readable(case_id, of), of[-1].version)
        return Stood(authority, case_id, None, then, row)
    if not known or isinstance(known[0].event, NO_CASE):
        return None
    case = Case(known, then.on, then.known, readings=follows)
    if all(step.first > then.on for step in case.steps):
        return None
    return Stood(authority, case_id, case, then, caseload.row(authority, case_id, case, ()))
