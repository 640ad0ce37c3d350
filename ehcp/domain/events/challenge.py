"""Mediation, appeals, orders and judgments. CFA 2014 ss.51-55; regs 32-45; Tribunal Rules."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014, SEND_REGS_2014, TRIBUNAL_RULES_2008


class Ordered(StrEnum):
    """What an order, or what stands for one, requires: reg 44(2)."""

    ASSESS = "assess"
    MAKE_PLAN = "make-plan"
    REMIT = "remit"
    AMEND = "amend"
    NAME_SCHOOL = "name-school"
    CONTINUE = "continue"
    CONTINUE_AND_AMEND = "continue-and-amend"
    DISMISS_CEASE = "dismiss-cease"
    OTHER = "other"


class MediationAgreement(Event, under=SEND_REGS_2014.reg("42")):
    """A written agreement was reached in mediation. `other`: nothing that could be appealed."""

    ordered: Ordered | None = None


class MediationActionDone(Event, under=SEND_REGS_2014.reg("42(3)")):
    """What was agreed in mediation, and could not have been appealed, was done."""


class TribunalAppealLodged(Event, under=CFA_2014.s("51(1)")):
    """An appeal reached the First-tier Tribunal."""


class AppealNotOpposed(Event, under=SEND_REGS_2014.reg("45(1)")):
    """The authority told the Tribunal, before responding, that it will not oppose the appeal."""

    ordered: Ordered | None = None


class TribunalAdjourned(Event, under=None):
    """The Tribunal put the hearing off."""


class TribunalHearing(Event, under=None):
    """A day of hearing."""


class TribunalSubmissions(Event, under=None):
    """Written submissions were made after a hearing."""


class TribunalOrder(Event, under=SEND_REGS_2014.reg("43")):
    """The Tribunal decided, with an order."""

    ordered: Ordered | None = None


class TribunalOrderRedated(Event, under=SEND_REGS_2014.reg("44")):
    """The same order was issued again with another date."""


class PlanContinued(Event, under=SEND_REGS_2014.at("reg 44(2)(g)")):
    """The authority confirmed that it goes on maintaining the plan as ordered."""


class PermissionToAppealRequested(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """A party asked to appeal to the Upper Tribunal."""


class PermissionToAppealRefused(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """The First-tier Tribunal refused permission to appeal."""


class UpperTribunalHearing(Event, under=None):
    """A hearing in the Upper Tribunal."""


class UpperTribunalDecision(Event, under=None):
    """The Upper Tribunal decided."""


class ClaimIssued(Event, under=None):
    """A claim for judicial review was brought."""


class CourtJudgment(Event, under=None):
    """A court gave judgment."""
