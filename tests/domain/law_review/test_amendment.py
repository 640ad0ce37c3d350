"""Notices of amendments: two at once, one after another's end, and whose time it is.

The notice of the ordinary case is served on Monday 23 March 2026: 15 days beginning with it end
on 6 April, 8 weeks on 18 May.
"""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.amendment.amendment import (
    NO_NOTICE,
    NOTICE_PERIOD_RUNNING,
    WHICH_NOTICE,
    WHICH_TO_AMEND,
    DecideNotToAmend,
)
from ehcp.domain.commands.amendment.amendment_hearing import (
    ConfirmAmendmentRepresentationsComplete,
    MakeRepresentationsOnAmendments,
)
from ehcp.domain.deadlines import Status
from ehcp.domain.events.amendment import (
    AmendmentRepresentationsComplete,
    AmendmentRepresentationsMade,
    NoticeCause,
    NotToAmendDecided,
)
from ehcp.domain.events.ceasing import CeaseSetAside, PersonDied, PlanCeased
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.events.transfer import PlanPassedOn
from ehcp.domain.when import Span
from tests.domain.amending_case import (
    AMENDED,
    ISSUE_AMENDED,
    ISSUE_NOTICE,
    MET,
    NOTICE,
    NOTICE_PLACE,
    NOTIFIED,
    REVIEW_PLACE,
    REVIEWED,
    WITHOUT_REVIEW,
)
from tests.domain.limits import due, statuses
from tests.domain.ordinary_case import FINISHED, S19
from tests.domain.ordinary_case import NOTICE as FOUR
from tests.domain.scenario import recorded, scenario

TIME = "annual-review-representations"
OTHER_TIME = "amend-without-review-representations"
EIGHT_WEEKS = "annual-review-final-amended"
NOTICE_LIMIT = "annual-review-amendment-notice"
SUMMER = date(2026, 7, 1)

SECOND_MET = ReviewMeetingHeld(on=date(2026, 3, 25))
SECOND_TO_AMEND = ReviewDecisionNotified(
    on=date(2026, 3, 27), of=NOTICE_PLACE + 1, decision=ReviewDecision.AMEND
)
SECOND_PLACE = NOTICE_PLACE + 2
SECOND_DECIDED = [*NOTIFIED, SECOND_MET, SECOND_TO_AMEND]
SECOND_NOTICE = replace(NOTICE, on=date(2026, 3, 30), of=SECOND_PLACE)
BOTH = [*SECOND_DECIDED, SECOND_NOTICE]
SECOND_NOTICE_PLACE = SECOND_PLACE + 1

APART = replace(WITHOUT_REVIEW, on=date(2026, 3, 30))
WITH_APART = [*NOTIFIED, APART]


def test_the_notice_of_a_review_is_none_of_a_review_that_met_since():
    given = [*REVIEWED, SECOND_MET]
    scenario(given=given, when=ISSUE_NOTICE, then=WHICH_TO_AMEND)
    named = replace(ISSUE_NOTICE, on=date(2026, 3, 25), review=15)
    (notice,) = named.decide(recorded(*given))
    assert (notice.of, getattr(notice, "further", None)) == (REVIEW_PLACE, False)
    of_second = replace(named, review=REVIEW_PLACE + 1)
    (notice,) = of_second.decide(recorded(*given))
    assert (notice.of, getattr(notice, "further", None)) == (REVIEW_PLACE + 1, False)


def test_a_review_that_keeps_the_plan_stops_no_notice_of_another():
    kept = ReviewDecisionNotified(
        on=date(2026, 3, 26), of=REVIEW_PLACE + 1, decision=ReviewDecision.MAINTAIN
    )
    command = replace(ISSUE_NOTICE, on=date(2026, 3, 27))
    (notice,) = command.decide(recorded(*REVIEWED, SECOND_MET, kept))
    assert notice.of == REVIEW_PLACE


def test_the_notice_of_a_second_review_follows_up_no_notice_of_the_first():
    scenario(given=SECOND_DECIDED, when=ISSUE_NOTICE, then=WHICH_TO_AMEND)
    named = replace(ISSUE_NOTICE, on=date(2026, 3, 30), review=NOTICE_PLACE + 1)
    (notice,) = named.decide(recorded(*SECOND_DECIDED))
    assert (notice.of, getattr(notice, "further", None)) == (SECOND_PLACE, False)
    again = replace(named, review=15)
    (notice,) = again.decide(recorded(*SECOND_DECIDED))
    assert (notice.of, getattr(notice, "further", None)) == (NOTICE_PLACE, True)


