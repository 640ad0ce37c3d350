"""From the request to the decision whether to assess. CFA 2014 s.36; SI 2014/1530 regs 3-5."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class Requester(StrEnum):
    """Who may ask for an assessment: CFA 2014 s.36(1)."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    SCHOOL_OR_POST_16 = "school-or-post-16-institution"


class Informant(StrEnum):
    """Who may bring a child to the authority's attention: anybody. CFA 2014 ss.22-24."""

    HEALTH_BODY = "health-body"
    HEALTH_VISITOR = "health-visitor"
    FOSTER_CARER = "foster-carer"
    SOCIAL_WORKER = "social-worker"
    EARLY_YEARS_WORKER = "early-years-worker"
    POLICE = "police"
    OTHER = "other"


class Route(StrEnum):
    """How a refusal came to be dropped; it decides which clocks run."""

    TRIBUNAL_ORDER = "tribunal-order"
    UNOPPOSED = "unopposed"
    MEDIATION = "mediation"
    OWN_DECISION = "own-decision"


class Recipient(StrEnum):
    """Who is told that an assessment is being considered, beside the family: reg 4(2)(a)-(d)."""

    COMMISSIONING_BODY = "responsible-commissioning-body"
    SOCIAL_CARE = "social-care"
    HEAD_OR_EARLY_YEARS_PROVIDER = "head-or-early-years-provider"
    HEAD_OR_PRINCIPAL = "head-or-principal"


class NoticeItem(StrEnum):
    """What a notice of an appealable decision must tell the family.

    The first four belong to every such notice: CFA 2014 s.36(5), regs 5(3) and 10(3).
    """

    RIGHT_OF_APPEAL = "right-of-appeal"
    TIME_LIMITS = "time-limits"
    MEDIATION = "mediation-information"
    RESOLUTION_AND_ADVICE = "disagreement-resolution-and-advice"
    EXTENDED_APPEAL = "extended-appeal"


class RefusalReason(StrEnum):
    """Why no assessment is needed, as the authority codes it for its own returns."""

    NO_SPECIAL_EDUCATIONAL_NEEDS = "no-special-educational-needs"
    PLAN_NOT_NECESSARY = "plan-not-necessary"
    BUDGET_NOT_SPENT = "notional-budget-not-spent"
    NOT_FAR_ENOUGH_BEHIND = "not-far-enough-behind"
    TOO_LITTLE_SCHOOL_SUPPORT = "too-little-school-support"
    TOO_FEW_CYCLES = "too-few-cycles-of-support"
    NO_DIAGNOSIS = "no-diagnosis"
    NO_PSYCHOLOGIST_REPORT = "no-psychologist-report"
    OTHER = "other"

    @property
    def threshold(self) -> bool:
        """Whether it looks like a fixed policy and not like the test of s.36(8)."""
        named = (RefusalReason.NO_SPECIAL_EDUCATIONAL_NEEDS, RefusalReason.PLAN_NOT_NECESSARY)
        return self not in (*named, RefusalReason.OTHER)


class Method(StrEnum):
    """How somebody was asked for views."""

    MEETING = "meeting"
    TELEPHONE = "telephone"
    LETTER = "letter"
    EMAIL = "e-mail"
    FORM = "form"
    HOME_VISIT = "home-visit"


class AssessmentRequested(Event, under=CFA_2014.s("36(1)")):
    """The authority received a request for an EHC needs assessment.

    `on` is the day any officer, mailbox or portal of the authority had it, whether or not a
    form was complete.
    """

    requested_by: Requester | None = None
    by_whom: str | None = None
    reasons: str | None = None


class BroughtToAttention(Event, under=CFA_2014.s("24(1)")):
    """Somebody who cannot ask under s.36(1) brought the child to the authority's attention.

    `on` is the day the authority became responsible. It starts the same clocks as a request.
    """

    by_whom: str | None = None
    informant: Informant | None = None
    reasons: str | None = None


class RequestWithdrawn(Event, under=CFA_2014.s("36(1)")):
    """Whoever asked for the assessment withdrew the request. A new one is a new clock.

    `on` is the day the authority heard of it. `of` is the request: others that are pending go
    on, and the next of them governs. Where it is not known all of them are over.
    """

    reasons: str | None = None


class FamilyConsulted(Event, under=CFA_2014.s("36(4)")):
    """The authority consulted the child's parent or the young person before it decided.

    `on` is the day on which they were asked. `views` are what they said; empty where they
    did not answer.
    """

    method: Method | None = None
    views: str | None = None


class ConsideringNoticeSent(Event, under=CFA_2014.s("36(7)")):
    """The family was told that an assessment is being considered.

    Also that they may give views, orally or in writing, and evidence. `on` is the day it
    was sent.
    """


class ConsideringNotified(Event, under=SEND_REGS_2014.reg("4(2)")):
    """A body other than the family was told that an assessment is being considered.

    `on` is the day it was sent. One event for each recipient.
    """

    recipient: Recipient | None = None
    name: str | None = None


class AssessmentAgreed(Event, under=CFA_2014.s("36(8)")):
    """The authority told the family that it will secure an EHC needs assessment.

    Also where it drops an earlier refusal: `route` then says how that came about. `on` is
    the day the family was notified. The opinion on each limb of s.36(8), and how s.19 was
    considered, are part of the decision.
    """

    route: Route | None = None
    may_have_sen: bool | None = None
    plan_may_be_necessary: bool | None = None
    reasons: str | None = None
    s19_considered: str | None = None


class AssessmentRefused(Event, under=CFA_2014.s("36(5)")):
    """The authority told the family that it will not secure an EHC needs assessment.

    `on` is the day the family was notified, which is what reg 5(1) counts to.
    """

    reasons: str | None = None
    reason_codes: tuple[RefusalReason, ...] = ()
    may_have_sen: bool | None = None
    plan_may_be_necessary: bool | None = None
    notice: tuple[NoticeItem, ...] = ()
    s19_considered: str | None = None


class DecisionCopied(Event, under=SEND_REGS_2014.at("regs 5(2), 10(2)")):
    """A decision went to somebody else who must have it. `of` is the decision.

    `on` is the day it was sent. One event for each recipient.
    """

    recipient: Recipient | None = None
    name: str | None = None


class DecisionWasDue(Event, under=None):
    """The day on which a decision (plan or no plan) was due, where only that is known."""
