"""What a final plan must satisfy when it goes out, whether first, amended or replaced.

CFA 2014 ss.19, 39(8), 40(5); SI 2014/1530 regs 12(3)-(4), 13(2), 14.
"""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Refusal, require
from ehcp.domain.commands.plan.contents import must_prepare, require_contents
from ehcp.domain.commands.plan.identity import require_identity
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED, stated
from ehcp.domain.commands.setting.section_i import SectionI
from ehcp.domain.commands.underway import child
from ehcp.domain.event import Event
from ehcp.domain.events.plan import AppealNoticeSent, PlanRecipient
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.plan.checks import prepares_for_adulthood
from ehcp.domain.plan.sections import Plan
from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014

NO_PREPARATION_FOR_ADULTHOOD = Refusal(
    "no-preparation-for-adulthood",
    "In or beyond Year 9 the plan sets out provision to prepare for adulthood and independent"
    " living.",
    SEND_REGS_2014.reg("12(3)"),
    instead="Mark the provision in Section F that does so, or add it.",
    rule="C4",
)
PLAN_WITHOUT_APPENDICES = Refusal(
    "plan-without-appendices",
    "The advice and information from the assessment are appended to the plan.",
    SEND_REGS_2014.reg("12(4)"),
    instead="Put the advice into Section K.",
    rule="C2",
)
UNDATED = Refusal(
    "undated-or-unsigned",
    "A final plan is dated, and signed by an officer of the authority.",
    CODE_2015.para("9.62"),
    instead="Give the day on the plan and who signed it.",
    rule="C13",
)
SENT_BEFORE_MADE = Refusal(
    "sent-before-made",
    "The plan is dated after the day it was sent.",
    instead="Give the day on which it was sent, or the day that stands on the plan.",
)
RECIPIENT_MISSING = Refusal(
    "recipient-missing",
    "The final plan goes to the family, the institution named and the commissioning body.",
    SEND_REGS_2014.reg("13(2)") & CFA_2014.at("ss.39(8), 40(5)"),
    instead="Send it to all of them.",
    rule="C11",
)

NO_APPEAL_NOTICE = Caution(
    "no-appeal-notice",
    "With the final plan goes notice of the right of appeal, its time limits, mediation,"
    " disagreement resolution and advice, and the appeal on health and social care.",
    SEND_REGS_2014.reg("14"),
    rule="C12",
)


class PlanToIssue(Protocol):
    """What a command to issue a plan says of it."""

    @property
    def on(self) -> date: ...
    @property
    def plan(self) -> Plan: ...
    @property
    def sent_to(self) -> tuple[PlanRecipient, ...]: ...
    @property
    def dated(self) -> date | None: ...
    @property
    def signed_by(self) -> str: ...
    @property
    def s19_considered(self) -> str: ...


def require_final_contents(case: Case, asked: PlanToIssue) -> None:
    """Refuse a final plan whose contents are not those of reg 12."""
    require_contents(asked.plan)
    require_identity(case, asked.plan)
    require(len(asked.plan.appendices) > 0, PLAN_WITHOUT_APPENDICES)
    if must_prepare(child(case), asked.on):
        require(prepares_for_adulthood(asked.plan), NO_PREPARATION_FOR_ADULTHOOD)


def require_formalities(asked: PlanToIssue, section_i: SectionI) -> None:
    """Refuse a final plan that is not dated, signed, and sent to all who must have it."""
    dated = require(asked.dated, UNDATED)
    require(stated(asked.signed_by), UNDATED)
    require(dated <= asked.on, SENT_BEFORE_MADE)
    wanted = {PlanRecipient.FAMILY, PlanRecipient.COMMISSIONING_BODY}
    if section_i.named:
        wanted.add(PlanRecipient.NAMED_INSTITUTION)
    require(wanted <= set(asked.sent_to), RECIPIENT_MISSING)
    require(stated(asked.s19_considered), S19_NOT_CONSIDERED)


def appeal_notice(notice: tuple[NoticeItem, ...], plan_place: int, on: date) -> Iterator[Event]:
    """Yield the notice of the right of appeal, sent with the plan, or that it was not whole."""
    if set(notice) == set(NoticeItem):
        yield AppealNoticeSent(on=on, of=plan_place, notice=notice)
    else:
        yield NO_APPEAL_NOTICE.about(on)
