"""After an order, or an agreement that stands for one: regs 42 to 44."""

from dataclasses import dataclass, replace

from ehcp.domain.case import TELL_OF_A_PLAN, Case
from ehcp.domain.deadlines.clock import NONE, Clock, Fixed, Steps, Test, steps
from ehcp.domain.deadlines.clocks.decisions import about_this_order
from ehcp.domain.deadlines.clocks.mediation import timescale_agreed
from ehcp.domain.deadlines.clocks.terms import (
    AGREED_AS_ORDERED,
    AMENDED_AS_ORDERED,
    CHANGED_NOTHING,
    DRAFT,
    FINAL,
    PLAN_OF_REASSESSMENT,
    REASSESSED,
    in_community,
)
from ehcp.domain.deadlines.unsaid import ordered
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import (
    Ordered,
    OrderSuspensionLifted,
    PlanContinued,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.domain.standing.appealable import APPEALABLE
from ehcp.domain.standing.led_to import led_to
from ehcp.domain.standing.orders import first_dated, same_order
from ehcp.domain.standing.requests import ORDERS
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import tribunal_order

BY_THE_ORDER = "The order itself fixes the day, in the place of that period."
WHEN_LIFTED = (
    "The order was suspended: the day given when that was lifted stands in the place of that"
    " period."
)
NO_DAY_GIVEN = Fixed(
    (BEGINNING, END), "The order was suspended, and no day was given for it when that was lifted."
)


def order_to(what: Ordered, where: Test | None = None) -> Steps:
    """Orders, and agreements that stand for one, that require this."""
    kinds = (TribunalOrder, TribunalOrderRedated, MediationAgreement)

    def test(case: Case, start: Step, step: Step) -> bool | None:
        return ordered(case, step) is what and (where is None or where(case, start, step))

    return steps(*kinds, test=test)


def _under_this_date(case: Case, start: Step, step: Step) -> bool:
    """Whether a step is about the order as dated here: one that is dated again binds anew."""
    return case.follows(step, start) and about_this_order(case, start, step)


def _suspended(case: Case, start: Step, step: Step) -> bool:
    """Whether this suspended the order under this date, and nothing has lifted that."""
    if not _under_this_date(case, start, step):
        return False
    lifted = case.after(step, OrderSuspensionLifted)
    return not any(about_this_order(case, start, each) for each in lifted)


def _fixed(case: Case, start: Step) -> Fixed | None:
    """Return the day that stands in the place of the period of reg 44(2).

    The Tribunal may fix one, the parties to a mediation may agree on one. For an order that
    was suspended it is the day given when that was lifted; without one nobody can say.
    """
    if isinstance(start.event, MediationAgreement):
        return timescale_agreed(case, start)
    found: Fixed | None = None
    order = first_dated(case, start).event
    fixed = order.comply_by if isinstance(order, TribunalOrder) else None
    if fixed and fixed >= start.first:
        found = Fixed((fixed, fixed), BY_THE_ORDER)
    for step in case.after(start, OrderSuspensionLifted):
        if isinstance(step.event, OrderSuspensionLifted) and about_this_order(case, start, step):
            day = step.event.comply_by
            found = Fixed((day, day), WHEN_LIFTED) if day else NO_DAY_GIVEN
    return found


def _ceased_before(case: Case, order: Step) -> Step | None:
    """Return the end of the plan if it had ceased before the order, in breach or not.

    Not one that was set aside: the plan was maintained again.
    """
    last = case.before(order, *TELL_OF_A_PLAN)
    return last if last is not None and isinstance(last.event, PlanCeased) else None


NO_LONGER_BINDS = steps(TribunalOrderSetAside, test=_under_this_date) | steps(
    TribunalOrderSuspended, test=_suspended
)


def _not_anothers(found: Steps) -> Steps:
    """Those of these steps that do not say that they carry out another order."""

    def test(case: Case, start: Step, step: Step) -> bool | None:
        said = led_to(case, step, *ORDERS, TribunalOrderRedated)
        if said is not None and not same_order(case, said, start):
            return False
        return found.match(case, start, step)

    return Steps(found.kinds, test)


def its_own(clock: Clock) -> Clock:
    """Return the clock of an order, which nothing ends that was done under another."""
    return replace(
        clock,
        ends=_not_anothers(clock.ends),
        shown_by=_not_anothers(clock.shown_by),
        not_if=_not_anothers(clock.not_if),
    )


def while_it_binds(clock: Clock) -> Clock:
    """Return the clock of an order as it runs while the order has effect."""
    clock = its_own(clock)
    return replace(clock, not_if=clock.not_if | NO_LONGER_BINDS, fixed=_fixed)


@dataclass(frozen=True, kw_only=True)
class Done:
    """How something that was ordered is done, shown to be done, or turns out not to be owed."""

    ends: Steps
    shown_by: Steps = NONE
    not_if: Steps = NONE


TOLD = Done(ends=AGREED_AS_ORDERED, shown_by=DRAFT | FINAL | CHANGED_NOTHING | REASSESSED)
NO_PLAN_MADE = Done(ends=CHANGED_NOTHING, not_if=DRAFT | FINAL | REASSESSED)
PLAN_MADE = Done(ends=PLAN_OF_REASSESSMENT, not_if=CHANGED_NOTHING)
DRAFTED = Done(ends=DRAFT, shown_by=FINAL)
FINALISED = Done(ends=FINAL)
AMENDED = Done(ends=AMENDED_AS_ORDERED)
"""What carries out an order, or what the authority does in an appeal that it does not oppose."""


def _order(limit: TimeLimit, starts: Steps, done: Done) -> Clock:
    """Return the clock of an order, or of an agreement that stands for one."""
    return while_it_binds(clock_of(limit, starts, done, stands_for_order=True))


def clock_of(limit: TimeLimit, starts: Steps, done: Done, *, stands_for_order: bool) -> Clock:
    """Return the clock of what is ordered, or is owed as if it were."""
    return Clock(
        limit=limit,
        starts=starts,
        ends=done.ends,
        shown_by=done.shown_by,
        not_if=done.not_if,
        stands_for_order=stands_for_order,
    )


TO_ASSESS, TO_MAKE_PLAN = order_to(Ordered.ASSESS), order_to(Ordered.MAKE_PLAN)
CEASED = Done(ends=steps(PlanCeased))
DECIDED_ANEW = Done(ends=steps(*APPEALABLE, AssessmentAgreed, ReassessmentAgreed))
CONTINUED = Done(ends=steps(PlanContinued))
ORDER_CLOCKS = (
    _order(tribunal_order.ORDER_ASSESS_NOTIFY, order_to(Ordered.ASSESS, in_community), TOLD),
    _order(tribunal_order.ORDER_ASSESS_REFUSE_PLAN, TO_ASSESS, NO_PLAN_MADE),
    _order(tribunal_order.ORDER_ASSESS_FINAL_PLAN, TO_ASSESS, PLAN_MADE),
    _order(tribunal_order.ORDER_MAKE_PLAN_DRAFT, TO_MAKE_PLAN, DRAFTED),
    _order(tribunal_order.ORDER_MAKE_PLAN_FINAL, TO_MAKE_PLAN, FINALISED),
    _order(tribunal_order.ORDER_AMEND_PLAN, order_to(Ordered.AMEND), AMENDED),
    _order(tribunal_order.ORDER_NAME_SCHOOL, order_to(Ordered.NAME_SCHOOL, in_community), AMENDED),
    _order(tribunal_order.ORDER_CONTINUE_AND_AMEND, order_to(Ordered.CONTINUE_AND_AMEND), AMENDED),
    replace(
        _order(tribunal_order.ORDER_DISMISS_CEASE_APPEAL, order_to(Ordered.DISMISS_CEASE), CEASED),
        done_already=_ceased_before,
    ),
    _order(tribunal_order.ORDER_REMIT, order_to(Ordered.REMIT), DECIDED_ANEW),
    _order(tribunal_order.ORDER_CONTINUE_PLAN, order_to(Ordered.CONTINUE), CONTINUED),
)
