"""Re-assessment. CFA 2014 s.44(2)-(3); SI 2014/1530 regs 23-27."""

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class ReassessmentRequested(Event, under=CFA_2014.s("44(2)")):
    """A request for a re-assessment reached the authority."""


class ReassessmentAgreed(Event, under=SEND_REGS_2014.reg("25(1)")):
    """The authority told the family that it will re-assess."""


class ReassessmentRefused(Event, under=SEND_REGS_2014.reg("25(1)")):
    """The authority told the family that it will not re-assess."""
