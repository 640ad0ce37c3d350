"""Proof of notice: what was sent to whom about a step, and whether it arrived."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.recipients import Addressee


class SentBy(StrEnum):
    """How something was sent."""

    POST = "post"
    RECORDED_DELIVERY = "recorded-delivery"
    EMAIL = "e-mail"
    PORTAL = "portal"
    BY_HAND = "by-hand"


class NoticeSent(Event, under=None):
    """Somebody was sent notice of a step. `of` is the step, `on` the day it was sent.

    `person` is the id of who it went to, where the case has one, `name` what they are called.
    """

    to: Addressee | None = None
    person: str | None = None
    name: str | None = None
    method: SentBy | None = None


class NoticeDelivered(Event, under=None):
    """What was sent arrived. `of` is the sending, `on` the day it arrived."""


class NoticeOpened(Event, under=None):
    """What was sent was opened. `of` is the sending, `on` the day it was."""


class NoticeReturned(Event, under=None):
    """What was sent came back undelivered. `of` is the sending, `on` the day it came back."""

    reasons: str | None = None
