"""Of two readings of one duty, one drives alerts and counts: never both, never neither."""

from datetime import date, timedelta

import pytest

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.event import Event
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    Route,
)
from ehcp.domain.when import UNKNOWN, Span

HIGH_COURT, OMBUDSMAN = "final-plan-20-weeks", "order-assess-final-plan"
ASKED = date(2026, 1, 5)
REFUSED = AssessmentRefused(on=date(2026, 2, 4))
SIX_WEEKS_AFTER_THE_REQUEST = date(2026, 2, 16)


def driving(*events: Event) -> set[str]:
    """Return which of the limits for the final plan drive."""
    found = deadlines(Case.of(*events), england_and_wales(), date(2026, 3, 2))
    finals = [each for each in found if each.limit.id in (HIGH_COURT, OMBUDSMAN)]
    assert len(finals) == 2
    return {each.limit.id for each in finals if each.drives}


@pytest.mark.parametrize(("later", "drives"), [(-1, OMBUDSMAN), (0, HIGH_COURT), (1, HIGH_COURT)])
def test_the_reading_that_falls_due_first_drives_and_of_two_that_fall_together_the_first(
    later, drives
):
    dropped = SIX_WEEKS_AFTER_THE_REQUEST + timedelta(days=later)
    agreed = AssessmentAgreed(on=dropped, route=Route.OWN_DECISION)
    assert driving(AssessmentRequested(on=ASKED), REFUSED, agreed) == {drives}


@pytest.mark.parametrize("asked", [UNKNOWN, Span(None, date(2026, 1, 5))])
@pytest.mark.parametrize("agreed", [UNKNOWN, Span(None, date(2026, 2, 16))])
def test_of_two_readings_without_a_first_day_one_drives(asked, agreed):
    dropped = AssessmentAgreed(on=agreed, route=Route.OWN_DECISION)
    events = (AssessmentRequested(on=asked), AssessmentRefused(on=UNKNOWN), dropped)
    assert len(driving(*events)) == 1
