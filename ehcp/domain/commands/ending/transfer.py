"""Moving away: what the old authority does. SI 2014/1530 reg 15."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.underway import latest, next_place
from ehcp.domain.event import Event
from ehcp.domain.events.transfer import (
    AssessmentStoppedByMove,
    FamilyMoved,
    MoveCalledOff,
    MoveLearned,
    PlanPassedOn,
    PlanReceived,
    TemporarilyAway,
)
from ehcp.domain.standing.requests import governing_request
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, SEND_REGS_2014

WHERE_TO = Refusal(
    "where-to",
    "The plan goes to the authority of the area that the family moves to.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Name that authority.",
)
WHEN_LEARNED = Refusal(
    "when-learned",
    "When the plan must be passed on depends on the day the authority became aware of the move.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Give the day on which it became aware.",
)
LEARNED_ALREADY = Refusal(
    "move-learned-already",
    "The day on which this authority became aware of the move is recorded already: the time runs"
    " from then, whoever hears of it again.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Record the move itself when it comes, or correct that entry if it is wrong.",
)
NO_MOVE_ANNOUNCED = Refusal(
    "no-move-announced",
    "No move to another authority's area is expected that could be called off.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Record when this authority became aware of the move first.",
)
MOVED_ALREADY = Refusal(
    "moved-already",
    "The family has moved: a move that took place is not called off.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Correct or strike out the entry of the move if it is wrong.",
)
CALLED_OFF_BEFORE_LEARNED = Refusal(
    "called-off-before-learned",
    "It is dated before this authority became aware of the move.",
    instead="Check the day, or correct that of the announcement.",
)
NOT_MOVED = Refusal(
    "not-moved",
    "No move to another authority's area has been recorded.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Record the move first.",
)
NO_PLAN_TO_PASS_ON = Refusal(
    "no-plan-to-pass-on",
    "No plan is maintained that could be passed on.",
    SEND_REGS_2014.reg("15(1)"),
    instead="If an assessment is under way, stop it: the new authority decides afresh.",
)
PASSED_ON_BEFORE_MOVE = Refusal(
    "passed-on-before-move",
    "The plan would pass before the family has moved: until then this authority maintains it.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Pass it on on the day of the move.",
)
NO_ASSESSMENT_TO_STOP = Refusal(
    "no-assessment-to-stop",
    "No request or assessment is under way that the move could stop.",
    CFA_2014.s("24(1)"),
    instead="Pass the plan on, if one is maintained.",
    rule="L4",
)
PLAN_GOES_WITH_THEM = Refusal(
    "plan-goes-with-them",
    "A plan is maintained: it passes to the new authority and does not stop.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Pass the plan on.",
    rule="L4",
)

STILL_RESIDENT = Caution(
    "still-resident",
    "Being away for a time, or placed elsewhere, transfers nothing: where the child or young"
    " person ordinarily lives decides.",
    CFA_2014.s("24(1)"),
    rule="L5",
)


MOVE_ENDS = (PlanPassedOn, PlanReceived, MoveCalledOff)
"""What leaves no move to wait for."""


class LearnOfMove(Command):
    """Become aware that the family will move, or has moved, to another authority's area.

    `on` is the day on which this authority, the old one, became aware.
    """

    to_authority: str
    moves_on: date | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(stated(self.to_authority), WHERE_TO)
        require(not _learned_of(case, self.to_authority), LEARNED_ALREADY)
        yield MoveLearned(on=self.on, moves_on=self.moves_on, to_authority=self.to_authority)


class CallOffMove(Command):
    """Record that the family will not move after all. `on` is the day that was known.

    Nothing is to be passed on then, and what was to be done for the move never was.
    """

    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        learned = require(latest(case, MoveLearned, until=MOVE_ENDS), NO_MOVE_ANNOUNCED)
        moved = any(case.at(step.event.of) is learned for step in case.steps_of(FamilyMoved))
        require(not moved, MOVED_ALREADY)
        require(learned.first <= self.on, CALLED_OFF_BEFORE_LEARNED)
        yield MoveCalledOff(on=self.on, of=learned.place, reasons=self.reasons)


class RecordMoveAway(Command):
    """Record that the family moved to another authority's area. `on` is the day of the move.

    `learned_on` is the day on which this authority became aware, unless that is recorded.
    """

    to_authority: str
    learned_on: date | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(stated(self.to_authority), WHERE_TO)
        learned = latest(case, MoveLearned, until=MOVE_ENDS)
        if self.learned_on is not None:
            require(not _learned_of(case, self.to_authority), LEARNED_ALREADY)
            answered = next_place(case)
            yield MoveLearned(on=self.learned_on, moves_on=self.on, to_authority=self.to_authority)
        else:
            answered = require(learned, WHEN_LEARNED).place
        yield FamilyMoved(on=self.on, of=answered, to_authority=self.to_authority)
        if away_now(case, self.on):
            yield STILL_RESIDENT.about(self.on)


class PassPlanOn(Command):
    """Pass the plan, with its advice, to the new authority: the duty passes with it.

    `on` is the day of the transfer.
    """

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NO_PLAN_TO_PASS_ON)
        move = require(moved_away(case), NOT_MOVED)
        require(move.first <= self.on, PASSED_ON_BEFORE_MOVE)
        yield PlanPassedOn(on=self.on, of=move.place, to_authority=_to(move))


class StopAssessmentOnMove(Command):
    """Stop the assessment because the family moved away before a plan was made.

    `on` is the day of the move. The new authority decides afresh, and should use the advice.
    """

    to_authority: str

    def decide(self, case: Case) -> Iterator[Event]:
        require(stated(self.to_authority), WHERE_TO)
        require(case.plan_in_force is None, PLAN_GOES_WITH_THEM)
        request = require(governing_request(case), NO_ASSESSMENT_TO_STOP)
        yield AssessmentStoppedByMove(on=self.on, of=request.place, to_authority=self.to_authority)
        if away_now(case, self.on):
            yield STILL_RESIDENT.about(self.on)


class RecordTemporaryAbsence(Command):
    """Record that the child or young person is away for a time. It transfers nothing.

    `on` is the first day away.
    """

    until: date | None = None
    where: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield TemporarilyAway(on=self.on, until=self.until, where=self.where)
        yield STILL_RESIDENT.about(self.on)


def _learned_of(case: Case, to_authority: str) -> bool:
    """Whether this authority is aware of a move to that area with which no plan has passed."""
    learned = latest(case, MoveLearned, until=MOVE_ENDS)
    told = learned.event.to_authority if learned and isinstance(learned.event, MoveLearned) else ""
    return (told or "").strip().casefold() == to_authority.strip().casefold()


def away_now(case: Case, on: date) -> bool:
    """Whether the last absence for a time that had begun by that day may last on it."""
    begun = [step.event for step in case.steps_of(TemporarilyAway) if step.first <= on]
    away = begun[-1] if begun else None
    return isinstance(away, TemporarilyAway) and (away.until is None or away.until >= on)


def moved_away(case: Case) -> Step | None:
    """Return the move away with which the plan has not yet passed to the new authority."""
    moves = [
        step
        for step in case.steps_of(FamilyMoved)
        if isinstance(step.event, FamilyMoved) and step.event.to_authority
    ]
    if not moves or any(case.after(moves[-1], PlanPassedOn, PlanReceived)):
        return None
    return moves[-1]


def _to(move: Step) -> str | None:
    return move.event.to_authority if isinstance(move.event, FamilyMoved) else None
