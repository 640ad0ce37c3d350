"""Who looked at which child's record: for those who audit reading. No word of a case is in it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.answering.problem import NotHere
from ehcp.api.asking import looking
from ehcp.api.asking.query import LONGEST_PAGE, PAGE, Query, asked, number
from ehcp.api.routes import Routes
from ehcp.api.services import person, services
from ehcp.api.shapes import Paged
from ehcp.application.clock import start_of
from ehcp.application.rights import FieldClass, Reading
from ehcp.projections.queries.looks import LookShown, is_known, looks
from ehcp.projections.unusual_readings import unusual_readings
from ehcp.schemas import Day, Text, dump

routes = Routes("looks", __name__, description="Who looked at whose record")

THE_PROCESS = frozenset({FieldClass.PROCESS})


class BetweenDays(Query):
    """When."""

    since = Day(data_key="from", metadata={"description": "The first day, in London."})
    until = Day(data_key="to", metadata={"description": "The last day, in London."})
    page = Text(metadata={"description": "`page.next` of the page before."})
    limit = number(1, LONGEST_PAGE, load_default=PAGE)


class LooksQuery(BetweenDays):
    """Whose looks."""

    person = Text(
        metadata={"description": "Who that is when signed in, or by name on the machine."}
    )


@dataclass(frozen=True, kw_only=True)
class LooksAnswer:
    """A page of looks, the latest first."""

    items: tuple[LookShown, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class UnusualReading:
    """Somebody looked at so many different children, outside their own cases, within an hour."""

    id: UUID
    person: str
    at_machine: bool
    since: datetime
    until: datetime
    children: int


@dataclass(frozen=True, kw_only=True)
class UnusualReadingsAnswer:
    """A page of them, the latest first."""

    items: tuple[UnusualReading, ...]
    page: Paged


class UnusualQuery(Query):
    """A page."""

    page = Text(metadata={"description": "`page.next` of the page before."})
    limit = number(1, LONGEST_PAGE, load_default=PAGE)


@routes.reads("/cases/<uuid:case>/looks", Reading.LOOKS, LooksAnswer, BetweenDays)
def read_looks_at_case(case: UUID) -> Response:
    """Return who looked at a case, when and at what, also who was refused; the latest first."""
    query = asked(BetweenDays)
    if not is_known(services().cases.store, person().authority, case):
        raise NotHere
    looking.at((case,), THE_PROCESS)
    return _page(query, case=case)


@routes.reads("/looks", Reading.LOOKS, LooksAnswer, LooksQuery)
def read_looks() -> Response:
    """Return what somebody looked at, or everybody; the latest first.

    One row for each child in a list. A row without a case: nothing of any child was shown.
    """
    query = asked(LooksQuery)
    looking.at((), THE_PROCESS)
    return _page(query, person=query.get("person"))


@routes.reads("/unusual-readings", Reading.LOOKS, UnusualReadingsAnswer, UnusualQuery)
def read_unusual_readings() -> Response:
    """Return who looked at more than 50 children outside their own cases within an hour.

    Their own: those that they have as officer, at their school, or for which advice is asked of
    their body. A SEND manager's lists are not counted. No child is named.
    """
    query = asked(UnusualQuery)
    looking.at((), THE_PROCESS)
    pages = Pages(services().page_key, "unusual-readings", person().authority)
    rows, following = unusual_readings(
        services().cases.store,
        person().authority,
        after=pages.after(query.get("page")),
        size=query["limit"],
    )
    items = [
        UnusualReading(
            id=row.id,
            person=row.subject,
            at_machine=row.at_machine,
            since=row.since,
            until=row.until,
            children=row.children,
        )
        for row in rows
    ]
    token = None if following is None else pages.token(list(following))
    return answers.read({"items": [dump(each) for each in items], "page": {"next": token}})


def _page(query: dict[str, Any], **whose: Any) -> Response:
    since, until = query.get("since"), query.get("until")
    pages = Pages(services().page_key, "looks", person().authority, since, until, *whose.values())
    found, following = looks(
        services().cases.store,
        person().authority,
        since=since and start_of(since),
        until=until and _day_after(until),
        after=pages.after(query.get("page")),
        size=query["limit"],
        **whose,
    )
    token = None if following is None else pages.token(list(following))
    return answers.read({"items": [dump(each) for each in found], "page": {"next": token}})


def _day_after(day: date) -> datetime:
    return start_of(day + timedelta(days=1))
