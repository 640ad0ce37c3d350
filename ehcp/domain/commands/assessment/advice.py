"""Advice and information for the assessment. SI 2014/1530 regs 6 to 8."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, Refused, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.underway import REASSESSMENT_ENDS, assessment_under_way, child
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import (
    AdviceReceived,
    AdviceRequested,
    AdviceRequestRefused,
    AdviceReused,
)
from ehcp.domain.events.reassessment import ReassessmentAgreed, ReassessmentRequested
from ehcp.domain.plan.school_year import in_or_beyond_year_9
from ehcp.domain.standing.relations import named
from ehcp.domain.standing.requests import REQUESTS
from ehcp.domain.standing.withdrawals import last_given_up
from ehcp.domain.step import Step
from ehcp.law.citations import SEND_REGS_2014

NO_ASSESSMENT = Refusal(
    "no-assessment",
    "No assessment is under way.",
    SEND_REGS_2014.reg("6(1)"),
    instead="Agree to assess first.",
)
BEFORE_ASSESSMENT = Refusal(
    "before-assessment",
    "It is dated before the authority agreed to assess.",
    instead="Check the day, or correct that of the agreement to assess.",
)
ADVICE_BEFORE_REQUEST = Refusal(
    "advice-before-request",
    "The advice is dated before it was asked for.",
    instead="Check the day, or correct that of the request for the advice.",
)
ADVICE_SUFFICES = Refusal(
    "advice-suffices",
    "Advice of this kind is there, and all three are satisfied that it is sufficient.",
    SEND_REGS_2014.reg("6(4)"),
    instead="Use the advice that is there.",
    rule="B4",
)
NOT_ALL_THREE = Refusal(
    "not-all-three-satisfied",
    "Advice is used again only if its author, the authority and the family are all satisfied"
    " that it is sufficient.",
    SEND_REGS_2014.reg("6(4)"),
    instead="Record the three agreements, or ask for advice afresh.",
    rule="B4",
)
FAMILY_ASKED_AFRESH = Refusal(
    "family-asked-afresh",
    "The advice of the parent or young person is always asked for.",
    SEND_REGS_2014.reg("6(4)"),
    instead="Ask the family.",
    rule="B4",
)
NO_REASON_FOR_NOT_ASKING = Refusal(
    "no-reason-for-not-asking",
    "Advice that the family reasonably asks for is sought; if not, the reason is recorded.",
    SEND_REGS_2014.reg("6(1)(h)"),
    instead="Give the reason, or seek the advice.",
    rule="B1",
)
ADVICE_NOT_SOUGHT = Refusal(
    "advice-not-sought",
    "The assessment is not complete while advice that must be sought has not been.",
    SEND_REGS_2014.reg("6(1)"),
    instead="Seek it, or record that advice is used again.",
    rule="B1",
)

QUALIFIED_TEACHER = Caution(
    "qualified-teacher",
    "Educational advice on a hearing or visually impaired person follows consultation of a"
    " suitably qualified teacher.",
    SEND_REGS_2014.reg("6(2)"),
    rule="B2",
)


class AdviceKind(StrEnum):
    """The paragraphs of reg 6(1)."""

    FAMILY = "a"
    EDUCATIONAL = "b"
    MEDICAL = "c"
    PSYCHOLOGICAL = "d"
    SOCIAL_CARE = "e"
    APPROPRIATE = "f"
    ADULTHOOD = "g"
    ASKED_FOR = "h"


ALWAYS = (
    AdviceKind.FAMILY,
    AdviceKind.EDUCATIONAL,
    AdviceKind.MEDICAL,
    AdviceKind.PSYCHOLOGICAL,
    AdviceKind.SOCIAL_CARE,
)
OF_SEVERAL = (AdviceKind.APPROPRIATE, AdviceKind.ASKED_FOR)
"""Paragraphs that may be about several people, each with advice of their own."""
SOUGHT = (AdviceRequested, AdviceReceived, AdviceReused)


class RequestAdvice(Command, commutes=True):
    """Ask for advice. `on` is the day on which the body asked had the request."""

    kind: AdviceKind
    from_body: str
    qualified_teacher: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        agreed = _assessment(case, self.on)
        require(not any(map(self._again, case.after(agreed, AdviceReused))), ADVICE_SUFFICES)
        yield AdviceRequested(
            on=self.on,
            of=agreed.place,
            kind=self.kind,
            from_body=self.from_body,
            qualified_teacher=self.qualified_teacher,
        )
        impaired = (about := child(case)) and (about.hearing_impaired or about.visually_impaired)
        if impaired and self.kind is AdviceKind.EDUCATIONAL and not self.qualified_teacher:
            yield QUALIFIED_TEACHER.about(self.on)

    def _again(self, reused: Step) -> bool:
        """Whether it would be advice again of which all three are satisfied with what is there.

        Of those who may be several only the author's own is.
        """
        author = getattr(reused.event, "author", None)
        same = author is None or named(author) == named(self.from_body)
        return kind_of(reused) == self.kind and (same or self.kind not in OF_SEVERAL)


class RecordAdvice(Command, commutes=True):
    """Record advice that came, whether or not it had been asked for.

    It came as a document, or in words by what it `says`.
    """

    kind: AdviceKind
    from_body: str
    author: str | None = None
    dated: date | None = None
    document: str | None = None
    says: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        asked = self._request(case)
        require(asked is None or asked.first <= self.on, ADVICE_BEFORE_REQUEST)
        yield AdviceReceived(
            on=self.on,
            of=asked.place if asked else None,
            kind=self.kind,
            from_body=self.from_body,
            author=self.author,
            dated=self.dated,
            document=self.document,
            says=self.says,
        )

    def _request(self, case: Case) -> Step | None:
        """Return the request it answers: the first of its kind and body without an answer.

        One of the assessment that is under way comes before what an earlier one never had.
        """
        answered = [case.at(step.event.of) for step in case.steps_of(AdviceReceived)]
        waiting = [
            step
            for step in case.steps_of(AdviceRequested)
            if isinstance(step.event, AdviceRequested)
            and step.event.kind in (None, self.kind)
            and (not step.event.from_body or named(step.event.from_body) == named(self.from_body))
            and step not in answered
        ]
        under_way = assessment_under_way(case)
        now = [step for step in waiting if under_way and case.at(step.event.of) is under_way]
        return next(iter(now or waiting), None)


class ReuseAdvice(Command):
    """Use advice that is there already, because all three are satisfied with it."""

    kind: AdviceKind
    author: str
    author_agrees: bool
    authority_agrees: bool
    family_agrees: bool
    dated: date | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        agreed = _assessment(case, self.on)
        require(self.kind is not AdviceKind.FAMILY, FAMILY_ASKED_AFRESH)
        all_three = self.author_agrees and self.authority_agrees and self.family_agrees
        require(all_three, NOT_ALL_THREE)
        yield AdviceReused(
            on=self.on,
            of=agreed.place,
            kind=self.kind,
            author=self.author,
            dated=self.dated,
            author_agrees=True,
            authority_agrees=True,
            family_agrees=True,
        )


class RefuseAdviceRequest(Command):
    """Tell the family that advice it asked for will not be sought, and why."""

    from_body: str
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        agreed = _assessment(case, self.on)
        require(stated(self.reasons), NO_REASON_FOR_NOT_ASKING)
        yield AdviceRequestRefused(
            on=self.on, of=agreed.place, from_body=self.from_body, reasons=self.reasons
        )


def require_advice_sought(case: Case, agreed: Step, on: date) -> None:
    """Refuse to complete the assessment while advice that must be sought has not been."""
    request = _asked_for(case, agreed)
    sought = {kind_of(step) for step in case.after(request, *SOUGHT) if step.first <= on}
    missing = [kind for kind in _must_be_sought(case, on) if kind not in sought]
    if missing:
        paragraphs = ", ".join(f"({kind})" for kind in missing)
        raise Refused(replace(ADVICE_NOT_SOUGHT, instead=f"Seek it under reg 6(1){paragraphs}."))


def _asked_for(case: Case, agreed: Step) -> Step:
    """Return the request that an agreement answers; the agreement if nobody asked.

    If an assessment ended since, with another request, it is that withdrawal.
    """
    if isinstance(agreed.event, ReassessmentAgreed):
        # Advice from the first assessment, or an earlier one, is none for this.
        found = case.before(agreed, ReassessmentRequested, *REASSESSMENT_ENDS)
        return found if found and isinstance(found.event, ReassessmentRequested) else agreed
    since = (case.before(agreed, *REQUESTS), last_given_up(case, before=agreed))
    return max((step for step in since if step), key=case.number, default=agreed)


def kind_of(step: Step) -> str | None:
    """Return the letter in reg 6(1) of advice that was asked for, came or is used again."""
    return step.event.kind if isinstance(step.event, SOUGHT) else None


def _must_be_sought(case: Case, on: date) -> tuple[AdviceKind, ...]:
    about = child(case)
    if about and in_or_beyond_year_9(about.date_of_birth, on, offset=about.year_offset):
        return (*ALWAYS, AdviceKind.ADULTHOOD)
    return ALWAYS


def _assessment(case: Case, on: date) -> Step:
    agreed = require(assessment_under_way(case), NO_ASSESSMENT)
    require(agreed.first <= on, BEFORE_ASSESSMENT)
    return agreed
