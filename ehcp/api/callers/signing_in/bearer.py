"""Whose an access token is: a JWT that a provider has signed, for us, a few minutes ago.

RFC 9068 and RFC 8725 say what is looked at. What a token says of rights is not read.
"""

import re
import time
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import jwt
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from ehcp.api.callers.identity import NotSignedIn, SignedIn
from ehcp.api.callers.signing_in.keys import ALGORITHMS, Keys
from ehcp.api.callers.signing_in.providers import Provider
from ehcp.domain.users import SERVICE_ACCOUNT

LONGEST_TOKEN = 16_000  # characters; one with two hundred groups in it has half of that
IN_USE = 5_000  # good tokens of which it is kept whose they are: to check one takes a while
LEEWAY = timedelta(seconds=10)  # by which two clocks may differ
TYPES = frozenset({"jwt", "at+jwt", "application/jwt", "application/at+jwt"})
A_SUBJECT = re.compile(r"[!-~]{1,200}\Z")
A_KEY_ID = re.compile(r"[!-~]{1,300}\Z")
CHECKED: Any = {
    "require": ["exp", "iat", "iss", "aud", "sub"],
    "enforce_minimum_key_length": True,
}
OF_ID_TOKENS = ("at_hash", "c_hash", "nonce")
"""What tells of a token that it is for the program that signed somebody in, and not for us."""


class _Good(NamedTuple):
    """A token that was good: whose it is, until when, and the key that it was found good with."""

    person: SignedIn
    end: float
    issuer: str
    key_id: str | None
    key: PyJWK


class Bearer:
    """Says whose a token is, for the providers of an installation."""

    def __init__(
        self, providers: Iterable[Provider], *, longest: timedelta, timeout: float
    ) -> None:
        """Take the longest life of a token, and the seconds to wait for a provider."""
        self._longest = longest.total_seconds()
        self._by_issuer = {each.issuer: each for each in providers}
        self._in_use: dict[str, _Good] = {}
        self._keys = {issuer: Keys(issuer, timeout=timeout) for issuer in self._by_issuer}

    def person(self, token: str) -> SignedIn:
        """Return whose a token is. Raises NotSignedIn; SignInAway where nobody can say now."""
        kept = self._in_use.get(token)
        if kept is not None and time.time() < kept.end and kept.key is self._key(kept):
            return kept.person
        if len(token) > LONGEST_TOKEN:
            raise NotSignedIn
        try:
            kept = self._checked(token)
        except (PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
            raise NotSignedIn from None
        if len(self._in_use) >= IN_USE:
            self._in_use.clear()
        self._in_use[token] = kept
        return kept.person

    def _key(self, of: "_Good") -> PyJWK:
        return self._keys[of.issuer].key(of.key_id)

    def _checked(self, token: str) -> "_Good":
        header = jwt.get_unverified_header(token)
        provider, name = self._said_provider(token), _key_id(header)
        key = self._keys[provider.issuer].key(name)
        claims = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=provider.audience,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options=CHECKED,
        )
        if self._too_long(claims) or _is_id_token(header, claims):
            raise NotSignedIn
        end = claims["exp"] + LEEWAY.total_seconds()
        return _Good(_person(provider, claims), end, provider.issuer, name, key)

    def _said_provider(self, token: str) -> Provider:
        """Return whom a token names as its issuer: it is asked, and nobody else is."""
        said = jwt.decode(token, options={"verify_signature": False}).get("iss")
        provider = self._by_issuer.get(said) if isinstance(said, str) else None
        if provider is None:
            raise NotSignedIn
        return provider

    def _too_long(self, claims: Mapping[str, Any]) -> bool:
        end, begin = claims["exp"], claims["iat"]
        if not (_is_number(end) and _is_number(begin)):
            return True
        return not 0 < end - begin <= self._longest


def _key_id(header: Mapping[str, Any]) -> str | None:
    """Return which key a token is signed with. Where that is to be found, a token cannot say."""
    name, kind = header.get("kid"), header.get("typ", "jwt")
    if header.get("alg") not in ALGORITHMS or not isinstance(kind, str):
        raise NotSignedIn
    if kind.lower() not in TYPES or not (name is None or A_KEY_ID.match(name)):
        raise NotSignedIn
    return name


def _is_id_token(header: Mapping[str, Any], claims: Mapping[str, Any]) -> bool:
    if str(header.get("typ", "")).lower().endswith("at+jwt"):
        return False
    if claims.get("typ") == "Bearer":  # as Keycloak says it; older ones put a nonce there too
        return False
    said = claims.get("typ") == "ID" or claims.get("token_use") == "id"
    return said or any(name in claims for name in OF_ID_TOKENS)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _person(provider: Provider, claims: Mapping[str, Any]) -> SignedIn:
    authority, said = provider.whose(claims), claims.get(provider.subject)
    if authority is None or not isinstance(said, str):
        raise NotSignedIn
    subject = provider.prefix + said
    if A_SUBJECT.match(subject) is None or subject.startswith(SERVICE_ACCOUNT):
        raise NotSignedIn
    return SignedIn(subject=subject, authority=authority)
