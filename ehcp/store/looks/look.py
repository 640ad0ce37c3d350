"""One look at the records of one child or of several."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

import msgspec


class Outcome(StrEnum):
    """Whether it was shown. Refused: there is no such case, or it is not for them to see."""

    SHOWN = "shown"
    REFUSED = "refused"


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Who looked at what, in which authority.

    `subject` is who that is when signed in; of somebody `at_machine`, their name on it. `roles`
    are what they are today. `action` is what they had a right to, as it stands in the table of
    rights. `cases` are those shown, None among them for a look that showed no child. `sees` are
    the classes of fields that were open to them. `tied`: their school or body alone opened the
    case. `purpose` is why, where it was said.
    """

    authority: str
    subject: str
    action: str
    cases: tuple[UUID | None, ...]
    roles: str = ""
    sees: str = ""
    outcome: Outcome = Outcome.SHOWN
    tied: bool = False
    purpose: str | None = None
    request_id: str | None = None
    at_machine: bool = False


def names(several: Iterable[str]) -> str:
    """Return names as they stand in one column: sorted, with commas between."""
    return ",".join(sorted(map(str, several)))


ENCODER = msgspec.json.Encoder()


def encoded(look: Look) -> bytes:
    """Return a look as the database takes it."""
    return ENCODER.encode(look)
