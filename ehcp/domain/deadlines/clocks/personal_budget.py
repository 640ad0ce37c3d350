"""Personal budgets and direct payments. CFA 2014 s.49; SI 2014/1652."""

from collections.abc import Iterable

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.events.direct_payment import (
    DirectPaymentAgreed,
    DirectPaymentChanged,
    DirectPaymentConsentGiven,
    DirectPaymentConsentWithdrawn,
    DirectPaymentEnded,
    DirectPaymentRecipientSubstituted,
    DirectPaymentReductionDecided,
    DirectPaymentReductionNotified,
    DirectPaymentReviewed,
    DirectPaymentStarted,
    DirectPaymentStopped,
    Reduction,
    ReductionReconsiderationRequested,
    ReductionReconsidered,
    RepaymentCauseFound,
    RepaymentRequired,
    YoungPersonSwitchDue,
)
from ehcp.domain.events.personal_budget import (
    DirectPaymentRefused,
    PersonalBudgetRequested,
    RefusalReviewed,
    RefusalReviewRequested,
)
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.review import ReviewMeetingHeld
from ehcp.domain.plan.placement import BudgetRecipient
from ehcp.domain.standing.budget_window import CLOSERS, OPENERS, closes, opens
from ehcp.domain.standing.payments import payment_of
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.step import Step
from ehcp.law.time_limits import personal_budget

PLAN_REVIEWED = (ReviewMeetingHeld, ReassessmentAgreed)
NO_LONGER_PAID = (DirectPaymentStopped, DirectPaymentEnded)
THEIR_OWN = (BudgetRecipient.YOUNG_PERSON, BudgetRecipient.NOMINEE, BudgetRecipient.REPRESENTATIVE)


def _same_payment(case: Case, start: Step, step: Step) -> bool:
    return payment_of(case, start) is payment_of(case, step)


def _ends_payment(case: Case, start: Step, step: Step) -> bool:
    """Whether a step ends the payment that a clock runs for; the plan's end ends each."""
    if isinstance(step.event, PLAN_ENDS):
        return ends_plan(case, step)
    return _same_payment(case, start, step)


OVER = steps(*NO_LONGER_PAID, *PLAN_ENDS, test=_ends_payment)


def _review_was_asked(case: Case, _start: Step, refused: Step) -> bool:
    """Whether a refusal is one that the family wants reviewed: nothing more is owed before."""
    return any(case.at(s.event.of) is refused for s in case.steps_of(RefusalReviewRequested))


def _reviews(case: Case, refused: Step, step: Step) -> bool:
    asked = case.at(step.event.of)
    return asked is not None and case.at(asked.event.of) is refused


def _first_payment(case: Case, _start: Step, started: Step) -> bool:
    """Whether nothing had been paid before under the same agreement."""
    root = payment_of(case, started)
    return not any(
        payment_of(case, step) is root and case.follows(started, step)
        for step in case.steps_of(DirectPaymentStarted)
    )


def _being_made(case: Case, when: Step) -> set[int]:
    """Return the payments that were being made when a step was taken, by their agreement."""
    made: set[int] = set()
    for step in case.steps_of(DirectPaymentStarted, *NO_LONGER_PAID, *PLAN_ENDS):
        root = payment_of(case, step)
        if not case.follows(when, step):
            break
        if ends_plan(case, step):
            made.clear()
        elif root is not None and isinstance(step.event, DirectPaymentStarted):
            made.add(root.place)
        elif root is not None:
            made.discard(root.place)
    return made


def _settling(case: Case, review: Step) -> list[Step]:
    """Return what settles payments with a review of the plan: of its own day, or after it."""
    after = case.after(review, DirectPaymentReviewed, *NO_LONGER_PAID)
    return [*_reviewed_that_day(case, review), *after]


def _reviewed_that_day(case: Case, review: Step) -> list[Step]:
    """Return the reviews of payments that were recorded before that of the plan, on its day."""
    found = case.steps_of(DirectPaymentReviewed)
    return [s for s in found if s.span == review.span and case.follows(review, s)]


def _unsettled(case: Case, review: Step, settling: Iterable[Step]) -> set[int]:
    """Return the payments made at a review of the plan that these steps do not settle."""
    settled = {root.place for step in settling if (root := payment_of(case, step))}
    return _being_made(case, review) - settled


def _all_settled(case: Case, review: Step, step: Step) -> bool:
    """Whether with this step each payment made at a review of the plan was reviewed, or is over.

    The last of them ends the duty.
    """
    by_then = (each for each in _settling(case, review) if not case.follows(each, step))
    return not _unsettled(case, review, by_then)


def _all_reviewed_that_day(case: Case, review: Step) -> Step | None:
    """Return the last review of a payment on the day of that of the plan, if all were by then."""
    found = _reviewed_that_day(case, review)
    return found[-1] if found and not _unsettled(case, review, found) else None


