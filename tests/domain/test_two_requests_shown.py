"""Two requests, one withdrawn: where the case stands, what is alerted, and in custody."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from ehcp.domain.alerts import prompts
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.detention import (
    DetainedAssessmentRequested,
    PersonDetained,
    PersonReleased,
)
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.request import (
    AssessmentAgreed,
    FamilyConsulted,
)
from ehcp.projections.caseload import row
from ehcp.projections.stage import CaseStage, stage
from tests.domain.limits import NO_HOLIDAYS, running, statuses
from tests.domain.ordinary_case import OPENED, REQUESTED
from tests.domain.scenario import recorded
from tests.domain.two_requests import (
    AGREED_ON_FIRST,
    AGREED_ON_SECOND,
    BOTH,
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


def test_the_case_is_a_request_again_and_next_due_is_the_decision_on_the_second():
    case = recorded(*BOTH, AGREED_ON_FIRST, FIRST_WITHDRAWN)
    assert stage(case) is CaseStage.REQUEST
    assert stage(recorded(*SECOND_ALONE)) is CaseStage.REQUEST
    found = deadlines(case, NO_HOLIDAYS, date(2025, 2, 24))
    listed = row("E10000014", UUID(int=1), case, found)
    assert listed.stage is CaseStage.REQUEST
    assert (listed.next_due, listed.next_limit) == (date(2025, 3, 17), DECIDE)
    again = recorded(*BOTH, AGREED_ON_FIRST, FIRST_WITHDRAWN, AGREED_ON_SECOND)
    assert stage(again) is CaseStage.ASSESSMENT


@pytest.mark.parametrize(
    ("more", "stands"),
    [
        ([], CaseStage.ASSESSMENT),
        ([DraftPlanIssued(on=date(2025, 2, 9), of=4)], CaseStage.DRAFT),
    ],
)
def test_a_second_request_and_its_withdrawal_leave_the_case_where_it_stands(more, stands):
    agreed = replace(AGREED_ON_FIRST, on=date(2025, 1, 20))
    begun = [OPENED, REQUESTED, SCHOOL_ASKED, agreed, *more]
    assert stage(recorded(*begun)) is stands
    assert stage(recorded(*begun, SECOND_WITHDRAWN)) is stands


def test_the_limits_of_the_second_request_are_alerted():
    case = recorded(*SECOND_ALONE).seen(as_at=date(2025, 2, 24))
    found = deadlines(case, NO_HOLIDAYS, date(2025, 2, 24))
    told = {
        (each.limit, each.started_by): each.due
        for each in prompts(UUID(int=1), case, found, NO_HOLIDAYS)
    }
    assert told[DECIDE, SECOND] == date(2025, 3, 17)
    assert told[NO_PLAN, SECOND] == date(2025, 5, 26)
    assert told[PLAN, SECOND] == date(2025, 6, 23)
    assert FIRST not in {place for _, place in told}


def test_what_had_passed_when_the_withdrawal_was_recorded_is_not_told_stage_by_stage():
    days = (date(2025, 1, 6), date(2025, 1, 6), date(2025, 2, 3), date(2025, 3, 10))
    case = Case(
        tuple(
            replace(entry, recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
            for entry, day in zip(recorded(*SECOND_ALONE).entries, days, strict=True)
        )
    )
    found = deadlines(case, NO_HOLIDAYS, date(2025, 3, 11))
    (told,) = [
        each
        for each in prompts(UUID(int=1), case, found, NO_HOLIDAYS)
        if (each.limit, each.started_by) == (DECIDE, SECOND)
    ]
    assert told.since == date(2025, 3, 10)


# In custody


CUSTODY = PersonDetained(on=date(2025, 2, 4), home_authority="Elmshire")


def test_a_detention_takes_no_time_away_from_a_request_that_did_not_govern_then():
    given = [*BOTH, CUSTODY, FIRST_WITHDRAWN]
    assert statuses(PLAN, given, date(2025, 6, 23)) == [Status.DISAPPLIED, Status.NOT_DUE]
    assert statuses(PLAN, given, date(2025, 6, 24)) == [Status.DISAPPLIED, Status.OUTSTANDING]
    entered = "detained-entered-assessment-unfinished"
    assert statuses(entered, given, date(2025, 6, 24)) == [Status.DISAPPLIED]


def test_a_detention_after_the_withdrawal_carries_on_the_time_of_the_second():
    given = [*SECOND_ALONE, replace(CUSTODY, on=date(2025, 2, 24))]
    (entered,) = running("detained-entered-assessment-unfinished", given, date(2025, 6, 24))
    assert (entered.due.exact, entered.status) == (date(2025, 6, 23), Status.OUTSTANDING)


def test_an_agreement_on_the_first_is_no_answer_to_a_request_under_section_71():
    detained = DetainedAssessmentRequested(on=date(2025, 2, 5))
    given = [OPENED, REQUESTED, CUSTODY, detained]
    given += [AssessmentAgreed(on=date(2025, 2, 7), of=FIRST), FIRST_WITHDRAWN]
    assert statuses("detained-decision", given, date(2025, 3, 19)) == [Status.NOT_DUE]
    assert statuses("detained-decision", given, date(2025, 3, 20)) == [Status.OUTSTANDING]
    released = [*given[:-1], PersonReleased(on=date(2025, 2, 9)), FIRST_WITHDRAWN]
    assert statuses("detained-final-plan", released, date(2025, 6, 26)) == [Status.OUTSTANDING]


def test_a_family_that_was_consulted_on_the_second_is_so_once_it_governs():
    consulted = FamilyConsulted(on=date(2025, 2, 5), of=SECOND)
    given = [*BOTH, consulted, FIRST_WITHDRAWN]
    assert statuses("assessment-consult-family", given, LONG_AFTER)[-1] == Status.MET
