"""Reviews where they are easily mixed up: two at once, out of order, and after the plan's end.

The meeting of the ordinary review is on Tuesday 24 March 2026: 2 weeks are 7 April, 4 are
21 April, 12 are 16 June; a year that starts with it ends on 23 March 2027.
"""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.commands.review.open_reviews import (
    BEFORE_REVIEW_MEETING,
    NO_MEETING_YET,
    NO_REVIEW,
    REVIEW_OVER,
    WHICH_REVIEW,
)
from ehcp.domain.commands.review.report import REPORTED as REPORTED_YET
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause
from ehcp.domain.events.ceasing import CeaseDecided, CeaseGround, CeaseSetAside, PlanCeased
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewCancelled,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.events.review_meeting import (
    ReviewAdviceCirculated,
    ReviewMeetingFixed,
    ReviewPostponed,
)
from tests.domain.limits import NO_HOLIDAYS, due, running, statuses
from tests.domain.ordinary_case import FINISHED
from tests.domain.ordinary_review import (
    BEGUN,
    FIXED,
    HELD,
    INVITED,
    KEPT,
    MET,
    PLACE,
    READY_TO_MEET,
    REPORTED,
    TO_AMEND,
    WITH_REPORT,
)
from tests.domain.ordinary_review import REPORT as REPORT_IT
from tests.domain.scenario import scenario

YEAR = "annual-review-subsequent"
INSIDE_YEAR = "annual-review-decision-inside-year"
REPORT = "annual-review-report"
AFTER_THE_MEETING = (
    REPORT,
    "annual-review-decision",
    "annual-review-amendment-notice",
    "annual-review-final-12-weeks",
)
SUMMER = date(2026, 7, 1)
EMERGENCY = ReviewMeetingHeld(on=date(2026, 3, 30))
EMERGENCY_PLACE = len(MET) + 1
BOTH = [*MET, EMERGENCY]


def test_a_decision_on_its_own_review_ends_no_year_though_another_met_in_between():
    assert statuses(YEAR, [*BOTH, REPORTED, KEPT], SUMMER) == [Status.NOT_DUE, Status.NOT_DUE]
    assert statuses(INSIDE_YEAR, [*BOTH, REPORTED, KEPT], SUMMER) == [
        Status.MET,
        Status.NOT_DUE,
        Status.NOT_DUE,
    ]
    of_other = ReviewDecisionNotified(
        on=date(2026, 4, 20), of=EMERGENCY_PLACE, decision=ReviewDecision.MAINTAIN
    )
    assert statuses(YEAR, [*BOTH, of_other], SUMMER) == [Status.MET, Status.NOT_DUE]


def test_a_notice_and_a_plan_of_its_own_review_show_no_later_one():
    notice = AmendmentNoticeIssued(
        on=date(2026, 4, 14), of=EMERGENCY_PLACE - 1, cause=NoticeCause.REVIEW
    )
    plan = AmendedPlanIssued(
        on=date(2026, 5, 4), of=EMERGENCY_PLACE + 1, cause=AmendmentCause.REVIEW
    )
    assert statuses(YEAR, [*BOTH, notice, plan], SUMMER) == [Status.NOT_DUE, Status.NOT_DUE]


def test_the_year_of_a_review_ends_the_day_before_its_meeting_comes_round():
    given = [*WITH_REPORT, KEPT]
    last = date(2027, 3, 23)
    assert due(YEAR, given, SUMMER) == last
    assert statuses(YEAR, given, last) == [Status.NOT_DUE]
    assert statuses(YEAR, given, date(2027, 3, 24)) == [Status.OUTSTANDING]
    met = ReviewMeetingHeld(on=date(2027, 3, 1))
    for day, status in ((last, Status.MET), (date(2027, 3, 24), Status.MISSED)):
        decided = ReviewDecisionNotified(
            on=day, of=len(given) + 1, decision=ReviewDecision.MAINTAIN
        )
        assert statuses(YEAR, [*given, met, decided], day)[0] == status


def test_the_year_of_a_meeting_on_a_leap_day_ends_on_27_february():
    given = [*FINISHED, ReviewMeetingHeld(on=date(2028, 2, 29))]
    assert due(YEAR, given, date(2028, 3, 1)) == date(2029, 2, 27)


