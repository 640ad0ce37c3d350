"""Webhooks while they run: a thread that looks for changes, and sends them."""

from collections.abc import Callable
from datetime import date, timedelta

from ehcp.application.webhooks import Addresses, Secrets
from ehcp.scheduler.delivery.claims import Patience
from ehcp.scheduler.delivery.deliver import Delivering
from ehcp.scheduler.following.fanout import Fanout
from ehcp.scheduler.following.post import OfFollowers, Told
from ehcp.store.cases import Store

OVER_A_DAY = Patience(first=timedelta(seconds=10), most=timedelta(hours=6), tries=16, jitter=0.2)
"""Tries over some thirty hours, as the Standard Webhooks scheme suggests; then a dead letter."""


class Following(Delivering[Told]):
    """Tells the webhooks of one store. Any number may run; each row is sent by one."""

    def __init__(
        self,
        store: Store,
        today: Callable[[], date],
        secrets: Secrets,
        addresses: Addresses,
        patience: Patience = OVER_A_DAY,
    ) -> None:
        """Take what tells the day, what signs, and what says where a webhook may lead."""
        post = OfFollowers(store, today, secrets, addresses)
        super().__init__(store, Fanout(store, today), post, patience)
