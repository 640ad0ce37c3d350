"""From the start of a review to its meeting: the day, invitations, advice. Regs 20 and 21."""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.events.request import Method
from ehcp.domain.events.review import Invitee
from ehcp.law.citations import SEND_REGS_2014


class WhoseViews(StrEnum):
    """Whose views, wishes and feelings: reg 19 tells the child's own from the parent's."""

    CHILD = "child"
    PARENT = "parent"
    YOUNG_PERSON = "young-person"


class ReviewMeetingFixed(Event, under=SEND_REGS_2014.at("regs 20(3), 21(3)")):
    """The day of the meeting was fixed. `of` is the review, `on` the day on which it was.

    `meeting` is the day of the meeting: notice and advice are counted back from it.
    """

    meeting: date | None = None
    where: str | None = None


class ReviewPostponed(Event, under=None):
    """The meeting will not be on the day that was fixed. `of` is the review, `on` the day."""

    reasons: str | None = None


class InvitedToReview(Event, under=SEND_REGS_2014.at("regs 20(2), 21(2)")):
    """Somebody was invited to the meeting. `of` is the review; one event for each of them.

    `on` is the day on which they were told of the meeting, `meeting` the day they were told.
    """

    invitee: Invitee | None = None
    name: str | None = None
    meeting: date | None = None


class ReviewAdviceRequested(Event, under=SEND_REGS_2014.at("regs 20(4), 21(4)")):
    """Advice and information was asked for from somebody invited. `of` is the review.

    `on` is the day they had the request.
    """

    invitee: Invitee | None = None
    name: str | None = None


class ReviewAdviceReceived(Event, under=SEND_REGS_2014.at("regs 20(4), 21(4)")):
    """Advice and information for the meeting came. `of` is the review.

    `on` is the day the organiser had it, `dated` the day on it, `says` what it says where it came
    in words and not as a document.
    """

    invitee: Invitee | None = None
    author: str | None = None
    dated: date | None = None
    document: str | None = None
    says: str | None = None


class ReviewAdviceCirculated(Event, under=SEND_REGS_2014.at("regs 20(4), 21(4)")):
    """The advice obtained went to everybody invited. `of` is the review.

    `on` is the day it was sent.
    """

    sent_to: tuple[Invitee, ...] = ()


class ReviewViewsObtained(Event, under=SEND_REGS_2014.reg("19")):
    """The views of the child, the parent or the young person were obtained for the review.

    `on` is the day, `of` the review, `method` how they were asked; `help_given` what helped them
    to say it: pictures, an advocate.
    """

    whose: WhoseViews | None = None
    method: Method | None = None
    views: str | None = None
    help_given: str | None = None
