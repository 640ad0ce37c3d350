"""What an authority must do that does not oppose an appeal: reg 45."""

from datetime import date

from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.commencement import PART_3, REG_45_SUBSTITUTED
from ehcp.law.counting import Weeks
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus
from ehcp.law.time_limits.excuses import REG_45_7, REG_45_7_DOUBTED, REG_45_7_SCOPE

UNOPPOSED_ASSESS_NOTIFY = TimeLimit(
    id="unopposed-assess-notify",
    stage=Stage.UNOPPOSED_APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Tell the family the assessment/reassessment must be made",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the authority notified the Tribunal under reg 45(1) that it will not oppose",
    satisfied_by="assessment start notified",
    versions=(
        Version(
            since=PART_3,
            until=date(2015, 3, 22),
            period=Weeks(4),
            wording="4 weeks (assessment, review or reassessment)",
            source=SEND_REGS_2014.at("reg 45 as made, before SI 2015/359"),
        ),
        Version(
            since=REG_45_SUBSTITUTED,
            period=Weeks(2),
            wording="within 2 weeks of the date it notified the Tribunal",
            source=SEND_REGS_2014.at("reg 45(3) as substituted by SI 2015/359 reg 8"),
        ),
    ),
    excuses=REG_45_7,
    confidence=Confidence.HIGH,
    verified="primary",
    notes="reg 45(1)-(2) read as quoted: the authority must tell the Tribunal BEFORE it submits"
    " its response; the appeal is then treated as decided for the appellant and no order is"
    " needed. If it told the Tribunal before 23 Mar 2015 the original text applied (assessment,"
    " review or reassessment, and contents amendments: 4 weeks; placement: 2 weeks). At least one"
    " advice page still prints that superseded text.",
)

UNOPPOSED_ASSESS_REFUSE_PLAN = TimeLimit(
    id="unopposed-assess-refuse-plan",
    stage=Stage.UNOPPOSED_APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Notify decision not to issue after that assessment",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the authority notified the Tribunal under reg 45(1) that it will not oppose",
    satisfied_by="refusal notified",
    versions=(
        Version(
            since=REG_45_SUBSTITUTED,
            period=Weeks(10),
            wording="within 10 weeks",
            source=SEND_REGS_2014.reg("45(3A)(a)"),
            asap=True,
        ),
    ),
    excuses=REG_45_7,
    confidence=Confidence.HIGH,
    verified="primary",
)

UNOPPOSED_ASSESS_FINAL_PLAN = TimeLimit(
    id="unopposed-assess-final-plan",
    stage=Stage.UNOPPOSED_APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Send final plan after that assessment",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the authority notified the Tribunal under reg 45(1) that it will not oppose",
    satisfied_by="final plan sent",
    versions=(
        Version(
            since=REG_45_SUBSTITUTED,
            period=Weeks(14),
            wording="within 14 weeks",
            source=SEND_REGS_2014.reg("45(3A)(b)"),
            asap=True,
        ),
    ),
    excuses=REG_45_7,
    confidence=Confidence.HIGH,
    verified="primary",
)

UNOPPOSED_CONTENTS = TimeLimit(
    id="unopposed-contents",
    stage=Stage.UNOPPOSED_APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Issue amended plan (contents appeal, or refusal to amend after review/reassessment)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the authority notified the Tribunal under reg 45(1) that it will not oppose",
    satisfied_by="amended plan issued to reg 22(3) recipients",
    versions=(
        Version(
            since=PART_3,
            until=date(2015, 3, 22),
            period=Weeks(4),
            wording="4 weeks (contents amendments)",
            source=SEND_REGS_2014.at("reg 45 as made, before SI 2015/359"),
        ),
        Version(
            since=REG_45_SUBSTITUTED,
            period=Weeks(5),
            wording="within 5 weeks",
            source=SEND_REGS_2014.reg("45(4)"),
        ),
    ),
    excuses=REG_45_7_DOUBTED,
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes=REG_45_7_SCOPE
    + " IPSEA: missing this is treated like breach of a Tribunal order although no order exists.",
)

UNOPPOSED_PLACEMENT_ONLY = TimeLimit(
    id="unopposed-placement-only",
    stage=Stage.UNOPPOSED_APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Issue plan naming the wanted institution (Section I only)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the authority notified the Tribunal under reg 45(1) that it will not oppose",
    satisfied_by="amended plan issued",
    versions=(
        Version(
            since=PART_3,
            until=date(2015, 3, 22),
            period=Weeks(2),
            wording="2 weeks (placement)",
            source=SEND_REGS_2014.at("reg 45 as made, before SI 2015/359"),
        ),
        Version(
            since=REG_45_SUBSTITUTED,
            period=Weeks(2),
            wording="within 2 weeks (5 weeks if contents also in issue)",
            source=SEND_REGS_2014.reg("45(5)"),
        ),
    ),
    excuses=REG_45_7_DOUBTED,
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary: SEND Advice Surrey for the current text; paragraph number (5) and 2"
    " weeks also in the original text as quoted",
    notes=REG_45_7_SCOPE,
)

UNOPPOSED_MAKE_PLAN_DRAFT = TimeLimit(
    id="unopposed-make-plan-draft",
    stage=Stage.UNOPPOSED_APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Issue draft plan (refusal-to-issue appeal)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the authority notified the Tribunal under reg 45(1) that it will not oppose",
    satisfied_by="draft issued",
    versions=(
        Version(
            since=REG_45_SUBSTITUTED,
            period=Weeks(5),
            wording="within 5 weeks",
            source=SEND_REGS_2014.reg("45(6)"),
        ),
    ),
    excuses=REG_45_7,
    confidence=Confidence.MEDIUM,
    verified="secondary (SEND Advice Surrey, two pages); paragraph (6) confirmed as the"
    " refusal-to-make limb by the original text as quoted",
)

UNOPPOSED_MAKE_PLAN_FINAL = TimeLimit(
    id="unopposed-make-plan-final",
    stage=Stage.UNOPPOSED_APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Send final plan (refusal-to-issue appeal)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the authority notified the Tribunal under reg 45(1) that it will not oppose",
    satisfied_by="final plan sent",
    versions=(
        Version(
            since=REG_45_SUBSTITUTED,
            period=Weeks(11),
            wording="within 11 weeks",
            source=SEND_REGS_2014.reg("45(6)"),
        ),
    ),
    excuses=REG_45_7,
    confidence=Confidence.MEDIUM,
    verified="secondary (SEND Advice Surrey, two pages); paragraph (6) confirmed as the"
    " refusal-to-make limb by the original text as quoted",
)

UNOPPOSED_CEASE_CONTINUE = TimeLimit(
    id="unopposed-cease-continue",
    stage=Stage.UNOPPOSED_APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Go on maintaining the plan (cease appeal); if amendment also agreed, amend",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the authority notified the Tribunal under reg 45(1) that it will not oppose",
    satisfied_by="plan maintained / amended plan issued",
    versions=(
        Version(
            since=REG_45_SUBSTITUTED,
            period=Weeks(5),
            wording="continue immediately; amend within 5 weeks",
            source=SEND_REGS_2014.reg("45(6A)"),
        ),
    ),
    excuses=REG_45_7_DOUBTED,
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary; paragraph number from recollection",
    notes=REG_45_7_SCOPE,
)
