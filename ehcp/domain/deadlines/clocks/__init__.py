"""Which events start and stop which time limit: the whole table, in the order of the process."""

from ehcp.domain.deadlines.clocks.order import ORDER_CLOCKS, UNOPPOSED_CLOCKS
from ehcp.domain.deadlines.clocks.other import OTHER_CLOCKS
from ehcp.domain.deadlines.clocks.own import OWN_CLOCKS
from ehcp.domain.deadlines.clocks.request import REQUEST_CLOCKS
from ehcp.domain.deadlines.clocks.review import REVIEW_CLOCKS

CLOCKS = (
    *REQUEST_CLOCKS,
    *ORDER_CLOCKS,
    *UNOPPOSED_CLOCKS,
    *REVIEW_CLOCKS,
    *OTHER_CLOCKS,
    *OWN_CLOCKS,
)
CLOCK_OF = {clock.limit.id: clock for clock in CLOCKS}
