"""What the system that a webhook is for may follow today, as a worker finds it."""

from datetime import date

from ehcp.application.rights import Access, Reading, access
from ehcp.application.webhooks import Webhook
from ehcp.application.webhooks.system import stream_of_system
from ehcp.domain.users import user_of
from ehcp.store.cases import Store


def right_of(store: Store, webhook: Webhook, on: date) -> Access | None:
    """Return the right, from the system's own history; None: it may follow nothing."""
    key = (webhook.authority, stream_of_system(webhook.authority, webhook.subject))
    return access(user_of(store.histories([key]).get(key, ())), Reading.CHANGES, on)
