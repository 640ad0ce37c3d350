"""What differs in one case between two points on the two time axes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.asking.query import Moment, Query, asked
from ehcp.api.one_case.plan_shapes import VersionNamed
from ehcp.api.one_case.view import View, view
from ehcp.api.routes import Routes
from ehcp.api.services import services
from ehcp.api.shapes import EntryShown
from ehcp.application.one_case.differences import deadlines_json, entries_json
from ehcp.application.one_case.plans import in_force_json
from ehcp.application.rights import Reading
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.deadlines.changed import DeadlineChange, Standing
from ehcp.domain.plan.differences import Change, FieldChange
from ehcp.domain.when import Span
from ehcp.projections.deadlines import deadline_id
from ehcp.projections.stage import CaseStage, stage
from ehcp.schemas import Day

routes = Routes("differences", __name__, description="What differs between two points")


class TwoPoints(Query):
    """From which point to which: as things stood on a day, as they were known on a moment."""

    from_as_at = Day(
        data_key="from-as-at",
        metadata={"description": "What had happened by the end of this day. Left out: today."},
    )
    from_known = Moment(data_key="from-as-known-on")
    to_as_at = Day(
        data_key="to-as-at",
        metadata={"description": "The same, of the later point. Left out: today."},
    )
    to_known = Moment(data_key="to-as-known-on")


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point: as at a day, as known on a moment (null: by all that is known)."""

    as_at: date
    as_known_on: datetime | None
    stage: CaseStage


@dataclass(frozen=True, kw_only=True)
class EntriesDiffer:
    """Entries that count at one of the points only, and those found wrong in between."""

    came: tuple[EntryShown, ...]
    went: tuple[EntryShown, ...]
    found_wrong: tuple[EntryShown, ...]


@dataclass(frozen=True, kw_only=True)
class DeadlineStood:
    """How a deadline stood."""

    due: Span | None
    status: Status
    done: Span | None


@dataclass(frozen=True, kw_only=True)
class DeadlineDiffers:
    """A deadline that differs: null where it was not running at that point."""

    id: UUID
    limit: str
    duty: str
    changes: tuple[DeadlineChange, ...]
    before: DeadlineStood | None
    after: DeadlineStood | None


@dataclass(frozen=True, kw_only=True)
class PlanInForceDiffers:
    """The plan in force at each point, and what changed from one to the other, by element.

    `contents_known` is false where the record has of one of them only that it was issued.
    """

    before: VersionNamed | None
    after: VersionNamed | None
    contents_known: bool
    fields: tuple[FieldChange, ...]
    items: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class TwoPointsAnswer:
    """What differs in a case between two points. `plan` is null where it is the same."""

    case: UUID
    version: int
    before: Point
    after: Point
    entries: EntriesDiffer
    deadlines: tuple[DeadlineDiffers, ...]
    plan: PlanInForceDiffers | None


@routes.reads("/cases/<uuid:case>/differences", Reading.TIMELINE, TwoPointsAnswer, TwoPoints)
def read_differences(case: UUID) -> Response:
    """Return what differs in a case between two points: entries, deadlines, plan and stage.

    Each point is on both axes: `from-as-at` and `to-as-at` say what had happened by then,
    `from-as-known-on` and `to-as-known-on` what had been recorded.
    """
    query = asked(TwoPoints)
    before = view(case, {"as_at": query.get("from_as_at"), "as_known_on": query.get("from_known")})
    after = view(case, {"as_at": query.get("to_as_at"), "as_known_on": query.get("to_known")})
    body = {
        "case": str(case),
        "version": after.case.version,
        "before": _point(before),
        "after": _point(after),
        "entries": entries_json(before.case, after.case),
        "deadlines": [
            {"id": str(deadline_id(case, after.case, deadline)), **row}
            for deadline, row in deadlines_json(_standing(before), _standing(after))
        ],
        "plan": in_force_json(before.case, after.case),
    }
    return answers.read(body, version=after.case.version)


def _point(seen: View) -> dict[str, Any]:
    head = seen.head
    return {
        "as_at": head["as_at"],
        "as_known_on": head["as_known_on"],
        "stage": str(stage(seen.case)),
    }


def _standing(seen: View) -> Standing:
    return seen.case, deadlines(seen.case, services().calendar, seen.as_at)
