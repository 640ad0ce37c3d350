"""A case in which all goes as it should: what happens in it, and what is asked for it.

The request comes on Monday 6 January 2025; the child is in Year 4. A test takes what it needs
and changes one thing.
"""

from datetime import date
from decimal import Decimal

from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.commands.plan.draft import IssueDraftPlan
from ehcp.domain.commands.plan.final import IssueFinalPlan
from ehcp.domain.commands.request.decision import FOUR_ITEMS
from ehcp.domain.events.assessment import AdviceRequested
from ehcp.domain.events.naming import ConsultedAs, SettingConsulted, SettingRequested
from ehcp.domain.events.opening import CaseOpened, Child, Officer, Parent
from ehcp.domain.events.plan import (
    AppealNoticeSent,
    DraftNoticeItem,
    DraftPlanIssued,
    FinalPlanIssued,
    PlanRecipient,
)
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    FamilyConsulted,
    Method,
    NoticeItem,
    Requester,
)
from ehcp.domain.plan.institution import Category, Institution, SettingType
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import (
    Appendix,
    HealthProvision,
    Need,
    NeedArea,
    Outcome,
    Placement,
    Plan,
    Provision,
    Section,
    View,
)

S19 = "Views were heard at a meeting; the parents had the advice service's help."
NOTICE = tuple(sorted(FOUR_ITEMS))
FULL_NOTICE = tuple(NoticeItem)

CHILD = Child(name="Ada Hill", date_of_birth=date(2016, 5, 10), upn="A123456789012")
TEENAGER = Child(name="Ben Hill", date_of_birth=date(2010, 11, 2))
PARENT = Parent(name="Eve Hill", relationship="mother", email="eve@example.org")
OFFICER = Officer(name="Olu Ade", subject="olu.ade")

OPENED = CaseOpened(on=date(2025, 1, 6), child=CHILD, parents=(PARENT,), officer=OFFICER)
OPENED_FOR_TEENAGER = CaseOpened(on=date(2025, 1, 6), child=TEENAGER)
REQUESTED = AssessmentRequested(on=date(2025, 1, 6), requested_by=Requester.PARENT)
CONSULTED = FamilyConsulted(
    on=date(2025, 1, 8), of=2, method=Method.MEETING, views="She wants to read with her friends."
)
AGREED = AssessmentAgreed(
    on=date(2025, 2, 3),
    of=2,
    may_have_sen=True,
    plan_may_be_necessary=True,
    s19_considered=S19,
)
REFUSED = AssessmentRefused(
    on=date(2025, 2, 3),
    of=2,
    reasons="Her needs are met by what the school does.",
    may_have_sen=True,
    plan_may_be_necessary=False,
    notice=NOTICE,
    s19_considered=S19,
)
UNDECIDED = [OPENED, REQUESTED, CONSULTED]
UNDER_ASSESSMENT = [*UNDECIDED, AGREED]

ADVICE = [
    AdviceRequested(on=date(2025, 2, 5), of=4, kind=kind, from_body=body)
    for kind, body in (
        (AdviceKind.FAMILY, "the family"),
        (AdviceKind.EDUCATIONAL, "Elm Primary"),
        (AdviceKind.MEDICAL, "the paediatrician"),
        (AdviceKind.PSYCHOLOGICAL, "the educational psychologist"),
        (AdviceKind.SOCIAL_CARE, "children's social care"),
    )
]
ASSESSED = [*UNDER_ASSESSMENT, *ADVICE]

PLAN = Plan(
    views=(View(id="a1", text="I like stories.", by="Ada"),),
    needs=(
        Need(
            id="b1",
            text="She decodes words at the level of a child of five.",
            area=NeedArea.COGNITION_AND_LEARNING,
            evidence=("k1",),
        ),
    ),
    outcomes=(
        Outcome(
            id="e1",
            text="She reads a page aloud to a friend.",
            needs=("b1",),
            measure="On three days in a row, heard by her teacher.",
            by=date(2026, 7, 31),
        ),
    ),
    provision=(
        Provision(
            id="f1",
            text="Teaching of reading one to one, 30 minutes on each school day.",
            needs=("b1",),
            outcomes=("e1",),
            hours=Decimal("2.5"),
            period="week",
            expertise="a teacher with a specialist qualification in literacy",
        ),
    ),
    appendices=(Appendix(id="k1", text="Advice of the educational psychologist", kind="d"),),
    nothing_in=(Section.C, Section.D, Section.G, Section.H1, Section.H2, Section.J),
)
MASSAGE = HealthProvision(
    id="g1",
    text="Chest physiotherapy for 20 minutes each day.",
    outcomes=("e1",),
    agreement="ICB 77",
)

ISSUE_DRAFT = IssueDraftPlan(
    on=date(2025, 4, 7), plan=PLAN, notice=tuple(DraftNoticeItem), s19_considered=S19
)
DRAFT = DraftPlanIssued(
    on=date(2025, 4, 7),
    of=4,
    plan=PLAN,
    notice=tuple(DraftNoticeItem),
    representations_until=date(2025, 4, 21),
    s19_considered=S19,
)
DRAFT_PLACE = 10
DRAFTED = [*ASSESSED, DRAFT]

ELM = Institution(name="Elm Primary", urn="100001", category=Category.MAINTAINED_SCHOOL)
OAK = Institution(name="Oak School", urn="100002", category=Category.NON_MAINTAINED_SPECIAL_SCHOOL)
PRIVATE = Institution(name="Birch Hall", urn="100003", category=Category.INDEPENDENT)
ELM_REQUESTED = SettingRequested(on=date(2025, 4, 10), of=DRAFT_PLACE, institution=ELM)
OAK_REQUESTED = SettingRequested(on=date(2025, 4, 10), of=DRAFT_PLACE, institution=OAK)
ELM_CONSULTED = SettingConsulted(
    on=date(2025, 4, 11), of=DRAFT_PLACE, institution=ELM, consulted_as=ConsultedAs.REQUESTED
)
OAK_CONSULTED = SettingConsulted(
    on=date(2025, 4, 11), of=DRAFT_PLACE, institution=OAK, consulted_as=ConsultedAs.CONSIDERED
)
ELM_PLACEMENT = Placement(id="i1", type=SettingType.MAINSTREAM_SCHOOL, institution=ELM)
OAK_PLACEMENT = Placement(id="i1", type=SettingType.SPECIAL_SCHOOL, institution=OAK)
READY = [*DRAFTED, ELM_REQUESTED, ELM_CONSULTED]

EVERYBODY = tuple(PlanRecipient)


def naming(*placements: Placement, of: Plan = PLAN) -> Plan:
    """Return a plan with this in Section I."""
    return Plan(**{**vars(of), "placements": placements})


FINAL_PLAN = naming(ELM_PLACEMENT)
ISSUE_FINAL = IssueFinalPlan(
    on=date(2025, 5, 12),
    plan=FINAL_PLAN,
    sent_to=EVERYBODY,
    dated=date(2025, 5, 9),
    signed_by="O. Ade, SEN officer",
    notice=FULL_NOTICE,
    s19_considered=S19,
)
FINAL = FinalPlanIssued(
    on=date(2025, 5, 12),
    of=DRAFT_PLACE,
    plan=FINAL_PLAN,
    naming=Naming(),
    sent_to=EVERYBODY,
    dated=date(2025, 5, 9),
    signed_by="O. Ade, SEN officer",
    s19_considered=S19,
)
NOTICE_SENT = AppealNoticeSent(on=date(2025, 5, 12), of=13, notice=FULL_NOTICE)
FINISHED = [*READY, FINAL, NOTICE_SENT]
