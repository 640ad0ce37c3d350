"""`ehcp token`: signed in at a demo that runs, or wherever the development key is at hand."""

from pathlib import Path

import click

from ehcp.api.callers.identity import DEVELOPMENT_KEY, BadKey, SignedIn, Tokens
from ehcp.cli.asking.signing_in import GOOD_FOR
from ehcp.cli.demo.people import AUTHORITY
from ehcp.config import settings

KEY_OF_DEMO = "sign-in.key"
"""The file in the data folder in which a demo that runs keeps the key of its tokens."""


@click.command()
@click.argument("subject")
@click.option("--authority", help="Whose people they are; else EHCP_AUTHORITY, else the demo's.")
def token(subject: str, authority: str | None) -> None:
    """Print a token for somebody, of the development identity provider: for an hour.

    For a demo that runs (EHCP_DATA is its folder), or with EHCP_DEVELOPMENT_KEY as `ehcp serve`
    has it. SUBJECT is who that is when signed in; `ehcp person list` says.

    Example: TOKEN=$(ehcp token asha.patel)
    """
    found = settings()
    key = found.development_key or _key_of_demo(found.data)
    if key is None:
        raise click.UsageError(f"No demo runs in {found.data}, and {DEVELOPMENT_KEY} is not set.")
    person = SignedIn(subject=subject, authority=authority or found.authority or AUTHORITY)
    try:
        click.echo(Tokens(key, good_for=GOOD_FOR).token(person))
    except BadKey as error:
        raise click.UsageError(str(error)) from None


def _key_of_demo(folder: Path) -> str | None:
    try:
        return (folder / KEY_OF_DEMO).read_text()
    except OSError:
        return None
