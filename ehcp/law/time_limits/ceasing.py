"""Ceasing to maintain a plan: CFA 2014 ss 45 and 46, regs 29 to 31 and 46."""

from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import EndOfAcademicYear, Months, NoFixedPeriod
from ehcp.law.time_limit import Confidence, Kind, Limb, OwedBy, Stage, TimeLimit, Version
from ehcp.law.tribunal_counting import TribunalStart

CEASE_CONSULT = TimeLimit(
    id="cease-consult",
    stage=Stage.CEASING,
    kind=Kind.PROCEDURAL,
    duty="Tell the family ceasing is being considered and consult them and the named institution",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority considers ceasing",
    satisfied_by="consultation done and considered",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("before the decision"),
            wording="(no period stated)",
            source=SEND_REGS_2014.reg("31(1)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Two-stage process: a consultation letter and, later, a decision letter. Allow a"
    " reasonable time (suggest 15 days).",
)

CEASE_NOTIFY = TimeLimit(
    id="cease-notify",
    stage=Stage.CEASING,
    kind=Kind.PROCEDURAL,
    duty="Notify decision with appeal, time-limit, mediation, DRS and IAS information",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="decision to cease",
    satisfied_by="decision notified",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("with the decision"),
            wording="(no period stated; 4 weeks if it follows a review meeting)",
            source=SEND_REGS_2014.at("reg 31(2)-(3)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    recipients=(
        "parent/young person",
        "institution named in the plan",
        "responsible commissioning body",
    ),
)

CEASE_NOT_BEFORE = TimeLimit(
    id="cease-not-before",
    stage=Stage.CEASING,
    kind=Kind.MINIMUM_PERIOD,
    duty="Keep maintaining the plan until the appeal period has ended or any appeal is finally"
    " determined",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="cease decision notified",
    satisfied_by="appeal window closed without appeal, or appeal finally determined",
    versions=(
        Version(
            since=PART_3,
            period=TribunalStart(Months(2)),
            wording="until the end of the period for appealing / final determination",
            source=CFA_2014.s("45(4)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="explanatory note 247 to s.45 read (continue until time for appeal has passed or the"
    " appeal is decided); subsection text not read",
    notes="Effective date = later of 2 months after notice sent and 1 month after any"
    " certificate, adjusted by Tribunal rule 12; allow a margin for Tribunal registration lag and"
    " extensions of time. While an appeal is live s.42 and review duties continue.",
)

CEASE_18_PLUS_REVIEW_FIRST = TimeLimit(
    id="cease-18-plus-review-first",
    stage=Stage.CEASING,
    kind=Kind.PROCEDURAL,
    duty="Review before ceasing when a person aged 18+ has left education or training",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="young person aged 18+ stops attending named institution",
    satisfied_by="review done; young person does not wish to return, or return not appropriate",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("before the decision"),
            wording="(no period stated)",
            source=SEND_REGS_2014.reg("30(1)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
)

NEET_UNDER_18_REVIEW = TimeLimit(
    id="neet-under-18-review",
    stage=Stage.CEASING,
    kind=Kind.PROCEDURAL,
    duty="Review (and amend) where a person under 18 is not in education or training; do not"
    " cease",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="young person under 18 not receiving education or training",
    satisfied_by="review done",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("as soon as practicable"),
            wording="(no period stated)",
            source=SEND_REGS_2014.reg("29(2)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
)

AGE_25_END_OF_ACADEMIC_YEAR = TimeLimit(
    id="age-25-end-of-academic-year",
    stage=Stage.CEASING,
    kind=Kind.WINDOW,
    duty="Power to keep the plan to the end of the academic year in which the person turns 25",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="25th birthday",
    satisfied_by="plan ceased or continued by decision",
    versions=(
        Version(
            since=PART_3,
            period=EndOfAcademicYear(),
            wording="until the end of the academic year",
            source=CFA_2014.s("46") & SEND_REGS_2014.reg("46(1)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="secondary (commentary on JL v Somerset CC [2021] UKUT 324 (AAC))",
    notes="Discretion, not automatic. Without an exercise of it the plan regime stops applying at"
    " 25. Never beyond the day before the 26th birthday.",
    limbs=(
        Limb(of="further education institution", period=EndOfAcademicYear()),
        Limb(
            of="apprenticeship",
            period=NoFixedPeriod("day training finishes, or day before 26th birthday if earlier"),
        ),
        Limb(
            of="other",
            period=NoFixedPeriod(
                "day the course is scheduled to end, or day before 26th birthday if earlier"
                " (third limb from recollection)"
            ),
        ),
    ),
)
