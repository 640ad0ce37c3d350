"""How a deadline stands, in a sentence that is true of it."""

from ehcp.domain.deadlines.deadline import Deadline, Lateness, Status
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.mediation import MediationHeld, MediationRequested
from ehcp.domain.events.order import TribunalOrder
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.domain.standing.appealable import APPEALABLE
from ehcp.law.time_limit import Kind

STANDING = {
    Status.MET: "It was met.",
    Status.MISSED: "It was missed: it was done late.",
    Status.OUTSTANDING: "It is overdue: the last day is over and it is not done.",
    Status.NOT_DUE: "It is not due yet.",
    Status.EXCUSED: "An accepted exception lifts the limit. The duty to act as soon as practicable"
    " stays.",
    Status.DISAPPLIED: "It turned out not to apply: another outcome was reached in time.",
    Status.UNDETERMINED: "What is recorded does not decide whether it was met.",
    Status.NO_LIMIT: "The law gives no number of days; it must still be done.",
}

NO_LONGER = "It no longer applies."
NOT_USED = "It was not used, and its time is over."
CAN_BE_USED = "The law gives no number of days; it can be used while it is open."
TIME_OVER = "Its time is over."
TOO_EARLY = "It was missed: it was done too early."
OVER_BY_THEN = "It was missed: its last day was over by then."
EXCUSED_TILL_THEN = "An accepted exception lifts the limit."
EXCUSED_AND_DONE = "It was done late, and an accepted exception lifts the limit."

OUTCOMES = (
    *APPEALABLE,
    AssessmentAgreed,
    ReassessmentAgreed,
    DraftPlanIssued,
    MediationRequested,
    MediationHeld,
    AppealNotOpposed,
    TribunalOrder,
)
"""How what a duty was about turned out otherwise. Who withdraws or dies leaves no outcome."""


def standing(deadline: Deadline) -> str:
    """Return in words how a deadline stands."""
    if must_be_over_first(deadline):  # late is what it should be
        return _of_a_period(deadline)
    late = _late(deadline.late_by_days) if _lateness_counts(deadline) else ""
    return _in_words(deadline) + late


def _of_a_period(deadline: Deadline) -> str:
    if deadline.status is Status.DISAPPLIED:
        return NO_LONGER
    early = deadline.status is Status.MISSED and deadline.done is not None
    return TOO_EARLY if early else STANDING[deadline.status]


def _in_words(deadline: Deadline) -> str:
    status, found = deadline.status, STANDING[deadline.status]
    ended, taken_away = deadline.ended_by is not None, _taken_away(deadline)
    if status is Status.DISAPPLIED and not _another_outcome(deadline):
        found = NO_LONGER if ended else NOT_USED
    elif status is Status.MISSED and taken_away:
        found = OVER_BY_THEN
    elif status is Status.EXCUSED and ended:
        found = EXCUSED_TILL_THEN if taken_away else EXCUSED_AND_DONE
    elif passed_by_itself(deadline):
        found = TIME_OVER
    elif status is Status.NO_LIMIT and deadline.limit.kind is Kind.WINDOW:
        found = CAN_BE_USED
    return found


def _taken_away(deadline: Deadline) -> bool:
    return deadline.ended_by is not None and deadline.done is None


def _another_outcome(deadline: Deadline) -> bool:
    """Whether a duty was taken away by how it turned out, and by nothing that fell away."""
    end = deadline.ended_by
    return deadline.due is not None and end is not None and isinstance(end.event, OUTCOMES)


def passed_by_itself(deadline: Deadline) -> bool:
    """Whether a time is over in which nothing had to be done: nobody was late for that.

    Nor is anybody because the case ended after it.
    """
    return deadline.status is Status.MET and deadline.done is None


def must_be_over_first(deadline: Deadline) -> bool:
    """Whether the period has to be over before the step; notice is to be given before a day."""
    minimum = deadline.limit.kind is Kind.MINIMUM_PERIOD
    return minimum and not deadline.version.period.counted_back


def _lateness_counts(deadline: Deadline) -> bool:
    """Whether it says something to tell how late it is.

    Where nothing is decided it does only if the days are what leaves that open: else it is not
    known whether there was anything to be late with.
    """
    if deadline.status is not Status.UNDETERMINED:
        return deadline.status is not Status.DISAPPLIED and not passed_by_itself(deadline)
    least, most = deadline.late_by_days or (None, None)
    return least is not None and most is not None and least <= 0 < most


def _late(late: Lateness | None) -> str:
    if late is None or None in late:
        return ""
    least, most = late
    if least == most:
        return f" That is {_count(least or 0)}."
    return f" That is {_count(least or 0)} at least, {_count(most or 0)} at most."


def _count(number: int) -> str:
    if number == 0:
        return "the last day"
    return (
        f"{abs(number)} day{'' if abs(number) == 1 else 's'} {'late' if number > 0 else 'early'}"
    )
