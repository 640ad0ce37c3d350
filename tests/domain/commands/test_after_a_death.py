"""Nothing is asked for after a death, but of the record, of money and of complaints."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.command import AFTER_DEATH, Command
from ehcp.domain.commands.challenge.complaint import RecordComplaint
from ehcp.domain.commands.ending.ending import DIED_ALREADY, RecordDeath
from ehcp.domain.commands.record import Note, StrikeOutEntry
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
from ehcp.domain.commands.review.early import RequestEarlyReview
from ehcp.domain.events.ceasing import PersonDied
from ehcp.domain.events.record import ComplaintTo, EntryStruckOut
from ehcp.domain.when import UNKNOWN, Span
from tests.domain.ordinary_case import FINISHED
from tests.domain.scenario import recorded, scenario

DIED = PersonDied(on=date(2025, 9, 8))
OVER = [*FINISHED, DIED]
ASK = RequestAssessment(on=date(2025, 9, 9), requested_by=AskedBy.PARENT)
REVIEW = RequestEarlyReview(on=date(2025, 9, 9), by_whom="the school", reasons="She is away.")


@pytest.mark.parametrize("command", [ASK, REVIEW], ids=lambda c: type(c).__name__)
def test_nothing_is_asked_for_after_a_death(command):
    scenario(given=OVER, when=command, then=AFTER_DEATH)


def test_what_happened_before_or_on_the_day_is_still_recorded():
    for day in (date(2025, 9, 5), date(2025, 9, 8)):
        assert list(replace(ASK, on=day).asked_of(recorded(*OVER)))
    scenario(given=OVER, when=replace(ASK, on=date(2025, 9, 9)), then=AFTER_DEATH)


def test_a_death_of_which_the_month_is_known_bars_what_is_surely_later():
    within = replace(DIED, on=Span(date(2025, 9, 1), date(2025, 9, 30)))
    assert list(replace(ASK, on=date(2025, 9, 30)).asked_of(recorded(*FINISHED, within)))
    later = replace(ASK, on=date(2025, 10, 1))
    scenario(given=[*FINISHED, within], when=later, then=AFTER_DEATH)
    assert list(later.asked_of(recorded(*FINISHED, replace(DIED, on=UNKNOWN))))


def test_the_record_and_complaints_go_on():
    later = date(2025, 10, 1)
    note = Note(on=later, text="The file goes to the archive.")
    complaint = RecordComplaint(on=later, to=ComplaintTo.OMBUDSMAN, about="The year without help.")
    for command in (note, complaint):
        assert list(command.asked_of(recorded(*OVER)))
    scenario(given=OVER, when=RecordDeath(on=later), then=DIED_ALREADY)


def test_a_death_that_was_entered_wrongly_bars_nothing_once_it_is_struck_out():
    strike = StrikeOutEntry(on=date(2025, 9, 10), entry=len(OVER), why="It was another child.")
    struck = list(strike.asked_of(recorded(*OVER)))
    assert isinstance(struck[0], EntryStruckOut)
    assert list(ASK.asked_of(recorded(*OVER, *struck)))


def test_no_command_that_opens_a_case_or_decides_on_one_outlives_a_death():
    outliving = {name for name, kind in Command.named.items() if kind.after_death}
    assert not [name for name in outliving if Command.named[name].opens]
    begins = ("request-", "agree-to-", "issue-", "decide-to", "start-", "receive-", "refuse-")
    assert not [name for name in outliving if name.startswith(begins)]
