"""The first of two requests is withdrawn: the second governs from its own day of receipt."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.request import (
    AssessmentRefused,
    ConsideringNotified,
    Recipient,
)
from ehcp.domain.standing.requests import governing_request, pending_requests
from ehcp.projections.stage import CaseStage, stage
from tests.domain.limits import NO_HOLIDAYS, running, statuses
from tests.domain.ordinary_case import OPENED, REQUESTED
from tests.domain.scenario import recorded
from tests.domain.two_requests import (
    AGREED_ON_FIRST,
    AGREED_ON_SECOND,
    ALL_WITHDRAWN,
    BOTH,
    CONSULTED_ON_FIRST,
    DECIDE,
    FIRST,
    FIRST_WITHDRAWN,
    NO_PLAN,
    PLAN,
    SCHOOL_ASKED,
    SECOND,
    SECOND_ALONE,
    SECOND_WITHDRAWN,
)

LONG_AFTER = date(2025, 12, 1)
LIMITS = [
    (DECIDE, date(2025, 3, 17), date(2025, 3, 18), AGREED_ON_SECOND),
    (NO_PLAN, date(2025, 5, 26), date(2025, 5, 27), NoPlanDecided(on=date(2025, 5, 26), of=5)),
    (PLAN, date(2025, 6, 23), date(2025, 6, 24), FinalPlanIssued(on=date(2025, 6, 23), of=5)),
]
AFTER = [AGREED_ON_SECOND]


def started(limit, given, on=LONG_AFTER):
    """Return the days from which a limit runs."""
    return [found.started.exact for found in running(limit, given, on)]


@pytest.mark.parametrize(("limit", "last", "late", "done"), LIMITS)
def test_the_limits_of_the_second_request_run_from_its_own_receipt(limit, last, late, done):
    first, second = running(limit, SECOND_ALONE, LONG_AFTER)
    assert first.started.exact == date(2025, 1, 6)
    assert first.status is Status.DISAPPLIED
    assert second.started.exact == date(2025, 2, 3)
    assert second.due.exact == last
    gone = Status.DISAPPLIED
    assert statuses(limit, SECOND_ALONE, on=last) == [gone, Status.NOT_DUE]
    assert statuses(limit, SECOND_ALONE, on=late) == [gone, Status.OUTSTANDING]
    given = SECOND_ALONE if limit == DECIDE else [*SECOND_ALONE, *AFTER]
    in_time, too_late = [*given, replace(done, on=last)], [*given, replace(done, on=late)]
    assert statuses(limit, in_time, on=LONG_AFTER) == [gone, Status.MET]
    assert statuses(limit, too_late, on=LONG_AFTER) == [gone, Status.MISSED]


@pytest.mark.parametrize("limit", [DECIDE, NO_PLAN, PLAN])
def test_until_the_first_is_withdrawn_it_alone_governs(limit):
    assert started(limit, BOTH) == [date(2025, 1, 6)]
    assert started(limit, SECOND_ALONE, on=date(2025, 2, 9)) == [date(2025, 1, 6)]
    assert started(limit, SECOND_ALONE, on=date(2025, 2, 10)) == [
        date(2025, 1, 6),
        date(2025, 2, 3),
    ]


@pytest.mark.parametrize("limit", [DECIDE, NO_PLAN, PLAN])
def test_the_withdrawal_of_the_second_changes_nothing_for_the_first(limit):
    given = [*BOTH, SECOND_WITHDRAWN]
    for on in (date(2025, 2, 17), date(2025, 2, 18), date(2025, 5, 26), date(2025, 5, 27)):
        assert statuses(limit, given, on) == statuses(limit, BOTH, on)
    assert started(limit, given) == [date(2025, 1, 6)]


@pytest.mark.parametrize("limit", [DECIDE, NO_PLAN, PLAN])
def test_of_two_that_are_both_withdrawn_none_goes_on_in_either_order(limit):
    first = [*SECOND_ALONE, replace(SECOND_WITHDRAWN, on=date(2025, 2, 12))]
    assert statuses(limit, first, LONG_AFTER) == [Status.DISAPPLIED, Status.DISAPPLIED]
    second = [*BOTH, SECOND_WITHDRAWN, replace(FIRST_WITHDRAWN, on=date(2025, 2, 12))]
    assert statuses(limit, second, LONG_AFTER) == [Status.DISAPPLIED]
    for given in (first, second):
        assert governing_request(recorded(*given)) is None
        assert stage(recorded(*given)) is CaseStage.WITHDRAWN


@pytest.mark.parametrize("limit", [DECIDE, NO_PLAN, PLAN])
def test_a_withdrawal_that_names_no_request_ends_all(limit):
    given = [*BOTH, ALL_WITHDRAWN]
    assert statuses(limit, given, LONG_AFTER) == [Status.DISAPPLIED]
    assert pending_requests(recorded(*given)) == ()
    assert stage(recorded(*given)) is CaseStage.WITHDRAWN


def test_a_second_request_made_after_the_withdrawal_is_a_request_of_its_own():
    given = [OPENED, REQUESTED, replace(FIRST_WITHDRAWN, on=date(2025, 1, 20)), SCHOOL_ASKED]
    assert statuses(DECIDE, given, date(2025, 3, 18)) == [Status.DISAPPLIED, Status.OUTSTANDING]


def test_of_three_requests_the_next_governs_each_time():
    third = replace(SCHOOL_ASKED, on=date(2025, 2, 6))
    withdrawn = replace(SECOND_WITHDRAWN, on=date(2025, 2, 17))
    given = [*BOTH, third, FIRST_WITHDRAWN, withdrawn]
    assert started(DECIDE, given) == [date(2025, 1, 6), date(2025, 2, 3), date(2025, 2, 6)]
    assert statuses(DECIDE, given, date(2025, 3, 20)) == [
        Status.DISAPPLIED,
        Status.DISAPPLIED,
        Status.NOT_DUE,
    ]
    assert statuses(DECIDE, given, date(2025, 3, 21))[-1] == Status.OUTSTANDING
    skipped = [*BOTH, third, SECOND_WITHDRAWN, replace(FIRST_WITHDRAWN, on=date(2025, 2, 17))]
    assert started(DECIDE, skipped) == [date(2025, 1, 6), date(2025, 2, 6)]


@pytest.mark.parametrize(
    "end",
    [
        AssessmentRefused(on=date(2025, 2, 7), of=FIRST),
        NoPlanDecided(on=date(2025, 2, 7), of=4),
        FinalPlanIssued(on=date(2025, 2, 7), of=4),
    ],
)
def test_what_was_decided_on_the_first_was_decided_on_both(end):
    given = [*BOTH, replace(AGREED_ON_FIRST, on=date(2025, 2, 6)), end, FIRST_WITHDRAWN]
    assert started(DECIDE, given) == [date(2025, 1, 6)]
    assert governing_request(recorded(*given)) is None


# What was done on the first request is no answer to the second


def test_an_agreement_on_the_first_is_no_answer_to_the_second():
    given = [*BOTH, AGREED_ON_FIRST, FIRST_WITHDRAWN]
    assert statuses(DECIDE, given, date(2025, 3, 17)) == [Status.MET, Status.NOT_DUE]
    assert statuses(DECIDE, given, date(2025, 3, 18)) == [Status.MET, Status.OUTSTANDING]
    again = [*given, AGREED_ON_SECOND]
    assert statuses(DECIDE, again, LONG_AFTER) == [Status.MET, Status.MET]


def test_an_agreement_on_the_second_answers_it_though_both_were_pending():
    given = [*BOTH, replace(AGREED_ON_SECOND, on=date(2025, 2, 7)), FIRST_WITHDRAWN]
    assert statuses(DECIDE, given, LONG_AFTER) == [Status.DISAPPLIED, Status.MET]


def test_of_an_agreement_that_does_not_say_which_it_answers_nobody_knows():
    given = [*BOTH, replace(AGREED_ON_FIRST, of=None), FIRST_WITHDRAWN]
    assert statuses(DECIDE, given, LONG_AFTER) == 2 * [Status.UNDETERMINED]


def test_an_agreement_dated_after_a_withdrawal_that_was_entered_late_is_no_answer_either():
    late = replace(FIRST_WITHDRAWN, on=date(2025, 2, 6))
    given = [*BOTH, AGREED_ON_FIRST, late]
    assert statuses(DECIDE, given, date(2025, 3, 18)) == [Status.DISAPPLIED, Status.OUTSTANDING]


@pytest.mark.parametrize("limit", [DECIDE, NO_PLAN, PLAN])
@pytest.mark.parametrize(
    "refused",
    [
        AssessmentRefused(on=date(2025, 2, 12), of=FIRST),
        NoPlanDecided(on=date(2025, 2, 12), of=FIRST),
    ],
)
def test_a_decision_on_what_was_withdrawn_by_then_leaves_the_second_to_be_decided(limit, refused):
    given = [*BOTH, refused, FIRST_WITHDRAWN]
    assert statuses(limit, given, LONG_AFTER) == [Status.DISAPPLIED, Status.OUTSTANDING]
    assert [each.place for each in pending_requests(recorded(*given))] == [SECOND]
    assert stage(recorded(*given)) is CaseStage.REQUEST


def test_a_draft_made_for_the_first_is_none_for_the_second():
    draft = DraftPlanIssued(on=date(2025, 2, 9), of=4)
    given = [*BOTH, AGREED_ON_FIRST, draft, FIRST_WITHDRAWN]
    on = date(2025, 5, 27)
    assert statuses(NO_PLAN, given, on) == [Status.DISAPPLIED, Status.OUTSTANDING]
    assert statuses("decision-to-issue-or-draft", given, on) == [Status.MET, Status.OUTSTANDING]


def test_who_was_consulted_or_told_on_the_first_is_so_again_on_the_second():
    told = [
        ConsideringNotified(on=date(2025, 2, 5), of=FIRST, recipient=recipient)
        for recipient in (Recipient.COMMISSIONING_BODY, Recipient.SOCIAL_CARE)
    ]
    head = ConsideringNotified(
        on=date(2025, 2, 12), of=SECOND, recipient=Recipient.HEAD_OR_EARLY_YEARS_PROVIDER
    )
    given = [*BOTH, CONSULTED_ON_FIRST, *told, FIRST_WITHDRAWN, head]
    assert statuses("assessment-consult-family", given, LONG_AFTER) == [
        Status.MET,
        Status.NO_LIMIT,
    ]
    others = "assessment-considering-notify-others"
    assert statuses(others, given, LONG_AFTER) == [Status.DISAPPLIED, Status.NO_LIMIT]
    again = [replace(each, on=date(2025, 2, 12), of=SECOND) for each in told]
    assert statuses(others, [*given, *again], LONG_AFTER) == [Status.DISAPPLIED, Status.MET]


# In a file that others kept


@pytest.mark.parametrize(("limit", "last", "late"), [each[:3] for each in LIMITS])
def test_a_file_that_says_which_request_was_withdrawn_is_judged_so(limit, last, late):
    def told(*given, on):
        found = deadlines(Case.of(*given), NO_HOLIDAYS, on)
        return [each.status for each in found if each.limit.id == limit]

    assert told(*SECOND_ALONE, on=last) == [Status.DISAPPLIED, Status.NOT_DUE]
    assert told(*SECOND_ALONE, on=late) == [Status.DISAPPLIED, Status.OUTSTANDING]
    assert told(*BOTH, ALL_WITHDRAWN, on=late) == [Status.DISAPPLIED]
