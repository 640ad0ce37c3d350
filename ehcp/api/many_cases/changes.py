"""What has changed, for other systems that follow: in order, each once, and never a name."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response, g
from marshmallow import ValidationError, validate
from marshmallow import fields as ma

from ehcp.api.answering import answers
from ehcp.api.answering.problem import RETRY_AFTER, BadRequest
from ehcp.api.asking import looking
from ehcp.api.asking.gate import ask_again, require_right
from ehcp.api.asking.query import LONGEST_PAGE, PAGE, Nothing, Query, asked, number
from ehcp.api.many_cases.resuming import BEGINNING, Place, Resumed
from ehcp.api.routes import Routes
from ehcp.api.services import person, right, services
from ehcp.api.shapes import Paged
from ehcp.application.rights import FieldClass, Reading
from ehcp.application.rights.following import Kind, NoSuchKind, kinds_told, require_kinds
from ehcp.projections.queries.changes import Change, Looked, changes, last_before, log_of
from ehcp.schemas import Text, dump
from ehcp.store.cases import Store

routes = Routes("changes", __name__, description="What has changed, for systems that follow")

LONGEST_WAIT = 20
"""Seconds."""
MOST_KINDS = 100
BUDGET = 2.0  # seconds spent on one request with looking, where there is much of other authorities
LOOK = 0.1  # seconds between two looks while a follower waits
LOOKS = 25  # questions for the last event of an authority


def _kind(value: str) -> None:
    try:
        require_kinds((value,))
    except NoSuchKind:
        raise ValidationError("There is no kind of change of that name.") from None


class ChangesQuery(Query):
    """From where, and which."""

    after = Text(
        metadata={
            "description": "`page.next` of the answer before, or the `token` of an item. Left"
            " out: from the beginning."
        }
    )
    begin = ma.String(
        validate=validate.OneOf(["beginning", "now"]),
        metadata={"description": "Where to begin without `after`: at once, or with what comes."},
    )
    kind = ma.List(
        Text(_kind),
        validate=validate.Length(max=MOST_KINDS),
        metadata={"description": "Only of this kind. May be given more than once."},
    )
    limit = number(1, LONGEST_PAGE, load_default=PAGE)
    wait = number(
        0,
        LONGEST_WAIT,
        load_default=0,
        metadata={"description": "Seconds to wait for news where there is none yet."},
    )


@dataclass(frozen=True, kw_only=True)
class ChangeShown:
    """That something was recorded of a case. `token`: go on after this item.

    `version` is the case's since then; `kind` what kind of entry it is. New kinds may come.
    `position` is what lists take as `after`.
    """

    token: str
    position: int
    case: UUID
    version: int
    kind: str
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class GoOn:
    """Where to go on, always there. `more`: there is more already, ask at once."""

    next: str
    more: bool


@dataclass(frozen=True, kw_only=True)
class ChangesAnswer:
    """What has changed, in order."""

    items: tuple[ChangeShown, ...]
    page: GoOn


@dataclass(frozen=True, kw_only=True)
class KindsAnswer:
    """The kinds of change that you are told of. New ones may come."""

    items: tuple[Kind, ...]
    page: Paged


@routes.reads("/changes/kinds", Reading.CHANGES, KindsAnswer)
def read_change_kinds() -> Response:
    """Return the kinds of change that you are told of, and what each says that happened."""
    asked(Nothing)
    looking.nothing_shown()
    items = [dump(kind) for kind in kinds_told(right())]
    return answers.read({"items": items, "page": {"next": None}})


@routes.reads("/changes", Reading.CHANGES, ChangesAnswer, ChangesQuery, problems=(410,))
def read_changes() -> Response:
    """Return what was recorded after a token, in order; each once, and none passed over.

    Only of cases that are open to you now. Read the case itself to see what it says. With
    `wait`, the answer comes as soon as there is news. Where as many wait already as may, it
    comes at once, and `Retry-After` says when to ask again.
    """
    query = asked(ChangesQuery)
    if "read_from" in g and g.read_from == "standby":
        raise BadRequest(400, "no-read", "The feed is read from the primary: no Ehcp-Read.")
    who, here = person(), services()
    tokens = Resumed(here.page_key, here.cases.store, who.authority)
    following = _Following(
        here.cases.store, who.authority, tuple(query.get("kind", ())), query["limit"]
    )
    place = _begin(tokens, query)
    place, found = following.look(place)
    turned_away = False
    if query["wait"] and not found.items and not found.more:
        with here.waiting.taken((who.authority, who.subject)) as granted:
            turned_away = not granted
            if granted:
                place, found = following.wait(place, query["wait"])
    answer = _answer(tokens, place, found)
    if turned_away:
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


class _Following:
    """Looking on from a place, as long as one request may."""

    def __init__(self, store: Store, authority: str, kinds: tuple[str, ...], size: int) -> None:
        self._store = store
        self._authority = authority
        self._kinds = kinds
        self._size = size

    def look(self, place: Place) -> tuple[Place, Looked]:
        """Look until something is found, or all was looked at, or it takes too long."""
        until = time.monotonic() + BUDGET
        while True:
            found = changes(
                self._store,
                self._authority,
                right(),
                place.looked,
                kinds=self._kinds,
                size=self._size,
            )
            place = Place(found.upto, found.last or place.mark)
            if found.items or not found.more or time.monotonic() >= until:
                return place, found

    def wait(self, place: Place, seconds: int) -> tuple[Place, Looked]:
        """Look again and again, and hold no connection between. The right is asked anew."""
        until = time.monotonic() + seconds
        while True:
            time.sleep(LOOK)
            ask_again()
            require_right(Reading.CHANGES)
            place, found = self.look(place)
            if found.items or found.more or time.monotonic() >= until:
                return place, found


def _begin(tokens: Resumed, query: dict[str, Any]) -> Place:
    store, authority = services().cases.store, person().authority
    token = query.get("after")
    if token is not None and query.get("begin") is not None:
        errors = [{"parameter": "begin", "detail": "Not with after."}]
        raise BadRequest(422, "invalid", "A parameter is not right.", errors=errors)
    if token is not None:
        return tokens.place(token, log_of(store, authority))
    if query.get("begin") != "now":
        return BEGINNING
    now = log_of(store, authority).reached
    try:
        return Place(now, last_before(store, authority, now, looks=LOOKS) or BEGINNING.mark)
    except LookupError:
        return Place(now, None)


def _answer(tokens: Resumed, place: Place, found: Looked) -> Response:
    items = [_shown(tokens, change, found) for change in found.items]
    if items:
        looking.at((item.case for item in items), frozenset({FieldClass.PROCESS}))
    else:
        looking.nothing_shown()
    shown = ChangesAnswer(
        items=tuple(items), page=GoOn(next=tokens.token(place, found.log), more=found.more)
    )
    return answers.read(dump(shown))


def _shown(tokens: Resumed, change: Change, found: Looked) -> ChangeShown:
    return ChangeShown(
        token=tokens.token(Place(change.position, change.mark), found.log),
        position=change.position,
        case=change.case_id,
        version=change.version,
        kind=change.kind,
        recorded_at=change.recorded_at,
    )
