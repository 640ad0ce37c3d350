"""Clocks that start only from what was recorded here: a file that others kept starts none.

Most of these limits have no number of days. They are listed so that what is still to be done
is seen, and what was done is shown. A decision does not make good a notice that was never sent.
"""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.terms import FINAL, NEW_REQUEST, WITHDRAWN
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.deadlines.unsaid import REQUESTS, starts_anew
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.draft import (
    DraftMeetingHeld,
    MeetingRequired,
    RepresentationsComplete,
)
from ehcp.domain.events.naming import SettingConsulted, SettingReplied
from ehcp.domain.events.placement import InstitutionAdmitted, SchoolPlaceStarted
from ehcp.domain.events.plan import (
    AmendedPlanIssued,
    AppealNoticeSent,
    DraftPlanIssued,
    FinalPlanIssued,
)
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    ConsideringNoticeSent,
    ConsideringNotified,
    DecisionCopied,
    FamilyConsulted,
    Recipient,
    RequestWithdrawn,
)
from ehcp.domain.step import BEGINNING, Step
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import assessment, draft, final, request

NO_HOLIDAYS = Calendar(frozenset())

DECIDED = steps(AssessmentAgreed, AssessmentRefused)

SETTING = frozenset({Recipient.HEAD_OR_EARLY_YEARS_PROVIDER, Recipient.HEAD_OR_PRINCIPAL})
OTHERS = frozenset({Recipient.COMMISSIONING_BODY, Recipient.SOCIAL_CARE})


def _to_be_considered(case: Case, _start: Step, step: Step) -> bool:
    """Whether a request brings the duty to say that an assessment is being considered.

    Not while a plan is maintained, nor within six months of an earlier assessment: s.36(6).
    """
    if not starts_anew(case, step):
        return False
    plan = case.before(step, FinalPlanIssued, AmendedPlanIssued, PlanCeased)
    if plan is not None and not isinstance(plan.event, PlanCeased):
        return False
    ended = case.before(step, FinalPlanIssued, NoPlanDecided)
    if ended is None or BEGINNING in (ended.first, step.first):
        return True
    bar = request.ASSESSMENT_SIX_MONTH_BAR.now.period.last_day(ended.last, NO_HOLIDAYS)
    return bar is None or step.first > bar


def _all_told(case: Case, start: Step, step: Step) -> bool:
    """Whether with this step everybody in reg 4(2) has been told; (c) or (d) as the age is."""
    told = {
        found.event.recipient
        for found in case.after(start, ConsideringNotified)
        if isinstance(found.event, ConsideringNotified) and not case.follows(found, step)
    }
    return told >= OTHERS and bool(told & SETTING)


def _all_copied(case: Case, decision: Step, step: Step) -> bool:
    """Whether with this step the decision has gone to everybody who had been told: reg 5(2)."""
    told = {
        found.event.recipient
        for found in case.steps_of(ConsideringNotified)
        if isinstance(found.event, ConsideringNotified) and case.follows(decision, found)
    }
    copied = {
        found.event.recipient
        for found in case.after(decision, DecisionCopied)
        if isinstance(found.event, DecisionCopied) and not case.follows(found, step)
    }
    return copied >= (told or OTHERS)


def _while_window_runs(_case: Case, served: Step, step: Step) -> bool:
    """Whether a step falls into the time for representations on a draft."""
    window = draft.DRAFT_REPRESENTATIONS_WINDOW.period.last_day(served.last, NO_HOLIDAYS)
    return window is not None and step.last <= window


def _same_institution(_case: Case, consulted: Step, step: Step) -> bool:
    asked, came = consulted.event, step.event
    if not isinstance(asked, SettingConsulted) or not isinstance(came, SettingReplied):
        return False
    if asked.institution is None or came.institution is None:
        return True
    return asked.institution.is_same(came.institution)


def _names_one_that_must_admit(_case: Case, _start: Step, step: Step) -> bool:
    """Whether a plan names an institution that has the duty to admit: s.43."""
    event = step.event
    if not isinstance(event, FinalPlanIssued | AmendedPlanIssued) or event.plan is None:
        return False
    named = (placement.institution for placement in event.plan.placements)
    return any(i and i.category and i.category.may_be_requested for i in named)


SUPERSEDED = steps(DraftPlanIssued, RequestWithdrawn, NoPlanDecided)
SUPERSEDED_AFTER: Steps = steps(
    *SUPERSEDED.kinds,
    test=lambda case, served, step: not _while_window_runs(case, served, step),
)
NO_LONGER_NEEDED: Steps = steps(
    *SUPERSEDED.kinds, RepresentationsComplete, test=_while_window_runs
)

OWN_CLOCKS = (
    Clock(
        limit=request.ASSESSMENT_CONSULT_FAMILY,
        own=True,
        starts=NEW_REQUEST,
        ends=steps(FamilyConsulted),
        not_if=WITHDRAWN,
    ),
    Clock(
        limit=request.ASSESSMENT_CONSIDERING_NOTICE,
        own=True,
        starts=steps(*REQUESTS, test=_to_be_considered),
        ends=steps(ConsideringNoticeSent),
        not_if=WITHDRAWN,
    ),
    Clock(
        limit=request.ASSESSMENT_CONSIDERING_NOTIFY_OTHERS,
        own=True,
        starts=steps(*REQUESTS, test=_to_be_considered),
        ends=steps(ConsideringNotified, test=_all_told),
        not_if=WITHDRAWN,
    ),
    Clock(
        limit=request.ASSESSMENT_DECISION_NOTIFY_OTHERS,
        own=True,
        starts=DECIDED,
        ends=steps(DecisionCopied, test=_all_copied),
    ),
    Clock(
        limit=assessment.DECISION_TO_ISSUE_OR_DRAFT,
        own=True,
        starts=NEW_REQUEST,
        ends=steps(DraftPlanIssued),
        shown_by=FINAL,
        not_if=steps(AssessmentRefused, NoPlanDecided, RequestWithdrawn),
    ),
    Clock(
        limit=draft.DRAFT_REPRESENTATIONS_WINDOW,
        own=True,
        starts=steps(DraftPlanIssued),
        ends=FINAL | SUPERSEDED_AFTER,
        not_if=NO_LONGER_NEEDED,
        minimum=True,
        when_over=Status.MET,  # the family has had its time
    ),
    Clock(
        limit=draft.DRAFT_MEETING_ON_REQUEST,
        own=True,
        starts=steps(MeetingRequired),
        ends=steps(DraftMeetingHeld),
    ),
    Clock(
        limit=draft.SCHOOL_CONSULTATION_RESPONSE,
        own=True,
        starts=steps(SettingConsulted),
        ends=steps(SettingReplied, test=_same_institution),
    ),
    Clock(
        limit=final.FINAL_PLAN_APPEAL_NOTICE,
        own=True,
        starts=FINAL,
        ends=steps(AppealNoticeSent),
    ),
    Clock(
        limit=final.NAMED_INSTITUTION_ADMITS,
        own=True,
        starts=steps(FinalPlanIssued, AmendedPlanIssued, test=_names_one_that_must_admit),
        ends=steps(InstitutionAdmitted, SchoolPlaceStarted),
    ),
)
