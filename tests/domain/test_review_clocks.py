"""What is due in a review, with the days written out: the last in time, and the day after."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ehcp.domain.alerts import prompts
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.deadlines.explanation import explain
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.opening import Child
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.review import (
    LightTouchReviewHeld,
    Post16TransferDropped,
    Post16TransferProposed,
    ReviewCancelled,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewKind,
    ReviewListSent,
    ReviewMeetingHeld,
    ReviewReportSent,
)
from ehcp.domain.events.review_meeting import ReviewPostponed
from ehcp.domain.plan.institution import Institution
from ehcp.law.calendar import Calendar
from tests.domain.ordinary_case import FINISHED, OAK, OAK_PLACEMENT, OPENED, TEENAGER, naming
from tests.domain.ordinary_review import (
    ADVICE,
    BEGUN,
    CIRCULATED,
    FIXED,
    HELD,
    INVITATIONS,
    KEPT,
    MET,
    PLACE,
    REPORTED,
    STARTED,
    TO_AMEND,
    WITH_REPORT,
)
from tests.domain.scenario import recorded

NO_HOLIDAYS = Calendar(frozenset())
NOTICE = "annual-review-meeting-notice"
CIRCULATE = "annual-review-circulate-advice"
INSIDE_YEAR = "annual-review-decision-inside-year"
UNDER_FIVE = "annual-review-under-5"
TERM_LIST = "annual-review-term-list"
ADULTHOOD = "year-9-preparing-for-adulthood"
COLLEGE = "post16-to-post16"
OPENED_ID = UUID(int=1)
FIXED_DAY = [*BEGUN, FIXED]


def found(limit, given, on):
    """Return the runnings of a limit in a case recorded here."""
    return [d for d in deadlines(recorded(*given), NO_HOLIDAYS, on) if d.limit.id == limit]


def statuses(limit, given, on=date(2026, 7, 1)):
    """Return how each running of a limit stands on a day."""
    return [str(deadline.status) for deadline in found(limit, given, on)]


def due(limit, given, on=date(2026, 7, 1)):
    """Return the day on which the only running of a limit falls due."""
    (deadline,) = found(limit, given, on)
    return deadline.due.exact


def test_notice_is_given_two_weeks_before_the_meeting():
    assert due(NOTICE, FIXED_DAY) == date(2026, 3, 10)
    assert statuses(NOTICE, FIXED_DAY, on=date(2026, 3, 10)) == [Status.NOT_DUE]
    assert statuses(NOTICE, FIXED_DAY, on=date(2026, 3, 11)) == [Status.OUTSTANDING]
    last = replace(INVITATIONS[4], on=date(2026, 3, 10))
    late = replace(INVITATIONS[4], on=date(2026, 3, 11))
    assert statuses(NOTICE, [*FIXED_DAY, *INVITATIONS[:4], last]) == [Status.MET]
    assert statuses(NOTICE, [*FIXED_DAY, *INVITATIONS[:4], late]) == [Status.MISSED]


def test_notice_is_given_when_everybody_has_been_told():
    on = date(2026, 3, 9)
    assert statuses(NOTICE, [*FIXED_DAY, *INVITATIONS[:4]], on=on) == [Status.NOT_DUE]
    at_home = replace(STARTED, attends=False, institution=None)
    without = [INVITATIONS[0], *INVITATIONS[2:]]
    assert statuses(NOTICE, [*FINISHED, at_home, FIXED, *without], on=on) == [Status.MET]


def test_notice_is_counted_back_from_the_day_that_stands():
    postponed = ReviewPostponed(on=date(2026, 3, 12), of=PLACE)
    again = replace(FIXED, on=date(2026, 3, 12), meeting=date(2026, 4, 21))
    assert statuses(NOTICE, [*FIXED_DAY, postponed]) == []
    assert due(NOTICE, [*FIXED_DAY, postponed, again]) == date(2026, 4, 7)
    cancelled = ReviewCancelled(on=date(2026, 3, 2), of=PLACE)
    assert statuses(NOTICE, [*FIXED_DAY, cancelled]) == []


def test_notice_of_one_review_is_no_notice_of_another():
    emergency = replace(STARTED, on=date(2026, 3, 2), kind=ReviewKind.EMERGENCY)
    second = replace(FIXED, on=date(2026, 3, 2), of=PLACE + 1, meeting=date(2026, 3, 24))
    given = [*BEGUN, emergency, FIXED, second, *INVITATIONS]
    assert statuses(NOTICE, given) == [Status.MET, Status.OUTSTANDING]


def test_somebody_is_told_when_notice_is_overdue_and_warned_by_clear_weeks():
    case = recorded(*FIXED_DAY)
    open_ = found(NOTICE, FIXED_DAY, date(2026, 3, 2))
    (prompt,) = prompts(OPENED_ID, case, open_, NO_HOLIDAYS)
    assert (prompt.due, prompt.warn_by) == (date(2026, 3, 10), date(2026, 3, 9))
    assert prompt.falls_overdue


def test_why_notice_is_late_is_told_as_lateness():
    late = replace(INVITATIONS[4], on=date(2026, 3, 11))
    (deadline,) = found(NOTICE, [*FIXED_DAY, *INVITATIONS[:4], late], date(2026, 7, 1))
    told = " ".join(explain(deadline, NO_HOLIDAYS))
    assert "the last day in time is Tuesday 10 March 2026" in told
    assert "It was missed: it was done late. That is 1 day late." in told


def test_advice_is_circulated_two_weeks_before_the_meeting():
    given = [*FIXED_DAY, *INVITATIONS, *ADVICE]
    assert due(CIRCULATE, given) == date(2026, 3, 10)
    assert statuses(CIRCULATE, given, on=date(2026, 3, 10)) == [Status.NOT_DUE]
    assert statuses(CIRCULATE, [*given, CIRCULATED]) == [Status.MET]
    late = replace(CIRCULATED, on=date(2026, 3, 11))
    assert statuses(CIRCULATE, [*given, late]) == [Status.MISSED]
    assert statuses(CIRCULATE, [*given, HELD]) == [Status.MISSED]


def test_the_decision_is_notified_within_the_year_as_well():
    assert due(INSIDE_YEAR, FINISHED) == date(2026, 5, 11)
    assert statuses(INSIDE_YEAR, MET, on=date(2026, 5, 11))[0] == Status.NOT_DUE
    assert statuses(INSIDE_YEAR, MET, on=date(2026, 5, 12))[0] == Status.OUTSTANDING
    last = replace(KEPT, on=date(2026, 5, 11))
    late = replace(KEPT, on=date(2026, 5, 12))
    assert statuses(INSIDE_YEAR, [*MET, last]) == [Status.MET, Status.NOT_DUE]
    assert statuses(INSIDE_YEAR, [*MET, late]) == [Status.MISSED, Status.NOT_DUE]
    ceased = PlanCeased(on=date(2026, 1, 5))
    assert statuses(INSIDE_YEAR, [*FINISHED, ceased]) == [Status.DISAPPLIED]


def test_what_repeats_the_yearly_limit_is_not_alerted_twice():
    on = date(2026, 5, 1)
    assert [d.drives for d in found(INSIDE_YEAR, FINISHED, on)] == [False]
    assert [d.drives for d in found("annual-review-first", FINISHED, on)] == [True]


def test_the_next_review_ends_the_year_of_the_last_whoever_says_whose_it_is():
    second = ReviewMeetingHeld(on=date(2027, 3, 1))
    place = len(MET) + 3
    decided = ReviewDecisionNotified(
        on=date(2027, 3, 15), of=place, decision=ReviewDecision.MAINTAIN
    )
    given = [*WITH_REPORT, KEPT, second, decided]
    limit = "annual-review-subsequent"
    assert statuses(limit, given, on=date(2027, 4, 1)) == [Status.MET, Status.NOT_DUE]


def test_a_report_and_a_decision_end_the_limits_of_their_own_review_alone():
    other = ReviewMeetingHeld(on=date(2026, 3, 30))
    given = [*MET, other, REPORTED, KEPT]
    on = date(2026, 7, 1)
    for limit in ("annual-review-report", "annual-review-decision"):
        assert statuses(limit, given, on) == [Status.MET, Status.OUTSTANDING]
    limit = "annual-review-final-12-weeks"
    assert statuses(limit, given, on) == [Status.DISAPPLIED, Status.OUTSTANDING]


def from_decision(given):
    """The last day of the next review by the reading that counts from the decision, for each."""
    on = date(2026, 7, 1)
    return [
        [reading.due.exact for reading in deadline.readings if reading.due]
        for deadline in found("annual-review-subsequent", given, on)
    ]


def test_the_year_that_is_counted_from_a_decision_is_counted_from_that_of_the_same_review():
    other = ReviewMeetingHeld(on=date(2026, 3, 30))
    on_other = replace(KEPT, on=date(2026, 4, 7), of=len(MET) + 1)
    own, others = date(2027, 4, 13), date(2027, 4, 6)
    assert from_decision([*MET, other, on_other, KEPT]) == [[own], [others]]
    assert from_decision([*MET, other, KEPT]) == [[own], []]
    unsaid = replace(on_other, of=None)
    assert from_decision([*MET, other, unsaid]) == [[], [others]]
    assert from_decision([*MET, unsaid, KEPT]) == [[own]]


@pytest.mark.parametrize(
    ("limit", "last"),
    [
        ("annual-review-report", date(2026, 4, 7)),
        ("annual-review-decision", date(2026, 4, 21)),
        ("annual-review-amendment-notice", date(2026, 4, 21)),
        ("annual-review-final-12-weeks", date(2026, 6, 16)),
    ],
)
def test_the_limits_after_the_meeting_run_from_it(limit, last):
    assert due(limit, MET) == last


def test_a_decision_to_amend_takes_no_duty_away():
    given = [*WITH_REPORT, TO_AMEND]
    assert statuses("annual-review-amendment-notice", given) == [Status.OUTSTANDING]


TODDLER = Child(name="Ivy Hill", date_of_birth=date(2021, 9, 2))
YOUNG = [replace(OPENED, child=TODDLER), *FINISHED[1:]]
LOOK = LightTouchReviewHeld(on=date(2025, 11, 12))


def test_the_plan_of_a_child_under_five_is_looked_at_every_six_months():
    assert due(UNDER_FIVE, YOUNG) == date(2025, 11, 12)
    assert statuses(UNDER_FIVE, YOUNG, on=date(2025, 11, 12)) == [Status.NOT_DUE]
    assert statuses(UNDER_FIVE, YOUNG, on=date(2025, 11, 13)) == [Status.OUTSTANDING]
    on = date(2025, 12, 1)
    assert statuses(UNDER_FIVE, [*YOUNG, LOOK], on) == [Status.MET, Status.NOT_DUE]
    late = replace(LOOK, on=date(2025, 11, 13))
    assert statuses(UNDER_FIVE, [*YOUNG, late], on) == [Status.MISSED, Status.NOT_DUE]
    assert statuses(UNDER_FIVE, FINISHED, on) == []


def test_a_child_who_is_five_before_then_need_not_be_looked_at():
    # the look on 1 March 2026 would be followed by one by 1 September, a day before the birthday
    last = replace(LOOK, on=date(2026, 3, 1))
    after = replace(LOOK, on=date(2026, 3, 2))
    on = date(2026, 4, 1)
    assert len(statuses(UNDER_FIVE, [*YOUNG, last], on)) == 2
    assert len(statuses(UNDER_FIVE, [*YOUNG, after], on)) == 1


def test_the_list_is_sent_two_weeks_before_the_term():
    begun = [*FINISHED, replace(STARTED, term_starts=date(2026, 4, 13))]
    assert statuses(TERM_LIST, BEGUN) == []
    assert due(TERM_LIST, begun) == date(2026, 3, 30)
    sent = ReviewListSent(on=date(2026, 3, 30), of=PLACE)
    assert statuses(TERM_LIST, [*begun, sent]) == [Status.MET]
    assert statuses(TERM_LIST, [*begun, replace(sent, on=date(2026, 3, 31))]) == [Status.MISSED]
    cancelled = ReviewCancelled(on=date(2026, 3, 2), of=PLACE)
    assert statuses(TERM_LIST, [*begun, cancelled]) == [Status.DISAPPLIED]


def test_a_review_from_year_9_on_considers_adulthood():
    older = [replace(OPENED, child=TEENAGER), *MET[1:]]
    silent = replace(REPORTED, adulthood=None)
    said = replace(REPORTED, adulthood="A supported internship.")
    assert statuses(ADULTHOOD, MET) == []
    assert statuses(ADULTHOOD, older) == [Status.NO_LIMIT]
    assert statuses(ADULTHOOD, [*older, silent]) == [Status.NO_LIMIT]
    assert statuses(ADULTHOOD, [*older, said]) == [Status.MET]
    ceased = PlanCeased(on=date(2026, 6, 1))
    assert statuses(ADULTHOOD, [*older, silent, ceased]) == [Status.DISAPPLIED]
    assert statuses(ADULTHOOD, [*older, said, ceased]) == [Status.MET]


PROPOSED = Post16TransferProposed(on=date(2026, 1, 12), moves_on=date(2026, 9, 1), institution=OAK)
AMENDED = AmendedPlanIssued(on=date(2026, 4, 1), plan=naming(OAK_PLACEMENT))


def test_the_plan_is_amended_five_months_before_a_move_between_colleges():
    given = [*FINISHED, PROPOSED]
    assert due(COLLEGE, given) == date(2026, 4, 1)
    assert statuses(COLLEGE, given, on=date(2026, 4, 1)) == [Status.NOT_DUE]
    assert statuses(COLLEGE, given, on=date(2026, 4, 2)) == [Status.OUTSTANDING]
    assert statuses(COLLEGE, [*given, AMENDED]) == [Status.MET]
    late = replace(AMENDED, on=date(2026, 4, 2))
    assert statuses(COLLEGE, [*given, late]) == [Status.MISSED]


def test_a_plan_that_names_another_institution_is_not_enough():
    elsewhere = replace(PROPOSED, institution=Institution(name="Vale College"))
    given = [*FINISHED, elsewhere, AMENDED]
    assert statuses(COLLEGE, given) == [Status.OUTSTANDING]
    unsaid = replace(AMENDED, plan=None)
    assert statuses(COLLEGE, [*FINISHED, elsewhere, unsaid]) == [Status.MET]


def test_a_move_that_is_no_longer_proposed_needs_nothing():
    dropped = Post16TransferDropped(on=date(2026, 5, 1), of=len(FINISHED) + 1)
    assert statuses(COLLEGE, [*FINISHED, PROPOSED, dropped]) == []
    ceased = PlanCeased(on=date(2026, 3, 2))
    assert statuses(COLLEGE, [*FINISHED, PROPOSED, ceased]) == [Status.DISAPPLIED]


def test_a_file_that_others_kept_starts_none_of_those_that_are_our_own():
    report = ReviewReportSent(on=date(2026, 4, 2))
    case = Case.of(replace(OPENED, child=TEENAGER), *FINISHED[1:], replace(HELD, of=None), report)
    limits = {d.limit.id for d in deadlines(case, NO_HOLIDAYS, date(2026, 7, 1))}
    assert limits & {INSIDE_YEAR, UNDER_FIVE, ADULTHOOD} == set()
    assert "annual-review-report" in limits
