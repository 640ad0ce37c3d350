"""Amending a plan without a review: reg 28."""

from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import DaysBeginningWith, Weeks
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version

AMEND_WITHOUT_REVIEW_REPRESENTATIONS = TimeLimit(
    id="amend-without-review-representations",
    stage=Stage.AMENDMENT,
    kind=Kind.MINIMUM_PERIOD,
    duty="Follow the review-amendment process when amending at any other time",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="amendment notice served",
    satisfied_by="window closed",
    versions=(
        Version(
            since=PART_3,
            period=DaysBeginningWith(15),
            wording="at least 15 days, beginning with the day served",
            source=SEND_REGS_2014.at("reg 28 applying reg 22(2)"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary",
)

AMEND_WITHOUT_REVIEW_FINAL = TimeLimit(
    id="amend-without-review-final",
    stage=Stage.AMENDMENT,
    kind=Kind.HARD_LIMIT,
    duty="Send the final amended plan",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="copy of plan and amendment notice sent",
    satisfied_by="final amended plan sent",
    versions=(
        Version(
            since=PART_3,
            period=Weeks(8),
            wording="within 8 weeks of sending",
            source=SEND_REGS_2014.at("reg 28 applying reg 22(3)"),
        ),
    ),
    confidence=Confidence.MEDIUM,
    verified="secondary",
    notes="No 4-week pre-clock because there is no meeting. Does not reset the annual review"
    " date.",
)
