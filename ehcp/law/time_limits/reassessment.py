"""Reassessments: CFA 2014 s 44, regs 23 to 27."""

from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import Days, DaysBeginningWith, Months, Weeks
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus
from ehcp.law.time_limits.excuses import REG_26, REG_27_3

REASSESSMENT_DECISION = TimeLimit(
    id="reassessment-decision",
    stage=Stage.REASSESSMENT,
    kind=Kind.HARD_LIMIT,
    duty="Notify whether a reassessment will be made",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority receives request from parent, young person or institution attended"
    " (s.44(2)), or from commissioning body (reg 23)",
    satisfied_by="decision notified",
    versions=(
        Version(
            since=PART_3,
            period=Days(15),
            wording="within 15 days of receiving the request",
            source=SEND_REGS_2014.reg("25(1)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="secondary (three independent sources)",
    notes="Calendar days. Refusal carries a right of appeal and mediation information (except"
    " that commissioning-body requests must be granted).",
)

REASSESSMENT_SIX_MONTH_BAR = TimeLimit(
    id="reassessment-six-month-bar",
    stage=Stage.REASSESSMENT,
    kind=Kind.WINDOW,
    duty="Authority need not reassess if an assessment or reassessment was made in the previous"
    " six months, or if it thinks further assessment unnecessary",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of last assessment/reassessment",
    satisfied_by="window elapsed",
    versions=(
        Version(
            since=PART_3,
            period=Months(6),
            wording="assessment or reassessment carried out within the six months before the"
            " request",
            source=SEND_REGS_2014.reg("24") & CFA_2014.s("44(2)"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary: Staffordshire (citing s.44(2)-(3) and reg 24), Dorset and Surrey"
    " SENDIASS; explanatory note to s.44 read",
    notes="Discretionary shield; the 15-day notification still applies. Counted BACK from the"
    " date of the request to the earlier assessment; a request on or after the corresponding date"
    " is outside the bar.",
)

REASSESSMENT_ADVICE = TimeLimit(
    id="reassessment-advice",
    stage=Stage.REASSESSMENT,
    kind=Kind.HARD_LIMIT,
    duty="Bodies asked for advice respond",
    owed_by=OwedBy.BODY_ASKED_FOR_ADVICE,
    starts_with="body receives request",
    satisfied_by="advice received",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(6),
            wording="within 6 weeks of receipt",
            source=SEND_REGS_2014.at("reg 26 applying reg 8"),
        ),
    ),
    excuses=REG_26,
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="Same exceptions as advice-response.",
)

REASSESSMENT_REPRESENTATIONS = TimeLimit(
    id="reassessment-representations",
    stage=Stage.REASSESSMENT,
    kind=Kind.MINIMUM_PERIOD,
    duty="Give at least 15 days on the draft",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="draft served",
    satisfied_by="window closed",
    versions=(
        Version(
            since=PART_3,
            period=DaysBeginningWith(15),
            wording="at least 15 days beginning with the day served",
            source=SEND_REGS_2014.at("reg 27(1) applying reg 13(1)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
)

REASSESSMENT_FINAL_PLAN = TimeLimit(
    id="reassessment-final-plan",
    stage=Stage.REASSESSMENT,
    kind=Kind.HARD_LIMIT,
    duty="Send the final amended or replaced plan",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="decision to reassess notified under reg 25(1), or authority decides to reassess"
    " of its own motion under s.44(3)",
    satisfied_by="final plan sent to reg 27(2) recipients",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(14),
            wording="within 14 weeks of the notification / of deciding",
            source=SEND_REGS_2014.reg("27(2)"),
            asap=True,
        ),
    ),
    excuses=REG_27_3,
    temporary=(coronavirus.GROUND_ADDED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Clock starts at NOTIFICATION of the decision, not at the request. reg 27(3)(a)-(c)"
    " read; (d) follows the same pattern. 27(3)(a)-(c) read; (d) was not read"
    " after its first words but is the fourth limb of the same list as reg 10(4).",
    recipients=(
        "parent/young person",
        "governing body, proprietor or principal of institution named",
        "responsible commissioning body",
    ),
)

REASSESSMENT_NO_CHANGE = TimeLimit(
    id="reassessment-no-change",
    stage=Stage.REASSESSMENT,
    kind=Kind.HARD_LIMIT,
    duty="Notify decision not to amend or replace after reassessment",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="decision to reassess notified under reg 25(1)",
    satisfied_by="no-change decision notified",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(10),
            wording="within 10 weeks (recalled)",
            source=SEND_REGS_2014.reg("27(4)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.LOW,
    verified="recollection only; no source found for a day count",
    notes="Existence of a reg 27(4) limit is recalled from the SI 2020/471 list. Confirm on"
    " legislation.gov.uk before enforcing; meanwhile show as advisory. Reg 27 was"
    " not read beyond 27(3)(d). Use 14 weeks from notification as the outer bound in the"
    " meantime.",
)
