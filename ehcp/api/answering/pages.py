"""Where the next page of a list begins: a signed token, so that nobody makes one up."""

from hashlib import sha256
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from ehcp.api.answering.problem import BadRequest

SIGNED = {"key_derivation": "hmac", "digest_method": sha256}


class Pages:
    """Makes and reads the tokens of one list, in one authority, under one choice of filters."""

    def __init__(self, key: str, *which: Any) -> None:
        self._which = [str(part) for part in which]
        self._signer = URLSafeSerializer(key, salt="ehcp.page", signer_kwargs=SIGNED)

    def token(self, last: Any) -> str:
        """Return the token of the page after the row whose key is `last`."""
        return str(self._signer.dumps([self._which, last]))

    def after(self, token: str | None) -> Any:
        """Return the key of the last row seen; None at the start. Raises BadRequest."""
        if token is None:
            return None
        try:
            which, last = self._signer.loads(token)
        except (BadData, TypeError, ValueError):
            which, last = None, None
        if which != self._which:
            raise BadRequest(
                422,
                "bad-page",
                "The page token is not one of this list with these filters.",
                errors=[{"parameter": "page", "detail": "Take it from page.next as it is."}],
            )
        return last
