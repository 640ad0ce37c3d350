"""A child or young person in youth custody. CFA 2014 ss.70-75; SI 2015/62."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.request.decision import DECISIONS, stated
from ehcp.domain.commands.request.opening import opening, require_young_enough
from ehcp.domain.commands.request.request import of_earlier
from ehcp.domain.commands.underway import latest
from ehcp.domain.event import Event
from ehcp.domain.events.detention import (
    DetainedAssessmentRequested,
    DetainedBroughtToAttention,
    DetainedRecipient,
    DetainedStepNotified,
    PersonDetained,
    PersonReleased,
)
from ehcp.domain.events.opening import Child, Officer, Parent
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.transfer import AssessmentStoppedByMove
from ehcp.domain.standing.detained import detained_at, detained_on, detention
from ehcp.domain.standing.requests import IN_DETENTION, governing_request
from ehcp.law.citations import CFA_2014, DETAINED_REGS_2015

DETAINED_ALREADY = Refusal(
    "detained-already",
    "A detention is recorded that has not ended.",
    instead="Record the release first, or correct the entry.",
)
NOT_DETAINED = Refusal(
    "not-detained",
    "Nobody is recorded as detained on that day.",
    CFA_2014.s("70"),
    instead="Record the detention first; for anybody else ask for an assessment under s.36(1).",
)
HOME_AUTHORITY = Refusal(
    "home-authority-unknown",
    "The duties to a detained person are the home authority's.",
    CFA_2014.s("70"),
    instead="Name the home authority.",
)
RELEASED_BEFORE_DETAINED = Refusal(
    "released-before-detained",
    "The release is dated before the detention.",
    instead="Check the day, or correct that of the detention.",
)
NOTHING_TO_TELL = Refusal(
    "nothing-to-tell",
    "No request, decision, draft or final plan is there that somebody could be told of.",
    DETAINED_REGS_2015.at("regs 4, 5, 13"),
    instead="Record the step first.",
)
TOLD_BEFORE_STEP = Refusal(
    "told-before-step",
    "It is dated before the step itself.",
    instead="Check the day, or correct that of the step.",
)

ELSEWHERE_AFTER_RELEASE = Caution(
    "elsewhere-after-release",
    "Another authority is responsible after the release: it decides afresh, and an assessment"
    " begun here is not finished here.",
    DETAINED_REGS_2015.reg("15(3)"),
)

STEPS = (*IN_DETENTION, *DECISIONS, DraftPlanIssued, FinalPlanIssued)


@dataclass(frozen=True, kw_only=True)
class Custody:
    """Where somebody is detained, since when, and who answers for them there."""

    since: date
    home_authority: str
    accommodation: str | None = None
    person_in_charge: str | None = None
    appropriate_person: str | None = None


class RecordDetention(Command):
    """Record that the child or young person was detained. `on` is the first day.

    An assessment that is under way goes on, within the time that it began with.
    """

    home_authority: str
    accommodation: str | None = None
    person_in_charge: str | None = None
    appropriate_person: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(detention(case) is None, DETAINED_ALREADY)
        require(stated(self.home_authority), HOME_AUTHORITY)
        yield PersonDetained(
            on=self.on,
            home_authority=self.home_authority,
            accommodation=self.accommodation,
            person_in_charge=self.person_in_charge,
            appropriate_person=self.appropriate_person,
        )


class RequestDetainedAssessment(Command, opens=True):
    """Ask the home authority to assess a detained person. `on` is the day it had the request.

    The first command of a case says whose it is. `custody` is where and since when the person
    is detained, unless that is recorded.
    """

    by_whom: str
    reasons: str | None = None
    custody: Custody | None = None
    child: Child | None = None
    parents: tuple[Parent, ...] = ()
    officer: Officer | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require_young_enough(case, self.child, self.on)
        yield from opening(case, self.on, self.child, self.parents, self.officer)
        yield from _into_custody(case, self.custody, self.on)
        yield DetainedAssessmentRequested(on=self.on, by_whom=self.by_whom, reasons=self.reasons)
        yield from of_earlier(case, self.on)


class BringDetainedToAttention(Command, opens=True):
    """Tell the home authority of a detained person. `on` is the day it was told.

    The first command of a case says whose it is. `custody` is where and since when the person
    is detained, unless that is recorded.
    """

    by_whom: str
    reasons: str | None = None
    custody: Custody | None = None
    child: Child | None = None
    parents: tuple[Parent, ...] = ()
    officer: Officer | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require_young_enough(case, self.child, self.on)
        yield from opening(case, self.on, self.child, self.parents, self.officer)
        yield from _into_custody(case, self.custody, self.on)
        yield DetainedBroughtToAttention(on=self.on, by_whom=self.by_whom, reasons=self.reasons)
        yield from of_earlier(case, self.on)


class NotifyDetainedStep(Command, commutes=True):
    """Tell somebody who must know of a request, decision, draft or plan for a detained person."""

    recipient: DetainedRecipient
    name: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        step = require(latest(case, *STEPS, until=()), NOTHING_TO_TELL)
        require(detained_at(case, step), NOTHING_TO_TELL)
        require(step.first <= self.on, TOLD_BEFORE_STEP)
        yield DetainedStepNotified(
            on=self.on, of=step.place, recipient=self.recipient, name=self.name
        )


class RecordRelease(Command):
    """Record the release. `on` is that day.

    `to_authority` is the authority responsible from then on, where it is another one: an
    assessment that is under way stops here then.
    """

    to_authority: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        lasts = require(detention(case), NOT_DETAINED)
        require(lasts.first <= self.on, RELEASED_BEFORE_DETAINED)
        yield PersonReleased(on=self.on, of=lasts.place, to_authority=self.to_authority)
        request = governing_request(case)
        if self.to_authority and request is not None:
            yield AssessmentStoppedByMove(
                on=self.on, of=request.place, to_authority=self.to_authority
            )
            yield ELSEWHERE_AFTER_RELEASE.about(self.on, self.to_authority)


def _into_custody(case: Case, custody: Custody | None, on: date) -> Iterator[Event]:
    """Yield the detention that a request speaks of, unless it is recorded."""
    if detained_on(case, on):
        require(custody is None, DETAINED_ALREADY)
        return
    found = require(custody, NOT_DETAINED)
    require(detention(case) is None and found.since <= on, NOT_DETAINED)
    require(stated(found.home_authority), HOME_AUTHORITY)
    yield PersonDetained(
        on=found.since,
        home_authority=found.home_authority,
        accommodation=found.accommodation,
        person_in_charge=found.person_in_charge,
        appropriate_person=found.appropriate_person,
    )
