"""A command is decided on what a process knows of a case, and counts only if that is the case."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from ehcp.application.cases import AFTER_TODAY, Asked, Cases, NoSuchCase
from ehcp.domain.command import Refused
from ehcp.domain.commands.ending.transfer_in import ReceivePlan
from ehcp.domain.commands.record import AssignOfficer, CorrectEntry, Note
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment, WithdrawRequest
from ehcp.domain.commands.review.phase_transfer import RecordPhaseTransfer
from ehcp.domain.entry import Recorder
from ehcp.domain.events.opening import Child, Officer
from ehcp.domain.events.transfer import AdvicePassedOn, Origin
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.phase import Transfer
from ehcp.domain.plan.sections import HealthProvision, Plan
from ehcp.store.cases import Store
from ehcp.store.errors import ChangedMeanwhile

A = "E10000014"
TODAY = date(2026, 3, 2)
BY = Recorder(subject="caseworker-1", role="caseworker", organisation="Example Council")
REQUEST = RequestAssessment(
    on=TODAY,
    requested_by=AskedBy.PARENT,
    child=Child(name="Robin Example", date_of_birth=date(2016, 5, 4)),
    officer=Officer(name="Pat Officer"),
)
WITHDRAW = WithdrawRequest(on=TODAY)
NOTE = Note(on=TODAY, text="The parent rang.")
ASSIGN = AssignOfficer(on=TODAY, officer=Officer(name="Sam Officer"))


def asked(**how):
    return Asked(by=BY, command_id=how.pop("command_id", uuid4()), **how)


@pytest.fixture
def ours(store):
    return Cases(store, lambda: TODAY)


@pytest.fixture
def theirs(database_url):
    """The same cases, as another process has them."""
    with Store(database_url) as other:
        yield Cases(other, lambda: TODAY)


@pytest.fixture
def case(ours):
    return ours.open(A, REQUEST, asked()).case


def test_what_a_process_added_is_known_as_it_will_be_read(ours, theirs, case):
    ours.perform(A, case, WITHDRAW, asked(documents=("ab" * 32,)))
    kept = ours.store.known.kept(A, case)
    read = theirs.store.known.read(A, case)
    assert kept.entries == read.entries
    assert (kept.hash, kept.size) == (read.hash, read.size)


TOMORROW = date(2026, 3, 3)
AGREED_TOMORROW = HealthProvision(id="g1", text="Physiotherapy.", agreed_on=TOMORROW)
RECEIVE = ReceivePlan(
    on=TODAY, origin=Origin(authority="E10000001"), made_on=TODAY, child=REQUEST.child
)


@pytest.mark.parametrize(
    "told",
    [
        {"moved_on": TOMORROW},
        {"plan": Plan(health_provision=(AGREED_TOMORROW,))},
        {"naming": Naming(list_checked=TOMORROW)},
        {"advice": (AdvicePassedOn(dated=TOMORROW),)},
    ],
)
def test_what_is_said_to_have_happened_on_a_day_to_come_is_refused(ours, told):
    with pytest.raises(Refused) as caught:
        ours.open(A, replace(RECEIVE, **told), asked())
    assert caught.value.refusal is AFTER_TODAY
    tomorrow = Cases(ours.store, lambda: TOMORROW)
    assert tomorrow.open(A, replace(RECEIVE, **told), asked()).version


def test_an_entry_is_not_corrected_to_a_day_that_has_not_come(ours, case):
    noted = ours.perform(A, case, NOTE, asked())
    wrong = CorrectEntry(on=TODAY, entry=noted.version, why="Rang later.", right_day=TOMORROW)
    with pytest.raises(Refused) as caught:
        ours.perform(A, case, wrong, asked())
    assert caught.value.refusal is AFTER_TODAY
    ours.perform(A, case, replace(wrong, right_day=TODAY), asked())


def test_what_falls_due_may_be_corrected_to_a_day_to_come(ours):
    case = ours.open(A, RECEIVE, asked()).case
    moves = RecordPhaseTransfer(on=TODAY, transfer=Transfer.PRIMARY_TO_SECONDARY, year=2027)
    due = ours.perform(A, case, moves, asked())
    place = next(e.place for e in ours.case(A, case).entries if e.event.on > TODAY)
    later = CorrectEntry(on=TODAY, entry=place, why="Later.", right_day=date(2027, 9, 2))
    assert ours.perform(A, case, later, asked()).version > due.version


def test_a_case_that_is_known_is_not_read_again_to_act_on_it(ours, case, monkeypatch):
    monkeypatch.setattr(ours.store.known, "read", None)
    assert ours.perform(A, case, WITHDRAW, asked()).version == 3
    assert ours.perform(A, case, ASSIGN, asked()).version == 4


def test_a_decision_on_what_is_no_longer_all_is_taken_again(ours, theirs, case):
    theirs.perform(A, case, WITHDRAW, asked())
    with pytest.raises(Refused) as refused:
        ours.perform(A, case, WITHDRAW, asked())
    assert refused.value.refusal.id == "nothing-to-withdraw"
    assert theirs.case(A, case).version == 3


def test_a_refusal_by_what_is_no_longer_all_is_none(ours, theirs, case):
    first = ours.case(A, case)
    theirs.perform(A, case, ASSIGN, asked())
    expected = first.version + 1
    assert ours.perform(A, case, WITHDRAW, asked(expected=expected)).version == expected + 1


def test_who_decided_on_another_version_is_told_that_of_now(ours, theirs, case):
    theirs.perform(A, case, ASSIGN, asked())
    with pytest.raises(ChangedMeanwhile) as changed:
        ours.perform(A, case, WITHDRAW, asked(expected=2))
    assert changed.value.current_version == 3


def test_a_command_sent_again_through_another_process_has_its_first_answer(ours, theirs, case):
    command = asked()
    first = theirs.perform(A, case, WITHDRAW, command)
    again = ours.perform(A, case, WITHDRAW, command)
    assert (again.version, again.position, again.replayed) == (3, first.position, True)
    third = ours.perform(A, case, WITHDRAW, command)
    assert (third.version, third.replayed) == (3, True)


def test_what_does_not_mind_the_rest_is_added_wherever_the_case_is(ours, theirs, case):
    theirs.perform(A, case, ASSIGN, asked())
    assert ours.perform(A, case, NOTE, asked()).version == 4


def test_a_case_that_is_known_is_nobody_elses(ours, case):
    with pytest.raises(NoSuchCase):
        ours.perform("E10000015", case, WITHDRAW, asked())
