"""Reviews, amendments, change of phase. CFA 2014 s.44; SI 2014/1530 regs 18-22 and 28.

What happens between the start of a review and its meeting is in `review_meeting`.
"""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.events.amendment import AmendmentNoticeItem, NoticeCause, ProposedAmendment
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.organiser import Organiser
from ehcp.domain.plan.phase import Transfer
from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014


class ReviewKind(StrEnum):
    """What a review is held for. Whether it is one of Year 9 or later follows from the age."""

    FIRST = "first"
    ANNUAL = "annual"
    EARLY = "early"
    INTERIM = "interim"
    EMERGENCY = "emergency"
    PHASE_TRANSFER = "phase-transfer"
    REASSESSMENT_FOLLOW_UP = "reassessment-follow-up"
    UNDER_FIVE = "under-five"


class Invitee(StrEnum):
    """Who is invited to the meeting: reg 20(2)(a)-(e); reg 21(2) has others, and no setting."""

    FAMILY = "parent-or-young-person"
    SETTING = "head-principal-or-early-years-provider"
    SEN_OFFICER = "authority-sen-officer"
    HEALTH = "health-professional"
    SOCIAL_CARE = "authority-social-care-officer"
    OTHER = "other"


class ReviewItem(StrEnum):
    """What a review is to look at: reg 19, CFA 2014 s.44(5), the Code's 9.166 to 9.169."""

    FAMILY_CONSULTED = "family-consulted"
    INSTITUTION_CONSULTED = "institution-consulted"
    PROGRESS = "progress-towards-outcomes"
    OUTCOMES_APPROPRIATE = "outcomes-still-appropriate"
    CARE_PLAN = "care-plan-aligned"
    DIRECT_PAYMENTS = "direct-payments-reviewed"
    PERSONAL_BUDGET = "personal-budget-reviewed"
    OUTCOMES_ACHIEVED = "educational-outcomes-achieved"


class ReviewDecision(StrEnum):
    """The three decisions that end a review: reg 20(10)."""

    MAINTAIN = "maintain"
    AMEND = "amend"
    CEASE = "cease"


class Phase(StrEnum):
    """Which of the two fixed days a change of phase has: reg 18(1)."""

    SECONDARY_TO_POST_16 = "secondary-to-post-16"
    OTHER = "other"


class ReviewStarted(Event, under=CFA_2014.s("44(1)")):
    """The authority began to arrange a review. `of` is the request for an early one, if any.

    `on` is the day it did. `attends` says whether the person attends an institution: reg 20 or
    reg 21. `care_plan_review` is the day of the looked-after child's own review; `term_starts`
    the first day of the term in which the review falls due.
    """

    kind: ReviewKind | None = None
    attends: bool | None = None
    institution: Institution | None = None
    organiser: Organiser | None = None
    care_plan_review: date | None = None
    term_starts: date | None = None


class ReviewOrganiserAsked(Event, under=SEND_REGS_2014.reg("20(1)")):
    """The authority required or requested the institution to arrange the meeting.

    `on` is the day it was told. `of` is the review.
    """

    organiser: Organiser | None = None
    institution: Institution | None = None


class ReviewListSent(Event, under=CODE_2015.at("paras 9.174-9.175")):
    """The list of those due for a review in the coming term, with this person on it, was sent.

    `on` is the day it was sent, `of` the review.
    """

    recipient: str | None = None


class ReviewMeetingHeld(Event, under=SEND_REGS_2014.reg("20(1)")):
    """An annual, early, interim or emergency review meeting was held. The clocks run from it."""

    attended: tuple[Invitee, ...] = ()
    apologies: tuple[Invitee, ...] = ()
    attendees: tuple[str, ...] = ()


class LightTouchReviewHeld(Event, under=CODE_2015.para("9.178")):
    """The plan of a child under five was looked at between two annual reviews.

    `on` is the day. It is no review under s.44 and starts none of its clocks. `parent_view` is
    what the parent said when asked about a change.
    """

    change_proposed: bool | None = None
    parent_view: str | None = None
    findings: str | None = None


