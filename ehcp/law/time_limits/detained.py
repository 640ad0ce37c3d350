"""Persons in custody: CFA 2014 ss 70 to 75, SI 2015/62."""

from ehcp.law import grounds
from ehcp.law.citations import CFA_2014, DETAINED_REGS_2015
from ehcp.law.commencement import DETAINED_PERSONS
from ehcp.law.counting import DaysBeginningWith, NoFixedPeriod, Weeks
from ehcp.law.time_limit import Confidence, Excuse, Kind, Limb, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus
from ehcp.law.time_limits.excuses import DETAINED_REG_5_4, DETAINED_REG_10_4, DETAINED_REG_29_7

DETAINED_DECISION = TimeLimit(
    id="detained-decision",
    stage=Stage.DETAINED,
    kind=Kind.HARD_LIMIT,
    duty="Notify decision whether to secure a detained person's assessment",
    owed_by=OwedBy.HOME_AUTHORITY,
    starts_with="request under s.71(2) received, or person brought/comes to the home authority's"
    " attention (s.71(4)(b)-(c))",
    satisfied_by="decision notified to appropriate person and person in charge of accommodation",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=Weeks(6),
            wording="within 6 weeks of",
            source=DETAINED_REGS_2015.reg("5(1)").noting("refusals reg 4(1)"),
            asap=True,
        ),
    ),
    excuses=DETAINED_REG_5_4,
    temporary=(coronavirus.GROUND_ADDED,),
    confidence=Confidence.HIGH,
    verified="primary",
    recipients=(
        "appropriate person",
        "person in charge of relevant youth accommodation",
        (
            "reg 4(2) list incl. home commissioning body, detained person's health services"
            " commissioner, social care, youth offending team, school/college"
        ),
    ),
)

DETAINED_ADVICE = TimeLimit(
    id="detained-advice",
    stage=Stage.DETAINED,
    kind=Kind.HARD_LIMIT,
    duty="Bodies asked for advice respond",
    owed_by=OwedBy.BODY_ASKED_FOR_ADVICE,
    starts_with="body receives request",
    satisfied_by="advice received",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=Weeks(6),
            wording="within 6 weeks",
            source=DETAINED_REGS_2015.reg("8(1)"),
        ),
    ),
    temporary=(coronavirus.GROUND_ADDED,),
    confidence=Confidence.MEDIUM,
    verified="inferred from parallel structure; an exception list in reg 8(2) is confirmed by the"
    " Schedule to SI 2015/62",
)

DETAINED_NOT_ISSUE = TimeLimit(
    id="detained-not-issue",
    stage=Stage.DETAINED,
    kind=Kind.HARD_LIMIT,
    duty="Notify decision not to secure a plan",
    owed_by=OwedBy.HOME_AUTHORITY,
    starts_with="request under s.71(2) received, or person brought/comes to the home authority's"
    " attention (s.71(4)(b)-(c))",
    satisfied_by="decision notified",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=Weeks(16),
            wording="within 16 weeks",
            source=DETAINED_REGS_2015.reg("10(1)"),
        ),
    ),
    excuses=DETAINED_REG_10_4,
    temporary=(coronavirus.GROUND_ADDED,),
    confidence=Confidence.HIGH,
    verified="primary via reg 15(4)(b) cross-reference to 16 weeks in reg 10(1)",
)

DETAINED_DRAFT_WINDOW = TimeLimit(
    id="detained-draft-window",
    stage=Stage.DETAINED,
    kind=Kind.MINIMUM_PERIOD,
    duty="At least 15 days on the draft",
    owed_by=OwedBy.HOME_AUTHORITY,
    starts_with="draft served on appropriate person",
    satisfied_by="window closed",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=DaysBeginningWith(15),
            wording="at least 15 days, beginning with the day served",
            source=DETAINED_REGS_2015.reg("13(1)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
)

DETAINED_FINAL_PLAN = TimeLimit(
    id="detained-final-plan",
    stage=Stage.DETAINED,
    kind=Kind.HARD_LIMIT,
    duty="Send the final plan",
    owed_by=OwedBy.HOME_AUTHORITY,
    starts_with="request under s.71(2) received, or person brought/comes to the home authority's"
    " attention (s.71(4)(b)-(c))",
    satisfied_by="final plan sent",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=Weeks(20),
            wording="within 20 weeks",
            source=DETAINED_REGS_2015.at("reg 13(2)-(3)"),
            asap=True,
        ),
    ),
    excuses=DETAINED_REG_10_4,
    temporary=(coronavirus.GROUND_ADDED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Three grounds only: reg 13(3) imports reg 10(4)(a) to (c). There is no stand-alone"
    " fourth ground.",
    recipients=(
        "appropriate person",
        "person in charge of accommodation",
        "youth offending team",
        "institution named",
        "home commissioning body",
        "detained person's health services commissioner",
    ),
)

