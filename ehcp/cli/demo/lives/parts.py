"""Parts that many of the demo's lives have in common, on days counted back from today."""

from dataclasses import replace

from ehcp.cli.demo.people import PSYCHOLOGIST, SCHOOL
from ehcp.cli.demo.plans import AT_BROOK, BROOK, plan
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.advice import AdviceKind, RecordAdvice, RequestAdvice
from ehcp.domain.commands.amended_plan import IssueAmendedPlan
from ehcp.domain.commands.amendment import IssueAmendmentNotice
from ehcp.domain.commands.consideration import (
    ConsultFamily,
    NotifyConsidering,
    SendConsideringNotice,
)
from ehcp.domain.commands.contents import must_prepare
from ehcp.domain.commands.decision import AgreeToAssess, CopyDecision, RefuseToAssess
from ehcp.domain.commands.draft import IssueDraftPlan
from ehcp.domain.commands.final import IssueFinalPlan
from ehcp.domain.commands.placement import RecordAdmission
from ehcp.domain.commands.request import AskedBy, RequestAssessment
from ehcp.domain.commands.review_advice import (
    CirculateReviewAdvice,
    RecordReviewAdvice,
    RecordReviewViews,
)
from ehcp.domain.commands.review_decision import DecideOnReview
from ehcp.domain.commands.review_meeting import (
    FixReviewMeeting,
    HoldReviewMeeting,
    InviteToReview,
)
from ehcp.domain.commands.review_report import CONDUCT, SendReviewReport
from ehcp.domain.commands.review_start import StartReview
from ehcp.domain.commands.setting import ConsultSetting, RecordSettingReply, RequestSetting
from ehcp.domain.events.amendment import (
    AmendmentCause,
    AmendmentNoticeItem,
    NoticeCause,
    ProposedAmendment,
)
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.opening import Child
from ehcp.domain.events.plan import DraftNoticeItem, PlanRecipient
from ehcp.domain.events.request import Method, NoticeItem, Recipient
from ehcp.domain.events.review import (
    Invitee,
    ReviewDecision,
    ReviewItem,
    ReviewKind,
    ReviewStarted,
)
from ehcp.domain.events.review_meeting import WhoseViews
from ehcp.domain.plan.institution import Institution, SettingType
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Placement, Plan, Section
from ehcp.domain.reviews import REG_20

FOUR_ITEMS = tuple(item for item in NoticeItem if item is not NoticeItem.EXTENDED_APPEAL)
WEIGHED = "The family's views were heard, and are answered in the reasons."
BODIES = {
    AdviceKind.FAMILY: "The parents",
    AdviceKind.EDUCATIONAL: "Brookfield Primary School",
    AdviceKind.MEDICAL: "Larkmere Integrated Care Board",
    AdviceKind.PSYCHOLOGICAL: "Educational psychology service",
    AdviceKind.SOCIAL_CARE: "Children's social care",
}


def asked(told: Told, days: int, child: Child, by: AskedBy = AskedBy.PARENT) -> None:
    """Open the case with its request."""
    told.then(
        RequestAssessment(
            on=told.on(days),
            child=child,
            parents=told.parents,
            officer=told.officer,
            requested_by=by,
        )
    )


def decided(told: Told, request: int, agreed: int, child: Child) -> None:
    """From the request to the decision to assess, with everyone told who must be."""
    asked(told, request, child)
    told.then(SendConsideringNotice(on=told.on(request - 2)))
    for recipient in (
        Recipient.COMMISSIONING_BODY,
        Recipient.SOCIAL_CARE,
        Recipient.HEAD_OR_EARLY_YEARS_PROVIDER,
    ):
        told.then(NotifyConsidering(on=told.on(request - 2), recipient=recipient))
    told.then(
        ConsultFamily(
            on=told.on(request - 6), method=Method.TELEPHONE, views="They ask for an assessment."
        ),
        AgreeToAssess(
            on=told.on(agreed),
            may_have_sen=True,
            plan_may_be_necessary=True,
            s19_considered=WEIGHED,
            reasons="School support has not been enough.",
        ),
        CopyDecision(on=told.on(agreed), recipient=Recipient.COMMISSIONING_BODY),
    )


