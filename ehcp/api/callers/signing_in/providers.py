"""Who signs people in: each provider, and of which authority those are that it signs in.

What a token calls somebody counts only together with who says so. So each provider signs in the
people of one authority, or of a few by a claim; and where an authority has several, the people
of each begin with a word of their own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import yaml
from msgspec import Struct

from ehcp.domain.users import SERVICE_ACCOUNT

LOCAL = ("localhost", "127.0.0.1", "::1")
"""The hosts that may be asked in the clear."""
A_CODE = re.compile(r"E\d{8}\Z")
A_PREFIX = re.compile(r"([a-z][a-z0-9-]{0,39}:)?\Z")


class BadProviders(ValueError):  # noqa: N818 - the answer, not a fault
    """What was said of the providers cannot be meant."""


class Provider(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One issuer of access tokens.

    - `audience` is what its tokens must name: this interface.
    - `subject` is the claim that says who somebody is. Never an e-mail address: it changes hands.
    - `authority` is whose people they are; or `authorities` are, and `authority_claim` says
      which of them.
    - `prefix` stands before the subject in the record of who somebody is.
    """

    issuer: str
    audience: str
    subject: str = "sub"
    authority: str | None = None
    authorities: tuple[str, ...] = ()
    authority_claim: str | None = None
    prefix: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every authority whose people it signs in."""
        return self.authorities if self.authority is None else (self.authority,)

    def whose(self, claims: Mapping[str, Any]) -> str | None:
        """Return the authority of whoever a token is about; None: of none of these."""
        if self.authority_claim is None:
            return self.authority
        said = claims.get(self.authority_claim)
        return said if isinstance(said, str) and said in self.authorities else None


def read(file: Path) -> tuple[Provider, ...]:
    """Return the providers that a file names. Raises BadProviders."""
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
        providers = msgspec.convert(found, tuple[Provider, ...])
    except OSError:
        raise BadProviders("The file cannot be read.") from None
    except (ValueError, yaml.YAMLError) as error:  # msgspec's own is a ValueError
        raise BadProviders(f"Not a list of providers: {str(error).splitlines()[0]}") from None
    return checked(providers)


def checked(providers: Sequence[Provider]) -> tuple[Provider, ...]:
    """Return the providers, if what is said of them can be meant. Raises BadProviders."""
    if not providers:
        raise BadProviders("Name at least one provider.")
    for provider in providers:
        _require_sense(provider)
    if len({provider.issuer for provider in providers}) < len(providers):
        raise BadProviders("Each issuer is named once.")
    _require_apart(providers)
    return tuple(providers)


def secure(url: str) -> bool:
    """Whether what is read there cannot be changed on the way."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)


def _require_sense(provider: Provider) -> None:
    named = f"The provider {provider.issuer!r}"
    if not secure(provider.issuer):
        raise BadProviders(f"{named} is no https:// address.")
    if not (provider.audience and provider.subject):
        raise BadProviders(f"{named} needs an audience, and a claim for the subject.")
    if provider.subject in {"email", "upn", "preferred_username", "unique_name"}:
        raise BadProviders(f"{named}: {provider.subject} changes hands; take sub, or oid.")
    one = provider.authority is not None
    several = bool(provider.authorities) and provider.authority_claim is not None
    if one == several or (one and (provider.authorities or provider.authority_claim)):
        raise BadProviders(f"{named}: say its authority, or authorities with authority_claim.")
    if not all(A_CODE.match(code) for code in provider.codes):
        raise BadProviders(f"{named}: the code of an authority is E and eight digits.")
    if not A_PREFIX.match(provider.prefix) or provider.prefix == SERVICE_ACCOUNT:
        raise BadProviders(f"{named}: a prefix is like schools: and ends with a colon.")


def _require_apart(providers: Iterable[Provider]) -> None:
    """Let no provider sign in somebody whom another one signs in."""
    prefixes: defaultdict[str, list[str]] = defaultdict(list)
    for provider in providers:
        for code in provider.codes:
            prefixes[code].append(provider.prefix)
    for code, found in prefixes.items():
        if len(found) > 1 and ("" in found or len(set(found)) < len(found)):
            raise BadProviders(
                f"{code} has several providers: give each a prefix of its own, so that nobody"
                " whom one signs in is taken for somebody else's."
            )
