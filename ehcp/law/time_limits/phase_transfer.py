"""Naming the next setting before a transfer between phases of education: reg 18."""

from ehcp.law import grounds
from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import BeforeDate, ByDate, MonthsBefore
from ehcp.law.time_limit import (
    Confidence,
    Excuse,
    Kind,
    OwedBy,
    Reading,
    Stage,
    TimeLimit,
    Version,
)

PHASE_TRANSFER_15_FEB = TimeLimit(
    id="phase-transfer-15-feb",
    stage=Stage.PHASE_TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="Review and, where necessary, amend the plan so it names the next setting (all transfers"
    " except secondary to post-16)",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="child due to move phase within 12 months",
    satisfied_by="final amended plan issued naming the school or type",
    versions=(
        Version(
            since=PART_3,
            period=BeforeDate(2, 15),
            wording="before 15 February in the calendar year of the transfer",
            source=SEND_REGS_2014.reg("18(1)(b)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Transfers: early years to school, infant to junior, primary to middle, primary to"
    " secondary, middle to secondary (reg 2). Because the 12-week process applies, meeting must"
    " be by about 22 Nov of the preceding year.",
    readings=(
        Reading(
            name="before", says="before (complete by 14 Feb)", period=BeforeDate(2, 15), own=True
        ),
        Reading(name="by", says="by 15 Feb (Code 9.179)", period=ByDate(2, 15)),
    ),
)

PHASE_TRANSFER_31_MARCH = TimeLimit(
    id="phase-transfer-31-march",
    stage=Stage.PHASE_TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="Review and, where necessary, amend the plan so it names the post-16 setting",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="secondary pupil due to move to a post-16 institution within 12 months",
    satisfied_by="final amended plan issued naming the institution or type",
    versions=(
        Version(
            since=PART_3,
            period=BeforeDate(3, 31),
            wording="before 31 March in the calendar year of the transfer",
            source=SEND_REGS_2014.reg("18(1)(a)"),
        ),
    ),
    excuses=(
        Excuse(
            ground=grounds.HISTORIC_2015_COHORT,
            source=SEND_REGS_2014.reg("18(3)"),
            condition="Transfers secondary to post-16 on 1 September 2015: before 31 May 2015.",
            confidence=Confidence.HIGH,
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="Only where the move is from secondary school to a post-16 institution (including"
    " apprenticeship settings per commentary). Staying on in the same school's sixth form is not"
    " within the reg 2 definition on its face; still plan a review.",
    readings=(
        Reading(
            name="before", says="before (complete by 30 Mar)", period=BeforeDate(3, 31), own=True
        ),
        Reading(name="by", says="by 31 Mar (Code 9.180-9.181)", period=ByDate(3, 31)),
    ),
)

POST16_TO_POST16 = TimeLimit(
    id="post16-to-post16",
    stage=Stage.PHASE_TRANSFER,
    kind=Kind.HARD_LIMIT,
    duty="Review and, where necessary, amend before a move between post-16 institutions at any"
    " other time",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date the proposed post-16 to post-16 transfer takes place",
    satisfied_by="final amended plan naming the new institution",
    versions=(
        Version(
            since=PART_3,
            period=MonthsBefore(5),
            wording="at least five months before that transfer takes place",
            source=SEND_REGS_2014.reg("18(2)"),
        ),
    ),
    confidence=Confidence.HIGH,
    verified="primary",
    notes="1 September start means complete by 1 April. Where the proposal arises later than"
    " that, record as unavoidable and act as soon as possible; no statutory exception.",
)
