"""The final plan, its notice and its copies. CFA 2014 ss.39-40; SI 2014/1530 regs 13(2), 14."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.before_the_family import BEFORE_DRAFT, NO_DRAFT
from ehcp.domain.commands.money.section_j import section_j_cautions
from ehcp.domain.commands.plan.hearing import Hearing
from ehcp.domain.commands.plan.issuing import (
    appeal_notice,
    require_final_contents,
    require_formalities,
)
from ehcp.domain.commands.plan.warned_of import cautions
from ehcp.domain.commands.setting.section_i import SectionI, naming_cautions, require_section_i
from ehcp.domain.commands.setting.setting import requested_setting
from ehcp.domain.commands.underway import child, next_place, pending_draft
from ehcp.domain.event import Event
from ehcp.domain.events.plan import (
    AppealNoticeSent,
    FinalPlanIssued,
    PlanCopySent,
    PlanRecipient,
)
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.representations import unasked
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014

PERIOD_RUNNING = Refusal(
    "representations-period-running",
    "The family's time for representations on the draft is not over.",
    CFA_2014.s("38(2)(b)") & SEND_REGS_2014.reg("13(1)(a)"),
    instead="Wait until it is, or until the family confirms in writing that it has nothing more"
    " to say.",
    rule="C8",
)
NOT_A_FIRST_PLAN = Refusal(
    "plan-in-force-reassessed",
    "After a re-assessment the plan in force is amended or replaced: it is not a first plan.",
    SEND_REGS_2014.reg("27(2)"),
    instead="Issue the amended plan, with re-assessment as its cause.",
)
NO_PLAN = Refusal(
    "no-plan",
    "No final plan is in force.",
    instead="Issue the final plan first, or record the plan that was received.",
)
BEFORE_PLAN = Refusal(
    "before-plan",
    "It is dated before the plan was issued.",
    instead="Check the day, or correct that of the plan.",
)
APPEAL_NOTICE_INCOMPLETE = Refusal(
    "appeal-notice-incomplete",
    "The notice tells the family of the right of appeal, its time limits, mediation,"
    " disagreement resolution and advice, and the appeal on health and social care.",
    SEND_REGS_2014.reg("14"),
    instead="Send it with all five.",
    rule="C12",
)

CHANGED_UNASKED = Caution(
    "changed-unasked",
    "The final differs from the draft only for the family's representations; other changes need"
    " a fresh draft, and do not move the limit.",
    CODE_2015.at("paras 9.125-9.126"),
    rule="C10",
)
MEETING_NOT_HELD = Caution(
    "meeting-not-held",
    "The family required a meeting about the draft, and none was held or offered.",
    SEND_REGS_2014.reg("13(1)(a)(ii)"),
)


class IssueFinalPlan(Command):
    """Finalise the plan and send it. `on` is the day it was sent, `dated` the day on it."""

    plan: Plan
    sent_to: tuple[PlanRecipient, ...]
    s19_considered: str
    dated: date | None = None
    signed_by: str = ""
    naming: Naming = Naming()
    notice: tuple[NoticeItem, ...] = ()
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        draft = require(pending_draft(case), NO_DRAFT)
        require(draft.first <= self.on, BEFORE_DRAFT)
        require(not isinstance(_reason(case, draft), ReassessmentAgreed), NOT_A_FIRST_PLAN)
        hearing = Hearing(case, draft)
        require(hearing.over(self.on), PERIOD_RUNNING)
        require_final_contents(case, self)
        section_i = SectionI(self.plan, self.naming, requested_setting(case, draft))
        require_section_i(case, section_i, self.on)
        require_formalities(self, section_i)
        plan_place = next_place(case)
        yield FinalPlanIssued(
            on=self.on,
            of=draft.place,
            plan=self.plan,
            naming=self.naming,
            sent_to=self.sent_to,
            dated=self.dated,
            signed_by=self.signed_by,
            reasons=self.reasons,
            s19_considered=self.s19_considered,
        )
        yield from appeal_notice(self.notice, plan_place, self.on)
        yield from cautions(child(case), self.plan, self.on)
        yield from naming_cautions(section_i, self.on)
        yield from section_j_cautions(case, self.on, self.plan)
        yield from changed_unasked(case, draft, self.plan, self.on)
        if hearing.meeting_required:
            yield MEETING_NOT_HELD.about(self.on)


class SendAppealNotice(Command):
    """Send the family the notice of its rights that should have gone with the plan."""

    notice: tuple[NoticeItem, ...]

    def decide(self, case: Case) -> Iterator[Event]:
        plan = plan_before(case, self.on)
        require(set(self.notice) == set(NoticeItem), APPEAL_NOTICE_INCOMPLETE)
        yield AppealNoticeSent(on=self.on, of=plan.place, notice=self.notice)


class SendPlanCopy(Command, commutes=True):
    """Send the plan to somebody else who must or may have it."""

    recipient: str

    def decide(self, case: Case) -> Iterator[Event]:
        plan = plan_before(case, self.on)
        yield PlanCopySent(on=self.on, of=plan.place, recipient=self.recipient)


def plan_before(case: Case, on: date) -> Step:
    """Return the plan in force, issued by that day. Raises Refused."""
    plan = require(case.plan_in_force, NO_PLAN)
    require(plan.first <= on, BEFORE_PLAN)
    return plan


def changed_unasked(case: Case, draft: Step, plan: Plan, on: date) -> Iterator[Event]:
    """Yield a warning of what changed since the draft without a representation on it."""
    if found := ", ".join(change.element for change in unasked(case, draft, plan)):
        yield CHANGED_UNASKED.about(on, found)


def _reason(case: Case, draft: Step) -> Event | None:
    """Return what a draft was written for."""
    reason = case.at(draft.event.of)
    return reason.event if reason else None
