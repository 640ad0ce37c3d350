"""SI 2014/1530 reg 15(2): a move that was announced and does not take place."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.ending.transfer import (
    CALLED_OFF_BEFORE_LEARNED,
    LEARNED_ALREADY,
    MOVED_ALREADY,
    NO_MOVE_ANNOUNCED,
    WHEN_LEARNED,
    CallOffMove,
    LearnOfMove,
    RecordMoveAway,
)
from ehcp.domain.deadlines import Status
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.commissioning import CommissionerChangeLearned, NewCommissionerNotified
from ehcp.domain.events.transfer import FamilyMoved, MoveCalledOff, MoveLearned, PlanPassedOn
from tests.domain.limits import due, statuses
from tests.domain.ordinary_case import FINISHED
from tests.domain.scenario import recorded, scenario

MARLAND = "Marland Council"
ON_MOVE = "la-transfer-on-move"
LATE = "la-transfer-late-notice"
CHANGE = "commissioner-change-with-move"
PLACE = len(FINISHED) + 1
# announced on Monday 1 September 2025 for 6 October, and off on 22 September
LEARNED = MoveLearned(on=date(2025, 9, 1), moves_on=date(2025, 10, 6), to_authority=MARLAND)
ANNOUNCED = [*FINISHED, LEARNED]
MOVED = FamilyMoved(on=date(2025, 10, 6), of=PLACE, to_authority=MARLAND)
OFF = MoveCalledOff(on=date(2025, 9, 22), of=PLACE, reasons="The house was not sold.")
CALL_OFF = CallOffMove(on=date(2025, 9, 22), reasons="The house was not sold.")


def test_a_move_that_was_announced_is_called_off():
    scenario(given=ANNOUNCED, when=CALL_OFF, then=[OFF])
    assert recorded(*ANNOUNCED, OFF).plan_in_force is not None


def test_there_must_be_a_move_to_call_off():
    scenario(given=FINISHED, when=CALL_OFF, then=NO_MOVE_ANNOUNCED)
    again = replace(CALL_OFF, on=date(2025, 9, 29))
    scenario(given=[*ANNOUNCED, OFF], when=again, then=NO_MOVE_ANNOUNCED)
    passed_on = PlanPassedOn(on=date(2025, 10, 6), of=PLACE + 1)
    over = replace(CALL_OFF, on=date(2025, 10, 7))
    scenario(given=[*ANNOUNCED, MOVED, passed_on], when=over, then=NO_MOVE_ANNOUNCED)
    early = replace(CALL_OFF, on=date(2025, 8, 31))
    scenario(given=ANNOUNCED, when=early, then=CALLED_OFF_BEFORE_LEARNED)


def test_a_move_that_took_place_is_not_called_off():
    late = replace(CALL_OFF, on=date(2025, 10, 7))
    scenario(given=[*ANNOUNCED, MOVED], when=late, then=MOVED_ALREADY)


def test_nothing_is_to_be_passed_on_after_a_move_that_did_not_take_place():
    assert due(ON_MOVE, ANNOUNCED, date(2025, 9, 21)) == date(2025, 10, 6)
    assert statuses(ON_MOVE, [*ANNOUNCED, OFF], date(2025, 9, 21)) == [Status.NOT_DUE]
    assert statuses(ON_MOVE, [*ANNOUNCED, OFF], date(2025, 9, 22)) == []
    assert statuses(ON_MOVE, [*ANNOUNCED, OFF], date(2025, 10, 7)) == []
    sudden = replace(LEARNED, moves_on=date(2025, 9, 5))
    # 15 working days beginning with Monday 1 September end on Friday the 19th
    late = [*FINISHED, sudden, OFF]
    assert statuses(LATE, late, date(2025, 9, 20)) == [Status.OUTSTANDING]
    assert statuses(LATE, late, date(2025, 9, 22)) == []


def test_a_further_move_is_announced_anew():
    given = [*ANNOUNCED, OFF]
    learn = LearnOfMove(on=date(2026, 1, 5), moves_on=date(2026, 3, 2), to_authority=MARLAND)
    scenario(given=ANNOUNCED, when=learn, then=LEARNED_ALREADY)
    learned = MoveLearned(on=date(2026, 1, 5), moves_on=date(2026, 3, 2), to_authority=MARLAND)
    scenario(given=given, when=learn, then=[learned])
    assert due(ON_MOVE, [*given, learned], date(2026, 1, 6)) == date(2026, 3, 2)
    moved = RecordMoveAway(on=date(2026, 3, 2), to_authority=MARLAND)
    scenario(given=given, when=moved, then=WHEN_LEARNED)


def test_no_new_commissioning_body_is_told_of_a_move_that_did_not_take_place():
    change = CommissionerChangeLearned(
        on=date(2025, 9, 1), new_body="Marland ICB", with_move=True, moves_on=date(2025, 10, 6)
    )
    given = [*ANNOUNCED, change]
    assert statuses(CHANGE, given, date(2025, 10, 7)) == [Status.OUTSTANDING]
    assert statuses(CHANGE, [*given, OFF], date(2025, 10, 7)) == []
    told = NewCommissionerNotified(on=date(2025, 10, 6), of=PLACE + 1)
    later = MoveCalledOff(on=date(2027, 9, 6), of=PLACE)
    moved = [*given, MOVED, told]
    assert statuses(CHANGE, [*moved, later], date(2027, 9, 7)) == [Status.MET]


def test_a_plan_that_ceased_before_the_move_is_not_passed_on():
    ceased = PlanCeased(on=date(2025, 10, 6))
    assert statuses(ON_MOVE, [*ANNOUNCED, ceased], date(2025, 10, 7)) == [Status.DISAPPLIED]
