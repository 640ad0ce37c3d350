"""From the request to the decision whether to assess. CFA 2014 s.36; SI 2014/1530 regs 3-5."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014


class Requester(StrEnum):
    """Who may ask for an assessment: CFA 2014 s.36(1)."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    SCHOOL_OR_POST_16 = "school-or-post-16-institution"


class Route(StrEnum):
    """How a refusal came to be dropped; it decides which clocks run."""

    TRIBUNAL_ORDER = "tribunal-order"
    UNOPPOSED = "unopposed"
    MEDIATION = "mediation"
    OWN_DECISION = "own-decision"


class AssessmentRequested(Event, under=CFA_2014.s("36(1)")):
    """The authority received a request for an EHC needs assessment."""

    requested_by: Requester | None = None


class BroughtToAttention(Event, under=CFA_2014.s("24(1)")):
    """Somebody who cannot ask under s.36(1) brought the child to the authority's attention.

    It makes the authority responsible and starts the same clocks as a request.
    """

    by_whom: str | None = None


class RequestWithdrawn(Event, under=CFA_2014.s("36(1)")):
    """Whoever asked for the assessment withdrew the request. A new one is a new clock."""


class AssessmentAgreed(Event, under=CFA_2014.s("36(8)")):
    """The authority told the family that it will secure an EHC needs assessment.

    Also where it drops an earlier refusal: `route` then says how that came about.
    """

    route: Route | None = None


class AssessmentRefused(Event, under=CFA_2014.s("36(5)")):
    """The authority told the family that it will not secure an EHC needs assessment.

    `on` is the day the family was notified, which is what reg 5(1) counts to.
    """

    reasons: str | None = None


class DecisionWasDue(Event, under=None):
    """The day on which a decision (plan or no plan) was due, where only that is known."""
