"""Who may come in: every route needs a sign-in and a right, but for the few that say so."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from ehcp.api.answering.problem import NotHere
from ehcp.api.asking import looking, standby
from ehcp.api.callers import limits
from ehcp.api.callers.identity import NotSignedIn, SignedIn
from ehcp.api.services import go_home, services, user
from ehcp.application.keeping.service_accounts import KEY, NoSuchKey, ServiceAccounts, parts
from ehcp.application.keeping.users import Users
from ehcp.application.rights import Action, access
from ehcp.store.errors import UnknownAuthority

V = TypeVar("V", bound=Callable[..., Any])

OPEN = "open"
"""The mark of a route that needs no sign-in."""
CHECKED_INSIDE = "checked-inside"
"""The mark of a route whose action stands in the body: it asks `require_right` itself."""
SCHEME = "bearer"


def marked(action: Action, view: V) -> V:
    """Return the view with the action that it needs a right to."""
    view.action = action  # type: ignore[attr-defined]
    return view


def require_right(action: Action) -> None:
    """Let only those go on who may do this today; to the others it is not there."""
    g.action = action
    found = access(user(), action, services().cases.today(), services().now())
    if found is None:
        raise NotHere
    g.right = found


def _sign_in() -> None:
    """Find out who it is. Raises NotSignedIn, SignInAway, TooOften, UnknownAuthority.

    Roles and keys are read from the database, at every request: what has ended or was revoked
    opens nothing any more.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != SCHEME:
        raise NotSignedIn
    if token.startswith(KEY):
        _sign_in_by_key(token)
        return
    who = g.person = services().identity(token)
    services().limits.asked(who)
    go_home(who.authority)
    cases = services().cases
    g.ask_again = partial(Users(cases.store, cases.today).user, who.authority, who.subject)
    ask_again()


def _sign_in_by_key(key: str) -> None:
    try:
        authority, _ = parts(key)
        go_home(authority)
        cases = services().cases
        g.ask_again = partial(ServiceAccounts(cases.store, cases.today).signed_in, key)
        ask_again()
    except (NoSuchKey, UnknownAuthority):
        raise NotSignedIn from None
    g.person = SignedIn(subject=user().subject, authority=authority)
    services().limits.asked(g.person)


def ask_again() -> None:
    """Read the roles of whoever asks, as they are now. Raises NotSignedIn."""
    try:
        g.user = g.ask_again()
    except NoSuchKey:
        raise NotSignedIn from None


def come_in_by_link(authority: str, subject: str, action: Action) -> None:
    """Serve a request without a sign-in to whom a link of this person was given.

    It opens no more than the person may have today, and what is shown is their look. Raises
    NotHere.
    """
    cases = services().cases
    g.person = SignedIn(subject=subject, authority=authority)
    g.user = Users(cases.store, cases.today).user(authority, subject)
    looking.begin()
    require_right(action)


def _gate() -> None:
    if request.endpoint is None:
        return
    action = getattr(current_app.view_functions[request.endpoint], "action", None)
    if action == OPEN:
        return
    try:
        _sign_in()
    except NotSignedIn:
        services().limits.failed(request.remote_addr)
        raise
    if action is None:
        raise NotHere
    looking.begin()
    if action != CHECKED_INSIDE:
        require_right(action)
    standby.choose()


def register(app: Flask) -> None:
    """Put the gate before every route; the files of the description's page are open."""
    app.before_request(_gate)
    limits.register(app)
    app.after_request(standby.tell)
    if "static" in app.view_functions:
        app.view_functions["static"] = marked(OPEN, app.view_functions["static"])
