"""A change of commissioning body: SI 2014/1530 reg 16."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.deadline import Days
from ehcp.domain.events.commissioning import (
    CommissionerChangeLearned,
    NewCommissionerAsked,
    NewCommissionerAware,
    NewCommissionerNotified,
)
from ehcp.domain.step import END, Step, shifted
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import transfer

NO_HOLIDAYS = Calendar(frozenset())
"""Only the weekends are left out: near a bank holiday the earlier of two days is taken."""


def _with_move(_case: Case, _start: Step, step: Step) -> bool:
    return bool(getattr(step.event, "with_move", None))


def _without_move(case: Case, start: Step, step: Step) -> bool:
    return not _with_move(case, start, step)


def _on_the_move(_case: Case, learned: Step) -> Days | None:
    """Return the day of the move where the old body knew of it 15 working days before."""
    event = learned.event
    moves_on = event.moves_on if isinstance(event, CommissionerChangeLearned) else None
    period = transfer.COMMISSIONER_CHANGE_WITH_MOVE.now.period
    last = shifted(learned.last, lambda day: period.last_day(day, NO_HOLIDAYS) or END)
    return (moves_on, moves_on) if moves_on and last < moves_on else None


def _first_heard(case: Case, _start: Step, step: Step) -> bool:
    """Whether the body is responsible from here on, and has not said that it can do it."""
    if _practicable(case, step, step):
        return False
    before = case.before(step, NewCommissionerAware, NewCommissionerAsked)
    return before is None or getattr(before.event, "practicable", True) is not None


def _practicable(_case: Case, _start: Step, step: Step) -> bool:
    return isinstance(step.event, NewCommissionerAware) and step.event.practicable is True


COMMISSIONING_CLOCKS = (
    Clock(
        limit=transfer.COMMISSIONER_CHANGE_WITH_MOVE,
        starts=steps(CommissionerChangeLearned, test=_with_move),
        ends=steps(NewCommissionerNotified),
        fixed=_on_the_move,
    ),
    Clock(
        limit=transfer.COMMISSIONER_CHANGE_OTHER,
        starts=steps(CommissionerChangeLearned, test=_without_move),
        ends=steps(NewCommissionerNotified),
    ),
    Clock(
        limit=transfer.COMMISSIONER_NEW_NOT_PRACTICABLE,
        starts=steps(NewCommissionerAware, test=_first_heard),
        ends=steps(NewCommissionerAsked),
        not_if=steps(NewCommissionerAware, test=_practicable),
    ),
)
