"""Asking for a setting, consulting settings, and their replies. CFA 2014 ss.38(3)-40."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.amending import notices_since, pending_notices, plan_of
from ehcp.domain.commands.before_the_family import BEFORE_DRAFT, NO_DRAFT, before_the_family
from ehcp.domain.commands.underway import ASSESSMENT_ENDS, pending_draft
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import NoticeCause, NotToAmendDecided
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.naming import (
    ConsultedAs,
    SettingConsulted,
    SettingReplied,
    SettingRequested,
)
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import PlanKeptAfterReassessment
from ehcp.domain.plan.institution import Institution
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.standing.withdrawals import going_on
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
    "replied-before-consulted",
    "The reply is dated before the consultation.",
    instead="Check the day, or correct that of the consultation.",
)


class RequestSetting(Command):
    """Ask, as parent or young person, for an institution to be named in the plan."""

    institution: Institution

    def decide(self, case: Case) -> Iterator[Event]:
        draft = _served(case, self.on)
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
            of=_served(case, self.on).place,
            institution=self.institution,
            consulted_as=self.consulted_as,
        )


class RecordSettingReply(Command, commutes=True):
    """Record what an institution says that was consulted, or the authority that maintains it."""

    institution: Institution
    can_meet_needs: bool
    points: str | None = None
    from_maintainer: bool = False

    def decide(self, case: Case) -> Iterator[Event]:
        asked = _consultations(case, self.institution, maintainer=self.from_maintainer)
        require(len(asked) > 0, NOT_CONSULTED)
        by_then = [step for step in asked if step.first <= self.on]
        consultation = require(by_then[-1] if by_then else None, REPLIED_BEFORE_CONSULTED)
        yield SettingReplied(
            on=self.on,
            of=consultation.place,
            institution=self.institution,
            can_meet_needs=self.can_meet_needs,
            points=self.points,
        )


def consulted_for_plan(
    case: Case, institution: Institution, on: date, *, maintainer: bool = False
) -> Step | None:
    """Return a consultation for the plan that is now being made or amended, by that day.

    It has followed the plan in force, or the first draft of a first plan: an older one was
    about another draft, unless it was on what is before the family still. Where the record does
    not hold the plan in force, any counts. That somebody was consulted once more later takes
    nothing from it.
    """
    found = [s for s in _consultations(case, institution, maintainer=maintainer) if s.first <= on]
    since = case.plan_in_force or _first_draft(case)
    if since is not None and plan_of(since) is not None:
        still = _still_before_the_family(case)
        found = [s for s in found if case.follows(s, since) or case.at(s.event.of) in still]
    return found[-1] if found else None


def _still_before_the_family(case: Case) -> set[Step]:
    """Return the draft and the notices, with those that they follow up, that await their plan."""
    draft = pending_draft(case)
    notices = (n for cause in NoticeCause for n in pending_notices(case, cause))
    found = {step for notice in notices for step in notices_since(case, notice)}
    return found | {draft} if draft else found


def _first_draft(case: Case) -> Step | None:
    """Return the first draft of a plan that has not been issued, of those that followed it."""
    first: Step | None = None
    drafts = going_on(case, DraftPlanIssued)
    for step in drafts.steps_of(DraftPlanIssued, *ASSESSMENT_ENDS, *PLAN_ENDS):
        if isinstance(step.event, DraftPlanIssued):
            first = first or step
        elif isinstance(step.event, ASSESSMENT_ENDS) or ends_plan(case, step):
            first = None
    return first


def _consultations(case: Case, institution: Institution, *, maintainer: bool) -> list[Step]:
    return [
        step
        for step in case.steps_of(SettingConsulted)
        if isinstance(step.event, SettingConsulted)
        and institution.is_same(step.event.institution)
        and (step.event.consulted_as is ConsultedAs.MAINTAINING_AUTHORITY) is maintainer
    ]


def requested_setting(case: Case, draft: Step) -> Institution | None:
    """Return the institution that the family last asked for since the draft of that process.

    A request made on an earlier draft of the same plan still stands: CFA 2014 s.38(3). One that
    was made on what came to no plan was answered with that.
    """
    since = case.before(draft, FinalPlanIssued, AmendedPlanIssued)
    requests = case.after(since, SettingRequested) if since else case.steps_of(SettingRequested)
    found = [
        step.event.institution
        for step in requests
        if isinstance(step.event, SettingRequested) and not _came_to_nothing(case, step, draft)
    ]
    return found[-1] if found else None


def _came_to_nothing(case: Case, asked: Step, draft: Step) -> bool:
    """Whether no plan was to follow what a request was made on, before another draft was served.

    It was decided not to amend after that notice, or what the draft was for ended without a plan.
    """
    served = case.at(asked.event.of)
    for end in case.after(asked, NotToAmendDecided, NoPlanDecided, PlanKeptAfterReassessment):
        ended = case.at(end.event.of)
        if served is None or ended is None or not case.follows(draft, end):
            continue
        if served in notices_since(case, ended) or case.at(served.event.of) is ended:
            return True
    return False


def _served(case: Case, on: date) -> Step:
    """Return the draft, or the notice of amendments, on which the family is being heard."""
    served = require(before_the_family(case), NO_DRAFT)
    require(served.first <= on, BEFORE_DRAFT)
    return served
