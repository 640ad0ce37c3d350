"""Two requests are pending, and the first is withdrawn: what happened, and what is asked then.

The parent asks on Monday 6 January 2025, the school on Monday 3 February. The parent withdraws on
Monday 10 February.
"""

from datetime import date

from ehcp.domain.commands.request.decision import AgreeToAssess, RefuseToAssess
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRequested,
    FamilyConsulted,
    Method,
    Requester,
    RequestWithdrawn,
)
from tests.domain.ordinary_case import NOTICE, OPENED, REQUESTED, S19

DECIDE = "assessment-decision-notify"
NO_PLAN = "decision-not-to-issue"
PLAN = "final-plan-20-weeks"

FIRST, SECOND = 2, 3
SCHOOL_ASKED = AssessmentRequested(on=date(2025, 2, 3), requested_by=Requester.SCHOOL_OR_POST_16)
BOTH = [OPENED, REQUESTED, SCHOOL_ASKED]
FIRST_WITHDRAWN = RequestWithdrawn(on=date(2025, 2, 10), of=FIRST)
SECOND_WITHDRAWN = RequestWithdrawn(on=date(2025, 2, 10), of=SECOND)
ALL_WITHDRAWN = RequestWithdrawn(on=date(2025, 2, 10))
SECOND_ALONE = [*BOTH, FIRST_WITHDRAWN]

CONSULTED_ON_FIRST = FamilyConsulted(on=date(2025, 2, 5), of=FIRST, method=Method.MEETING)
CONSULTED_ON_SECOND = FamilyConsulted(on=date(2025, 2, 12), of=SECOND, method=Method.MEETING)
AGREED_ON_FIRST = AssessmentAgreed(on=date(2025, 2, 7), of=FIRST)
AGREED_ON_SECOND = AssessmentAgreed(on=date(2025, 3, 3), of=SECOND)

AGREE = AgreeToAssess(
    on=date(2025, 3, 3), s19_considered=S19, may_have_sen=True, plan_may_be_necessary=True
)
REFUSE = RefuseToAssess(
    on=date(2025, 3, 3),
    reasons="What she needs is there.",
    may_have_sen=True,
    plan_may_be_necessary=False,
    notice=NOTICE,
    s19_considered=S19,
)
