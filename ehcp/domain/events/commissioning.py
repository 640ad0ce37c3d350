"""A change of the body that commissions the health provision. SI 2014/1530 reg 16."""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import SEND_REGS_2014


class AsksFor(StrEnum):
    """What a new commissioning body that cannot secure the provision asks for."""

    ASSESSMENT = "assessment"
    REVIEW = "review"


class CommissionerChangeLearned(Event, under=SEND_REGS_2014.reg("16")):
    """The old commissioning body became aware that another becomes responsible.

    `on` is the day on which it became aware. `with_move`: because the family moves between
    authorities, on `moves_on`; otherwise for another reason, a new general practitioner say.
    """

    old_body: str | None = None
    new_body: str | None = None
    with_move: bool | None = None
    moves_on: date | None = None


class NewCommissionerNotified(Event, under=SEND_REGS_2014.reg("16")):
    """The old commissioning body notified the new one. `on` is the day it was told."""

    new_body: str | None = None


class NewCommissionerAware(Event, under=SEND_REGS_2014.reg("16(3)")):
    """The new commissioning body became aware that it is responsible. `on` is that day.

    `practicable` is whether it can arrange the health provision in the plan, once it says.
    """

    body: str | None = None
    practicable: bool | None = None


class NewCommissionerAsked(Event, under=SEND_REGS_2014.reg("16(3)")):
    """The new commissioning body cannot arrange the provision, and asked the authority to act.

    `on` is the day the authority had the request, with which it must comply.
    """

    body: str | None = None
    asks_for: AsksFor | None = None
    reasons: str | None = None
