"""Reviews as a reader is shown them, and the one that nobody has begun and that falls due."""

from collections.abc import Iterator, Sequence
from datetime import date

from ehcp.application.one_case.awaited import Awaited, next_due, span
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline
from ehcp.domain.deadlines.unsaid import decided
from ehcp.domain.events.review import (
    ReviewDecision,
    ReviewKind,
    ReviewReportSent,
)
from ehcp.domain.standing.review import Lacking, Review, ReviewState
from ehcp.domain.standing.reviews import goes_on, reviews
from ehcp.domain.value import value
from ehcp.domain.when import Span
from ehcp.law.time_limit import Kind, Stage

NEXT = ("annual-review-first", "annual-review-subsequent", "la-transfer-review")
"""The limits by which the next review of a plan is to be complete."""


@value(frozen=True, kw_only=True)
class PlanReviewShown(Awaited):
    """One review. `not-begun` is the next one of a plan, of which nothing is on record yet.

    `due` is the next of its limits that is open: until it is decided, also that of the review
    as a whole.
    """

    state: ReviewState
    kind: ReviewKind | None
    setting: str | None
    begun: Span | None
    meeting_day: date | None
    held: Span | None
    reported: Span | None
    decision: ReviewDecision | None
    decided: Span | None
    absorbed_into: int | None
    lacks: tuple[Lacking, ...]

    @property
    def key(self) -> str:
        """What tells it from the others of its case, and stays."""
        return "next" if self.state is ReviewState.NOT_BEGUN else str(self.place)


def reviews_shown(case: Case, found: Sequence[Deadline]) -> tuple[PlanReviewShown, ...]:
    """Return every review of a case, and the next one that is to begin; `found` are deadlines."""
    known = reviews(case)
    waiting = [d for d in found if d.open and d.drives and d.limit.kind is Kind.HARD_LIMIT]
    shown = [_shown(case, review, waiting) for review in known]
    following = _of_the_next(case, known, waiting)
    if case.plan_in_force is not None and (following or not any(goes_on(case, r) for r in known)):
        shown.append(_next(case, following))
    return tuple(shown)


def _of_the_next(
    case: Case, known: Sequence[Review], waiting: Sequence[Deadline]
) -> list[Deadline]:
    """Return by when a review is to be complete that none of those begun is.

    One that is decided and awaits its plan is not that review, nor one whose meeting came first.
    """
    undecided = [review for review in known if goes_on(case, review) and _undecided(review)]
    own = {step.place for review in undecided for step in review.steps}
    return [
        deadline
        for deadline in waiting
        if deadline.limit.id in NEXT
        and deadline.started_by.place not in own
        and not any(_completes(case, review, deadline) for review in undecided)
    ]


def _undecided(review: Review) -> bool:
    """Whether nothing was decided in it, nor a notice shows that it was."""
    return review.decision is None and not review.to_amend


def _completes(case: Case, review: Review, deadline: Deadline) -> bool:
    """Whether a review is the one by which a day is kept: not if its meeting was before that."""
    meeting, since = review.meeting, deadline.started_by
    return meeting is None or deadline.given or case.follows(meeting, since)


def _shown(case: Case, review: Review, waiting: Sequence[Deadline]) -> PlanReviewShown:
    open_ = goes_on(case, review)
    limit = next_due(_limits(case, review, waiting)) if open_ else None
    begun, decision = review.started, review.decision
    setting = begun.institution if begun else None
    return PlanReviewShown(
        place=review.place,
        open=open_,
        limit=limit.limit.id if limit else None,
        due=limit.due if limit else None,
        state=review.state,
        kind=review.kind,
        setting=setting.name if setting else None,
        begun=review.begun_by.span,
        meeting_day=review.meeting_day,
        held=span(review.meeting),
        reported=span(review.step(ReviewReportSent)),
        decision=decided(decision) if decision else None,
        decided=span(decision),
        absorbed_into=review.absorbed_into,
        lacks=review.lacks if open_ else (),
    )


def _limits(case: Case, review: Review, waiting: Sequence[Deadline]) -> Iterator[Deadline]:
    """Yield what is to be done in a review: what it started, and what it must itself end."""
    own = {step.place for step in review.steps}
    for deadline in waiting:
        started_here = deadline.started_by.place in own
        if deadline.limit.id in NEXT:
            its_own = not started_here and _undecided(review)
            if its_own and _completes(case, review, deadline):
                yield deadline
        elif started_here and deadline.limit.stage is Stage.ANNUAL_REVIEW:
            yield deadline


def _next(case: Case, following: Sequence[Deadline]) -> PlanReviewShown:
    """Return the review that nobody has begun, of a plan that is in force."""
    limit = next_due(following)
    plan = case.plan_in_force
    since = limit.started_by if limit else plan
    return PlanReviewShown(
        place=since.place if since else None,
        open=True,
        limit=limit.limit.id if limit else None,
        due=limit.due if limit else None,
        state=ReviewState.NOT_BEGUN,
        kind=None,
        setting=None,
        begun=None,
        meeting_day=None,
        held=None,
        reported=None,
        decision=None,
        decided=None,
        absorbed_into=None,
        lacks=(),
    )
