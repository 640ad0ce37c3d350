"""Mediation. CFA 2014 ss.52-54; SEND Regulations 2014 regs 32-42."""

from ehcp.domain.event import Event
from ehcp.domain.events.order import Ordered
from ehcp.law.citations import SEND_REGS_2014


class MediationAgreement(Event, under=SEND_REGS_2014.reg("42")):
    """A written agreement was reached in mediation. `other`: nothing that could be appealed."""

    ordered: Ordered | None = None


class MediationActionDone(Event, under=SEND_REGS_2014.reg("42(3)")):
    """What was agreed in mediation, and could not have been appealed, was done."""
