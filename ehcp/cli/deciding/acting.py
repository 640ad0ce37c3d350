"""Who acts on the command line where the record names a person: whoever the token is of.

An operator is nobody of an authority, and a name can be typed by anybody. What two persons agree
on is therefore decided with a sign-in, as it is over HTTP.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import click

from ehcp.api.callers.identity import NotSignedIn, SignedIn, SignInAway
from ehcp.application import clock
from ehcp.application.cases import Asked, NoSuchCase
from ehcp.application.deciding.emergencies import NoSuchEmergency
from ehcp.application.deciding.proposed import NoSuchProposal
from ehcp.application.keeping.users import Users
from ehcp.application.rights import Action, access
from ehcp.cli.asking.signing_in import sign_in
from ehcp.config import settings
from ehcp.domain.command import Refused
from ehcp.domain.entry import Recorder
from ehcp.store.cases import Store
from ehcp.store.errors import ChangedMeanwhile

TOKEN = "EHCP_TOKEN"  # noqa: S105 - the name of the variable
NONE = "There is no such thing, or not for you."


def acting(store: Store, code: str, action: Action, *, expected: int | None = None) -> Asked:
    """Return who asks: whoever is signed in, in a role that permits the action. Else it ends."""
    person = _signed_in(code)
    user = Users(store, clock.today).user(code, person.subject)
    right = access(user, action, clock.today())
    if right is None:
        click.echo(NONE, err=True)
        raise SystemExit(1)
    by = Recorder(subject=person.subject, role=right.role, organisation=user.organisation)
    return Asked(by=by, command_id=uuid4(), expected=expected, alone=True)


@contextmanager
def said() -> Iterator[None]:
    """Say of what is refused, or not there, what is wrong with it, and end."""
    try:
        yield
    except Refused as refused:
        click.echo(f"{refused.refusal.title} {refused.refusal.instead}", err=True)
        raise SystemExit(1) from None
    except ChangedMeanwhile as changed:
        click.echo(f"It has changed: it is at version {changed.current_version} now.", err=True)
        raise SystemExit(1) from None
    except (NoSuchProposal, NoSuchEmergency, NoSuchCase):
        click.echo(NONE, err=True)
        raise SystemExit(1) from None


def _signed_in(code: str) -> SignedIn:
    token = os.environ.get(TOKEN)
    if not token:
        raise click.UsageError(f"Who are you? Set {TOKEN} to the token of your sign-in.")
    try:
        person = sign_in(settings())(token)
    except (NotSignedIn, SignInAway):
        click.echo(f"{TOKEN} is not good, or too old: sign in again.", err=True)
        raise SystemExit(1) from None
    if person.authority != code:
        click.echo(NONE, err=True)
        raise SystemExit(1)
    return person
