"""Disclosure of a plan to higher education: reg 47."""

from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.commencement import PART_3
from ehcp.law.counting import WorkingDays
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus

HE_DISCLOSURE_REQUEST = TimeLimit(
    id="he-disclosure-request",
    stage=Stage.DISCLOSURE,
    kind=Kind.HARD_LIMIT,
    duty="Send the plan to the DSA assessor / higher education institution at the young person's"
    " request",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="young person asks for disclosure",
    satisfied_by="copy sent",
    versions=(
        Version(
            since=PART_3,
            period=WorkingDays(15),
            wording="within 15 working days (recalled); Code: at the earliest opportunity",
            source=SEND_REGS_2014.reg("47"),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.LOW,
    verified="existence of duty read in explanatory note; period from recollection",
)
