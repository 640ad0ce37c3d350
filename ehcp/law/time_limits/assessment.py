"""The assessment, and the decision that no plan is needed: CFA 2014 s 36, regs 8 and 10."""

from ehcp.law.citations import CODE_2015, SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import Weeks
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus
from ehcp.law.time_limits.excuses import REG_8_2, REG_10_4

ADVICE_RESPONSE = TimeLimit(
    id="advice-response",
    stage=Stage.ASSESSMENT,
    kind=Kind.HARD_LIMIT,
    duty="Body asked to co-operate by giving advice must do so",
    owed_by=OwedBy.BODY_ASKED_FOR_ADVICE,
    starts_with="body receives the request for advice/co-operation",
    satisfied_by="advice received by authority",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(6),
            wording="within 6 weeks of the date on which they receive it",
            source=SEND_REGS_2014.reg("8(1)").noting("with s.31"),
        ),
    ),
    excuses=REG_8_2,
    temporary=(coronavirus.TIMELY,),
    confidence=Confidence.HIGH,
    verified="primary text as quoted by SEND Advice Surrey",
    notes="One clock per advice request, started by that body's receipt. No school-holiday"
    " exception here. Literally binds bodies asked under s.31; Code ch.9 and LGSCO apply the same"
    " six weeks to the authority's own EP and social care advice. EP shortage is not an"
    " exception.",
)

DECISION_NOT_TO_ISSUE = TimeLimit(
    id="decision-not-to-issue",
    stage=Stage.ASSESSMENT,
    kind=Kind.HARD_LIMIT,
    duty="Notify the family of a decision that no EHC plan is necessary (reasons, appeal,"
    " mediation, IAS)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority receives s.36(1) request, or becomes responsible under s.24",
    satisfied_by="refusal-to-issue decision notified to parent/young person",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(16),
            wording="within 16 weeks of",
            source=SEND_REGS_2014.reg("10(1)").noting("with s.36(9)"),
            asap=True,
        ),
    ),
    excuses=REG_10_4,
    temporary=(coronavirus.GROUND_ADDED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Clock is the ORIGINAL request date, not the agree-to-assess date.",
    recipients=(
        "parent/young person",
        "responsible commissioning body (reg 10(2))",
        "person notified under reg 4(2)(c) or (d) (reg 10(2))",
    ),
)

DECISION_TO_ISSUE_OR_DRAFT = TimeLimit(
    id="decision-to-issue-or-draft",
    stage=Stage.ASSESSMENT,
    kind=Kind.GUIDANCE,
    duty="Decide to issue, tell the family, and send the draft in time to leave 15 days plus"
    " school consultation",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority receives s.36(1) request",
    satisfied_by="draft plan sent",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(16),
            wording="(none in the regulations; practice and LGSCO expect by week 16)",
            source=CODE_2015.at(
                "paras 9.39-9.44 (timeline); no paragraph of SI 2014/1530 fixes a draft date"
            ),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="Hard arithmetic ceiling: the draft must be served no later than request date + 125"
    " days if the final is to go on day 140 after a full 15-day window (served day counts as day"
    " 1). Code paragraph range from recollection.",
    derived=True,
)
