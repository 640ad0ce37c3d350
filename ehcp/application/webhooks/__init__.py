"""Webhooks: where another system is told of changes, by whose right, and what signs it."""

from ehcp.application.webhooks.addresses import Addresses, BadAddress, Checked
from ehcp.application.webhooks.keeping import Made, NewWebhook, NoSuchWebhook, Rotation, Webhooks
from ehcp.application.webhooks.secrets import Secrets
from ehcp.application.webhooks.webhook import Notice, Webhook

__all__ = [
    "Addresses",
    "BadAddress",
    "Checked",
    "Made",
    "NewWebhook",
    "NoSuchWebhook",
    "Notice",
    "Rotation",
    "Secrets",
    "Webhook",
    "Webhooks",
]
