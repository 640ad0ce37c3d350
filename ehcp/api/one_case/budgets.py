"""The personal budget of one case, folded live from its history, on both time axes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.asking.query import AsAt
from ehcp.api.one_case.view import View, shown
from ehcp.api.routes import Routes
from ehcp.application.one_case.budgets import BudgetsShown, budgets_shown
from ehcp.application.rights import Reading
from ehcp.schemas import dump

routes = Routes("budget", __name__, description="The personal budget of one case")


@dataclass(frozen=True, kw_only=True)
class BudgetsAnswer(BudgetsShown):
    """The budget in force, what it comes to, what is paid directly and is to be reviewed."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None


@routes.reads("/cases/<uuid:case>/budgets", Reading.BUDGETS, BudgetsAnswer, AsAt)
def read_budgets(case: UUID) -> Response:
    """Return the budget in force with its lines and totals, and the direct payments."""
    return shown(case, _budgets)


def _budgets(seen: View) -> dict[str, Any]:
    return {**seen.head, **dump(budgets_shown(seen.case, seen.as_at))}
