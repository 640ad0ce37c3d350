"""A yearly review: arranged, held, reported on, decided; the plan amended after it. Regs 18-22."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ehcp.cli.generate.person import FOUR_ITEMS, MAIL, WEIGHED, Life
from ehcp.cli.generate.script import Act, days, working
from ehcp.domain.command import Command
from ehcp.domain.commands.outcome import RecordOutcomeProgress
from ehcp.domain.commands.review.advice import (
    CirculateReviewAdvice,
    RecordReviewAdvice,
    RecordReviewViews,
    RequestReviewAdvice,
)
from ehcp.domain.commands.review.decision import DecideOnReview
from ehcp.domain.commands.review.meeting import (
    FixReviewMeeting,
    HoldReviewMeeting,
    InviteToReview,
)
from ehcp.domain.commands.review.report import CONDUCT, SendReviewReport
from ehcp.domain.commands.review.start import (
    AskToArrangeReview,
    RecordReviewMissed,
    SendReviewList,
    StartReview,
)
from ehcp.domain.events.amendment import ProposedAmendment
from ehcp.domain.events.outcome import Progress
from ehcp.domain.events.request import Method
from ehcp.domain.events.review import Invitee, ReviewDecision, ReviewItem, ReviewKind
from ehcp.domain.events.review_meeting import WhoseViews
from ehcp.domain.plan.age import has_reached
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.review import REG_20, REG_21

FOUR_WEEKS = 28
NINETEEN = 19
RAISED = ProposedAmendment(section=Section.E, reason="The goals are to be set anew.")


@dataclass
class Review:
    """A review being written down. `begun` stands for it in what comes after."""

    life: Life
    kind: ReviewKind
    meeting: date
    school: Institution | None
    begun: Act

    @property
    def invited(self) -> tuple[Invitee, ...]:
        """Who must be invited."""
        return REG_20 if self.school else REG_21

    def add(self, day: date, kind: type[Command], /, **fields: Any) -> Act:
        """Write an act of this review down."""
        return self.life.script.add(day, kind, review=self.begun, **fields)


def begin(life: Life, kind: ReviewKind, meeting: date) -> Review:
    """Begin to arrange a review for a meeting on a working day."""
    day = working(meeting)
    school = life.schooling.attends(meeting)
    begun = life.script.add(
        meeting - days(life.draw.between(50, 75)), StartReview, kind=kind, institution=school
    )
    return Review(life, kind, day, school, begun)


def missed(review: Review) -> None:
    """The meeting does not come about in its time."""
    day = review.meeting + days(life_slack(review.life))
    review.add(day, RecordReviewMissed, reasons="The school had nobody to chair it.")


def life_slack(life: Life) -> int:
    """Draw after how many days somebody notes that a meeting was not held."""
    return life.draw.between(5, 40)


def arrange(review: Review) -> None:
    """Fix the day, invite, ask for advice and views, and send round what came."""
    draw, life, meeting = review.life.draw, review.life, review.meeting
    told = meeting - days(draw.between(22, 40))
    if review.school:
        review.add(told - days(8), AskToArrangeReview, institution=review.school)
        if draw.chance(0.5):
            review.add(told - days(4), SendReviewList, recipient="The head of the school")
    review.add(told, FixReviewMeeting, meeting=meeting, where="At the school")
    for invitee in review.invited:
        day = told if draw.chance(0.95) else meeting - days(9)
        review.add(day, InviteToReview, by=life.school, invitee=invitee)
    if draw.chance(0.6):
        asked = draw.pick((Invitee.HEALTH, Invitee.SOCIAL_CARE))
        review.add(told + days(1), RequestReviewAdvice, source=MAIL, invitee=asked)
    for invitee in draw.some(review.invited, 2, 4):
        review.add(meeting - days(18), RecordReviewAdvice, by=life.school, invitee=invitee)
    for whose in views(life, meeting):
        review.add(
            meeting - days(17),
            RecordReviewViews,
            by=life.school,
            whose=whose,
            views="It helps when somebody explains it again.",
            method=Method.MEETING,
        )
    if draw.chance(0.8):
        review.add(meeting - days(15), CirculateReviewAdvice, sent_to=review.invited)


def views(life: Life, day: date) -> tuple[WhoseViews, ...]:
    """Return whose views are obtained."""
    if life.young_person(day):
        return (WhoseViews.YOUNG_PERSON,)
    return (WhoseViews.CHILD, WhoseViews.PARENT)


def hold(review: Review) -> Act:
    """Hold the meeting, and say how far the outcomes are reached."""
    life, draw = review.life, review.life.draw
    family = [Invitee.FAMILY, Invitee.SETTING] if review.school else [Invitee.FAMILY]
    held = review.add(review.meeting, HoldReviewMeeting, attended=tuple(family))
    for outcome in draw.some(life.plan.outcomes, 1, 2):
        percent = draw.between(0, 20) * 5
        life.script.add(
            review.meeting,
            RecordOutcomeProgress,
            by=life.school,
            outcome=outcome.id,
            said_by="The school",
            progress=_progress(percent),
            percent=percent,
            evidence="On most days, with a prompt.",
            appropriate=True,
            at_review=held,
        )
    return held


def _progress(percent: int) -> Progress:
    if percent == 100:  # noqa: PLR2004 - per cent
        return Progress.MET
    return Progress.PARTLY_MET if percent else Progress.NOT_MET


def report(review: Review, recommendation: ReviewDecision | None) -> date:
    """Send the report, and return the day."""
    life, draw = review.life, review.life.draw
    day = review.meeting + days(draw.between(6, 14) if draw.chance(0.75) else draw.between(15, 27))
    of_age = has_reached(life.child.date_of_birth, NINETEEN, review.meeting)
    more = (ReviewItem.OUTCOMES_ACHIEVED,) if of_age else ()
    care = (ReviewItem.CARE_PLAN,) if life.child.looked_after else ()
    review.add(
        day,
        SendReviewReport,
        by=life.school,
        recommendation=recommendation,
        amendments=(RAISED,) if recommendation is ReviewDecision.AMEND else (),
        sent_to=review.invited,
        differences="There were none.",
        adulthood="What comes after school was talked about.",
        considered=(*CONDUCT, *more, *care),
        advice_attached=True,
        author="The head",
        dated=day - days(4),
    )
    return day


def decide(
    review: Review,
    decision: ReviewDecision,
    late: int = 0,
    amendments: tuple[ProposedAmendment, ...] = (),
) -> date:
    """Decide, tell the family, and return the day. One that is `late` waited for so many days."""
    life, draw = review.life, review.life.draw
    in_time = draw.per_cent(life.figures.reviews.decided_in_4_weeks)
    after = draw.between(15, FOUR_WEEKS) if in_time else FOUR_WEEKS + draw.between(4, 90)
    day = review.meeting + days(late or after)
    decided = review.add(
        day,
        DecideOnReview,
        decision=decision,
        reasons="The review shows what is still needed.",
        amendments=amendments,
        notice=() if amendments else FOUR_ITEMS,
        s19_considered=WEIGHED,
    )
    life.told(day, decided)
    return day
