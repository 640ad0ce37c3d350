"""Periods that do not run from the day of what starts them: what hangs on it says less then."""

from datetime import date

from ehcp.domain.deadlines import Status
from ehcp.domain.events.detention import PersonDetained
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.request import BroughtToAttention
from ehcp.domain.events.review import Post16TransferProposed
from ehcp.domain.when import After
from ehcp.law.time_limits.detained import DETAINED_ENTERED_ASSESSMENT_UNFINISHED
from ehcp.law.time_limits.phase_transfer import POST16_TO_POST16
from tests.domain.limits import running, statuses


def test_a_plan_some_weeks_after_a_move_was_proposed_is_not_late_for_a_day_nobody_knows():
    proposed = Post16TransferProposed(on=date(2025, 3, 12))
    amended = AmendedPlanIssued(on=After(event="post16-transfer-proposed", weeks=28))
    found = statuses(POST16_TO_POST16.id, [proposed, amended], date(2026, 1, 6))
    assert found == [Status.UNDETERMINED]


def test_a_plan_some_weeks_after_a_detention_is_late_by_the_day_of_the_request():
    asked, detained = BroughtToAttention(on=date(2023, 1, 2)), PersonDetained(on=date(2023, 2, 20))
    for on in (date(2023, 4, 3), After(event="person-detained", weeks=6)):
        given = [asked, detained, FinalPlanIssued(on=on)]
        (found,) = running(DETAINED_ENTERED_ASSESSMENT_UNFINISHED.id, given, date(2024, 1, 8))
        assert (found.status, found.late_by_days) == (Status.MET, (-49, -49))
