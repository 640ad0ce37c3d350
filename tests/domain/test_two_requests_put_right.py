"""Two requests, one withdrawn, and what was entered wrongly of them put right."""

from dataclasses import replace
from datetime import date

from ehcp.domain.deadlines import Status
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut
from ehcp.domain.when import Span
from ehcp.projections.stage import CaseStage, stage
from tests.domain.limits import running, statuses
from tests.domain.ordinary_case import OPENED, REQUESTED
from tests.domain.scenario import recorded
from tests.domain.two_requests import (
    AGREED_ON_SECOND,
    BOTH,
    DECIDE,
    FIRST,
    FIRST_WITHDRAWN,
    PLAN,
    SCHOOL_ASKED,
    SECOND_ALONE,
    SECOND_WITHDRAWN,
)

LONG_AFTER = date(2025, 12, 1)


def started(limit, given, on=LONG_AFTER):
    """Return the days from which a limit runs."""
    return [found.started.exact for found in running(limit, given, on)]


def test_a_second_request_that_is_corrected_to_a_day_before_the_withdrawal_governs_from_it():
    """It was recorded as of 17 February; 3 February was right."""
    given = [
        OPENED,
        REQUESTED,
        replace(SCHOOL_ASKED, on=date(2025, 2, 17)),
        FIRST_WITHDRAWN,
        SCHOOL_ASKED,
        EntryCorrected(on=date(2025, 2, 20), entry=3, stands_in=5),
    ]
    assert started(DECIDE, given) == [date(2025, 1, 6), date(2025, 2, 3)]
    assert statuses(DECIDE, given, date(2025, 3, 17)) == [Status.DISAPPLIED, Status.NOT_DUE]
    assert statuses(DECIDE, given, date(2025, 3, 18)) == [Status.DISAPPLIED, Status.OUTSTANDING]


def test_a_first_request_that_is_corrected_is_withdrawn_still():
    """It came on 8 January, and not on the 6th."""
    corrected = EntryCorrected(on=date(2025, 2, 20), entry=FIRST, stands_in=5)
    given = [*SECOND_ALONE, replace(REQUESTED, on=date(2025, 1, 8)), corrected]
    assert started(DECIDE, given) == [date(2025, 2, 3), date(2025, 1, 8)]  # as they are listed
    assert statuses(DECIDE, given, date(2025, 3, 18)) == [Status.OUTSTANDING, Status.DISAPPLIED]


def test_a_first_request_that_was_struck_out_takes_no_other_with_it():
    given = [*SECOND_ALONE, EntryStruckOut(on=date(2025, 2, 20), entry=FIRST)]
    assert statuses(DECIDE, given, date(2025, 3, 17)) == [Status.NOT_DUE]
    assert statuses(DECIDE, given, date(2025, 3, 18)) == [Status.OUTSTANDING]
    assert stage(recorded(*given)) is CaseStage.REQUEST


def test_a_withdrawal_that_was_struck_out_lets_the_first_govern_again():
    given = [*SECOND_ALONE, EntryStruckOut(on=date(2025, 2, 20), entry=4)]
    assert started(DECIDE, given) == [date(2025, 1, 6)]
    assert statuses(DECIDE, given, date(2025, 2, 18)) == [Status.OUTSTANDING]
    agreed = [*given[:-1], AGREED_ON_SECOND, EntryStruckOut(on=date(2025, 3, 4), entry=4)]
    assert statuses(DECIDE, agreed, LONG_AFTER) == [Status.MISSED]


def test_a_withdrawal_recorded_again_for_the_second_request_is_of_that():
    given = [
        *SECOND_ALONE,
        SECOND_WITHDRAWN,
        EntryCorrected(on=date(2025, 2, 20), entry=4, stands_in=5),
    ]
    assert started(DECIDE, given) == [date(2025, 1, 6)]
    assert statuses(DECIDE, given, date(2025, 2, 18)) == [Status.OUTSTANDING]


def test_a_withdrawal_recorded_again_with_another_day_is_of_the_same_request():
    given = [
        *SECOND_ALONE,
        replace(FIRST_WITHDRAWN, on=date(2025, 2, 24)),
        EntryCorrected(on=date(2025, 2, 25), entry=4, stands_in=5),
    ]
    first, second = running(DECIDE, given, date(2025, 3, 18))
    assert (first.status, first.late_by_days) == (Status.MISSED, (7, 7))
    assert second.status is Status.OUTSTANDING


def test_if_it_may_not_have_been_withdrawn_yet_nothing_is_firm():
    """At some time from 10 to 28 February: on the 20th nobody knows."""
    unsure = replace(FIRST_WITHDRAWN, on=Span(date(2025, 2, 10), date(2025, 2, 28)))
    assert statuses(PLAN, [*BOTH, unsure], date(2025, 2, 20)) == 2 * [Status.UNDETERMINED]
    assert statuses(PLAN, [*BOTH, unsure], date(2025, 6, 24)) == [
        Status.DISAPPLIED,
        Status.OUTSTANDING,
    ]
