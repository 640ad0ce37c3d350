"""What a history amounts to, whatever else is supposed of it."""

from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested

REQUESTED = AssessmentRequested(on=date(2026, 1, 5))
AGREED = AssessmentAgreed(on=date(2026, 2, 10))


def test_what_is_supposed_not_to_have_happened_stays_out_when_something_else_happens():
    case = Case.of(REQUESTED)
    without = case.without(case.steps).then(AGREED)
    assert [step.event for step in without.steps] == [AGREED]
