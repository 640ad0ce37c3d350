"""All rows of one stream: what the projector writes, and what a rebuild must come to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ehcp.application.rights.withholding import for_everybody
from ehcp.domain.alerts import Schedule, prompts
from ehcp.domain.authority import ORDINARY, AuthoritySettings
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.entry import Entry
from ehcp.projections import (
    alerts,
    alerts_due,
    authorities,
    budgets,
    caseload,
    emergencies,
    looks_sealed,
    outcomes,
    plans,
    proposals,
    relations,
    search,
    timeline,
    unusual_readings,
    users,
)
from ehcp.projections import deadlines as deadline_rows
from ehcp.projections.day import Day
from ehcp.projections.listed import LISTINGS
from ehcp.projections.turning import turning

Rows = dict[str, list[Any]]
"""The rows of one stream by table: all that each of these tables is to hold of it."""


@dataclass(frozen=True)
class Projection:
    """The read models of one kind of stream. `key` is the column that holds its id."""

    name: str
    tables: tuple[str, ...]
    key: str


OF_THE_CASE: dict[str, Callable[[str, UUID, Case], Iterable[Any]]] = {
    plans.TABLE: plans.rows,
    outcomes.TABLE: outcomes.rows,
    budgets.TABLE: budgets.rows,
    relations.TABLE: relations.rows,
    search.TABLE: search.rows,
}
"""The read models that follow from the case as it stands on the day, and from nothing else."""

OF_ITS_DEADLINES = {listing.table: listing.rows for listing in LISTINGS}
"""Those that follow from its deadlines on the day as well: lists of what is awaited."""

CASES = Projection(
    name="cases",
    tables=(
        deadline_rows.TABLE,
        caseload.TABLE,
        timeline.TABLE,
        alerts_due.TABLE,
        *OF_THE_CASE,
        *OF_ITS_DEADLINES,
    ),
    key="case_id",
)
ALERTS = Projection(name="alerts", tables=(alerts.TABLE,), key="id")
AUTHORITIES = Projection(name="authorities", tables=(authorities.TABLE,), key="id")
USERS = Projection(name="users", tables=(users.TABLE,), key="id")
PROPOSALS = Projection(name="proposals", tables=(proposals.TABLE,), key="id")
EMERGENCIES = Projection(name="emergencies", tables=(emergencies.TABLE,), key="id")
SEALS = Projection(name="looks-sealed", tables=(looks_sealed.TABLE,), key="id")
UNUSUAL = Projection(name="unusual-readings", tables=(unusual_readings.TABLE,), key="id")
PROJECTIONS = (CASES, ALERTS, AUTHORITIES, USERS, PROPOSALS, EMERGENCIES, SEALS, UNUSUAL)

NAMES: dict[str, Projection] = {
    **dict.fromkeys(alerts.NAMES, ALERTS),
    **dict.fromkeys(authorities.NAMES, AUTHORITIES),
    **dict.fromkeys(users.NAMES, USERS),
    **dict.fromkeys(proposals.NAMES, PROPOSALS),
    **dict.fromkeys(emergencies.NAMES, EMERGENCIES),
    **dict.fromkeys(looks_sealed.NAMES, SEALS),
    **dict.fromkeys(unusual_readings.NAMES, UNUSUAL),
}
"""Whose streams begin with an event of this name."""

OF_ONE_ROW: dict[str, Callable[[str, UUID, tuple[Entry, ...]], Any]] = {
    alerts.TABLE: alerts.row,
    authorities.TABLE: authorities.row,
    users.TABLE: users.row,
    proposals.TABLE: proposals.row,
    emergencies.TABLE: emergencies.row,
    looks_sealed.TABLE: looks_sealed.row,
    unusual_readings.TABLE: unusual_readings.row,
}
"""The read models that have one row for each stream, by their table."""


def projection_of(first_event: str) -> Projection:
    """Return whose streams begin with an event of this name: what no other knows is a case."""
    return NAMES.get(first_event, CASES)


def restated(  # noqa: PLR0913, PLR0917 - what a stream's rows follow from
    projection: Projection,
    authority: str,
    stream: UUID,
    entries: tuple[Entry, ...],
    day: Day,
    settings: AuthoritySettings = ORDINARY,
) -> Rows:
    """Return all rows of one stream as they are on a day, as its authority works."""
    if projection is not CASES:
        return {
            table: [OF_ONE_ROW[table](authority, stream, entries)] for table in projection.tables
        }
    whole = for_everybody(Case(entries, readings=settings.follows))
    return _case(authority, stream, whole, day, Schedule.of(settings))


def _case(authority: str, case_id: UUID, whole: Case, day: Day, schedule: Schedule) -> Rows:
    case = whole.seen(as_at=day.on)
    if len(case.steps) == len(case.in_force):
        whole = case  # nothing lies ahead: worked out once
    found = deadlines(case, day.calendar, day.on)
    turns = turning(whole, found, day.calendar, day.on)
    told = prompts(case_id, case, found, day.calendar)
    return {
        deadline_rows.TABLE: list(
            deadline_rows.rows(authority, case_id, case, found, turns.growing)
        ),
        caseload.TABLE: [
            replace(caseload.row(authority, case_id, case, found), restate_on=turns.on)
        ],
        timeline.TABLE: list(timeline.rows(authority, case_id, whole)),
        alerts_due.TABLE: list(alerts_due.rows(authority, told, day.calendar, schedule)),
        **{table: list(rows(authority, case_id, case)) for table, rows in OF_THE_CASE.items()},
        **{
            table: list(rows(authority, case_id, case, found))
            for table, rows in OF_ITS_DEADLINES.items()
        },
    }


def parked(
    projection: Projection, authority: str, stream: UUID, readable: Sequence[Entry], version: int
) -> Rows:
    """Return the rows that stand for a stream that cannot be projected: red, and never absent.

    What alerts were due stays due: a case that nobody can read may still be late.
    """
    if projection is not CASES:
        return {}
    return {
        deadline_rows.TABLE: [deadline_rows.parked(authority, stream)],
        caseload.TABLE: [caseload.parked(authority, stream, readable, version)],
        timeline.TABLE: [],
        **{table: [] for table in (*OF_THE_CASE, *OF_ITS_DEADLINES)},
        search.TABLE: list(search.parked(authority, stream, readable)),
    }
