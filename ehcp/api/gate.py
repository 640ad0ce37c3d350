"""Who may come in: every route needs a sign-in and a right, but for the few that say so."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from ehcp.api import looking, standby
from ehcp.api.identity import NotSignedIn
from ehcp.api.problems import NotHere
from ehcp.api.services import go_home, person, services, user
from ehcp.application.rights import Action, access
from ehcp.application.users import Users

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


def _gate() -> None:
    if request.endpoint is None:
        return
    action = getattr(current_app.view_functions[request.endpoint], "action", None)
    if action == OPEN:
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != SCHEME:
        raise NotSignedIn
    g.person = services().identity(token.strip())
    if action is None:
        raise NotHere
    go_home(person().authority)
    cases = services().cases
    # from the database, at every request: a role that has ended opens nothing any more
    g.user = Users(cases.store, cases.today).user(person().authority, person().subject)
    looking.begin()
    if action != CHECKED_INSIDE:
        require_right(action)
    standby.choose()


def register(app: Flask) -> None:
    """Put the gate before every route; the files of the description's page are open."""
    app.before_request(_gate)
    app.after_request(standby.tell)
    if "static" in app.view_functions:
        app.view_functions["static"] = marked(OPEN, app.view_functions["static"])
