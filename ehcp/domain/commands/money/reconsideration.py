"""Looking again at a decision to reduce or stop a direct payment: SI 2014/1652 reg 14."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.direct_payment import (
    DirectPaymentReductionNotified,
    ReductionReconsiderationRequested,
    ReductionReconsidered,
)
from ehcp.law.citations import PERSONAL_BUDGETS_2014

NO_REDUCTION_NOTICE = Refusal(
    "no-notice-to-reconsider",
    "This entry is no notice that a payment is reduced or stopped.",
    PERSONAL_BUDGETS_2014.reg("14"),
    instead="Give the place of the notice.",
)
BEFORE_REDUCTION_NOTICE = Refusal(
    "before-the-reduction-notice",
    "It is dated before the notice, or before it was asked for.",
    instead="Give the day on which it was received or sent.",
)
RECONSIDERED_ONCE = Refusal(
    "reconsidered-once",
    "A decision to reduce or stop a payment is reconsidered once.",
    PERSONAL_BUDGETS_2014.reg("14"),
    instead="Ask for a review of the payment, which the authority must consider.",
    rule="E12",
)
NOT_ASKED_TO_RECONSIDER = Refusal(
    "not-asked-to-reconsider",
    "No request to reconsider this notice awaits an answer.",
    PERSONAL_BUDGETS_2014.reg("14"),
    instead="Record the request first.",
)
NO_WRITTEN_ANSWER = Refusal(
    "reconsidered-without-answer",
    "The answer is in writing.",
    PERSONAL_BUDGETS_2014.reg("14"),
    instead="Give the answer.",
    rule="E12",
)


class RequestReconsideration(Command):
    """Ask, as the recipient, for a reduction or a stop to be reconsidered.

    `notice` is the place of the notice.
    """

    notice: int
    representations: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        notice = require(case.at(self.notice), NO_REDUCTION_NOTICE)
        require(isinstance(notice.event, DirectPaymentReductionNotified), NO_REDUCTION_NOTICE)
        require(notice.first <= self.on, BEFORE_REDUCTION_NOTICE)
        asked = case.steps_of(ReductionReconsiderationRequested)
        require(notice not in [case.at(s.event.of) for s in asked], RECONSIDERED_ONCE)
        yield ReductionReconsiderationRequested(
            on=self.on, of=notice.place, representations=self.representations
        )


class ReconsiderReduction(Command):
    """Tell the recipient in writing what came of reconsidering."""

    notice: int
    upheld: bool
    answer: str

    def decide(self, case: Case) -> Iterator[Event]:
        notice = require(case.at(self.notice), NO_REDUCTION_NOTICE)
        requests = case.steps_of(ReductionReconsiderationRequested)
        asked = next((s for s in requests if case.at(s.event.of) is notice), None)
        request = require(asked, NOT_ASKED_TO_RECONSIDER)
        answered = [case.at(s.event.of) for s in case.steps_of(ReductionReconsidered)]
        require(request not in answered, NOT_ASKED_TO_RECONSIDER)
        require(request.first <= self.on, BEFORE_REDUCTION_NOTICE)
        require(stated(self.answer), NO_WRITTEN_ANSWER)
        yield ReductionReconsidered(
            on=self.on, of=request.place, upheld=self.upheld, answer=self.answer
        )
