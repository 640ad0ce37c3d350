"""Who moved away, or left England, and came back: what comes with the age and the school year.

A child of 1 October 2014 changes school in September 2026; somebody of 15 March 2010 comes of
age on Friday 26 June 2026.
"""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.deadlines import Status
from ehcp.domain.events.ceasing import CeaseDecided, LeftEngland, PersonDied, PlanCeased
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.record import DueDayGiven
from ehcp.domain.events.request import AssessmentRequested
from ehcp.domain.events.review import Phase, PhaseTransferDue
from ehcp.domain.events.transfer import AssessmentStoppedByMove, PlanPassedOn, PlanReceived
from tests.domain.limits import due, statuses

PHASE, RIGHTS, CEASE = "phase-transfer-15-feb", "young-person-rights", "cease-not-before"
MOVES_UP = PhaseTransferDue(on=date(2026, 9, 1), year=2026, phase=Phase.OTHER)
MOVED = [
    FinalPlanIssued(on=date(2017, 5, 1)),
    PlanPassedOn(on=date(2019, 6, 1)),
    PlanReceived(on=date(2021, 9, 1), made_on=date(2017, 5, 1)),
]
STOPPED = [
    AssessmentRequested(on=date(2017, 1, 10)),
    AssessmentStoppedByMove(on=date(2017, 3, 1)),
    AssessmentRequested(on=date(2018, 1, 10)),
    FinalPlanIssued(on=date(2018, 5, 1)),
]
LEFT = [
    AssessmentRequested(on=date(2017, 1, 10)),
    LeftEngland(on=date(2017, 3, 1)),
    AssessmentRequested(on=date(2018, 1, 10)),
    FinalPlanIssued(on=date(2018, 5, 1)),
]
LIVES = pytest.mark.parametrize("life", [MOVED, STOPPED, LEFT], ids=["moved", "stopped", "left"])
GONE_AGAIN = PlanPassedOn(on=date(2025, 6, 2))


def opened(born):
    """Return the case as it was opened for a child of that day."""
    return CaseOpened(on=date(2016, 1, 1), child=Child(name="X", date_of_birth=born))


UNDER_12, UNDER_16 = opened(date(2014, 10, 1)), opened(date(2010, 3, 15))


@LIVES
def test_who_came_back_changes_school_as_others_do(life):
    given = [UNDER_12, *life, MOVES_UP]
    assert due(PHASE, given, date(2026, 2, 14)) == date(2026, 2, 14)
    assert statuses(PHASE, given, date(2026, 2, 14)) == [Status.NOT_DUE]
    assert statuses(PHASE, given, date(2026, 2, 15)) == [Status.OUTSTANDING]
    assert statuses(PHASE, [*given, GONE_AGAIN], date(2026, 2, 15)) == [Status.DISAPPLIED]


@pytest.mark.parametrize("life", [MOVED, LEFT], ids=["moved", "left"])
def test_who_is_still_away_does_not(life):
    given = [UNDER_12, *life[:2], MOVES_UP]
    assert statuses(PHASE, given, date(2026, 2, 15)) == [Status.DISAPPLIED]


@pytest.mark.parametrize(
    ("back", "status", "by_a_new_plan"),
    [
        (date(2026, 2, 14), Status.OUTSTANDING, Status.MET),
        (date(2026, 2, 15), Status.DISAPPLIED, Status.DISAPPLIED),
    ],
)
def test_who_came_back_after_the_last_day_was_owed_nothing_here(back, status, by_a_new_plan):
    given = [UNDER_12, *MOVED[:2], replace(MOVED[2], on=back), MOVES_UP]
    assert statuses(PHASE, given, date(2026, 6, 1)) == [status]
    ceased = PlanCeased(on=date(2025, 12, 1))
    given = [UNDER_12, MOVED[0], ceased, FinalPlanIssued(on=back), MOVES_UP]
    assert statuses(PHASE, given, date(2026, 6, 1)) == [by_a_new_plan]


def test_a_given_day_of_a_change_of_phase_is_not_taken_away_by_an_earlier_life():
    given = [UNDER_12, *MOVED, DueDayGiven(on=date(2026, 2, 14), limits=(PHASE,))]
    assert statuses(PHASE, given, date(2026, 2, 15)) == [Status.OUTSTANDING]


@LIVES
def test_who_came_back_comes_of_age(life):
    assert statuses(RIGHTS, [UNDER_16, *life], date(2026, 6, 26)) == [Status.NOT_DUE]
    assert statuses(RIGHTS, [UNDER_16, *life], date(2026, 6, 27)) == [Status.UNDETERMINED]
    assert statuses(RIGHTS, [UNDER_16, *life, GONE_AGAIN], date(2026, 1, 1)) == [Status.DISAPPLIED]
    died = PersonDied(on=date(2025, 6, 2))
    assert statuses(RIGHTS, [UNDER_16, *life, died], date(2026, 1, 1)) == [Status.DISAPPLIED]


def test_the_plan_of_who_came_back_is_kept_for_the_time_of_an_appeal():
    given = [*MOVED, CeaseDecided(on=date(2025, 1, 6))]
    assert due(CEASE, given, date(2025, 3, 1)) == date(2025, 3, 6)
    assert statuses(CEASE, given, date(2025, 3, 1)) == [Status.NOT_DUE]
    ceased = PlanCeased(on=date(2025, 2, 3), of=4)
    assert statuses(CEASE, [*given, ceased], date(2025, 3, 20)) == [Status.MISSED]


def test_a_given_day_to_keep_a_plan_until_is_missed_by_what_ceased_before_it():
    day = DueDayGiven(on=date(2024, 3, 8), limits=(CEASE,))
    for ceased, status in ((date(2024, 3, 8), Status.MISSED), (date(2024, 3, 9), Status.MET)):
        given = [PlanCeased(on=ceased), day]
        assert statuses(CEASE, given, date(2024, 6, 3)) == [status]
