"""What is asked of the record itself: exceptions, corrections, the officer, notes."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.record import (
    DAYS_OUT_OF_ORDER,
    DECIDED_BEFORE_CLAIMED,
    ENDS_BEFORE_IT_BEGINS,
    NO_SUCH_CLAIM,
    NO_SUCH_ENTRY,
    NO_SUCH_GROUND,
    NO_SUCH_LIMIT,
    NOT_A_GROUND_FOR,
    NOT_OPENED,
    NOTHING_NOTED,
    OPENING_STAYS,
    WHAT_IS_RIGHT,
    WHY_WRONG,
    AssignOfficer,
    ClaimException,
    CorrectDetails,
    CorrectEntry,
    DecideOnException,
    Note,
    StrikeOutEntry,
)
from ehcp.domain.commands.underway import child
from ehcp.domain.events.opening import Officer, OfficerAssigned
from ehcp.domain.events.record import (
    EntryCorrected,
    EntryStruckOut,
    ExceptionClaimed,
    ExceptionDecided,
    Noted,
)
from ehcp.domain.events.transfer import FamilyMoved, MoveLearned
from tests.domain.ordinary_case import CHILD, OPENED, PARENT, REQUESTED, UNDECIDED
from tests.domain.scenario import lived, scenario

DAY = date(2025, 2, 10)
CLAIM = ClaimException(
    on=DAY,
    ground="absent-from-area-4-weeks",
    limits=("assessment-decision-notify",),
    since=date(2025, 1, 13),
    until=date(2025, 2, 16),
    reasons="The family was abroad.",
)
CLAIMED = ExceptionClaimed(
    on=DAY,
    ground="absent-from-area-4-weeks",
    limits=("assessment-decision-notify",),
    since=date(2025, 1, 13),
    until=date(2025, 2, 16),
    note="The family was abroad.",
)


def test_an_exception_is_claimed_on_a_ground_that_the_limit_has():
    scenario(given=UNDECIDED, when=CLAIM, then=[CLAIMED])


def test_an_exception_may_say_where_its_evidence_is():
    shown = "Boarding passes, entry 14."
    scenario(
        given=UNDECIDED,
        when=replace(CLAIM, evidence=shown),
        then=[replace(CLAIMED, evidence=shown)],
    )


def test_an_exception_may_be_claimed_for_every_limit_that_has_the_ground():
    scenario(given=UNDECIDED, when=replace(CLAIM, limits=()), then=[replace(CLAIMED, limits=())])


def test_a_ground_that_the_law_does_not_know_is_none():
    panel = replace(CLAIM, ground="the-panel-meets-monthly")
    scenario(given=UNDECIDED, when=panel, then=NO_SUCH_GROUND)


def test_a_limit_that_the_law_does_not_know_is_none():
    scenario(given=UNDECIDED, when=replace(CLAIM, limits=("soon",)), then=NO_SUCH_LIMIT)


@pytest.mark.parametrize(
    ("ground", "limits"),
    [
        ("missed-appointment", ("assessment-decision-notify",)),
        ("absent-from-area-4-weeks", ("final-plan-20-weeks", "annual-review-decision")),
        ("tribunal-rules-excluded-days", ()),
    ],
)
def test_a_ground_lifts_only_the_limits_that_have_it(ground, limits):
    claim = replace(CLAIM, ground=ground, limits=limits)
    scenario(given=UNDECIDED, when=claim, then=NOT_A_GROUND_FOR)


def test_the_cause_does_not_end_before_it_begins():
    backwards = replace(CLAIM, until=date(2025, 1, 12))
    scenario(given=UNDECIDED, when=backwards, then=ENDS_BEFORE_IT_BEGINS)


@pytest.mark.parametrize("accepted", [True, False])
def test_the_authority_decides_whether_an_exception_holds(accepted):
    scenario(
        given=[*UNDECIDED, CLAIMED],
        when=DecideOnException(on=DAY, claim=4, accepted=accepted, reasons="Tickets seen."),
        then=[ExceptionDecided(on=DAY, of=4, accepted=accepted, reasons="Tickets seen.")],
    )


@pytest.mark.parametrize("place", [2, 9])
def test_only_a_claim_is_decided_on(place):
    decide = DecideOnException(on=DAY, claim=place, accepted=True)
    scenario(given=[*UNDECIDED, CLAIMED], when=decide, then=NO_SUCH_CLAIM)


def test_a_claim_is_not_decided_on_before_it_is_made():
    early = DecideOnException(on=date(2025, 2, 9), claim=4, accepted=True)
    scenario(given=[*UNDECIDED, CLAIMED], when=early, then=DECIDED_BEFORE_CLAIMED)


WRONG_DAY = CorrectEntry(
    on=DAY, entry=2, why="The post stamp says so.", right_day=date(2025, 1, 3)
)


def test_a_wrong_day_is_corrected_and_the_wrong_entry_stays():
    scenario(
        given=UNDECIDED,
        when=WRONG_DAY,
        then=[
            replace(REQUESTED, on=date(2025, 1, 3)),
            EntryCorrected(on=DAY, entry=2, stands_in=4, why="The post stamp says so."),
        ],
    )


@pytest.mark.parametrize(
    ("entry", "day", "allowed"),
    [
        (2, date(2025, 1, 8), True),
        (2, date(2025, 1, 9), False),
        (3, date(2025, 1, 6), True),
        (3, date(2025, 1, 5), False),
    ],
)
def test_a_corrected_entry_still_follows_what_it_answers(entry, day, allowed):
    wrong = UNDECIDED[entry - 1]
    correct = replace(WRONG_DAY, entry=entry, right_day=day)
    right = [
        replace(wrong, on=day),
        EntryCorrected(on=DAY, entry=entry, stands_in=4, why="The post stamp says so."),
    ]
    scenario(given=UNDECIDED, when=correct, then=right if allowed else DAYS_OUT_OF_ORDER)


@pytest.mark.parametrize(
    ("entry", "day"), [(2, date(2025, 5, 12)), (3, date(2025, 5, 2)), (3, date(2025, 5, 20))]
)
def test_what_came_before_the_entry_it_answers_may_be_put_right_on_either_side_of_it(entry, day):
    """The authority may become aware of a move after it: the move then answers a later entry."""
    learned = MoveLearned(on=date(2025, 5, 11), to_authority="Moorland")
    moved = FamilyMoved(on=date(2025, 5, 1), of=2, to_authority="Moorland")
    given = [OPENED, learned, moved]
    scenario(
        given=given,
        when=replace(WRONG_DAY, entry=entry, right_day=day),
        then=[
            replace(given[entry - 1], on=day),
            EntryCorrected(on=DAY, entry=entry, stands_in=4, why="The post stamp says so."),
        ],
    )


def test_another_entry_may_stand_for_a_wrong_one():
    right = replace(REQUESTED, on=date(2025, 1, 3))
    scenario(
        given=[*UNDECIDED, right],
        when=CorrectEntry(on=DAY, entry=2, why="Entered twice.", stands_in=4),
        then=[EntryCorrected(on=DAY, entry=2, stands_in=4, why="Entered twice.")],
    )


@pytest.mark.parametrize(
    ("right_day", "stands_in"), [(None, None), (date(2025, 1, 3), 3), (None, 2)]
)
def test_a_correction_says_what_is_right(right_day, stands_in):
    unclear = replace(WRONG_DAY, right_day=right_day, stands_in=stands_in)
    scenario(given=UNDECIDED, when=unclear, then=WHAT_IS_RIGHT)


@pytest.mark.parametrize(
    "command", [replace(WRONG_DAY, why=" "), StrikeOutEntry(on=DAY, entry=2, why="")]
)
def test_a_correction_says_why(command):
    scenario(given=UNDECIDED, when=command, then=WHY_WRONG)


STRIKE = StrikeOutEntry(on=DAY, entry=2, why="It was another child's.")
STRUCK = EntryStruckOut(on=DAY, entry=2, why="It was another child's.")


def test_an_entry_is_struck_out_where_nothing_stands_for_it():
    scenario(given=UNDECIDED, when=STRIKE, then=[STRUCK])


@pytest.mark.parametrize("command", [WRONG_DAY, STRIKE])
def test_an_entry_is_found_wrong_once(command):
    scenario(given=[*UNDECIDED, STRUCK], when=command, then=NO_SUCH_ENTRY)


@pytest.mark.parametrize("command", [WRONG_DAY, STRIKE])
def test_only_what_is_in_the_record_and_no_correction_is_corrected(command):
    for place in (4, 9):
        elsewhere = replace(command, entry=place)
        scenario(given=[*UNDECIDED, STRUCK], when=elsewhere, then=NO_SUCH_ENTRY)


def test_the_entry_that_stands_in_must_be_in_the_record():
    nowhere = CorrectEntry(on=DAY, entry=2, why="Wrong.", stands_in=9)
    scenario(given=UNDECIDED, when=nowhere, then=NO_SUCH_ENTRY)


def test_whose_case_it_is_cannot_be_struck_out():
    scenario(given=UNDECIDED, when=replace(STRIKE, entry=1), then=OPENING_STAYS)


def test_the_details_of_the_child_and_the_parents_are_corrected():
    right = replace(CHILD, date_of_birth=date(2016, 5, 1))
    correct = CorrectDetails(on=DAY, why="Birth certificate.", child=right, parents=(PARENT,))
    scenario(
        given=UNDECIDED,
        when=correct,
        then=[
            replace(OPENED, child=right),
            EntryCorrected(on=DAY, entry=1, stands_in=4, why="Birth certificate."),
        ],
    )
    assert child(lived(correct, before=UNDECIDED)) == right


def test_details_are_corrected_where_there_are_any_and_saying_why():
    correct = CorrectDetails(on=DAY, why="Birth certificate.", child=CHILD)
    scenario(given=[REQUESTED], when=correct, then=NOT_OPENED)
    scenario(given=UNDECIDED, when=replace(correct, why=""), then=WHY_WRONG)


@pytest.mark.parametrize("officer", [Officer(name="Kit Roe", subject="kit.roe"), None])
def test_the_case_is_given_to_an_officer_or_to_nobody(officer):
    scenario(
        given=UNDECIDED,
        when=AssignOfficer(on=DAY, officer=officer),
        then=[OfficerAssigned(on=DAY, officer=officer)],
    )


def test_a_note_is_kept():
    scenario(given=[], when=Note(on=DAY, text="Rang."), then=[Noted(on=DAY, note="Rang.")])


def test_an_empty_note_is_none():
    scenario(given=[], when=Note(on=DAY, text=" "), then=NOTHING_NOTED)
