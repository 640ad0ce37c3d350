"""From a request to the decision whether to assess: CFA 2014 s 36, regs 3 to 5."""

from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import Months, NoFixedPeriod, Weeks
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus
from ehcp.law.time_limits.excuses import REG_5_4

ASSESSMENT_CONSULT_FAMILY = TimeLimit(
    id="assessment-consult-family",
    stage=Stage.REQUEST,
    kind=Kind.PROCEDURAL,
    duty="Consult the child's parent or the young person before deciding whether an EHC plan may"
    " be needed",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="request received under s.36(1), or authority becomes responsible under s.24",
    satisfied_by="family consulted (record date, method, views)",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("as soon as practicable"),
            wording="as soon as practicable",
            source=CFA_2014.s("36(4)") & SEND_REGS_2014.reg("3"),
            asap=True,
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="primary (s.36(4)); reg 3 by analogy with SI 2015/62 reg 3",
    notes="No day count. Must precede the decision, so it is bounded by"
    " assessment-decision-notify.",
)

ASSESSMENT_CONSIDERING_NOTICE = TimeLimit(
    id="assessment-considering-notice",
    stage=Stage.REQUEST,
    kind=Kind.PROCEDURAL,
    duty="Tell the family the authority is considering an assessment and that they may give views"
    " (orally or in writing) and submit evidence",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority determines an EHC plan may be necessary; no plan maintained; not"
    " assessed in the previous six months",
    satisfied_by="considering-notice sent to parent/young person",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("as soon as practicable"),
            wording="(no period stated)",
            source=CFA_2014.at("s.36(6)-(7)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="In practice sent on or soon after receipt. The decision under s.36(8) follows after"
    " having regard to the views and evidence.",
)

ASSESSMENT_CONSIDERING_NOTIFY_OTHERS = TimeLimit(
    id="assessment-considering-notify-others",
    stage=Stage.REQUEST,
    kind=Kind.PROCEDURAL,
    duty="Tell health, social care and the setting that an assessment is being considered",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority is considering securing an EHC needs assessment",
    satisfied_by="notice sent to every reg 4(2) recipient",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("as soon as practicable"),
            wording="when considering",
            source=SEND_REGS_2014.reg("4(2)"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary (parallel text read at SI 2015/62 reg 4(2); reg 10(2) cross-reference"
    " read)",
    notes="reg 4(2)(a)-(d). No day count; log each recipient separately because regs 5(2) and"
    " 10(2) reuse this list.",
    recipients=(
        "responsible commissioning body (ICB; CCG before 1 Jul 2022)",
        (
            "authority's officers for children's social care SEN functions (and adult care where"
            " relevant)"
        ),
        "child: head teacher of the school where registered, or the early years provider/SEN lead",
        "young person: head teacher of school or principal of post-16 institution",
    ),
)

ASSESSMENT_DECISION_NOTIFY = TimeLimit(
    id="assessment-decision-notify",
    stage=Stage.REQUEST,
    kind=Kind.HARD_LIMIT,
    duty="Notify the family whether or not an EHC needs assessment will be secured (refusals with"
    " reasons and appeal information)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority receives request under s.36(1), or becomes responsible for the"
    " child/young person under s.24",
    satisfied_by="assessment decision notified to parent/young person",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(6),
            wording="within 6 weeks of",
            source=SEND_REGS_2014.reg("5(1)").noting("refusals also reg 4(1) and s.36(5)"),
            asap=True,
        ),
    ),
    excuses=REG_5_4,
    temporary=(coronavirus.GROUND_ADDED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Clock starts on receipt by the authority from ANY s.36(1) requester, not on panel"
    " date, completeness of form or school's reply. reg 5(4)(a) read; (b)-(d) follow the reg"
    " 10(4) pattern (all four grounds of 10(4) read), and Schedule 3 Part 3 lists 5(4)(c) and (d)"
    " among the provisions naming the young person, which confirms the lettering.",
)

ASSESSMENT_DECISION_NOTIFY_OTHERS = TimeLimit(
    id="assessment-decision-notify-others",
    stage=Stage.REQUEST,
    kind=Kind.PROCEDURAL,
    duty="Send the assessment decision to everyone notified under reg 4(2)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="decision whether to assess",
    satisfied_by="decision copied to all reg 4(2) recipients",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("with the notice to the parent or young person"),
            wording="must also notify",
            source=SEND_REGS_2014.reg("5(2)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="No separate period; treat as due the same day as assessment-decision-notify.",
)

ASSESSMENT_SIX_MONTH_BAR = TimeLimit(
    id="assessment-six-month-bar",
    stage=Stage.REQUEST,
    kind=Kind.WINDOW,
    duty="The s.36(7) 'considering' duty is not engaged if the person was assessed (s.36 or s.71)"
    " in the previous six months",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of earlier assessment",
    satisfied_by="window elapsed",
    versions=(
        Version(
            since=PART_3,
            period=Months(6),
            wording="during the previous six months",
            source=CFA_2014.s("36(6)(b)"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="primary",
    notes="Not a bar on making a request and not a ground for ignoring one: the authority must"
    " still determine and notify under s.36(3)-(5) / reg 5. 'Assessed' date is not defined;"
    " recommend date of the decision ending the earlier assessment (plan finalised or refusal to"
    " issue).",
)
