"""After an order, an agreement that stands for one, or an appeal not opposed: regs 42 to 45."""

from dataclasses import replace

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, Test, steps
from ehcp.domain.deadlines.clocks.decisions import about_this_order
from ehcp.domain.deadlines.clocks.mediation import timescale_agreed
from ehcp.domain.deadlines.clocks.terms import (
    AGREED_AS_ORDERED,
    AMENDED_AS_ORDERED,
    CHANGED_NOTHING,
    DRAFT,
    FINAL,
    NO_PLAN,
    PLAN_OF_REASSESSMENT,
    in_community,
)
from ehcp.domain.deadlines.deadline import Days
from ehcp.domain.deadlines.unsaid import first_dated, ordered, same_order
from ehcp.domain.events.appeal import AppealNotOpposed
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
from ehcp.domain.standing.appeals import APPEALABLE, led_to
from ehcp.domain.standing.requests import ORDERS
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.time_limits import tribunal_order, unopposed_appeal


def order_to(what: Ordered, where: Test | None = None) -> Steps:
    """Orders, and agreements that stand for one, that require this."""
    kinds = (TribunalOrder, TribunalOrderRedated, MediationAgreement)

    def test(case: Case, start: Step, step: Step) -> bool | None:
        return ordered(case, step) is what and (where is None or where(case, start, step))

    return steps(*kinds, test=test)


def _unopposed(what: Ordered) -> Steps:
    """Notices to the Tribunal that an appeal for this is not opposed: reg 45."""
    return steps(AppealNotOpposed, test=lambda case, _, step: ordered(case, step) is what)


def _suspended(case: Case, start: Step, step: Step) -> bool:
    """Whether this suspended the order, and nothing has lifted that."""
    if not about_this_order(case, start, step):
        return False
    lifted = case.after(step, OrderSuspensionLifted)
    return not any(about_this_order(case, start, each) for each in lifted)


def _fixed(case: Case, start: Step) -> Days | None:
    """Return the day that stands in the place of the period of reg 44(2).

    The Tribunal may fix one, the parties to a mediation may agree on one. For an order that
    was suspended it is the day given when that was lifted; without one nobody can say.
    """
    if isinstance(start.event, MediationAgreement):
        return timescale_agreed(case, start)
    found: Days | None = None
    order = first_dated(case, start).event
    fixed = order.comply_by if isinstance(order, TribunalOrder) else None
    if fixed and fixed >= start.first:
        found = fixed, fixed
    for step in case.after(start, OrderSuspensionLifted):
        if isinstance(step.event, OrderSuspensionLifted) and about_this_order(case, start, step):
            day = step.event.comply_by
            found = (day, day) if day else (BEGINNING, END)
    return found


NO_LONGER_BINDS = steps(TribunalOrderSetAside, test=about_this_order) | steps(
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


def _its_own(clock: Clock) -> Clock:
    """Return the clock of an order, which nothing ends that was done under another."""
    return replace(
        clock,
        ends=_not_anothers(clock.ends),
        shown_by=_not_anothers(clock.shown_by),
        not_if=_not_anothers(clock.not_if),
    )


def while_it_binds(clock: Clock) -> Clock:
    """Return the clock of an order as it runs while the order has effect."""
    clock = _its_own(clock)
    return replace(clock, not_if=clock.not_if | NO_LONGER_BINDS, fixed=_fixed)


LIMITS_OF_AN_ORDER = (
    Clock(
        limit=tribunal_order.ORDER_ASSESS_NOTIFY,
        starts=order_to(Ordered.ASSESS, in_community),
        ends=AGREED_AS_ORDERED,
        shown_by=DRAFT | FINAL | NO_PLAN,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_ASSESS_REFUSE_PLAN,
        starts=order_to(Ordered.ASSESS),
        ends=CHANGED_NOTHING,
        not_if=DRAFT | FINAL,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_ASSESS_FINAL_PLAN,
        starts=order_to(Ordered.ASSESS),
        ends=PLAN_OF_REASSESSMENT,
        not_if=CHANGED_NOTHING,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_MAKE_PLAN_DRAFT,
        starts=order_to(Ordered.MAKE_PLAN),
        ends=DRAFT,
        shown_by=FINAL,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_MAKE_PLAN_FINAL,
        starts=order_to(Ordered.MAKE_PLAN),
        ends=FINAL,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_AMEND_PLAN,
        starts=order_to(Ordered.AMEND),
        ends=AMENDED_AS_ORDERED,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_NAME_SCHOOL,
        starts=order_to(Ordered.NAME_SCHOOL, in_community),
        ends=AMENDED_AS_ORDERED,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_CONTINUE_AND_AMEND,
        starts=order_to(Ordered.CONTINUE_AND_AMEND),
        ends=AMENDED_AS_ORDERED,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_DISMISS_CEASE_APPEAL,
        starts=order_to(Ordered.DISMISS_CEASE),
        ends=steps(PlanCeased),
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_REMIT,
        starts=order_to(Ordered.REMIT),
        ends=steps(*APPEALABLE, AssessmentAgreed, ReassessmentAgreed),
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_CONTINUE_PLAN,
        starts=order_to(Ordered.CONTINUE),
        ends=steps(PlanContinued),
        stands_for_order=True,
    ),
)

ORDER_CLOCKS = tuple(map(while_it_binds, LIMITS_OF_AN_ORDER))

LIMITS_UNOPPOSED = (
    Clock(
        limit=unopposed_appeal.UNOPPOSED_ASSESS_NOTIFY,
        starts=_unopposed(Ordered.ASSESS),
        ends=AGREED_AS_ORDERED,
        shown_by=DRAFT | FINAL | NO_PLAN,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_ASSESS_REFUSE_PLAN,
        starts=_unopposed(Ordered.ASSESS),
        ends=CHANGED_NOTHING,
        not_if=DRAFT | FINAL,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_ASSESS_FINAL_PLAN,
        starts=_unopposed(Ordered.ASSESS),
        ends=PLAN_OF_REASSESSMENT,
        not_if=CHANGED_NOTHING,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_MAKE_PLAN_DRAFT,
        starts=_unopposed(Ordered.MAKE_PLAN),
        ends=DRAFT,
        shown_by=FINAL,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_MAKE_PLAN_FINAL,
        starts=_unopposed(Ordered.MAKE_PLAN),
        ends=FINAL,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_CONTENTS,
        starts=_unopposed(Ordered.AMEND),
        ends=AMENDED_AS_ORDERED,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_PLACEMENT_ONLY,
        starts=_unopposed(Ordered.NAME_SCHOOL),
        ends=AMENDED_AS_ORDERED,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_CEASE_CONTINUE,
        starts=_unopposed(Ordered.CONTINUE_AND_AMEND),
        ends=AMENDED_AS_ORDERED,
    ),
)

UNOPPOSED_CLOCKS = tuple(map(_its_own, LIMITS_UNOPPOSED))
