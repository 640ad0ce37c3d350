"""One case, folded live from its history, on both time axes: whose it is, what is due."""

from datetime import date
from functools import cache, partial
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.answering.problem import NotHere
from ehcp.api.asking.query import AsAt, Recorded, WhatIf, asked
from ehcp.api.one_case.view import END, View, shown
from ehcp.api.routes import Routes
from ehcp.api.services import services, user
from ehcp.api.shapes import (
    CaseAnswer,
    DeadlineAnswer,
    DeadlinesAnswer,
    OutcomesAnswer,
    TimelineAnswer,
)
from ehcp.application.chronology.check import Supposed
from ehcp.application.one_case.outcomes import outcomes_shown
from ehcp.application.one_case.views import Between, explained_json, people_json, timeline_json
from ehcp.application.rights import Reading, Role, any_may
from ehcp.application.rights.access import in_scope
from ehcp.domain.case import Case
from ehcp.domain.command import Command
from ehcp.domain.deadlines import Deadline, deadlines
from ehcp.domain.entry import Source
from ehcp.domain.event import kebab
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.record import HistoryImported
from ehcp.domain.users import User
from ehcp.law.calendar import Calendar
from ehcp.projections.caseload import whose
from ehcp.projections.deadlines import deadline_id
from ehcp.projections.stage import stage
from ehcp.schemas import dump

routes = Routes("case", __name__, description="One case, on both time axes")


@routes.reads("/cases/<uuid:case>", Reading.CASE, CaseAnswer, AsAt)
def read_case(case: UUID) -> Response:
    """Return whose case it is, who has it, where it stands, and what you may ask of it."""
    return shown(case, _case, by_version=True)


def _case(seen: View) -> dict[str, Any]:
    child, officer = whose(step.entry for step in seen.case.steps)
    opened = seen.case.last(CaseOpened)
    imported = seen.case.last(HistoryImported)
    found = CaseAnswer(
        case=seen.id,
        version=seen.case.version,
        as_at=seen.as_at,
        as_known_on=seen.as_known_on,
        child=child,
        parents=opened.parents if opened else (),
        officer=officer,
        stage=stage(seen.case),
        imported_from=imported.reference if imported else None,
        not_happened=seen.case.not_happened,
        commands=_commands(user(), services().cases.today()),
    )
    return {**dump(found), "people": people_json(seen.case)}


def _commands(who: User, today: date) -> tuple[str, ...]:
    commands = _may_be_asked_by(who.on(today))
    if not who.is_service_account:
        return commands
    return tuple(name for name in commands if in_scope(who, name))


@cache
def _may_be_asked_by(roles: frozenset[Role]) -> tuple[str, ...]:
    """Return the commands that somebody with these roles may ask for."""
    return tuple(sorted(name for name in Command.named if any_may(roles, name)))


@routes.reads("/cases/<uuid:case>/deadlines", Reading.DEADLINES, DeadlinesAnswer, WhatIf)
def read_deadlines(case: UUID) -> Response:
    """Return every deadline, with its status on a day and why; also what would follow if."""
    return shown(case, _deadlines, WhatIf)


def _deadlines(seen: View) -> dict[str, Any]:
    supposed: list[Supposed] = asked(WhatIf).get("suppose", [])
    told = seen.case.then(*(suppose.made() for suppose in supposed), source=Source.SYSTEM)
    calendar = services().calendar
    judged = deadlines(told, calendar, seen.as_at)
    return {
        **seen.head,
        "supposed": [f"{kebab(s.event.__name__)}@{s.on.isoformat()}" for s in supposed],
        "items": [_deadline(seen.id, told, deadline, calendar) for deadline in judged],
        "page": END,
    }


@routes.reads(
    "/cases/<uuid:case>/deadlines/<uuid:deadline>", Reading.DEADLINES, DeadlineAnswer, AsAt
)
def read_deadline(case: UUID, deadline: UUID) -> Response:
    """Return one deadline by its id, with the explanation that lists leave out."""
    return shown(case, partial(_one_deadline, deadline))


def _one_deadline(deadline: UUID, seen: View) -> dict[str, Any]:
    calendar = services().calendar
    for found in deadlines(seen.case, calendar, seen.as_at):
        if deadline_id(seen.id, seen.case, found) == deadline:
            return {**seen.head, "deadline": _deadline(seen.id, seen.case, found, calendar)}
    raise NotHere


def _deadline(case_id: UUID, case: Case, deadline: Deadline, calendar: Calendar) -> dict[str, Any]:
    row = explained_json(case, deadline, calendar)
    return {"id": str(deadline_id(case_id, case, deadline)), **row}


@routes.reads("/cases/<uuid:case>/timeline", Reading.TIMELINE, TimelineAnswer, Recorded)
def read_timeline(case: UUID) -> Response:
    """Return everything recorded, in legal order, with what was found wrong, by whom and when."""
    return shown(case, _timeline, Recorded)


def _timeline(seen: View) -> dict[str, Any]:
    query = asked(Recorded)
    between = Between(query.get("recorded_from"), query.get("recorded_to"))
    return {**seen.head, "items": timeline_json(seen.case, between), "page": END}


@routes.reads("/cases/<uuid:case>/outcomes", Reading.OUTCOMES, OutcomesAnswer, AsAt)
def read_outcomes(case: UUID) -> Response:
    """Return every outcome of Section E over the years, with what was said of it."""
    return shown(case, _outcomes)


def _outcomes(seen: View) -> dict[str, Any]:
    found = outcomes_shown(seen.case, seen.as_at)
    return {**seen.head, "items": [dump(o) for o in found], "page": END}