def test_each_of_two_notices_has_its_own_days_and_ends_none_of_the_other():
    assert statuses(NOTICE_LIMIT, BOTH, SUMMER) == [Status.MET, Status.MET]
    assert statuses(NOTICE_LIMIT, SECOND_DECIDED, SUMMER) == [Status.MET, Status.OUTSTANDING]
    assert statuses(TIME, BOTH, date(2026, 4, 6)) == [Status.NOT_DUE, Status.NOT_DUE]
    assert statuses(TIME, BOTH, date(2026, 4, 7)) == [Status.MET, Status.NOT_DUE]
    plan = replace(AMENDED, on=date(2026, 5, 18), of=NOTICE_PLACE)
    assert statuses(EIGHT_WEEKS, [*BOTH, plan], date(2026, 5, 25)) == [
        Status.MET,
        Status.NOT_DUE,
    ]
    assert statuses(EIGHT_WEEKS, [*BOTH, plan], date(2026, 5, 26)) == [
        Status.MET,
        Status.OUTSTANDING,
    ]


def test_each_of_two_notices_is_answered_by_itself():
    scenario(given=BOTH, when=ISSUE_AMENDED, then=WHICH_NOTICE)
    first = replace(ISSUE_AMENDED, served=NOTICE_PLACE)
    plan, sent = first.decide(recorded(*BOTH))
    assert plan.of == NOTICE_PLACE
    given = [*BOTH, plan, sent]
    decided = DecideNotToAmend(
        on=date(2026, 4, 21),
        cause=NoticeCause.REVIEW,
        reasons="The first plan has it all.",
        notice=FOUR,
        s19_considered=S19,
    )
    (not_amended,) = decided.decide(recorded(*given))
    assert not_amended.of == SECOND_NOTICE_PLACE
    scenario(given=[*given, not_amended], when=decided, then=NO_NOTICE)
    nowhere = replace(decided, served=1)
    scenario(given=given, when=nowhere, then=NO_NOTICE)


def test_a_notice_without_a_review_takes_no_time_from_that_of_a_review():
    assert statuses(TIME, WITH_APART, date(2026, 4, 6)) == [Status.NOT_DUE]
    assert statuses(TIME, WITH_APART, date(2026, 4, 7)) == [Status.MET]
    assert due(OTHER_TIME, WITH_APART, SUMMER) == date(2026, 4, 13)
    early = [*WITH_APART, replace(AMENDED, on=date(2026, 4, 6))]
    assert statuses(TIME, early, SUMMER) == [Status.MISSED]


def test_that_the_family_has_said_all_on_one_notice_says_nothing_of_another():
    unsaid = ConfirmAmendmentRepresentationsComplete(on=date(2026, 3, 31))
    scenario(given=WITH_APART, when=unsaid, then=WHICH_NOTICE)
    complete = AmendmentRepresentationsComplete(on=date(2026, 3, 31), of=NOTICE_PLACE + 1)
    scenario(given=WITH_APART, when=replace(unsaid, served=NOTICE_PLACE + 1), then=[complete])
    given = [*WITH_APART, complete]
    assert statuses(OTHER_TIME, given, SUMMER) == [Status.DISAPPLIED]
    assert statuses(TIME, given, date(2026, 4, 6)) == [Status.NOT_DUE]
    plan = replace(ISSUE_AMENDED, on=date(2026, 4, 1), dated=date(2026, 4, 1))
    scenario(given=given, when=plan, then=NOTICE_PERIOD_RUNNING)


def test_what_the_family_says_is_kept_with_the_notice_that_it_is_about():
    says = MakeRepresentationsOnAmendments(on=date(2026, 4, 1), text="More.")
    scenario(given=WITH_APART, when=says, then=WHICH_NOTICE)
    made = AmendmentRepresentationsMade(on=date(2026, 4, 1), of=NOTICE_PLACE, text="More.")
    scenario(given=WITH_APART, when=replace(says, served=NOTICE_PLACE), then=[made])


