"""A first review in which all goes as it should, in the case that is told in `ordinary_case`.

The plan is of 12 May 2025; the meeting is on Tuesday 24 March 2026. The child is in Year 5.
"""

from datetime import date

from ehcp.domain.commands.request.decision import FOUR_ITEMS
from ehcp.domain.commands.review.decision import DecideOnReview
from ehcp.domain.commands.review.meeting import FixReviewMeeting, HoldReviewMeeting
from ehcp.domain.commands.review.report import CONDUCT, SendReviewReport
from ehcp.domain.commands.review.start import StartReview
from ehcp.domain.events.amendment import ProposedAmendment
from ehcp.domain.events.request import Method
from ehcp.domain.events.review import (
    Invitee,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewKind,
    ReviewMeetingHeld,
    ReviewReportSent,
    ReviewStarted,
)
from ehcp.domain.events.review_meeting import (
    InvitedToReview,
    ReviewAdviceCirculated,
    ReviewAdviceReceived,
    ReviewMeetingFixed,
    ReviewViewsObtained,
    WhoseViews,
)
from ehcp.domain.plan.letters import Section
from ehcp.domain.plan.organiser import Organiser
from ehcp.domain.standing.review import REG_20
from tests.domain.ordinary_case import ELM, FINISHED, S19

PLACE = len(FINISHED) + 1
MEETING = date(2026, 3, 24)

START = StartReview(on=date(2026, 2, 2), kind=ReviewKind.FIRST, institution=ELM)
STARTED = ReviewStarted(
    on=date(2026, 2, 2),
    kind=ReviewKind.FIRST,
    attends=True,
    institution=ELM,
    organiser=Organiser.REQUIRED_SCHOOL,
)
BEGUN = [*FINISHED, STARTED]

FIX = FixReviewMeeting(on=date(2026, 2, 10), meeting=MEETING, where="Elm Primary")
FIXED = ReviewMeetingFixed(on=date(2026, 2, 10), of=PLACE, meeting=MEETING, where="Elm Primary")
INVITATIONS = [
    InvitedToReview(on=date(2026, 3, 2), of=PLACE, invitee=invitee, meeting=MEETING)
    for invitee in REG_20
]
INVITED = [*BEGUN, FIXED, *INVITATIONS]

ADVICE = [
    ReviewAdviceReceived(on=date(2026, 3, 6), of=PLACE, invitee=invitee) for invitee in REG_20
]
CIRCULATED = ReviewAdviceCirculated(on=date(2026, 3, 10), of=PLACE, sent_to=REG_20)
VIEWS = [
    ReviewViewsObtained(
        on=date(2026, 3, 5), of=PLACE, whose=whose, method=Method.MEETING, views="It helps."
    )
    for whose in (WhoseViews.CHILD, WhoseViews.PARENT)
]
READY_TO_MEET = [*INVITED, *ADVICE, *VIEWS, CIRCULATED]

HOLD = HoldReviewMeeting(on=MEETING, attended=(Invitee.FAMILY, Invitee.SETTING))
HELD = ReviewMeetingHeld(on=MEETING, of=PLACE, attended=(Invitee.FAMILY, Invitee.SETTING))
MET = [*READY_TO_MEET, HELD]

REPORT = SendReviewReport(
    on=date(2026, 4, 2),
    recommendation=ReviewDecision.MAINTAIN,
    sent_to=REG_20,
    differences="There were none.",
    considered=CONDUCT,
    advice_attached=True,
    author="the head of Elm Primary",
    dated=date(2026, 4, 1),
)
REPORTED = ReviewReportSent(
    on=date(2026, 4, 2),
    of=PLACE,
    recommendation=ReviewDecision.MAINTAIN,
    sent_to=REG_20,
    differences="There were none.",
    considered=CONDUCT,
    reassessment_recommended=False,
    advice_attached=True,
    author="the head of Elm Primary",
    dated=date(2026, 4, 1),
)
WITH_REPORT = [*MET, REPORTED]

NOTICE = tuple(sorted(FOUR_ITEMS))
KEEP = DecideOnReview(
    on=date(2026, 4, 14),
    decision=ReviewDecision.MAINTAIN,
    reasons="The provision works and is still needed.",
    s19_considered=S19,
    notice=NOTICE,
)
KEPT = ReviewDecisionNotified(
    on=date(2026, 4, 14),
    of=PLACE,
    decision=ReviewDecision.MAINTAIN,
    reasons="The provision works and is still needed.",
    s19_considered=S19,
    notice=NOTICE,
    institution_told=True,
)
AMENDMENT = ProposedAmendment(
    section=Section.E,
    element="e1",
    wording="She reads a chapter to a friend.",
    reason="She reads a page.",
    evidence=("k2",),
)
AMEND = DecideOnReview(
    on=date(2026, 4, 14),
    decision=ReviewDecision.AMEND,
    reasons="The outcome is reached.",
    s19_considered=S19,
    amendments=(AMENDMENT,),
)
TO_AMEND = ReviewDecisionNotified(
    on=date(2026, 4, 14),
    of=PLACE,
    decision=ReviewDecision.AMEND,
    reasons="The outcome is reached.",
    s19_considered=S19,
    amendments=(AMENDMENT,),
    institution_told=True,
)
