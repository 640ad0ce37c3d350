"""Reviews of the plan, and the amendments that follow: CFA 2014 s 44, regs 20 to 22."""

from ehcp.law.citations import CFA_2014, CODE_2015, DEVON_2022, SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import DaysBeginningWith, Months, MonthsStartingWith, Weeks, WeeksBefore
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Reading, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus

ANNUAL_REVIEW_FIRST = TimeLimit(
    id="annual-review-first",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.HARD_LIMIT,
    duty="Review the plan for the first time",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the plan was first made",
    satisfied_by="review completed (decision notified)",
    versions=(
        Version(
            since=PART_3,
            period=MonthsStartingWith(12),
            wording="in the period of 12 months starting with the date on which the plan was"
            " first made",
            source=CFA_2014.s("44(1)(a)"),
        ),
    ),
    temporary=(coronavirus.ANNUAL_REVIEW,),
    confidence=Confidence.HIGH,
    verified="primary text as quoted by SEND Advice Surrey",
    notes="Last day is the day BEFORE the anniversary. A review is a process: meeting + report +"
    " decision; see annual-review-decision-inside-year.",
)

ANNUAL_REVIEW_SUBSEQUENT = TimeLimit(
    id="annual-review-subsequent",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.HARD_LIMIT,
    duty="Review the plan again",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the plan was last reviewed under s.44",
    satisfied_by="review completed (decision notified)",
    versions=(
        Version(
            since=PART_3,
            period=MonthsStartingWith(12),
            wording="in each subsequent period of 12 months starting with the date on which the"
            " plan was last reviewed",
            source=CFA_2014.s("44(1)(b)"),
        ),
    ),
    temporary=(coronavirus.ANNUAL_REVIEW,),
    confidence=Confidence.HIGH,
    verified="primary text as quoted by SEND Advice Surrey",
    notes="Not reset by an amended plan, by a Tribunal-ordered amendment or by a reg 28"
    " amendment. Early reviews do reset it.",
    readings=(
        Reading(
            name="from-meeting",
            says="from the day of the last review meeting",
            period=MonthsStartingWith(12),
            own=True,
        ),
        Reading(
            name="from-decision",
            says="from the day the last review decision was notified",
            period=MonthsStartingWith(12),
        ),
    ),
)

