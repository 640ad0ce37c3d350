"""Your due days in a calendar program: a link that only you have, and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from flask import Response, request
from icalendar import Calendar, Event

from ehcp.api.answering import answers
from ehcp.api.answering.problem import NotHere
from ehcp.api.asking import looking
from ehcp.api.asking.body import json_object
from ehcp.api.asking.gate import OPEN, come_in_by_link, marked
from ehcp.api.asking.query import Nothing, asked
from ehcp.api.deciding.commands import asking
from ehcp.api.routes import ETAG, IF_NONE_MATCH, Routes, acting, answer, refusals
from ehcp.api.services import go_home, person, services
from ehcp.application.clock import start_of
from ehcp.application.keeping.calendars import Calendars
from ehcp.application.rights import FieldClass, Linking, Reading
from ehcp.law.time_limits import CATALOGUE
from ehcp.projections.queries.calendar import PROPOSED, DueDay, due_days
from ehcp.schemas import dump, load, schema_for
from ehcp.store.errors import UnknownAuthority

FEED = "/calendars/<authority>/<secret>.ics"
MEDIA_TYPE = "text/calendar"
SHORT = 8  # digits of a case's id that tell an officer's cases from each other
REFRESH = "PT1H"


@dataclass(frozen=True, kw_only=True)
class LinkShown:
    """Whether you have a calendar link, and since when. What it is was shown when it was made."""

    active: bool
    made_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class LinkMade:
    """A calendar link, shown this once: put the address of this interface before the path.

    Whoever has it sees your due days, without a name; keep it to yourself.
    """

    path: str


@dataclass(frozen=True, kw_only=True)
class LinkEnded:
    """Whether there was a link that ended now."""

    ended: bool


@dataclass(frozen=True, kw_only=True)
class MakeLink:
    """Make a link to your calendar. One that you had before ends."""


@dataclass(frozen=True, kw_only=True)
class EndLink:
    """End the link to your calendar."""


def routes() -> Routes:
    """Return the routes of calendar links, and of what they lead to."""
    found = Routes("calendar", __name__, description="Your due days in a calendar program")
    found.reads("/calendar", Reading.CALENDAR, LinkShown)(read_calendar_link)
    _does(found, "/calendar", Linking.MAKE, make_calendar_link, MakeLink, LinkMade)
    _does(found, "/calendar/end", Linking.END, end_calendar_link, EndLink, LinkEnded)
    described = {
        "operationId": "read-calendar",
        "parameters": [IF_NONE_MATCH],
        "responses": {
            "200": {
                "description": "The calendar.",
                "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
                "headers": ETAG,
            },
            "304": {"description": "Nothing has changed."},
            **refusals(404, 422, 429, 503),
        },
        "security": [],
    }
    view = found.doc(**described)(marked(OPEN, read_calendar))
    found.add_url_rule(FEED, "read_calendar", view, methods=["GET"])
    return found


def _does(  # noqa: PLR0913, PLR0917 - the parts of a description
    found: Routes,
    rule: str,
    action: Linking,
    view: Callable[[], Response],
    kind: type,
    shape: type,
) -> None:
    done = {"200": answer("Done.", shape, {})}
    found.does(rule, action, view, acting(action, kind.__doc__, schema_for(kind), done, ()))


def read_calendar_link() -> Response:
    """Return whether you have a calendar link, and since when."""
    asked(Nothing)
    link = Calendars(services().cases.store).link(person().authority, person().subject)
    shown = LinkShown(
        active=link is not None and link.ended_at is None,
        made_at=link.made_at if link else None,
        ended_at=link.ended_at if link else None,
    )
    return answers.read(dump(shown))


def make_calendar_link() -> Response:
    """Make a link to your calendar."""
    load(MakeLink, json_object())
    who, here, command = person(), services(), asking(expected=None).command_id
    calendars = Calendars(here.cases.store)
    secret = calendars.make(who.authority, who.subject, here.page_key, command)
    return _sent(dump(LinkMade(path=f"/v1/calendars/{who.authority}/{secret}.ics")))


def end_calendar_link() -> Response:
    """End the link to your calendar."""
    load(EndLink, json_object())
    asking(expected=None)
    who = person()
    ended = Calendars(services().cases.store).end(who.authority, who.subject)
    return _sent(dump(LinkEnded(ended=ended)))


def read_calendar(authority: str, secret: str) -> Response:
    """Return due days of your cases as a calendar, to whoever has the link: without a name."""
    asked(Nothing)
    subject = _whose(authority, secret)
    come_in_by_link(authority, subject, Reading.CALENDAR)
    cases = services().cases
    today = cases.today()
    found, changed = due_days(cases.store, authority, subject, today)
    made = Response(_written(found), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    made.set_etag(sha256(made.get_data()).hexdigest()[:20])
    # a day that begins may change what is due as well as what is recorded
    made.last_modified = max(filter(None, (changed, start_of(today))))
    made.make_conditional(request)
    if made.status_code == HTTPStatus.OK:
        looking.at((due.case_id for due in found if due.case_id), frozenset({FieldClass.PROCESS}))
    else:
        looking.nothing_shown()
    return made


def _whose(authority: str, secret: str) -> str:
    """Return whose link it is. Raises NotHere, and counts who guesses."""
    try:
        go_home(authority)
        subject = Calendars(services().cases.store).whose(authority, secret)
    except UnknownAuthority:
        subject = None
    if subject is None:
        services().limits.failed(request.remote_addr)
        raise NotHere
    return subject


def _written(found: tuple[DueDay, ...]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//ehcp//due days//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "EHC due days")
    calendar.add("x-published-ttl", REFRESH)
    for each in found:
        calendar.add_component(_event(each))
    return bytes(calendar.to_ical())


def _event(due: DueDay) -> Event:
    reference = str(due.case_id)[:SHORT] if due.case_id else ""
    limit = CATALOGUE.get(due.what)
    event = Event()
    event.add("uid", f"{due.id}@ehcp")
    event.add("sequence", due.version)
    changed = due.changed_at or start_of(due.day)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("dtstart", due.day)
    event.add("summary", f"{_short(due.what)}, case {reference}")
    if limit is not None:
        event.add("description", f"{limit.duty}. {limit.id}")
    event.add("transp", "TRANSPARENT")  # a day by which, not one that is taken
    event.add("class", "PRIVATE")
    return event


def _short(what: str) -> str:
    """Return the short name of a limit in words."""
    if what == PROPOSED:
        return "Last day to decide on a proposal"
    return what.replace("-", " ").capitalize()


def _sent(body: dict[str, Any]) -> Response:
    return Response(answers.encoded(body), content_type="application/json")
