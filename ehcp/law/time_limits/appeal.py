"""Appeals to the First-tier Tribunal and beyond: the Tribunals' rules of 2008."""

from ehcp.law.citations import (
    PRACTICE_DIRECTION_2025,
    TRIBUNAL_DIRECTIONS,
    TRIBUNAL_RULES_2008,
    UPPER_TRIBUNAL_RULES_2008,
)
from ehcp.law.commencement import PART_3, TRIBUNAL_RULES
from ehcp.law.counting import (
    Days,
    LaterOf,
    Months,
    NoFixedPeriod,
    WorkingDays,
    WorkingDaysBefore,
)
from ehcp.law.time_limit import Confidence, Kind, Limb, OwedBy, Reading, Stage, TimeLimit, Version
from ehcp.law.time_limits.excuses import (
    RULE_12_OTHER_ACTS,
    RULE_12_STARTING,
    UPPER_TRIBUNAL_RULE_5,
)
from ehcp.law.tribunal_counting import TribunalAct, TribunalDays, TribunalStart

APPEAL_WINDOW_DECISION = TimeLimit(
    id="appeal-window-decision",
    stage=Stage.APPEAL,
    kind=Kind.WINDOW,
    duty="Lodge appeal: first limb",
    owed_by=OwedBy.PARENT_OR_YOUNG_PERSON,
    starts_with="written notice of the decision (or final/amended plan) SENT",
    satisfied_by="application notice RECEIVED by Tribunal by 5pm",
    versions=(
        Version(
            since=PART_3,
            period=TribunalStart(Months(2)),
            wording="within 2 months after written notice of the decision being challenged was"
            " sent",
            source=TRIBUNAL_RULES_2008.rule("20(1)(c)(i)"),
        ),
    ),
    excuses=RULE_12_STARTING,
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Effective limit = the LATER of this and appeal-window-certificate. Store both;"
    " recompute when a certificate is logged.",
)

APPEAL_WINDOW_CERTIFICATE = TimeLimit(
    id="appeal-window-certificate",
    stage=Stage.APPEAL,
    kind=Kind.WINDOW,
    duty="Lodge appeal: second limb",
    owed_by=OwedBy.PARENT_OR_YOUNG_PERSON,
    starts_with="mediation certificate issued",
    satisfied_by="application notice RECEIVED by Tribunal by 5pm",
    versions=(
        Version(
            since=PART_3,
            period=TribunalStart(Months(1)),
            wording="within 1 month from the date of issue of the mediation certificate, if later",
            source=TRIBUNAL_RULES_2008.rule("20(1)(c)(ii)"),
        ),
    ),
    excuses=RULE_12_STARTING,
    confidence=Confidence.HIGH,
    verified="primary",
    notes="One calendar month, not 30 days. Not available for placement-only appeals where no"
    " certificate is needed (unless one was obtained).",
)

APPEAL_WINDOW_EFFECTIVE = TimeLimit(
    id="appeal-window-effective",
    stage=Stage.APPEAL,
    kind=Kind.WINDOW,
    duty="Effective last day to lodge an appeal: the later of the two limbs",
    owed_by=OwedBy.PARENT_OR_YOUNG_PERSON,
    starts_with="decision notice sent; mediation certificate issued (if any)",
    satisfied_by="application notice RECEIVED by Tribunal by 5pm",
    versions=(
        Version(
            since=PART_3,
            period=LaterOf((TribunalStart(Months(2)), TribunalStart(Months(1))), needs=1),
            wording="whichever is later",
            source=TRIBUNAL_RULES_2008.rule("20(1)(c)"),
        ),
    ),
    excuses=RULE_12_STARTING,
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Apply rule 12 adjustments to each limb, then take the later.",
    derived=True,
    limbs=(
        Limb(of="appeal-window-decision", period=TribunalStart(Months(2))),
        Limb(of="appeal-window-certificate", period=TribunalStart(Months(1))),
    ),
)

APPEAL_LA_RESPONSE = TimeLimit(
    id="appeal-la-response",
    stage=Stage.APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Send the response to the appeal to the Tribunal and the appellant",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority receives the appeal (application notice) from the Tribunal",
    satisfied_by="response filed and served",
    versions=(
        Version(
            since=PART_3,
            period=TribunalAct(WorkingDays(30)),
            wording="within 30 working days after receiving the application notice",
            source=TRIBUNAL_RULES_2008.rule("21(1)"),
        ),
    ),
    excuses=RULE_12_OTHER_ACTS,
    confidence=Confidence.HIGH,
    verified="secondary: IPSEA FAQ, a 2024-dated summary of rule 21, and an NPPN outline timeline"
    " all give 30 working days; rule text not read",
    notes="Registration letter usually states an actual date; that date prevails (rule 12(4))."
    " August and 25 Dec-1 Jan are not counted. Must state whether opposed, grounds, and the"
    " child/young person's views or why not obtained. A concession before this date triggers reg"
    " 45.",
)

