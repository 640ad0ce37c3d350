"""One case, folded live from its history, on both time axes."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api import answers
from ehcp.api.query import AsAt, Recorded, WhatIf, asked
from ehcp.api.routes import Routes
from ehcp.api.services import person, services
from ehcp.api.shapes import (
    CaseAnswer,
    DeadlinesAnswer,
    OutcomesAnswer,
    TimelineAnswer,
)
from ehcp.application.cases import NO_CASE, NoSuchCase
from ehcp.application.chronology.check import Supposed, instant
from ehcp.application.outcomes import outcomes_shown
from ehcp.application.rights import Reading, Role, may
from ehcp.application.views import Between, deadline_json, people_json, timeline_json
from ehcp.application.withholding import Withholding
from ehcp.domain.case import Case
from ehcp.domain.command import Command
from ehcp.domain.deadlines import Deadline, deadlines
from ehcp.domain.entry import Source
from ehcp.domain.event import kebab
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.record import HistoryImported
from ehcp.law.calendar import Calendar
from ehcp.projections.caseload import whose
from ehcp.projections.deadlines import deadline_id
from ehcp.projections.stage import stage
from ehcp.schemas import dump

routes = Routes("case", __name__, description="One case, on both time axes")

END = {"next": None}


@dataclass(frozen=True, kw_only=True)
class View:
    """A case as it stood on a day, as it was known on a moment."""

    id: UUID
    case: Case
    as_at: date
    as_known_on: datetime | None
    plain: bool

    @property
    def head(self) -> dict[str, Any]:
        """What every answer about a case begins with."""
        known = self.as_known_on
        return {
            "case": str(self.id),
            "version": self.case.version,
            "as_at": self.as_at.isoformat(),
            "as_known_on": None if known is None else instant(known),
        }


def view(case: UUID, query: dict[str, Any]) -> View:
    """Return the case as it was asked for, as this person may see it. Raises NoSuchCase."""
    found = services().cases.case(person().authority, case)
    supposed: list[Supposed] = query.get("suppose", [])
    last_supposed = max((suppose.on for suppose in supposed), default=None)
    as_at = query.get("as_at") or last_supposed or services().cases.today()
    known = query.get("as_known_on")
    entries = found.seen(as_known_on=known).known
    if not entries or isinstance(entries[0].event, NO_CASE):
        raise NoSuchCase  # nobody knew of it then; or it is the history of an alert
    kept = Withholding.of(found, sees_all=may(person().role, Reading.RESTRICTED_ADDRESSES))
    return View(
        id=case,
        case=kept.seen(Case(entries, as_at, known, readings=services().follows())),
        as_at=as_at,
        as_known_on=known,
        plain=not query,
    )


@routes.reads("/cases/<uuid:case>", Reading.CASE, CaseAnswer, AsAt)
def read_case(case: UUID) -> Response:
    """Return whose case it is, who has it, where it stands, and what you may ask of it."""
    seen = view(case, asked(AsAt))
    child, officer = whose(step.entry for step in seen.case.steps)
    opened = seen.case.last(CaseOpened)
    imported = seen.case.last(HistoryImported)
    shown = CaseAnswer(
        case=case,
        version=seen.case.version,
        as_at=seen.as_at,
        as_known_on=seen.as_known_on,
        child=child,
        parents=opened.parents if opened else (),
        officer=officer,
        stage=stage(seen.case),
        imported_from=imported.reference if imported else None,
        not_happened=seen.case.not_happened,
        commands=_may_be_asked_by(person().role),
    )
    tag = str(seen.case.version) if seen.plain else None
    body = {**dump(shown), "people": people_json(seen.case)}
    return answers.read(body, version=seen.case.version, tag=tag)


@cache
def _may_be_asked_by(role: Role) -> tuple[str, ...]:
    """Return the commands that a role may ask for: the same for all who have it."""
    return tuple(sorted(name for name in Command.named if may(role, name)))


@routes.reads("/cases/<uuid:case>/deadlines", Reading.DEADLINES, DeadlinesAnswer, WhatIf)
def read_deadlines(case: UUID) -> Response:
    """Return every deadline, with its status on a day and why; also what would follow if."""
    query = asked(WhatIf)
    seen = view(case, query)
    supposed: list[Supposed] = query.get("suppose", [])
    told = seen.case.then(*(suppose.made() for suppose in supposed), source=Source.SYSTEM)
    calendar = services().calendar
    judged = deadlines(told, calendar, seen.as_at)
    body = {
        **seen.head,
        "supposed": [f"{kebab(s.event.__name__)}@{s.on.isoformat()}" for s in supposed],
        "items": [_deadline(case, deadline, calendar) for deadline in judged],
        "page": END,
    }
    return answers.read(body, version=seen.case.version)


def _deadline(case: UUID, deadline: Deadline, calendar: Calendar) -> dict[str, Any]:
    row = deadline_json(deadline, calendar)
    return {"id": str(deadline_id(case, deadline)), **row}


@routes.reads("/cases/<uuid:case>/timeline", Reading.TIMELINE, TimelineAnswer, Recorded)
def read_timeline(case: UUID) -> Response:
    """Return everything recorded, in legal order, with what was found wrong, by whom and when."""
    query = asked(Recorded)
    seen = view(case, query)
    between = Between(query.get("recorded_from"), query.get("recorded_to"))
    body = {**seen.head, "items": timeline_json(seen.case, between), "page": END}
    return answers.read(body, version=seen.case.version)


@routes.reads("/cases/<uuid:case>/outcomes", Reading.OUTCOMES, OutcomesAnswer, AsAt)
def read_outcomes(case: UUID) -> Response:
    """Return every outcome of Section E over the years, with what was said of it."""
    seen = view(case, asked(AsAt))
    found = outcomes_shown(seen.case, seen.as_at)
    body = {**seen.head, "items": [dump(o) for o in found], "page": END}
    return answers.read(body, version=seen.case.version)
