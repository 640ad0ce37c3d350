"""What can be appealed, and which decision or plan a step is about. CFA 2014 s.51(2)."""

from collections.abc import Iterator, Mapping, Sequence

from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import NotToAmendDecided
from ehcp.domain.events.appeal import AppealMatter
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.detention import PersonReleased
from ehcp.domain.events.mediation import MediationCertificateIssued
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import PlanKeptAfterReassessment, ReassessmentRefused
from ehcp.domain.events.request import AssessmentRefused
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified
from ehcp.domain.standing.detained import detained_at
from ehcp.domain.standing.led_to import led_to
from ehcp.domain.step import Step

APPEALABLE: tuple[type[Event], ...] = (
    AssessmentRefused,
    ReassessmentRefused,
    NoPlanDecided,
    ReviewDecisionNotified,
    NotToAmendDecided,
    PlanKeptAfterReassessment,
    CeaseDecided,
    FinalPlanIssued,
    AmendedPlanIssued,
)
"""The decisions and plans that can be appealed: CFA 2014 s.51(2)."""

APPEALABLE_IN_DETENTION = (AssessmentRefused, NoPlanDecided, FinalPlanIssued)

IN_A_PLAN = (
    AppealMatter.NEEDS,
    AppealMatter.PROVISION,
    AppealMatter.INSTITUTION,
    AppealMatter.NONE_NAMED,
)

ONLY: dict[type[Event], tuple[AppealMatter, ...]] = {
    FinalPlanIssued: IN_A_PLAN,
    AmendedPlanIssued: IN_A_PLAN,
    AssessmentRefused: (AppealMatter.REFUSAL_TO_ASSESS,),
    NoPlanDecided: (AppealMatter.REFUSAL_TO_ISSUE,),
    ReassessmentRefused: (AppealMatter.REFUSAL_TO_REASSESS,),
    NotToAmendDecided: (AppealMatter.NOT_TO_AMEND,),
    PlanKeptAfterReassessment: (AppealMatter.NOT_TO_AMEND,),
    CeaseDecided: (AppealMatter.CEASE,),
}

ON_A_REVIEW: dict[ReviewDecision | None, tuple[AppealMatter, ...]] = {
    ReviewDecision.MAINTAIN: (AppealMatter.NOT_TO_AMEND,),
    ReviewDecision.AMEND: (),
    ReviewDecision.CEASE: (AppealMatter.CEASE,),
    None: (AppealMatter.NOT_TO_AMEND, AppealMatter.CEASE),
}


def matters_of(decision: Step) -> tuple[AppealMatter, ...]:
    """Return what may be appealed in a decision or plan: CFA 2014 s.51(2) and (3)."""
    event = decision.event
    if isinstance(event, ReviewDecisionNotified):
        return ON_A_REVIEW[event.decision]
    return ONLY.get(type(event), ())


def may_be_appealed(case: Case, decision: Step) -> bool:
    """Whether anything can be appealed in a decision or plan: CFA 2014 s.51(2) and (3).

    Of what was decided in a detention that lasts only a refusal to assess, one to issue a plan
    and the first plan can be: CFA 2014 s.73(2)-(3).
    """
    if not matters_of(decision):
        return False
    if isinstance(decision.event, APPEALABLE_IN_DETENTION) or not detained_at(case, decision):
        return True
    return next(case.after(decision, PersonReleased), None) is not None


def letters_of(case: Case, decision: Step) -> tuple[str, ...]:
    """Return the paragraphs of s.51(2) under which a decision or plan can be appealed."""
    if not may_be_appealed(case, decision):
        return ()
    return tuple(dict.fromkeys(matter.letter for matter in matters_of(decision)))


def decision_of(case: Case, step: Step) -> Step | None:
    """Return the decision that a step is about: as its `of` leads to it, else the last one.

    The last of which anything can be appealed: a decision to amend is none, and what comes
    after it is about the plan before.
    """
    return led_to(case, step, *APPEALABLE) or _last_appealable(case, step)


def _last_appealable(case: Case, step: Step) -> Step | None:
    """Return the last decision or plan before a step of which anything can be appealed."""
    found = case.before(step, *APPEALABLE)
    while found is not None and not may_be_appealed(case, found):
        found = case.before(found, *APPEALABLE)
    return found


def certificates(case: Case, decision: Step) -> Iterator[Step]:
    """Yield the mediation certificates about a decision, in legal order."""
    for step in case.once(_certificates).get(decision, ()):
        if case.follows(step, decision):
            yield step


def _certificates(case: Case) -> Mapping[Step, Sequence[Step]]:
    """Return the certificates by the decision that each is about, looked up once for each."""
    found: dict[Step, list[Step]] = {}
    for step in case.steps_of(MediationCertificateIssued):
        decision = decision_of(case, step)
        if decision is not None:
            found.setdefault(decision, []).append(step)
    return found
