"""What a step is about: a decision that may be appealed, or an order of the Tribunal."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import NotBefore
from ehcp.domain.standing.appealable import certificates, decision_of, may_be_appealed
from ehcp.domain.standing.appeals import order_meant
from ehcp.domain.standing.orders import same_order
from ehcp.domain.step import END, Step, shifted
from ehcp.law.calendar import Calendar
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import appeal


def appealable(case: Case, _start: Step, step: Step) -> bool:
    """Whether a decision or plan may be appealed: CFA 2014 s.51(2)."""
    return may_be_appealed(case, step)


def about_this_decision(case: Case, decision: Step, step: Step) -> bool:
    """Whether a step is about the decision that the clock runs from."""
    return decision_of(case, step) is decision


def about_the_same_decision(case: Case, start: Step, step: Step) -> bool:
    """Whether two steps are about one decision."""
    return decision_of(case, step) is decision_of(case, start)


def about_this_order(case: Case, order: Step, step: Step) -> bool:
    """Whether a step is about the order that the clock runs from, or about its first date."""
    meant = order_meant(case, step)
    return meant is not None and same_order(case, meant, order)


def not_before_certificate(case: Case, decision: Step, calendar: Calendar) -> NotBefore | None:
    """Return the end of the month that the first certificate about a decision gives.

    The later of the two limbs counts: SI 2008/2699 rule 20(1)(c). A further certificate gives
    no further month.
    """
    first = next(certificates(case, decision), None)
    if first is None:
        return None
    return _later(
        appeal.APPEAL_WINDOW_CERTIFICATE,
        first,
        calendar,
        "The mediation certificate gives a month from its issue, and the later day counts.",
    )


def not_before_decision(case: Case, certificate: Step, calendar: Calendar) -> NotBefore | None:
    """Return the end of the two months from the decision that a certificate is about."""
    decision = decision_of(case, certificate)
    if decision is None:
        return None
    return _later(
        appeal.APPEAL_WINDOW_DECISION,
        decision,
        calendar,
        "The two months from the notice of the decision end later, and the later day counts.",
    )


def _later(limit: TimeLimit, start: Step, calendar: Calendar, why: str) -> NotBefore:
    period = limit.now.period
    first, last = (
        shifted(day, lambda day: period.last_day(day, calendar) or END)
        for day in (start.first, start.last)
    )
    return NotBefore((first, last), why)
