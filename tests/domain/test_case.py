"""What a history amounts to, whatever else is supposed of it."""

from datetime import date

from ehcp.domain.case import Case, Found
from ehcp.domain.events.record import Noted
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested

REQUESTED = AssessmentRequested(on=date(2026, 1, 5))
AGREED = AssessmentAgreed(on=date(2026, 2, 10))


def test_what_is_supposed_not_to_have_happened_stays_out_when_something_else_happens():
    case = Case.of(REQUESTED)
    without = case.without(case.steps).then(AGREED)
    assert [step.event for step in without.steps] == [AGREED]


def test_a_search_among_some_steps_finds_what_comes_after_another():
    case = Case.of(*(Noted(on=date(2024, 1, day), note="") for day in (8, 9, 10)))
    first, second, third = case.steps

    def any_of_them(step):
        return Found(step, surely=True)

    assert case.first_of((Noted,), any_of_them, first, (first, third)) == (third, True)
    assert case.first_of((Noted,), any_of_them, None, (second, third)) == (second, True)
    assert case.first_of((Noted,), any_of_them, third, (first, second)) is None
