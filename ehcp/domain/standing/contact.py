"""The last contact with the family: what was sent or said to it, and what came from it."""

from datetime import date
from enum import StrEnum
from functools import cache

from ehcp.domain.case import Case
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.amendment import (
    AmendmentMeetingHeld,
    AmendmentRepresentationsAnswered,
    AmendmentRepresentationsMade,
    NotToAmendDecided,
)
from ehcp.domain.events.assessment import AdviceRequestRefused, FamilyReportReceived
from ehcp.domain.events.capacity import Holder
from ehcp.domain.events.complaint import ComplaintAnswered
from ehcp.domain.events.direct_payment import (
    DirectPaymentConsentGiven,
    DirectPaymentNoticeGiven,
    DirectPaymentReductionNotified,
    ReductionReconsiderationRequested,
    ReductionReconsidered,
)
from ehcp.domain.events.draft import (
    DraftMeetingHeld,
    MeetingRequired,
    RepresentationsAnswered,
    RepresentationsMade,
)
from ehcp.domain.events.mediation import MediationNoLongerWanted, MediationRequested
from ehcp.domain.events.naming import SettingRequested
from ehcp.domain.events.personal_budget import (
    PersonalBudgetInformationGiven,
    PersonalBudgetRefused,
    PersonalBudgetRequested,
    RefusalReviewed,
    RefusalReviewRequested,
)
from ehcp.domain.events.plan import AppealNoticeSent
from ehcp.domain.events.reassessment import PlanKeptAfterReassessment, ReassessmentRequested
from ehcp.domain.events.record import ComplaintMade
from ehcp.domain.events.request import (
    AssessmentRequested,
    FamilyConsulted,
    Requester,
    RequestWithdrawn,
)
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    EarlyReviewDeclined,
    EarlyReviewRequested,
)
from ehcp.domain.events.review_meeting import ReviewViewsObtained
from ehcp.domain.step import Step
from ehcp.domain.value import value
from ehcp.law.recipients import TELLINGS, Addressee

TO_THE_FAMILY: frozenset[type[Event]] = frozenset(
    (
        AdviceRequestRefused,
        AmendmentNoticeIssued,
        AmendmentRepresentationsAnswered,
        AppealNoticeSent,
        ComplaintAnswered,
        DirectPaymentNoticeGiven,
        DirectPaymentReductionNotified,
        EarlyReviewDeclined,
        FamilyConsulted,
        NotToAmendDecided,
        PersonalBudgetInformationGiven,
        PersonalBudgetRefused,
        PlanKeptAfterReassessment,
        ReductionReconsidered,
        RefusalReviewed,
        RepresentationsAnswered,
    )
)
"""What goes to the family, beside what the law of recipients has as telling it."""
FROM_THE_FAMILY: frozenset[type[Event]] = frozenset(
    (
        AmendmentMeetingHeld,
        AmendmentRepresentationsMade,
        ComplaintMade,
        DirectPaymentConsentGiven,
        DraftMeetingHeld,
        EarlyReviewRequested,
        FamilyReportReceived,
        MediationNoLongerWanted,
        MediationRequested,
        MeetingRequired,
        PersonalBudgetRequested,
        ReassessmentRequested,
        ReductionReconsiderationRequested,
        RefusalReviewRequested,
        RepresentationsMade,
        RequestWithdrawn,
        ReviewViewsObtained,
        SettingRequested,
    )
)
"""What the family said, asked or brought, or said in a meeting."""
THEMSELVES = (Requester.PARENT, Requester.YOUNG_PERSON)
SAY_WHOM = ("to", "recipient", "invitee", "consultee", "sent_to")
FAMILY = {str(Addressee.FAMILY), *map(str, Holder)}


class Direction(StrEnum):
    """Who turned to whom."""

    TO_FAMILY = "to-family"
    FROM_FAMILY = "from-family"


@value(frozen=True, kw_only=True)
class Contact:
    """A contact with the family, on the latest day on which it can have been."""

    step: Step
    on: date
    direction: Direction


def last_contact(case: Case, on: date) -> Contact | None:
    """Return the latest contact with the family by a day. What has no known day is none."""
    found: Contact | None = None
    for step in case.steps:
        direction = _direction(step.event) if step.last <= on else None
        if direction is not None and (found is None or step.last >= found.on):
            found = Contact(step=step, on=step.last, direction=direction)
    return found


def _direction(event: Event) -> Direction | None:
    kind = type(event)
    if kind in FROM_THE_FAMILY or (
        isinstance(event, AssessmentRequested) and event.requested_by in THEMSELVES
    ):
        return Direction.FROM_FAMILY
    if kind in TO_THE_FAMILY or _kebab(kind.__name__) in _telling_it() or _names_it(event):
        return Direction.TO_FAMILY
    return None


@cache
def _telling_it() -> frozenset[str]:
    """Return the events that by the law of recipients tell the family, by themselves."""
    steps = {name for t in TELLINGS if Addressee.FAMILY in t.itself for name in t.steps}
    tellers = {by.event for t in TELLINGS for by in t.by if by.to is Addressee.FAMILY}
    return frozenset(steps | tellers)


_kebab = cache(kebab)


def _names_it(event: Event) -> bool:
    """Whether an event says itself that the family is whom it told."""
    for name in SAY_WHOM:
        said = getattr(event, name, None)
        if said is not None:
            several = said if isinstance(said, tuple) else (said,)
            if any(str(one) in FAMILY for one in several):
                return True
    return False
