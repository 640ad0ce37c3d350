"""Requests for a re-assessment that await a decision: CFA 2014 s.44(2). The earliest governs."""

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.entry import Source
from ehcp.domain.events.reassessment import (
    ReassessmentAgreed,
    ReassessmentRefused,
    ReassessmentRequested,
    ReassessmentRequester,
    ReassessmentRequestJoined,
    ReassessmentWithdrawn,
)
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.step import Step

ABOUT = (
    ReassessmentRequested,
    ReassessmentAgreed,
    ReassessmentRequestJoined,
    ReassessmentRefused,
    ReassessmentWithdrawn,
    *PLAN_ENDS,
)


def pending_requests(case: Case, before: Step | None = None) -> tuple[Step, ...]:
    """Return the requests that await a decision, the first one first; before a step if given.

    A decision answers all of them, and the end of the plan ends them. Who withdraws a request
    withdraws that one alone: the next then governs, from its own receipt.
    """
    pending: list[Step] = []
    for step in case.steps_of(*ABOUT):
        if step is before:
            break
        if isinstance(step.event, ReassessmentRequested):
            pending.append(step)
        elif isinstance(step.event, ReassessmentWithdrawn):
            pending = _without(case, pending, step)
        elif not isinstance(step.event, PLAN_ENDS) or ends_plan(case, step):
            pending = []
    return tuple(pending)


def starts_anew(case: Case, request: Step) -> bool:
    """Whether a request starts the clock: not while one is pending that is not withdrawn later.

    Each of those in a file that others kept starts it.
    """
    if request.entry.source is Source.IMPORT:
        return True
    return all(_withdrawn(case, earlier) for earlier in pending_requests(case, request))


def withdrawn_from(case: Case, agreed: Step, withdrawn: Step) -> bool:
    """Whether with this withdrawal nobody who must be answered asks for a re-assessment still.

    Nor if nobody says which request was withdrawn. One that came while the re-assessment was
    under way is another, unless that was said to answer it as well.
    """
    if withdrawn.event.of is None:
        return True
    request = case.at(withdrawn.event.of)
    asking = answered_by(case, agreed)
    gone = [
        case.at(step.event.of)
        for step in case.steps_of(ReassessmentWithdrawn)
        if not case.follows(step, withdrawn)
    ]
    return request in asking and all(each in gone for each in asking)


def answered_by(case: Case, agreed: Step) -> tuple[Step, ...]:
    """Return the requests that a re-assessment answers: its own, and those that joined it.

    So does what a commissioning body had asked for, which is secured: reg 23.
    """
    first = case.at(agreed.event.of)
    found = [first] if first and isinstance(first.event, ReassessmentRequested) else []
    found += [step for step in pending_requests(case, agreed) if by_commissioning_body(step)]
    for step in case.after(agreed, ReassessmentAgreed, ReassessmentRequestJoined):
        if isinstance(step.event, ReassessmentAgreed):
            break
        found += pending_requests(case, step)
    return tuple(dict.fromkeys(found))


def takes_back(case: Case, withdrawn: Step, request: Step) -> bool:
    """Whether a withdrawal is of this request: of all of them where nobody says of which.

    Where the one that it names has since been struck out it is of none of the others.
    """
    return withdrawn.event.of is None or case.at(withdrawn.event.of) is request


def by_commissioning_body(request: Step) -> bool:
    """Whether a request is the responsible commissioning body's, which must be granted."""
    event = request.event
    body = ReassessmentRequester.COMMISSIONING_BODY
    return isinstance(event, ReassessmentRequested) and event.requested_by is body


def _without(case: Case, pending: list[Step], withdrawn: Step) -> list[Step]:
    """Return the requests that are left; none where nobody says which was withdrawn."""
    return [step for step in pending if not takes_back(case, withdrawn, step)]


def _withdrawn(case: Case, request: Step) -> bool:
    """Whether a request was withdrawn before anything was decided on it."""
    for step in case.after(request, *ABOUT[1:]):
        if not isinstance(step.event, ReassessmentWithdrawn):
            if not isinstance(step.event, PLAN_ENDS) or ends_plan(case, step):
                return False
        elif takes_back(case, step, request):
            return True
    return False
