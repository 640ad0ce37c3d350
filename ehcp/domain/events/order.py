"""What the First-tier Tribunal ordered, and what was done about it. Regs 43-44."""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import (
    RECOMMENDATIONS_2017,
    SEND_REGS_2014,
    TRIBUNAL_DIRECTIONS,
    TRIBUNAL_RULES_2008,
)


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


class Outcome(StrEnum):
    """What the Tribunal may do with an appeal: reg 43(1)-(2)."""

    CORRECT_DEFICIENCIES = "correct-deficiencies-by-agreement"
    DISMISS = "dismiss-the-appeal"
    ASSESS = "order-assessment"
    REASSESS = "order-reassessment"
    MAKE_PLAN = "order-a-plan"
    RECONSIDER = "send-back"
    CONTINUE = "order-plan-continued"
    CONTINUE_AND_AMEND = "order-plan-continued-and-amended"
    AMEND = "order-amendment"
    NAME = "order-institution-or-type"


class CareArea(StrEnum):
    """What a recommendation is about: SI 2017/1306."""

    HEALTH = "health"
    SOCIAL_CARE = "social-care"


class ToldOfAnswer(StrEnum):
    """Who has the answer to a recommendation: SI 2017/1306 regs 6-7."""

    FAMILY = "parent-or-young-person"
    AUTHORITY = "authority"


class TribunalOrder(Event, under=SEND_REGS_2014.reg("43")):
    """The Tribunal decided, with an order. `of` is the appeal, where it is known.

    `on` is the day of the order. `comply_by` is the day that the order itself fixes.
    """

    ordered: Ordered | None = None
    outcomes: tuple[Outcome, ...] = ()
    by_consent: bool = False
    comply_by: date | None = None


class TribunalOrderRedated(Event, under=SEND_REGS_2014.reg("44")):
    """The same order was issued again with another date."""


class TribunalOrderSuspended(Event, under=TRIBUNAL_DIRECTIONS.whole):
    """A tribunal or court suspended the effect of an order. `of` is the order."""

    reasons: str | None = None


class OrderSuspensionLifted(Event, under=TRIBUNAL_DIRECTIONS.whole):
    """An order that was suspended has effect again. `of` is the order.

    `comply_by` is the day by which it must be carried out now.
    """

    comply_by: date | None = None


class TribunalOrderSetAside(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """An order was set aside, on review or on appeal, and binds nobody. `of` is the order."""

    by: str | None = None


class OrderCompliedWith(Event, under=SEND_REGS_2014.reg("44")):
    """The authority says that an order has been carried out, and how. `of` is the order.

    It ends no limit: the step that was ordered does.
    """

    how: str | None = None


class PlanContinued(Event, under=SEND_REGS_2014.at("reg 44(2)(g)")):
    """The authority confirmed that it goes on maintaining the plan as ordered."""


class RecommendationMade(Event, under=RECOMMENDATIONS_2017.whole):
    """The Tribunal recommended something on health or social care. It binds nobody.

    `of` is the order it came with, `on` the day of the recommendation. `to` is the body that
    answers it.
    """

    area: CareArea | None = None
    recommended: str | None = None
    to: str | None = None


class RecommendationAnswered(Event, under=RECOMMENDATIONS_2017.at("regs 6-7")):
    """The body answered a recommendation in writing. `of` is the recommendation.

    `on` is the day it was sent. `steps` are what it will do, `reasons` why it will not.
    """

    steps: str | None = None
    reasons: str | None = None
    told: tuple[ToldOfAnswer, ...] = ()
