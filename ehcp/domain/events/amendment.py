"""Amending a plan that is in force, after a review or without one. SI 2014/1530 regs 22 and 28.

The notice of the amendments is in `review`, the amended plan in `plan`.
"""

from dataclasses import dataclass
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.plan.clerical import ClericalCorrection
from ehcp.domain.plan.letters import Section
from ehcp.law.citations import SEND_REGS_2014


class NoticeCause(StrEnum):
    """Why amendments are proposed: a review was held (reg 22), or none was (reg 28)."""

    REVIEW = "review"
    WITHOUT_REVIEW = "without-review"


class AmendmentCause(StrEnum):
    """Why a plan was amended. The first two go by notice, the last three without any."""

    REVIEW = "review"
    WITHOUT_REVIEW = "without-review"
    REASSESSMENT = "reassessment"
    TRIBUNAL_ORDER = "tribunal-order"
    MEDIATION_AGREEMENT = "mediation-agreement"
    APPEAL_NOT_OPPOSED = "appeal-not-opposed"


class AmendmentNoticeItem(StrEnum):
    """What goes to the family when amendments are proposed: reg 22(2)."""

    EXISTING_PLAN = "existing-plan"
    AMENDMENTS = "notice-of-amendments"
    EVIDENCE = "supporting-evidence"
    NAMING_REQUEST = "right-to-request-a-setting"
    PERIOD = "period-for-representations"
    MEETING = "right-to-a-meeting"
    SETTINGS_INFORMATION = "where-to-find-settings"


@dataclass(frozen=True, kw_only=True)
class ProposedAmendment:
    """One amendment of the plan in force.

    `element` is the id of what is to change or to be added; without it the whole section is
    meant. `wording` is how it is to read, empty where it is to be left out. `evidence` says
    what the amendment rests on.
    """

    section: Section
    element: str | None = None
    wording: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()


class AmendmentRepresentationsMade(Event, under=SEND_REGS_2014.reg("22(2)(c)")):
    """The family said what it thinks of the amendments. `of` is the notice.

    `on` is the day it reached the authority. It is about an element, a section, or the whole;
    `setting` is the family's view on where the child should go.
    """

    section: Section | None = None
    element: str | None = None
    text: str | None = None
    setting: str | None = None


class AmendmentRepresentationsComplete(Event, under=SEND_REGS_2014.reg("22(2)(c)")):
    """The family confirmed in writing that it has nothing more to say about the amendments.

    `of` is the notice, `on` the day the authority had it.
    """


class AmendmentRepresentationsAnswered(Event, under=SEND_REGS_2014.reg("22(2)(c)")):
    """The authority told the family what it makes of a representation: the entry `of`.

    `on` is the day the answer was sent; `accepted` whether the plan is to change for it.
    """

    answer: str | None = None
    accepted: bool | None = None


class AmendmentMeetingRequired(Event, under=SEND_REGS_2014.reg("22(2)(c)")):
    """The family required a meeting about the amendments with an officer of the authority.

    `of` is the notice, `on` the day the authority had it.
    """


class AmendmentMeetingHeld(Event, under=SEND_REGS_2014.reg("22(2)(c)")):
    """An officer met the family about the amendments, or offered to. `on` is the day of that."""

    offered_only: bool = False
    attended_by: str | None = None


class NotToAmendDecided(Event, under=SEND_REGS_2014.reg("22(4)")):
    """After the notice, the authority told the family that the plan will not be amended, and why.

    `of` is the notice, `on` the day the family was told.
    """

    cause: NoticeCause | None = None
    reasons: str | None = None
    notice: tuple[NoticeItem, ...] = ()
    s19_considered: str | None = None


class ClericalErrorCorrected(Event, under=None):
    """A slip of the pen in the plan in force was put right. Nothing of substance changed.

    `of` is the plan, `on` the day of the correction, `why` how the slip came about.
    """

    corrections: tuple[ClericalCorrection, ...] = ()
    why: str | None = None
    corrected_by: str | None = None
