"""Alerts as they are sent: to whom, and by which channel, as the operators' file says."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import structlog

from ehcp.scheduler.delivery import mail, webhook
from ehcp.scheduler.delivery.claims import ALERTS, Table
from ehcp.scheduler.delivery.message import Message, NotSent
from ehcp.scheduler.delivery.targets import Channel, Target, Targets

LOG = structlog.get_logger(__name__)


class OfAlerts:
    """Sends alerts to whom the operators' file names."""

    table: Table[Message] = ALERTS
    threads: Mapping[Channel, int] = MappingProxyType({Channel.WEBHOOK: 16, Channel.MAIL: 4})

    def __init__(self, targets: Targets) -> None:
        """Take the file."""
        self.targets = targets

    def every(self) -> Iterable[Target]:
        """Return every recipient that there is."""
        return self.targets.every()

    def out(self, message: Message) -> None:
        """Send one. Raises NotSent."""
        of = self.targets.authorities[message.authority]
        if message.channel is Channel.WEBHOOK:
            webhook.send(message, of.webhooks[message.recipient])
        elif self.targets.smtp is not None:
            mail.send(message, of.mail[message.recipient], self.targets.smtp, self.targets.link)

    def ended(self, message: Message, failure: NotSent | None, *, given_up: bool) -> None:
        """Say in the log what was given up."""
        if given_up:
            LOG.error("alert not delivered", message=str(message.id), reason=str(failure))
