"""A list of many cases: its rows, what may be asked of it, and the line that a reader gets.

A filter says the same twice: in SQL, of the rows as they stand today, and in Python, of a row
that was made of one case as it stood on another day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Generic, LiteralString, TypeVar
from uuid import UUID, uuid5

from ehcp.application.one_case.advice import party_of
from ehcp.application.one_case.awaited import Awaited
from ehcp.application.rights import EVERY_CASE, Access, EveryCase, as_asked
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline
from ehcp.domain.value import value
from ehcp.projections.caseload import CaseloadRow
from ehcp.store.typed import typed

LINES = UUID("5b7c4f0e-6d0a-5c9e-8f35-0c7b3a1d2e64")
"""The namespace in which the ids of lines are made."""


@value(frozen=True, kw_only=True, slots=True)
class ListedRow:
    """One line. `number` is its order within the case, `shown` all that a reader sees of it.

    `open`: something is awaited, by the limit and the days that follow; these are None else.
    """

    authority: str
    case_id: UUID
    id: UUID
    number: int
    open: bool
    limit_id: str | None
    due_first: date | None
    due_last: date | None
    shown: Awaited


@value(frozen=True, kw_only=True)
class OfCase:
    """Whose line it is. `overdue`: the last day of what is awaited is over."""

    id: UUID
    case_id: UUID
    child_name: str | None
    officer: str | None
    overdue: bool


L = TypeVar("L", bound=OfCase)
Holds = Callable[[ListedRow, CaseloadRow, Any, date], bool]


@dataclass(frozen=True)
class Filter:
    """What narrows a list. `sql` is of the row `r`, its case `c`, and what was asked by name."""

    sql: LiteralString
    holds: Holds


OPEN = Filter("r.open = %(open)s", lambda row, _case, value, _on: row.open == value)
OFFICER = Filter(
    "%(officer)s in (c.officer, c.officer_subject)",
    lambda _row, case, value, _on: value in (case.officer, case.officer_subject),
)


def _due_within(row: ListedRow, _case: CaseloadRow, days: int, on: date) -> bool:
    first, last = row.due_first or date.min, row.due_last or date.max
    return row.limit_id is not None and last >= on and first <= on + timedelta(days=days)


DUE_WITHIN = Filter(
    "r.limit_id is not null and coalesce(r.due_last, 'infinity') >= %(today)s"
    " and coalesce(r.due_first, '-infinity') <= %(today)s + %(due_within)s::int",
    _due_within,
)


def same(column: str, sql: LiteralString) -> Filter:
    """Return the filter of a column that must be as asked."""
    return Filter(sql, lambda row, _case, value, _on: bool(getattr(row, column) == value))


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[L]):
    """One list. `shown` gives what a case has of it; `row` and `line` what becomes of that.

    `of_bodies`: each row is some body's own, its `party`, and no other body sees it.
    """

    table: LiteralString
    shown: Callable[[Case, Sequence[Deadline]], Iterable[Awaited]]
    item: type[Awaited]
    row: type[ListedRow]
    line: type[L]
    filters: Mapping[str, Filter]
    of_bodies: bool = False

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of its own, by which it is narrowed."""
        common = {field.name for field in fields(ListedRow)}
        return tuple(field.name for field in fields(self.row) if field.name not in common)

    def rows(
        self, authority: str, case_id: UUID, case: Case, found: Sequence[Deadline]
    ) -> Iterator[ListedRow]:
        """Yield the rows of one case; `found` are its deadlines."""
        ids = f"{self.table}/{case_id}/"
        for number, shown in enumerate(self.shown(case, found)):
            due = shown.due if shown.open else None
            yield self.row(
                authority=authority,
                case_id=case_id,
                id=uuid5(LINES, ids + shown.key),
                number=number,
                open=shown.open,
                limit_id=shown.limit if shown.open else None,
                due_first=due.first if due else None,
                due_last=due.last if due else None,
                shown=shown,
                **{column: getattr(shown, column) for column in self.columns},
            )

    def read(self, row: Mapping[str, Any]) -> L:
        """Return the line of a row as the database gives it."""
        item = typed(row["shown"], self.item)
        return self._line(item, {field.name: row[field.name] for field in fields(OfCase)})

    def made(self, row: ListedRow, case: CaseloadRow, on: date) -> L:
        """Return the line of a row as it stood on a day."""
        own = {
            "id": row.id,
            "case_id": row.case_id,
            "child_name": case.child_name,
            "officer": case.officer,
            "overdue": row.due_last is not None and row.due_last < on,
        }
        return self._line(row.shown, own)

    def wants(self, row: ListedRow, case: CaseloadRow, asked: Mapping[str, Any], on: date) -> bool:
        """Whether a row is what is asked for on a day. A filter that is None asks nothing."""
        return all(
            self.filters[name].holds(row, case, value, on)
            for name, value in asked.items()
            if value is not None
        )

    def theirs(self, access: Access | EveryCase) -> Sequence[str] | None:
        """Return whose rows alone a right shows; None: everybody's."""
        if not self.of_bodies or access is EVERY_CASE or not access.own_alone:
            return None
        return sorted(map(party_of, as_asked(access.ties)))

    def _line(self, item: Awaited, own: Mapping[str, Any]) -> L:
        return self.line(**{f.name: getattr(item, f.name) for f in fields(item)}, **own)
