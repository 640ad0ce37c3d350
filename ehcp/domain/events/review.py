"""Reviews, amendments, change of phase. CFA 2014 s.44; SI 2014/1530 regs 18-22 and 28."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class ReviewDecision(StrEnum):
    """The three decisions that end a review: reg 20(10)."""

    MAINTAIN = "maintain"
    AMEND = "amend"
    CEASE = "cease"


class Phase(StrEnum):
    """Which of the two fixed days a change of phase has: reg 18(1)."""

    SECONDARY_TO_POST_16 = "secondary-to-post-16"
    OTHER = "other"


class ReviewMeetingHeld(Event, under=SEND_REGS_2014.reg("20(1)")):
    """An annual, early, interim or emergency review meeting was held. The clocks run from it."""


class ReviewReportSent(Event, under=SEND_REGS_2014.reg("20(7)")):
    """The organiser sent the report of the meeting."""


class ReviewDecisionNotified(Event, under=SEND_REGS_2014.reg("20(10)")):
    """The authority told the family that it will keep, amend or end the plan."""

    decision: ReviewDecision | None = None


class ReviewMissed(Event, under=CFA_2014.s("44(1)")):
    """A review that should have been held by this day was not."""


class ReviewCompletionDue(Event, under=CFA_2014.s("44(1)")):
    """The day by which a review should have been complete, where only that is known."""


class EarlyReviewRequested(Event, under=CFA_2014.s("44(1)")):
    """A parent or school asked for a review before it is due."""


class AmendmentNoticeIssued(Event, under=SEND_REGS_2014.reg("22(2)")):
    """The notice of the proposed amendments, with the current plan, went to the family."""


class PhaseTransferDue(Event, under=SEND_REGS_2014.reg("18(1)")):
    """A change of phase falls in this year. A date, not something that anybody did.

    `year` is the calendar year of the transfer, that of the day if left out.
    """

    phase: Phase | None = None
    year: int | None = None
