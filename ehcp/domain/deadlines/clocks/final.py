"""The final plan: notice of appeal, admission, provision. CFA 2014 ss.42-43; regs 13-14."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.clocks.terms import PLAN, PLAN_ENDED
from ehcp.domain.deadlines.deadline import Days
from ehcp.domain.entry import Source
from ehcp.domain.events.placement import (
    AdmissionRefused,
    InstitutionAdmitted,
    ProvisionSecured,
    ProvisionStopped,
    SchoolPlaceLeft,
    SchoolPlaceStarted,
)
from ehcp.domain.events.plan import AmendedPlanIssued, AppealNoticeSent, FinalPlanIssued
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.placement import Placement
from ehcp.domain.plan.sections import Plan
from ehcp.domain.step import Step
from ehcp.law.time_limits import final

PLANS = (FinalPlanIssued, AmendedPlanIssued)
PLACES = (InstitutionAdmitted, SchoolPlaceStarted, SchoolPlaceLeft)
AT_PLACE = (InstitutionAdmitted, SchoolPlaceStarted)


def _plan(step: Step) -> Plan | None:
    return step.event.plan if isinstance(step.event, PLANS) else None


def _to_be_secured(case: Case, start: Step, step: Step) -> bool:
    """Whether a plan puts in question that its provision is in place: it bites on issue, s.42.

    One recorded here does unless it leaves the provision as it was. A file that others kept
    does only where it says that provision was secured: its silence says nothing.
    """
    if step.entry.source is Source.IMPORT:
        return _secured_before_next_plan(case, start, step)
    return _changes_provision(case, step)


def _changes_provision(case: Case, step: Step) -> bool:
    """Whether a plan has other provision than the one before, as far as both are known."""
    before = case.before(step, *PLANS)
    earlier, now = _plan(before) if before else None, _plan(step)
    if earlier is None or now is None:
        return True
    kept = earlier.health_provision == now.health_provision
    return not kept or earlier.provision != now.provision


def _replaced(case: Case, start: Step, step: Step) -> bool:
    """Whether the question passes on from a plan here: to other provision, or a stop at once."""
    if not _from_a_plan_here(start):
        return False
    if isinstance(step.event, ProvisionStopped):
        return step.event.element is None and step.last <= start.first
    return _changes_provision(case, step)


def _stopped_later(_case: Case, start: Step, step: Step) -> bool:
    """Whether all provision stopped later: it may have been in place before, or never was."""
    stopped = step.event
    whole = isinstance(stopped, ProvisionStopped) and stopped.element is None
    return whole and isinstance(start.event, PLANS) and step.last > start.first


def _from_a_plan_here(start: Step) -> bool:
    return isinstance(start.event, PLANS) and start.entry.source is not Source.IMPORT


def _secured_before_next_plan(case: Case, _start: Step, step: Step) -> bool:
    """Whether the record says that provision of this plan was secured before the next plan."""
    for following in case.after(step, ProvisionSecured, *PLANS):
        if not isinstance(following.event, ProvisionSecured):
            return False
        if not _makes_good_a_stop(case, following):
            return True
    return False


def _makes_good_a_stop(case: Case, secured: Step) -> bool:
    """Whether it says that it answers a stop, and not the plan itself."""
    answered = case.at(secured.event.of)
    return answered is not None and isinstance(answered.event, ProvisionStopped)


def _in_full(case: Case, start: Step, step: Step) -> bool:
    """Whether with this step all is secured that the start put in question."""
    secured = step.event
    if not isinstance(secured, ProvisionSecured) or secured.partly:
        return False
    if secured.element is None:
        return True
    if isinstance(start.event, ProvisionStopped) and start.event.element is not None:
        return start.event.element == secured.element
    return _every_element(case, start, step)


def _every_element(case: Case, start: Step, step: Step) -> bool:
    """Whether by this step each provision of the plan has been secured, one after the other."""
    plan = start if isinstance(start.event, PLANS) else case.before(start, *PLANS)
    contents = _plan(plan) if plan else None
    if contents is None:
        return False
    secured = {
        found.event.element
        for found in case.after(start, ProvisionSecured)
        if isinstance(found.event, ProvisionSecured)
        and not found.event.partly
        and not case.follows(found, step)
    }
    return {provision.id for provision in contents.provision} <= secured


def _to_admit(case: Case, step: Step) -> Iterator[Placement]:
    """Yield where a plan obliges an institution to admit that has not admitted before: s.43."""
    plan = _plan(step)
    for placement in plan.placements if plan else ():
        named = placement.institution
        obliged = named and named.category and named.category.may_be_requested
        if named and obliged and not _there_before(case, step, named):
            yield placement


def _there_before(case: Case, step: Step, institution: Institution) -> bool:
    """Whether the child was at the institution already when the plan was issued."""
    about = [
        found.event
        for found in case.steps_of(*PLACES)
        if isinstance(found.event, PLACES)
        and institution.is_same(found.event.institution)
        and case.follows(step, found)
    ]
    return bool(about) and isinstance(about[-1], AT_PLACE)


def _names_one_that_must_admit(case: Case, _start: Step, step: Step) -> bool:
    """Whether a plan names an institution that now has the duty to admit."""
    return any(_to_admit(case, step))


def _from_the_day_it_is_named_for(case: Case, step: Step) -> tuple[Days, ...]:
    """Return the day from which the place is named: a later one, if Section I gives it."""
    starts = [placement.starts for placement in _to_admit(case, step)]
    named_for = min((day for day in starts if day), default=None)
    if named_for is None or None in starts:
        return ((step.first, step.last),)
    return ((max(step.first, named_for), max(step.last, named_for)),)


def _named_in(_case: Case, start: Step, step: Step) -> bool:
    """Whether a place is at an institution that the plan names; or nobody says where it is."""
    plan = _plan(start)
    where = step.event.institution if isinstance(step.event, AT_PLACE) else None
    if plan is None or where is None:
        return True
    return any(where.is_same(placement.institution) for placement in plan.placements)


def _after_refusal(case: Case, start: Step, step: Step) -> bool:
    """Whether the institution had first refused, so that it did not admit when it was named."""
    refused = any(case.follows(step, refusal) for refusal in case.after(start, AdmissionRefused))
    return refused and _named_in(case, start, step)


FINAL_CLOCKS = (
    Clock(
        limit=final.PROVISION_IN_PLACE,
        starts=steps(ProvisionStopped) | steps(*PLANS, test=_to_be_secured),
        ends=steps(ProvisionSecured, test=_in_full),
        shown_by=steps(ProvisionStopped, test=_stopped_later),
        not_if=steps(*PLANS, ProvisionStopped, test=_replaced) | PLAN_ENDED,
    ),
    Clock(
        limit=final.FINAL_PLAN_APPEAL_NOTICE,
        own=True,
        starts=PLAN,
        ends=steps(AppealNoticeSent),
        not_if=PLAN_ENDED,
    ),
    # The duty bites on naming. When the institution confirms, or the child starts, that shows
    # that it has admitted by then, and not since when; only a refusal shows that it did not.
    Clock(
        limit=final.NAMED_INSTITUTION_ADMITS,
        own=True,
        starts=steps(*PLANS, test=_names_one_that_must_admit),
        counted_from=_from_the_day_it_is_named_for,
        ends=steps(*AT_PLACE, test=_after_refusal),
        shown_by=steps(*AT_PLACE, test=_named_in),
        not_if=steps(*PLANS) | PLAN_ENDED,
    ),
)
