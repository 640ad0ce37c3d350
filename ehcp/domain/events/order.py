"""What the First-tier Tribunal ordered, and what was done about it. Regs 43-44."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import SEND_REGS_2014


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


class TribunalOrder(Event, under=SEND_REGS_2014.reg("43")):
    """The Tribunal decided, with an order."""

    ordered: Ordered | None = None


class TribunalOrderRedated(Event, under=SEND_REGS_2014.reg("44")):
    """The same order was issued again with another date."""


class PlanContinued(Event, under=SEND_REGS_2014.at("reg 44(2)(g)")):
    """The authority confirmed that it goes on maintaining the plan as ordered."""
