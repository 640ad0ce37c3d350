"""What ends when a request for an assessment is withdrawn: the work on it, and on no other."""

from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.events.reassessment import ReassessmentAgreed, ReassessmentRequested
from ehcp.domain.events.request import AssessmentAgreed, RequestWithdrawn
from ehcp.domain.standing.requests import (
    REQUESTS,
    left_by,
    origin,
    pending_requests,
    says_which,
    takes_back,
)
from ehcp.domain.step import Step


def ends_work(case: Case, withdrawn: Step, work: Step) -> bool:
    """Whether what a step is part of ends with a withdrawal that follows it.

    Its `of` says on which request it is. Where nobody says so, it is on those that were pending
    when it began, and goes on as long as one of them is.
    """
    if not says_which(case, withdrawn):
        return True
    begun, request = origin(case, work), origin(case, withdrawn)
    if isinstance(begun.event, REQUESTS):
        return begun is request
    if isinstance(begun.event, ReassessmentRequested | ReassessmentAgreed):
        return False
    left = left_by(case, withdrawn)
    lasts = any(each in left for each in pending_requests(case, before=begun))
    return case.follows(begun, request) and not lasts


def given_up(case: Case, work: Step) -> bool:
    """Whether what a step is part of has ended since with the request it is on."""
    if RequestWithdrawn not in case.kinds:
        return False
    later = case.after(work, RequestWithdrawn)
    return any(ends_work(case, each, work) for each in later) or too_late(case, work)


def going_on(case: Case, kind: type[Event]) -> Case:
    """Return the case without the steps of a kind that were given up."""
    over = [step for step in case.steps_of(kind) if given_up(case, step)]
    return case.without(over) if over else case


def too_late(case: Case, work: Step) -> bool:
    """Whether a step is on a request that had been withdrawn, while another was pending.

    It was recorded before the withdrawal was, and answers none of the others.
    """
    if RequestWithdrawn not in case.kinds:
        return False
    pending, begun = pending_requests(case, before=work), origin(case, work)
    if not pending or begun in pending or not isinstance(begun.event, REQUESTS):
        return False
    return any(
        case.follows(work, each) and takes_back(case, each, begun)
        for each in case.after(begun, RequestWithdrawn)
    )


def last_given_up(case: Case, before: Step) -> Step | None:
    """Return the last withdrawal before a step that ended an assessment under way."""
    found = [
        withdrawn
        for withdrawn in case.steps_of(RequestWithdrawn)
        if case.follows(before, withdrawn)
        and any(
            case.follows(withdrawn, agreed) and ends_work(case, withdrawn, agreed)
            for agreed in case.steps_of(AssessmentAgreed)
        )
    ]
    return found[-1] if found else None


def came_to_govern(case: Case, request: Step) -> Step | None:
    """Return the withdrawal of an earlier request with which this one began to run the clocks."""
    for withdrawn in case.after(request, RequestWithdrawn):
        before, left = pending_requests(case, before=withdrawn), left_by(case, withdrawn)
        if left[:1] == (request,) != before[:1]:
            return withdrawn
    return None
