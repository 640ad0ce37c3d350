"""The amended or replaced plan, whatever caused it. CFA 2014 s.44; regs 22(3), 27(2), 28, 44."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.amending import BINDING, notices_since, pending_order
from ehcp.domain.commands.amendment.amendment import notice_heard
from ehcp.domain.commands.before_the_family import BEFORE_DRAFT, NO_DRAFT
from ehcp.domain.commands.challenge.during_appeal import AMENDED_DURING_APPEAL, during_appeal
from ehcp.domain.commands.money.section_j import section_j_cautions
from ehcp.domain.commands.plan.final import PERIOD_RUNNING, changed_unasked, plan_before
from ehcp.domain.commands.plan.hearing import Hearing
from ehcp.domain.commands.plan.issuing import (
    appeal_notice,
    require_final_contents,
    require_formalities,
)
from ehcp.domain.commands.plan.warned_of import cautions
from ehcp.domain.commands.setting.section_i import (
    SectionI,
    naming_cautions,
    require_filled,
    require_section_i,
)
from ehcp.domain.commands.setting.setting import requested_setting
from ehcp.domain.commands.underway import (
    child,
    next_place,
    pending_draft,
    reassessment,
    requires,
)
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause
from ehcp.domain.events.order import Ordered
from ehcp.domain.events.plan import AmendedPlanIssued, PlanRecipient
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.events.review import AmendmentNoticeIssued
from ehcp.domain.plan.differences import changes
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Plan, Section
from ehcp.domain.standing.clerical import as_corrected
from ehcp.domain.step import Step
from ehcp.law.citations import CODE_2015, SEND_REGS_2014

NO_REASSESSMENT = Refusal(
    "no-reassessment",
    "No re-assessment is under way.",
    SEND_REGS_2014.reg("27(2)"),
    instead="Agree to re-assess first, or give the cause that the amendment has.",
)
NOTHING_ORDERED = Refusal(
    "nothing-ordered",
    "No order, agreement in mediation or appeal not opposed stands that an amended plan could"
    " carry out.",
    SEND_REGS_2014.at("regs 42(2), 44(2), 45"),
    instead="Record it first, or send notice of the amendments.",
    rule="F9",
)
AMENDED_BEFORE_ORDER = Refusal(
    "amended-before-order",
    "The plan is dated before what it carries out.",
    instead="Check the day, or correct that of the order, agreement or notice.",
)
NOT_REPLACED = Refusal(
    "replaced-without-reassessment",
    "Only after a re-assessment is a plan replaced by another.",
    SEND_REGS_2014.reg("27(2)"),
    instead="Amend it.",
)

AMENDED_UNPROPOSED = Caution(
    "amended-unproposed",
    "The plan is amended as proposed, or for the family's representations, or as ordered: other"
    " changes need notice of them and fresh time.",
    SEND_REGS_2014.reg("22(2)") & CODE_2015.at("paras 9.125-9.126"),
    rule="C10",
)
AMENDMENT_MEETING_NOT_HELD = Caution(
    "amendment-meeting-not-held",
    "The family required a meeting about the amendments, and none was held or offered.",
    SEND_REGS_2014.reg("22(2)(c)"),
)


class IssueAmendedPlan(Command):
    """Issue the amended plan and send it. `on` is the day it was sent, `dated` the day on it.

    `replacement`: it was written anew after a re-assessment. `served` is the place of the notice
    that it answers, needed where several are before the family.
    """

    cause: AmendmentCause
    plan: Plan
    sent_to: tuple[PlanRecipient, ...]
    s19_considered: str
    dated: date | None = None
    signed_by: str = ""
    naming: Naming = Naming()
    notice: tuple[NoticeItem, ...] = ()
    reasons: str | None = None
    replacement: bool = False
    served: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        in_force = plan_before(case, self.on)
        answered = self._answered(case)
        again = self.cause is AmendmentCause.REASSESSMENT
        require(again or not self.replacement, NOT_REPLACED)
        require_final_contents(case, self)
        section_i = self._section_i(case, answered)
        before = as_corrected(case, in_force)
        if self.cause in BINDING or _left_as_it_was(before, section_i):
            require_filled(section_i, self.on)
        else:
            require_section_i(case, section_i, self.on)
        require_formalities(self, section_i)
        place = next_place(case)
        yield self._issued(answered)
        yield from appeal_notice(self.notice, place, self.on)
        yield from cautions(child(case), self.plan, self.on)
        yield from naming_cautions(section_i, self.on)
        yield from section_j_cautions(case, self.on, self.plan)
        yield from self._of_the_changes(case, answered, before)

    def _issued(self, answered: Step) -> AmendedPlanIssued:
        return AmendedPlanIssued(
            on=self.on,
            of=answered.place,
            cause=self.cause,
            replacement=self.replacement,
            plan=self.plan,
            naming=self.naming,
            sent_to=self.sent_to,
            dated=self.dated,
            signed_by=self.signed_by,
            reasons=self.reasons,
            s19_considered=self.s19_considered,
        )

    def _answered(self, case: Case) -> Step:
        """Return the notice, draft or order that the plan answers, once it may be answered."""
        if self.cause in BINDING:
            order = require(pending_order(case, self.cause), NOTHING_ORDERED)
            require(order.first <= self.on, AMENDED_BEFORE_ORDER)
            return order
        if self.cause is not AmendmentCause.REASSESSMENT:
            return notice_heard(case, NoticeCause(self.cause), self.on, self.served)
        require(reassessment(case), NO_REASSESSMENT)
        draft = require(pending_draft(case), NO_DRAFT)
        require(draft.first <= self.on, BEFORE_DRAFT)
        require(Hearing(case, draft).over(self.on), PERIOD_RUNNING)
        return draft

    def _section_i(self, case: Case, answered: Step) -> SectionI:
        """Return Section I with what the family asked for; an order has settled that."""
        asked = None if self.cause in BINDING else requested_setting(case, answered)
        return SectionI(self.plan, self.naming, asked)

    def _of_the_changes(self, case: Case, answered: Step, before: Plan | None) -> Iterator[Event]:
        """Yield a warning of what changed without anything behind it, or without the meeting."""
        if self.cause not in BINDING:
            yield from during_appeal(case, AMENDED_DURING_APPEAL, self.on)
        if self.cause is AmendmentCause.REASSESSMENT:
            yield from changed_unasked(case, answered, self.plan, self.on)
        elif self.cause not in BINDING:
            notices = notices_since(case, answered)
            yield from self._unproposed(before, _proposed_or_asked(case, notices))
            if any(Hearing(case, notice).meeting_required for notice in notices):
                yield AMENDMENT_MEETING_NOT_HELD.about(self.on)
        elif requires(answered) is Ordered.NAME_SCHOOL:
            yield from self._unproposed(before, frozenset())

    def _unproposed(self, before: Plan | None, behind: frozenset[str]) -> Iterator[RuleWarned]:
        if before is None:
            return
        found = [
            change.element
            for change in changes(before, self.plan)
            if change.section is not Section.I and not change.about & behind
        ]
        if found:
            yield AMENDED_UNPROPOSED.about(self.on, ", ".join(found))


def _proposed_or_asked(case: Case, notices: tuple[Step, ...]) -> frozenset[str]:
    """Return the elements and sections that the notices, or the family's answers, are about."""
    proposed = {
        amendment.element or amendment.section
        for notice in notices
        if isinstance(notice.event, AmendmentNoticeIssued)
        for amendment in notice.event.amendments
    }
    asked = {about for notice in notices for about in Hearing(case, notice).asked()}
    return frozenset(map(str, proposed | asked))


def _left_as_it_was(before: Plan | None, section: SectionI) -> bool:
    """Whether Section I says what the plan in force says, and nobody asked for something else."""
    if before is None or (section.requested and not section.names_requested):
        return False
    old = [(placement.type, placement.institution) for placement in before.placements]
    return old == [(p.type, p.institution) for p in section.plan.placements]
