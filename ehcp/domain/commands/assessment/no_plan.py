"""The decision, after an assessment, that no plan is necessary. CFA 2014 s.36(9); reg 10."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.assessment.advice import (
    BEFORE_ASSESSMENT,
    NO_ASSESSMENT,
    require_advice_sought,
)
from ehcp.domain.commands.request.decision import FOUR_ITEMS, S19_NOT_CONSIDERED, stated
from ehcp.domain.commands.underway import assessment
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.request import NoticeItem
from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014

NO_REASONS_FOR_NO_PLAN = Refusal(
    "no-reasons-for-no-plan",
    "The decision that no plan is necessary gives its reasons.",
    CFA_2014.s("36(9)") & SEND_REGS_2014.reg("10(1)"),
    instead="Give the reasons.",
    rule="B9",
)
NO_PLAN_NOTICE_INCOMPLETE = Refusal(
    "no-plan-notice-incomplete",
    "The notice tells the family of the right of appeal, its time limits, mediation, and"
    " disagreement resolution and advice.",
    SEND_REGS_2014.reg("10(3)"),
    instead="Send it with all four.",
    rule="B10",
)

NO_FEEDBACK = Caution(
    "no-feedback",
    "The family should have written feedback from the assessment.",
    CODE_2015.at("paras 9.57-9.59"),
    rule="B10",
)


class DecideNoPlan(Command):
    """Decide that no plan is necessary, and tell the family why and what they can do."""

    reasons: str
    notice: tuple[NoticeItem, ...]
    s19_considered: str
    feedback: str = ""

    def decide(self, case: Case) -> Iterator[Event]:
        agreed = require(assessment(case), NO_ASSESSMENT)
        require(agreed.first <= self.on, BEFORE_ASSESSMENT)
        require_advice_sought(case, agreed, self.on)
        require(stated(self.reasons), NO_REASONS_FOR_NO_PLAN)
        require(set(self.notice) >= FOUR_ITEMS, NO_PLAN_NOTICE_INCOMPLETE)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield NoPlanDecided(
            on=self.on,
            of=agreed.place,
            reasons=self.reasons,
            feedback=self.feedback or None,
            notice=self.notice,
            s19_considered=self.s19_considered,
        )
        if not stated(self.feedback):
            yield NO_FEEDBACK.about(self.on)
