"""Persons in custody. CFA 2014 ss.70 to 75; SI 2015/62.

They run in the place of the ordinary clocks for the same steps. After a detention or a release
in the middle of an assessment the time goes on from the original day: reg 15.

The yearly review of a plan runs on in custody. S.48 has the plan maintained again and reviewed on
release, so that s.42 does not apply meanwhile as it does outside; but no text that was read says
that the limits of s.44 stop, and a limit is not taken away by an inference.
"""

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.assessment import same_advice
from ehcp.domain.deadlines.clocks.draft import (
    NO_LONGER_NEEDED,
    SUPERSEDED_AFTER,
    TELL_OF_SERVICE,
    from_service,
)
from ehcp.domain.deadlines.clocks.order import order_to, while_it_binds
from ehcp.domain.deadlines.clocks.terms import (
    AGREED,
    AGREED_AS_ORDERED,
    AMENDED_AS_ORDERED,
    DRAFT,
    FINAL,
    NEW_REQUEST_IN_DETENTION,
    NO_PLAN,
    PLAN_ENDED,
    REFUSAL,
    WITHDRAWN,
    WOUND_UP,
    in_detention,
    in_reassessment,
)
from ehcp.domain.deadlines.clocks.unopposed import response_in_doubt, unopposed
from ehcp.domain.deadlines.deadline import Days, Status
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside
from ehcp.domain.events.detention import PersonDetained, PersonReleased
from ehcp.domain.events.order import Ordered
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.review import ReviewDecisionNotified, ReviewMeetingHeld
from ehcp.domain.standing.requests import REQUESTS, governing_request
from ehcp.domain.step import BEGINNING, END, Step, shifted
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.time_limits import detained

NOT_FINISHED = REFUSAL | NO_PLAN | WITHDRAWN
TWENTY_WEEKS = detained.DETAINED_FINAL_PLAN.now.period


def goes_on(case: Case, start: Step, step: Step) -> bool | None:
    """Whether an assessment goes on under another limit from a detention or a release on.

    It is that of the request which governed then: what another starts later is its own.

    Not if its 20 weeks were over by then: what was late before stays with the limit that was
    missed, so that nothing is late twice. None where the days do not say.
    """
    request = governing_request(case, before=step)
    if request is None or (isinstance(start.event, REQUESTS) and start is not request):
        return False
    least, most = (
        shifted(day, lambda day: TWENTY_WEEKS.last_day(day, NO_HOLIDAYS) or END)
        for day in (request.first, request.last)
    )
    if step.last <= least:
        return True
    return False if step.first > most else None


def _unfinished(case: Case, start: Step, step: Step) -> bool:
    """Whether an assessment was under way then, and the same authority finishes it."""
    return not _elsewhere(case, start, step) and goes_on(case, start, step) is not False


def _from_the_original_day(case: Case, step: Step) -> tuple[Days, ...]:
    request = governing_request(case, before=step)
    return ((request.first, request.last) if request else (BEGINNING, END),)


def _with_a_plan(case: Case, start: Step, step: Step) -> bool:
    """Whether a plan was in force at a release after which this authority is responsible."""
    last = case.before(step, *PLANS, *PLAN_ENDS, CeaseSetAside)
    in_force = last is not None and not isinstance(last.event, PLAN_ENDS)
    return in_force and not _elsewhere(case, start, step)


def _elsewhere(_case: Case, _start: Step, step: Step) -> bool:
    """Whether another authority is responsible after a release: reg 15(3)."""
    return isinstance(step.event, PersonReleased) and bool(step.event.to_authority)


def _on_a_review(case: Case, released: Step, decided: Step) -> bool | None:
    """Whether a decision to cease was made on a review that met since the release."""
    met = case.before(decided, ReviewMeetingHeld)
    if met is None or not case.follows(met, released):
        return False
    return True if released.last <= met.first else None


def _of_assessment(case: Case, start: Step, step: Step) -> bool:
    """Whether a step for somebody detained has these limits, and not those of a re-assessment."""
    return in_detention(case, start, step) and not in_reassessment(case, step)


def _obliges(what: Ordered) -> Steps:
    """Orders in detention that require this, and appeals for it that are not opposed: reg 30."""
    return order_to(what, in_detention) | unopposed(what, in_detention)


TO_ANOTHER: Steps = steps(PersonReleased, test=_elsewhere)
RELEASED = TO_ANOTHER | steps(PersonReleased, test=goes_on)
DETAINED = steps(PersonDetained, test=goes_on)

DETENTION_CLOCKS = (
    Clock(
        limit=detained.DETAINED_DECISION,
        starts=NEW_REQUEST_IN_DETENTION,
        ends=AGREED | REFUSAL,
        shown_by=DRAFT | FINAL | NO_PLAN,
        not_if=WITHDRAWN | TO_ANOTHER,
    ),
    Clock(
        limit=detained.DETAINED_ADVICE,
        own=True,
        starts=steps(AdviceRequested, test=_of_assessment),
        ends=steps(AdviceReceived, test=same_advice),
        not_if=WOUND_UP | TO_ANOTHER,
    ),
    Clock(
        limit=detained.DETAINED_NOT_ISSUE,
        starts=NEW_REQUEST_IN_DETENTION,
        ends=NO_PLAN,
        not_if=REFUSAL | DRAFT | FINAL | WITHDRAWN | TO_ANOTHER,
    ),
    Clock(
        limit=detained.DETAINED_DRAFT_WINDOW,
        own=True,
        starts=steps(DraftPlanIssued, test=_of_assessment),
        counted_from=from_service,
        beside=TELL_OF_SERVICE,
        ends=FINAL | SUPERSEDED_AFTER,
        not_if=NO_LONGER_NEEDED,
        minimum=True,
        when_over=Status.MET,  # the appropriate person has had the time
    ),
    Clock(
        limit=detained.DETAINED_FINAL_PLAN,
        starts=NEW_REQUEST_IN_DETENTION,
        ends=FINAL,
        not_if=NOT_FINISHED | RELEASED,
    ),
    Clock(
        limit=detained.DETAINED_RELEASED_ASSESSMENT_UNFINISHED,
        starts=steps(PersonReleased, test=_unfinished),
        counted_from=_from_the_original_day,
        ends=FINAL,
        not_if=NOT_FINISHED | DETAINED,
    ),
    Clock(
        limit=detained.DETAINED_ENTERED_ASSESSMENT_UNFINISHED,
        starts=steps(PersonDetained, test=_unfinished),
        counted_from=_from_the_original_day,
        ends=FINAL,
        not_if=NOT_FINISHED | RELEASED,
    ),
    while_it_binds(
        Clock(
            limit=detained.DETAINED_ORDER_ASSESS_NOTIFY,
            own=True,
            starts=_obliges(Ordered.ASSESS),
            in_doubt=response_in_doubt,
            ends=AGREED_AS_ORDERED,
            shown_by=DRAFT | FINAL | NO_PLAN,
            stands_for_order=True,
        )
    ),
    while_it_binds(
        Clock(
            limit=detained.DETAINED_ORDER_NAME_SCHOOL,
            own=True,
            starts=_obliges(Ordered.NAME_SCHOOL),
            in_doubt=response_in_doubt,
            ends=AMENDED_AS_ORDERED,
            stands_for_order=True,
        )
    ),
    Clock(
        limit=detained.RELEASE_FROM_DETENTION_REVIEW,
        starts=steps(PersonReleased, test=_with_a_plan),
        ends=steps(ReviewDecisionNotified) | steps(CeaseDecided, test=_on_a_review),
        not_if=PLAN_ENDED,
    ),
)
