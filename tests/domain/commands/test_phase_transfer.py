"""Changes of phase of a case, and moves between post-16 institutions."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.plan.final import NO_PLAN
from ehcp.domain.commands.review.phase_transfer import (
    DROPPED_BEFORE_PROPOSED,
    LATE_PROPOSAL,
    MOVE_IN_THE_PAST,
    MOVE_PROPOSED,
    NO_MOVE_PROPOSED,
    NOT_BY_AGE,
    TRANSFER_IS_OVER,
    TRANSFER_KNOWN,
    DropPost16Transfer,
    ProposePost16Transfer,
    RecordPhaseTransfer,
)
from ehcp.domain.events.review import (
    Phase,
    PhaseTransferDue,
    Post16TransferDropped,
    Post16TransferProposed,
)
from ehcp.domain.plan.institution import Category, Institution
from ehcp.domain.plan.phase import SchoolPhase, Transfer
from ehcp.domain.standing.phase_transfers import PhaseTransfer, phase_transfers
from tests.domain.ordinary_case import FINISHED, READY
from tests.domain.scenario import recorded, scenario

RECORD = RecordPhaseTransfer(
    on=date(2026, 9, 14), transfer=Transfer.PRIMARY_TO_SECONDARY, year=2027
)
DUE = PhaseTransferDue(
    on=date(2027, 9, 1), phase=Phase.OTHER, year=2027, transfer=Transfer.PRIMARY_TO_SECONDARY
)
VALE = Institution(name="Vale College", category=Category.FURTHER_EDUCATION)
PROPOSE = ProposePost16Transfer(on=date(2026, 1, 12), moves_on=date(2026, 9, 1), institution=VALE)
PROPOSED = Post16TransferProposed(
    on=date(2026, 1, 12), moves_on=date(2026, 9, 1), institution=VALE
)


def test_a_change_of_phase_is_recorded_for_its_year():
    scenario(given=FINISHED, when=RECORD, then=[DUE])
    scenario(given=[*FINISHED, DUE], when=RECORD, then=TRANSFER_KNOWN)
    scenario(given=READY, when=RECORD, then=NO_PLAN)


def test_the_move_to_a_college_falls_in_march():
    command = replace(RECORD, transfer=Transfer.SECONDARY_TO_POST_16, year=2032)
    due = PhaseTransferDue(
        on=date(2032, 9, 1),
        phase=Phase.SECONDARY_TO_POST_16,
        year=2032,
        transfer=Transfer.SECONDARY_TO_POST_16,
    )
    scenario(given=FINISHED, when=command, then=[due])


def test_a_change_of_phase_lies_ahead():
    last = replace(RECORD, on=date(2027, 8, 31))
    scenario(given=FINISHED, when=last, then=[DUE])
    scenario(given=FINISHED, when=replace(RECORD, on=date(2027, 9, 1)), then=TRANSFER_IS_OVER)
    scenario(given=FINISHED, when=replace(RECORD, year=0), then=TRANSFER_IS_OVER)


def test_a_change_in_another_year_than_the_age_leads_to_is_warned_of():
    other = replace(RECORD, year=2028)
    due = replace(DUE, on=date(2028, 9, 1), year=2028)
    warned = NOT_BY_AGE.about(date(2026, 9, 14))
    scenario(given=FINISHED, when=other, then=[due, warned])


def test_the_changes_of_phase_of_a_case_in_a_year():
    case = recorded(*FINISHED)
    assert phase_transfers(case, 2026) == ()
    (by_age,) = phase_transfers(case, 2027)
    assert by_age == PhaseTransfer(
        year=2027, phase=Phase.OTHER, transfer=Transfer.PRIMARY_TO_SECONDARY, presumed=True
    )
    (known,) = phase_transfers(case, 2027, SchoolPhase.PRIMARY)
    assert not known.presumed
    assert phase_transfers(case, 2027, SchoolPhase.ALL_THROUGH) == ()
    assert phase_transfers(recorded(*READY), 2027) == ()


def test_what_was_recorded_stands_in_for_what_the_age_leads_to():
    case = recorded(*FINISHED, DUE)
    (found,) = phase_transfers(case, 2027)
    assert found.recorded is case.at(15)
    assert (found.transfer, found.presumed) == (Transfer.PRIMARY_TO_SECONDARY, False)
    old = recorded(*FINISHED, PhaseTransferDue(on=date(2027, 2, 15)))
    (unsaid,) = phase_transfers(old, 2027)
    assert (unsaid.transfer, unsaid.phase) == (None, Phase.OTHER)


def test_a_move_between_colleges_is_proposed():
    scenario(given=FINISHED, when=PROPOSE, then=[PROPOSED])
    scenario(given=[*FINISHED, PROPOSED], when=PROPOSE, then=MOVE_PROPOSED)
    past = replace(PROPOSE, moves_on=date(2026, 1, 11))
    scenario(given=FINISHED, when=past, then=MOVE_IN_THE_PAST)
    scenario(given=READY, when=PROPOSE, then=NO_PLAN)
    over = replace(PROPOSE, on=date(2026, 9, 2), moves_on=date(2027, 9, 1))
    second = replace(PROPOSED, on=date(2026, 9, 2), moves_on=date(2027, 9, 1))
    scenario(given=[*FINISHED, PROPOSED], when=over, then=[second])


def test_a_move_proposed_less_than_five_months_ahead_is_warned_of():
    last = replace(PROPOSE, on=date(2026, 4, 1))
    scenario(given=FINISHED, when=last, then=[replace(PROPOSED, on=date(2026, 4, 1))])
    late = replace(PROPOSE, on=date(2026, 4, 2))
    proposed = replace(PROPOSED, on=date(2026, 4, 2))
    warned = LATE_PROPOSAL.about(date(2026, 4, 2))
    scenario(given=FINISHED, when=late, then=[proposed, warned])


def test_a_move_is_no_longer_proposed():
    drop = DropPost16Transfer(on=date(2026, 2, 2))
    dropped = Post16TransferDropped(on=date(2026, 2, 2), of=15)
    scenario(given=[*FINISHED, PROPOSED], when=drop, then=[dropped])
    scenario(given=FINISHED, when=drop, then=NO_MOVE_PROPOSED)
    early = replace(drop, on=date(2026, 1, 11))
    scenario(given=[*FINISHED, PROPOSED], when=early, then=DROPPED_BEFORE_PROPOSED)
