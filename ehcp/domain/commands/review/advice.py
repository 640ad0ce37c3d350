"""Advice and views for the meeting of a review. SI 2014/1530 regs 19, 20(4) and 21(4)."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.review.open_reviews import review_before_meeting
from ehcp.domain.event import Event
from ehcp.domain.events.request import Method
from ehcp.domain.events.review import Invitee
from ehcp.domain.events.review_meeting import (
    ReviewAdviceCirculated,
    ReviewAdviceReceived,
    ReviewAdviceRequested,
    ReviewViewsObtained,
    WhoseViews,
)
from ehcp.law.citations import SEND_REGS_2014

NOTHING_TO_CIRCULATE = Refusal(
    "nothing-to-circulate",
    "No advice has come for that review.",
    SEND_REGS_2014.at("regs 20(4), 21(4)"),
    instead="Record the advice first.",
)


class RequestReviewAdvice(Command, commutes=True):
    """Ask somebody who is invited for advice. `on` is the day they had the request."""

    invitee: Invitee
    name: str | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        yield ReviewAdviceRequested(
            on=self.on, of=found.place, invitee=self.invitee, name=self.name
        )


class RecordReviewAdvice(Command, commutes=True):
    """Record advice that came for the meeting: as a document, or in words by what it `says`."""

    invitee: Invitee
    author: str | None = None
    dated: date | None = None
    document: str | None = None
    says: str | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        yield ReviewAdviceReceived(
            on=self.on,
            of=found.place,
            invitee=self.invitee,
            author=self.author,
            dated=self.dated,
            document=self.document,
            says=self.says,
        )


class CirculateReviewAdvice(Command):
    """Send the advice that came to those invited."""

    sent_to: tuple[Invitee, ...]
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        require(found.all(ReviewAdviceReceived) or None, NOTHING_TO_CIRCULATE)
        yield ReviewAdviceCirculated(on=self.on, of=found.place, sent_to=self.sent_to)


class RecordReviewViews(Command, commutes=True):
    """Record what the child, the parent or the young person said, and how they were asked."""

    whose: WhoseViews
    views: str
    method: Method
    help_given: str | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        yield ReviewViewsObtained(
            on=self.on,
            of=found.place,
            whose=self.whose,
            method=self.method,
            views=self.views,
            help_given=self.help_given,
        )
