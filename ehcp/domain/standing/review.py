"""One review: what happened in it, how far it has come, and what it still lacks.

CFA 2014 s.44; SI 2014/1530 regs 20 to 22. Which step belongs to which review is in `reviews`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from ehcp.domain.event import Event
from ehcp.domain.events import review as ev
from ehcp.domain.events import review_meeting as before
from ehcp.domain.events.amendment import NotToAmendDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.step import Step

E = TypeVar("E", bound=Event)

DECISIONS = (ev.ReviewDecisionNotified, CeaseDecided)
LAST = (AmendedPlanIssued, NotToAmendDecided)

REG_21 = (
    ev.Invitee.FAMILY,
    ev.Invitee.SEN_OFFICER,
    ev.Invitee.HEALTH,
    ev.Invitee.SOCIAL_CARE,
)
REG_20 = (ev.Invitee.FAMILY, ev.Invitee.SETTING, *REG_21[1:])


class ReviewState(StrEnum):
    """How far a review has come. `not-begun`: it falls due, and nothing of it is on record."""

    NOT_BEGUN = "not-begun"
    PLANNED = "planned"
    INVITED = "invited"
    HELD = "held"
    REPORTED = "reported"
    DECIDED = "decided"
    FINISHED = "finished"
    ABSORBED = "absorbed"
    CANCELLED = "cancelled"
    LOST = "lost"
    MISSED = "missed"

    @property
    def over(self) -> bool:
        """Whether nothing more is to be done in it."""
        return self in OVER


ENDED: dict[type[Event], ReviewState] = {
    ev.ReviewAbsorbed: ReviewState.ABSORBED,
    ev.ReviewCancelled: ReviewState.CANCELLED,
    ev.ReviewRecordLost: ReviewState.LOST,
    ev.ReviewNotHeld: ReviewState.MISSED,
}
OVER = (ReviewState.FINISHED, *ENDED.values())


class Lacking(StrEnum):
    """What a review that is not over still has to have."""

    MEETING_DAY = "meeting-day"
    INVITATIONS = "invitations"
    ADVICE = "advice"
    CIRCULATION = "circulation"
    MEETING = "meeting"
    REPORT = "report"
    DECISION = "decision"
    AMENDMENT_NOTICE = "amendment-notice"
    AMENDED_PLAN = "amended-plan"


@dataclass(frozen=True)
class Review:
    """One review: its steps in legal order, from what began it. `place` is what knows it."""

    begun_by: Step
    steps: tuple[Step, ...]

    @property
    def place(self) -> int:
        """The place of the entry that began it."""
        return self.begun_by.place

    def all(self, kind: type[E]) -> tuple[E, ...]:
        """Return what happened in it of this kind, in legal order."""
        return tuple(step.event for step in self.steps if isinstance(step.event, kind))

    def step(self, *kinds: type[Event]) -> Step | None:
        """Return its latest step of these kinds."""
        return next((step for step in reversed(self.steps) if isinstance(step.event, kinds)), None)

    @property
    def started(self) -> ev.ReviewStarted | None:
        """What is known of how it began; None where a history has only the meeting."""
        event = self.begun_by.event
        return event if isinstance(event, ev.ReviewStarted) else None

    @property
    def kind(self) -> ev.ReviewKind | None:
        """What it is held for, where that is known."""
        if isinstance(self.begun_by.event, ev.LightTouchReviewHeld):
            return ev.ReviewKind.UNDER_FIVE
        return self.started.kind if self.started else None

    @property
    def meeting(self) -> Step | None:
        """The meeting that was held."""
        return self.step(ev.ReviewMeetingHeld)

    @property
    def meeting_day(self) -> date | None:
        """The day fixed for the meeting, unless it was put off since."""
        fixed = self.step(before.ReviewMeetingFixed, before.ReviewPostponed)
        event = fixed.event if fixed else None
        return event.meeting if isinstance(event, before.ReviewMeetingFixed) else None

    @property
    def decision(self) -> Step | None:
        """The decision that ended it."""
        return self.step(*DECISIONS)

    @property
    def absorbed_into(self) -> int | None:
        """The place of the review that it was taken into."""
        found = self.all(ev.ReviewAbsorbed)
        return found[-1].into if found else None

    @property
    def to_invite(self) -> tuple[ev.Invitee, ...]:
        """Who must be invited: reg 20(2), or reg 21(2) where no institution is attended."""
        attends = self.started.attends if self.started else None
        return REG_21 if attends is False else REG_20

    def invited(self, meeting: date | None = None) -> dict[ev.Invitee, Step]:
        """Return who was invited to the meeting of that day, and when each was told first."""
        day = meeting or self.meeting_day
        told: dict[ev.Invitee, Step] = {}
        for step in self.steps:
            event = step.event
            if isinstance(event, before.InvitedToReview) and event.meeting in (None, day):
                told.setdefault(event.invitee or ev.Invitee.OTHER, step)
        return told

    @property
    def uninvited(self) -> tuple[ev.Invitee, ...]:
        """Who has not been told of the day of the meeting, of those who must be invited."""
        told = self.invited()
        return tuple(invitee for invitee in self.to_invite if invitee not in told)

    @property
    def without_advice(self) -> tuple[ev.Invitee, ...]:
        """Whose advice has not come, of those from whom it must be obtained."""
        came = {advice.invitee for advice in self.all(before.ReviewAdviceReceived)}
        return tuple(invitee for invitee in self.to_invite if invitee not in came)

    @property
    def to_amend(self) -> bool:
        """Whether it was decided to amend, by the decision or by the notice that followed."""
        event = self.decision.event if self.decision else None
        decided = event.decision if isinstance(event, ev.ReviewDecisionNotified) else None
        return decided is ev.ReviewDecision.AMEND or bool(self.all(ev.AmendmentNoticeIssued))

    @property
    def state(self) -> ReviewState:
        """How far it has come."""
        ended = self.step(*ENDED)
        if ended is not None and self.meeting is None:
            return ENDED[type(ended.event)]
        if isinstance(self.begun_by.event, ev.ReviewMissed) and self.meeting is None:
            return ReviewState.MISSED
        if isinstance(self.begun_by.event, ev.LightTouchReviewHeld):
            return ReviewState.FINISHED
        return self._in_progress()

    def _in_progress(self) -> ReviewState:
        if self.step(*LAST):
            return ReviewState.FINISHED
        if self.decision:
            return ReviewState.DECIDED if self.to_amend else ReviewState.FINISHED
        if self.all(ev.ReviewReportSent):
            return ReviewState.REPORTED
        if self.meeting:
            return ReviewState.HELD
        return ReviewState.INVITED if self.invited() else ReviewState.PLANNED

    @property
    def lacks(self) -> tuple[Lacking, ...]:
        """What it still has to have, in the order of the process; nothing once it is over."""
        if self.state.over:
            return ()
        if self.meeting is None and self.decision is None:
            return tuple(lack for lack, is_so in LACKS_BEFORE.items() if is_so(self))
        return tuple(lack for lack, is_so in LACKS_AFTER.items() if is_so(self))


Is = Callable[[Review], bool]
LACKS_BEFORE: dict[Lacking, Is] = {
    Lacking.MEETING_DAY: lambda review: review.meeting_day is None,
    Lacking.INVITATIONS: lambda review: bool(review.uninvited),
    Lacking.ADVICE: lambda review: bool(review.without_advice),
    Lacking.CIRCULATION: lambda review: not review.all(before.ReviewAdviceCirculated),
    Lacking.MEETING: lambda _: True,
}
LACKS_AFTER: dict[Lacking, Is] = {
    Lacking.REPORT: lambda review: not review.all(ev.ReviewReportSent),
    Lacking.DECISION: lambda review: review.decision is None,
    Lacking.AMENDMENT_NOTICE: lambda review: (
        review.to_amend and not review.all(ev.AmendmentNoticeIssued)
    ),
    Lacking.AMENDED_PLAN: lambda review: review.to_amend,
}
