"""From the day of the meeting to the meeting: who must be told, and when. Regs 19 to 21."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.review.open_reviews import review_before_meeting
from ehcp.domain.event import Event
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.events.review import Invitee, ReviewMeetingHeld
from ehcp.domain.events.review_meeting import (
    InvitedToReview,
    ReviewAdviceCirculated,
    ReviewMeetingFixed,
    ReviewPostponed,
    ReviewViewsObtained,
    WhoseViews,
)
from ehcp.domain.standing.review import Review
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import annual_review

NO_MEETING_FIXED = Refusal(
    "no-meeting-fixed",
    "No day is fixed for the meeting of that review.",
    SEND_REGS_2014.at("regs 20(3), 21(3)"),
    instead="Fix the day first.",
)
MEETING_IN_THE_PAST = Refusal(
    "meeting-in-the-past",
    "The day of the meeting lies before the day on which it is fixed.",
    instead="Give the day on which it was fixed.",
)
ALREADY_FIXED = Refusal(
    "already-fixed",
    "A day is fixed for the meeting.",
    instead="Postpone the meeting, then fix another day.",
)
TOLD_AFTER_MEETING = Refusal(
    "told-after-meeting",
    "It is dated after the day that is fixed for the meeting.",
    instead="Postpone the meeting, and tell them of the other day.",
)
ON_ANOTHER_DAY = Refusal(
    "on-another-day",
    "Those invited were told of another day.",
    SEND_REGS_2014.at("regs 20(3), 21(3)"),
    instead="Postpone the meeting, fix the other day and tell them of it.",
)
NOT_ALL_INVITED = Refusal(
    "not-all-invited",
    "The family, the setting if one is attended, the authority's officers for special educational"
    " needs and for social care, and a health professional are invited to the meeting.",
    SEND_REGS_2014.at("regs 20(2), 21(2)"),
    instead="Invite all of them, and give them the notice that the law asks for.",
    rule="F3",
)
WHY_POSTPONED = Refusal(
    "why-postponed", "The record says why a meeting is put off.", instead="Give the reasons."
)

SHORT_NOTICE = Caution(
    "short-notice-of-review",
    "Everybody invited has at least two weeks' notice of the meeting.",
    SEND_REGS_2014.at("regs 20(3), 21(3)"),
    rule="F3",
)
ADVICE_NOT_CIRCULATED = Caution(
    "advice-not-circulated",
    "Advice is obtained from everybody invited, and goes to all of them at least two weeks before"
    " the meeting.",
    SEND_REGS_2014.at("regs 20(4), 21(4)"),
)
VIEWS_NOT_OBTAINED = Caution(
    "views-not-obtained",
    "The child and the parent, or the young person, are consulted, and their views, wishes and"
    " feelings are taken into account.",
    SEND_REGS_2014.reg("19"),
    rule="F1",
)


class FixReviewMeeting(Command):
    """Fix the day of the meeting."""

    meeting: date
    where: str | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        require(found.meeting_day is None, ALREADY_FIXED)
        require(self.on <= self.meeting, MEETING_IN_THE_PAST)
        yield ReviewMeetingFixed(
            on=self.on, of=found.place, meeting=self.meeting, where=self.where
        )


class PostponeReview(Command):
    """Put the meeting off, to another day if that is known. Everybody is told anew."""

    reasons: str
    meeting: date | None = None
    where: str | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        require(found.meeting_day, NO_MEETING_FIXED)
        require(stated(self.reasons), WHY_POSTPONED)
        yield ReviewPostponed(on=self.on, of=found.place, reasons=self.reasons)
        if self.meeting is not None:
            require(self.on <= self.meeting, MEETING_IN_THE_PAST)
            yield ReviewMeetingFixed(
                on=self.on, of=found.place, meeting=self.meeting, where=self.where
            )


class InviteToReview(Command, commutes=True):
    """Invite somebody. `on` is the day on which they were told of the day of the meeting."""

    invitee: Invitee
    name: str | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        day = require(found.meeting_day, NO_MEETING_FIXED)
        require(self.on <= day, TOLD_AFTER_MEETING)
        yield InvitedToReview(
            on=self.on, of=found.place, invitee=self.invitee, name=self.name, meeting=day
        )


class HoldReviewMeeting(Command):
    """Record that the meeting was held, with who was there. The time limits run from it."""

    attended: tuple[Invitee, ...]
    apologies: tuple[Invitee, ...] = ()
    attendees: tuple[str, ...] = ()
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_before_meeting(case, self.review, self.on)
        day = require(found.meeting_day, NO_MEETING_FIXED)
        require(day == self.on, ON_ANOTHER_DAY)
        require(not found.uninvited, NOT_ALL_INVITED)
        yield ReviewMeetingHeld(
            on=self.on,
            of=found.place,
            attended=self.attended,
            apologies=self.apologies,
            attendees=self.attendees,
        )
        yield from _warnings(found, self.on)


def _warnings(review: Review, meeting: date) -> Iterator[RuleWarned]:
    """Yield what was not done in time before the meeting."""
    by = _last_day(annual_review.ANNUAL_REVIEW_MEETING_NOTICE, meeting)
    late = [invitee for invitee, step in review.invited().items() if step.last > by]
    if late:
        yield SHORT_NOTICE.about(meeting, ", ".join(late))
    by = _last_day(annual_review.ANNUAL_REVIEW_CIRCULATE_ADVICE, meeting)
    sent = review.step(ReviewAdviceCirculated)
    if review.without_advice or sent is None or sent.last > by:
        yield ADVICE_NOT_CIRCULATED.about(meeting, ", ".join(review.without_advice))
    missing = _silent(review)
    if missing:
        yield VIEWS_NOT_OBTAINED.about(meeting, missing)


def _silent(review: Review) -> str:
    """Return whose views were not obtained: the young person's alone, or child's and parent's."""
    heard = {views.whose for views in review.all(ReviewViewsObtained)}
    if WhoseViews.YOUNG_PERSON in heard:
        return ""
    return ", ".join(who for who in (WhoseViews.CHILD, WhoseViews.PARENT) if who not in heard)


def _last_day(limit: TimeLimit, meeting: date) -> date:
    """Return the last day in time before the meeting."""
    return limit.last_day(meeting, calendar=NO_HOLIDAYS) or meeting
