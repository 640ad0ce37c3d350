"""From the request to the final plan: regs 5, 10 and 13."""

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.clocks.detention import DETAINED
from ehcp.domain.deadlines.clocks.terms import (
    AGREED,
    DRAFT,
    FINAL,
    NEW_REQUEST,
    NO_PLAN,
    REFUSAL,
    WITHDRAWN,
    not_anothers,
)
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseSetAside
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    ConsideringNoticeSent,
    ConsideringNotified,
    DecisionCopied,
    DecisionWasDue,
    FamilyConsulted,
    Recipient,
)
from ehcp.domain.standing.requests import IN_COMMUNITY, of_another, origin, starts_anew
from ehcp.domain.step import BEGINNING, Step, shifted
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.time_limits import assessment, final, request

DECIDED = steps(AssessmentAgreed, AssessmentRefused)


def _to_be_considered(case: Case, _start: Step, step: Step) -> bool:
    """Whether a request brings the duty to say that an assessment is being considered.

    Not while a plan is maintained, nor within six months of an earlier assessment: s.36(6). A
    request on the corresponding day, or the last of a month that has none, is outside them.
    """
    if not starts_anew(case, step):
        return False
    plan = case.before(step, *PLANS, *PLAN_ENDS, CeaseSetAside)
    if plan is not None and not isinstance(plan.event, PLAN_ENDS):
        return False
    ended = case.before(step, FinalPlanIssued, NoPlanDecided)
    if ended is None or BEGINNING in (ended.first, step.first):
        return True
    bar = request.ASSESSMENT_SIX_MONTH_BAR.now.period
    return step.first >= shifted(ended.last, lambda day: bar.last_day(day, NO_HOLIDAYS) or day)


OTHERS = frozenset({Recipient.COMMISSIONING_BODY, Recipient.SOCIAL_CARE})


SETTING = frozenset({Recipient.HEAD_OR_EARLY_YEARS_PROVIDER, Recipient.HEAD_OR_PRINCIPAL})


def _all_told(case: Case, start: Step, step: Step) -> bool:
    """Whether with this step everybody in reg 4(2) has been told; (c) or (d) as the age is."""
    told = {
        found.event.recipient
        for found in case.after(start, ConsideringNotified)
        if isinstance(found.event, ConsideringNotified)
        and not case.follows(found, step)
        and not of_another(case, found, start)
    }
    return told >= OTHERS and bool(told & SETTING)


def _all_copied(case: Case, decision: Step, step: Step) -> bool:
    """Whether with this step the decision has gone to everybody who had been told: reg 5(2).

    Told of the request that was decided on, that is, and not of another before it.
    """
    asked = origin(case, decision)
    told = {
        found.event.recipient
        for found in case.steps_of(ConsideringNotified)
        if isinstance(found.event, ConsideringNotified)
        and case.follows(decision, found)
        and not_anothers(case, asked, found)
    }
    copied = {
        found.event.recipient
        for found in case.after(decision, DecisionCopied)
        if isinstance(found.event, DecisionCopied)
        and case.at(found.event.of) in (None, decision)
        and not case.follows(found, step)
    }
    return copied >= (told or OTHERS)


REQUEST_CLOCKS = (
    Clock(
        limit=request.ASSESSMENT_DECISION_NOTIFY,
        starts=NEW_REQUEST,
        ends=AGREED | REFUSAL,
        shown_by=DRAFT | FINAL | NO_PLAN,
        not_if=WITHDRAWN,
    ),
    Clock(
        limit=assessment.DECISION_NOT_TO_ISSUE,
        starts=NEW_REQUEST,
        ends=NO_PLAN,
        not_if=REFUSAL | DRAFT | FINAL | WITHDRAWN,
        given_by=steps(DecisionWasDue),
    ),
    Clock(
        limit=final.FINAL_PLAN_20_WEEKS,
        starts=NEW_REQUEST,
        ends=FINAL,
        not_if=REFUSAL | NO_PLAN | WITHDRAWN | DETAINED,
    ),
    Clock(
        limit=request.ASSESSMENT_CONSULT_FAMILY,
        own=True,
        starts=NEW_REQUEST,
        ends=steps(FamilyConsulted),
        before=AGREED | REFUSAL,
        not_if=WITHDRAWN,
    ),
    Clock(
        limit=request.ASSESSMENT_CONSIDERING_NOTICE,
        own=True,
        starts=steps(*IN_COMMUNITY, test=_to_be_considered),
        ends=steps(ConsideringNoticeSent),
        not_if=WITHDRAWN,
    ),
    Clock(
        limit=request.ASSESSMENT_CONSIDERING_NOTIFY_OTHERS,
        own=True,
        starts=steps(*IN_COMMUNITY, test=_to_be_considered),
        ends=steps(ConsideringNotified, test=_all_told),
        not_if=WITHDRAWN,
    ),
    Clock(
        limit=request.ASSESSMENT_DECISION_NOTIFY_OTHERS,
        own=True,
        starts=DECIDED,
        ends=steps(DecisionCopied, test=_all_copied),
    ),
)
