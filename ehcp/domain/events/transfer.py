"""Moves between authorities. SI 2014/1530 reg 15."""

from ehcp.domain.event import Event
from ehcp.law.citations import SEND_REGS_2014


class FamilyMoved(Event, under=SEND_REGS_2014.reg("15(1)")):
    """The family moved into another authority's area."""


class PlanTransferred(Event, under=SEND_REGS_2014.reg("15(2)")):
    """The old authority passed the plan to the new one."""


class FamilyToldOfTransfer(Event, under=SEND_REGS_2014.reg("15(4)")):
    """The new authority told the family of the transfer, and whether and when it will review."""
