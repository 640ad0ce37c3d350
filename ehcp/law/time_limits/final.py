"""The final plan, and what it brings about: CFA 2014 ss 42 and 43, regs 13 and 14."""

from ehcp.law import grounds
from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import Days, NoFixedPeriod, Weeks
from ehcp.law.time_limit import Confidence, Excuse, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus
from ehcp.law.time_limits.excuses import REG_13_3

FINAL_PLAN_20_WEEKS = TimeLimit(
    id="final-plan-20-weeks",
    stage=Stage.FINAL,
    kind=Kind.HARD_LIMIT,
    duty="Send the finalised EHC plan",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority receives s.36(1) request, or becomes responsible under s.24",
    satisfied_by="final plan sent to all reg 13(2) recipients",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(20),
            wording="within 20 weeks of",
            source=SEND_REGS_2014.reg("13(2)"),
            asap=True,
        ),
    ),
    excuses=REG_13_3,
    temporary=(coronavirus.GROUND_ADDED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="140 days after receipt. Incomplete advice, no school place, panel dates or"
    " tribunal/mediation activity are not exceptions. If the assessment started by Tribunal"
    " order, concession or mediation, use the reg 44/45/42 clocks instead.",
    recipients=(
        "parent/young person",
        (
            "governing body, proprietor or principal of any school, other institution or early"
            " years provider named"
        ),
        "responsible commissioning body",
    ),
)

FINAL_PLAN_APPEAL_NOTICE = TimeLimit(
    id="final-plan-appeal-notice",
    stage=Stage.FINAL,
    kind=Kind.PROCEDURAL,
    duty="When sending the final plan give notice of appeal rights, time limits, mediation"
    " information, disagreement resolution and IAS",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="final plan sent",
    satisfied_by="notice issued with final plan",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("with the final plan"),
            wording="when sending",
            source=SEND_REGS_2014.reg("14"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary",
)

PROVISION_IN_PLACE = TimeLimit(
    id="provision-in-place",
    stage=Stage.FINAL,
    kind=Kind.HARD_LIMIT,
    duty="Secure the special educational provision (authority) and arrange health provision"
    " (commissioning body)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the final or amended plan is issued",
    satisfied_by="provision recorded as in place",
    versions=(
        Version(
            since=PART_3,
            period=Days(0),
            wording="(duty bites on issue)",
            source=CFA_2014.at("s.42(2),(3)"),
        ),
    ),
    excuses=(
        Excuse(
            ground=grounds.SUITABLE_ALTERNATIVE_ARRANGEMENTS,
            source=CFA_2014.s("42(5)"),
            condition="The parent or young person has made suitable alternative arrangements.",
            confidence=Confidence.MEDIUM,
        ),
    ),
    temporary=(coronavirus.REASONABLE_ENDEAVOURS,),
    confidence=Confidence.HIGH,
    verified="secondary (IPSEA note of BA v Nottinghamshire [2021] EWHC 1348 (Admin); final-plan"
    " guidance)",
    notes="Absolute and non-delegable. Includes named-school admission under s.43, which is"
    " immediate.",
)

NAMED_INSTITUTION_ADMITS = TimeLimit(
    id="named-institution-admits",
    stage=Stage.FINAL,
    kind=Kind.HARD_LIMIT,
    duty="Institution named in Section I must admit",
    owed_by=OwedBy.NAMED_INSTITUTION,
    starts_with="plan naming it finalised",
    satisfied_by="place confirmed / on roll",
    versions=(
        Version(
            since=PART_3, period=Days(0), wording="(duty bites on naming)", source=CFA_2014.s("43")
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="Maintained schools and nurseries, Academies, FE institutions, non-maintained special"
    " schools and s.41-approved institutions. A wholly independent school has no such duty: get"
    " its written offer before naming.",
)
