"""Asking for a setting, consulting settings, and their replies. CFA 2014 ss.38(3)-40, 43."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.draft import draft_before
from ehcp.domain.event import Event
from ehcp.domain.events.naming import (
    ConsultedAs,
    SettingConsulted,
    SettingReplied,
    SettingRequested,
)
from ehcp.domain.events.placement import InstitutionAdmitted
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.plan.institution import Institution
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, EDUCATION_ACT_1996

CATEGORY_UNKNOWN = Refusal(
    "category-unknown",
    "Which institutions can be asked for depends on what they are in law.",
    CFA_2014.s("38(3)"),
    instead="Give the institution's category.",
    rule="D1",
)
CANNOT_BE_REQUESTED = Refusal(
    "cannot-be-requested",
    "A wholly independent institution cannot be asked for under s.38(3).",
    CFA_2014.s("38(3)") & EDUCATION_ACT_1996.s("9"),
    instead="Record the family's representations: the authority has regard to its wishes.",
    rule="D2",
)
NOT_CONSULTED = Refusal(
    "setting-not-consulted",
    "This institution has not been consulted.",
    instead="Record the consultation first.",
)
REPLIED_BEFORE_CONSULTED = Refusal(
    "replied-before-consulted", "The reply is dated before the consultation."
)
NOT_NAMED = Refusal(
    "institution-not-named",
    "The plan in force does not name this institution.",
    CFA_2014.s("43"),
)
ADMITTED_BEFORE_NAMED = Refusal(
    "admitted-before-named", "The admission is dated before the plan that names the institution."
)


class RequestSetting(Command):
    """Ask, as parent or young person, for an institution to be named in the plan."""

    institution: Institution

    def decide(self, case: Case) -> Iterator[Event]:
        draft = draft_before(case, self.on)
        category = require(self.institution.category, CATEGORY_UNKNOWN)
        require(category.may_be_requested, CANNOT_BE_REQUESTED)
        yield SettingRequested(on=self.on, of=draft.place, institution=self.institution)


class ConsultSetting(Command, commutes=True):
    """Consult an institution, or the authority that maintains it, about being named.

    `on` is the day on which it had the draft.
    """

    institution: Institution
    consulted_as: ConsultedAs

    def decide(self, case: Case) -> Iterator[Event]:
        yield SettingConsulted(
            on=self.on,
            of=draft_before(case, self.on).place,
            institution=self.institution,
            consulted_as=self.consulted_as,
        )


class RecordSettingReply(Command, commutes=True):
    """Record what an institution says that was consulted."""

    institution: Institution
    can_meet_needs: bool
    points: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        consultation = require(consultation_of(case, self.institution), NOT_CONSULTED)
        require(consultation.first <= self.on, REPLIED_BEFORE_CONSULTED)
        yield SettingReplied(
            on=self.on,
            of=consultation.place,
            institution=self.institution,
            can_meet_needs=self.can_meet_needs,
            points=self.points,
        )


class RecordAdmission(Command, commutes=True):
    """Record that the institution named in the plan gave the place."""

    institution: Institution

    def decide(self, case: Case) -> Iterator[Event]:
        plan = require(case.plan_in_force, NOT_NAMED)
        require(_names(plan, self.institution), NOT_NAMED)
        require(plan.first <= self.on, ADMITTED_BEFORE_NAMED)
        yield InstitutionAdmitted(on=self.on, of=plan.place, institution=self.institution)


def consultation_of(case: Case, institution: Institution) -> Step | None:
    """Return the latest consultation of this institution itself."""
    found = [
        step
        for step in case.steps_of(SettingConsulted)
        if isinstance(step.event, SettingConsulted) and institution.is_same(step.event.institution)
    ]
    return found[-1] if found else None


def requested_setting(case: Case, draft: Step) -> Institution | None:
    """Return the institution that the family last asked for since the draft of that process.

    A request made on an earlier draft of the same plan still stands: CFA 2014 s.38(3).
    """
    since = case.before(draft, FinalPlanIssued)
    requests = case.after(since, SettingRequested) if since else case.steps_of(SettingRequested)
    found = [s.event.institution for s in requests if isinstance(s.event, SettingRequested)]
    return found[-1] if found else None


def _names(plan: Step, institution: Institution) -> bool:
    """Whether a plan names it; it may where the record does not hold the plan."""
    event = plan.event
    if not isinstance(event, FinalPlanIssued | AmendedPlanIssued) or event.plan is None:
        return True
    return any(institution.is_same(placement.institution) for placement in event.plan.placements)
