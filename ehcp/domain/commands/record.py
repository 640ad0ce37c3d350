"""What is asked of the record itself: exceptions, corrections, the officer, notes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.people.people import require_not_restricted
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.request.whose import require_child
from ehcp.domain.commands.underway import next_place
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.events.opening import CaseOpened, Child, Officer, OfficerAssigned, Parent
from ehcp.domain.events.record import (
    EntryCorrected,
    EntryStruckOut,
    ExceptionClaimed,
    ExceptionDecided,
    Noted,
)
from ehcp.domain.step import Step
from ehcp.law.grounds import GROUNDS
from ehcp.law.time_limits import CATALOGUE

NO_SUCH_LIMIT = Refusal(
    "no-such-limit",
    "The law has no limit of that name.",
    instead="Name a limit as the list of time limits has it.",
)
NO_SUCH_GROUND = Refusal(
    "no-such-ground",
    "The law has no exception of that name.",
    instead="Name a ground as the list of time limits has it beside the limit.",
)
NOT_A_GROUND_FOR = Refusal(
    "not-a-ground-for-this-limit",
    "The law does not give this ground for that limit.",
    instead="Claim it for the limits that have it, or leave the limits out.",
)
ENDS_BEFORE_IT_BEGINS = Refusal(
    "ends-before-it-begins",
    "The period ends before it begins.",
    instead="Give its first and last day, or leave the last out while it goes on.",
)
NO_SUCH_CLAIM = Refusal(
    "no-such-claim",
    "No exception was claimed in that entry.",
    instead="Give the place of the entry that claimed the exception.",
)
DECIDED_BEFORE_CLAIMED = Refusal(
    "decided-before-claimed",
    "The decision on the exception is dated before the claim.",
    instead="Check the day, or correct that of the claim.",
)
NO_SUCH_ENTRY = Refusal(
    "no-such-entry",
    "The record has no entry in that place, or it was found wrong already.",
    instead="Give the place of an entry that stands.",
)
WHY_WRONG = Refusal(
    "why-wrong",
    "A correction says why the entry was wrong.",
    instead="Say why.",
)
WHAT_IS_RIGHT = Refusal(
    "what-is-right",
    "A correction gives the right day, or the entry that stands for the wrong one: one of them.",
    instead="Strike the entry out if nothing stands for it.",
)
DAYS_OUT_OF_ORDER = Refusal(
    "days-out-of-order",
    "On that day the entry would come before the one it answers, or after one that answers it.",
    instead="Correct the other entry first.",
)
OPENING_STAYS = Refusal(
    "opening-stays",
    "The entry that says whose case it is cannot be struck out.",
    instead="Correct the details.",
)
NOT_OPENED = Refusal(
    "not-opened",
    "The case does not yet say whose it is.",
    instead="Open the case with the details first.",
)
NOTHING_NOTED = Refusal(
    "nothing-noted",
    "The note is empty.",
    instead="Write the note.",
)


class ClaimException(Command, after_death=True):
    """Say that a limit need not be met, and on what ground.

    Without `limits`: every open limit that has the ground. `since` and `until` are the period
    of the cause, both inclusive; `evidence` is a reference to what shows it.
    """

    ground: str
    limits: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    reasons: str | None = None
    evidence: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(self.ground in GROUNDS, NO_SUCH_GROUND)
        require(all(limit in CATALOGUE for limit in self.limits), NO_SUCH_LIMIT)
        require(all(map(self._may_lift, self.limits)), NOT_A_GROUND_FOR)
        require(any(map(self._may_lift, CATALOGUE)), NOT_A_GROUND_FOR)
        backwards = self.since and self.until and self.until < self.since
        require(not backwards, ENDS_BEFORE_IT_BEGINS)
        yield ExceptionClaimed(
            on=self.on,
            ground=self.ground,
            limits=self.limits,
            since=self.since,
            until=self.until,
            note=self.reasons,
            evidence=self.evidence,
        )

    def _may_lift(self, limit: str) -> bool:
        return any(ground.code == self.ground for ground in CATALOGUE[limit].grounds())


class DecideOnException(Command, after_death=True):
    """Decide whether an exception that was claimed holds. `claim` is the place of its entry."""

    claim: int
    accepted: bool
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        claim = require(case.at(self.claim), NO_SUCH_CLAIM)
        require(isinstance(claim.event, ExceptionClaimed), NO_SUCH_CLAIM)
        require(claim.first <= self.on, DECIDED_BEFORE_CLAIMED)
        yield ExceptionDecided(
            on=self.on, of=claim.place, accepted=self.accepted, reasons=self.reasons
        )


class CorrectEntry(Command, after_death=True):
    """Say that an entry is wrong, and what is right: another day, or another entry."""

    entry: int
    why: str
    right_day: date | None = None
    stands_in: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        wrong = _entry(case, self.entry)
        require(stated(self.why), WHY_WRONG)
        require((self.right_day is None) != (self.stands_in is None), WHAT_IS_RIGHT)
        if self.right_day is not None:
            require(_fits(case, wrong, self.right_day), DAYS_OUT_OF_ORDER)
            yield replace(wrong.event, on=self.right_day)
            stands_in = next_place(case)
        else:
            stands_in = _entry(case, self.stands_in).place
            require(stands_in != wrong.place, WHAT_IS_RIGHT)
        yield EntryCorrected(on=self.on, entry=wrong.place, stands_in=stands_in, why=self.why)


class CorrectDetails(Command, after_death=True):
    """Correct who the child and the parents are."""

    why: str
    child: Child
    parents: tuple[Parent, ...] = ()

    def decide(self, case: Case) -> Iterator[Event]:
        opened = require(next(iter(case.steps_of(CaseOpened)), None), NOT_OPENED)
        require(stated(self.why), WHY_WRONG)
        require_child(self.child, self.on if opened.undated else opened.first)
        for address in (self.child.address, *(parent.address for parent in self.parents)):
            require_not_restricted(case, address)
        if isinstance(opened.event, CaseOpened):
            yield replace(opened.event, child=self.child, parents=self.parents)
            yield EntryCorrected(
                on=self.on, entry=opened.place, stands_in=next_place(case), why=self.why
            )


class StrikeOutEntry(Command, after_death=True):
    """Say that an entry is wrong and nothing stands for it."""

    entry: int
    why: str

    def decide(self, case: Case) -> Iterator[Event]:
        wrong = _entry(case, self.entry)
        require(not isinstance(wrong.event, CaseOpened), OPENING_STAYS)
        require(stated(self.why), WHY_WRONG)
        yield EntryStruckOut(on=self.on, entry=wrong.place, why=self.why)


class AssignOfficer(Command, after_death=True):
    """Give the case to an officer, or to nobody."""

    officer: Officer | None

    def decide(self, case: Case) -> Iterator[Event]:
        yield OfficerAssigned(on=self.on, officer=self.officer)


class Note(Command, commutes=True, after_death=True):
    """Keep something that no other entry holds. It starts and ends nothing."""

    text: str

    def decide(self, case: Case) -> Iterator[Event]:
        require(stated(self.text), NOTHING_NOTED)
        yield Noted(on=self.on, note=self.text)


def _fits(case: Case, wrong: Entry, day: date) -> bool:
    """Whether an entry may be moved to a day and still follow what it answers.

    What came before that already, as a move of which the authority heard later, need not.
    """
    was, answered = case.at(wrong.place), case.at(wrong.event.of)
    answers = [step for step in case.steps if _answers(case, step) == wrong.place]
    if was is None:
        return True
    stays = answered is None or answered.first <= day or was.last < answered.first
    return stays and all(s.last >= day or s.last < was.first for s in answers)


def _answers(case: Case, step: Step) -> int | None:
    """Return the place of the entry that a step answers, as it stands corrected."""
    answered = case.at(step.event.of)
    return answered.place if answered else None


def _entry(case: Case, place: int | None) -> Entry:
    """Return the entry of a place that is still in force and no correction itself."""
    corrections = (EntryCorrected, EntryStruckOut)
    found = next((entry for entry in case.in_force if entry.place == place), None)
    entry = require(found, NO_SUCH_ENTRY)
    require(not isinstance(entry.event, corrections), NO_SUCH_ENTRY)
    return entry
