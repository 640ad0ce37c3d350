"""Parts of many lives, from the request to the plan, on days counted back from today."""

from dataclasses import replace

from ehcp.cli.demo.people import PSYCHOLOGIST, SCHOOL
from ehcp.cli.demo.plans import AT_BROOK, BROOK, plan
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.assessment.advice import AdviceKind, RecordAdvice, RequestAdvice
from ehcp.domain.commands.plan.contents import must_prepare
from ehcp.domain.commands.plan.draft import IssueDraftPlan
from ehcp.domain.commands.plan.final import IssueFinalPlan
from ehcp.domain.commands.request.consideration import (
    ConsultFamily,
    NotifyConsidering,
    SendConsideringNotice,
)
from ehcp.domain.commands.request.decision import AgreeToAssess, CopyDecision, RefuseToAssess
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
from ehcp.domain.commands.setting.in_place import SecureProvision
from ehcp.domain.commands.setting.placement import RecordAdmission
from ehcp.domain.commands.setting.setting import ConsultSetting, RecordSettingReply, RequestSetting
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.opening import Child
from ehcp.domain.events.plan import DraftNoticeItem, PlanRecipient
from ehcp.domain.events.request import Method, NoticeItem, Recipient
from ehcp.domain.plan.institution import Institution, SettingType
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Placement, Plan, Section

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
    """From a request to a final plan in nineteen weeks, so many days ago, at Brookfield.

    What the plan provides is there from its day.
    """
    adult = must_prepare(child, told.on(final))
    contents = found or plan(told.today, adult=adult)
    decided(told, final + 133, final + 98, child)
    advised(told, final + 95, final + 57, adult=adult)
    drafted(told, final + 28, contents)
    consulted(told, final + 22, final + 20, final + 8, BROOK)
    finalised(told, final, BROOK, found=final_of(contents))
    told.then(RecordAdmission(on=told.on(final), institution=BROOK), by=SCHOOL)
    told.then(SecureProvision(on=told.on(final), by_whom="Brookfield Primary School"))


def final_of(draft: Plan, *placements: Placement) -> Plan:
    """Return the plan that a draft becomes."""
    named = placements or (AT_BROOK,)
    empty = tuple(letter for letter in draft.nothing_in if letter is not Section.I)
    return replace(draft, placements=named, nothing_in=empty)
