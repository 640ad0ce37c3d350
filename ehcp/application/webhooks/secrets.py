"""What a webhook is signed with: it follows from the installation's key, and is kept nowhere.

The row of a webhook has a salt and the number of the generation. Whoever has the database alone
has no secret; whoever has the key alone has none either. With a new key every secret is another:
its fingerprint then differs, and nothing is sent before it is rotated.
"""

import hmac
from base64 import b64encode
from hashlib import sha256
from secrets import token_bytes

from ehcp.application.webhooks.webhook import Seed, Webhook

PREFIX = "whsec_"
SALT = 16  # bytes
FINGERPRINT = 8  # bytes


class Secrets:
    """Makes the secrets of one installation from its key."""

    def __init__(self, key: str) -> None:
        self._key = hmac.new(key.encode(), b"ehcp webhooks", sha256).digest()

    @staticmethod
    def salt() -> bytes:
        """Return a new salt."""
        return token_bytes(SALT)

    def secret(self, seed: Seed, generation: int) -> str:
        """Return the secret of a generation as the Standard Webhooks scheme writes it."""
        return PREFIX + b64encode(self._bytes(seed, generation)).decode()

    def fingerprint(self, seed: Seed, generation: int) -> bytes:
        """Return what tells whether the secret is still the one that was shown."""
        return sha256(self._bytes(seed, generation)).digest()[:FINGERPRINT]

    def good(self, of: Webhook) -> bool:
        """Whether the secret is the one that was shown: the key is the same."""
        return hmac.compare_digest(self.fingerprint(of.seed, of.generation), of.fingerprint)

    def signing(self, of: Webhook, *, both: bool) -> tuple[str, ...]:
        """Return what to sign with, the newest first. `both`: the one before is valid still."""
        generations = (of.generation, of.generation - 1) if both else (of.generation,)
        return tuple(self.secret(of.seed, each) for each in generations)

    def _bytes(self, seed: Seed, generation: int) -> bytes:
        said = f"{seed.authority}\0{seed.id}\0{generation}\0".encode() + seed.salt
        return hmac.new(self._key, said, sha256).digest()
