"""Who signs people in, as the settings say; and `ehcp token`, for a demo that runs."""

import hmac
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import click

from ehcp.api.asking.identity import DEVELOPMENT_KEY, BadKey, SignedIn, Tokens, signing_key
from ehcp.api.asking.signing_in import BadProviders, Bearer, Provider, read
from ehcp.api.asking.signing_in.providers import checked
from ehcp.config import BadSettings, Settings, settings

GOOD_FOR = timedelta(hours=1)
"""A token of the development identity provider; there is always another."""
KEY_OF_DEMO = "sign-in.key"
"""The file in the data folder in which a demo that runs keeps the key of its tokens."""
ONE = ("oidc_issuer", "oidc_audience", "oidc_authority")


def sign_in(found: Settings) -> Callable[[str], SignedIn]:
    """Return what says whose a token is. Raises BadSettings: nobody is signed in by default."""
    providers = _providers(found)
    if found.development_key and providers:
        raise BadSettings(
            f"{DEVELOPMENT_KEY}: Whoever has it signs in as anybody. Take it away, or the"
            " EHCP_OIDC settings."
        )
    if providers:
        longest = timedelta(minutes=found.oidc_longest_minutes)
        return Bearer(providers, longest=longest, timeout=found.oidc_timeout).person
    if not found.development_key:
        raise BadSettings(
            "EHCP_OIDC_ISSUER: Who signs people in? Set it, with EHCP_OIDC_AUDIENCE and"
            " EHCP_OIDC_AUTHORITY, or EHCP_OIDC_PROVIDERS. In a demo or a test"
            f" {DEVELOPMENT_KEY} will do."
        )
    try:
        return Tokens(found.development_key, good_for=GOOD_FOR).person
    except BadKey as error:
        raise BadSettings(str(error)) from None


def page_key(found: Settings) -> str:
    """Return what signs the tokens of pages: in a demo or a test it need not be set as well.

    Raises BadSettings.
    """
    if not found.page_key and found.development_key:
        made = hmac.new(found.development_key.encode(), b"ehcp.pages", sha256)
        return made.hexdigest()
    try:
        return signing_key(found.page_key, "EHCP_PAGE_KEY")
    except BadKey as error:
        raise BadSettings(str(error)) from None


def _providers(found: Settings) -> tuple[Provider, ...]:
    said = [name for name in ONE if getattr(found, name)]
    if found.oidc_providers is not None:
        if said:
            raise BadSettings("EHCP_OIDC_PROVIDERS: Set this or EHCP_OIDC_ISSUER, and not both.")
        return _checked("EHCP_OIDC_PROVIDERS", lambda: read(found.oidc_providers or Path()))
    if not said:
        return ()
    if missing := [f"EHCP_{name.upper()}" for name in ONE if name not in said]:
        raise BadSettings(f"{', '.join(missing)}: Set what goes with the others of EHCP_OIDC.")
    one = Provider(
        issuer=found.oidc_issuer or "",
        audience=found.oidc_audience or "",
        authority=found.oidc_authority,
        subject=found.oidc_subject,
    )
    return _checked("EHCP_OIDC_ISSUER", lambda: checked([one]))


def _checked(setting: str, of: Callable[[], tuple[Provider, ...]]) -> tuple[Provider, ...]:
    try:
        return of()
    except BadProviders as error:
        raise BadSettings(f"{setting}: {error}") from None


@click.command()
@click.argument("subject")
@click.option("--authority", help="Whose people they are; else EHCP_AUTHORITY, else the demo's.")
def token(subject: str, authority: str | None) -> None:
    """Print a token for somebody, of the development identity provider: for an hour.

    For a demo that runs (EHCP_DATA is its folder), or with EHCP_DEVELOPMENT_KEY as `ehcp serve`
    has it. SUBJECT is who that is when signed in; `ehcp person list` says.

    Example: TOKEN=$(ehcp token asha.patel)
    """
    from ehcp.cli.demo.people import AUTHORITY  # noqa: PLC0415 - only here

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