class ReviewReportSent(Event, under=SEND_REGS_2014.reg("20(7)")):
    """The organiser sent the report of the meeting. `on` is the day it was sent, `of` the review.

    `differences` are those between the recommendations of the people at the meeting, and whose;
    `adulthood` what was considered to prepare for adulthood: reg 20(6).
    """

    recommendation: ReviewDecision | None = None
    amendments: tuple[ProposedAmendment, ...] = ()
    differences: str | None = None
    adulthood: str | None = None
    considered: tuple[ReviewItem, ...] = ()
    reassessment_recommended: bool | None = None
    advice_attached: bool | None = None
    sent_to: tuple[Invitee, ...] = ()
    author: str | None = None
    dated: date | None = None


class ReviewDecisionNotified(Event, under=SEND_REGS_2014.reg("20(10)")):
    """The authority told the family that it will keep, amend or end the plan.

    `on` is the day the family was told. `amendments` and `evidence` are what a decision to
    amend proposes and rests on.
    """

    decision: ReviewDecision | None = None
    reasons: str | None = None
    amendments: tuple[ProposedAmendment, ...] = ()
    evidence: tuple[str, ...] = ()
    notice: tuple[NoticeItem, ...] = ()
    institution_told: bool | None = None
    s19_considered: str | None = None


class ReviewNotHeld(Event, under=CFA_2014.s("44(1)")):
    """A review that was begun was not held in its time. `of` is the review.

    `on` is the day on which that was found. A file says `ReviewMissed`, which gives a due day.
    """

    reasons: str | None = None


class ReviewAbsorbed(Event, under=None):
    """A review was taken into another before its meeting. `of` is the one taken in.

    `on` is the day of that decision, `into` the place of the other review.
    """

    into: int | None = None
    reasons: str | None = None


class ReviewCancelled(Event, under=None):
    """A review was called off before its meeting. `of` is the review, `on` the day."""

    reasons: str | None = None


class ReviewRecordLost(Event, under=None):
    """A review is said to have been held, and nothing is left of it. `of` is the review.

    `on` is the day on which that was found.
    """

    reasons: str | None = None


class ReviewMissed(Event, under=CFA_2014.s("44(1)")):
    """A review that should have been held by this day was not."""


class ReviewCompletionDue(Event, under=CFA_2014.s("44(1)")):
    """The day by which a review should have been complete, where only that is known."""


class EarlyReviewRequested(Event, under=CFA_2014.s("44(1)")):
    """A parent or school asked for a review before it is due. `on`: the authority had it."""

    by_whom: str | None = None
    reasons: str | None = None


class EarlyReviewDeclined(Event, under=CFA_2014.s("44(1)")):
    """The authority told whoever asked that it will not review early. `of` is the request.

    `on` is the day they were told.
    """

    reasons: str | None = None


class AmendmentNoticeIssued(Event, under=SEND_REGS_2014.reg("22(2)")):
    """The notice of the proposed amendments, with the current plan, went to the family.

    `of` is the review's decision or its meeting, the notice before it where it is a `further`
    one, nothing where no review was held. `on` is the day it was sent,
    `representations_until` the last day that the family was given.
    """

    cause: NoticeCause | None = None
    further: bool = False
    amendments: tuple[ProposedAmendment, ...] = ()
    pack: tuple[AmendmentNoticeItem, ...] = ()
    representations_until: date | None = None
    s19_considered: str | None = None


class PhaseTransferDue(Event, under=SEND_REGS_2014.reg("18(1)")):
    """A change of phase falls in this year. A date, not something that anybody did.

    `year` is the calendar year of the transfer, that of the day if left out. `transfer` is
    from what to what.
    """

    phase: Phase | None = None
    year: int | None = None
    transfer: Transfer | None = None


class Post16TransferProposed(Event, under=SEND_REGS_2014.reg("18(2)")):
    """It is proposed that a young person moves from one post-16 institution to another.

    `on` is the day the authority knew of it, `moves_on` the day of the move.
    """

    moves_on: date | None = None
    institution: Institution | None = None


class Post16TransferDropped(Event, under=None):
    """The move is no longer proposed. `of` is the proposal, `on` the day that was known."""
