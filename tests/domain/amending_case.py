"""The plan of the ordinary case under amendment and re-assessment: what happens after it."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.amendment.amended_plan import IssueAmendedPlan
from ehcp.domain.commands.amendment.amendment import IssueAmendmentNotice
from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.events.amendment import (
    AmendmentCause,
    AmendmentNoticeItem,
    NoticeCause,
    ProposedAmendment,
)
from ehcp.domain.events.assessment import AdviceRequested
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.reassessment import (
    ReassessmentAgreed,
    ReassessmentRequested,
    ReassessmentRequester,
)
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.plan.letters import Section
from ehcp.domain.plan.naming import Naming
from tests.domain.ordinary_case import (
    DRAFT,
    EVERYBODY,
    FINAL_PLAN,
    FINISHED,
    FULL_NOTICE,
    PLAN,
    S19,
)

MET = ReviewMeetingHeld(on=date(2026, 3, 2))
TO_AMEND = ReviewDecisionNotified(on=date(2026, 3, 16), of=15, decision=ReviewDecision.AMEND)
REVIEWED = [*FINISHED, MET, TO_AMEND]
REVIEW_PLACE = 16

MORE_READING = ProposedAmendment(
    section=Section.F,
    element="f1",
    wording="Teaching of reading one to one, 45 minutes on each school day.",
    reason="She has fallen further behind.",
    evidence=("Report of the review meeting",),
)
PACK = tuple(AmendmentNoticeItem)
ISSUE_NOTICE = IssueAmendmentNotice(
    on=date(2026, 3, 23),
    cause=NoticeCause.REVIEW,
    amendments=(MORE_READING,),
    pack=PACK,
    s19_considered=S19,
)
NOTICE = AmendmentNoticeIssued(
    on=date(2026, 3, 23),
    of=REVIEW_PLACE,
    cause=NoticeCause.REVIEW,
    amendments=(MORE_READING,),
    pack=PACK,
    representations_until=date(2026, 4, 6),
    s19_considered=S19,
)
NOTICE_PLACE = 17
NOTIFIED = [*REVIEWED, NOTICE]

WITHOUT_REVIEW = replace(NOTICE, of=None, cause=NoticeCause.WITHOUT_REVIEW)
WITHOUT_REVIEW_PLACE = 15
NOTIFIED_WITHOUT_REVIEW = [*FINISHED, WITHOUT_REVIEW]

AMENDED_PLAN = replace(
    FINAL_PLAN,
    provision=tuple(replace(p, text=MORE_READING.wording) for p in FINAL_PLAN.provision),
)
ISSUE_AMENDED = IssueAmendedPlan(
    on=date(2026, 4, 20),
    cause=AmendmentCause.REVIEW,
    plan=AMENDED_PLAN,
    sent_to=EVERYBODY,
    s19_considered=S19,
    dated=date(2026, 4, 17),
    signed_by="O. Ade, SEN officer",
    notice=FULL_NOTICE,
)
AMENDED = AmendedPlanIssued(
    on=date(2026, 4, 20),
    of=NOTICE_PLACE,
    cause=AmendmentCause.REVIEW,
    plan=AMENDED_PLAN,
    naming=Naming(),
    sent_to=EVERYBODY,
    dated=date(2026, 4, 17),
    signed_by="O. Ade, SEN officer",
    s19_considered=S19,
)

ASKED_AGAIN = ReassessmentRequested(
    on=date(2026, 3, 2), requested_by=ReassessmentRequester.PARENT, reasons="She has changed."
)
ASKED_PLACE = 15
REASSESSING = ReassessmentAgreed(on=date(2026, 3, 16), of=ASKED_PLACE, s19_considered=S19)
REASSESSING_PLACE = 16
ASKED_FOR_REASSESSMENT = [*FINISHED, ASKED_AGAIN]
UNDER_REASSESSMENT = [*ASKED_FOR_REASSESSMENT, REASSESSING]
ADVICE_AGAIN = [
    AdviceRequested(on=date(2026, 3, 18), of=REASSESSING_PLACE, kind=kind, from_body=body)
    for kind, body in (
        (AdviceKind.FAMILY, "the family"),
        (AdviceKind.EDUCATIONAL, "Elm Primary"),
        (AdviceKind.MEDICAL, "the paediatrician"),
        (AdviceKind.PSYCHOLOGICAL, "the educational psychologist"),
        (AdviceKind.SOCIAL_CARE, "children's social care"),
    )
]
REASSESSED = [*UNDER_REASSESSMENT, *ADVICE_AGAIN]
DRAFT_AGAIN = replace(
    DRAFT,
    on=date(2026, 5, 11),
    of=REASSESSING_PLACE,
    plan=PLAN,
    representations_until=date(2026, 5, 25),
)
DRAFT_AGAIN_PLACE = 22
REDRAFTED = [*REASSESSED, DRAFT_AGAIN]
