"""Whether a plan has been issued for a change of phase: by what its Section I says."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.application.one_case.phase_transfers import phase_transfers_shown
from ehcp.domain.deadlines import deadlines
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.review import Phase, PhaseTransferDue
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.plan.phase import Transfer
from tests.domain.ordinary_case import ELM_PLACEMENT, FINISHED, OAK_PLACEMENT, naming
from tests.domain.scenario import recorded
from tests.projections.histories import CALENDAR

TRANSFER = PhaseTransferDue(
    on=date(2026, 9, 21), year=2027, phase=Phase.OTHER, transfer=Transfer.PRIMARY_TO_SECONDARY
)
UNTIL_THEN = replace(ELM_PLACEMENT, ends=date(2027, 8, 31))
NEXT = replace(OAK_PLACEMENT, id="i2", starts=date(2027, 9, 1))
AUTUMN, WINTER = date(2026, 11, 2), date(2027, 2, 1)
AS_IT_WAS = AmendedPlanIssued(on=AUTUMN, plan=naming(ELM_PLACEMENT))
FOR_IT = AmendedPlanIssued(on=WINTER, plan=naming(UNTIL_THEN, NEXT))
ON = date(2027, 2, 14)


def transfer_of_2027(*events):
    case = recorded(*events).seen(as_at=ON)
    return next(line for line in phase_transfers_shown(case, ()) if line.year == 2027)


@pytest.mark.parametrize("known", [(TRANSFER,), ()], ids=["recorded", "by-age"])
def test_a_plan_that_left_section_i_as_it_was_is_for_something_else(known):
    line = transfer_of_2027(*FINISHED, *known, AS_IT_WAS)
    assert (line.open, line.amended, line.named_setting) == (True, None, None)
    line = transfer_of_2027(*FINISHED, *known, AS_IT_WAS, FOR_IT)
    assert (line.open, line.amended.exact) == (False, WINTER)
    assert line.named_setting == "Oak School"


def test_one_whose_contents_nobody_knows_is_taken_to_be_for_it():
    line = transfer_of_2027(*FINISHED, TRANSFER, AmendedPlanIssued(on=AUTUMN))
    assert (line.open, line.amended.exact) == (False, AUTUMN)


def test_one_that_was_received_is_if_it_names_where_the_child_goes_then():
    here = PlanReceived(on=AUTUMN, plan=naming(ELM_PLACEMENT))
    then = replace(here, plan=naming(UNTIL_THEN, NEXT))
    assert transfer_of_2027(FINISHED[0], TRANSFER, here).open
    assert not transfer_of_2027(FINISHED[0], TRANSFER, then).open


SOONER = replace(FOR_IT, on=date(2026, 6, 1))
RECEIVED_SOONER = PlanReceived(on=date(2026, 6, 1), plan=SOONER.plan)


@pytest.mark.parametrize(
    ("plan", "open_"),
    [(AS_IT_WAS, True), (FOR_IT, False), (SOONER, False), (RECEIVED_SOONER, False)],
    ids=["as-it-was", "for-it", "named-already", "received-with-it"],
)
def test_it_is_open_as_long_as_its_limit_is(plan, open_):
    case = recorded(*FINISHED, TRANSFER, plan).seen(as_at=ON)
    (limit,) = (d for d in deadlines(case, CALENDAR, ON) if d.limit.id == "phase-transfer-15-feb")
    assert limit.open is transfer_of_2027(*FINISHED, TRANSFER, plan).open is open_
