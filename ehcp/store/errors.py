"""What can go wrong with the store. No message carries anything of a case but its ids."""

from dataclasses import dataclass
from uuid import UUID


class StoreError(Exception):
    """The store could not do what it was asked to."""


@dataclass
class ChangedMeanwhile(StoreError):  # noqa: N818 - the answer, in the words of the house
    """Somebody else added to the stream first: it is at this version now."""

    current_version: int

    def __str__(self) -> str:
        return f"The stream is at version {self.current_version} now."


class CommandReused(StoreError):  # noqa: N818
    """The command id was used before, for something else."""

    def __str__(self) -> str:
        return "The command id was used before, for something else."


@dataclass
class Unavailable(StoreError):  # noqa: N818
    """The database cannot answer now.

    `unknown`: a command was sent and may have been done; sending it again with its command
    id is safe and tells.
    """

    reason: str
    unknown: bool = False

    def __str__(self) -> str:
        doubt = " The command may have been done." if self.unknown else ""
        return (
            f"The database is not available ({self.reason}).{doubt} Is PostgreSQL running, and"
            " does EHCP_DATABASE_URL name it?"
        )


class UnknownAuthority(LookupError):  # noqa: N818 - named for what it says
    """No database of the installation has the authority."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"No database has an authority {code}; add it first: ehcp authority add {code} NAME."
        )


@dataclass
class Unreadable(StoreError):  # noqa: N818
    """A stored event cannot be understood: an unknown name or form, or damaged bytes."""

    stream: UUID
    version: int
    position: int | None
    reason: str

    def __str__(self) -> str:
        place = f", position {self.position}" if self.position is not None else ""
        return f"Stream {self.stream}, version {self.version}{place}: {self.reason}."
