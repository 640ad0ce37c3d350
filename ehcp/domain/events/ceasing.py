"""Ending a plan. CFA 2014 ss.45-46; SI 2014/1530 regs 29-31 and 46."""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.events.request import Method, NoticeItem
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class CeaseGround(StrEnum):
    """Why a plan may end: no longer responsible, or no longer necessary. CFA 2014 s.45(1)."""

    PLAN_NOT_NECESSARY = "plan-no-longer-necessary"
    LEFT_ENGLAND = "left-england"
    PAID_EMPLOYMENT = "paid-employment"
    HIGHER_EDUCATION = "higher-education"
    LEFT_EDUCATION = "left-education-and-will-not-return"
    REACHED_25 = "reached-25"


class ReturnFinding(StrEnum):
    """What a review found of a person of 18 or more who left education or training: reg 30."""

    DOES_NOT_WISH = "does-not-wish-to-return"
    NOT_APPROPRIATE = "return-not-appropriate"


class CeaseConsultee(StrEnum):
    """Who is consulted before a decision to cease: reg 31(1)."""

    FAMILY = "parent-or-young-person"
    HEAD_OR_PRINCIPAL = "head-or-principal"


class CeaseRecipient(StrEnum):
    """Who is told of a decision to cease: reg 31(2)."""

    FAMILY = "parent-or-young-person"
    INSTITUTION = "institution"
    COMMISSIONING_BODY = "responsible-commissioning-body"


class SetAsideBy(StrEnum):
    """How a decision to cease came to be set aside."""

    ORDER = "order"
    CONCESSION = "concession"
    OWN_DECISION = "own-decision"


class EducationLeft(Event, under=SEND_REGS_2014.at("regs 29(2), 30(1)")):
    """The young person is no longer in education or training. `on` is the day they left."""

    institution: str | None = None
    reasons: str | None = None


class CeaseConsidered(Event, under=SEND_REGS_2014.reg("31(1)")):
    """The family was told that the authority considers ceasing to maintain the plan.

    `on` is the day they were told.
    """

    ground: CeaseGround | None = None
    reasons: str | None = None


class CeaseConsulted(Event, under=SEND_REGS_2014.reg("31(1)")):
    """Somebody was consulted on whether to cease to maintain the plan.

    `on` is the day on which they were asked; `views` are what they said. `of` is the notice
    that ceasing is considered.
    """

    consultee: CeaseConsultee | None = None
    name: str | None = None
    method: Method | None = None
    views: str | None = None


class CeaseDecided(Event, under=SEND_REGS_2014.reg("31(2)")):
    """The authority told the family that it will cease to maintain the plan.

    `on` is the day the family was notified.
    """

    ground: CeaseGround | None = None
    reasons: str | None = None
    finding: ReturnFinding | None = None
    s19_considered: str | None = None


class CeaseNoticeSent(Event, under=SEND_REGS_2014.at("reg 31(2)-(3)")):
    """Notice of the decision to cease went out. `of` is the decision, `on` the day it was sent."""

    notice: tuple[NoticeItem, ...] = ()
    sent_to: tuple[CeaseRecipient, ...] = ()


class PlanCeased(Event, under=CFA_2014.s("45(1)")):
    """The authority stopped maintaining the plan.

    `on` is the first day on which it was not maintained. `of` is the decision.
    """

    ground: CeaseGround | None = None


class CeaseSetAside(Event, under=CFA_2014.s("45")):
    """A decision to cease was set aside: the plan is maintained again. `of` is the decision.

    `on` is the day of the order, the concession or the authority's own decision. Without
    `treated_from` the plan is treated as if it had never ceased, otherwise as maintained
    again from that day.
    """

    by: SetAsideBy | None = None
    treated_from: date | None = None
    reasons: str | None = None


class ContinuedPast25(Event, under=CFA_2014.s("46")):
    """The authority decided to keep the plan after the 25th birthday, until `until`.

    `on` is the day of the decision.
    """

    until: date | None = None
    reasons: str | None = None


class PersonDied(Event, under=None):
    """The child or young person died. `on` is the day of death. Every duty in the case ends."""


class LeftEngland(Event, under=CFA_2014.s("24(1)")):
    """The child or young person left England, so that no English authority is responsible.

    `on` is the day from which they live elsewhere.
    """

    where_to: str | None = None


class YoungPersonLearnedOfDecision(Event, under=None):
    """The person entitled to notice first heard of a decision."""
