"""Direct payments refused, and the review of a refusal. SI 2014/1652 regs 4A and 7."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.personal_budget import (
    DirectPaymentRefused,
    PaymentGround,
    PersonalBudgetEnded,
    PersonalBudgetPrepared,
    PersonalBudgetRefused,
    PersonalBudgetRequested,
    RefusalOutcome,
    RefusalReviewed,
    RefusalReviewRequested,
)
from ehcp.domain.standing.plan_end import latest_under_plan
from ehcp.law.citations import PERSONAL_BUDGETS_2014

NOTHING_TO_REFUSE = Refusal(
    "no-payment-to-refuse",
    "Neither a request for a personal budget nor a budget is there.",
    PERSONAL_BUDGETS_2014.reg("7"),
    instead="Record the request first.",
)
BEFORE_WHAT_IS_REFUSED = Refusal(
    "before-what-is-refused",
    "The refusal is dated before the request or the budget that it answers.",
    instead="Give the day of the letter.",
)
PAYMENT_REFUSED_WITHOUT_REASONS = Refusal(
    "payment-refused-without-reasons",
    "A refusal of direct payments has written reasons.",
    PERSONAL_BUDGETS_2014.reg("7"),
    instead="Give the reasons.",
    rule="E11",
)
REVIEW_NOT_OFFERED = Refusal(
    "review-not-offered",
    "A refusal of direct payments says that a review may be asked for.",
    PERSONAL_BUDGETS_2014.reg("7"),
    instead="Say so in the letter.",
    rule="E11",
)
NO_REFUSAL_TO_REVIEW = Refusal(
    "no-refusal-to-review",
    "This entry refuses neither a personal budget nor a direct payment.",
    PERSONAL_BUDGETS_2014.reg("7"),
    instead="Give the place of the refusal.",
)
BEFORE_THE_REFUSAL = Refusal(
    "before-the-refusal",
    "It is dated before the refusal, or before the review was asked for.",
    instead="Give the day on which it was received or sent.",
)
REVIEWED_ALREADY = Refusal(
    "refusal-reviewed-already",
    "This refusal has been reviewed, or its review has been asked for.",
    PERSONAL_BUDGETS_2014.reg("7"),
    instead="Ask again for a personal budget, or appeal against the provision in the plan.",
    rule="E11",
)
NO_REVIEW_ASKED = Refusal(
    "no-review-asked-for",
    "No review of this refusal awaits its outcome.",
    PERSONAL_BUDGETS_2014.reg("7"),
    instead="Record the request for it first.",
)
REVIEWED_WITHOUT_REASONS = Refusal(
    "refusal-reviewed-without-reasons",
    "The outcome is given in writing, with what was made of the representations.",
    PERSONAL_BUDGETS_2014.reg("7"),
    instead="Give the reasons.",
    rule="E11",
)

REFUSALS = (PersonalBudgetRefused, DirectPaymentRefused)


class RefuseDirectPayment(Command):
    """Tell the family in writing why it is not paid directly, and that it may ask for a review."""

    ground: PaymentGround
    reasons: str
    review_offered: bool
    provision: tuple[str, ...] = ()

    def decide(self, case: Case) -> Iterator[Event]:
        asked = latest_under_plan(
            case,
            PersonalBudgetRequested,
            PersonalBudgetPrepared,
            until=(PersonalBudgetEnded,),
        )
        answered = require(asked, NOTHING_TO_REFUSE)
        require(answered.first <= self.on, BEFORE_WHAT_IS_REFUSED)
        require(stated(self.reasons), PAYMENT_REFUSED_WITHOUT_REASONS)
        require(self.review_offered, REVIEW_NOT_OFFERED)
        yield DirectPaymentRefused(
            on=self.on,
            of=answered.place,
            ground=self.ground,
            reasons=self.reasons,
            provision=self.provision,
            review_offered=True,
        )


class RequestRefusalReview(Command):
    """Ask, as the family, for a refusal to be reviewed: the entry in the place `refusal`."""

    refusal: int
    representations: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        refused = require(case.at(self.refusal), NO_REFUSAL_TO_REVIEW)
        require(isinstance(refused.event, REFUSALS), NO_REFUSAL_TO_REVIEW)
        require(refused.first <= self.on, BEFORE_THE_REFUSAL)
        asked = [case.at(step.event.of) for step in case.steps_of(RefusalReviewRequested)]
        require(refused not in asked, REVIEWED_ALREADY)
        yield RefusalReviewRequested(
            on=self.on, of=refused.place, representations=self.representations
        )


class ReviewRefusal(Command):
    """Tell the family in writing what the review of a refusal came to."""

    refusal: int
    outcome: RefusalOutcome
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        refused = require(case.at(self.refusal), NO_REFUSAL_TO_REVIEW)
        asked = next(
            (s for s in case.steps_of(RefusalReviewRequested) if case.at(s.event.of) is refused),
            None,
        )
        request = require(asked, NO_REVIEW_ASKED)
        reviewed = [case.at(step.event.of) for step in case.steps_of(RefusalReviewed)]
        require(request not in reviewed, NO_REVIEW_ASKED)
        require(request.first <= self.on, BEFORE_THE_REFUSAL)
        require(stated(self.reasons), REVIEWED_WITHOUT_REASONS)
        yield RefusalReviewed(
            on=self.on, of=request.place, outcome=self.outcome, reasons=self.reasons
        )
