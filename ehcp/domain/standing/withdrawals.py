"""What ends when a request for an assessment is withdrawn: the work on it, and on no other."""

from ehcp.domain.case import Case
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
    left = left_by(case, withdrawn)
    lasts = any(each in left for each in pending_requests(case, before=begun))
    return case.follows(begun, request) and not lasts


def given_up(case: Case, work: Step) -> bool:
    """Whether what a step is part of has ended since with the request it is on."""
    later = case.after(work, RequestWithdrawn)
    return any(ends_work(case, each, work) for each in later) or too_late(case, work)


def too_late(case: Case, work: Step) -> bool:
    """Whether a step is on a request that had been withdrawn, while another was pending.

    It was recorded before the withdrawal was, and answers none of the others.
    """
    pending = pending_requests(case, before=work) if RequestWithdrawn in case.kinds else ()
    begun = origin(case, work)
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
