"""Who must be told of each step of one case, and who was, on both time axes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.asking.query import AsAt
from ehcp.api.one_case.view import END, View, shown
from ehcp.api.routes import Routes
from ehcp.api.shapes import Paged
from ehcp.application.one_case.told import TellingShown, told_shown
from ehcp.application.rights import Reading
from ehcp.schemas import dump

routes = Routes("told", __name__, description="Who must be told, and who was")


@dataclass(frozen=True, kw_only=True)
class ToldAnswer:
    """Every step of which somebody is to be told, in legal order."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None
    items: tuple[TellingShown, ...]
    page: Paged


@routes.reads("/cases/<uuid:case>/told", Reading.TIMELINE, ToldAnswer, AsAt)
def read_told(case: UUID) -> Response:
    """Return who must be told of each step, who was and how, with proof, and who is missing."""
    return shown(case, _told)


def _told(seen: View) -> dict[str, Any]:
    return {**seen.head, "items": [dump(t) for t in told_shown(seen.case)], "page": END}
