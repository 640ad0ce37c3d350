"""Asking for an assessment, or telling the authority of a child. CFA 2014 ss.22-24, 36(1)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.underway import child as child_of
from ehcp.domain.commands.underway import governing_request
from ehcp.domain.event import Event
from ehcp.domain.events.opening import CaseOpened, Child, Officer, Parent
from ehcp.domain.events.request import (
    AssessmentRequested,
    BroughtToAttention,
    Informant,
    Requester,
    RequestWithdrawn,
)
from ehcp.law.citations import CFA_2014
from ehcp.law.counting import corresponding_date

NOT_A_REQUESTER = Refusal(
    "not-a-requester",
    "Only a parent, the young person or a school or post-16 institution asks under s.36(1).",
    CFA_2014.s("36(1)"),
    instead="Record it as brought to attention: the same clocks run from the same day.",
    rule="A1",
)
TOO_OLD = Refusal(
    "too-old",
    "A young person is over compulsory school age and under 25.",
    CFA_2014.s("83(2)"),
    rule="A4",
)
WHOSE_CASE = Refusal(
    "whose-case",
    "The first command of a case says whose it is.",
    instead="Give the child's name and date of birth.",
)
NOT_BORN = Refusal(
    "not-born",
    "The child's date of birth lies after that day.",
    instead="Check the date of birth.",
)
OPEN_ALREADY = Refusal(
    "case-open-already",
    "The case already says whose it is.",
    instead="Leave out child and parents, or correct the details.",
)
NOTHING_TO_WITHDRAW = Refusal("nothing-to-withdraw", "No request is pending.")
WITHDRAWN_BEFORE_REQUEST = Refusal(
    "withdrawn-before-request", "The withdrawal is dated before the request."
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

YEARS_OF_A_YOUNG_PERSON = 25


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
        _young_enough(self.child or child_of(case), self.on)
        yield from _opening(case, self.on, self.child, self.parents, self.officer)
        yield AssessmentRequested(
            on=self.on,
            requested_by=requester,
            by_whom=self.by_whom,
            reasons=self.reasons,
        )
        if not self.form_complete:
            yield FORM_INCOMPLETE.about(self.on)
        if governing_request(case):
            yield REQUEST_PENDING.about(self.on)


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
        _young_enough(self.child or child_of(case), self.on)
        yield from _opening(case, self.on, self.child, self.parents, self.officer)
        yield BroughtToAttention(
            on=self.on, informant=self.informant, by_whom=self.by_whom, reasons=self.reasons
        )
        if governing_request(case):
            yield REQUEST_PENDING.about(self.on)


class WithdrawRequest(Command):
    """Take the request back. `on` is the day on which the authority heard of it."""

    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        request = require(governing_request(case), NOTHING_TO_WITHDRAW)
        require(request.first <= self.on, WITHDRAWN_BEFORE_REQUEST)
        yield RequestWithdrawn(on=self.on, of=request.place, reasons=self.reasons)


def _opening(
    case: Case,
    on: date,
    child: Child | None,
    parents: tuple[Parent, ...],
    officer: Officer | None,
) -> Iterator[Event]:
    if case.last(CaseOpened) is not None:
        require((child, parents, officer) == (None, (), None), OPEN_ALREADY)
    else:
        require(child is not None or case.version > 0, WHOSE_CASE)
        if child:
            require(child.name.strip() != "", WHOSE_CASE)
            yield CaseOpened(on=on, child=child, parents=parents, officer=officer)


def _young_enough(child: Child | None, on: date) -> None:
    if child:
        require(child.date_of_birth <= on, NOT_BORN)
        birthday = corresponding_date(child.date_of_birth, 12 * YEARS_OF_A_YOUNG_PERSON)
        require(on < birthday, TOO_OLD)
