"""After the notice of amendments, with a review or without: regs 22 and 28."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, Test, steps
from ehcp.domain.deadlines.clocks.draft import TELL_OF_SERVICE, from_service, while_window_runs
from ehcp.domain.deadlines.clocks.terms import (
    AMENDED_AFTER_REVIEW,
    NOTICE,
    PLAN_ENDED,
    amended_for,
    not_to_amend,
    notice_of,
)
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.events.amendment import (
    AmendmentCause,
    AmendmentRepresentationsComplete,
    NoticeCause,
)
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.review import AmendmentNoticeIssued
from ehcp.domain.standing.plan_end import stands
from ehcp.domain.step import Step
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import amendment, annual_review

NOTICE_WITHOUT_REVIEW = notice_of(NoticeCause.WITHOUT_REVIEW)
AMENDED_WITHOUT_REVIEW = amended_for(AmendmentCause.WITHOUT_REVIEW)
NOT_AFTER_REVIEW = not_to_amend(NoticeCause.REVIEW)
NOT_WITHOUT_REVIEW = not_to_amend(NoticeCause.WITHOUT_REVIEW)


def _first(notices: Steps) -> Steps:
    """Return the notices without further ones, which do not move the limit for the plan."""

    def test(case: Case, start: Step, step: Step) -> bool | None:
        event = step.event
        further = isinstance(event, AmendmentNoticeIssued) and event.further
        return not further and notices.match(case, start, step)

    return steps(*notices.kinds, test=test)


def _during(window: TimeLimit, *, inside: bool) -> Test:
    """Return whether a step falls into the time for representations, or after it.

    A notice counts only where it follows up another: each of two has its own time, and what
    the family says of one it does not say of the other.
    """

    def test(case: Case, served: Step, step: Step) -> bool:
        event = step.event
        if isinstance(event, AmendmentNoticeIssued) and not event.further:
            return False
        said = isinstance(event, AmendmentRepresentationsComplete)
        if (said and case.at(event.of) not in (None, served)) or not stands(case, step):
            return False
        return while_window_runs(window, case, served, step) is inside

    return test


def _window(limit: TimeLimit, notices: Steps, plan: Steps, not_amended: Steps) -> Clock:
    """Return the clock of the family's time: it ends with what may not come before its end."""
    again = notices.kinds  # whose it is, its `of` says
    early, late = _during(limit, inside=True), _during(limit, inside=False)
    return Clock(
        limit=limit,
        own=True,
        starts=notices,
        counted_from=from_service,
        beside=TELL_OF_SERVICE,
        ends=plan | not_amended | steps(*again, PlanCeased, test=late),
        not_if=steps(*again, AmendmentRepresentationsComplete, PlanCeased, test=early),
        minimum=True,
        when_over=Status.MET,  # the family has had its time
    )


AMENDMENT_CLOCKS = (
    _window(
        annual_review.ANNUAL_REVIEW_REPRESENTATIONS,
        NOTICE,
        AMENDED_AFTER_REVIEW,
        NOT_AFTER_REVIEW,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_FINAL_AMENDED,
        starts=_first(NOTICE),
        ends=AMENDED_AFTER_REVIEW,
        not_if=NOT_AFTER_REVIEW | PLAN_ENDED,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_NOT_AMEND_AFTER_NOTICE,
        own=True,
        starts=_first(NOTICE),
        ends=NOT_AFTER_REVIEW,
        not_if=AMENDED_AFTER_REVIEW | PLAN_ENDED,
        repeats=True,  # the same day as for the amended plan
    ),
    _window(
        amendment.AMEND_WITHOUT_REVIEW_REPRESENTATIONS,
        NOTICE_WITHOUT_REVIEW,
        AMENDED_WITHOUT_REVIEW,
        NOT_WITHOUT_REVIEW,
    ),
    Clock(
        limit=amendment.AMEND_WITHOUT_REVIEW_FINAL,
        own=True,
        starts=_first(NOTICE_WITHOUT_REVIEW),
        ends=AMENDED_WITHOUT_REVIEW,
        not_if=NOT_WITHOUT_REVIEW | PLAN_ENDED,
    ),
)
