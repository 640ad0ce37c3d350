"""What ends every duty in a case at once: a death, a move away, leaving England without a plan."""

from datetime import date
from functools import partial

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.deadlines.clock import NONE, Clock, Steps, steps
from ehcp.domain.deadlines.deadline import Days
from ehcp.domain.deadlines.unsaid import transfer_year
from ehcp.domain.events.ceasing import CeaseSetAside, LeftEngland, PersonDied
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.review import PhaseTransferDue
from ehcp.domain.events.transfer import AssessmentStoppedByMove, PlanPassedOn
from ehcp.domain.standing.requests import REQUESTS
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.time_limit import OwedBy, TimeLimit

CASE_OVER = (PersonDied, PlanPassedOn, AssessmentStoppedByMove, LeftEngland)

OWED_ELSEWHERE = (OwedBy.OLD_COMMISSIONING_BODY, OwedBy.NEW_COMMISSIONING_BODY)
"""Their duties in a move go on when those of the old authority have passed."""


def _nothing_maintained(case: Case, _start: Step, step: Step) -> bool:
    """Whether a step leaves nothing owed: who leaves England keeps a plan until it ceases."""
    if not isinstance(step.event, LeftEngland):
        return True
    last = case.before(step, *PLANS, *PLAN_ENDS, CeaseSetAside)
    return last is None or isinstance(last.event, PLAN_ENDS)


def _for_good(clock: Clock, case: Case, start: Step, step: Step) -> bool | None:
    """Whether a step leaves nothing owed, and nobody came back for whom it is owed again.

    A limit that runs from a step is that of the life of the case in which the step was taken.
    What comes with the child's age, or with a date, is asked of whoever has the child then.
    """
    if not _nothing_maintained(case, start, step):
        return False
    if isinstance(step.event, PersonDied):
        return True
    if isinstance(start.event, CaseOpened):
        return not any(case.after(step, *PLANS, *REQUESTS))
    return no_plan_by_then(clock.limit, case, start, step) if clock.dated else True


def no_plan_by_then(limit: TimeLimit, case: Case, start: Step, ended: Step) -> bool | None:
    """Whether no plan came after the end of one before a limit that a date starts fell due.

    None where the days do not say: those of the plan, or those on which the limit can have fallen
    due. A plan that came later owes nothing of what was due before.
    """
    first, last = falls_due(limit, start)
    plans = tuple(case.after(ended, *PLANS))
    if any(plan.last <= first for plan in plans):
        return False
    return None if any(plan.first <= last for plan in plans) else True


def falls_due(limit: TimeLimit, start: Step) -> Days:
    """Return the days on which a limit that a date starts can fall due, or that a file gives."""
    if not isinstance(start.event, PhaseTransferDue):
        return start.first, start.last
    year = transfer_year(start)
    if year is None:
        return BEGINNING, END
    day = limit.period.last_day(date(year, 1, 1), NO_HOLIDAYS) or END
    return day, day


DEATH = steps(PersonDied)


def case_over(case: Case, clock: Clock) -> Steps:
    """Return what ends a limit because nobody here owes anything any longer."""
    if not case.once(_any_over):
        return NONE
    if clock.limit.owed_by in OWED_ELSEWHERE:
        return DEATH
    return steps(*CASE_OVER, test=partial(_for_good, clock))


def _any_over(case: Case) -> bool:
    return bool(case.steps_of(*CASE_OVER))
