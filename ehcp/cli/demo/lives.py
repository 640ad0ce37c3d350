"""The demo's own cases: each lived through its commands, so that every rule has had its say."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from ehcp.application.cases import Cases
from ehcp.cli.demo.plans import BROOK, HAZEL, plan
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.advice import AdviceKind, RecordAdvice, RequestAdvice
from ehcp.domain.commands.advice_course import ChaseAdvice, ReportAdviceDelay
from ehcp.domain.commands.consideration import (
    ConsultFamily,
    NotifyConsidering,
    SendConsideringNotice,
)
from ehcp.domain.commands.decision import AgreeToAssess, CopyDecision, RefuseToAssess
from ehcp.domain.commands.draft import AnswerRepresentations, IssueDraftPlan, MakeRepresentations
from ehcp.domain.commands.final import IssueFinalPlan
from ehcp.domain.commands.in_place import (
    ArrangeAlternativeProvision,
    RecordProvisionStopped,
    SecureProvision,
)
from ehcp.domain.commands.no_plan import DecideNoPlan
from ehcp.domain.commands.placement import (
    RecordAdmission,
    RecordAdmissionRefusal,
    RecordPlaceStarted,
)
from ehcp.domain.commands.record import ClaimException, DecideOnException, Note
from ehcp.domain.commands.request import (
    AskedBy,
    BringToAttention,
    RequestAssessment,
    WithdrawRequest,
)
from ehcp.domain.commands.setting import ConsultSetting, RecordSettingReply, RequestSetting
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.plan import DraftNoticeItem, PlanRecipient
from ehcp.domain.events.request import Informant, Method, NoticeItem, Recipient
from ehcp.domain.plan.institution import Institution, SettingType
from ehcp.domain.plan.naming import GroundAgainst, Naming
from ehcp.domain.plan.sections import Placement, Section

FOUR_ITEMS = tuple(item for item in NoticeItem if item is not NoticeItem.EXTENDED_APPEAL)
WEIGHED = "The family's views were heard, and are answered in the reasons."


def _decided(told: Told, asked: int, agreed: int, age: int) -> None:
    """From the request to the decision to assess, with everyone told who must be."""
    told.open(
        RequestAssessment(
            on=told.on(asked),
            child=told.child(age),
            parents=told.parents,
            officer=told.officer,
            requested_by=AskedBy.PARENT,
        )
    )
    told.then(SendConsideringNotice(on=told.on(asked - 2)))
    for recipient in (
        Recipient.COMMISSIONING_BODY,
        Recipient.SOCIAL_CARE,
        Recipient.HEAD_OR_EARLY_YEARS_PROVIDER,
    ):
        told.then(NotifyConsidering(on=told.on(asked - 2), recipient=recipient))
    told.then(
        ConsultFamily(
            on=told.on(asked - 6), method=Method.TELEPHONE, views="They ask for an assessment."
        )
    )
    told.then(
        AgreeToAssess(
            on=told.on(agreed),
            may_have_sen=True,
            plan_may_be_necessary=True,
            s19_considered=WEIGHED,
            reasons="School support has not been enough.",
        )
    )
    told.then(CopyDecision(on=told.on(agreed), recipient=Recipient.COMMISSIONING_BODY))


BODIES = {
    AdviceKind.FAMILY: "The parents",
    AdviceKind.EDUCATIONAL: "Brookfield Primary School",
    AdviceKind.MEDICAL: "Larkmere Integrated Care Board",
    AdviceKind.PSYCHOLOGICAL: "Educational psychology service",
    AdviceKind.SOCIAL_CARE: "Children's social care",
}


def _advised(told: Told, asked: int, received: int, *missing: AdviceKind) -> None:
    for kind, body in BODIES.items():
        told.then(RequestAdvice(on=told.on(asked), kind=kind, from_body=body))
    for kind, body in BODIES.items():
        if kind not in missing:
            told.then(
                RecordAdvice(on=told.on(received), kind=kind, from_body=body, author="The adviser")
            )


def _drafted(told: Told, issued: int) -> None:
    told.then(
        IssueDraftPlan(
            on=told.on(issued),
            plan=plan(told.today),
            notice=tuple(DraftNoticeItem),
            s19_considered=WEIGHED,
        )
    )


def _finalised(told: Told, sent: int, institution: Institution, naming: Naming) -> None:
    named = Placement(id="i1", type=SettingType.MAINSTREAM_SCHOOL, institution=institution)
    told.then(
        IssueFinalPlan(
            on=told.on(sent),
            plan=plan(told.today, named),
            naming=naming,
            sent_to=tuple(PlanRecipient),
            dated=told.on(sent),
            signed_by="Ruth Okafor",
            notice=tuple(NoticeItem),
            s19_considered=WEIGHED,
        )
    )


def planned_in_time(told: Told) -> None:
    """A plan in nineteen weeks, naming the school that the parents asked for."""
    _decided(told, 150, 115, 5)
    _advised(told, 112, 74)
    _drafted(told, 45)
    told.then(
        MakeRepresentations(
            on=told.on(40),
            text="The hours should be on school days.",
            section=Section.F,
            element="f1",
        )
    )
    told.then(RequestSetting(on=told.on(38), institution=BROOK))
    told.then(
        ConsultSetting(on=told.on(37), institution=BROOK, consulted_as=ConsultedAs.REQUESTED)
    )
    told.then(RecordSettingReply(on=told.on(25), institution=BROOK, can_meet_needs=True))
    _finalised(told, 17, BROOK, Naming())
    told.then(RecordAdmission(on=told.on(17), institution=BROOK))
    told.then(RecordPlaceStarted(on=told.on(14), institution=Institution(urn=BROOK.urn)))
    told.then(SecureProvision(on=told.on(10), element="f1", by_whom="Brookfield Primary School"))


def refused_the_school(told: Told) -> None:
    """A late plan that names another school than the parents asked for, on a ground of s.39(4)."""
    _decided(told, 260, 222, 8)
    _advised(told, 215, 120)
    _drafted(told, 95)
    told.then(RequestSetting(on=told.on(90), institution=HAZEL))
    told.then(
        ConsultSetting(on=told.on(88), institution=HAZEL, consulted_as=ConsultedAs.REQUESTED)
    )
    told.then(
        ConsultSetting(on=told.on(80), institution=BROOK, consulted_as=ConsultedAs.CONSIDERED)
    )
    told.then(
        RecordSettingReply(
            on=told.on(70),
            institution=HAZEL,
            can_meet_needs=False,
            points="The school says it cannot meet the needs.",
        )
    )
    told.then(RecordSettingReply(on=told.on(69), institution=BROOK, can_meet_needs=True))
    _finalised(
        told,
        52,
        BROOK,
        Naming(
            ground=GroundAgainst.OTHERS_EDUCATION,
            evidence="Two reports on the class that the child would join.",
        ),
    )
    told.then(
        RecordAdmissionRefusal(
            on=told.on(50), institution=BROOK, reasons="The school says that the class is full."
        )
    )
    told.then(RecordAdmission(on=told.on(38), institution=BROOK))
    told.then(
        RecordProvisionStopped(on=told.on(20), element="f1", reasons="The assistant has left.")
    )
    told.then(
        ArrangeAlternativeProvision(
            on=told.on(13), element="f1", what="An hour a week with a tutor, online."
        )
    )


def draft_with_the_family(told: Told) -> None:
    """A draft with the family, a school consulted that has not replied."""
    _decided(told, 118, 85, 6)
    _advised(told, 80, 41)
    _drafted(told, 10)
    told.then(RequestSetting(on=told.on(8), institution=BROOK))
    told.then(ConsultSetting(on=told.on(7), institution=BROOK, consulted_as=ConsultedAs.REQUESTED))


def psychologist_late(told: Told) -> None:
    """An assessment that waits for the psychologist."""
    _decided(told, 92, 55, 9)
    _advised(told, 53, 20, AdviceKind.PSYCHOLOGICAL)
    kind, body = AdviceKind.PSYCHOLOGICAL, BODIES[AdviceKind.PSYCHOLOGICAL]
    told.then(ChaseAdvice(on=told.on(18), kind=kind, from_body=body))
    told.then(
        ReportAdviceDelay(
            on=told.on(15),
            kind=kind,
            from_body=body,
            reasons="Two of the service's psychologists have left.",
            expected=told.on(4),
        )
    )


def refused(told: Told) -> None:
    """A refusal to assess, in time, with the four pieces of information."""
    told.open(
        RequestAssessment(
            on=told.on(60),
            child=told.child(11),
            parents=told.parents,
            officer=told.officer,
            requested_by=AskedBy.SCHOOL_OR_POST_16,
        )
    )
    told.then(
        ConsultFamily(on=told.on(52), method=Method.MEETING, views="They agree with the school.")
    )
    told.then(
        RefuseToAssess(
            on=told.on(21),
            reasons="The school's support is working.",
            may_have_sen=True,
            plan_may_be_necessary=False,
            notice=FOUR_ITEMS,
            s19_considered=WEIGHED,
        )
    )


def no_plan(told: Told) -> None:
    """An assessment after which no plan was found necessary."""
    _decided(told, 130, 93, 9)
    _advised(told, 90, 50)
    told.then(
        DecideNoPlan(
            on=told.on(24),
            reasons="What the child needs can be made without a plan.",
            notice=FOUR_ITEMS,
            s19_considered=WEIGHED,
            feedback="Sent on the same day.",
        )
    )


def away_for_five_weeks(told: Told) -> None:
    """A family away for five weeks: the exception is claimed and accepted."""
    _decided(told, 170, 131, 7)
    _advised(told, 128, 60)
    told.then(
        ClaimException(
            on=told.on(58),
            ground="absent-from-area-4-weeks",
            limits=("final-plan-20-weeks",),
            since=told.on(110),
            until=told.on(73),
        )
    )
    told.then(
        DecideOnException(
            on=told.on(50), claim=told.version, accepted=True, reasons="Travel papers seen."
        )
    )
    _drafted(told, 12)


def foster_carer(told: Told) -> None:
    """A child brought to attention by a foster carer."""
    told.open(
        BringToAttention(
            on=told.on(15),
            child=told.child(3),
            parents=told.parents,
            officer=told.officer,
            informant=Informant.FOSTER_CARER,
            by_whom="The foster carer",
        )
    )
    told.then(Note(on=told.on(12), text="The foster carer asks to be rung after four o'clock."))


def withdrawn(told: Told) -> None:
    """A request that the parents withdrew."""
    told.open(
        RequestAssessment(
            on=told.on(33),
            child=told.child(10),
            parents=told.parents,
            officer=told.officer,
            requested_by=AskedBy.PARENT,
        )
    )
    told.then(WithdrawRequest(on=told.on(5), reasons="They want to wait until the summer."))


def today_s_post(told: Told) -> None:
    """A request that came in today."""
    told.open(
        RequestAssessment(
            on=told.on(0),
            child=told.child(4),
            parents=told.parents,
            officer=told.officer,
            requested_by=AskedBy.PARENT,
            form_complete=False,
        )
    )


def answered(told: Told) -> None:
    """A draft on which the family's representation was answered."""
    _decided(told, 136, 97, 10)
    _advised(told, 95, 52)
    _drafted(told, 20)
    told.then(
        MakeRepresentations(
            on=told.on(14),
            text="Please say who trains the assistant.",
            section=Section.F,
            element="f1",
        )
    )
    made = told.version
    told.then(
        AnswerRepresentations(
            on=told.on(6),
            representation=made,
            accepted=True,
            answer="The speech therapist does; it is in the provision.",
        )
    )


LIVES: tuple[Callable[[Told], None], ...] = (
    planned_in_time,
    refused_the_school,
    draft_with_the_family,
    psychologist_late,
    refused,
    no_plan,
    away_for_five_weeks,
    foster_carer,
    withdrawn,
    today_s_post,
    answered,
)


def tell(cases: Cases, today: date) -> Iterator[UUID]:
    """Tell each life once; yield the case's id."""
    for number, life in enumerate(LIVES, start=100):
        told = Told(cases, number, today)
        life(told)
        yield told.id
