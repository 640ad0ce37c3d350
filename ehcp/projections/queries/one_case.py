"""What the read models hold of one case: its entries and its plans."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from ehcp.domain.standing.versions import PlanStatus
from ehcp.projections.queries.paging import every
from ehcp.projections.timeline import TimelineRow
from ehcp.store.cases import Store


@dataclass(frozen=True, kw_only=True)
class IssuedPlan:
    """One plan as issued. `sections` are its parts by name, None where they are not on record."""

    case_id: UUID
    place: int
    version: int
    status: PlanStatus
    current: bool
    issued_first: date | None
    issued_last: date | None
    dated: date | None
    named_setting: str | None
    named_urn: str | None
    also_named: list[str]
    setting_type: str | None
    sections: dict[str, Any] | None


TIMELINE = f"""
    select {", ".join(field.name for field in fields(TimelineRow))} from ehcp.timeline
    where authority = %(authority)s and case_id = %(case)s
    order by place
"""  # noqa: S608 - the names of our own columns
PLANS = """
    select case_id, place, version, status, current, issued_first, issued_last, dated,
        named_setting, named_urn, also_named, setting_type, sections
    from ehcp.plans where authority = %(authority)s and case_id = %(case)s
    order by version, place
"""


def timeline(store: Store, authority: str, case: UUID) -> tuple[TimelineRow, ...]:
    """Return the entries of one case in the order of recording."""
    return every(store, authority, TIMELINE, TimelineRow, {"case": case})


def plans(store: Store, authority: str, case: UUID) -> tuple[IssuedPlan, ...]:
    """Return the plans of one case, the oldest first."""
    return every(store, authority, PLANS, IssuedPlan, {"case": case})
