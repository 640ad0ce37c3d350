"""Timeliness, for those who manage: by officer, team and stage, as it is published."""

from dataclasses import dataclass

from flask import Response
from marshmallow import fields as ma

from ehcp.api.answering import answers
from ehcp.api.asking.query import Query, asked, number
from ehcp.api.routes import Routes
from ehcp.api.services import person, services
from ehcp.application.keeping.authorities import Authorities
from ehcp.application.rights import Reading
from ehcp.projections.queries.timeliness import By, GroupMeasured, Measured, teams_of, timeliness
from ehcp.schemas import Text, dump

routes = Routes("timeliness", __name__, description="What was done in time")

FIRST_YEAR, LAST_YEAR = 2014, 2100


class TimelinessQuery(Query):
    """Of which year, and told apart by what."""

    year = number(
        FIRST_YEAR,
        LAST_YEAR,
        load_default=None,
        metadata={"description": "The calendar year in which it was done. Left out: this year."},
    )
    by = ma.Enum(By, by_value=Text, load_default=By.ALL)


@dataclass(frozen=True, kw_only=True)
class TimelinessAnswer:
    """The measures of a calendar year: of all cases, and of each group where `by` says which."""

    year: int
    by: By
    all: tuple[Measured, ...]
    items: tuple[GroupMeasured, ...]


@routes.reads("/timeliness", Reading.TIMELINESS, TimelinessAnswer, TimelinessQuery)
def read_timeliness() -> Response:
    """Return how much of what was done in a calendar year was done in time.

    By the measures that the Department for Education publishes, with the cases in which a
    permitted exception lifts the limit and without them; and all duties of the authority.
    """
    query = asked(TimelinessQuery)
    cases, code = services().cases, person().authority
    year, by = query["year"] or cases.today().year, query["by"]
    settings = Authorities(cases.store, cases.today).settings(code)
    teams = teams_of((team.name, team.officers) for team in settings.teams)
    found = timeliness(cases.store, code, cases.today(), year, by=by, teams=teams)
    return answers.read(
        dump(TimelinessAnswer(year=year, by=by, all=found.all, items=found.groups))
    )
