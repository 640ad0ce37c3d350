"""Personal budgets and direct payments: CFA 2014 s 49, SI 2014/1652."""

from ehcp.law.citations import CFA_2014, PERSONAL_BUDGETS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import Months, MonthsStartingWith, NoFixedPeriod
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus

PERSONAL_BUDGET_REQUEST_WINDOW = TimeLimit(
    id="personal-budget-request-window",
    stage=Stage.PERSONAL_BUDGET,
    kind=Kind.WINDOW,
    duty="Family may ask for a personal budget / direct payment while a draft plan is being"
    " prepared, or during a review or reassessment",
    owed_by=OwedBy.PARENT_OR_YOUNG_PERSON,
    starts_with="draft plan under preparation (s.38), or review/reassessment under way (s.44)",
    satisfied_by="request received",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod(
                "while the draft is being prepared, or the review or reassessment is under way"
            ),
            wording="at any time during that period",
            source=PERSONAL_BUDGETS_2014.reg("4(1)") & CFA_2014.s("49(1)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="secondary (instrument's note and two commentaries)",
    notes="Outside the window the authority may still agree but has no duty under reg 4. Close"
    " the window on final plan / end of review. Authority must CONSIDER; no statutory decision"
    " period, so align to the final plan date.",
)

PERSONAL_BUDGET_REFUSAL_REVIEW = TimeLimit(
    id="personal-budget-refusal-review",
    stage=Stage.PERSONAL_BUDGET,
    kind=Kind.PROCEDURAL,
    duty="Give written reasons for refusing direct payments, offer a review, and review if asked"
    " taking account of representations",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="direct payment refused",
    satisfied_by="review outcome in writing",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("as soon as practicable"),
            wording="(no period stated)",
            source=PERSONAL_BUDGETS_2014.reg("7"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="One review is enough. No Tribunal appeal lies against a personal-budget refusal as"
    " such. Suggest a 20-working-day internal target.",
)

DIRECT_PAYMENT_CONSENT = TimeLimit(
    id="direct-payment-consent",
    stage=Stage.PERSONAL_BUDGET,
    kind=Kind.PROCEDURAL,
    duty="Give the required notice and obtain written consent before paying",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="direct payment agreed in principle",
    satisfied_by="written consent recorded",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("before the first payment"),
            wording="before first payment",
            source=PERSONAL_BUDGETS_2014.reg("8"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary + definition of 'agreed provision' (reg 2, pointing to reg 8(2)(b)) read",
    notes="Agreed provision = goods/services listed in the reg 8(2)(b) notice. Stop when consent"
    " is withdrawn (s.49(4)-(5) scheme; explanatory notes).",
)

DIRECT_PAYMENT_REVIEW_FIRST = TimeLimit(
    id="direct-payment-review-first",
    stage=Stage.PERSONAL_BUDGET,
    kind=Kind.HARD_LIMIT,
    duty="Review making and use of direct payments",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="direct payments first made",
    satisfied_by="direct payment review done",
    versions=(
        Version(
            since=PART_3,
            period=Months(3),
            wording="at least once within the first three months",
            source=PERSONAL_BUDGETS_2014.reg("11(2)(a)"),
            cautious=MonthsStartingWith(3),
        ),
    ),
    temporary=(coronavirus.DIRECT_PAYMENTS,),
    confidence=Confidence.HIGH,
    verified="secondary; sub-paragraph from recollection (predecessor SI 2012/206 Sch 1 para 15"
    " read)",
    notes="Count conservatively as the period beginning with the first payment date. The"
    " recipient may also ask for a review at any time and the authority must consider whether to"
    " hold one (reg 11(4), secondary).",
)

DIRECT_PAYMENT_REVIEW_WITH_PLAN = TimeLimit(
    id="direct-payment-review-with-plan",
    stage=Stage.PERSONAL_BUDGET,
    kind=Kind.HARD_LIMIT,
    duty="Review direct payments whenever the plan is reviewed or reassessed",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="annual review or reassessment conducted",
    satisfied_by="direct payment review done",
    versions=(
        Version(
            since=PART_3,
            period=MonthsStartingWith(12),
            wording="when conducting the review or reassessment (so at least every 12 months)",
            source=PERSONAL_BUDGETS_2014.at("reg 11(2)(b); s.44"),
        ),
    ),
    temporary=(coronavirus.DIRECT_PAYMENTS_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="The 2012 pilot's 'end of first year' limb was replaced by the link to annual reviews."
    " Also review on request (consider) and on known change of circumstances.",
)

DIRECT_PAYMENT_REDUCE_OR_STOP_NOTICE = TimeLimit(
    id="direct-payment-reduce-or-stop-notice",
    stage=Stage.PERSONAL_BUDGET,
    kind=Kind.PROCEDURAL,
    duty="Give reasonable written notice with reasons before reducing or stopping; reconsider"
    " once if asked",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="decision to reduce or stop",
    satisfied_by="notice given; reconsideration answered in writing",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("reasonable notice"),
            wording="reasonable notice",
            source=PERSONAL_BUDGETS_2014.at("regs 12, 14"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary (SEN Expert Solicitors); predecessor SI 2012/206 Sch 1 para 16 read and"
    " parallel (reasonable written notice with reasons, one reconsideration, written answer)",
    notes="No number of days in law. Suggest configurable default 28 days. Immediate stop"
    " conditions (consent withdrawn, recipient ineligible) may need no notice. A request to"
    " reconsider does not by itself suspend the reduction.",
)

DIRECT_PAYMENT_RECOVERY = TimeLimit(
    id="direct-payment-recovery",
    stage=Stage.PERSONAL_BUDGET,
    kind=Kind.PROCEDURAL,
    duty="Require repayment where money misspent or circumstances changed",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="misuse, change of circumstances, death, fraud",
    satisfied_by="repayment notice issued",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("as the notice says"),
            wording="(no period located)",
            source=PERSONAL_BUDGETS_2014.at(
                "(repayment and recovery provisions; number not verified, recalled as reg 15)"
            ),
        ),
    ),
    confidence=Confidence.LOW,
    verified="recollection",
    notes="Notice should state reasons, amount and date for payment; recoverable as a civil debt"
    " (recalled). One reconsideration.",
)

DIRECT_PAYMENT_YOUNG_PERSON_SWITCH = TimeLimit(
    id="direct-payment-young-person-switch",
    stage=Stage.PERSONAL_BUDGET,
    kind=Kind.PROCEDURAL,
    duty="When the child becomes a young person, confirm whether they consent to receive (or"
    " nominate someone to receive) payments",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="end of compulsory school age",
    satisfied_by="young person's consent or nominee recorded",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("at the event"),
            wording="(no period located)",
            source=PERSONAL_BUDGETS_2014.at("(recalled as reg 13)"),
        ),
    ),
    confidence=Confidence.LOW,
    verified="recollection",
)
