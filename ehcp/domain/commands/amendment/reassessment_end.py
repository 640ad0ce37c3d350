"""A re-assessment that ends without an amended or replaced plan. SI 2014/1530 reg 27(4)."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.amendment.reassessment import REASSESSMENT_NOTICE_INCOMPLETE
from ehcp.domain.commands.assessment.advice import require_advice_sought
from ehcp.domain.commands.plan.final import PERIOD_RUNNING
from ehcp.domain.commands.plan.hearing import Hearing
from ehcp.domain.commands.request.decision import FOUR_ITEMS, S19_NOT_CONSIDERED, stated
from ehcp.domain.commands.underway import reassessment
from ehcp.domain.event import Event
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.reassessment import PlanKeptAfterReassessment
from ehcp.domain.events.request import NoticeItem
from ehcp.law.citations import SEND_REGS_2014

NOT_REASSESSING = Refusal(
    "not-reassessing",
    "No re-assessment is under way after which the plan could be kept.",
    SEND_REGS_2014.reg("27(4)"),
    instead="Agree to re-assess first.",
)
BEFORE_REASSESSMENT = Refusal(
    "before-reassessment",
    "It is dated before the authority agreed to re-assess.",
    instead="Check the day, or correct that of the agreement to re-assess.",
)
NO_REASONS_TO_KEEP = Refusal(
    "no-reasons-to-keep-plan",
    "The decision neither to amend nor to replace the plan gives its reasons.",
    SEND_REGS_2014.reg("27(4)"),
    instead="Give them.",
)


class KeepPlanAfterReassessment(Command):
    """Decide after the re-assessment neither to amend nor to replace the plan, and say why."""

    reasons: str
    notice: tuple[NoticeItem, ...]
    s19_considered: str

    def decide(self, case: Case) -> Iterator[Event]:
        agreed = require(reassessment(case), NOT_REASSESSING)
        require(agreed.first <= self.on, BEFORE_REASSESSMENT)
        draft = next(reversed(tuple(case.after(agreed, DraftPlanIssued))), None)
        require(draft is None or Hearing(case, draft).over(self.on), PERIOD_RUNNING)
        require_advice_sought(case, agreed, self.on)
        require(stated(self.reasons), NO_REASONS_TO_KEEP)
        require(set(self.notice) >= FOUR_ITEMS, REASSESSMENT_NOTICE_INCOMPLETE)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield PlanKeptAfterReassessment(
            on=self.on,
            of=agreed.place,
            reasons=self.reasons,
            notice=self.notice,
            s19_considered=self.s19_considered,
        )
