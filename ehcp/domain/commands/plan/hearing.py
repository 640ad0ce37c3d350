"""The family's time to be heard, on a draft plan or on proposed amendments: regs 13(1), 22(2).

The same 15 days, beginning with the day of service, whatever was served.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import (
    AmendmentMeetingHeld,
    AmendmentMeetingRequired,
    AmendmentRepresentationsAnswered,
    AmendmentRepresentationsComplete,
    AmendmentRepresentationsMade,
    NoticeCause,
)
from ehcp.domain.events.draft import (
    DraftMeetingHeld,
    MeetingRequired,
    RepresentationsAnswered,
    RepresentationsComplete,
    RepresentationsMade,
)
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.review import AmendmentNoticeIssued
from ehcp.domain.standing.service import served_on
from ehcp.domain.step import END, Step
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits.amendment import AMEND_WITHOUT_REVIEW_REPRESENTATIONS
from ehcp.law.time_limits.annual_review import ANNUAL_REVIEW_REPRESENTATIONS
from ehcp.law.time_limits.draft import DRAFT_REPRESENTATIONS_WINDOW

NOTICE_WINDOWS = {
    NoticeCause.REVIEW: ANNUAL_REVIEW_REPRESENTATIONS,
    NoticeCause.WITHOUT_REVIEW: AMEND_WITHOUT_REVIEW_REPRESENTATIONS,
}


@dataclass(frozen=True)
class Hearing:
    """What was served on the family, and what the family has said of it."""

    case: Case
    served: Step

    @property
    def ends(self) -> date:
        """The last day for representations: the day that the family was given, if it is later."""
        _, last = served_on(self.case, self.served)
        shortest = END if last == END else shortest_period(last, self._window)
        event = self.served.event
        given = (
            event.representations_until
            if isinstance(event, DraftPlanIssued | AmendmentNoticeIssued)
            else None
        )
        return max(shortest, given) if given else shortest

    def over(self, on: date) -> bool:
        """Whether the time is over by then, or the family has confirmed that it was enough."""
        complete = self._said(RepresentationsComplete, AmendmentRepresentationsComplete)
        return on > self.ends or any(step.first <= on for step in complete)

    def asked(self) -> Iterator[str]:
        """Yield the elements, and the sections as wholes, that the family spoke about.

        A representation that was turned down asks for nothing.
        """
        answers = self._said(RepresentationsAnswered, AmendmentRepresentationsAnswered)
        refused = [
            self.case.at(step.event.of)
            for step in answers
            if getattr(step.event, "accepted", None) is False
        ]
        for step in self._said(RepresentationsMade, AmendmentRepresentationsMade):
            event = step.event
            if (
                isinstance(event, RepresentationsMade | AmendmentRepresentationsMade)
                and step not in refused
                and (about := event.element or event.section)
            ):
                yield about

    @property
    def meeting_required(self) -> Step | None:
        """The meeting that the family required, and that was neither held nor offered."""
        last: Step | None = None
        for step in self._said(MeetingRequired, AmendmentMeetingRequired):
            last = step
        held = self._said(DraftMeetingHeld, AmendmentMeetingHeld)
        return None if last and any(self.case.follows(step, last) for step in held) else last

    @property
    def _window(self) -> TimeLimit:
        event = self.served.event
        if isinstance(event, AmendmentNoticeIssued):
            return NOTICE_WINDOWS[event.cause or NoticeCause.REVIEW]
        return DRAFT_REPRESENTATIONS_WINDOW

    def _said(self, of_draft: type[Event], of_notice: type[Event]) -> Iterator[Step]:
        notice = isinstance(self.served.event, AmendmentNoticeIssued)
        said = self.case.after(self.served, of_notice if notice else of_draft)
        return (step for step in said if self._about_this(step))

    def _about_this(self, step: Step) -> bool:
        """Whether what was said is not about something else that was served."""
        above, seen = self.case.at(step.event.of), 0
        while above is not None and seen < len(self.case.steps):
            if isinstance(above.event, DraftPlanIssued | AmendmentNoticeIssued):
                return above is self.served
            above, seen = self.case.at(above.event.of), seen + 1
        return True


def shortest_period(served: date, window: TimeLimit = DRAFT_REPRESENTATIONS_WINDOW) -> date:
    """Return the last day of the shortest period that the family can be given."""
    return window.last_day(served, calendar=NO_HOLIDAYS) or END
