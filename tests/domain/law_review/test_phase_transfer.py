"""What is enough for a change of phase, and what is not: the last day is 14 February 2027."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.ceasing import CeaseSetAside, PlanCeased
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import (
    Phase,
    PhaseTransferDue,
    Post16TransferProposed,
    ReviewDecision,
    ReviewDecisionNotified,
)
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.placement import Placement
from tests.domain.amending_case import AMENDED_PLAN
from tests.domain.limits import NO_HOLIDAYS, due, statuses
from tests.domain.ordinary_case import ELM_PLACEMENT, FINISHED, OAK_PLACEMENT, naming

LIMIT = "phase-transfer-15-feb"
MARCH = "phase-transfer-31-march"
DUE = PhaseTransferDue(on=date(2027, 9, 1), phase=Phase.OTHER, year=2027)
WAITING = [*FINISHED, DUE]
AFTER = date(2027, 3, 1)
ROWAN = Institution(name="Rowan High School", urn="100010")
MOVES_UP = naming(
    replace(ELM_PLACEMENT, ends=date(2027, 8, 31)),
    Placement(id="i2", institution=ROWAN, starts=date(2027, 9, 1)),
)


def amended(on, plan, cause=AmendmentCause.REVIEW):
    """Return the plan as it was amended on a day."""
    return AmendedPlanIssued(on=on, cause=cause, plan=plan)


def test_the_plan_names_the_next_school_before_15_february():
    assert due(LIMIT, WAITING, AFTER) == date(2027, 2, 14)
    assert statuses(LIMIT, WAITING, date(2027, 2, 14)) == [Status.NOT_DUE]
    assert statuses(LIMIT, WAITING, date(2027, 2, 15)) == [Status.OUTSTANDING]
    for day, status in ((14, Status.MET), (15, Status.MISSED)):
        plan = amended(date(2027, 2, day), MOVES_UP)
        assert statuses(LIMIT, [*WAITING, plan], AFTER) == [status]


def test_the_move_to_a_college_before_31_march():
    waiting = [*FINISHED, replace(DUE, phase=Phase.SECONDARY_TO_POST_16)]
    assert due(MARCH, waiting, AFTER) == date(2027, 3, 30)
    assert statuses(MARCH, waiting, date(2027, 3, 31)) == [Status.OUTSTANDING]


def test_a_plan_amended_for_something_else_names_no_next_school():
    plan = amended(date(2026, 10, 5), AMENDED_PLAN, AmendmentCause.WITHOUT_REVIEW)
    assert statuses(LIMIT, [*WAITING, plan], date(2027, 2, 14)) == [Status.NOT_DUE]
    assert statuses(LIMIT, [*WAITING, plan], AFTER) == [Status.OUTSTANDING]
    named = amended(date(2027, 1, 18), MOVES_UP)
    assert statuses(LIMIT, [*WAITING, plan, named], AFTER) == [Status.MET]


SOONER = amended(date(2026, 6, 1), MOVES_UP)
MAINTAINED = ReviewDecisionNotified(on=date(2026, 11, 16), decision=ReviewDecision.MAINTAIN)


def test_a_plan_that_names_the_next_school_already_need_not_be_amended():
    """The plan is amended "where necessary"."""
    given = [*FINISHED, SOONER, DUE]
    assert statuses(LIMIT, given, AFTER) == [Status.MET]
    assert statuses(LIMIT, [*given, MAINTAINED], AFTER) == [Status.MET]
    still = amended(date(2026, 10, 5), MOVES_UP, AmendmentCause.WITHOUT_REVIEW)
    assert statuses(LIMIT, [*given, still], AFTER) == [Status.MET]
    for day, status in ((date(2027, 1, 11), Status.UNDETERMINED), (AFTER, Status.MET)):
        no_longer = amended(day, AMENDED_PLAN, AmendmentCause.WITHOUT_REVIEW)
        assert statuses(LIMIT, [*given, no_longer], AFTER) == [status]
    at_once = naming(Placement(id="i2", institution=ROWAN, starts=date(2027, 1, 4)))
    given = [*FINISHED, replace(SOONER, plan=at_once), DUE]
    assert statuses(LIMIT, given, AFTER) == [Status.OUTSTANDING]


def test_a_review_that_maintains_the_plan_names_no_next_school():
    assert statuses(LIMIT, [*WAITING, MAINTAINED], AFTER) == [Status.OUTSTANDING]


def test_nobody_can_say_whether_another_school_at_once_is_the_next_one():
    moved = amended(date(2026, 10, 5), naming(OAK_PLACEMENT))
    assert statuses(LIMIT, [*WAITING, moved], AFTER) == [Status.UNDETERMINED]
    first = FinalPlanIssued(on=date(2026, 10, 5), plan=naming(OAK_PLACEMENT))
    assert statuses(LIMIT, [first, DUE], AFTER) == [Status.UNDETERMINED]


def test_a_plan_whose_contents_nobody_kept_is_taken_to_name_it():
    bare = amended(date(2026, 10, 5), None)
    case = Case.of(FinalPlanIssued(on=date(2025, 5, 12)), DUE, bare)
    found = deadlines(case, NO_HOLIDAYS, AFTER)
    assert [str(d.status) for d in found if d.limit.id == LIMIT] == [Status.MET]
    too_soon = replace(bare, on=date(2026, 8, 31))
    assert statuses(LIMIT, [*WAITING, too_soon], AFTER) == [Status.OUTSTANDING]


def test_the_end_of_the_plan_takes_the_duty_away():
    ceased = PlanCeased(on=date(2026, 12, 1))
    assert statuses(LIMIT, [*WAITING, ceased], AFTER) == [Status.DISAPPLIED]
    aside = CeaseSetAside(on=date(2027, 1, 4))
    assert statuses(LIMIT, [*WAITING, ceased, aside], AFTER) == [Status.OUTSTANDING]
    again = FinalPlanIssued(on=date(2026, 12, 14), plan=AMENDED_PLAN)
    earlier = replace(ceased, on=date(2025, 12, 1))
    assert statuses(LIMIT, [*FINISHED, earlier, again, DUE], AFTER) != [Status.DISAPPLIED]


@pytest.mark.parametrize(
    ("moves_on", "last"),
    [
        (date(2026, 9, 1), date(2026, 4, 1)),
        (date(2027, 1, 31), date(2026, 8, 31)),
        (date(2027, 2, 28), date(2026, 9, 28)),
        (date(2028, 7, 30), date(2028, 2, 29)),
        (date(2027, 7, 31), date(2027, 2, 28)),
    ],
)
def test_five_months_before_a_move_between_colleges_are_by_the_day_number(moves_on, last):
    proposed = Post16TransferProposed(on=date(2026, 1, 12), moves_on=moves_on)
    assert due("post16-to-post16", [*FINISHED, proposed], date(2026, 1, 12)) == last


def test_where_the_college_is_not_known_a_plan_with_another_section_i_names_it():
    proposed = Post16TransferProposed(on=date(2026, 1, 12), moves_on=date(2026, 9, 1))
    limit, on = "post16-to-post16", date(2026, 7, 1)
    same = amended(date(2026, 3, 2), AMENDED_PLAN)
    assert statuses(limit, [*FINISHED, proposed, same], on) == [Status.OUTSTANDING]
    other = amended(date(2026, 3, 2), naming(OAK_PLACEMENT))
    assert statuses(limit, [*FINISHED, proposed, other], on) == [Status.MET]


@pytest.mark.parametrize(
    ("day", "status"), [(date(2026, 4, 1), Status.MET), (date(2026, 4, 2), Status.MISSED)]
)
def test_a_plan_that_names_the_college_already_need_not_name_it_again(day, status):
    limit = "post16-to-post16"
    named = amended(day, naming(Placement(id="i2", institution=ROWAN, starts=date(2026, 9, 1))))
    proposed = Post16TransferProposed(
        on=date(2026, 4, 7), moves_on=date(2026, 9, 1), institution=ROWAN
    )
    assert statuses(limit, [*FINISHED, named, proposed], date(2026, 7, 1)) == [status]
    again = amended(date(2026, 6, 1), MOVES_UP)
    assert statuses(limit, [*FINISHED, named, proposed, again], date(2026, 7, 1)) == [status]
    other = replace(proposed, institution=Institution(name="Fir College", urn="100011"))
    assert statuses(limit, [*FINISHED, named, other], date(2026, 7, 1)) == [Status.OUTSTANDING]
    unsaid = replace(proposed, institution=None)
    assert statuses(limit, [*FINISHED, named, unsaid], date(2026, 7, 1)) == [Status.OUTSTANDING]
    without = amended(date(2026, 4, 6), AMENDED_PLAN)
    given = [*FINISHED, named, without, proposed]
    assert statuses(limit, given, date(2026, 7, 1)) == [Status.OUTSTANDING]


RECEIVED = PlanReceived(on=date(2026, 10, 5), made_on=date(2022, 5, 2), plan=AMENDED_PLAN)


def test_a_plan_that_was_received_is_the_plan_before():
    same = amended(date(2026, 12, 7), AMENDED_PLAN)
    assert statuses(LIMIT, [RECEIVED, DUE, same], AFTER) == [Status.OUTSTANDING]
    assert statuses(LIMIT, [replace(RECEIVED, plan=None), DUE, same], AFTER) == [
        Status.UNDETERMINED
    ]
    proposed = Post16TransferProposed(on=date(2026, 10, 12), moves_on=date(2027, 9, 1))
    on = date(2027, 4, 2)
    assert statuses("post16-to-post16", [RECEIVED, proposed, same], on) == [Status.OUTSTANDING]
    other = amended(date(2026, 12, 7), naming(OAK_PLACEMENT))
    assert statuses("post16-to-post16", [RECEIVED, proposed, other], on) == [Status.MET]


@pytest.mark.parametrize(
    ("came", "status"),
    [
        (date(2026, 6, 1), Status.MET),
        (date(2027, 1, 11), Status.MET),
        (date(2027, 2, 14), Status.MET),
        (date(2027, 2, 15), Status.UNDETERMINED),  # whether it did before, it does not say
    ],
)
def test_a_plan_that_came_with_the_next_school_in_it_names_it(came, status):
    with_it = replace(RECEIVED, on=came, plan=MOVES_UP)
    assert statuses(LIMIT, [with_it, DUE], AFTER) == [status]


def test_a_plan_that_came_without_it_ends_nothing():
    assert statuses(LIMIT, [RECEIVED, DUE], AFTER) == [Status.OUTSTANDING]
    unknown = replace(RECEIVED, plan=None)
    assert statuses(LIMIT, [unknown, DUE], AFTER) == [Status.OUTSTANDING]
    moved_house = naming(Placement(id="i2", institution=ROWAN, starts=date(2027, 1, 4)))
    came = replace(RECEIVED, on=date(2027, 1, 11), plan=moved_house)
    assert statuses(LIMIT, [came, DUE], AFTER) == [Status.OUTSTANDING]
