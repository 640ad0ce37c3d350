"""A change of commissioning body: SI 2014/1530 reg 16."""

from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, NotBefore, steps
from ehcp.domain.deadlines.clocks.terms import PLAN_ENDED
from ehcp.domain.deadlines.deadline import Days
from ehcp.domain.events.commissioning import (
    CommissionerChangeLearned,
    NewCommissionerAsked,
    NewCommissionerAware,
    NewCommissionerNotified,
)
from ehcp.domain.events.transfer import FamilyMoved, MoveCalledOff, PlanPassedOn
from ehcp.domain.standing.led_to import led_to
from ehcp.domain.step import END, Step, shifted
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import transfer

NOTICE_WITH_MOVE = transfer.COMMISSIONER_CHANGE_WITH_MOVE.now.period


def _with_move(_case: Case, _start: Step, step: Step) -> bool:
    return bool(getattr(step.event, "with_move", None))


def _with_a_move_that_comes(case: Case, start: Step, step: Step) -> bool:
    """Whether the body changes because of a move that was not called off before it came."""
    following = next(case.after(step, MoveCalledOff, FamilyMoved, PlanPassedOn), None)
    called_off = following is not None and isinstance(following.event, MoveCalledOff)
    return _with_move(case, start, step) and not called_off


def _without_move(case: Case, start: Step, step: Step) -> bool:
    return not _with_move(case, start, step)


def _move(case: Case, learned: Step) -> Days | None:
    """Return the day of the move: as it was recorded, and as the body was told until then."""
    event = learned.event
    told = event.moves_on if isinstance(event, CommissionerChangeLearned) else None
    moved = next(case.after(learned, FamilyMoved), None)
    if moved is not None and not _another_move(case, moved, told):
        return moved.first, moved.last
    return (told, told) if told else None


def _another_move(case: Case, moved: Step, told: date | None) -> bool:
    """Whether a move is one that was heard of only after that which the body was told of."""
    heard = case.at(moved.event.of)
    return told is not None and heard is not None and heard.first > told


def _on_the_move(case: Case, learned: Step, calendar: Calendar) -> NotBefore | None:
    """Return the day of the move where the old body knew of it 15 working days before."""
    move = _move(case, learned)
    last = shifted(learned.last, lambda day: NOTICE_WITH_MOVE.last_day(day, calendar) or END)
    if move is None or last >= move[0]:
        return None
    return NotBefore(
        move,
        "The body knew of the move at least 15 working days before: the day of the move is meant.",
    )


def _of_this_change(case: Case, learned: Step, step: Step) -> bool:
    """Whether a step is about this change, or does not say about which."""
    return led_to(case, step, CommissionerChangeLearned) in (None, learned)


def _first_heard(case: Case, _start: Step, step: Step) -> bool:
    """Whether the body is responsible from here on, and has not said that it can do it.

    What it says after that it knew is no new start; another body has a time of its own.
    """
    if _says_practicable(step):
        return False
    about = [
        each
        for each in case.steps_of(NewCommissionerAware, NewCommissionerAsked)
        if case.follows(step, each) and _same_body(case, step, each)
    ]
    return (
        not about
        or isinstance(about[-1].event, NewCommissionerAsked)
        or _says_practicable(about[-1])
    )


def _same_body(_case: Case, start: Step, step: Step) -> bool:
    """Whether two steps are of the same body, or one of them does not say of which."""
    bodies = {_name(each) for each in (start, step)} - {""}
    return len(bodies) <= 1


def _name(step: Step) -> str:
    event = step.event
    body = event.body if isinstance(event, NewCommissionerAware | NewCommissionerAsked) else None
    return (body or "").strip().casefold()


def _says_practicable(step: Step) -> bool:
    return isinstance(step.event, NewCommissionerAware) and step.event.practicable is True


def _practicable(case: Case, start: Step, step: Step) -> bool:
    return _says_practicable(step) and _same_body(case, start, step)


COMMISSIONING_CLOCKS = (
    Clock(
        limit=transfer.COMMISSIONER_CHANGE_WITH_MOVE,
        starts=steps(CommissionerChangeLearned, test=_with_a_move_that_comes),
        ends=steps(NewCommissionerNotified, test=_of_this_change),
        not_if=PLAN_ENDED,
        no_earlier=_on_the_move,
    ),
    Clock(
        limit=transfer.COMMISSIONER_CHANGE_OTHER,
        starts=steps(CommissionerChangeLearned, test=_without_move),
        ends=steps(NewCommissionerNotified, test=_of_this_change),
        not_if=PLAN_ENDED,
    ),
    Clock(
        limit=transfer.COMMISSIONER_NEW_NOT_PRACTICABLE,
        starts=steps(NewCommissionerAware, test=_first_heard),
        ends=steps(NewCommissionerAsked, test=_same_body),
        not_if=steps(NewCommissionerAware, test=_practicable) | PLAN_ENDED,
    ),
)
