"""Before the decision: the family is consulted, and others are told. CFA 2014 s.36(4)-(7)."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.underway import standing_refusal
from ehcp.domain.event import Event
from ehcp.domain.events.request import (
    ConsideringNoticeSent,
    ConsideringNotified,
    FamilyConsulted,
    Method,
    Recipient,
)
from ehcp.domain.standing.requests import governing_request
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014

NO_REQUEST = Refusal(
    "no-request",
    "The authority has no request before it.",
    CFA_2014.at("s.36(1), s.24(1)"),
    instead="Record the request, or that the child was brought to attention, first.",
)
BEFORE_REQUEST = Refusal(
    "before-request",
    "It is dated before the request.",
    instead="Check the day, or correct that of the request.",
)


class ConsultFamily(Command, commutes=True):
    """Consult the child's parent or the young person about whether a plan may be needed."""

    method: Method
    views: str = ""

    def decide(self, case: Case) -> Iterator[Event]:
        request = _request(case, self.on)
        yield FamilyConsulted(
            on=self.on, of=request.place, method=self.method, views=self.views or None
        )


class SendConsideringNotice(Command):
    """Tell the family that an assessment is being considered, and what they may send in."""

    def decide(self, case: Case) -> Iterator[Event]:
        yield ConsideringNoticeSent(on=self.on, of=_request(case, self.on).place)


class NotifyConsidering(Command, commutes=True):
    """Tell somebody else who must know that an assessment is being considered."""

    recipient: Recipient
    name: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield ConsideringNotified(
            on=self.on,
            of=_request(case, self.on).place,
            recipient=self.recipient,
            name=self.name,
        )


def _request(case: Case, on: date) -> Step:
    """Return what is being considered: a request, or a refusal that is looked at again."""
    found = require(governing_request(case) or standing_refusal(case), NO_REQUEST)
    require(found.first <= on, BEFORE_REQUEST)
    return found
