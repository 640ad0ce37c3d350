"""The alerts read model: one row for each alert. The deadlines say whether it has ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ehcp.domain.entry import Entry
from ehcp.domain.events.alert import (
    AlertAcknowledged,
    AlertAssigned,
    AlertEscalated,
    AlertRaised,
)
from ehcp.domain.step import BEGINNING, dated
from ehcp.domain.when import After

TABLE = "alerts"
KINDS = (AlertRaised, AlertAcknowledged, AlertAssigned, AlertEscalated)
NAMES = frozenset(kind.__name__ for kind in KINDS)
"""The names of the events that only a stream of an alert has."""


class NoAlert(ValueError):  # noqa: N818 - named for what it says
    """The stream does not begin with an alert being raised."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertRow:
    """One alert: what it is about, and what became of it."""

    authority: str
    id: UUID
    case_id: UUID
    limit_id: str
    started_by: int
    due: date
    stage: str
    stage_on: date
    raised_on: date
    raised_at: datetime | None
    law_since: date
    source: str
    owed_by: str
    told: Sequence[str]
    version: int
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    assigned_to: str | None = None
    escalated_to: str | None = None
    escalated_at: datetime | None = None


def row(authority: str, alert: UUID, entries: Sequence[Entry]) -> AlertRow:
    """Return the row of one alert. Raises NoAlert if its stream is something else."""
    raised = entries[0].event
    if not isinstance(raised, AlertRaised):
        raise NoAlert
    acknowledged = _last(entries, AlertAcknowledged)
    assigned = _last(entries, AlertAssigned)
    escalated = _last(entries, AlertEscalated)
    by = acknowledged.recorded_by if acknowledged else None
    return AlertRow(
        authority=authority,
        id=alert,
        case_id=raised.case,
        limit_id=raised.limit,
        started_by=raised.started_by,
        due=raised.due,
        stage=raised.stage,
        stage_on=raised.stage_on,
        raised_on=_day(raised),
        raised_at=entries[0].recorded_at,
        law_since=raised.law_since,
        source=raised.source,
        owed_by=raised.owed_by,
        told=list(raised.to),
        version=len(entries),
        acknowledged_at=acknowledged.recorded_at if acknowledged else None,
        acknowledged_by=by.subject if by else None,
        assigned_to=getattr(assigned and assigned.event, "to", None),
        escalated_to=getattr(escalated and escalated.event, "to", None),
        escalated_at=escalated.recorded_at if escalated else None,
    )


def _last(
    entries: Sequence[Entry], kind: type[AlertAcknowledged | AlertAssigned | AlertEscalated]
) -> Entry | None:
    return next((entry for entry in reversed(entries) if isinstance(entry.event, kind)), None)


def _day(raised: AlertRaised) -> date:
    return BEGINNING if isinstance(raised.on, After) else dated(raised.on)[0]
