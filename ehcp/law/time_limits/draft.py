"""The draft plan, representations on it, and consultation: CFA 2014 ss 38 to 40, reg 13(1)."""

from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import Days, DaysBeginningWith, NoFixedPeriod
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version

DRAFT_REPRESENTATIONS_WINDOW = TimeLimit(
    id="draft-representations-window",
    stage=Stage.DRAFT,
    kind=Kind.MINIMUM_PERIOD,
    duty="Give at least 15 days for representations, naming a setting and asking for a meeting",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="draft plan served on parent/young person",
    satisfied_by="window closed (earliest finalisation is served date + 15 days) or family"
    " confirms in writing it has nothing more to say",
    versions=(
        Version(
            since=PART_3,
            period=DaysBeginningWith(15),
            wording="at least 15 days, beginning with the day on which the draft plan was served",
            source=SEND_REGS_2014.reg("13(1)(a)") & CFA_2014.at("s.38(2)(b),(4)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Calendar days; last day = served + 14. A MINIMUM: the authority may allow longer."
    " Applies also to reassessment drafts (reg 27(1)). Some guides wrongly say working days.",
)

DRAFT_MEETING_ON_REQUEST = TimeLimit(
    id="draft-meeting-on-request",
    stage=Stage.DRAFT,
    kind=Kind.PROCEDURAL,
    duty="Arrange a meeting with an officer if the family requires one within the window",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="family requires a meeting during the representation window",
    satisfied_by="meeting held or offered",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("before the plan is finalised"),
            wording="(no period stated)",
            source=SEND_REGS_2014.reg("13(1)(a)(ii)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="No day count; must not push the final plan beyond 20 weeks.",
)

SCHOOL_CONSULTATION_RESPONSE = TimeLimit(
    id="school-consultation-response",
    stage=Stage.DRAFT,
    kind=Kind.GUIDANCE,
    duty="School/college/institution consulted about being named should reply",
    owed_by=OwedBy.CONSULTED_INSTITUTION,
    starts_with="consultation received by governing body, proprietor or principal",
    satisfied_by="consultation response received",
    versions=(
        Version(
            since=PART_3,
            period=Days(15),
            wording="should respond within 15 days",
            source=CODE_2015.para("9.83").noting(
                "duty to consult: Children and Families Act 2014 ss.39(2), 40(3)"
            ),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="Guidance ('should'), calendar days, not statutory. Silence is neither consent nor a"
    " reason to delay: the authority must still decide and meet 20 weeks / 8 weeks. Same"
    " allowance is used after reviews and reassessments. Also consult the maintaining authority"
    " if the school is maintained by another authority.",
)