ANNUAL_REVIEW_DECISION_INSIDE_YEAR = TimeLimit(
    id="annual-review-decision-inside-year",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.GUIDANCE,
    duty="Notify the review decision within the 12-month period as well as within 4 weeks of the"
    " meeting",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date plan issued or previous review",
    satisfied_by="decision notified",
    versions=(
        Version(
            since=PART_3,
            period=MonthsStartingWith(12),
            wording="within 12 months of issue or previous review",
            source=CODE_2015.at("paras 9.169, 9.176"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="secondary",
    notes="So the meeting should be held at least four weeks before the 12-month end date."
    " Schedule invitations about 8-10 weeks ahead.",
)

ANNUAL_REVIEW_UNDER_5 = TimeLimit(
    id="annual-review-under-5",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.GUIDANCE,
    duty="Consider reviewing the plan of a child under five more often",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="last review or plan issue, child under 5",
    satisfied_by="light-touch review recorded",
    versions=(
        Version(
            since=PART_3,
            period=Months(6),
            wording="at least every three to six months",
            source=CODE_2015.para("9.178"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="secondary",
    notes="Guidance only; may be streamlined; parent must be consulted on any change and told of"
    " appeal rights. Alert at 3 months, escalate at 6.",
)

ANNUAL_REVIEW_TERM_LIST = TimeLimit(
    id="annual-review-term-list",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.GUIDANCE,
    duty="Send heads/principals the list of pupils due a review in the coming term (also health"
    " and social care)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="start of school term",
    satisfied_by="list sent",
    versions=(
        Version(
            since=PART_3,
            period=WeeksBefore(2),
            wording="at least two weeks before the start of each term",
            source=CODE_2015.at("paras 9.174-9.175"),
        ),
    ),
    confidence=Confidence.LOW,
    verified="secondary for the list; the two-week figure is from recollection",
)

ANNUAL_REVIEW_MEETING_NOTICE = TimeLimit(
    id="annual-review-meeting-notice",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.MINIMUM_PERIOD,
    duty="Give notice of the meeting date to all invitees",
    owed_by=OwedBy.MEETING_ORGANISER,
    starts_with="review meeting date",
    satisfied_by="invitations sent",
    versions=(
        Version(
            since=PART_3,
            period=WeeksBefore(2),
            wording="at least two weeks' notice",
            source=SEND_REGS_2014.at("reg 20(3) (attends institution); reg 21(3) (does not)"),
            cautious=WeeksBefore(2, clear=True),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary: reg 20(1)-(5) and reg 21(1)-(7) read",
    notes="Treat as at least 14 clear days: send no later than meeting date minus 15; flag breach"
    " from minus 14 onwards.",
    recipients=(
        "parent/young person",
        "head/principal or early years provider",
        "authority SEN officer",
        "health professional identified by commissioning body",
        "authority social care officer",
    ),
)

ANNUAL_REVIEW_CIRCULATE_ADVICE = TimeLimit(
    id="annual-review-circulate-advice",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.MINIMUM_PERIOD,
    duty="Obtain advice from invitees and circulate it to all of them",
    owed_by=OwedBy.MEETING_ORGANISER,
    starts_with="review meeting date",
    satisfied_by="advice circulated",
    versions=(
        Version(
            since=PART_3,
            period=WeeksBefore(2),
            wording="at least two weeks in advance of the review meeting",
            source=SEND_REGS_2014.at("reg 20(4); reg 21(4)"),
            cautious=WeeksBefore(2, clear=True),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary: reg 20(1)-(5) and reg 21(1)-(7) read",
    notes="Organiser is the head/principal where the authority has required a school listed in"
    " reg 20(12) to hold it; otherwise the authority. Owed by whoever arranges the meeting (reg"
    " 20(4)), so it follows the organiser; where no institution is attended the authority owes it"
    " (reg 21(4)). Advice must be obtained from every invitee class, the family included.",
)

ANNUAL_REVIEW_REPORT = TimeLimit(
    id="annual-review-report",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.HARD_LIMIT,
    duty="Prepare the written report with recommended amendments and any differences of view, and"
    " send it to all invitees",
    owed_by=OwedBy.MEETING_ORGANISER,
    starts_with="review meeting held",
    satisfied_by="report sent",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(2),
            wording="within two weeks of the review meeting",
            source=SEND_REGS_2014.at("reg 20(7)-(9); reg 21(7)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="primary for reg 21(7); secondary for reg 20 paragraph numbers",
    notes="Exact reg 20 paragraph not read in full; (9) recalled. Some LA forms say 10 days: not"
    " the statute. Report goes to everyone invited. Attending a setting the authority cannot"
    " require (reg 20(12) list not read): the authority must still make sure a report exists.",
)

ANNUAL_REVIEW_DECISION = TimeLimit(
    id="annual-review-decision",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.HARD_LIMIT,
    duty="Decide to maintain, amend or cease and notify the family and the institution",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="review meeting held",
    satisfied_by="review decision notified",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(4),
            wording="within four weeks of the review meeting",
            source=SEND_REGS_2014.at("reg 20(10); reg 21(9) or (10) where no institution"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE,),
    confidence=Confidence.HIGH,
    verified="secondary (counsel's note of judgment; IPSEA) for 20(10); reg 21 paragraph number"
    " from recollection",
    notes="Runs from the MEETING, not the report. A late school report does not stop the clock."
    " Maintain/cease decisions carry appeal rights (s.51(2)(e),(f)).",
)

ANNUAL_REVIEW_AMENDMENT_NOTICE = TimeLimit(
    id="annual-review-amendment-notice",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.HARD_LIMIT,
    duty="Where the decision is to amend, send the existing plan plus a notice of the proposed"
    " amendments and supporting evidence",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="review meeting held",
    satisfied_by="amendment notice sent",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(4),
            wording="read together: notified within four weeks of the review meeting",
            source=SEND_REGS_2014.at(
                "regs 20(10) and 22(2)(a) as construed in R (L, M and P) v Devon CC [2022] EWHC"
                " 493 (Admin)"
            ),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="secondary (judgment located; holding read from IPSEA and Doughty Street notes)",
    notes="A bare 'we will amend' letter is not compliance. Declaratory of the law since 1 Sep"
    " 2014; judgment 8 Mar 2022. Same logic recommended for reg 21 reviews.",
)

ANNUAL_REVIEW_REPRESENTATIONS = TimeLimit(
    id="annual-review-representations",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.MINIMUM_PERIOD,
    duty="Give at least 15 days for representations, naming a setting and asking for a meeting",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="amendment notice served",
    satisfied_by="window closed",
    versions=(
        Version(
            since=PART_3,
            period=DaysBeginningWith(15),
            wording="at least 15 days, beginning with the day on which the draft plan was served",
            source=SEND_REGS_2014.reg("22(2)(c)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Calendar days, served day is day 1. The notice must not name a setting beyond showing"
    " the existing plan.",
)

ANNUAL_REVIEW_FINAL_AMENDED = TimeLimit(
    id="annual-review-final-amended",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.HARD_LIMIT,
    duty="Send the final amended plan",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="copy of plan and amendment notice sent under reg 22(2)(a)",
    satisfied_by="final amended plan sent to reg 22(3) recipients",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(8),
            wording="within 8 weeks of sending",
            source=SEND_REGS_2014.reg("22(3)"),
            asap=True,
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="No exceptions list in reg 22. Holidays do not stop it.",
    recipients=(
        "parent/young person",
        "governing body, proprietor or principal of any institution named",
        "responsible commissioning body",
    ),
)

ANNUAL_REVIEW_NOT_AMEND_AFTER_NOTICE = TimeLimit(
    id="annual-review-not-amend-after-notice",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.HARD_LIMIT,
    duty="If, after the notice, the authority decides not to amend, notify with reasons and"
    " appeal information",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="copy of plan and amendment notice sent under reg 22(2)(a)",
    satisfied_by="no-amendment decision notified",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(8),
            wording="within 8 weeks of sending",
            source=SEND_REGS_2014.reg("22(4)"),
            asap=True,
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="primary (opening words of (4) read; the 8 weeks not)",
)

ANNUAL_REVIEW_FINAL_12_WEEKS = TimeLimit(
    id="annual-review-final-12-weeks",
    stage=Stage.ANNUAL_REVIEW,
    kind=Kind.HARD_LIMIT,
    duty="Overall ceiling: final amended plan",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="review meeting held",
    satisfied_by="final amended plan sent",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(12),
            wording="4 weeks + 8 weeks",
            source=SEND_REGS_2014.at("regs 20(10), 22(2)(a), 22(3)") & DEVON_2022.whole,
        ),
    ),
    confidence=Confidence.HIGH,
    verified="secondary",
    notes="Effective due date = min(meeting + 84 days, notice sent + 56 days). A notice sent"
    " early brings the final date forward; a notice sent late does not extend 12 weeks.",
    derived=True,
)
