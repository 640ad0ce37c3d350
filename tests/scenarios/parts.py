"""Parts that many lives have in common, each with its own days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ehcp.domain.command import Command
from ehcp.domain.commands.amendment.amended_plan import IssueAmendedPlan
from ehcp.domain.commands.amendment.amendment import IssueAmendmentNotice
from ehcp.domain.commands.assessment.advice import AdviceKind, RecordAdvice, RequestAdvice
from ehcp.domain.commands.plan.contents import must_prepare
from ehcp.domain.commands.request.consideration import ConsultFamily
from ehcp.domain.commands.request.decision import AgreeToAssess, RefuseToAssess
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
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
from ehcp.domain.commands.review.report import SendReviewReport
from ehcp.domain.commands.review.start import StartReview
from ehcp.domain.commands.setting.setting import ConsultSetting, RequestSetting
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause, ProposedAmendment
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.opening import Child
from ehcp.domain.events.request import Method
from ehcp.domain.events.review import Invitee, ReviewDecision, ReviewKind
from ehcp.domain.events.review_meeting import WhoseViews
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.review import REG_20
from tests.domain.amending_case import ISSUE_AMENDED, ISSUE_NOTICE, MORE_READING
from tests.domain.ordinary_case import (
    CHILD,
    ELM,
    FINAL_PLAN,
    ISSUE_DRAFT,
    ISSUE_FINAL,
    NOTICE,
    OFFICER,
    PARENT,
    PLAN,
    S19,
)
from tests.domain.ordinary_review import AMEND, KEEP, REPORT

ADVISERS = {
    AdviceKind.FAMILY: "the family",
    AdviceKind.EDUCATIONAL: "Elm Primary",
    AdviceKind.MEDICAL: "the paediatrician",
    AdviceKind.PSYCHOLOGICAL: "the educational psychologist",
    AdviceKind.SOCIAL_CARE: "children's social care",
}


def asked(on: date, *, child: Child = CHILD, by: AskedBy = AskedBy.PARENT) -> RequestAssessment:
    """The request that opens the case."""
    return RequestAssessment(
        on=on, requested_by=by, child=child, parents=(PARENT,), officer=OFFICER
    )


def heard(on: date) -> ConsultFamily:
    """The family is consulted before the decision."""
    return ConsultFamily(on=on, method=Method.MEETING, views="She cannot read yet.")


def agree(on: date) -> AgreeToAssess:
    """The authority decides to assess."""
    return AgreeToAssess(on=on, may_have_sen=True, plan_may_be_necessary=True, s19_considered=S19)


def refuse(on: date) -> RefuseToAssess:
    """The authority decides not to assess."""
    return RefuseToAssess(
        on=on,
        reasons="The school's support is working.",
        may_have_sen=True,
        plan_may_be_necessary=False,
        notice=NOTICE,
        s19_considered=S19,
    )


def advised(asked_on: date, came_on: date, *, adulthood: bool = False) -> Iterator[Command]:
    """Everybody of reg 6(1) is asked for advice, and gives it; from Year 9 on adulthood too."""
    more = {AdviceKind.ADULTHOOD: "Elm College"} if adulthood else {}
    for kind, body in (ADVISERS | more).items():
        yield RequestAdvice(on=asked_on, kind=kind, from_body=body)
    for kind, body in (ADVISERS | more).items():
        yield RecordAdvice(on=came_on, kind=kind, from_body=body)


def drafted(on: date, plan: Plan = PLAN, school: Institution = ELM) -> Iterator[Command]:
    """A draft, the school that the family asks for, and its consultation a day later."""
    yield replace(ISSUE_DRAFT, on=on, plan=plan)
    yield RequestSetting(on=on + timedelta(days=1), institution=school)
    yield ConsultSetting(
        on=on + timedelta(days=2), institution=school, consulted_as=ConsultedAs.REQUESTED
    )


def finalised(on: date, plan: Plan = FINAL_PLAN) -> Command:
    """The final plan."""
    return replace(ISSUE_FINAL, on=on, dated=on, plan=plan)


def planned(  # noqa: PLR0913 - five days make a plan
    request: date,
    decision: date,
    draft: date,
    final: date,
    *,
    child: Child = CHILD,
    plan: Plan = PLAN,
    final_plan: Plan = FINAL_PLAN,
) -> Iterator[Command]:
    """From a request to a final plan, without trouble."""
    yield asked(request, child=child)
    yield heard(decision)
    yield agree(decision)
    yield from advised(
        decision + timedelta(days=1),
        decision + timedelta(days=29),
        adulthood=must_prepare(child, decision),
    )
    yield from drafted(draft, plan)
    yield finalised(final, final_plan)


def convened(
    meeting: date, kind: ReviewKind = ReviewKind.ANNUAL, school: Institution = ELM
) -> Iterator[Command]:
    """A review is begun seven weeks before its meeting, and the day is fixed."""
    begun = meeting - timedelta(weeks=7)
    yield StartReview(on=begun, kind=kind, institution=school)


def reviewed(meeting: date, review: int | None = None) -> Iterator[Command]:
    """The day is fixed, everybody is told and gives advice in time, and the meeting is held."""
    told = meeting - timedelta(weeks=3)
    yield FixReviewMeeting(on=told, meeting=meeting, review=review)
    for invitee in REG_20:
        yield InviteToReview(on=told, invitee=invitee, review=review)
    for invitee in REG_20:
        yield RecordReviewAdvice(on=told, invitee=invitee, review=review)
    for whose in (WhoseViews.CHILD, WhoseViews.PARENT):
        yield RecordReviewViews(
            on=told, whose=whose, method=Method.MEETING, views="It helps.", review=review
        )
    yield CirculateReviewAdvice(on=meeting - timedelta(weeks=2), sent_to=REG_20, review=review)
    yield HoldReviewMeeting(on=meeting, attended=(Invitee.FAMILY, Invitee.SETTING), review=review)


def reported(
    on: date, recommendation: ReviewDecision, review: int | None = None
) -> SendReviewReport:
    """The report of the meeting goes out."""
    return replace(REPORT, on=on, dated=on, recommendation=recommendation, review=review)


def kept(on: date, review: int | None = None) -> DecideOnReview:
    """The review ends with the plan as it is."""
    return replace(KEEP, on=on, review=review)


def to_amend(
    on: date, *amendments: ProposedAmendment, review: int | None = None
) -> DecideOnReview:
    """The review ends with a decision to amend."""
    return replace(AMEND, on=on, amendments=amendments or (MORE_READING,), review=review)


def noticed(
    on: date, *amendments: ProposedAmendment, cause: NoticeCause = NoticeCause.REVIEW
) -> IssueAmendmentNotice:
    """The notice of the amendments goes out."""
    return replace(ISSUE_NOTICE, on=on, amendments=amendments or (MORE_READING,), cause=cause)


def amended(
    on: date, plan: Plan, cause: AmendmentCause = AmendmentCause.REVIEW
) -> IssueAmendedPlan:
    """The amended plan goes out."""
    return replace(ISSUE_AMENDED, on=on, dated=on, plan=plan, cause=cause)
