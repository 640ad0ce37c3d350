"""Calendar links: an address that nobody guesses, of one person, that shows due days and no name.

A calendar program cannot sign in, so the address is what lets it in. Its secret part follows from
the installation's key and the wish for it, so that a wish that is sent again has the same answer;
only its hash is kept. It opens this one feed, as long as the person may have one, until another is
made in its place or it is ended.
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from psycopg.rows import class_row

from ehcp.store.cases import Store

MAKE = """
    insert into ehcp.calendars (authority, subject, hash) values (%s, %s, %s)
    on conflict (authority, subject) do update
        set hash = excluded.hash, made_at = clock_timestamp(), ended_at = null
        where calendars.hash <> excluded.hash
"""
END = """
    update ehcp.calendars set ended_at = clock_timestamp()
    where authority = %s and subject = %s and ended_at is null
"""
WHOSE = """
    select subject from ehcp.calendars where authority = %s and hash = %s and ended_at is null
"""
LINK = "select made_at, ended_at from ehcp.calendars where authority = %s and subject = %s"


@dataclass(frozen=True, kw_only=True)
class Link:
    """When the link of a person was made, and when it was ended."""

    made_at: datetime
    ended_at: datetime | None


class Calendars:
    """The calendar links of the authorities of one database."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def make(self, authority: str, subject: str, key: str, command: UUID) -> str:
        """Make a link for a person, in the place of the one they had; return its secret part.

        `key` is the installation's. The same command has the same link, and makes it once.
        """
        said = f"ehcp calendar\0{authority}\0{subject}\0{command}".encode()
        secret = urlsafe_b64encode(hmac.digest(key.encode(), said, sha256)).decode().rstrip("=")
        with self.store.changing(authority) as connection:
            connection.execute(MAKE, (authority, subject, _hash(secret)))
        return secret

    def end(self, authority: str, subject: str) -> bool:
        """End the link of a person; False where they have none."""
        with self.store.changing(authority) as connection:
            return connection.execute(END, (authority, subject)).rowcount > 0

    def whose(self, authority: str, secret: str) -> str | None:
        """Return whose link it is; None: nobody's, or not any more."""
        with self.store.reading(authority) as connection:
            row = connection.execute(WHOSE, (authority, _hash(secret))).fetchone()
        return row[0] if row else None

    def link(self, authority: str, subject: str) -> Link | None:
        """Return the link of a person, without what would open it; None: they never had one."""
        with (
            self.store.reading(authority) as connection,
            connection.cursor(row_factory=class_row(Link)) as cursor,
        ):
            return cursor.execute(LINK, (authority, subject)).fetchone()


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
