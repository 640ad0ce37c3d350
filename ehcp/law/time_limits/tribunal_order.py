"""What an order of the Tribunal obliges the authority to do: reg 44."""

from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import Days, Weeks
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus
from ehcp.law.time_limits.excuses import DIRECTED, REG_44_3, REG_44_3_DOUBTED, REG_44_3_SCOPE

ORDER_DISMISS_CEASE_APPEAL = TimeLimit(
    id="order-dismiss-cease-appeal",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="Cease to maintain the plan where an appeal against ceasing is dismissed",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="plan ceased",
    versions=(
        Version(
            since=PART_3,
            period=Days(0),
            wording="immediately",
            source=SEND_REGS_2014.reg("44(2)(a)"),
        ),
    ),
    excuses=(*REG_44_3_DOUBTED, *DIRECTED),
    confidence=Confidence.HIGH,
    verified="primary text as quoted by third party",
    notes=REG_44_3_SCOPE,
)

ORDER_ASSESS_NOTIFY = TimeLimit(
    id="order-assess-notify",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="Tell the family that the ordered assessment/reassessment will be made",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="assessment start notified",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(2),
            wording="within 2 weeks of the order being made",
            source=SEND_REGS_2014.reg("44(2)(b)"),
        ),
    ),
    excuses=(*REG_44_3, *DIRECTED),
    confidence=Confidence.HIGH,
    verified="primary text as quoted by third party",
    notes="Two current SENDIASS pages still say 4 weeks: that is the pre-2014 limit (SI 2001/3455"
    " reg 25(2)(a)) and is wrong for EHC plans.",
)

ORDER_ASSESS_REFUSE_PLAN = TimeLimit(
    id="order-assess-refuse-plan",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="After an ordered assessment/reassessment, notify decision not to issue (with reasons)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="refusal notified",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(10),
            wording="within 10 weeks of the date of the order",
            source=SEND_REGS_2014.reg("44(2)(b)(i)"),
            asap=True,
        ),
    ),
    excuses=(*REG_44_3, *DIRECTED),
    confidence=Confidence.HIGH,
    verified="primary text as quoted by third party",
    notes="10 weeks from the ORDER, not 16 from the request; new right of appeal arises.",
)

ORDER_ASSESS_FINAL_PLAN = TimeLimit(
    id="order-assess-final-plan",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="After an ordered assessment/reassessment, send the final plan",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="final plan sent to reg 13(2) recipients",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(14),
            wording="within 14 weeks of the date of the order",
            source=SEND_REGS_2014.reg("44(2)(b)(ii)"),
            asap=True,
        ),
    ),
    excuses=(*REG_44_3, *DIRECTED),
    confidence=Confidence.HIGH,
    verified="primary text as quoted by third party",
    notes="Replaces the 20-week clock.",
)

ORDER_MAKE_PLAN_DRAFT = TimeLimit(
    id="order-make-plan-draft",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="Issue the draft plan ordered",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="draft issued",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(5),
            wording="within 5 weeks of the order being made",
            source=SEND_REGS_2014.reg("44(2)(c)(i)"),
        ),
    ),
    excuses=(*REG_44_3, *DIRECTED),
    confidence=Confidence.HIGH,
    verified="primary text as quoted by third party",
)

ORDER_MAKE_PLAN_FINAL = TimeLimit(
    id="order-make-plan-final",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="Send the final plan ordered",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="final plan sent",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(11),
            wording="within 11 weeks of the order being made",
            source=SEND_REGS_2014.reg("44(2)(c)(ii)"),
        ),
    ),
    excuses=(*REG_44_3, *DIRECTED),
    confidence=Confidence.HIGH,
    verified="primary text as quoted by third party",
)

ORDER_REMIT = TimeLimit(
    id="order-remit",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="Reconsider a case sent back by the Tribunal and notify outcome / start the plan",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="reconsidered decision notified",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(2),
            wording="within 2 weeks of the order (outline only)",
            source=SEND_REGS_2014.reg("44(2)(d)"),
        ),
    ),
    excuses=(*REG_44_3_DOUBTED, *DIRECTED),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.LOW,
    verified="not verified: paragraph text not available; a reconsider limb is confirmed by reg"
    " 43(2)(d) and the LG Inform duty list; the predecessor (SI 2001/3455 reg 25(2)(c)) gave 2"
    " weeks for a remitted case",
    notes="Read the order: remittals usually carry their own date. Do not hard-fail on this"
    " value. " + REG_44_3_SCOPE,
)

ORDER_AMEND_PLAN = TimeLimit(
    id="order-amend-plan",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="Issue the amended plan where SEN/provision amended by order",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="amended plan issued",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(5),
            wording="within 5 weeks of the order being made",
            source=SEND_REGS_2014.reg("44(2)(e)"),
        ),
    ),
    excuses=(*REG_44_3_DOUBTED, *DIRECTED),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="secondary, three consistent sources (5 weeks: gov.uk SEND18, Liaise Lincolnshire,"
    " IPSEA); paragraph letter not re-checked",
    notes="Provision must be in place when the amended plan is issued (BA v Nottinghamshire). "
    + REG_44_3_SCOPE,
)

ORDER_NAME_SCHOOL = TimeLimit(
    id="order-name-school",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="Issue the amended plan where ONLY the name/type of institution is ordered",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="amended plan issued",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(2),
            wording="within 2 weeks of the order being made",
            source=SEND_REGS_2014.reg("44(2)(f)"),
        ),
    ),
    excuses=(*REG_44_3_DOUBTED, *DIRECTED),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="secondary, three consistent sources (2 weeks: gov.uk SEND18, Enfield SENDIASS,"
    " Liaise Lincolnshire); paragraph letter not"
    " re-checked",
    notes=REG_44_3_SCOPE,
)

ORDER_CONTINUE_PLAN = TimeLimit(
    id="order-continue-plan",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="Continue to maintain the plan",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="plan maintained",
    versions=(
        Version(
            since=PART_3,
            period=Days(0),
            wording="with immediate effect",
            source=SEND_REGS_2014.reg("44(2)(g)"),
        ),
    ),
    excuses=(*REG_44_3_DOUBTED, *DIRECTED),
    confidence=Confidence.HIGH,
    verified="secondary: gov.uk SEND18, Enfield SENDIASS, predecessor SI 2001/3455 reg 25(2)(e)"
    " read; paragraph letter from recollection",
    notes=REG_44_3_SCOPE,
)

ORDER_CONTINUE_AND_AMEND = TimeLimit(
    id="order-continue-and-amend",
    stage=Stage.TRIBUNAL_ORDER,
    kind=Kind.HARD_LIMIT,
    duty="Continue to maintain and amend the plan",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's order",
    satisfied_by="amended plan issued",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(5),
            wording="immediately; amended plan within 5 weeks",
            source=SEND_REGS_2014.reg("44(2)(h)"),
        ),
    ),
    excuses=(*REG_44_3_DOUBTED, *DIRECTED),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary; paragraph letter from recollection",
    notes=REG_44_3_SCOPE
    + " Predecessor reg 25(2)(f) had the same two parts (continue at once; amendment within 5"
    " weeks), which supports the reading.",
)
