"""The assessment: advice, and the decision that no plan is needed. SI 2014/1530 regs 6-10."""

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class AdviceRequested(Event, under=SEND_REGS_2014.reg("6(1)")):
    """A body received the authority's request for advice. `kind` is the letter in reg 6(1)."""

    kind: str | None = None
    from_body: str | None = None


class AdviceDue(Event, under=SEND_REGS_2014.reg("8(1)")):
    """The day by which a piece of advice should have come, where only that is known."""

    kind: str | None = None
    from_body: str | None = None


class AdviceReceived(Event, under=SEND_REGS_2014.reg("8(1)")):
    """A piece of professional advice reached the authority. `kind` is the letter in reg 6(1)."""

    kind: str | None = None
    from_body: str | None = None


class AdviceRejected(Event, under=SEND_REGS_2014.reg("6")):
    """The authority said that it will not use a report put forward by the family."""


class AdviceAccepted(Event, under=SEND_REGS_2014.reg("6")):
    """The authority accepted a report that it had refused."""


class NoPlanDecided(Event, under=CFA_2014.s("36(9)")):
    """After assessing, the authority told the family that no plan will be made: reg 10(1)."""

    reasons: str | None = None
