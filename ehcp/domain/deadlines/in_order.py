"""Whether a duty without a number of days was done before what it has to come before."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Steps
from ehcp.domain.step import Step, precedes


def came_first(case: Case, start: Step, end: Step, before: Steps) -> bool | None:
    """Whether what ended a duty came before each of these steps; None if nobody can say."""
    found = {_came_first(case, start, end, step, before) for step in case.steps_of(*before.kinds)}
    if False in found:
        return False
    return None if None in found else True


def _came_first(case: Case, start: Step, end: Step, step: Step, before: Steps) -> bool | None:
    """Whether the end came before a step, or the step is none that the duty comes before."""
    counts = before.match(case, start, step)
    if counts is False or step is end:
        return True
    if _in_order(case, end, step) or _in_order(case, step, start):
        return True
    late = precedes(step, end) and _in_order(case, start, step)
    return False if late and counts else None


def _in_order(case: Case, one: Step, other: Step) -> bool:
    """Whether one step surely came before another: of one day, the one recorded first."""
    one_day = one.first == one.last == other.first == other.last
    return case.follows(other, one) if one_day else precedes(one, other)
