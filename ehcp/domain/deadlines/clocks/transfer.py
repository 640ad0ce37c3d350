"""Moves between authorities: SI 2014/1530 reg 15."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, NotBefore, steps
from ehcp.domain.deadlines.clocks.review import after_next_meeting, no_review_owed
from ehcp.domain.deadlines.clocks.terms import AMENDED_AFTER_REVIEW, NOTICE, PLAN_ENDED
from ehcp.domain.deadlines.deadline import Days
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.review import ReviewDecisionNotified
from ehcp.domain.events.transfer import (
    FamilyMoved,
    FamilyToldOfTransfer,
    MoveCalledOff,
    MoveLearned,
    PlanPassedOn,
    PlanReceived,
    PlanTransferred,
)
from ehcp.domain.step import BEGINNING, END, Step, shifted
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import transfer

TRANSFERRED = steps(PlanPassedOn, PlanTransferred)
KNOWN_IN_TIME = (
    "If the authority knew of the move at least 15 working days before, the day of the move is"
    " meant."
)


def _to_be_told(case: Case, _start: Step, step: Step) -> bool:
    """Whether the family is to be told from this day: the transfer; if a file has none, the move.

    A move recorded here says which authority is the other one, and waits for the transfer.
    """
    moved = step.event
    if not isinstance(moved, FamilyMoved):
        return True
    if moved.to_authority or moved.from_authority:
        return False
    return not case.steps_of(PlanTransferred, PlanReceived)


def _moved(case: Case, learned: Step) -> Days:
    """Return the day of the move that the authority learned of, as told until it is recorded."""
    for step in case.steps_of(FamilyMoved):
        if case.at(step.event.of) is learned:
            return step.first, step.last
    told = learned.event.moves_on if isinstance(learned.event, MoveLearned) else None
    if told is not None:
        return told, told
    moved = _next_unclaimed(case, learned)
    return (BEGINNING, END) if moved is None else (moved.first, moved.last)


def _next_unclaimed(case: Case, learned: Step) -> Step | None:
    """Return the next move of which nobody says what it answers, as a file tells of it.

    Not where the plan had passed by then, or where another move was learned of or this called off.
    """
    between = (MoveLearned, MoveCalledOff, PlanReceived, *TRANSFERRED.kinds)
    step = next(case.after(learned, FamilyMoved, *between), None)
    if step is None or not isinstance(step.event, FamilyMoved):
        return None
    return step if step.event.of is None and step.event.from_authority is None else None


def _still_expected(case: Case, _start: Step, learned: Step) -> bool:
    """Whether a move that was announced has not been called off: there was nothing to do then."""
    called_off = (case.at(step.event.of) for step in case.after(learned, MoveCalledOff))
    return learned not in called_off


def _in_good_time(case: Case, learned: Step, calendar: Calendar) -> bool:
    """Whether the old authority knew so early that the plan passes on the day of the move."""
    period = transfer.LA_TRANSFER_LATE_NOTICE.now.period
    last = shifted(learned.last, lambda day: period.last_day(day, calendar) or END)
    return last < _moved(case, learned)[0]


def _late(case: Case, learned: Step, calendar: Calendar) -> bool:
    return not _in_good_time(case, learned, calendar)


def _if_known_in_time(case: Case, learned: Step, _calendar: Calendar) -> NotBefore:
    """Return the day of the move: it is meant if it lies after the 15 working days."""
    return NotBefore(_moved(case, learned), KNOWN_IN_TIME)


def _on_the_move(case: Case, learned: Step) -> tuple[Days, ...]:
    return (_moved(case, learned),)


def _elsewhere(_case: Case, learned: Step, step: Step) -> bool:
    """Whether the family is now known to move to another area than was thought."""
    told, now = (
        each.event.to_authority if isinstance(each.event, MoveLearned) else None
        for each in (learned, step)
    )
    return bool(told and now and told.strip().casefold() != now.strip().casefold())


OTHER_MOVE = steps(MoveLearned, test=_elsewhere)


def _made_and_transferred(_case: Case, received: Step) -> tuple[Days, ...]:
    """Return the day the plan was made or last reviewed, and that of the transfer: reg 15(5)."""
    event = received.event
    made = (event.last_reviewed_on or event.made_on) if isinstance(event, PlanReceived) else None
    return (made, made) if made else (BEGINNING, END), (received.first, received.last)


TRANSFER_CLOCKS = (
    Clock(
        limit=transfer.LA_TRANSFER_ON_MOVE,
        starts=steps(MoveLearned, test=_still_expected),
        applies=_in_good_time,
        counted_from=_on_the_move,
        ends=TRANSFERRED,
        not_if=OTHER_MOVE | PLAN_ENDED,
    ),
    Clock(
        limit=transfer.LA_TRANSFER_LATE_NOTICE,
        starts=steps(MoveLearned, test=_still_expected),
        applies=_late,
        no_earlier=_if_known_in_time,
        ends=TRANSFERRED,
        not_if=OTHER_MOVE | PLAN_ENDED,
    ),
    Clock(
        limit=transfer.LA_TRANSFER_INFORM_FAMILY,
        starts=steps(PlanTransferred, PlanReceived, FamilyMoved, test=_to_be_told),
        ends=steps(FamilyToldOfTransfer),
        not_if=PLAN_ENDED,
    ),
    Clock(
        limit=transfer.LA_TRANSFER_REVIEW,
        starts=steps(PlanReceived),
        counted_from=_made_and_transferred,
        ends=steps(ReviewDecisionNotified),
        shown_by=after_next_meeting(NOTICE | AMENDED_AFTER_REVIEW),
        not_if=steps(CeaseDecided, PlanCeased, test=no_review_owed),
    ),
)
