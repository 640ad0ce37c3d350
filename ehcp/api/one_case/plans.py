"""The plans of one case: what they say, what changed between two, and what the family said."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import validate

from ehcp.api.answering import answers
from ehcp.api.answering.problem import BadRequest
from ehcp.api.asking.query import AsAt, asked
from ehcp.api.one_case.plan_shapes import DifferencesAnswer, PlansAnswer, RepresentationsAnswer
from ehcp.api.one_case.view import END, View, shown, view
from ehcp.api.routes import Routes
from ehcp.api.shapes import PlanAnswer
from ehcp.application.one_case.plans import (
    NAMED,
    NoSuchVersion,
    compared,
    differences_json,
    plan_json,
    plans_json,
    representations_json,
)
from ehcp.application.rights import Reading, withheld
from ehcp.schemas import Text

routes = Routes("plan", __name__, description="The plans of one case, version by version")


class VersionName(Text):
    """A version: `v2`, or the place of the entry."""

    def _deserialize(self, value: object, *args: object, **kwargs: object) -> str:
        return str(validate.Regexp(NAMED, error="Write v2, or a place.")(str(value)))


class WhichVersions(AsAt):
    """Which two versions."""

    before = VersionName(
        data_key="from",
        metadata={"description": "`v2`, or the place of an entry. Left out: the one before."},
    )
    after = VersionName(
        data_key="to",
        metadata={"description": "`v2`, or the place of an entry. Left out: the latest version."},
    )


@routes.reads("/cases/<uuid:case>/plan", Reading.PLAN, PlanAnswer, AsAt)
def read_plan(case: UUID) -> Response:
    """Return the plan in force, and the draft that is out."""
    return shown(case, _plan)


def _plan(seen: View) -> dict[str, Any]:
    return {**seen.head, "withheld": withheld(seen.sees), **plan_json(seen.case)}


@routes.reads("/cases/<uuid:case>/plans", Reading.PLAN, PlansAnswer, AsAt)
def read_plans(case: UUID) -> Response:
    """Return every version of the plan, drafts as well, and when each was in force."""
    return shown(case, _plans)


def _plans(seen: View) -> dict[str, Any]:
    items = plans_json(seen.case)
    return {**seen.head, "withheld": withheld(seen.sees), "items": items, "page": END}


@routes.reads(
    "/cases/<uuid:case>/plan/differences", Reading.PLAN, DifferencesAnswer, WhichVersions
)
def read_plan_differences(case: UUID) -> Response:
    """Return what changed from one version to another: by element, by field, word by word."""
    query = asked(WhichVersions)
    seen = view(case, query)
    try:
        found = compared(seen.case, query.get("before"), query.get("after"))
    except NoSuchVersion as error:
        fault = {"parameter": "from", "detail": str(error)}
        raise BadRequest(422, "invalid", "A parameter is not right.", errors=[fault]) from None
    body = {**seen.head, **differences_json(found), "page": END}
    return answers.read(body, version=seen.case.version)


@routes.reads("/cases/<uuid:case>/plan/representations", Reading.PLAN, RepresentationsAnswer, AsAt)
def read_representations(case: UUID) -> Response:
    """Return what the family said of its plans, the answers, and what was changed for each."""
    return shown(case, _representations)


def _representations(seen: View) -> dict[str, Any]:
    return {**seen.head, "items": representations_json(seen.case), "page": END}
