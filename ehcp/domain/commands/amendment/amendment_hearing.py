"""What the family says of proposed amendments, and the meeting about them. Reg 22(2)(c)."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.amending import notices_since, pending_notices
from ehcp.domain.commands.amendment.amendment import BEFORE_NOTICE, WHICH_NOTICE
from ehcp.domain.commands.plan.hearing import Hearing
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import (
    AmendmentMeetingHeld,
    AmendmentMeetingRequired,
    AmendmentRepresentationsAnswered,
    AmendmentRepresentationsComplete,
    AmendmentRepresentationsMade,
    NoticeCause,
)
from ehcp.domain.plan.letters import Section
from ehcp.domain.step import Step
from ehcp.law.citations import SEND_REGS_2014

NO_AMENDMENTS_PROPOSED = Refusal(
    "no-amendments-proposed",
    "No notice of amendments is before the family.",
    SEND_REGS_2014.reg("22(2)"),
    instead="Send the notice first, or keep a note.",
)
NOT_ON_AMENDMENTS = Refusal(
    "not-on-amendments",
    "This entry is no representation on amendments.",
    instead="Give the place of the entry that holds it.",
)
NOTHING_SAID_OF_AMENDMENTS = Refusal(
    "nothing-said-of-amendments",
    "The representation is empty.",
    instead="Record the words, or that the family has nothing more to say.",
)

AMENDMENT_MEETING_AFTER_PERIOD = Caution(
    "amendment-meeting-after-period",
    "The family required the meeting after the period for representations was over.",
    SEND_REGS_2014.reg("22(2)(c)"),
)


class MakeRepresentationsOnAmendments(Command, commutes=True):
    """Say what the family thinks of the amendments: of an element, a section, or the whole."""

    text: str
    section: Section | None = None
    element: str | None = None
    setting: str | None = None
    served: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        served = _notice(case, self.on, self.served)
        require(self.text.strip() != "", NOTHING_SAID_OF_AMENDMENTS)
        yield AmendmentRepresentationsMade(
            on=self.on,
            of=served.place,
            section=self.section,
            element=self.element,
            text=self.text,
            setting=self.setting,
        )


class ConfirmAmendmentRepresentationsComplete(Command):
    """Confirm, for the family and in writing, that it has nothing more to say.

    `served` is the place of the notice, needed where several are before the family.
    """

    served: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield AmendmentRepresentationsComplete(
            on=self.on, of=_notice(case, self.on, self.served).place
        )


class AnswerAmendmentRepresentations(Command):
    """Tell the family what the authority makes of a representation, by the entry's place."""

    representation: int
    answer: str
    accepted: bool

    def decide(self, case: Case) -> Iterator[Event]:
        found = require(case.at(self.representation), NOT_ON_AMENDMENTS)
        require(isinstance(found.event, AmendmentRepresentationsMade), NOT_ON_AMENDMENTS)
        require(found.first <= self.on, BEFORE_NOTICE)
        yield AmendmentRepresentationsAnswered(
            on=self.on, of=found.place, answer=self.answer, accepted=self.accepted
        )


class RequireAmendmentMeeting(Command, commutes=True):
    """Require a meeting about the amendments with an officer of the authority."""

    served: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        served = _notice(case, self.on, self.served)
        yield AmendmentMeetingRequired(on=self.on, of=served.place)
        if self.on > Hearing(case, served).ends:
            yield AMENDMENT_MEETING_AFTER_PERIOD.about(self.on)


class HoldAmendmentMeeting(Command):
    """Meet the family about the amendments, or offer to."""

    offered_only: bool = False
    attended_by: str | None = None
    served: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        served = _notice(case, self.on, self.served)
        required = Hearing(case, served).meeting_required
        yield AmendmentMeetingHeld(
            on=self.on,
            of=(required or served).place,
            offered_only=self.offered_only,
            attended_by=self.attended_by,
        )


def _notice(case: Case, on: date, place: int | None) -> Step:
    """Return the notice of that place, or the only one, that is before the family."""
    found = [
        notice
        for cause in NoticeCause
        for notice in pending_notices(case, cause)
        if place is None or case.at(place) in notices_since(case, notice)
    ]
    only = list(dict.fromkeys(found))  # one of an old file may have been for either cause
    require(len(only) > 0, NO_AMENDMENTS_PROPOSED)
    require(len(only) == 1, WHICH_NOTICE)
    served = only[0]
    require(served.first <= on, BEFORE_NOTICE)
    return served
