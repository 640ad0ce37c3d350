"""The assessment: advice, and the decision that no plan is needed. SI 2014/1530 regs 6-10."""

from datetime import date

from ehcp.domain.event import Event
from ehcp.domain.events.request import NoticeItem
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class AdviceRequested(Event, under=SEND_REGS_2014.reg("6(1)")):
    """A body received the authority's request for advice. `kind` is the letter in reg 6(1).

    `on` is the day that body had it. `qualified_teacher` is who is consulted for a hearing or
    visually impaired person: reg 6(2).
    """

    kind: str | None = None
    from_body: str | None = None
    qualified_teacher: str | None = None


class AdviceDue(Event, under=SEND_REGS_2014.reg("8(1)")):
    """The day by which a piece of advice should have come, where only that is known."""

    kind: str | None = None
    from_body: str | None = None


class AdviceReceived(Event, under=SEND_REGS_2014.reg("8(1)")):
    """A piece of professional advice reached the authority. `kind` is the letter in reg 6(1).

    `on` is the day the authority had it, `dated` the day on the report, `says` what it says
    where it came in words and not as a document.
    """

    kind: str | None = None
    from_body: str | None = None
    author: str | None = None
    dated: date | None = None
    document: str | None = None
    says: str | None = None


class AdviceReused(Event, under=SEND_REGS_2014.reg("6(4)")):
    """Advice that was there already is used instead of asking afresh.

    `on` is the day on which the last of the three was satisfied that it is sufficient: its
    author, the authority, and the parent or young person.
    """

    kind: str | None = None
    author: str | None = None
    dated: date | None = None
    author_agrees: bool | None = None
    authority_agrees: bool | None = None
    family_agrees: bool | None = None


class AdviceRequestRefused(Event, under=SEND_REGS_2014.reg("6(1)(h)")):
    """The authority will not seek advice that the family asked it to seek, and says why.

    `on` is the day the family was told.
    """

    from_body: str | None = None
    reasons: str | None = None


class AdviceChased(Event, under=SEND_REGS_2014.reg("8(1)")):
    """The authority reminded a body of its request for advice. `of` is the request.

    `on` is the day the reminder was sent. It moves nothing.
    """

    kind: str | None = None
    from_body: str | None = None


class AdviceDelayed(Event, under=None):
    """A body that was asked said that its advice will not come in time, and why.

    `on` is the day the authority heard of it, `expected` the day on which the advice is to
    come now. `of` is the request. It moves no limit.
    """

    kind: str | None = None
    from_body: str | None = None
    reasons: str | None = None
    expected: date | None = None


class AdviceReturned(Event, under=SEND_REGS_2014.reg("6(1)")):
    """The authority sent advice back to its author to be completed, and said what it lacks.

    `on` is the day it was sent back. `of` is the advice, which stays received.
    """

    reasons: str | None = None


class FamilyReportReceived(Event, under=SEND_REGS_2014.reg("7")):
    """The family put forward a report that it had obtained itself.

    `on` is the day the authority had it, `dated` the day on the report.
    """

    author: str | None = None
    about: str | None = None
    dated: date | None = None
    document: str | None = None


class AdviceRejected(Event, under=SEND_REGS_2014.reg("6")):
    """The authority said that it will not use a report put forward by the family.

    `on` is the day the family was told. `of` is the report.
    """

    reasons: str | None = None


class AdviceAccepted(Event, under=SEND_REGS_2014.reg("6")):
    """The authority accepted a report that it had refused.

    `on` is the day the family was told. `of` is the report.
    """

    reasons: str | None = None


class NoPlanDecided(Event, under=CFA_2014.s("36(9)")):
    """After assessing, the authority told the family that no plan will be made: reg 10(1).

    `on` is the day the family was notified. `feedback` is what the assessment found.
    """

    reasons: str | None = None
    feedback: str | None = None
    notice: tuple[NoticeItem, ...] = ()
    s19_considered: str | None = None
