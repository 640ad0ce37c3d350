"""What rests on what one side says: it is firm only if it stands without it, in every way."""

from datetime import date

from ehcp.domain.deadlines import Status
from ehcp.domain.event import Basis
from ehcp.domain.events.order import TribunalOrderRedated
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued
from ehcp.domain.events.reassessment import ReassessmentRequested
from ehcp.domain.events.record import DueDayGiven
from ehcp.domain.when import After, Span
from ehcp.law.time_limits.tribunal_order import ORDER_AMEND_PLAN, ORDER_MAKE_PLAN_FINAL
from tests.domain.limits import statuses

DAY = date(2024, 1, 8)
SAID = ReassessmentRequested(on=DAY, basis=Basis.ALLEGED)
AMENDING_DUE = DueDayGiven(on=DAY, limits=(ORDER_AMEND_PLAN.id,))


def test_a_plan_of_a_request_that_one_side_alleges_may_be_of_something_else():
    for on in (DAY, After(event="reassessment-requested", weeks=0)):
        given = [SAID, AmendedPlanIssued(on=on, of=1), AMENDING_DUE]
        assert statuses(ORDER_AMEND_PLAN.id, given, DAY) == [Status.UNDETERMINED]


def test_what_may_be_yet_to_come_does_not_bear_out_what_one_side_says():
    order = TribunalOrderRedated(on=date(2023, 5, 15))
    alleged = DraftPlanIssued(on=date(2024, 5, 20), basis=Basis.ALLEGED)
    may_come = DraftPlanIssued(on=Span(date(2024, 5, 20), date(2024, 8, 20)))
    for given in ([order, alleged], [order, may_come], [order, alleged, may_come]):
        found = statuses(ORDER_MAKE_PLAN_FINAL.id, given, date(2024, 6, 26))
        assert found == [Status.UNDETERMINED]
