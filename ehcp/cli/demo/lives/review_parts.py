"""Parts of many lives, from a review to the amended plan, on days counted back from today."""

from ehcp.cli.demo.lives.parts import FOUR_ITEMS, WEIGHED
from ehcp.cli.demo.people import SCHOOL
from ehcp.cli.demo.plans import BROOK
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.amendment.amended_plan import IssueAmendedPlan
from ehcp.domain.commands.amendment.amendment import IssueAmendmentNotice
from ehcp.domain.commands.review.advice import (
    CirculateReviewAdvice,
    RecordReviewAdvice,
    RecordReviewViews,
)
from ehcp.domain.commands.review.decision import DecideOnReview
from ehcp.domain.commands.review.meeting import (
    FixReviewMeeting,
    HoldReviewMeeting,
    InviteToReview,
)
from ehcp.domain.commands.review.report import CONDUCT, SendReviewReport
from ehcp.domain.commands.review.start import StartReview
from ehcp.domain.commands.setting.placement import RecordAdmission
from ehcp.domain.events.amendment import (
    AmendmentCause,
    AmendmentNoticeItem,
    NoticeCause,
    ProposedAmendment,
)
from ehcp.domain.events.plan import PlanRecipient
from ehcp.domain.events.request import Method, NoticeItem
from ehcp.domain.events.review import (
    Invitee,
    ReviewDecision,
    ReviewItem,
    ReviewKind,
    ReviewStarted,
)
from ehcp.domain.events.review_meeting import WhoseViews
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.review import REG_20


def started(told: Told, days: int, kind: ReviewKind) -> int:
    """Begin a review; return the place of its start."""
    told.then(StartReview(on=told.on(days), kind=kind, institution=BROOK))
    return told.place(ReviewStarted)


def convened(told: Told, told_on: int, meeting: int, review: int, *silent: Invitee) -> None:
    """Fix the day and tell everybody; those who are not silent give their advice."""
    told.then(FixReviewMeeting(on=told.on(told_on), meeting=told.on(meeting), review=review))
    for invitee in REG_20:
        told.then(InviteToReview(on=told.on(told_on), invitee=invitee, review=review))
    for invitee in REG_20:
        if invitee not in silent:
            by = SCHOOL if invitee is Invitee.SETTING else "asha.patel"
            told.then(
                RecordReviewAdvice(on=told.on(told_on), invitee=invitee, review=review), by=by
            )


def met(told: Told, meeting: int, kind: ReviewKind, review: int | None = None) -> int:
    """Hold a review that was begun, or is begun for it; return the place of its start."""
    found = started(told, meeting + 42, kind) if review is None else review
    convened(told, meeting + 20, meeting, found)
    for whose in (WhoseViews.CHILD, WhoseViews.PARENT):
        told.then(
            RecordReviewViews(
                on=told.on(meeting + 18),
                whose=whose,
                views="It helps.",
                method=Method.MEETING,
                review=found,
            )
        )
    told.then(
        CirculateReviewAdvice(on=told.on(meeting + 15), sent_to=REG_20, review=found),
        HoldReviewMeeting(
            on=told.on(meeting), attended=(Invitee.FAMILY, Invitee.SETTING), review=found
        ),
    )
    return found


def reported(
    told: Told,
    days: int,
    recommendation: ReviewDecision,
    review: int,
    *amendments: ProposedAmendment,
) -> None:
    """Send the report of a meeting, as the school."""
    told.then(
        SendReviewReport(
            on=told.on(days),
            recommendation=recommendation,
            amendments=amendments,
            sent_to=REG_20,
            differences="There were none.",
            adulthood="What comes after school was talked about.",
            considered=(*CONDUCT, ReviewItem.OUTCOMES_ACHIEVED),
            advice_attached=True,
            author="The head",
            dated=told.on(days),
            review=review,
        ),
        by=SCHOOL,
    )


def kept(told: Told, days: int, review: int) -> None:
    """Decide to leave the plan as it is."""
    told.then(
        DecideOnReview(
            on=told.on(days),
            decision=ReviewDecision.MAINTAIN,
            reasons="The provision works and is still needed.",
            notice=FOUR_ITEMS,
            s19_considered=WEIGHED,
            review=review,
        )
    )


def noticed(
    told: Told, days: int, *amendments: ProposedAmendment, cause: NoticeCause = NoticeCause.REVIEW
) -> None:
    """Send the notice of amendments."""
    told.then(
        IssueAmendmentNotice(
            on=told.on(days),
            cause=cause,
            amendments=amendments,
            pack=tuple(AmendmentNoticeItem),
            s19_considered=WEIGHED,
        )
    )


def to_amend(told: Told, days: int, review: int, *amendments: ProposedAmendment) -> None:
    """Decide to amend after a review, and send the notice of it."""
    told.then(
        DecideOnReview(
            on=told.on(days),
            decision=ReviewDecision.AMEND,
            reasons="The review shows what has to change.",
            amendments=amendments,
            s19_considered=WEIGHED,
            review=review,
        )
    )
    noticed(told, days, *amendments)


def amended(
    told: Told, days: int, found: Plan, cause: AmendmentCause = AmendmentCause.REVIEW
) -> None:
    """Issue the amended plan."""
    told.then(
        IssueAmendedPlan(
            on=told.on(days),
            cause=cause,
            plan=found,
            sent_to=tuple(PlanRecipient),
            s19_considered=WEIGHED,
            dated=told.on(days),
            signed_by="Ruth Okafor",
            notice=tuple(NoticeItem),
        )
    )
    for placement in found.placements:
        if placement.institution:
            told.then(
                RecordAdmission(on=told.on(days), institution=placement.institution), by=SCHOOL
            )
