"""Who is asking, as a token says it; and the development identity provider, which makes some.

Its tokens are for the demo and for tests alone: whoever has the key signs in as anybody. They
are signed and not encrypted: they hold who somebody is at work, never a child, and no right.
"""

import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256

from itsdangerous import BadData, URLSafeTimedSerializer

DEVELOPMENT_KEY = "EHCP_DEVELOPMENT_KEY"
SHORTEST_KEY = 32
FEWEST_CHARACTERS = 10
NO_KEYS = ("changeme", "change-me", "default", "secret", "example", "password", "ehcp-token")
LONGEST_TOKEN = 4_000


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """Who somebody is at work, in which authority: what they may do stands in its record."""

    subject: str
    authority: str


class NotSignedIn(Exception):  # noqa: N818 - an answer, not an error
    """The token is missing, forged, spoilt or too old."""


class SignInAway(Exception):  # noqa: N818 - an answer, not an error
    """Nobody can say now whether a token is good: whoever signs people in does not answer."""

    def __init__(self, seconds: int) -> None:
        super().__init__("The identity provider does not answer.")
        self.seconds = seconds


class BadKey(ValueError):  # noqa: N818 - a finding about a setting
    """The key would let others sign tokens."""


class Tokens:
    """Makes and reads the tokens of the development identity provider."""

    IN_USE = 2_000  # tokens of which it is kept whose they are

    def __init__(self, key: str, *, good_for: timedelta) -> None:
        self._good_for = int(good_for.total_seconds())
        self._signer = URLSafeTimedSerializer(
            signing_key(key, DEVELOPMENT_KEY),
            salt="ehcp.signed-in",
            signer_kwargs={"key_derivation": "hmac", "digest_method": sha256},
        )
        self._read = lru_cache(self.IN_USE)(self._signed)

    def token(self, person: SignedIn) -> str:
        """Return a token for a person; it counts as old from now on."""
        return str(self._signer.dumps(asdict(person)))

    def person(self, token: str) -> SignedIn:
        """Return whose token it is. Raises NotSignedIn."""
        if len(token) > LONGEST_TOKEN:
            raise NotSignedIn
        person, signed = self._read(token)
        if not 0 <= int(time.time()) - signed <= self._good_for:
            raise NotSignedIn
        return person

    def _signed(self, token: str) -> tuple[SignedIn, int]:
        """Return whose token it is and when it was signed. Raises NotSignedIn.

        Kept for the tokens in use: neither changes while the key is the same. Whether a token
        is too old is asked each time.
        """
        try:
            kept, signed = self._signer.loads(token, return_timestamp=True)
            return SignedIn(**kept), int(signed.timestamp())
        except (BadData, TypeError, ValueError):
            raise NotSignedIn from None


def signing_key(key: str | None, setting: str) -> str:
    """Return the key if it is one to rely on. Raises BadKey, which says what to do.

    A key is at least 32 characters long, of ten different ones, and none from a manual.
    """
    if not key:
        raise BadKey(
            f"{setting} is not set: it signs what is handed out."
            ' Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        raise BadKey(f"{setting} is too short: at least {SHORTEST_KEY} random characters.")
    if key.lower().startswith(NO_KEYS):
        raise BadKey(f"{setting} is one that anybody can guess: make a random one.")
    return key