def test_the_other_reading_counts_the_year_from_the_decision():
    (deadline,) = running(YEAR, [*WITH_REPORT, KEPT], SUMMER)
    (reading,) = deadline.readings
    assert reading.reading == "from-decision"
    assert reading.due is not None and reading.due.exact == date(2027, 4, 13)


def test_a_decision_recorded_here_shows_no_report():
    early = replace(KEPT, on=date(2026, 4, 1))
    assert statuses(REPORT, [*MET, early], date(2026, 4, 7)) == [Status.NOT_DUE]
    assert statuses(REPORT, [*MET, early], date(2026, 4, 8)) == [Status.OUTSTANDING]
    assert statuses(REPORT, [*MET, early, REPORTED], SUMMER) == [Status.MET]
    late = replace(REPORTED, on=date(2026, 4, 8))
    assert statuses(REPORT, [*MET, early, late], SUMMER) == [Status.MISSED]


def test_in_a_file_that_others_kept_it_does():
    met, decided = ReviewMeetingHeld(on=date(2026, 3, 24)), replace(KEPT, on=date(2026, 4, 1))
    found = deadlines(Case.of(met, replace(decided, of=None)), NO_HOLIDAYS, SUMMER)
    assert [str(d.status) for d in found if d.limit.id == REPORT] == [Status.MET]


@pytest.mark.parametrize("limit", AFTER_THE_MEETING)
def test_the_end_of_the_plan_takes_away_what_a_meeting_still_asks_for(limit):
    ceased = PlanCeased(on=date(2026, 4, 1))
    assert statuses(limit, [*MET, ceased], SUMMER) == [Status.DISAPPLIED]
    too_late = replace(ceased, on=date(2026, 6, 17))
    assert statuses(limit, [*MET, too_late], SUMMER) == [Status.MISSED]
    aside = CeaseSetAside(on=date(2026, 4, 6))
    assert statuses(limit, [*MET, ceased, aside], SUMMER) == [Status.OUTSTANDING]


@pytest.mark.parametrize(
    "limit", ["annual-review-meeting-notice", "annual-review-circulate-advice"]
)
def test_the_end_of_the_plan_takes_away_what_comes_before_a_meeting(limit):
    given = [*BEGUN, FIXED, PlanCeased(on=date(2026, 3, 2))]
    assert statuses(limit, given, SUMMER) == [Status.DISAPPLIED]


CIRCULATE = "annual-review-circulate-advice"
PUT_OFF = ReviewPostponed(on=date(2026, 3, 16), of=PLACE)
# the meeting was to be on 24 March, and is put off to the 31st: two weeks before is the 17th
ANEW = replace(FIXED, on=date(2026, 3, 17), meeting=date(2026, 3, 31))


def test_advice_that_went_out_in_time_is_not_late_because_the_meeting_was_put_off():
    given = [*READY_TO_MEET, PUT_OFF, ANEW]
    assert due(CIRCULATE, given, SUMMER) == date(2026, 3, 17)
    assert statuses(CIRCULATE, given, SUMMER) == [Status.MET]
    held = replace(HELD, on=date(2026, 3, 31))
    assert statuses(CIRCULATE, [*given, held], SUMMER) == [Status.MET]
    assert statuses(CIRCULATE, [*INVITED, PUT_OFF, ANEW], SUMMER) == [Status.OUTSTANDING]
    meeting_notice = statuses("annual-review-meeting-notice", given, SUMMER)
    assert meeting_notice == [Status.OUTSTANDING]  # of the other day everybody is told anew


def test_what_went_out_for_a_meeting_that_was_held_is_not_for_the_next():
    again = replace(ANEW, on=date(2026, 4, 1), meeting=date(2026, 4, 28))
    assert statuses(CIRCULATE, [*MET, again], SUMMER)[-1] == Status.OUTSTANDING


def test_nor_is_last_years_where_nobody_says_of_which_review_it_is():
    last_year = [
        ReviewAdviceCirculated(on=date(2025, 3, 10)),
        ReviewMeetingHeld(on=date(2025, 3, 25)),
    ]
    fixed = ReviewMeetingFixed(on=date(2026, 2, 10), meeting=date(2026, 3, 24))
    for before in (last_year, last_year[:1]):
        case = Case.of(*before, fixed)
        found = deadlines(case, NO_HOLIDAYS, SUMMER)
        assert [str(d.status) for d in found if d.limit.id == CIRCULATE] == [Status.OUTSTANDING]


