"""Lives in dispute: mediation, appeals at several points, orders and what came after."""

from collections.abc import Callable

from ehcp.cli.demo.lives.parts import planned, refused
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.challenge.appeal import RecordAppeal
from ehcp.domain.commands.challenge.appeal_course import RecordHearing, RegisterAppeal
from ehcp.domain.commands.challenge.appeal_evidence import SendBundle, SendFinalEvidence
from ehcp.domain.commands.challenge.appeal_response import ConcedeAppeal, RespondToAppeal
from ehcp.domain.commands.challenge.complaint import AgreeRemedy, AnswerComplaint, RecordComplaint
from ehcp.domain.commands.challenge.mediation import (
    ContactMediationAdviser,
    RecordMediationCertificate,
    RequestMediation,
)
from ehcp.domain.commands.challenge.mediation_session import ArrangeMediation
from ehcp.domain.commands.challenge.order import RecordTribunalOrder, RedateOrder
from ehcp.domain.commands.challenge.recommendation import (
    AnswerRecommendation,
    RecordRecommendation,
)
from ehcp.domain.events.appeal import AppealMatter, Appellant
from ehcp.domain.events.mediation import CertificateKind, MediationIssues
from ehcp.domain.events.order import CareArea, Ordered, Outcome, ToldOfAnswer
from ehcp.domain.events.record import ComplaintTo
from ehcp.domain.plan.letters import Section
from ehcp.domain.standing.bundle import BundleDocument, BundlePart

REFUSAL = (AppealMatter.REFUSAL_TO_ASSESS,)
BUNDLE = (
    BundleDocument(part=BundlePart.CORE, pages=72),
    BundleDocument(part=BundlePart.PLAN_AND_APPENDICES, pages=118),
    BundleDocument(part=BundlePart.WORKING_DOCUMENT, pages=21),
)
CONTENTS = (AppealMatter.NEEDS, AppealMatter.PROVISION)


def _certified(told: Told, contacted: int) -> None:
    """The family wants no mediation, and has a certificate two days later."""
    told.then(
        ContactMediationAdviser(on=told.on(contacted), wants_mediation=False),
        RecordMediationCertificate(on=told.on(contacted - 2), kind=CertificateKind.NO_MEDIATION),
    )


def _appealed(told: Told, days: int, *matters: AppealMatter, care: bool = False) -> None:
    told.then(
        RecordAppeal(
            on=told.on(days),
            appellant=Appellant.PARENT,
            matters=matters,
            recommendations=(Section.G, Section.H2) if care else (),
        )
    )


def mediation_arranged(told: Told) -> None:
    """A refusal to assess; the family wants mediation, and the session is next week."""
    refused(told, 75, 36, told.child(8))
    told.then(
        ContactMediationAdviser(on=told.on(20), wants_mediation=True),
        RequestMediation(on=told.on(18), issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE),
        ArrangeMediation(
            on=told.on(9),
            session_on=told.on(-7),
            mediator="Marian Stoke",
            mediator_independent=True,
        ),
    )


def appeal_to_answer(told: Told) -> None:
    """A refusal to assess is appealed; the response to the Tribunal is being written."""
    refused(told, 130, 92, told.child(10))
    _certified(told, 60)
    _appealed(told, 40, *REFUSAL)
    told.then(RegisterAppeal(on=told.on(30), reference="EH999/26/00101"))


def hearing_soon(told: Told) -> None:
    """The contents of a plan are appealed: the response is in, bundle and hearing lie ahead."""
    planned(told, 210, told.child(11))
    _certified(told, 190)
    _appealed(told, 165, *CONTENTS, care=True)
    told.then(
        RegisterAppeal(
            on=told.on(150),
            reference="EH999/26/00077",
            final_evidence_by=told.on(5),
            bundle_by=told.on(-6),
            hearing_on=told.on(-20),
        ),
        RespondToAppeal(
            on=told.on(112),
            opposed=True,
            grounds="What is specified meets the needs.",
            views="The child likes the small group.",
            working_document=True,
        ),
        SendFinalEvidence(on=told.on(6)),
        SendFinalEvidence(on=told.on(5), by_family=True),
    )


def order_to_amend(told: Told) -> None:
    """An order to amend, dated anew; health has answered a recommendation, social care has not."""
    planned(told, 400, told.child(9))
    _certified(told, 385)
    _appealed(told, 358, *CONTENTS, care=True)
    told.then(
        RegisterAppeal(on=told.on(340), reference="EH999/25/00912", hearing_on=told.on(60)),
        RespondToAppeal(
            on=told.on(305),
            opposed=True,
            grounds="What is specified meets the needs.",
            why_no_views="The child did not want to say.",
            working_document=True,
        ),
        SendBundle(on=told.on(82), documents=BUNDLE),
        RecordHearing(on=told.on(60)),
        RecordTribunalOrder(on=told.on(33), outcomes=(Outcome.AMEND,)),
        RecordRecommendation(
            on=told.on(33), area=CareArea.HEALTH, recommended="Speech therapy each week."
        ),
        RecordRecommendation(
            on=told.on(33), area=CareArea.SOCIAL_CARE, recommended="Short breaks."
        ),
        RedateOrder(on=told.on(25)),
        AnswerRecommendation(
            on=told.on(10), told=tuple(ToldOfAnswer), steps="A therapist comes from next month."
        ),
    )


def conceded(told: Told) -> None:
    """An appeal against a refusal to assess that the authority does not oppose."""
    refused(told, 160, 121, told.child(7))
    _certified(told, 100)
    _appealed(told, 70, *REFUSAL)
    told.then(
        RegisterAppeal(on=told.on(62), reference="EH999/26/00090"),
        ConcedeAppeal(on=told.on(9), ordered=Ordered.ASSESS),
    )


def complaint_upheld(told: Told) -> None:
    """A complaint about delay, upheld with a remedy that is still to be carried out."""
    planned(told, 120, told.child(5))
    told.then(
        RecordComplaint(
            on=told.on(100), to=ComplaintTo.AUTHORITY, about="The draft came late.", stage=1
        ),
        AnswerComplaint(on=told.on(80), upheld=True, answer="It did, and we are sorry."),
        AgreeRemedy(
            on=told.on(78), remedy="Four hours of lessons made up for.", until=told.on(-20)
        ),
    )


IN_DISPUTE: tuple[Callable[[Told], None], ...] = (
    mediation_arranged,
    appeal_to_answer,
    hearing_soon,
    order_to_amend,
    conceded,
    complaint_upheld,
)
