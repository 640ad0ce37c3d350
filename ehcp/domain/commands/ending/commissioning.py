"""A change of the body that commissions the health provision. SI 2014/1530 reg 16."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.underway import latest
from ehcp.domain.event import Event
from ehcp.domain.events.commissioning import (
    AsksFor,
    CommissionerChangeLearned,
    NewCommissionerAsked,
    NewCommissionerAware,
    NewCommissionerNotified,
)
from ehcp.domain.events.reassessment import ReassessmentRequested, ReassessmentRequester
from ehcp.domain.events.review import EarlyReviewRequested
from ehcp.domain.step import Step
from ehcp.law.citations import SEND_REGS_2014

NO_PLAN_WITH_PROVISION = Refusal(
    "no-plan-with-provision",
    "No plan is maintained whose health provision could pass to another body.",
    SEND_REGS_2014.reg("16"),
    instead="Record the plan first.",
    rule="L4a",
)
WHICH_BODY = Refusal(
    "which-body",
    "A change of commissioning body has a body that becomes responsible.",
    SEND_REGS_2014.reg("16"),
    instead="Name it.",
    rule="L4a",
)
NO_CHANGE_LEARNED = Refusal(
    "no-change-learned",
    "The old commissioning body has not become aware of a change.",
    SEND_REGS_2014.reg("16"),
    instead="Record when it became aware of the change.",
)
CHANGE_LEARNED_ALREADY = Refusal(
    "change-learned-already",
    "That the old body became aware of this change is recorded already, and its time runs.",
    SEND_REGS_2014.reg("16"),
    instead="Correct that entry if it is wrong.",
)
NOT_AWARE = Refusal(
    "new-body-not-aware",
    "The new commissioning body has not become aware that it is responsible.",
    SEND_REGS_2014.reg("16(3)"),
    instead="Record when it became aware.",
)
BEFORE_AWARE = Refusal(
    "before-aware",
    "It is dated before the body became aware.",
    instead="Check the day, or correct that on which the body became aware.",
)


class LearnOfCommissionerChange(Command):
    """Record that the old commissioning body became aware that another becomes responsible.

    `on` is that day. A new general practitioner can cause it without any move.
    """

    new_body: str
    old_body: str | None = None
    with_move: bool = False
    moves_on: date | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NO_PLAN_WITH_PROVISION)
        require(stated(self.new_body), WHICH_BODY)
        require(_awaiting_notice(case, self.new_body) is None, CHANGE_LEARNED_ALREADY)
        yield CommissionerChangeLearned(
            on=self.on,
            old_body=self.old_body,
            new_body=self.new_body,
            with_move=self.with_move,
            moves_on=self.moves_on,
        )


class NotifyNewCommissioner(Command):
    """Record that the old commissioning body told the new one. `on` is that day.

    `new_body` says which, where several changes are under way; else the latest is meant.
    """

    new_body: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        learned = require(_awaiting_notice(case, self.new_body), NO_CHANGE_LEARNED)
        require(learned.first <= self.on, BEFORE_AWARE)
        new_body = getattr(learned.event, "new_body", None)
        yield NewCommissionerNotified(on=self.on, of=learned.place, new_body=new_body)


class RecordNewCommissionerAware(Command):
    """Record that the new commissioning body became aware that it is responsible.

    `practicable` is whether it can arrange the health provision, once it says.
    """

    body: str
    practicable: bool | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NO_PLAN_WITH_PROVISION)
        require(stated(self.body), WHICH_BODY)
        yield NewCommissionerAware(on=self.on, body=self.body, practicable=self.practicable)


class AskForNewCommissioner(Command):
    """Ask, as the new commissioning body, for an assessment or a review: it is not refused.

    `on` is the day on which the authority had the request, which starts what was asked for.
    """

    asks_for: AsksFor
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NO_PLAN_WITH_PROVISION)
        aware = require(
            latest(case, NewCommissionerAware, until=(NewCommissionerAsked,)), NOT_AWARE
        )
        require(aware.first <= self.on, BEFORE_AWARE)
        body = aware.event.body if isinstance(aware.event, NewCommissionerAware) else None
        yield NewCommissionerAsked(
            on=self.on, of=aware.place, body=body, asks_for=self.asks_for, reasons=self.reasons
        )
        if self.asks_for is AsksFor.ASSESSMENT:
            by = ReassessmentRequester.COMMISSIONING_BODY
            yield ReassessmentRequested(on=self.on, requested_by=by, by_whom=body)
        else:
            yield EarlyReviewRequested(on=self.on, by_whom=body, reasons=self.reasons)


def _awaiting_notice(case: Case, new_body: str | None) -> Step | None:
    """Return the latest change of which the new body, that one if it is named, was not told."""
    told = [case.at(step.event.of) for step in case.steps_of(NewCommissionerNotified)]
    found = [
        step
        for step in case.steps_of(CommissionerChangeLearned)
        if step not in told and new_body in (None, getattr(step.event, "new_body", None))
    ]
    return found[-1] if found else None
