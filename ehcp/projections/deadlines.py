"""The deadlines read model: every running of every time limit, whatever day it is.

Overdue is never stored. A row says what no later day can change, and `ehcp.standing` in the
database how an open one stands on a day.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, Status
from ehcp.domain.event import Event, kebab
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.domain.value import value
from ehcp.domain.when import UNKNOWN, Span
from ehcp.law.time_limit import Force, Kind, OwedBy, TimeLimit
from ehcp.law.time_limits import CATALOGUE

TABLE = "deadlines"
PARKED = "parked"
"""The status of a case that cannot be read: what is due in it is not known."""

DEADLINES = UUID("0d1f6f7e-58a1-5d0c-9f0c-3a7e64f2b1aa")

AUTHORITIES = (
    OwedBy.LOCAL_AUTHORITY,
    OwedBy.HOME_AUTHORITY,
    OwedBy.OLD_LOCAL_AUTHORITY,
    OwedBy.NEW_LOCAL_AUTHORITY,
    OwedBy.LOCAL_AUTHORITY_OR_COMMISSIONING_BODY,
)
UNDETERMINED = Status.UNDETERMINED
BINDING = (Force.STATUTORY, Force.CASE_LAW, Force.TRIBUNAL_DIRECTION)


@value(frozen=True, kw_only=True, slots=True)
class DeadlineRow:
    """One running of one limit.

    `started_by` and `ended_by` are places in the history. A pair of days is the first and the
    last possible, None an open end; `done` tells an unknown day from not done. `settled` is
    the status that stays, None while the duty is open; then `when_over` is the status once
    the last day is over. `late_runs`: it may not be ended, so that the most days late grow.
    `drives` marks the reading that alerts and counts go by, `binds` a duty of the authority's
    that is law. `number` is the order within the case.
    """

    authority: str
    case_id: UUID
    id: UUID
    number: int = 0
    limit_id: str | None = None
    stage: str | None = None
    kind: str | None = None
    force: str | None = None
    owed_by: str | None = None
    source: str | None = None
    law_since: date | None = None
    reading: str | None = None
    drives: bool = True
    binds: bool = True
    given: bool = False
    started_by: int | None = None
    started_by_name: str | None = None
    started_first: date | None = None
    started_last: date | None = None
    due_first: date | None = None
    due_last: date | None = None
    ended_by: int | None = None
    ended_by_name: str | None = None
    done: bool = False
    done_first: date | None = None
    done_last: date | None = None
    open: bool = False
    settled: str | None = None
    when_over: str | None = None
    late_least: int | None = None
    late_most: int | None = None
    late_runs: bool = False
    excuses: Sequence[Mapping[str, Any]] = ()
    readings: Sequence[Mapping[str, Any]] = ()


def rows(
    authority: str,
    case_id: UUID,
    case: Case,
    found: Sequence[Deadline],
    growing: Collection[int] = (),
) -> Iterator[DeadlineRow]:
    """Yield the rows of one case. `growing`: the numbers of those that get later day by day."""
    for number, deadline in enumerate(found):
        done_first, done_last = _done(deadline)
        lateness = None if deadline.open else deadline.late_by_days
        late_least, late_most = lateness or (None, None)
        yield DeadlineRow(
            authority=authority,
            case_id=case_id,
            id=deadline_id(case_id, case, deadline),
            number=number,
            **_of_limit(deadline.limit.id),
            source=deadline.source,
            law_since=deadline.version.since,
            reading=deadline.reading,
            drives=deadline.drives,
            given=deadline.given,
            started_by=deadline.started_by.place,
            started_by_name=_name(deadline.started_by),
            started_first=deadline.started.first if deadline.started else None,
            started_last=deadline.started.last if deadline.started else None,
            due_first=deadline.due.first if deadline.due else None,
            due_last=deadline.due.last if deadline.due else None,
            ended_by=deadline.ended_by.place if deadline.ended_by else None,
            ended_by_name=_name(deadline.ended_by) if deadline.ended_by else None,
            done=deadline.done is not None,
            done_first=done_first,
            done_last=done_last,
            open=deadline.open,
            settled=_settled(deadline),
            when_over=deadline.when_over if deadline.open else None,
            late_least=late_least,
            late_most=None if number in growing else late_most,
            late_runs=number in growing,
            excuses=[
                {
                    "place": claim.place,
                    "ground": claim.ground,
                    "from": claim.since,
                    "to": claim.until,
                    "accepted": claim.accepted,
                    "lifts": claim.lifts,
                }
                for claim in deadline.claims
            ],
            readings=[
                {"reading": other.reading, "limit": other.limit, "due": other.due}
                for other in deadline.readings
            ],
        )


def parked(authority: str, case_id: UUID) -> DeadlineRow:
    """Return the row that stands for all deadlines of a case that cannot be read."""
    identity = uuid5(DEADLINES, f"{case_id}/parked")
    return DeadlineRow(authority=authority, case_id=case_id, id=identity, settled=PARKED)


def deadline_id(case_id: UUID, case: Case, deadline: Deadline) -> UUID:
    """Return an id that stays while the limit runs from the same entry, or what corrects it.

    So it does whichever reading of the law an authority follows.
    """
    started = case.first_place(deadline.started_by.place)
    return uuid5(DEADLINES, f"{case_id}/{deadline.limit.id}/{started}/")


def binds(limit: TimeLimit) -> bool:
    """Whether the limit is law, and a duty of the authority's."""
    return (
        limit.force in BINDING and limit.kind is not Kind.WINDOW and limit.owed_by in AUTHORITIES
    )


@cache
def _of_limit(limit_id: str) -> Mapping[str, Any]:
    """The columns that are the same for every running of a limit."""
    limit = CATALOGUE[limit_id]
    return {
        "limit_id": limit.id,
        "stage": limit.stage,
        "kind": limit.kind,
        "force": limit.force,
        "owed_by": limit.owed_by,
        "binds": binds(limit),
    }


def _settled(deadline: Deadline) -> Status | None:
    """The status that no later day changes; None for a duty that waits for its day."""
    if not deadline.open or deadline.due is None:
        return deadline.status
    return UNDETERMINED if deadline.status is deadline.when_over is UNDETERMINED else None


def _done(deadline: Deadline) -> Span:
    """When it was done, as far ahead as that may lie."""
    if deadline.done is None or deadline.ended_by is None or deadline.done == UNKNOWN:
        return UNKNOWN
    first, last = deadline.done.first, deadline.ended_by.last
    return Span(first, None if last == END else max(last, first or BEGINNING))


def _name(step: Step) -> str:
    return name_of(step.event)


def name_of(event: Event) -> str:
    """Return the name of an event in kebab-case."""
    return _kebab(type(event).__name__)


_kebab = cache(kebab)
