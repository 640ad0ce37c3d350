"""The keys that a provider signs with: found by discovery, kept, and asked for seldom."""

import json
from collections.abc import Mapping
from http.client import HTTPException
from threading import Lock
from time import monotonic
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import structlog
from jwt import PyJWK, PyJWKClient
from jwt.exceptions import PyJWTError

from ehcp.api.callers.identity import NotSignedIn, SignInAway
from ehcp.api.callers.signing_in.providers import secure

log = structlog.get_logger()

ALGORITHMS = ("RS256", "PS256", "ES256", "ES384", "EdDSA")
"""How a token may be signed: always by a key of which only the provider has the secret half."""

WELL_KNOWN = "/.well-known/openid-configuration"
LARGEST = 500_000  # bytes of a discovery document
FRESH = 300.0  # seconds for which keys are taken as they were read
KEPT = 24 * 3600.0  # seconds for which they are, where the provider cannot be asked
PAUSE = 30.0  # seconds between two looks for a key that nobody has heard of
AGAIN = 5.0  # seconds before somebody who did not answer is asked again


class Keys:
    """The keys of one provider, by their ids. Several threads ask."""

    def __init__(self, issuer: str, *, timeout: float) -> None:
        """Ask nobody yet."""
        self._issuer = issuer
        self._timeout = timeout
        self._lock = Lock()
        self._keys: Mapping[str, PyJWK] = {}
        self._read = float("-inf")
        self._next = float("-inf")  # not to be asked before
        self._away = False

    def key(self, name: str | None) -> PyJWK:
        """Return the key of this name, or without a name the only one that there is.

        Raises NotSignedIn where there is none, SignInAway where nobody can say. However many
        unknown names are sent, the provider is asked no more than twice a minute.
        """
        age, found = monotonic() - self._read, self._of(name)
        if found is not None and age < FRESH:
            return found
        known = found is not None and age < KEPT
        if self._lock.acquire(blocking=not known):  # one asks; of a key that is kept nobody waits
            try:
                if monotonic() >= self._next:
                    self._ask()
            finally:
                self._lock.release()
        found = self._of(name)
        if found is not None and monotonic() - self._read < KEPT:
            return found
        if self._away:
            raise SignInAway(int(AGAIN))
        raise NotSignedIn

    def _of(self, name: str | None) -> PyJWK | None:
        keys = self._keys
        if name is None:
            return next(iter(keys.values())) if len(keys) == 1 else None
        return keys.get(name)

    def _ask(self) -> None:
        try:
            self._keys = _usable(self._client())
        except (PyJWTError, URLError, HTTPException, OSError, ValueError) as error:
            self._away, self._next = True, monotonic() + AGAIN
            log.warning("sign-in-away", issuer=self._issuer, kind=type(error).__name__)
        else:
            self._away, self._read = False, monotonic()
            self._next = self._read + PAUSE

    def _client(self) -> PyJWKClient:
        """Return what reads the keys where the provider says that they are."""
        found = self._discovered()
        where = found.get("jwks_uri")
        if found.get("issuer") != self._issuer or not isinstance(where, str) or not secure(where):
            raise ValueError("The discovery document is not this provider's.")
        return PyJWKClient(where, cache_jwk_set=False, timeout=self._timeout)

    def _discovered(self) -> dict[str, Any]:
        url = self._issuer.removesuffix("/") + WELL_KNOWN
        asking = Request(url, headers={"Accept": "application/json"})  # noqa: S310 - checked
        with build_opener(_Nowhere()).open(asking, timeout=self._timeout) as answer:
            found = json.loads(answer.read(LARGEST))
        if not isinstance(found, dict):
            raise ValueError("The discovery document is no object.")  # noqa: TRY004 - as above
        return found


class _Nowhere(HTTPRedirectHandler):
    """Follows nobody to another place."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _usable(client: PyJWKClient) -> Mapping[str, PyJWK]:
    return {
        key.key_id: key
        for key in client.get_signing_keys()
        if key.key_id and key.algorithm_name in ALGORITHMS
    }