APPEAL_BUNDLE = TimeLimit(
    id="appeal-bundle",
    stage=Stage.APPEAL,
    kind=Kind.DIRECTIONS,
    duty="Prepare and send the hearing bundle",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="hearing date / date in the case directions",
    satisfied_by="compliant bundle lodged and served",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDaysBefore(10),
            wording="commonly at least 10 working days before the hearing; date fixed by"
            " directions",
            source=TRIBUNAL_DIRECTIONS.whole
            & PRACTICE_DIRECTION_2025.at("(bundles), hearings listed after 15 Jul 2025"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="Not a fixed statutory period: store the directed date per appeal. Page limits: core"
    " 100, plan and appendices 150, working document 25, party evidence 75-100 by appeal type,"
    " expert report 15 (2-page summary), witness statement 10.",
)

APPEAL_FINAL_EVIDENCE = TimeLimit(
    id="appeal-final-evidence",
    stage=Stage.APPEAL,
    kind=Kind.DIRECTIONS,
    duty="Send final evidence and case review form",
    owed_by=OwedBy.BOTH_PARTIES,
    starts_with="case directions",
    satisfied_by="final evidence sent",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("on the day that the Tribunal directs"),
            wording="date fixed by directions",
            source=TRIBUNAL_DIRECTIONS.whole,
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary",
)

APPEAL_UPPER_TRIBUNAL_PERMISSION = TimeLimit(
    id="appeal-upper-tribunal-permission",
    stage=Stage.APPEAL,
    kind=Kind.WINDOW,
    duty="Ask the First-tier Tribunal for permission to appeal, set aside or review",
    owed_by=OwedBy.ANY_PARTY,
    starts_with="First-tier Tribunal issues its decision with written reasons",
    satisfied_by="application received",
    versions=(
        Version(
            since=PART_3,
            period=Days(28),
            wording="within 28 days of the issue of the decision",
            source=TRIBUNAL_RULES_2008.at("rules 45-46"),
        ),
    ),
    excuses=RULE_12_OTHER_ACTS,
    readings=(
        Reading(name="plain", says="28 days, each counted", period=Days(28), own=True),
        Reading(
            name="without-recess",
            says="28 days without those of August and from 25 December to 1 January (rule 12):"
            " to fall back on",
            period=TribunalDays(Days(28)),
            fallback=True,
        ),
    ),
    confidence=Confidence.HIGH,
    verified="secondary: IPSEA, SEN Expert Solicitors and Liaise Lincolnshire agree on 28 days;"
    " rules 45-49 not read",
    notes="The complete application must be WITH the Tribunal inside the period. Same 28 days for"
    " set-aside and review. Warn at the plain 28th day; treat the August and Christmas exclusion"
    " as a fallback only. Open to the authority as well as the family. Does not suspend order-*"
    " limits.",
)

APPEAL_UPPER_TRIBUNAL_RENEWED_APPLICATION = TimeLimit(
    id="appeal-upper-tribunal-renewed-application",
    stage=Stage.APPEAL,
    kind=Kind.WINDOW,
    duty="Ask the Upper Tribunal itself for permission after the First-tier Tribunal refuses it",
    owed_by=OwedBy.ANY_PARTY,
    starts_with="First-tier Tribunal sends its refusal of permission",
    satisfied_by="application received by the Upper Tribunal",
    versions=(
        Version(
            since=TRIBUNAL_RULES,
            period=Months(1),
            wording="within one month of the refusal",
            source=UPPER_TRIBUNAL_RULES_2008.rule("21(3)"),
        ),
    ),
    excuses=UPPER_TRIBUNAL_RULE_5,
    confidence=Confidence.MEDIUM,
    verified="secondary (one law firm); rule number from recollection",
    notes="One MONTH here, 28 DAYS at the earlier step: do not share a constant. Upper Tribunal"
    " Rules have their own rule 12.",
)

APPEAL_UPPER_TRIBUNAL_NOTICE = TimeLimit(
    id="appeal-upper-tribunal-notice",
    stage=Stage.APPEAL,
    kind=Kind.HARD_LIMIT,
    duty="Send the notice of appeal to the Upper Tribunal after permission is given",
    owed_by=OwedBy.ANY_PARTY,
    starts_with="notice of permission sent",
    satisfied_by="notice of appeal received by the Upper Tribunal",
    versions=(
        Version(
            since=TRIBUNAL_RULES,
            period=Months(1),
            wording="within one month of permission",
            source=UPPER_TRIBUNAL_RULES_2008.rule("23(2)"),
        ),
    ),
    excuses=UPPER_TRIBUNAL_RULE_5,
    confidence=Confidence.MEDIUM,
    verified="secondary (one law firm); rule number from recollection",
    notes="Not needed where the Upper Tribunal treats the application as the notice.",
)
