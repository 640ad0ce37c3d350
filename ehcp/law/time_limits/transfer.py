"""Moves to another authority or commissioning body: regs 15 and 16."""

from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import (
    Days,
    LaterOf,
    MonthsStartingWith,
    Weeks,
    WorkingDays,
    WorkingDaysBeginningWith,
)
from ehcp.law.time_limit import Confidence, Kind, Limb, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus

LA_TRANSFER_ON_MOVE = TimeLimit(
    id="la-transfer-on-move",
    stage=Stage.TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="Old authority transfers the plan",
    owed_by=OwedBy.OLD_LOCAL_AUTHORITY,
    starts_with="day of the move (authority aware at least 15 working days before)",
    satisfied_by="plan transferred",
    versions=(
        Version(
            since=PART_3,
            period=Days(0),
            wording="on the day of the move",
            source=SEND_REGS_2014.reg("15(2)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
)

LA_TRANSFER_LATE_NOTICE = TimeLimit(
    id="la-transfer-late-notice",
    stage=Stage.TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="Old authority transfers the plan where it learned late",
    owed_by=OwedBy.OLD_LOCAL_AUTHORITY,
    starts_with="day the old authority became aware of the move (less than 15 working days'"
    " warning, or after)",
    satisfied_by="plan transferred",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDaysBeginningWith(15),
            wording="within 15 working days beginning with the day on which it did become aware",
            source=SEND_REGS_2014.reg("15(2)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE,),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Day of awareness is day 1 if a working day. Last day = 14 working days later.",
)

LA_TRANSFER_INFORM_FAMILY = TimeLimit(
    id="la-transfer-inform-family",
    stage=Stage.TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="New authority tells the family the plan has transferred, whether it will assess, and"
    " when it will review",
    owed_by=OwedBy.NEW_LOCAL_AUTHORITY,
    starts_with="date of the transfer",
    satisfied_by="family informed of all three matters",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(6),
            wording="within 6 weeks of the date of the transfer",
            source=SEND_REGS_2014.reg("15(4)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.HIGH,
    verified="primary",
)

LA_TRANSFER_REVIEW = TimeLimit(
    id="la-transfer-review",
    stage=Stage.TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="New authority reviews the plan",
    owed_by=OwedBy.NEW_LOCAL_AUTHORITY,
    starts_with="later of (a) date plan made or last reviewed and (b) date of transfer",
    satisfied_by="review completed",
    versions=(
        Version(
            since=PART_3,
            period=LaterOf((MonthsStartingWith(12), MonthsStartingWith(3)), needs=2),
            wording="before the later of 12 months beginning with (a) and 3 months beginning with"
            " (b)",
            source=SEND_REGS_2014.reg("15(5)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary (12-month limb, opening) + secondary (3-month limb)",
    notes="Displaces s.44(1) only for the new authority's first review. New authority must"
    " maintain and secure provision from day one, including fees, until it amends.",
    limbs=(
        Limb(of="date plan made or last reviewed", period=MonthsStartingWith(12)),
        Limb(of="date of transfer", period=MonthsStartingWith(3)),
    ),
)

COMMISSIONER_CHANGE_WITH_MOVE = TimeLimit(
    id="commissioner-change-with-move",
    stage=Stage.TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="Old commissioning body notifies the new one when the change comes from a move between"
    " authorities",
    owed_by=OwedBy.OLD_COMMISSIONING_BODY,
    starts_with="day of the move, or day it became aware if less than 15 working days' warning",
    satisfied_by="new commissioning body notified",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDaysBeginningWith(15),
            wording="on the day of the move, or within 15 working days beginning with the day it"
            " became aware",
            source=SEND_REGS_2014.reg("16"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary",
)

COMMISSIONER_CHANGE_OTHER = TimeLimit(
    id="commissioner-change-other",
    stage=Stage.TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="Old commissioning body notifies the new one when the change has another cause (e.g. GP"
    " change)",
    owed_by=OwedBy.OLD_COMMISSIONING_BODY,
    starts_with="old body becomes aware of the change",
    satisfied_by="new commissioning body notified",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDays(15),
            wording="within 15 working days of becoming aware",
            source=SEND_REGS_2014.reg("16(2)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary; paragraph number from recollection",
)

COMMISSIONER_NEW_NOT_PRACTICABLE = TimeLimit(
    id="commissioner-new-not-practicable",
    stage=Stage.TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="New commissioning body that cannot secure the health provision asks the authority to"
    " assess or review; authority must comply",
    owed_by=OwedBy.NEW_COMMISSIONING_BODY,
    starts_with="new body becomes aware it is responsible",
    satisfied_by="request made to authority",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDays(15),
            wording="within 15 working days of becoming aware",
            source=SEND_REGS_2014.reg("16(3)"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary; paragraph number from recollection",
    notes="Authority must comply with the request; commissioning body must meanwhile arrange"
    " provision. The request goes to the authority then responsible; it asks for an EHC needs"
    " assessment or a review and the authority has no discretion to refuse.",
)
