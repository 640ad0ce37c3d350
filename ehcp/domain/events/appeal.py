"""An appeal to the First-tier Tribunal, up to its decision. CFA 2014 s.51; reg 45."""

from ehcp.domain.event import Event
from ehcp.domain.events.order import Ordered
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


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
