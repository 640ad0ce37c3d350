"""The family's answer to a draft plan. CFA 2014 s.38(2)(b), (4); SI 2014/1530 reg 13(1)."""

from ehcp.domain.event import Event
from ehcp.domain.plan.sections import Section
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class RepresentationsMade(Event, under=CFA_2014.s("38(2)(b)")):
    """The family said what it thinks of the draft. `on` is the day it reached the authority.

    It is about an element of the plan (by the element's id), or a section, or the whole;
    `setting` is the family's view on where the child should go.
    """

    section: Section | None = None
    element: str | None = None
    text: str | None = None
    setting: str | None = None


class RepresentationsComplete(Event, under=SEND_REGS_2014.reg("13(1)(a)")):
    """The family confirmed in writing that it has nothing more to say about the draft.

    `on` is the day the authority had it.
    """


class RepresentationsAnswered(Event, under=SEND_REGS_2014.reg("13(1)(a)")):
    """The authority told the family what it makes of a representation: the entry `of`.

    `on` is the day the answer was sent; `accepted` whether the plan is to change for it, and
    `changed` the ids of the elements that do, or come to be.
    """

    answer: str | None = None
    accepted: bool | None = None
    changed: tuple[str, ...] = ()


class MeetingRequired(Event, under=SEND_REGS_2014.reg("13(1)(a)(ii)")):
    """The family required a meeting about the draft with an officer of the authority.

    `on` is the day the authority had it.
    """


class DraftMeetingHeld(Event, under=SEND_REGS_2014.reg("13(1)(a)(ii)")):
    """An officer met the family about the draft, or offered to. `on` is the day of that."""

    offered_only: bool = False
    attended_by: str | None = None
