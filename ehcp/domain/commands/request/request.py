"""Asking for an assessment, or telling the authority of a child. CFA 2014 ss.22-24, 36(1)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.request.opening import opening, require_young_enough
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.opening import Child, Officer, Parent
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import (
    AssessmentRequested,
    BroughtToAttention,
    Informant,
    Requester,
    RequestWithdrawn,
)
from ehcp.domain.standing.detained import detained_on
from ehcp.domain.standing.requests import governing_request, pending_requests
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.calendar import NO_HOLIDAYS, ONE_DAY
from ehcp.law.citations import CFA_2014
from ehcp.law.time_limits.request import ASSESSMENT_SIX_MONTH_BAR

NOT_A_REQUESTER = Refusal(
    "not-a-requester",
    "Only a parent, the young person or a school or post-16 institution asks under s.36(1).",
    CFA_2014.s("36(1)"),
    instead="Record it as brought to attention: the same clocks run from the same day.",
    rule="A1",
)
ASK_UNDER_S71 = Refusal(
    "ask-under-s71",
    "For a detained person the home authority is asked under s.71, with the clocks of that.",
    CFA_2014.at("s.71(2), (4)"),
    instead="Record it as the request for a detained person, or the release.",
)
NOTHING_TO_WITHDRAW = Refusal(
    "nothing-to-withdraw",
    "No request is pending.",
    instead="Record the request first; what has been decided is no longer withdrawn.",
)
WITHDRAWN_BEFORE_REQUEST = Refusal(
    "withdrawn-before-request",
    "The withdrawal is dated before the request.",
    instead="Check the day, or correct that of the request.",
)

FORM_INCOMPLETE = Caution(
    "form-incomplete",
    "No form is prescribed: the clock runs from receipt, whatever the form lacks.",
    CFA_2014.s("36(1)"),
    rule="A3",
)
REQUEST_PENDING = Caution(
    "request-pending",
    "A request is pending already: the clocks go on running from the first.",
    CFA_2014.s("36(1)"),
)

ASSESSED_LATELY = Caution(
    "assessed-lately",
    "The last assessment ended within the six months before: only the notice that an assessment"
    " is considered falls away. The request is decided and the family told as ever.",
    CFA_2014.s("36(6)(b)"),
    rule="A6",
)


class AskedBy(StrEnum):
    """Who asks. The first three are the Act's; the rest are told what to do instead."""

    PARENT = Requester.PARENT
    YOUNG_PERSON = Requester.YOUNG_PERSON
    SCHOOL_OR_POST_16 = Requester.SCHOOL_OR_POST_16
    HEALTH_BODY = Informant.HEALTH_BODY
    HEALTH_VISITOR = Informant.HEALTH_VISITOR
    FOSTER_CARER = Informant.FOSTER_CARER
    SOCIAL_WORKER = Informant.SOCIAL_WORKER
    EARLY_YEARS_WORKER = Informant.EARLY_YEARS_WORKER
    POLICE = Informant.POLICE
    OTHER = Informant.OTHER


REQUESTERS = {
    AskedBy.PARENT: Requester.PARENT,
    AskedBy.YOUNG_PERSON: Requester.YOUNG_PERSON,
    AskedBy.SCHOOL_OR_POST_16: Requester.SCHOOL_OR_POST_16,
}


class RequestAssessment(Command, opens=True):
    """Ask the authority to secure an EHC needs assessment.

    `on` is the day the authority received it. The first command of a case says whose it is.
    """

    requested_by: AskedBy
    by_whom: str | None = None
    reasons: str | None = None
    form_complete: bool = True
    child: Child | None = None
    parents: tuple[Parent, ...] = ()
    officer: Officer | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        requester = require(REQUESTERS.get(self.requested_by), NOT_A_REQUESTER)
        require(not detained_on(case, self.on), ASK_UNDER_S71)
        require_young_enough(case, self.child, self.on)
        yield from opening(case, self.on, self.child, self.parents, self.officer)
        yield AssessmentRequested(
            on=self.on,
            requested_by=requester,
            by_whom=self.by_whom,
            reasons=self.reasons,
        )
        if not self.form_complete:
            yield FORM_INCOMPLETE.about(self.on)
        yield from of_earlier(case, self.on)


class BringToAttention(Command, opens=True):
    """Tell the authority of a child or young person who has or may have special needs.

    `on` is the day the authority was told. The first command of a case says whose it is.
    """

    informant: Informant
    by_whom: str | None = None
    reasons: str | None = None
    child: Child | None = None
    parents: tuple[Parent, ...] = ()
    officer: Officer | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(not detained_on(case, self.on), ASK_UNDER_S71)
        require_young_enough(case, self.child, self.on)
        yield from opening(case, self.on, self.child, self.parents, self.officer)
        yield BroughtToAttention(
            on=self.on, informant=self.informant, by_whom=self.by_whom, reasons=self.reasons
        )
        yield from of_earlier(case, self.on)


class WithdrawRequest(Command):
    """Take the request back. `on` is the day on which the authority heard of it.

    `request` is its place where several are pending: the first, if left out. The others stand,
    and the next of them then runs the clocks, from the day on which it was received.
    """

    reasons: str | None = None
    request: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        request = require(_withdrawable(case, self.request), NOTHING_TO_WITHDRAW)
        require(request.first <= self.on, WITHDRAWN_BEFORE_REQUEST)
        yield RequestWithdrawn(on=self.on, of=request.place, reasons=self.reasons)


def _withdrawable(case: Case, place: int | None) -> Step | None:
    """Return the request that is meant: the one of this place, else the first pending."""
    pending = pending_requests(case)
    if place is None:
        return next(iter(pending), None)
    return next((request for request in pending if request is case.at(place)), None)


def of_earlier(case: Case, on: date) -> Iterator[Event]:
    """Yield what is warned of where there was a request or an assessment before."""
    if governing_request(case):
        yield REQUEST_PENDING.about(on)
    ended = case.steps_of(FinalPlanIssued, NoPlanDecided)
    if ended and BEGINNING < ended[-1].first <= on and ended[-1].last != END:
        clear = ASSESSMENT_SIX_MONTH_BAR.last_day(ended[-1].last, calendar=NO_HOLIDAYS)
        if clear is not None and on < clear:  # the corresponding day is outside
            yield ASSESSED_LATELY.about(on, f"until {(clear - ONE_DAY).isoformat()}")
