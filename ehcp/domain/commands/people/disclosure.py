"""Disclosing a plan. SI 2014/1530 regs 17 and 47.

The text of reg 17 has not been read in its own words: a disclosure without consent is warned of
here, and not refused. A purpose that is on no list is: nobody can say what would allow it.
"""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.plan.final import NO_PLAN
from ehcp.domain.event import Event
from ehcp.domain.events.capacity import Holder, Matter
from ehcp.domain.events.disclosure import (
    ConsentOf,
    DisclosurePurpose,
    HigherEducationDisclosureRequested,
    PlanDisclosed,
)
from ehcp.domain.standing.rights_holder import rights_holder
from ehcp.domain.step import Step
from ehcp.law.citations import SEND_REGS_2014

TO_WHOM = Refusal(
    "disclosed-to-whom",
    "It is not said to whom the plan is disclosed.",
    instead="Name the recipient.",
)
DISCLOSED_BEFORE_PLAN = Refusal(
    "disclosed-before-plan",
    "The day lies before the plan was issued.",
    instead="Check the day.",
)
PURPOSE_NOT_LISTED = Refusal(
    "purpose-not-listed",
    "A plan is not disclosed for a purpose that the regulation does not list.",
    SEND_REGS_2014.reg("17"),
    instead="Name the purpose as the list of purposes has it, or have the consent of the child or"
    " young person.",
    rule="J1",
)

NO_CONSENT = Caution(
    "disclosed-without-consent",
    "A plan is not disclosed without the consent of the child or young person, but for the"
    " cases of the regulation: say which one.",
    SEND_REGS_2014.reg("17"),
    rule="J1",
)
NO_EXCEPTION = Caution(
    "not-an-exception",
    "The regulation does not let a plan be disclosed for this purpose without consent.",
    SEND_REGS_2014.reg("17"),
    rule="J1",
)
NOT_THEIR_CONSENT = Caution(
    "not-their-consent",
    "The consent is that of the child or young person: a parent gives it for a child who does"
    " not understand enough, and for no young person.",
    SEND_REGS_2014.reg("17"),
    rule="J1",
)

WITH_CONSENT_ALONE = (DisclosurePurpose.AS_AGREED, DisclosurePurpose.HIGHER_EDUCATION)
IN_THE_PROCESS = (DisclosurePurpose.CONSULTATION, DisclosurePurpose.NAMED_SETTING)
"""What other provisions ask the authority to send: CFA 2014 ss.39 and 40, reg 13(2)."""
EXCEPTIONS = frozenset(DisclosurePurpose) - {*WITH_CONSENT_ALONE, *IN_THE_PROCESS}


class DisclosePlan(Command, after_death=True):
    """Send the plan in force to somebody: for what, and by whose consent or which exception.

    `purpose` is one of those for which a plan may be disclosed, by its id.
    """

    recipient: str
    purpose: str
    consent: ConsentOf | None = None
    exception: DisclosurePurpose | None = None
    parts: tuple[str, ...] = ()
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(self.recipient.strip() != "", TO_WHOM)
        purpose = require(_listed(self.purpose), PURPOSE_NOT_LISTED)
        higher = purpose is DisclosurePurpose.HIGHER_EDUCATION
        request = _waiting(case, self.recipient, self.on) if higher else None
        asked_for = case.at(request.event.of) if request else None
        plan = asked_for or _plan_by(case, self.on)
        yield PlanDisclosed(
            on=self.on,
            of=(request or plan).place,
            recipient=self.recipient,
            purpose=purpose,
            consent=self.consent,
            exception=self.exception,
            parts=self.parts,
            reasons=self.reasons,
        )
        if self.consent is None and request is None:
            yield from self._without_consent()
        elif self.consent is ConsentOf.PARENT_FOR_CHILD and self._is_young_person(case):
            yield NOT_THEIR_CONSENT.about(self.on)

    def _without_consent(self) -> Iterator[Event]:
        if self.exception is not None and self.exception not in EXCEPTIONS:
            yield NO_EXCEPTION.about(self.on, self.exception)
        elif self.exception is None and self.purpose in WITH_CONSENT_ALONE:
            yield NO_CONSENT.about(self.on)

    def _is_young_person(self, case: Case) -> bool:
        holder = rights_holder(case, self.on, Matter.DISCLOSURE).holder
        return holder not in (None, Holder.PARENT)


class RequestHigherEducationDisclosure(Command):
    """Ask, as young person, for the plan to be sent to higher education or for the allowance."""

    recipient: str

    def decide(self, case: Case) -> Iterator[Event]:
        require(self.recipient.strip() != "", TO_WHOM)
        plan = _plan_by(case, self.on)
        yield HigherEducationDisclosureRequested(
            on=self.on, of=plan.place, recipient=self.recipient
        )


def _listed(purpose: str) -> DisclosurePurpose | None:
    """Return the purpose of that id; None: there is none."""
    return DisclosurePurpose(purpose) if purpose in list(DisclosurePurpose) else None


def _plan_by(case: Case, on: date) -> Step:
    plan = require(case.plan_in_force, NO_PLAN)
    require(plan.first <= on, DISCLOSED_BEFORE_PLAN)
    return plan


def _waiting(case: Case, recipient: str, on: date) -> Step | None:
    """Return the first request to send the plan there, made by that day, that waits for it."""
    answered = [case.at(step.event.of) for step in case.steps_of(PlanDisclosed)]
    for step in case.steps_of(HigherEducationDisclosureRequested):
        event = step.event
        there = event.recipient if isinstance(event, HigherEducationDisclosureRequested) else None
        same = there is None or there.strip().casefold() == recipient.strip().casefold()
        if same and step not in answered and step.first <= on:
            return step
    return None
