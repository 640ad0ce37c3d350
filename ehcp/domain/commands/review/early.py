"""Reviews before they are due: early ones that are asked for, and of a child under five."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.plan.final import plan_before
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.review.open_reviews import REASONS_FOR_ENDING
from ehcp.domain.commands.underway import child
from ehcp.domain.event import Event
from ehcp.domain.events.commissioning import AsksFor, NewCommissionerAsked
from ehcp.domain.events.review import (
    EarlyReviewDeclined,
    EarlyReviewRequested,
    LightTouchReviewHeld,
    ReviewStarted,
)
from ehcp.domain.plan.age import has_reached
from ehcp.domain.step import Step
from ehcp.law.citations import CODE_2015, SEND_REGS_2014

FIVE = 5

PARENT_NOT_CONSULTED = Refusal(
    "parent-not-consulted",
    "The parent is consulted on any change to the plan of a child under five.",
    CODE_2015.para("9.178"),
    instead="Record what the parent said, or that no change is proposed.",
)
NO_EARLY_REQUEST = Refusal(
    "no-early-request",
    "Nobody has asked for an early review that was not answered.",
    instead="Record the request first.",
)
ANSWERED_BEFORE_ASKED = Refusal(
    "answered-before-asked",
    "It is dated before the early review was asked for.",
    instead="Check the day, or correct that of the request.",
)
NEW_BODY_IS_NOT_REFUSED = Refusal(
    "new-body-not-refused",
    "A review for which a new commissioning body asks, because it cannot arrange the provision, is"
    " not refused.",
    SEND_REGS_2014.reg("16"),
    instead="Start the review.",
    rule="L4a",
)
NOT_UNDER_FIVE = Refusal(
    "not-under-five",
    "A review of that kind is for a child under five.",
    CODE_2015.para("9.178"),
    instead="Start an annual, early or interim review.",
)


class RequestEarlyReview(Command, commutes=True):
    """Ask, as parent, young person or school, for a review before it is due."""

    by_whom: str
    reasons: str = ""

    def decide(self, case: Case) -> Iterator[Event]:
        plan_before(case, self.on)
        yield EarlyReviewRequested(on=self.on, by_whom=self.by_whom, reasons=self.reasons or None)


class DeclineEarlyReview(Command):
    """Tell whoever asked for an early review that there will be none, and why."""

    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        request = require(early_request(case), NO_EARLY_REQUEST)
        require(request.first <= self.on, ANSWERED_BEFORE_ASKED)
        require(not _by_new_body(case, request), NEW_BODY_IS_NOT_REFUSED)
        require(stated(self.reasons), REASONS_FOR_ENDING)
        yield EarlyReviewDeclined(on=self.on, of=request.place, reasons=self.reasons)


class RecordLightTouchReview(Command):
    """Record that the plan of a child under five was looked at between two annual reviews."""

    findings: str
    change_proposed: bool = False
    parent_view: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        plan_before(case, self.on)
        require(under_five(case, self.on), NOT_UNDER_FIVE)
        require(not self.change_proposed or stated(self.parent_view), PARENT_NOT_CONSULTED)
        yield LightTouchReviewHeld(
            on=self.on,
            change_proposed=self.change_proposed,
            parent_view=self.parent_view,
            findings=self.findings,
        )


def early_request(case: Case) -> Step | None:
    """Return the first request for an early review that neither a review nor a no answered."""
    answers = case.steps_of(ReviewStarted, EarlyReviewDeclined)
    answered = [case.at(step.event.of) for step in answers]
    asked = case.steps_of(EarlyReviewRequested)
    return next((step for step in asked if step not in answered), None)


def _by_new_body(case: Case, request: Step) -> bool:
    """Whether the request is that of a new commissioning body, which cannot do its part."""
    asked = [
        step.event.body
        for step in case.steps_of(NewCommissionerAsked)
        if isinstance(step.event, NewCommissionerAsked) and step.event.asks_for is AsksFor.REVIEW
    ]
    return isinstance(request.event, EarlyReviewRequested) and request.event.by_whom in asked


def under_five(case: Case, on: date) -> bool:
    """Whether the child is under five on a day, as far as the record knows the age."""
    about = child(case)
    return about is not None and not has_reached(about.date_of_birth, FIVE, on)
