"""Who signs people in, as the settings say."""

import hmac
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from ehcp.api.callers.identity import DEVELOPMENT_KEY, BadKey, SignedIn, Tokens, signing_key
from ehcp.api.callers.signing_in import BadProviders, Bearer, Provider, read
from ehcp.api.callers.signing_in.providers import checked
from ehcp.config import BadSettings, Settings

GOOD_FOR = timedelta(hours=1)
"""A token of the development identity provider; there is always another."""
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
