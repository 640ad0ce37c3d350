"""The next review of a plan is listed although one before it still awaits something."""

from datetime import date

from ehcp.application.one_case.reviews import reviews_shown
from ehcp.domain.deadlines import deadlines
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewStarted,
)
from ehcp.domain.events.transfer import PlanPassedOn, PlanReceived
from tests.domain.ordinary_case import FINISHED
from tests.domain.ordinary_review import MET, TO_AMEND, WITH_REPORT
from tests.domain.scenario import recorded
from tests.projections.histories import CALENDAR

AMENDING = [*WITH_REPORT, TO_AMEND]


def listed(on, *events):
    case = recorded(*events).seen(as_at=on)
    shown = reviews_shown(case, deadlines(case, CALENDAR, on))
    return [(r.state, r.limit, r.due.exact if r.due else None) for r in shown]


def test_while_the_amended_plan_of_the_last_one_is_awaited():
    notice = ("decided", "annual-review-amendment-notice", date(2026, 4, 21))
    following = ("not-begun", "annual-review-subsequent", date(2027, 3, 23))
    for on in date(2026, 4, 20), date(2027, 4, 20):
        assert listed(on, *AMENDING) == [notice, following]


def test_until_it_is_begun_itself():
    started = ReviewStarted(on=date(2027, 2, 1))
    _, begun = listed(date(2027, 2, 2), *AMENDING, started)
    assert begun == ("planned", "annual-review-subsequent", date(2027, 3, 23))


def test_not_while_the_one_that_was_held_is_undecided():
    assert [state for state, *_ in listed(date(2026, 3, 30), *MET)] == ["held"]
    shown = AmendmentNoticeIssued(on=date(2026, 4, 21), of=len(MET))
    assert [state for state, *_ in listed(date(2026, 5, 4), *MET, shown)] == [
        "held",
        "not-begun",
    ]


def test_nor_is_it_one_of_which_a_file_lacks_the_decision():
    early = ReviewMeetingHeld(on=date(2026, 3, 2))
    late = ReviewMeetingHeld(on=date(2027, 3, 1))
    kept = ReviewDecisionNotified(on=date(2027, 3, 15), decision=ReviewDecision.MAINTAIN)
    found = listed(date(2028, 1, 10), *FINISHED, early, late, kept)
    assert [state for state, *_ in found] == ["held", "finished", "not-begun"]
    assert found[-1] == ("not-begun", "annual-review-subsequent", date(2028, 2, 29))


def test_none_of_a_plan_that_has_ended_goes_on():
    gone, back = PlanPassedOn(on=date(2026, 3, 30)), PlanReceived(on=date(2027, 1, 11))
    case = recorded(*MET, gone)
    (line,) = reviews_shown(case, deadlines(case, CALENDAR, date(2026, 4, 20)))
    assert (line.open, line.limit, line.lacks) == (False, None, ())
    for begun in MET, [*FINISHED, ReviewStarted(on=date(2026, 2, 2))]:
        found = listed(date(2027, 1, 12), *begun, gone, back)
        assert found[0][1:] == (None, None)
        assert found[1][:2] == ("not-begun", "la-transfer-review")
