"""Who moved away, or left England, and came back: what comes with the age and the school year.

A child of 1 October 2014 changes school in September 2026; somebody of 15 March 2010 comes of
age on Friday 26 June 2026; who was born on 10 November 2000 is 25 in a year that ends on Friday
31 July 2026.
"""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.deadlines import Status
from ehcp.domain.events.appeal import AppealMatter, TribunalAppealLodged
from ehcp.domain.events.ceasing import (
    CeaseDecided,
    CeaseSetAside,
    LeftEngland,
    PersonDied,
    PlanCeased,
)
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.record import DueDayGiven
from ehcp.domain.events.request import AssessmentRequested
from ehcp.domain.events.review import Phase, PhaseTransferDue
from ehcp.domain.events.transfer import AssessmentStoppedByMove, PlanPassedOn, PlanReceived
from tests.domain.limits import due, statuses

PHASE, RIGHTS, CEASE = "phase-transfer-15-feb", "young-person-rights", "cease-not-before"
AT_25 = "age-25-end-of-academic-year"
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
NEARLY_25 = opened(date(2000, 11, 10))


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


PLAN = FinalPlanIssued(on=date(2017, 5, 1))
TO_CEASE = CeaseDecided(on=date(2023, 1, 10))
ASIDE = CeaseSetAside(on=date(2023, 2, 13))
ANOTHER_PLAN = [AssessmentRequested(on=date(2023, 10, 2)), FinalPlanIssued(on=date(2024, 2, 12))]
APPEALED = TribunalAppealLodged(on=date(2023, 2, 13), of=3, matters=(AppealMatter.CEASE,))
GOES_ON = TribunalOrder(on=date(2023, 9, 4), of=4, ordered=Ordered.CONTINUE)


@pytest.mark.parametrize(
    "life",
    [
        MOVED,
        [PLAN, TO_CEASE, ASIDE],
        [PLAN, TO_CEASE, PlanCeased(on=date(2023, 3, 13), of=3), *ANOTHER_PLAN],
        [PLAN, TO_CEASE, APPEALED, GOES_ON],
    ],
    ids=["moved", "set-aside", "another-plan", "the-tribunal-had-it-go-on"],
)
def test_what_ended_years_ago_decides_nothing_of_the_25th_birthday(life):
    given = [NEARLY_25, *life]
    assert due(AT_25, given, date(2025, 11, 11)) == date(2026, 7, 31)
    assert statuses(AT_25, given, date(2026, 7, 31)) == [Status.NOT_DUE]
    assert statuses(AT_25, given, date(2026, 8, 1)) == [Status.UNDETERMINED]


@pytest.mark.parametrize("end", [CeaseDecided, PlanCeased])
def test_a_decision_to_end_the_plan_there_is_decides_it(end):
    given = [NEARLY_25, PLAN, TO_CEASE, ASIDE, end(on=date(2025, 10, 6))]
    assert statuses(AT_25, given, date(2025, 11, 11)) == [Status.MET]
