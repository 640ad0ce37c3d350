"""The final plan, its notice and its copies. CFA 2014 ss.39-40; SI 2014/1530 regs 13(2), 14."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.contents import cautions, require_contents
from ehcp.domain.commands.decision import S19_NOT_CONSIDERED, stated
from ehcp.domain.commands.draft import BEFORE_DRAFT, NO_DRAFT, period_ends
from ehcp.domain.commands.section_i import SectionI, naming_cautions, require_section_i
from ehcp.domain.commands.setting import requested_setting
from ehcp.domain.commands.underway import (
    child,
    latest,
    next_place,
    pending_draft,
)
from ehcp.domain.event import Event
from ehcp.domain.events.draft import (
    DraftMeetingHeld,
    MeetingRequired,
    RepresentationsAnswered,
    RepresentationsComplete,
    RepresentationsMade,
)
from ehcp.domain.events.plan import (
    AppealNoticeSent,
    DraftPlanIssued,
    FinalPlanIssued,
    PlanCopySent,
    PlanRecipient,
)
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.plan.checks import prepares_for_adulthood
from ehcp.domain.plan.differences import Change, changes
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.school_year import in_or_beyond_year_9
from ehcp.domain.plan.sections import Plan, Section
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
NO_PREPARATION_FOR_ADULTHOOD = Refusal(
    "no-preparation-for-adulthood",
    "In or beyond Year 9 the plan sets out provision to prepare for adulthood and independent"
    " living.",
    SEND_REGS_2014.reg("12(3)"),
    instead="Mark the provision in Section F that does so, or add it.",
    rule="C4",
)
UNDATED = Refusal(
    "undated-or-unsigned",
    "A final plan is dated, and signed by an officer of the authority.",
    CODE_2015.para("9.62"),
    instead="Give the day on the plan and who signed it.",
    rule="C13",
)
SENT_BEFORE_MADE = Refusal("sent-before-made", "The plan is dated after the day it was sent.")
RECIPIENT_MISSING = Refusal(
    "recipient-missing",
    "The final plan goes to the family, the institution named and the commissioning body.",
    SEND_REGS_2014.reg("13(2)") & CFA_2014.at("ss.39(8), 40(5)"),
    instead="Send it to all of them.",
    rule="C11",
)
NO_PLAN = Refusal("no-plan", "No final plan is in force.")
BEFORE_PLAN = Refusal("before-plan", "It is dated before the plan was issued.")
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
NO_APPEAL_NOTICE = Caution(
    "no-appeal-notice",
    "With the final plan goes notice of the right of appeal, its time limits, mediation,"
    " disagreement resolution and advice, and the appeal on health and social care.",
    SEND_REGS_2014.reg("14"),
    rule="C12",
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
        require(
            self.on > period_ends(draft) or _nothing_more(case, draft, self.on), PERIOD_RUNNING
        )
        require_contents(self.plan)
        self._require_preparation_for_adulthood(case)
        section_i = SectionI(self.plan, self.naming, requested_setting(case, draft))
        require_section_i(case, section_i, self.on)
        self._require_formalities(section_i)
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
        if set(self.notice) == set(NoticeItem):
            yield AppealNoticeSent(on=self.on, of=plan_place, notice=self.notice)
        else:
            yield NO_APPEAL_NOTICE.about(self.on)
        yield from cautions(self.plan, self.on)
        yield from naming_cautions(section_i, self.on)
        unasked = [change.element for change in _unasked(case, draft, self.plan)]
        if unasked:
            yield CHANGED_UNASKED.about(self.on, ", ".join(unasked))
        if latest(case, MeetingRequired, until=(DraftMeetingHeld,)):
            yield MEETING_NOT_HELD.about(self.on)

    def _require_preparation_for_adulthood(self, case: Case) -> None:
        about = child(case)
        if about and in_or_beyond_year_9(about.date_of_birth, self.on, offset=about.year_offset):
            require(prepares_for_adulthood(self.plan), NO_PREPARATION_FOR_ADULTHOOD)

    def _require_formalities(self, section_i: SectionI) -> None:
        dated = require(self.dated, UNDATED)
        require(stated(self.signed_by), UNDATED)
        require(dated <= self.on, SENT_BEFORE_MADE)
        wanted = {PlanRecipient.FAMILY, PlanRecipient.COMMISSIONING_BODY}
        if section_i.named:
            wanted.add(PlanRecipient.NAMED_INSTITUTION)
        require(wanted <= set(self.sent_to), RECIPIENT_MISSING)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)


class SendAppealNotice(Command):
    """Send the family the notice of its rights that should have gone with the plan."""

    notice: tuple[NoticeItem, ...]

    def decide(self, case: Case) -> Iterator[Event]:
        plan = _plan_before(case, self.on)
        require(set(self.notice) == set(NoticeItem), APPEAL_NOTICE_INCOMPLETE)
        yield AppealNoticeSent(on=self.on, of=plan.place, notice=self.notice)


class SendPlanCopy(Command, commutes=True):
    """Send the plan to somebody else who must or may have it."""

    recipient: str

    def decide(self, case: Case) -> Iterator[Event]:
        plan = _plan_before(case, self.on)
        yield PlanCopySent(on=self.on, of=plan.place, recipient=self.recipient)


def _plan_before(case: Case, on: date) -> Step:
    plan = require(case.plan_in_force, NO_PLAN)
    require(plan.first <= on, BEFORE_PLAN)
    return plan


def _nothing_more(case: Case, draft: Step, on: date) -> bool:
    """Whether the family confirmed by that day that it has nothing more to say on the draft."""
    return any(step.first <= on for step in case.after(draft, RepresentationsComplete))


def _unasked(case: Case, draft: Step, final: Plan) -> Iterator[Change]:
    """Yield what changed since the draft, Section I apart, and no representation asked for."""
    before = draft.event.plan if isinstance(draft.event, DraftPlanIssued) else None
    if before is None:
        return
    asked = set(_asked(case, draft))
    for change in changes(before, final):
        about = {change.element, change.section}
        if change.section is not Section.I and not about & asked:
            yield change


def _asked(case: Case, draft: Step) -> Iterator[str]:
    """Yield the elements, and the sections as wholes, that representations were made about."""
    refused = {
        step.event.of
        for step in case.after(draft, RepresentationsAnswered)
        if isinstance(step.event, RepresentationsAnswered) and step.event.accepted is False
    }
    for step in case.after(draft, RepresentationsMade):
        event = step.event
        if isinstance(event, RepresentationsMade) and step.place not in refused:
            about = event.element or event.section
            if about:
                yield about
