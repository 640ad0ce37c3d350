"""After an order, an agreement that stands for one, or an appeal not opposed: regs 42 to 45."""

from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.terms import AGREED, AMENDED, DRAFT, FINAL, NO_PLAN, PLAN
from ehcp.domain.deadlines.unsaid import APPEALABLE, ordered
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import Ordered, PlanContinued, TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.law.time_limits import tribunal_order, unopposed_appeal


def _order_to(what: Ordered) -> Steps:
    """Orders, and agreements that stand for one, that require this."""
    kinds = (TribunalOrder, TribunalOrderRedated, MediationAgreement)
    return steps(*kinds, test=lambda case, _, step: ordered(case, step) is what)


def _unopposed(what: Ordered) -> Steps:
    """Notices to the Tribunal that an appeal for this is not opposed: reg 45."""
    return steps(AppealNotOpposed, test=lambda case, _, step: ordered(case, step) is what)


ORDER_CLOCKS = (
    Clock(
        limit=tribunal_order.ORDER_ASSESS_NOTIFY,
        starts=_order_to(Ordered.ASSESS),
        ends=AGREED,
        shown_by=DRAFT | FINAL | NO_PLAN,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_ASSESS_REFUSE_PLAN,
        starts=_order_to(Ordered.ASSESS),
        ends=NO_PLAN,
        not_if=DRAFT | FINAL,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_ASSESS_FINAL_PLAN,
        starts=_order_to(Ordered.ASSESS),
        ends=PLAN,
        not_if=NO_PLAN,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_MAKE_PLAN_DRAFT,
        starts=_order_to(Ordered.MAKE_PLAN),
        ends=DRAFT,
        shown_by=FINAL,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_MAKE_PLAN_FINAL,
        starts=_order_to(Ordered.MAKE_PLAN),
        ends=FINAL,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_AMEND_PLAN,
        starts=_order_to(Ordered.AMEND),
        ends=AMENDED,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_NAME_SCHOOL,
        starts=_order_to(Ordered.NAME_SCHOOL),
        ends=AMENDED,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_CONTINUE_AND_AMEND,
        starts=_order_to(Ordered.CONTINUE_AND_AMEND),
        ends=AMENDED,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_DISMISS_CEASE_APPEAL,
        starts=_order_to(Ordered.DISMISS_CEASE),
        ends=steps(PlanCeased),
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_REMIT,
        starts=_order_to(Ordered.REMIT),
        ends=steps(*APPEALABLE, AssessmentAgreed, ReassessmentAgreed),
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_CONTINUE_PLAN,
        starts=_order_to(Ordered.CONTINUE),
        ends=steps(PlanContinued),
        stands_for_order=True,
    ),
)

UNOPPOSED_CLOCKS = (
    Clock(
        limit=unopposed_appeal.UNOPPOSED_ASSESS_NOTIFY,
        starts=_unopposed(Ordered.ASSESS),
        ends=AGREED,
        shown_by=DRAFT | FINAL | NO_PLAN,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_ASSESS_REFUSE_PLAN,
        starts=_unopposed(Ordered.ASSESS),
        ends=NO_PLAN,
        not_if=DRAFT | FINAL,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_ASSESS_FINAL_PLAN,
        starts=_unopposed(Ordered.ASSESS),
        ends=PLAN,
        not_if=NO_PLAN,
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
        limit=unopposed_appeal.UNOPPOSED_CONTENTS, starts=_unopposed(Ordered.AMEND), ends=AMENDED
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_PLACEMENT_ONLY,
        starts=_unopposed(Ordered.NAME_SCHOOL),
        ends=AMENDED,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_CEASE_CONTINUE,
        starts=_unopposed(Ordered.CONTINUE_AND_AMEND),
        ends=AMENDED,
    ),
)
