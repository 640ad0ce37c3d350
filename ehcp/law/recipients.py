"""Who must be told of what: for each step of a case its recipients, by day, with the provision.

A step and what tells somebody of it are named as the record names them. Nothing here decides
whether somebody was told.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ehcp.law.citations import (
    CFA_2014,
    CODE_2015,
    DETAINED_REGS_2015,
    SEND_REGS_2014,
    Citation,
    Citations,
)
from ehcp.law.commencement import PART_3


class Addressee(StrEnum):
    """Somebody who is told of a step, in the words that the record uses for them."""

    FAMILY = "parent-or-young-person"
    COMMISSIONING_BODY = "responsible-commissioning-body"
    SOCIAL_CARE = "social-care"
    HEAD_OR_EARLY_YEARS_PROVIDER = "head-or-early-years-provider"
    HEAD_OR_PRINCIPAL = "head-or-principal"
    CONSULTED_SETTING = "consulted-setting"
    NAMED_INSTITUTION = "named-institution"
    INSTITUTION = "institution"
    REVIEW_SETTING = "head-principal-or-early-years-provider"
    SEN_OFFICER = "authority-sen-officer"
    HEALTH_PROFESSIONAL = "health-professional"
    SOCIAL_CARE_OFFICER = "authority-social-care-officer"
    REQUESTER = "requester"
    NEW_AUTHORITY = "new-authority"
    NEW_COMMISSIONING_BODY = "new-commissioning-body"
    APPROPRIATE_PERSON = "appropriate-person"
    PERSON_IN_CHARGE = "person-in-charge-of-accommodation"
    YOUTH_OFFENDING_TEAM = "youth-offending-team"
    HOME_COMMISSIONING_BODY = "home-commissioning-body"
    HEALTH_SERVICES_COMMISSIONER = "health-services-commissioner"


@dataclass(frozen=True, kw_only=True)
class Tells:
    """What tells somebody of a step: an event, and whom it tells where it does not say so."""

    event: str
    to: Addressee | None = None


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Who must be told of a step, on what authority, from `since` to `until` inclusive.

    `steps` are the events that are the step. `itself` are told by the step, `by` tells the
    others. `good_practice` are those whom no provision names. `in_detention` is for a step taken
    while somebody is detained, in the place of what is the law of it otherwise. `doubted` marks
    a source that has not been read in its own text.
    """

    id: str
    steps: tuple[str, ...]
    to: tuple[Addressee, ...]
    source: Citation | Citations
    itself: tuple[Addressee, ...] = ()
    by: tuple[Tells, ...] = ()
    good_practice: tuple[Addressee, ...] = ()
    since: date = PART_3
    until: date | None = None
    in_detention: bool = False
    doubted: bool = False

    def covers(self, day: date) -> bool:
        """Whether it is the law on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class CommissioningBody:
    """What the responsible commissioning body is called, from `since` to `until` inclusive."""

    name: str
    since: date
    until: date | None
    source: Citation
    doubted: bool


LAST_OF_THE_GROUPS = date(2022, 6, 30)
FIRST_OF_THE_BOARDS = date(2022, 7, 1)

COMMISSIONING_BODIES = (
    CommissioningBody(
        name="clinical commissioning group",
        since=PART_3,
        until=LAST_OF_THE_GROUPS,
        source=CFA_2014.s("56(3)"),
        doubted=True,
    ),
    CommissioningBody(
        name="integrated care board",
        since=FIRST_OF_THE_BOARDS,
        until=None,
        source=CFA_2014.s("56(3)"),
        doubted=True,
    ),
)
"""NHS England commissions some services itself. The day of the change is a recollection."""

FAMILY = (Addressee.FAMILY,)
SETTING = (Addressee.HEAD_OR_EARLY_YEARS_PROVIDER, Addressee.HEAD_OR_PRINCIPAL)
INSTITUTIONS = (Addressee.NAMED_INSTITUTION, Addressee.INSTITUTION)
REG_4_2 = (Addressee.COMMISSIONING_BODY, Addressee.SOCIAL_CARE, *SETTING)
INVITED = (
    Addressee.FAMILY,
    Addressee.REVIEW_SETTING,
    Addressee.SEN_OFFICER,
    Addressee.HEALTH_PROFESSIONAL,
    Addressee.SOCIAL_CARE_OFFICER,
)
OF_DETAINED = (
    Addressee.APPROPRIATE_PERSON,
    Addressee.PERSON_IN_CHARGE,
    Addressee.YOUTH_OFFENDING_TEAM,
    Addressee.INSTITUTION,
    Addressee.HOME_COMMISSIONING_BODY,
    Addressee.HEALTH_SERVICES_COMMISSIONER,
)

TELLINGS = (
    Telling(
        id="considering-assessment",
        steps=("assessment-requested", "brought-to-attention"),
        to=(*FAMILY, *REG_4_2),
        by=(
            Tells(event="considering-notice-sent", to=Addressee.FAMILY),
            Tells(event="considering-notified"),
        ),
        source=CFA_2014.s("36(7)") & SEND_REGS_2014.reg("4(2)"),
    ),
    Telling(
        id="decision-whether-to-assess",
        steps=("assessment-agreed", "assessment-refused"),
        to=(*FAMILY, *REG_4_2),
        itself=FAMILY,
        by=(Tells(event="decision-copied"),),
        source=SEND_REGS_2014.at("reg 5(1)-(2)"),
    ),
    Telling(
        id="no-plan",
        steps=("no-plan-decided",),
        to=(*FAMILY, Addressee.COMMISSIONING_BODY, *SETTING),
        itself=FAMILY,
        by=(Tells(event="decision-copied"),),
        source=SEND_REGS_2014.at("reg 10(1)-(2)"),
    ),
    Telling(
        id="draft-plan",
        steps=("draft-plan-issued",),
        to=(*FAMILY, Addressee.CONSULTED_SETTING),
        itself=FAMILY,
        by=(Tells(event="setting-consulted", to=Addressee.CONSULTED_SETTING),),
        source=CFA_2014.s("38(2)") & CODE_2015.at("paras 9.78-9.83"),
    ),
    Telling(
        id="final-plan",
        steps=("final-plan-issued", "amended-plan-issued"),
        to=(*FAMILY, Addressee.NAMED_INSTITUTION, Addressee.COMMISSIONING_BODY),
        itself=FAMILY,
        by=(Tells(event="plan-copy-sent"),),
        source=SEND_REGS_2014.at("regs 13(2), 22(3), 27(2)"),
    ),
    Telling(
        id="review-meeting",
        steps=("review-started",),
        to=INVITED,
        by=(Tells(event="invited-to-review"),),
        source=SEND_REGS_2014.at("regs 20(2)-(4), 21(2)-(4)"),
    ),
    Telling(
        id="review-report",
        steps=("review-report-sent",),
        to=INVITED,
        source=SEND_REGS_2014.at("regs 20-21"),
    ),
    Telling(
        id="review-decision",
        steps=("review-decision-notified",),
        to=(*FAMILY, Addressee.INSTITUTION),
        itself=FAMILY,
        source=SEND_REGS_2014.reg("20(10)"),
    ),
    Telling(
        id="reassessment-decision",
        steps=("reassessment-agreed", "reassessment-refused"),
        to=(*FAMILY, Addressee.REQUESTER),
        itself=FAMILY,
        good_practice=(Addressee.REQUESTER,),
        source=SEND_REGS_2014.reg("25"),
    ),
    Telling(
        id="cease-consultation",
        steps=("cease-considered",),
        to=(*FAMILY, Addressee.HEAD_OR_PRINCIPAL),
        itself=FAMILY,
        by=(Tells(event="cease-consulted"),),
        source=SEND_REGS_2014.reg("31(1)"),
    ),
    Telling(
        id="cease-decision",
        steps=("cease-decided",),
        to=(*FAMILY, Addressee.INSTITUTION, Addressee.COMMISSIONING_BODY),
        itself=FAMILY,
        by=(Tells(event="cease-notice-sent"),),
        source=SEND_REGS_2014.reg("31(2)"),
    ),
    Telling(
        id="transfer-out",
        steps=("plan-passed-on", "plan-transferred"),
        to=(Addressee.NEW_AUTHORITY,),
        itself=(Addressee.NEW_AUTHORITY,),
        source=SEND_REGS_2014.at("regs 15-16"),
    ),
    Telling(
        id="transfer-in",
        steps=("plan-received",),
        to=FAMILY,
        by=(Tells(event="family-told-of-transfer", to=Addressee.FAMILY),),
        source=SEND_REGS_2014.at("regs 15-16"),
    ),
    Telling(
        id="commissioner-change",
        steps=("commissioner-change-learned",),
        to=(Addressee.NEW_COMMISSIONING_BODY,),
        by=(Tells(event="new-commissioner-notified", to=Addressee.NEW_COMMISSIONING_BODY),),
        source=SEND_REGS_2014.at("regs 15-16"),
    ),
    Telling(
        id="mediation-on-health",
        steps=("mediation-requested",),
        to=(Addressee.COMMISSIONING_BODY,),
        by=(Tells(event="commissioning-body-told-of-mediation", to=Addressee.COMMISSIONING_BODY),),
        source=SEND_REGS_2014.reg("35"),
    ),
    Telling(
        id="order-to-assess",
        steps=("tribunal-order",),
        to=FAMILY,
        by=(Tells(event="assessment-agreed", to=Addressee.FAMILY),),
        source=SEND_REGS_2014.at("reg 44(2)(b)"),
    ),
    Telling(
        id="detained-person",
        steps=("detained-assessment-requested", "detained-brought-to-attention"),
        to=OF_DETAINED,
        by=(Tells(event="detained-step-notified"),),
        source=DETAINED_REGS_2015.at("regs 4, 5, 13"),
    ),
    Telling(
        id="detained-decision",
        steps=("assessment-agreed", "assessment-refused"),
        to=(*OF_DETAINED, Addressee.SOCIAL_CARE),
        itself=(Addressee.APPROPRIATE_PERSON,),
        by=(Tells(event="detained-step-notified"),),
        source=DETAINED_REGS_2015.at("regs 4(2), 5(1)"),
        in_detention=True,
    ),
    Telling(
        id="detained-no-plan",
        steps=("no-plan-decided",),
        to=OF_DETAINED,
        itself=(Addressee.APPROPRIATE_PERSON,),
        by=(Tells(event="detained-step-notified"),),
        source=DETAINED_REGS_2015.reg("10(1)"),
        in_detention=True,
        doubted=True,
    ),
    Telling(
        id="detained-draft-plan",
        steps=("draft-plan-issued",),
        to=(Addressee.APPROPRIATE_PERSON, Addressee.CONSULTED_SETTING),
        itself=(Addressee.APPROPRIATE_PERSON,),
        by=(
            Tells(event="setting-consulted", to=Addressee.CONSULTED_SETTING),
            Tells(event="detained-step-notified"),
        ),
        source=DETAINED_REGS_2015.reg("13(1)"),
        in_detention=True,
    ),
    Telling(
        id="detained-final-plan",
        steps=("final-plan-issued",),
        to=OF_DETAINED,
        itself=(Addressee.APPROPRIATE_PERSON,),
        by=(Tells(event="plan-copy-sent"), Tells(event="detained-step-notified")),
        source=DETAINED_REGS_2015.at("reg 13(2)-(3)"),
        in_detention=True,
    ),
)
"""In the order of the process; then what takes its place in detention.

For a decision that no plan is needed the list of the other steps is taken: the recipients of
SI 2015/62 reg 10 were not read.
"""


def telling_of(step: str, on: date, *, detained: bool = False) -> Telling | None:
    """Return who must be told of a step that was taken on a day; None: nobody is named."""
    found = [each for each in TELLINGS if step in each.steps and each.covers(on)]
    ordinary = next((each for each in found if not each.in_detention), None)
    inside = next((each for each in found if each.in_detention), None)
    return (inside if detained else None) or ordinary


def commissioning_body(on: date) -> CommissioningBody:
    """Return what the commissioning body was on a day; before the law, the first there was."""
    found = [body for body in COMMISSIONING_BODIES if body.since <= on]
    return found[-1] if found else COMMISSIONING_BODIES[0]
