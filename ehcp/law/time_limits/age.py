"""What changes with age: CFA 2014 s 83(2), regs 20(6) and 21(6)."""

from ehcp.law.citations import CFA_2014, EDUCATION_ACT_1996, SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import LastFridayInJune, NoFixedPeriod
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version

YOUNG_PERSON_RIGHTS = TimeLimit(
    id="young-person-rights",
    stage=Stage.AGE,
    kind=Kind.MILESTONE,
    duty="Rights holder changes from parent to young person (information, requests, appeals)",
    owed_by=OwedBy.SYSTEM,
    starts_with="pupil ceases to be of compulsory school age",
    satisfied_by="rights-holder switched; capacity position recorded",
    versions=(
        Version(
            since=PART_3,
            period=LastFridayInJune(),
            wording="last Friday in June of the school year in which the pupil reaches 16",
            source=CFA_2014.s("83(2)")
            & EDUCATION_ACT_1996.at("s.8 and school leaving date order"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="secondary",
    notes="Not the 16th birthday. Compute from date of birth; school year containing birthdays 1"
    " Sep-31 Aug. Lack of capacity moves decisions to representative/parent (s.80; regs 64-65)."
    " Summer-born pupils whose 16th birthday falls after the last Friday in June but before 1"
    " September switch while still 15 (Education Act 1996 s.8(3)(a), recollection): never gate on"
    " age 16.",
)

YEAR_9_PREPARING_FOR_ADULTHOOD = TimeLimit(
    id="year-9-preparing-for-adulthood",
    stage=Stage.AGE,
    kind=Kind.MILESTONE,
    duty="Every review from Year 9 on considers provision for preparation for adulthood and"
    " independent living",
    owed_by=OwedBy.MEETING_ORGANISER,
    starts_with="first review meeting when the person is in or beyond Year 9",
    satisfied_by="review record contains preparing-for-adulthood consideration",
    versions=(
        Version(
            since=PART_3,
            period=NoFixedPeriod("at the review"),
            wording="when in or beyond year 9",
            source=SEND_REGS_2014.at("reg 20(6); reg 21(6); plan content reg 12(3)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary (reg 21(6)); secondary for 20(6), 12(3)",
)