def refused(told: Told, request: int, decision: int, child: Child) -> None:
    """From the request to a refusal to assess, with the four pieces of information."""
    asked(told, request, child, AskedBy.SCHOOL_OR_POST_16)
    told.then(
        ConsultFamily(
            on=told.on(request - 8), method=Method.MEETING, views="They agree with the school."
        ),
        RefuseToAssess(
            on=told.on(decision),
            reasons="The school's support is working.",
            may_have_sen=True,
            plan_may_be_necessary=False,
            notice=FOUR_ITEMS,
            s19_considered=WEIGHED,
        ),
    )


def advised(
    told: Told, request: int, received: int, *missing: AdviceKind, adult: bool = False
) -> None:
    """Everybody is asked for advice, and gives it but for those that are missing."""
    more = {AdviceKind.ADULTHOOD: "Larkmere Youth Service"} if adult else {}
    for kind, body in (BODIES | more).items():
        told.then(RequestAdvice(on=told.on(request), kind=kind, from_body=body))
    for kind, body in (BODIES | more).items():
        by = PSYCHOLOGIST if kind is AdviceKind.PSYCHOLOGICAL else "asha.patel"
        if kind not in missing:
            told.then(
                RecordAdvice(
                    on=told.on(received), kind=kind, from_body=body, author="The adviser"
                ),
                by=by,
            )


def drafted(told: Told, issued: int, found: Plan | None = None) -> None:
    """A draft goes to the family."""
    told.then(
        IssueDraftPlan(
            on=told.on(issued),
            plan=found or plan(told.today),
            notice=tuple(DraftNoticeItem),
            s19_considered=WEIGHED,
        )
    )


def consulted(told: Told, requested: int, sent: int, replied: int, school: Institution) -> None:
    """The family asks for a school, which is consulted and can meet the needs."""
    told.then(
        RequestSetting(on=told.on(requested), institution=school),
        ConsultSetting(on=told.on(sent), institution=school, consulted_as=ConsultedAs.REQUESTED),
        RecordSettingReply(on=told.on(replied), institution=school, can_meet_needs=True),
    )


def finalised(
    told: Told,
    sent: int,
    institution: Institution,
    naming: Naming | None = None,
    found: Plan | None = None,
) -> None:
    """The final plan goes out."""
    named = Placement(id="i1", type=SettingType.MAINSTREAM_SCHOOL, institution=institution)
    told.then(
        IssueFinalPlan(
            on=told.on(sent),
            plan=replace(found or plan(told.today, named), placements=(named,)),
            naming=naming or Naming(),
            sent_to=tuple(PlanRecipient),
            dated=told.on(sent),
            signed_by="Ruth Okafor",
            notice=tuple(NoticeItem),
            s19_considered=WEIGHED,
        )
    )


def planned(told: Told, final: int, child: Child, found: Plan | None = None) -> None:
    """From a request to a final plan in nineteen weeks, so many days ago, at Brookfield."""
    adult = must_prepare(child, told.on(final))
    contents = found or plan(told.today, adult=adult)
    decided(told, final + 133, final + 98, child)
    advised(told, final + 95, final + 57, adult=adult)
    drafted(told, final + 28, contents)
    consulted(told, final + 22, final + 20, final + 8, BROOK)
    finalised(told, final, BROOK, found=final_of(contents))
    told.then(RecordAdmission(on=told.on(final), institution=BROOK), by=SCHOOL)


def final_of(draft: Plan, *placements: Placement) -> Plan:
    """Return the plan that a draft becomes."""
    named = placements or (AT_BROOK,)
    empty = tuple(letter for letter in draft.nothing_in if letter is not Section.I)
    return replace(draft, placements=named, nothing_in=empty)


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


def reported(told: Told, days: int, recommendation: ReviewDecision, review: int) -> None:
    """Send the report of a meeting, as the school."""
    told.then(
        SendReviewReport(
            on=told.on(days),
            recommendation=recommendation,
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