DETAINED_RELEASED_ASSESSMENT_UNFINISHED = TimeLimit(
    id="detained-released-assessment-unfinished",
    stage=Stage.DETAINED,
    kind=Kind.HARD_LIMIT,
    duty="Finish an assessment begun in detention after release: 6/16/20 weeks from the original"
    " s.71(4) date",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date person was first brought/came to the authority's attention under"
    " s.71(4)(b)-(c)",
    satisfied_by="plan finalised / decision made",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=Weeks(20),
            wording="within 20 weeks (plan), 16 (refusal), 6 (decision to assess)",
            source=DETAINED_REGS_2015.reg("15(1)"),
        ),
    ),
    excuses=(
        Excuse(
            ground=grounds.DIFFERENT_AUTHORITY,
            source=DETAINED_REGS_2015.reg("15(3)"),
            condition="Does not apply where the post-release authority differs from the home"
            " authority that began the assessment.",
            confidence=Confidence.MEDIUM,
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Clock is NOT restarted by release; steps already taken may be reused (15(2)).",
    limbs=(
        Limb(of="decision to assess", period=Weeks(6)),
        Limb(of="refusal", period=Weeks(16)),
        Limb(of="plan", period=Weeks(20)),
    ),
)

DETAINED_ENTERED_ASSESSMENT_UNFINISHED = TimeLimit(
    id="detained-entered-assessment-unfinished",
    stage=Stage.DETAINED,
    kind=Kind.HARD_LIMIT,
    duty="Finish an assessment begun in the community after detention: same 6/16/20 weeks",
    owed_by=OwedBy.HOME_AUTHORITY,
    starts_with="date the authority became responsible",
    satisfied_by="plan finalised / decision made",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=Weeks(20),
            wording="20/16/6 weeks from becoming responsible",
            source=DETAINED_REGS_2015.reg("15(4)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    limbs=(
        Limb(of="decision to assess", period=Weeks(6)),
        Limb(of="refusal", period=Weeks(16)),
        Limb(of="plan", period=Weeks(20)),
    ),
)

DETAINED_ORDER_ASSESS_NOTIFY = TimeLimit(
    id="detained-order-assess-notify",
    stage=Stage.DETAINED,
    kind=Kind.HARD_LIMIT,
    duty="After Tribunal order to assess, tell the appropriate person",
    owed_by=OwedBy.HOME_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="notified",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=Weeks(2),
            wording="within 2 weeks of the order being made",
            source=DETAINED_REGS_2015.at(
                "reg 29 (compliance with orders); reg 30 for unopposed appeals"
            ),
        ),
    ),
    excuses=DETAINED_REG_29_7,
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="Regs 29 and 30 each have an exceptions paragraph (7) (Schedule read). s.73(2)-(3)"
    " read: only refusal to assess, refusal to issue, and the setting named when the plan is"
    " FIRST finalised can be appealed, so no amend-needs or amend-provision order can arise.",
)

DETAINED_ORDER_NAME_SCHOOL = TimeLimit(
    id="detained-order-name-school",
    stage=Stage.DETAINED,
    kind=Kind.HARD_LIMIT,
    duty="After Tribunal order on the named institution, issue the amended plan",
    owed_by=OwedBy.HOME_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="amended plan issued",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=Weeks(2),
            wording="within 2 weeks of the order being made",
            source=DETAINED_REGS_2015.at(
                "reg 29 (compliance with orders); reg 30 for unopposed appeals"
            ),
        ),
    ),
    excuses=DETAINED_REG_29_7,
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="Regs 29 and 30 each have an exceptions paragraph (7) (Schedule read). s.73(2)-(3)"
    " read: only refusal to assess, refusal to issue, and the setting named when the plan is"
    " FIRST finalised can be appealed, so no amend-needs or amend-provision order can arise.",
)

RELEASE_FROM_DETENTION_REVIEW = TimeLimit(
    id="release-from-detention-review",
    stage=Stage.DETAINED,
    kind=Kind.PROCEDURAL,
    duty="Maintain the plan again and review it on release",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="release date",
    satisfied_by="review done",
    versions=(
        Version(
            since=DETAINED_PERSONS,
            period=NoFixedPeriod("as soon as practicable"),
            wording="as soon as reasonably practicable after release",
            source=CFA_2014.s("48"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="recollection + Code summary",
)
