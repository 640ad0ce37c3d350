"""Disclosing a plan to somebody. SI 2014/1530 regs 17 and 47."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import SEND_REGS_2014


class DisclosurePurpose(StrEnum):
    """What a plan is disclosed for. From the second on, reg 17 lets it be without consent."""

    AS_AGREED = "as-agreed"
    IN_THEIR_INTERESTS = "necessary-in-their-interests"
    APPEAL = "appeal"
    COURT = "court-order-or-criminal-proceedings"
    OMBUDSMAN = "ombudsman"
    SECRETARY_OF_STATE = "secretary-of-state"
    INSPECTION = "inspection"
    RESEARCH = "research-without-identification"
    DISABLED_PERSONS = "disabled-persons-assessment"
    LOOKED_AFTER = "looked-after-assessment"
    YOUTH_CUSTODY = "youth-custody"
    CONSULTATION = "consultation-of-a-setting"
    NAMED_SETTING = "named-setting"
    HIGHER_EDUCATION = "higher-education"


class ConsentOf(StrEnum):
    """Who agreed that a plan is disclosed."""

    CHILD = "child-of-sufficient-understanding"
    YOUNG_PERSON = "young-person"
    PARENT_FOR_CHILD = "parent-for-the-child"
    ALTERNATIVE_PERSON = "alternative-person"


class PlanDisclosed(Event, under=SEND_REGS_2014.reg("17")):
    """The plan was disclosed to somebody. `of` is the plan, or the request that it be sent.

    `on` is the day it was sent. `parts` are what was sent where that is not the whole plan.
    """

    recipient: str | None = None
    purpose: DisclosurePurpose | None = None
    consent: ConsentOf | None = None
    exception: DisclosurePurpose | None = None
    parts: tuple[str, ...] = ()
    reasons: str | None = None


class HigherEducationDisclosureRequested(Event, under=SEND_REGS_2014.reg("47")):
    """The young person asked for the plan to be sent to higher education or for the allowance.

    `on` is the day the authority had the request. `recipient` is where it is to go.
    """

    recipient: str | None = None