def _to_review(case: Case, _start: Step, review: Step) -> bool:
    """Whether payments are to be reviewed with a review of the plan that were not already.

    What an earlier one asked for and nobody has done runs from that one, and is not put off;
    so does what is done on the very day of this one.
    """
    being_made = _being_made(case, review)
    if not being_made:  # as in most lives
        return False
    that_day = _reviewed_that_day(case, review)
    owed: set[int] = set()
    for earlier in case.steps_of(*PLAN_REVIEWED):
        if case.follows(review, earlier):
            settling = _settling(case, earlier)
            before = (s for s in settling if case.follows(review, s) and s not in that_day)
            owed |= _unsettled(case, earlier, before)
    return bool(being_made - owed)


def _none_left(case: Case, review: Step, step: Step) -> bool:
    if isinstance(step.event, PLAN_ENDS):
        return ends_plan(case, step)
    return _all_settled(case, review, step)


def _discloses(_case: Case, start: Step, step: Step) -> bool:
    """Whether a notice follows a decision, or a written answer what asked for it."""
    asked = isinstance(start.event, ReductionReconsiderationRequested)
    return asked == isinstance(step.event, ReductionReconsidered)


def _carries_it_out(case: Case, start: Step, step: Step) -> bool | None:
    """Whether with this step a payment was reduced or stopped as had been decided.

    Where nobody may be paid any more, a stop may need no notice. A reconsideration holds nothing
    up, so that its answer need not come before.
    """
    decided, done = start.event, step.event
    if not isinstance(decided, DirectPaymentReductionDecided):
        return False
    if not _same_payment(case, start, step):
        return False
    if isinstance(done, DirectPaymentStopped):
        if decided.reduction is Reduction.REDUCE:
            return False
        return None if done.ground and done.ground.at_once else True
    if decided.reduction is Reduction.STOP or not isinstance(done, DirectPaymentChanged):
        return False
    return None if None in (decided.amount, done.amount) else decided.amount == done.amount


def _theirs(case: Case, start: Step, step: Step) -> bool:
    """Whether the young person is now paid, or somebody they or the law named."""
    event = step.event
    return (
        isinstance(event, DirectPaymentRecipientSubstituted)
        and event.recipient is not None
        and event.recipient.kind in THEIR_OWN
        and _same_payment(case, start, step)
    )


PERSONAL_BUDGET_CLOCKS = (
    Clock(
        limit=personal_budget.PERSONAL_BUDGET_REQUEST_WINDOW,
        own=True,
        starts=steps(*OPENERS, test=lambda case, _, step: opens(case, step)),
        ends=steps(PersonalBudgetRequested),
        not_if=steps(*CLOSERS, test=lambda case, start, step: closes(case, step, start)),
    ),
    Clock(
        limit=personal_budget.PERSONAL_BUDGET_REFUSAL_REVIEW,
        starts=steps(DirectPaymentRefused, test=_review_was_asked),
        ends=steps(RefusalReviewed, test=_reviews),
    ),
    Clock(
        limit=personal_budget.DIRECT_PAYMENT_CONSENT,
        starts=steps(DirectPaymentAgreed),
        ends=steps(DirectPaymentConsentGiven, test=_same_payment),
        before=steps(DirectPaymentStarted, test=_same_payment),
        not_if=OVER,
    ),
    Clock(
        limit=personal_budget.DIRECT_PAYMENT_REVIEW_FIRST,
        own=True,
        starts=steps(DirectPaymentStarted, test=_first_payment),
        ends=steps(DirectPaymentReviewed, test=_same_payment),
        not_if=OVER,
    ),
    Clock(
        limit=personal_budget.DIRECT_PAYMENT_REVIEW_WITH_PLAN,
        own=True,
        starts=steps(*PLAN_REVIEWED, test=_to_review),
        ends=steps(DirectPaymentReviewed, test=_all_settled),
        done_already=_all_reviewed_that_day,
        not_if=steps(*NO_LONGER_PAID, *PLAN_ENDS, test=_none_left),
    ),
    Clock(
        limit=personal_budget.DIRECT_PAYMENT_REDUCE_OR_STOP_NOTICE,
        starts=steps(DirectPaymentReductionDecided, ReductionReconsiderationRequested),
        ends=steps(DirectPaymentReductionNotified, ReductionReconsidered, test=_discloses),
        before=steps(DirectPaymentChanged, DirectPaymentStopped, test=_carries_it_out),
        not_if=steps(
            DirectPaymentConsentWithdrawn, DirectPaymentEnded, *PLAN_ENDS, test=_ends_payment
        ),
    ),
    Clock(
        limit=personal_budget.DIRECT_PAYMENT_RECOVERY,
        starts=steps(RepaymentCauseFound),
        ends=steps(RepaymentRequired, test=_same_payment),
    ),
    Clock(
        limit=personal_budget.DIRECT_PAYMENT_YOUNG_PERSON_SWITCH,
        starts=steps(YoungPersonSwitchDue),
        ends=steps(DirectPaymentRecipientSubstituted, test=_theirs),
        not_if=OVER,
    ),
)
