"""The plan: drafts, final plans, amended plans, copies. CFA 2014 ss.37-40; regs 11-14."""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.request import NoticeItem, Route
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Plan
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class DraftNoticeItem(StrEnum):
    """What goes with a draft plan: CFA 2014 s.38(2) and (4), reg 13(1)."""

    REPRESENTATIONS = "right-to-make-representations"
    NAMING_REQUEST = "right-to-request-a-setting"
    PERIOD = "period-for-representations"
    MEETING = "right-to-a-meeting"
    SETTINGS_INFORMATION = "where-to-find-settings"


class PlanRecipient(StrEnum):
    """Who must have the final plan: reg 13(2), CFA 2014 ss.39(8) and 40(5)."""

    FAMILY = "parent-or-young-person"
    NAMED_INSTITUTION = "named-institution"
    COMMISSIONING_BODY = "responsible-commissioning-body"


class DraftPlanIssued(Event, under=CFA_2014.s("38(2)")):
    """A draft plan went to the family. It ends no clock by itself.

    `on` is the day it was sent. `representations_until` is the last day that the family
    was given. `takes_up` are the places of the representations that a further draft takes up.
    Where it was decided that no plan is needed, `route` says how that came to be dropped.
    """

    plan: Plan | None = None
    notice: tuple[DraftNoticeItem, ...] = ()
    representations_until: date | None = None
    s19_considered: str | None = None
    takes_up: tuple[int, ...] = ()
    route: Route | None = None


class FinalPlanIssued(Event, under=SEND_REGS_2014.reg("13(2)")):
    """A first final plan went to the family, also one made after an assessment ordered later.

    `on` is the day it was sent, `dated` the day on it.
    """

    plan: Plan | None = None
    naming: Naming | None = None
    sent_to: tuple[PlanRecipient, ...] = ()
    dated: date | None = None
    signed_by: str | None = None
    reasons: str | None = None
    s19_considered: str | None = None


class AppealNoticeSent(Event, under=SEND_REGS_2014.reg("14")):
    """The notice of the right to appeal went to the family with the plan. `of` is the plan.

    `on` is the day it was sent.
    """

    notice: tuple[NoticeItem, ...] = ()


class AmendedPlanIssued(Event, under=SEND_REGS_2014.reg("22(3)")):
    """A final amended plan went to the family, whatever caused it. `on` is the day it was sent.

    `of` is what it answers: the notice, the draft after a re-assessment, or the order.
    `replacement` marks a plan written anew after a re-assessment.
    """

    cause: AmendmentCause | None = None
    replacement: bool = False
    plan: Plan | None = None
    naming: Naming | None = None
    sent_to: tuple[PlanRecipient, ...] = ()
    dated: date | None = None
    signed_by: str | None = None
    reasons: str | None = None
    s19_considered: str | None = None

    def may_be_for(self, *causes: AmendmentCause) -> bool:
        """Whether it was for one of these causes, or nobody says for which."""
        return self.cause is None or self.cause in causes


class PlanCopySent(Event, under=SEND_REGS_2014.reg("13(2)")):
    """The plan went to somebody else who must have it. `recipient` says who.

    `on` is the day it was sent.
    """

    recipient: str | None = None
