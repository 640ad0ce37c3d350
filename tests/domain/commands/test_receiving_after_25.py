"""CFA 2014 s.46, SI 2014/1530 regs 15 and 46: a plan that moves with somebody of 25."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.ending.ending import NOT_DECIDED_TO_CEASE, CeasePlan
from ehcp.domain.commands.ending.transfer_in import NOT_KEPT_PAST_25, ReceivePlan
from ehcp.domain.commands.request.whose import NOT_BORN
from ehcp.domain.deadlines import Status
from ehcp.domain.events.ceasing import CeaseGround, ContinuedPast25, PlanCeased
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.transfer import Origin, PlanReceived
from tests.domain.limits import statuses
from tests.domain.scenario import recorded, scenario

ORIGIN = Origin(authority="Oldshire Council")
# 25 on 10 September 2025, 26 on 10 September 2026; the college year ends on 31 July 2026
ANN = Child(name="Ann Vale", date_of_birth=date(2000, 9, 10))
YEAR_END = date(2026, 7, 31)
RECEIVE = ReceivePlan(
    on=date(2026, 1, 5), origin=ORIGIN, made_on=date(2019, 5, 13), child=ANN, kept_until=YEAR_END
)
OPENED = CaseOpened(on=date(2026, 1, 5), child=ANN)
RECEIVED = PlanReceived(
    on=date(2026, 1, 5), made_on=date(2019, 5, 13), kept_until=YEAR_END, origin=ORIGIN
)


def test_a_plan_that_was_kept_to_the_end_of_the_year_moves_with_the_person():
    scenario(given=[], when=RECEIVE, then=[OPENED, RECEIVED])


@pytest.mark.parametrize(
    ("on", "until", "allowed"),
    [
        (date(2025, 9, 9), None, True),
        (date(2025, 9, 10), None, False),
        (date(2025, 9, 10), date(2025, 9, 10), True),
        (date(2026, 7, 31), YEAR_END, True),
        (date(2026, 8, 1), YEAR_END, False),
        (date(2026, 9, 9), date(2026, 9, 9), True),
        (date(2026, 9, 9), date(2026, 9, 10), False),
        (date(2026, 9, 10), date(2026, 9, 9), False),
        (date(2025, 9, 9), date(2025, 9, 9), False),
    ],
)
def test_it_moves_up_to_the_day_until_which_it_was_kept(on, until, allowed):
    command = replace(RECEIVE, on=on, kept_until=until)
    if not allowed:
        scenario(given=[], when=command, then=NOT_KEPT_PAST_25)
        scenario(given=[OPENED], when=replace(command, child=None), then=NOT_KEPT_PAST_25)
    else:
        received = replace(RECEIVED, on=on, kept_until=until)
        scenario(given=[], when=command, then=[replace(OPENED, on=on), received])


def test_somebody_who_is_not_born_has_no_plan():
    unborn = replace(ANN, date_of_birth=date(2027, 1, 1))
    scenario(given=[], when=replace(RECEIVE, child=unborn, kept_until=None), then=NOT_BORN)


def test_a_plan_that_was_kept_elsewhere_is_kept_here_to_the_same_day():
    given = [OPENED, RECEIVED]
    early = CeasePlan(on=YEAR_END)
    scenario(given=given, when=early, then=NOT_DECIDED_TO_CEASE)
    ceased = PlanCeased(on=date(2026, 8, 1), ground=CeaseGround.REACHED_25)
    scenario(given=given, when=CeasePlan(on=date(2026, 8, 1)), then=[ceased])
    longer = ContinuedPast25(on=date(2026, 3, 2), until=date(2026, 9, 9))
    kept = [*given, longer]
    scenario(given=kept, when=CeasePlan(on=date(2026, 8, 1)), then=NOT_DECIDED_TO_CEASE)


def test_nobody_is_asked_to_decide_again_what_was_decided_elsewhere():
    limit, on = "age-25-end-of-academic-year", date(2026, 1, 5)
    assert statuses(limit, [OPENED, RECEIVED], on) == [Status.MET]
    unsaid = replace(RECEIVED, kept_until=None)
    assert statuses(limit, [OPENED, unsaid], on) != [Status.MET]
    assert recorded(OPENED, RECEIVED).plan_in_force is not None
