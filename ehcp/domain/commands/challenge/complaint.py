"""Complaints to the authority and to the Ombudsman, their remedies, and judicial review."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.complaint import (
    ClaimIssued,
    ComplaintAnswered,
    CourtJudgment,
    RemedyAgreed,
    RemedyCarriedOut,
)
from ehcp.domain.events.record import ComplaintMade, ComplaintTo, OmbudsmanDecision
from ehcp.domain.step import Step

NO_COMPLAINT = Refusal(
    "no-complaint",
    "No complaint of that kind awaits an answer.",
    instead="Record the complaint first.",
)
BEFORE_COMPLAINT = Refusal(
    "before-the-complaint",
    "It is dated before what it answers.",
    instead="Give the day on which it happened.",
)
NOTHING_TO_REMEDY = Refusal(
    "nothing-to-remedy",
    "No complaint has been decided on that a remedy could follow.",
    instead="Record the answer or the decision first.",
)
REMEDY_NOT_SAID = Refusal(
    "remedy-not-said", "The remedy is empty.", instead="Say what the authority will do."
)
NO_REMEDY = Refusal(
    "no-remedy", "No remedy is open.", instead="Record what was agreed as a remedy first."
)
NO_CLAIM = Refusal(
    "no-claim",
    "No claim for judicial review awaits a judgment.",
    instead="Record the claim first.",
)


class RecordComplaint(Command, after_death=True):
    """Record a complaint. `stage` is that of the authority's own procedure."""

    to: ComplaintTo
    about: str
    stage: int | None = None
    reference: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = [step for step in case.steps_of(ComplaintAnswered) if step.first <= self.on]
        yield ComplaintMade(
            on=self.on,
            of=found[-1].place if found else None,
            to=self.to,
            about=self.about,
            stage=self.stage,
            reference=self.reference,
        )


class AnswerComplaint(Command, after_death=True):
    """Answer a complaint to the authority: the first that has no answer, unless it is named."""

    upheld: bool
    answer: str
    complaint: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        made = _complaint(case, ComplaintTo.AUTHORITY, self.complaint, self.on)
        yield ComplaintAnswered(on=self.on, of=made.place, upheld=self.upheld, answer=self.answer)


class RecordOmbudsmanDecision(Command, after_death=True):
    """Record what the Ombudsman decided on a complaint."""

    upheld: bool
    findings: str
    complaint: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        made = _complaint(case, ComplaintTo.OMBUDSMAN, self.complaint, self.on)
        yield OmbudsmanDecision(
            on=self.on, of=made.place, upheld=self.upheld, findings=self.findings
        )


class AgreeRemedy(Command, after_death=True):
    """Record what the authority agreed to do after a complaint, and by when."""

    remedy: str
    until: date | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = case.steps_of(ComplaintAnswered, OmbudsmanDecision)
        decided = require(found[-1] if found else None, NOTHING_TO_REMEDY)
        require(decided.first <= self.on, BEFORE_COMPLAINT)
        require(stated(self.remedy), REMEDY_NOT_SAID)
        yield RemedyAgreed(on=self.on, of=decided.place, remedy=self.remedy, until=self.until)


class CarryOutRemedy(Command, after_death=True):
    """Record that a remedy was carried out: the first that was not, unless it is named."""

    how: str
    remedy: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        agreed = _first_open(case, RemedyAgreed, RemedyCarriedOut, self.remedy)
        step = require(agreed, NO_REMEDY)
        require(step.first <= self.on, BEFORE_COMPLAINT)
        yield RemedyCarriedOut(on=self.on, of=step.place, how=self.how)


class RecordClaim(Command, after_death=True):
    """Record that a claim for judicial review was brought."""

    about: str
    reference: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield ClaimIssued(on=self.on, about=self.about, reference=self.reference)


class RecordJudgment(Command, after_death=True):
    """Record a court's judgment on a claim: the first without one, unless it is named."""

    outcome: str
    claim: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        claim = require(_first_open(case, ClaimIssued, CourtJudgment, self.claim), NO_CLAIM)
        require(claim.first <= self.on, BEFORE_COMPLAINT)
        yield CourtJudgment(on=self.on, of=claim.place, outcome=self.outcome)


def _complaint(case: Case, to: ComplaintTo, place: int | None, on: date) -> Step:
    """Return the complaint of a place, or the first to that body without an answer; or refuse."""
    answered = {case.at(s.event.of) for s in case.steps_of(ComplaintAnswered, OmbudsmanDecision)}
    waiting = (
        step
        for step in case.steps_of(ComplaintMade)
        if isinstance(step.event, ComplaintMade)
        and step.event.to in (to, None)
        and (step is case.at(place) if place is not None else step not in answered)
    )
    made = require(next(waiting, None), NO_COMPLAINT)
    require(made.first <= on, BEFORE_COMPLAINT)
    return made


def _first_open(
    case: Case, start: type[Event], end: type[Event], place: int | None
) -> Step | None:
    """Return the step of a place, or the first of a kind that nothing has answered."""
    ended = {case.at(step.event.of) for step in case.steps_of(end)}
    return next(
        (
            step
            for step in case.steps_of(start)
            if (step is case.at(place) if place is not None else step not in ended)
        ),
        None,
    )
