"""Who signs in to your authority, and which roles they have: for its administrators."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import ValidationError

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.asking.body import expected_version, json_object
from ehcp.api.asking.query import LONGEST_PAGE, PAGE, Nothing, Query, asked, number
from ehcp.api.deciding.commands import asking
from ehcp.api.routes import ETAG, LOCATION, Routes, acting, answer
from ehcp.api.services import person, services
from ehcp.api.shapes import Paged
from ehcp.application.cases import Asked
from ehcp.application.keeping.authorities import BadSetting
from ehcp.application.keeping.users import NewRole, NewUser, RoleOver, Users
from ehcp.application.rights import Keeping, Reading, Role
from ehcp.domain.users import HeldRole, User, stream_of
from ehcp.projections.users import users
from ehcp.schemas import Text, dump, load, schema_for
from ehcp.store.cases import Appended


@dataclass(frozen=True, kw_only=True)
class RoleShown:
    """A role that was given, at `place`. `holds`: it does today; `ended`: before its last day."""

    place: int
    role: Role
    since: date
    until: date | None
    school: str | None
    body: str | None
    ended: bool
    holds: bool


@dataclass(frozen=True, kw_only=True)
class PersonAnswer:
    """Somebody who signs in. `subject` is who that is when signed in."""

    id: UUID
    subject: str
    name: str
    organisation: str
    roles: tuple[RoleShown, ...]
    version: int


@dataclass(frozen=True, kw_only=True)
class PeopleAnswer:
    """A page of those who sign in."""

    items: tuple[PersonAnswer, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class PersonChangedAnswer:
    """What was recorded of somebody who signs in."""

    person: UUID
    version: int
    position: int


class PeopleQuery(Query):
    """Which of them."""

    page = Text(metadata={"description": "`page.next` of the page before."})
    limit = number(1, LONGEST_PAGE, load_default=PAGE)


Act = Callable[[Users, str, UUID, Any, Asked], Appended]
ACTS: tuple[tuple[Keeping, Act, type[NewRole | RoleOver]], ...] = (
    (Keeping.GIVE_ROLE, Users.give, NewRole),
    (Keeping.END_ROLE, Users.end, RoleOver),
)


def routes() -> Routes:
    """Return the routes of those who sign in, and of what an administrator does about them."""
    found = Routes("people", __name__, description="Who signs in, and as what")
    found.reads("/people", Reading.PEOPLE, PeopleAnswer, PeopleQuery)(read_people)
    found.reads("/people/<uuid:person_id>", Reading.PEOPLE, PersonAnswer)(read_person)
    found.does("/people", Keeping.ADD_PERSON, add_person, _adding())
    for action, act, kind in ACTS:
        view: Callable[..., Response] = partial(change_person, act, kind)
        view.__doc__ = kind.__doc__
        view.__name__ = action
        found.does(f"/people/<uuid:person_id>/{action}", action, view, _acting(action, kind))
    return found


def read_people() -> Response:
    """Return those who sign in, in the order of their sign-ins, with every role they had."""
    query = asked(PeopleQuery)
    pages = Pages(services().page_key, "people", person().authority)
    after, size = pages.after(query.get("page")), query["limit"]
    rows = users(
        services().cases.store, person().authority, UUID(after) if after else None, size + 1
    )
    shown = [_shown(row.id, row.user) for row in rows[:size]]
    following = pages.token(str(rows[size - 1].id)) if len(rows) > size else None
    return answers.read({"items": [dump(each) for each in shown], "page": {"next": following}})


def read_person(person_id: UUID) -> Response:
    """Return somebody who signs in, with every role that they were ever given."""
    asked(Nothing)
    found = _users().of_id(person().authority, person_id)
    return answers.read(dump(_shown(person_id, found)), version=found.version)


def add_person() -> Response:
    """Add somebody who is to sign in. They may do nothing before they are given a role."""
    new = load(NewUser, json_object())
    code = person().authority
    try:
        added = _users().add(code, new, asking(expected=None))
    except BadSetting as wrong:
        raise ValidationError({wrong.field: [wrong.reason]}) from None
    made = _done(stream_of(code, new.subject), added)
    made.status_code = 201
    made.headers["Location"] = f"/v1/people/{stream_of(code, new.subject)}"
    return made


def change_person(act: Act, kind: type[NewRole | RoleOver], person_id: UUID) -> Response:
    """Give somebody a role, or end one."""
    expected = expected_version(needed=False)
    wanted = load(kind, json_object())
    try:
        done = act(_users(), person().authority, person_id, wanted, asking(expected=expected))
    except BadSetting as wrong:
        raise ValidationError({wrong.field: [wrong.reason]}) from None
    return _done(person_id, done)


def _users() -> Users:
    return Users(services().cases.store, services().cases.today)


def _done(of: UUID, what: Appended) -> Response:
    body = {"person": str(of), "version": what.version, "position": what.position}
    done = Response(answers.encoded(body), content_type="application/json")
    done.set_etag(str(what.version))
    return done


def _shown(of: UUID, found: User) -> PersonAnswer:
    return PersonAnswer(
        id=of,
        subject=found.subject,
        name=found.name,
        organisation=found.organisation,
        roles=tuple(role_shown(held, services().cases.today()) for held in found.roles),
        version=found.version,
    )


def role_shown(held: HeldRole, today: date) -> RoleShown:
    """Return a role as it is shown."""
    return RoleShown(
        place=held.place,
        role=held.role,
        since=held.since,
        until=held.until,
        school=held.school,
        body=held.body,
        ended=held.ended,
        holds=held.holds(today),
    )


def _adding() -> dict[str, Any]:
    added = {"201": answer("Added.", PersonChangedAnswer, {**ETAG, **LOCATION})}
    return acting(Keeping.ADD_PERSON, add_person.__doc__, schema_for(NewUser), added, (409,))


def _acting(action: Keeping, kind: type) -> dict[str, Any]:
    done = {"200": answer("Done.", PersonChangedAnswer, ETAG)}
    return acting(action, kind.__doc__, schema_for(kind), done, (409, 412), version=False)
