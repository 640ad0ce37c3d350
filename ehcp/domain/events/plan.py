"""The plan: drafts, final plans, amended plans, copies. CFA 2014 ss.37-40; regs 11-14."""

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class DraftPlanIssued(Event, under=CFA_2014.s("38(2)")):
    """A draft plan went to the family. It ends no clock by itself."""


class FinalPlanIssued(Event, under=SEND_REGS_2014.reg("13(2)")):
    """A first final plan went to the family, also one made after an assessment ordered later."""


class AmendedPlanIssued(Event, under=SEND_REGS_2014.reg("22(3)")):
    """A final amended plan went to the family, whatever caused it."""


class PlanCopySent(Event, under=SEND_REGS_2014.reg("13(2)")):
    """The plan went to somebody else who must have it. `recipient` says who."""

    recipient: str | None = None
