"""Recommendations of the Tribunal on health and social care: SI 2017/1306."""

from ehcp.law.citations import RECOMMENDATIONS_2017
from ehcp.law.commencement import RECOMMENDATIONS
from ehcp.law.counting import DaysBeginningWith, Weeks
from ehcp.law.time_limit import Confidence, Kind, OwedBy, Stage, TimeLimit, Version
from ehcp.law.time_limits import coronavirus

RECOMMENDATION_RESPONSE_HEALTH = TimeLimit(
    id="recommendation-response-health",
    stage=Stage.RECOMMENDATION,
    kind=Kind.HARD_LIMIT,
    duty="Respond in writing to a Tribunal recommendation about health care needs/provision,"
    " saying what will be done or why not",
    owed_by=OwedBy.RESPONSIBLE_COMMISSIONING_BODY,
    starts_with="date of the Tribunal's recommendation",
    satisfied_by="written response sent to parent/young person and authority",
    versions=(
        Version(
            since=RECOMMENDATIONS,
            period=Weeks(5),
            wording="within 5 weeks of the recommendation",
            source=RECOMMENDATIONS_2017.at("regs 6-7"),
            cautious=DaysBeginningWith(35),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary: two independent local sources for 5 weeks; instrument's note read for"
    " scope (s.51(2)(b)-(f)) and start (decisions made, or plans made or amended, on or after 3"
    " Apr 2018); regs 4-7 text not read",
    notes="Recommendations are non-binding; available in s.51(2)(b)-(f) appeals only, never"
    " refusal to assess. Whether the recommendation date counts as day 1 not verified: use the"
    " earlier reading (order date + 34 days) for alerts.",
)

RECOMMENDATION_RESPONSE_SOCIAL_CARE = TimeLimit(
    id="recommendation-response-social-care",
    stage=Stage.RECOMMENDATION,
    kind=Kind.HARD_LIMIT,
    duty="Respond in writing to a Tribunal recommendation about social care needs/provision,"
    " saying what will be done or why not",
    owed_by=OwedBy.LOCAL_AUTHORITY,
    starts_with="date of the Tribunal's recommendation",
    satisfied_by="written response sent to parent/young person",
    versions=(
        Version(
            since=RECOMMENDATIONS,
            period=Weeks(5),
            wording="within 5 weeks of the recommendation",
            source=RECOMMENDATIONS_2017.at("regs 6-7"),
            cautious=DaysBeginningWith(35),
        ),
    ),
    temporary=(coronavirus.AS_SOON_AS_PRACTICABLE_DOUBTED,),
    confidence=Confidence.MEDIUM,
    verified="secondary: two independent local sources for 5 weeks; instrument's note read for"
    " scope (s.51(2)(b)-(f)) and start (decisions made, or plans made or amended, on or after 3"
    " Apr 2018); regs 4-7 text not read",
    notes="Recommendations are non-binding; available in s.51(2)(b)-(f) appeals only, never"
    " refusal to assess. Whether the recommendation date counts as day 1 not verified: use the"
    " earlier reading (order date + 34 days) for alerts.",
)
