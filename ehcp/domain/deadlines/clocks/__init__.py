"""Which events start and stop which time limit: the whole table, in the order of the process."""

from ehcp.domain.deadlines.clocks.amendment import AMENDMENT_CLOCKS
from ehcp.domain.deadlines.clocks.appeal import APPEAL_CLOCKS
from ehcp.domain.deadlines.clocks.assessment import ASSESSMENT_CLOCKS
from ehcp.domain.deadlines.clocks.ceasing import CEASING_CLOCKS
from ehcp.domain.deadlines.clocks.commissioning import COMMISSIONING_CLOCKS
from ehcp.domain.deadlines.clocks.detention import DETENTION_CLOCKS
from ehcp.domain.deadlines.clocks.draft import DRAFT_CLOCKS
from ehcp.domain.deadlines.clocks.final import FINAL_CLOCKS
from ehcp.domain.deadlines.clocks.mediation import MEDIATION_CLOCKS
from ehcp.domain.deadlines.clocks.order import ORDER_CLOCKS
from ehcp.domain.deadlines.clocks.personal_budget import PERSONAL_BUDGET_CLOCKS
from ehcp.domain.deadlines.clocks.phase_transfer import PHASE_TRANSFER_CLOCKS
from ehcp.domain.deadlines.clocks.reassessment import REASSESSMENT_CLOCKS
from ehcp.domain.deadlines.clocks.recommendation import RECOMMENDATION_CLOCKS
from ehcp.domain.deadlines.clocks.request import REQUEST_CLOCKS
from ehcp.domain.deadlines.clocks.review import REVIEW_CLOCKS
from ehcp.domain.deadlines.clocks.review_meeting import REVIEW_MEETING_CLOCKS
from ehcp.domain.deadlines.clocks.rights import RIGHTS_CLOCKS
from ehcp.domain.deadlines.clocks.transfer import TRANSFER_CLOCKS
from ehcp.domain.deadlines.clocks.unopposed import UNOPPOSED_CLOCKS

CLOCKS = (
    *REQUEST_CLOCKS,
    *ASSESSMENT_CLOCKS,
    *DRAFT_CLOCKS,
    *FINAL_CLOCKS,
    *MEDIATION_CLOCKS,
    *APPEAL_CLOCKS,
    *ORDER_CLOCKS,
    *UNOPPOSED_CLOCKS,
    *RECOMMENDATION_CLOCKS,
    *REVIEW_CLOCKS,
    *REVIEW_MEETING_CLOCKS,
    *PHASE_TRANSFER_CLOCKS,
    *AMENDMENT_CLOCKS,
    *REASSESSMENT_CLOCKS,
    *PERSONAL_BUDGET_CLOCKS,
    *CEASING_CLOCKS,
    *TRANSFER_CLOCKS,
    *COMMISSIONING_CLOCKS,
    *DETENTION_CLOCKS,
    *RIGHTS_CLOCKS,
)
CLOCK_OF = {clock.limit.id: clock for clock in CLOCKS}
