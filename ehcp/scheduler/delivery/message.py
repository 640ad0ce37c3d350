"""One message: what leaves the house. No name, no date of birth, no word of a case."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from ehcp.scheduler.delivery.targets import Channel, Target


class NotSent(Exception):  # noqa: N818 - the answer, not a fault
    """It did not arrive, or nobody said that it did. The words have no address in them."""


class Gone(NotSent):
    """The receiver says that it is there no longer, and wants nothing more."""


class NotWanted(Exception):  # noqa: N818 - the answer, not a fault
    """It is not to be sent any more."""


@dataclass(kw_only=True, slots=True)
class Sent:
    """What goes out to one recipient of one channel. `tries` counts the one under way."""

    authority: str
    id: UUID
    channel: Channel
    recipient: str
    tries: int = 0

    def __post_init__(self) -> None:
        self.channel = Channel(self.channel)

    @property
    def target(self) -> Target:
        """Who is to have it."""
        return Target(self.authority, self.channel, self.recipient)


@dataclass(kw_only=True, slots=True)
class Message(Sent):
    """One alert for one recipient."""

    alert_id: UUID
    case_id: UUID
    limit_id: str
    due: date
    stage: str
    raised_at: datetime


def message_id(alert: UUID, channel: Channel, recipient: str) -> UUID:
    """Return the id of a message: the same whenever, and by whomever, it is sent."""
    return uuid5(alert, f"{channel}:{recipient}")