def test_a_notice_of_last_year_that_came_to_nothing_is_not_followed_up_by_this_years():
    old = [
        *NOTIFIED,
        ReviewMeetingHeld(on=date(2027, 3, 1)),
        ReviewDecisionNotified(
            on=date(2027, 3, 10), of=NOTICE_PLACE + 1, decision=ReviewDecision.AMEND
        ),
    ]
    command = replace(ISSUE_NOTICE, on=date(2027, 3, 15))
    scenario(given=old, when=command, then=WHICH_TO_AMEND)
    (notice,) = replace(command, review=NOTICE_PLACE + 1).decide(recorded(*old))
    given = [*old, notice]
    assert statuses(NOTICE_LIMIT, given, date(2027, 4, 1)) == [Status.MET, Status.MET]
    assert statuses(EIGHT_WEEKS, given, date(2027, 5, 10)) == [
        Status.OUTSTANDING,
        Status.NOT_DUE,
    ]
    assert statuses(EIGHT_WEEKS, given, date(2027, 5, 11))[1] == Status.OUTSTANDING


@pytest.mark.parametrize(
    ("limit", "given"),
    [
        (EIGHT_WEEKS, NOTIFIED),
        ("annual-review-not-amend-after-notice", NOTIFIED),
        ("amend-without-review-final", [*FINISHED, WITHOUT_REVIEW]),
    ],
)
def test_once_the_plan_has_ended_nobody_owes_an_amended_one(limit, given):
    ceased = PlanCeased(on=date(2026, 5, 18))
    assert statuses(limit, [*given, ceased], SUMMER) == [Status.DISAPPLIED]
    late = replace(ceased, on=date(2026, 5, 19))
    assert statuses(limit, [*given, late], SUMMER) == [Status.MISSED]
    aside = CeaseSetAside(on=date(2026, 6, 1))
    assert statuses(limit, [*given, ceased, aside], SUMMER) == [Status.OUTSTANDING]


def test_a_notice_waits_on_where_ceasing_was_set_aside():
    given = [*NOTIFIED, PlanCeased(on=date(2026, 4, 8)), CeaseSetAside(on=date(2026, 4, 10))]
    plan, *_ = ISSUE_AMENDED.decide(recorded(*given))
    assert plan.of == NOTICE_PLACE


def test_a_decision_not_to_amend_in_an_old_file_ends_every_notice_of_its_kind():
    decided = NotToAmendDecided(on=date(2026, 4, 20))
    scenario(given=[*BOTH, decided], when=ISSUE_AMENDED, then=NO_NOTICE)


def test_a_notice_that_stands_for_the_decision_ends_the_four_weeks():
    notice = AmendmentNoticeIssued(on=date(2026, 3, 30), of=15, cause=NoticeCause.REVIEW)
    given = [*FINISHED, MET, notice]
    assert statuses("annual-review-decision", given, SUMMER) == [Status.MET]
    late = replace(notice, on=date(2026, 3, 31))
    assert statuses(NOTICE_LIMIT, [*FINISHED, MET, late], SUMMER) == [Status.MISSED]


@pytest.mark.parametrize("end", [PlanPassedOn, PersonDied])
@pytest.mark.parametrize(
    ("limit", "given"), [(TIME, NOTIFIED), (OTHER_TIME, [*FINISHED, WITHOUT_REVIEW])]
)
def test_a_time_that_the_family_has_had_is_not_undone_by_a_move_or_a_death(limit, given, end):
    # as at a day on which nothing of it had happened the time had been had
    assert statuses(limit, given, date(2026, 4, 7)) == [Status.MET]
    assert statuses(limit, [*given, end(on=date(2026, 4, 7))], SUMMER) == [Status.MET]
    assert statuses(limit, [*given, end(on=date(2026, 4, 6))], SUMMER) == [Status.DISAPPLIED]


def test_nor_is_it_firm_that_it_was_where_the_day_may_lie_on_either_side():
    died = PersonDied(on=Span(date(2026, 4, 1), date(2026, 4, 30)))
    assert statuses(TIME, [*NOTIFIED, died], SUMMER) == [Status.UNDETERMINED]
