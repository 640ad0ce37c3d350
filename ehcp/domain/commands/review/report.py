"""After the meeting: the report, and what the review looked at. SI 2014/1530 regs 19 to 21."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.review.open_reviews import in_year_9, review_to_report_on
from ehcp.domain.commands.underway import child
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import ProposedAmendment
from ehcp.domain.events.personal_budget import PersonalBudgetEnded, PersonalBudgetPrepared
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.events.review import (
    Invitee,
    ReviewDecision,
    ReviewItem,
    ReviewReportSent,
)
from ehcp.domain.plan.age import has_reached
from ehcp.domain.standing.payments import payments
from ehcp.domain.standing.plan_end import latest_under_plan
from ehcp.domain.standing.review import Review
from ehcp.law.citations import CFA_2014, CODE_2015, PERSONAL_BUDGETS_2014, SEND_REGS_2014

NINETEEN = 19

NO_ADULTHOOD = Refusal(
    "adulthood-not-considered",
    "In or beyond Year 9 the review considers what provision prepares for adulthood and"
    " independent living.",
    SEND_REGS_2014.at("regs 20(6), 21(6)"),
    instead="Say in the report what was considered.",
    rule="F4",
)
REPORTED = Refusal(
    "already-reported",
    "The report of that meeting was sent.",
    instead="Correct the entry if it is wrong.",
)

REPORT_INCOMPLETE = Caution(
    "report-incomplete",
    "The report has the recommendations on amendments, any differences of view and whose they"
    " are, and the advice with it.",
    SEND_REGS_2014.at("regs 20(7)-(9), 21(7)"),
    rule="F5",
)
REPORT_NOT_TO_ALL = Caution(
    "report-not-to-all",
    "The report goes to everybody who was invited.",
    SEND_REGS_2014.at("regs 20(7)-(9), 21(7)"),
    rule="F5",
)
NOT_CONSIDERED = Caution(
    "review-items-not-considered",
    "A review consults the family and the institution, and considers progress towards the"
    " outcomes and whether they remain appropriate.",
    SEND_REGS_2014.reg("19"),
    rule="F1",
)
ALIGNMENT_NOT_CONSIDERED = Caution(
    "alignment-not-considered",
    "A looked-after child's review is aligned with that of the care plan, and the review of the"
    " personal budget is part of it.",
    CODE_2015.para("9.169"),
    rule="F11",
)
PAYMENTS_NOT_REVIEWED = Caution(
    "direct-payments-not-reviewed",
    "Direct payments are reviewed whenever the plan is.",
    PERSONAL_BUDGETS_2014.at("reg 11(2)(b); s.44"),
    rule="E12",
)
ACHIEVEMENT_NOT_CONSIDERED = Caution(
    "achievement-not-considered",
    "From 19 on, the review has regard to whether the educational or training outcomes have been"
    " achieved.",
    CFA_2014.s("44(5)"),
    rule="F12",
)

CONDUCT = (
    ReviewItem.FAMILY_CONSULTED,
    ReviewItem.INSTITUTION_CONSULTED,
    ReviewItem.PROGRESS,
    ReviewItem.OUTCOMES_APPROPRIATE,
)


class SendReviewReport(Command):
    """Send the report of the meeting to those invited. `on` is the day it was sent.

    `differences` says what was disagreed and by whom, or that nothing was. `considered` are the
    matters that the review looked at.
    """

    recommendation: ReviewDecision | None
    sent_to: tuple[Invitee, ...]
    amendments: tuple[ProposedAmendment, ...] = ()
    differences: str | None = None
    adulthood: str | None = None
    considered: tuple[ReviewItem, ...] = ()
    reassessment_recommended: bool = False
    advice_attached: bool = False
    author: str | None = None
    dated: date | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_to_report_on(case, self.review, self.on)
        require(not found.all(ReviewReportSent), REPORTED)
        met = _met(found)
        require(not in_year_9(case, met) or stated(self.adulthood), NO_ADULTHOOD)
        yield ReviewReportSent(
            on=self.on,
            of=found.place,
            recommendation=self.recommendation,
            amendments=self.amendments,
            differences=self.differences,
            adulthood=self.adulthood,
            considered=self.considered,
            reassessment_recommended=self.reassessment_recommended,
            advice_attached=self.advice_attached,
            sent_to=self.sent_to,
            author=self.author,
            dated=self.dated,
        )
        yield from self._of_the_report(found)
        yield from _of_the_review(case, found, self.considered, self.on)

    def _of_the_report(self, review: Review) -> Iterator[RuleWarned]:
        parts = {
            "recommendation": self.recommendation is not None,
            "amendments": self.recommendation is not ReviewDecision.AMEND or self.amendments,
            "differences": stated(self.differences),
            "advice": self.advice_attached,
        }
        missing = [part for part, there in parts.items() if not there]
        if missing:
            yield REPORT_INCOMPLETE.about(self.on, ", ".join(missing))
        invited = dict.fromkeys((*review.to_invite, *review.invited()))
        left_out = [invitee for invitee in invited if invitee not in self.sent_to]
        if left_out:
            yield REPORT_NOT_TO_ALL.about(self.on, ", ".join(left_out))


def _of_the_review(
    case: Case, review: Review, considered: tuple[ReviewItem, ...], on: date
) -> Iterator[RuleWarned]:
    """Yield what the review should have looked at and did not, by the rule that asks for it."""
    for caution, wanted in (
        (NOT_CONSIDERED, _conduct(review)),
        (ALIGNMENT_NOT_CONSIDERED, tuple(_aligned(case))),
        (PAYMENTS_NOT_REVIEWED, (ReviewItem.DIRECT_PAYMENTS,) if _paid_directly(case) else ()),
        (ACHIEVEMENT_NOT_CONSIDERED, _achieved(case, _met(review))),
    ):
        missing = [item for item in wanted if item not in considered]
        if missing:
            yield caution.about(on, ", ".join(missing))


def _conduct(review: Review) -> tuple[ReviewItem, ...]:
    attends = review.started is None or review.started.attends is not False
    return tuple(i for i in CONDUCT if attends or i is not ReviewItem.INSTITUTION_CONSULTED)


def _aligned(case: Case) -> Iterator[ReviewItem]:
    """Yield what goes with the review of a looked-after child."""
    about = child(case)
    if about and about.looked_after:
        yield ReviewItem.CARE_PLAN
        if latest_under_plan(case, PersonalBudgetPrepared, until=(PersonalBudgetEnded,)):
            yield ReviewItem.PERSONAL_BUDGET


def _paid_directly(case: Case) -> bool:
    """Whether a direct payment is made, or Section J of the plan has one."""
    in_force = case.plan_in_force.event if case.plan_in_force else None
    plan = in_force.plan if isinstance(in_force, FinalPlanIssued | AmendedPlanIssued) else None
    return bool(plan and plan.direct_payments) or any(p.standing.made for p in payments(case))


def _achieved(case: Case, on: date) -> tuple[ReviewItem, ...]:
    about = child(case)
    of_age = about is not None and has_reached(about.date_of_birth, NINETEEN, on)
    return (ReviewItem.OUTCOMES_ACHIEVED,) if of_age else ()


def _met(review: Review) -> date:
    """Return the last day on which the meeting can have been."""
    return review.meeting.last if review.meeting else date.max
