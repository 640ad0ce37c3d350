"""Ending a plan. CFA 2014 s.45; SI 2014/1530 regs 29-31."""

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class CeaseDecided(Event, under=SEND_REGS_2014.reg("31(2)")):
    """The authority told the family that it will cease to maintain the plan."""


class PlanCeased(Event, under=CFA_2014.s("45(1)")):
    """The authority stopped maintaining the plan."""


class YoungPersonLearnedOfDecision(Event, under=None):
    """The person entitled to notice first heard of a decision."""
