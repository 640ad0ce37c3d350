"""Beginning a review, and ending one that comes to no meeting. CFA 2014 s.44(1); reg 20(1)."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.challenge.during_appeal import CALLED_OFF_DURING_APPEAL, during_appeal
from ehcp.domain.commands.plan.final import plan_before
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.review.early import (
    ANSWERED_BEFORE_ASKED,
    NOT_UNDER_FIVE,
    early_request,
    under_five,
)
from ehcp.domain.commands.review.open_reviews import REASONS_FOR_ENDING, review_before_meeting
from ehcp.domain.commands.underway import child
from ehcp.domain.event import Event
from ehcp.domain.events.review import (
    ReviewAbsorbed,
    ReviewCancelled,
    ReviewKind,
    ReviewListSent,
    ReviewNotHeld,
    ReviewOrganiserAsked,
    ReviewRecordLost,
    ReviewStarted,
)
from ehcp.domain.plan.institution import Institution, SettingType
from ehcp.domain.plan.organiser import Organiser, may_be_required, organiser_of
from ehcp.domain.standing.reviews import review_at
from ehcp.law.citations import CODE_2015, SEND_REGS_2014

CANNOT_BE_REQUIRED = Refusal(
    "cannot-be-required",
    "Only the head of a school of reg 20(12) can be required to arrange the meeting: maintained,"
    " nursery, Academy, alternative provision, non-maintained special, or approved under s.41.",
    SEND_REGS_2014.at("reg 20(1), (12)"),
    instead="Request it of the institution, or let the authority arrange the meeting.",
    rule="F2",
)
NOBODY_TO_ASK = Refusal(
    "nobody-to-ask",
    "The person attends no institution that could arrange the meeting.",
    SEND_REGS_2014.reg("21"),
    instead="Let the authority arrange it.",
    rule="F2",
)
NOT_ANOTHER_REVIEW = Refusal(
    "not-another-review",
    "A review is absorbed by another that is still open.",
    instead="Give the place of the entry that began the other one.",
)

CARE_PLAN_NOT_ALIGNED = Caution(
    "care-plan-not-aligned",
    "The review of a looked-after child's plan is aligned with that of the care plan or personal"
    " education plan.",
    CODE_2015.para("9.169"),
    rule="F11",
)


class StartReview(Command):
    """Begin to arrange a review. Without `institution` the person attends none: reg 21.

    `organiser` is who arranges the meeting; left out, it follows from what the institution is
    in law. `type` is the type of the setting, where it is alternative provision.
    """

    kind: ReviewKind
    institution: Institution | None = None
    type: SettingType | None = None
    organiser: Organiser | None = None
    care_plan_review: date | None = None
    term_starts: date | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        plan_before(case, self.on)
        if self.kind is ReviewKind.UNDER_FIVE:
            require(under_five(case, self.on), NOT_UNDER_FIVE)
        request = early_request(case) if self.kind is ReviewKind.EARLY else None
        require(request is None or request.first <= self.on, ANSWERED_BEFORE_ASKED)
        yield ReviewStarted(
            on=self.on,
            of=request.place if request else None,
            kind=self.kind,
            attends=self.institution is not None,
            institution=self.institution,
            organiser=organiser(self.organiser, self.institution, self.type),
            care_plan_review=self.care_plan_review,
            term_starts=self.term_starts,
        )
        about = child(case)
        if about and about.looked_after and self.care_plan_review is None:
            yield CARE_PLAN_NOT_ALIGNED.about(self.on)


class AskToArrangeReview(Command):
    """Require the head of the school to arrange the meeting, or request it of the institution."""

    institution: Institution
    type: SettingType | None = None
    organiser: Organiser | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        yield ReviewOrganiserAsked(
            on=self.on,
            of=found.place,
            organiser=organiser(self.organiser, self.institution, self.type),
            institution=self.institution,
        )


class SendReviewList(Command, commutes=True):
    """Send somebody the list of those due for a review in the coming term, this one on it."""

    recipient: str
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        yield ReviewListSent(on=self.on, of=found.place, recipient=self.recipient)


class AbsorbReview(Command):
    """Take a review whose meeting was not held into another one. Both are given by place."""

    review: int
    into: int
    reasons: str = ""

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        into = require(review_at(case, self.into), NOT_ANOTHER_REVIEW)
        require(into.place != found.place and not into.state.over, NOT_ANOTHER_REVIEW)
        require(into.begun_by.first <= self.on, NOT_ANOTHER_REVIEW)
        yield ReviewAbsorbed(
            on=self.on, of=found.place, into=into.place, reasons=self.reasons or None
        )


class CancelReview(Command):
    """Call a review off before its meeting. The time limits of the yearly review run on."""

    reasons: str
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        require(stated(self.reasons), REASONS_FOR_ENDING)
        yield ReviewCancelled(on=self.on, of=found.place, reasons=self.reasons)
        yield from during_appeal(case, CALLED_OFF_DURING_APPEAL, self.on)


class RecordReviewLost(Command):
    """Record that a review is said to have been held, and that nothing is left of it."""

    reasons: str
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        require(stated(self.reasons), REASONS_FOR_ENDING)
        yield ReviewRecordLost(on=self.on, of=found.place, reasons=self.reasons)


class RecordReviewMissed(Command):
    """Record that a review that was begun was not held in its time."""

    reasons: str
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        require(stated(self.reasons), REASONS_FOR_ENDING)
        yield ReviewNotHeld(on=self.on, of=found.place, reasons=self.reasons)


def organiser(
    wanted: Organiser | None, institution: Institution | None, type_: SettingType | None
) -> Organiser:
    """Return who arranges the meeting: as wanted, if the law allows it, else as it follows."""
    if wanted is None:
        return organiser_of(institution, type_)
    if wanted is not Organiser.AUTHORITY:
        attended = require(institution, NOBODY_TO_ASK)
        if wanted is Organiser.REQUIRED_SCHOOL:
            require(may_be_required(attended, type_), CANNOT_BE_REQUIRED)
    return wanted