def test_a_plan_that_ended_in_a_file_that_others_kept_changes_nothing_that_is_judged_by_it():
    case = Case.of(ReviewMeetingHeld(on=date(2026, 3, 24)), PlanCeased(on=date(2026, 4, 1)))
    found = deadlines(case, NO_HOLIDAYS, SUMMER)
    assert [str(d.status) for d in found if d.limit.id in AFTER_THE_MEETING] == [
        Status.OUTSTANDING
    ] * len(AFTER_THE_MEETING)


def test_to_amend_leaves_the_plan_due_in_12_weeks_and_to_keep_it_does_not():
    limit = "annual-review-final-12-weeks"
    assert due(limit, [*WITH_REPORT, TO_AMEND], SUMMER) == date(2026, 6, 16)
    assert statuses(limit, [*WITH_REPORT, TO_AMEND], date(2026, 6, 16)) == [Status.NOT_DUE]
    assert statuses(limit, [*WITH_REPORT, TO_AMEND], date(2026, 6, 17)) == [Status.OUTSTANDING]
    assert statuses(limit, [*WITH_REPORT, KEPT], SUMMER) == [Status.DISAPPLIED]


def test_a_report_may_come_after_the_decision():
    late = replace(REPORT_IT, on=date(2026, 4, 20))
    sent = replace(REPORTED, on=date(2026, 4, 20))
    for decision in (KEPT, TO_AMEND):
        scenario(given=[*MET, decision], when=late, then=[sent])
        scenario(given=[*MET, decision], when=replace(late, review=PLACE), then=[sent])
        scenario(given=[*MET, decision, sent], when=replace(late, review=PLACE), then=REPORTED_YET)
    scenario(given=[*MET, KEPT, sent], when=late, then=NO_REVIEW)


def test_of_two_without_a_report_it_is_said_which_one_is_meant():
    late = replace(REPORT_IT, on=date(2026, 4, 20))
    kept = ReviewDecisionNotified(
        on=date(2026, 4, 20), of=EMERGENCY_PLACE, decision=ReviewDecision.MAINTAIN
    )
    scenario(given=[*BOTH, KEPT, kept], when=late, then=WHICH_REVIEW)
    sent = replace(REPORTED, on=date(2026, 4, 20))
    scenario(given=[*BOTH, KEPT, kept], when=replace(late, review=PLACE), then=[sent])


def test_a_review_that_was_called_off_has_no_report():
    called_off = ReviewCancelled(on=date(2026, 3, 2), of=PLACE)
    late = replace(REPORT_IT, on=date(2026, 4, 20), review=PLACE)
    scenario(given=[*BEGUN, called_off], when=late, then=REVIEW_OVER)
    scenario(given=BEGUN, when=late, then=NO_MEETING_YET)
    scenario(given=MET, when=replace(late, on=date(2026, 3, 23)), then=BEFORE_REVIEW_MEETING)


NOTICE_LIMIT, PLAN_LIMIT = "annual-review-amendment-notice", "annual-review-final-12-weeks"
TO_CEASE = CeaseDecided(on=date(2026, 4, 17), ground=CeaseGround.PAID_EMPLOYMENT)
SET_ASIDE = CeaseSetAside(on=date(2026, 5, 4), of=len(WITH_REPORT) + 2)


def test_a_decision_to_cease_that_was_set_aside_leaves_one_to_amend_standing():
    given = [*WITH_REPORT, TO_AMEND, TO_CEASE]
    for limit in (NOTICE_LIMIT, PLAN_LIMIT):
        assert statuses(limit, given, SUMMER) == [Status.DISAPPLIED]
        assert statuses(limit, [*given, SET_ASIDE], SUMMER) == [Status.OUTSTANDING]
    notice = AmendmentNoticeIssued(
        on=date(2026, 4, 14), of=len(WITH_REPORT), cause=NoticeCause.REVIEW
    )
    given = [*WITH_REPORT, notice, TO_CEASE, SET_ASIDE]
    assert statuses(PLAN_LIMIT, given, SUMMER) == [Status.OUTSTANDING]


def test_where_it_was_the_only_decision_nobody_decided_to_amend():
    given = [*WITH_REPORT, TO_CEASE, replace(SET_ASIDE, of=len(WITH_REPORT) + 1)]
    assert statuses(NOTICE_LIMIT, given, SUMMER) == [Status.DISAPPLIED]
