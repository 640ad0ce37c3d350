"""Re-assessment. CFA 2014 s.44(2)-(3); SI 2014/1530 regs 23-27."""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.events.request import NoticeItem, Route
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class ReassessmentRequester(StrEnum):
    """Who may ask for a re-assessment: CFA 2014 s.44(2), reg 23. The last must have it."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    INSTITUTION = "institution-attended"
    COMMISSIONING_BODY = "responsible-commissioning-body"


class ReassessmentRefusalGround(StrEnum):
    """The two grounds on which a re-assessment may be refused: reg 24."""

    SIX_MONTHS = "assessed-in-the-last-six-months"
    NOT_NECESSARY = "further-assessment-not-necessary"


class ReassessmentRequested(Event, under=CFA_2014.s("44(2)")):
    """A request for a re-assessment reached the authority. `on` is the day it had it."""

    requested_by: ReassessmentRequester | None = None
    by_whom: str | None = None
    reasons: str | None = None


class ReassessmentWithdrawn(Event, under=CFA_2014.s("44(2)")):
    """Whoever asked for the re-assessment withdrew the request. `of` is the request.

    `on` is the day the authority heard of it.
    """

    reasons: str | None = None


class ReassessmentAgreed(Event, under=SEND_REGS_2014.reg("25(1)")):
    """The authority told the family that it will re-assess.

    `on` is the day the family was told. Without a request it decided of its own motion, on the
    day `decided` if that was another; where a refusal is dropped, `route` says how that came
    about.
    """

    own_motion: bool = False
    decided: date | None = None
    route: Route | None = None
    reasons: str | None = None
    s19_considered: str | None = None


class ReassessmentRequestJoined(Event, under=SEND_REGS_2014.reg("25(1)")):
    """The authority told the family that the re-assessment under way answers a request as well.

    `of` is the request, `on` the day the family was told. It starts no limit: those of the
    re-assessment run on from its own day.
    """

    reasons: str | None = None
    s19_considered: str | None = None


class ReassessmentRefused(Event, under=SEND_REGS_2014.reg("25(1)")):
    """The authority told the family that it will not re-assess. `on` is the day it was told."""

    ground: ReassessmentRefusalGround | None = None
    reasons: str | None = None
    notice: tuple[NoticeItem, ...] = ()
    s19_considered: str | None = None


class PlanKeptAfterReassessment(Event, under=SEND_REGS_2014.reg("27(4)")):
    """After re-assessing, the authority told the family that the plan stays as it is.

    `of` is the agreement to re-assess, `on` the day the family was told.
    """

    reasons: str | None = None
    notice: tuple[NoticeItem, ...] = ()
    s19_considered: str | None = None
