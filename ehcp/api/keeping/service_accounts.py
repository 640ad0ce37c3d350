"""How other systems sign in to your authority: for its administrators."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import ValidationError

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.asking.body import expected_version, json_object
from ehcp.api.asking.query import Nothing, asked
from ehcp.api.deciding.commands import asking
from ehcp.api.keeping.people import PeopleQuery, RoleShown, role_shown
from ehcp.api.routes import ETAG, LOCATION, Routes, acting, answer
from ehcp.api.services import person, services
from ehcp.api.shapes import Paged
from ehcp.application.keeping.authorities import BadSetting
from ehcp.application.keeping.service_accounts import (
    KeyOver,
    NewKey,
    NewServiceAccount,
    ServiceAccounts,
)
from ehcp.application.rights import Keeping, Reading
from ehcp.domain.users import SERVICE_ACCOUNT, HeldKey, User, stream_of_account
from ehcp.projections.users import users
from ehcp.schemas import dump, load, schema_for
from ehcp.store.cases import Appended

ONE = "/service-accounts/<uuid:account_id>"


@dataclass(frozen=True, kw_only=True)
class KeyShown:
    """A key, made at `place` on a day. `used` is the last day of use, `holds`: it opens today.

    The key itself is not here, nor anywhere else.
    """

    place: int
    made: date | None
    until: date
    scope: tuple[str, ...]
    used: date | None
    revoked: bool
    holds: bool


@dataclass(frozen=True, kw_only=True)
class ServiceAccountAnswer:
    """A service account. It is given and loses roles as a person of this id is."""

    id: UUID
    account: str
    subject: str
    name: str
    organisation: str
    roles: tuple[RoleShown, ...]
    keys: tuple[KeyShown, ...]
    version: int


@dataclass(frozen=True, kw_only=True)
class ServiceAccountsAnswer:
    """A page of service accounts."""

    items: tuple[ServiceAccountAnswer, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class ServiceAccountChangedAnswer:
    """What was recorded of a service account."""

    account: UUID
    version: int
    position: int


@dataclass(frozen=True, kw_only=True)
class KeyMadeAnswer:
    """A key that was made: at `place` of the account's history. It is shown this once.

    `key` is null where the same request was sent before: revoke it, and make another.
    """

    account: UUID
    place: int
    version: int
    position: int
    key: str | None


def routes() -> Routes:
    """Return the routes of service accounts, and of what an administrator does about them."""
    found = Routes("service accounts", __name__, description="How other systems sign in")
    listed = found.reads("/service-accounts", Reading.PEOPLE, ServiceAccountsAnswer, PeopleQuery)
    listed(read_service_accounts)
    found.reads(ONE, Reading.PEOPLE, ServiceAccountAnswer)(read_service_account)
    found.does("/service-accounts", Keeping.ADD_SERVICE_ACCOUNT, add_service_account, _adding())
    found.does(f"{ONE}/make-key", Keeping.MAKE_KEY, make_key, _making())
    found.does(f"{ONE}/revoke-key", Keeping.REVOKE_KEY, revoke_key, _revoking())
    return found


def read_service_accounts() -> Response:
    """Return the service accounts of your authority, each with its roles and its keys."""
    query = asked(PeopleQuery)
    code, store = person().authority, services().cases.store
    pages = Pages(services().page_key, "service-accounts", code)
    after, size = pages.after(query.get("page")), query["limit"]
    found = users(store, code, UUID(after) if after else None, size + 1, beginning=SERVICE_ACCOUNT)
    shown = [_shown(*each) for each in _accounts().of_ids(code, (row.id for row in found[:size]))]
    following = pages.token(str(found[size - 1].id)) if len(found) > size else None
    return answers.read({"items": [dump(each) for each in shown], "page": {"next": following}})


def read_service_account(account_id: UUID) -> Response:
    """Return a service account, with every role and key that it ever had."""
    asked(Nothing)
    found = _accounts().of_id(person().authority, account_id)
    return answers.read(dump(_shown(account_id, found)), version=found.version)


def add_service_account() -> Response:
    """Add another system that is to sign in. It may do nothing before it has a role and a key."""
    new = load(NewServiceAccount, json_object())
    code = person().authority
    added = _sensible(lambda: _accounts().add(code, new, asking(expected=None)))
    account = stream_of_account(code, new.account)
    made = _done(account, added)
    made.status_code = 201
    made.headers["Location"] = f"/v1/service-accounts/{account}"
    return made


def make_key(account_id: UUID) -> Response:
    """Make a key for a service account. The answer shows it, once."""
    expected = expected_version(needed=False)
    new = load(NewKey, json_object())
    code = person().authority
    made = _sensible(
        lambda: _accounts().make_key(code, account_id, new, asking(expected=expected))
    )
    version = made.appended.version
    return _done(account_id, made.appended, place=version, key=made.key)


def revoke_key(account_id: UUID) -> Response:
    """Revoke a key: it opens nothing from the next request on."""
    expected = expected_version(needed=False)
    over = load(KeyOver, json_object())
    code = person().authority
    return _done(
        account_id, _accounts().revoke_key(code, account_id, over, asking(expected=expected))
    )


def _accounts() -> ServiceAccounts:
    return ServiceAccounts(services().cases.store, services().cases.today)


def _sensible(do: Callable[[], Any]) -> Any:
    try:
        return do()
    except BadSetting as wrong:
        raise ValidationError({wrong.field: [wrong.reason]}) from None


def _done(of: UUID, what: Appended, **more: Any) -> Response:
    body = {"account": str(of), "version": what.version, "position": what.position, **more}
    done = Response(answers.encoded(body), content_type="application/json")
    done.set_etag(str(what.version))
    return done


def _shown(of: UUID, found: User) -> ServiceAccountAnswer:
    today = services().cases.today()
    return ServiceAccountAnswer(
        id=of,
        account=found.subject.removeprefix(SERVICE_ACCOUNT),
        subject=found.subject,
        name=found.name,
        organisation=found.organisation,
        roles=tuple(role_shown(held, today) for held in found.roles),
        keys=tuple(_key(held, today) for held in found.keys),
        version=found.version,
    )


def _key(held: HeldKey, today: date) -> KeyShown:
    return KeyShown(
        place=held.place,
        made=held.made,
        until=held.until,
        scope=held.scope,
        used=held.used,
        revoked=held.revoked,
        holds=held.holds(today),
    )


def _adding() -> dict[str, Any]:
    added = {"201": answer("Added.", ServiceAccountChangedAnswer, {**ETAG, **LOCATION})}
    said, shape = NewServiceAccount.__doc__, schema_for(NewServiceAccount)
    return acting(Keeping.ADD_SERVICE_ACCOUNT, said, shape, added, (409,))


def _making() -> dict[str, Any]:
    made = {"200": answer("Made.", KeyMadeAnswer, ETAG)}
    shape = schema_for(NewKey)
    return acting(Keeping.MAKE_KEY, NewKey.__doc__, shape, made, (412,), version=False)


def _revoking() -> dict[str, Any]:
    done = {"200": answer("Revoked.", ServiceAccountChangedAnswer, ETAG)}
    shape = schema_for(KeyOver)
    return acting(Keeping.REVOKE_KEY, KeyOver.__doc__, shape, done, (409, 412), version=False)
