"""Mediation: CFA 2014 ss 52 to 55, regs 33 to 42."""

from dataclasses import replace

from ehcp.law import grounds
from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import Days, Months, NoFixedPeriod, Weeks, WorkingDays
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus
from ehcp.law.time_limits.excuses import REG_42_5, REG_44_3

MEDIATION_CONTACT_ADVISER = TimeLimit(
    id="mediation-contact-adviser",
    stage=Stage.MEDIATION,
    kind=Kind.WINDOW,
    duty="Parent/young person who needs a certificate contacts the mediation adviser, says they"
    " wish to appeal and whether they want mediation",
    owed_by=OwedBy.PARENT_OR_YOUNG_PERSON,
    starts_with="written notice of the authority's decision sent",
    satisfied_by="adviser contacted",
    versions=(
        Version(
            since=PART_3,
            period=Months(2),
            wording="within 2 months after written notice of the decision was sent",
            source=SEND_REGS_2014.reg("33"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Clock runs from SENDING, not receipt. August/Christmas Tribunal-rule relief does NOT"
    " apply to this limit. Missing it means no certificate under reg 34 and a need for Tribunal"
    " permission (reg 34; rule 19). The contact must cover two things: that the person wishes to"
    " appeal, and whether they want mediation (both in reg 33). Out of time: written application"
    " to the Tribunal for leave to appeal without a certificate, with reasons; guidance says"
    " exceptional circumstances are needed.",
)

MEDIATION_CERTIFICATE_NO_MEDIATION = TimeLimit(
    id="mediation-certificate-no-mediation",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Issue certificate where the family tells the adviser it does not want mediation",
    owed_by=OwedBy.MEDIATION_ADVISER,
    starts_with="adviser is told mediation is not wanted",
    satisfied_by="certificate (s.55(4)) issued",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDays(3),
            wording="within 3 working days",
            source=SEND_REGS_2014.reg("34(1)") & CFA_2014.s("55(4)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="secondary: three independent sources agree on 3 working days (SEND Advice Surrey,"
    " Sensational Families, draft Code as quoted in 2013); reg 34(1) opening words read",
    notes="Adviser's duty, but the authority should log issue date because it starts"
    " appeal-window-certificate.",
)

MEDIATION_HEALTH_ISSUES_NOTIFY = TimeLimit(
    id="mediation-health-issues-notify",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Tell each relevant commissioning body that mediation covers health provision, the"
    " issues and the provision wanted",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="family informs authority it wants mediation on health care provision",
    satisfied_by="commissioning body notified",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDays(3),
            wording="within 3 working days",
            source=SEND_REGS_2014.reg("35(2)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary: IPSEA and Sensational Families agree; paragraph number not read",
    notes="Paragraph number from recollection of the instrument; period confirmed by IPSEA.",
)

MEDIATION_ARRANGE_HEALTH_ONLY = TimeLimit(
    id="mediation-arrange-health-only",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Arrange mediation where the only issue is health provision",
    owed_by=OwedBy.RESPONSIBLE_COMMISSIONING_BODY,
    starts_with="commissioning body told of the mediation issues by the authority",
    satisfied_by="mediation held",
    versions=(
        Version(
            since=PART_3,
            period=Days(30),
            wording="within 30 days",
            source=SEND_REGS_2014.reg("35").noting("s.53 health issues"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary: IPSEA; paragraph number not read",
    notes="Calendar days. At least one guide says 30 working days; the instrument and IPSEA say"
    " days. Runs from the day the AUTHORITY tells the commissioning body, not from the family's"
    " request, so it can end up to 3 working days later than mediation-arrange. One parent guide"
    " says 30 working days: wrong.",
)

MEDIATION_ARRANGE_JOINT = TimeLimit(
    id="mediation-arrange-joint",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Arrange mediation covering health plus education/social care",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="family tells authority it wants mediation",
    satisfied_by="mediation held with authority and each commissioning body",
    versions=(
        Version(
            since=PART_3,
            period=Days(30),
            wording="within 30 days",
            source=SEND_REGS_2014.reg("35"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary: IPSEA; paragraph number not read",
    notes="The authority owes this one and arranges it between itself, each commissioning body"
    " and the family; runs from the family telling the authority.",
)

MEDIATION_ARRANGE = TimeLimit(
    id="mediation-arrange",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Arrange and take part in mediation on education/social care issues",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="family tells authority it wants mediation",
    satisfied_by="mediation held",
    versions=(
        Version(
            since=PART_3,
            period=Days(30),
            wording="within 30 days",
            source=SEND_REGS_2014.reg("36(2)") & CFA_2014.at("ss.52-54"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="secondary: IPSEA, SEND Advice Surrey, SENDIASS Wokingham and Manchester IAS agree"
    " on 30 days; paragraph number not read",
    notes="Calendar days. If it cannot be done the authority must tell the adviser as soon as it"
    " realises, which triggers mediation-certificate-deemed. Authority must send someone with"
    " authority to resolve the issues.",
)

MEDIATION_CANNOT_ARRANGE_TELL_ADVISER = TimeLimit(
    id="mediation-cannot-arrange-tell-adviser",
    stage=Stage.MEDIATION,
    kind=Kind.PROCEDURAL,
    duty="Tell the mediation adviser that mediation cannot be arranged within the 30 days",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="authority realises mediation will not be arranged within 30 days",
    satisfied_by="adviser told (date recorded: starts mediation-certificate-deemed)",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("as soon as practicable"),
            wording="as soon as it realises",
            source=SEND_REGS_2014.reg("39").noting("paragraph not read"),
            asap=True,
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary (IPSEA)",
    notes="No day count. Latest sensible date is day 30 of mediation-arrange; raise a task at day"
    " 20 if no session is booked.",
)

MEDIATION_CERTIFICATE_AFTER = TimeLimit(
    id="mediation-certificate-after",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Issue certificate after mediation concludes",
    owed_by=OwedBy.MEDIATION_ADVISER,
    starts_with="mediation concludes",
    satisfied_by="certificate (s.55(5)) issued",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDays(3),
            wording="within 3 working days",
            source=SEND_REGS_2014.reg("39(1)") & CFA_2014.s("55(5)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary: SEND Advice Surrey and the draft Code as quoted; paragraph number not"
    " read",
)

MEDIATION_CERTIFICATE_DEEMED = TimeLimit(
    id="mediation-certificate-deemed",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Issue certificate because mediation cannot be arranged in 30 days",
    owed_by=OwedBy.MEDIATION_ADVISER,
    starts_with="authority tells adviser it cannot arrange mediation within 30 days",
    satisfied_by="deemed-mediation certificate issued",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDays(3),
            wording="within 3 working days",
            source=SEND_REGS_2014.reg("39(3)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="secondary: IPSEA, SEND Advice Surrey, Sensational Families, Manchester IAS case"
    " study; paragraph number not read",
    notes="The certificate starts the 1-month appeal window even if the mediation is still going"
    " to happen: a later session does not restart or stop appeal-window-certificate.",
)

MEDIATION_AGREEMENT_APPEALABLE = TimeLimit(
    id="mediation-agreement-appealable",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Carry out an agreement on matters that could have been appealed, within the reg 44"
    " limit for the matching order",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the written mediation agreement",
    satisfied_by="agreed action done",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("the limit of reg 44(2) for the matching order"),
            wording="as if the mediation agreement were an order of the First-tier Tribunal",
            source=SEND_REGS_2014.reg("42(2)"),
        ),
    ),
    excuses=(*REG_42_5, *REG_44_3),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Resolve at runtime to the order-* entry for the agreed action, substituting the"
    " agreement date for the order date. E.g. agreement to assess: 2 / 10 / 14 weeks. Not two"
    " weeks across the board, as several local guides say. The reg 44(3) grounds help only where"
    " the corresponding order limb has them (see order-amend-plan).",
)


def as_agreed(order: TimeLimit) -> TimeLimit:
    """Return the limit of an order as it is for an agreement that stands for one: reg 42(2).

    Its parties may agree on another timescale, reg 42(5); no tribunal directs one.
    """
    kept = (e for e in order.excuses if e.ground is not grounds.TRIBUNAL_DIRECTS_OTHERWISE)
    return replace(order, excuses=(*REG_42_5, *kept))


MEDIATION_AGREEMENT_OTHER = TimeLimit(
    id="mediation-agreement-other",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Carry out an agreement on matters with no right of appeal",
    owed_by=OwedBy.LOCAL_AUTHORITY_OR_COMMISSIONING_BODY,
    starts_with="date of the written mediation agreement",
    satisfied_by="agreed action done",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(2),
            wording="within two weeks of the date of the mediation agreement",
            source=SEND_REGS_2014.reg("42(3)"),
        ),
    ),
    excuses=REG_42_5,
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="The written-variation rule in reg 42(5) covers paragraphs (2) and (3) only; it does"
    " not relax the 1-week report in 42(4).",
)

MEDIATION_AGREEMENT_TELL_AUTHORITY = TimeLimit(
    id="mediation-agreement-tell-authority",
    stage=Stage.MEDIATION,
    kind=Kind.HARD_LIMIT,
    duty="Tell the authority of a mediation agreement it was not party to",
    owed_by=OwedBy.RESPONSIBLE_COMMISSIONING_BODY,
    starts_with="date of the mediation agreement",
    satisfied_by="authority notified",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(1),
            wording="within 1 week of the date of that agreement",
            source=SEND_REGS_2014.reg("42(4)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="reg 42(5) agreement to vary does not reach this limit.",
)
