"""The draft plan, and what the family says of it. CFA 2014 s.38; SI 2014/1530 reg 13(1)."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.assessment.advice import require_advice_sought
from ehcp.domain.commands.before_the_family import BEFORE_DRAFT, NO_DRAFT
from ehcp.domain.commands.plan.contents import require_contents
from ehcp.domain.commands.plan.hearing import Hearing, shortest_period
from ehcp.domain.commands.plan.identity import require_identity
from ehcp.domain.commands.plan.warned_of import cautions, preparation_cautions
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED, stated
from ehcp.domain.commands.underway import (
    child,
    latest,
    pending_draft,
    reason_for_plan,
    standing_no_plan,
)
from ehcp.domain.event import Event
from ehcp.domain.events.draft import (
    DraftMeetingHeld,
    MeetingRequired,
    RepresentationsAnswered,
    RepresentationsComplete,
    RepresentationsMade,
)
from ehcp.domain.events.plan import DraftNoticeItem, DraftPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed, Route
from ehcp.domain.plan.sections import Plan, Section
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, SEND_REGS_2014

NO_REASON_FOR_PLAN = Refusal(
    "no-reason-for-plan",
    "No plan is being prepared: no assessment is under way, and no order to make a plan.",
    CFA_2014.s("37(1)"),
    instead="Agree to assess or re-assess, record the order, or, where the authority drops its"
    " own decision that no plan is needed, give the route own-decision.",
)
NO_DECISION_DROPPED = Refusal(
    "no-decision-dropped",
    "No decision stands that no plan is needed, for the authority to drop by itself.",
    CFA_2014.s("37(1)"),
    instead="Leave out the route.",
)
DRAFT_BEFORE_REASON = Refusal(
    "draft-before-assessment",
    "The draft is dated before the assessment was agreed or the plan ordered.",
    instead="Check the day, or correct that of the agreement or the order.",
)
DRAFT_NAMES_SETTING = Refusal(
    "draft-names-setting",
    "A draft plan names no school or institution, and no type.",
    CFA_2014.s("38(5)"),
    instead="Leave Section I empty.",
    rule="C7",
)
NO_APPENDICES = Refusal(
    "draft-without-appendices",
    "The draft goes to the family with the advice and information from the assessment.",
    CFA_2014.s("38(2)") & SEND_REGS_2014.reg("12(4)"),
    instead="Put the advice into Section K.",
    rule="C8",
)
DRAFT_NOTICE_INCOMPLETE = Refusal(
    "draft-notice-incomplete",
    "With the draft goes notice of the right to make representations, to ask for a setting,"
    " of the period, of a meeting, and of where to find settings.",
    CFA_2014.at("s.38(2),(4)") & SEND_REGS_2014.reg("13(1)"),
    instead="Send it with all five.",
    rule="C8",
)
PERIOD_TOO_SHORT = Refusal(
    "period-too-short",
    "The family has at least 15 days, beginning with the day on which the draft is served.",
    SEND_REGS_2014.reg("13(1)(a)"),
    instead="Give a later last day, or leave it out.",
    rule="C8",
)
NO_SUCH_ELEMENT = Refusal(
    "no-such-element",
    "The draft has no element with this id in this section.",
    instead="Give the section and the id as the draft has them, or leave both out.",
)
NO_SUCH_REPRESENTATION = Refusal(
    "no-such-representation",
    "This entry is no representation.",
    instead="Give the place of the entry that records the representation.",
)
CHANGED_THOUGH_TURNED_DOWN = Refusal(
    "changed-though-turned-down",
    "A representation that was turned down changes nothing in the plan.",
    instead="Accept it, or name no elements.",
)

MEETING_AFTER_PERIOD = Caution(
    "meeting-after-period",
    "The family required the meeting after the period for representations was over.",
    SEND_REGS_2014.reg("13(1)(a)(ii)"),
)


class IssueDraftPlan(Command):
    """Send the family a draft plan, with its appendices and notice of their rights.

    Where the authority drops its own decision that no plan is needed, `route` says so. An
    order, or what stands for one, is on record: then nothing has to be said.
    """

    plan: Plan
    notice: tuple[DraftNoticeItem, ...]
    s19_considered: str
    representations_until: date | None = None
    takes_up: tuple[int, ...] = ()
    route: Route | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        reason = self._reason(case)
        require(reason.first <= self.on, DRAFT_BEFORE_REASON)
        if isinstance(reason.event, AssessmentAgreed | ReassessmentAgreed):
            require_advice_sought(case, reason, self.on)
        require(not self.plan.placements, DRAFT_NAMES_SETTING)
        require_contents(self.plan)
        require_identity(case, self.plan)
        require(len(self.plan.appendices) > 0, NO_APPENDICES)
        require(set(self.notice) == set(DraftNoticeItem), DRAFT_NOTICE_INCOMPLETE)
        until = self.representations_until or shortest_period(self.on)
        require(until >= shortest_period(self.on), PERIOD_TOO_SHORT)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        for place in self.takes_up:
            representation_at(case, place, self.on)
        yield DraftPlanIssued(
            on=self.on,
            of=reason.place,
            plan=self.plan,
            notice=self.notice,
            representations_until=until,
            s19_considered=self.s19_considered,
            takes_up=self.takes_up,
            route=self.route,
        )
        yield from cautions(child(case), self.plan, self.on)
        yield from preparation_cautions(child(case), self.plan, self.on)

    def _reason(self, case: Case) -> Step:
        """Return what the plan is prepared for. Raises Refused."""
        reason = reason_for_plan(case)
        if self.route is not Route.OWN_DECISION:
            return require(reason, NO_REASON_FOR_PLAN)
        require(reason is None, NO_DECISION_DROPPED)
        return require(standing_no_plan(case), NO_DECISION_DROPPED)


class MakeRepresentations(Command, commutes=True):
    """Say what the family thinks of the draft: of an element, a section, or the whole of it."""

    text: str
    section: Section | None = None
    element: str | None = None
    setting: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        draft = draft_before(case, self.on)
        require(_has(draft, self.section, self.element), NO_SUCH_ELEMENT)
        yield RepresentationsMade(
            on=self.on,
            of=draft.place,
            section=self.section,
            element=self.element,
            text=self.text,
            setting=self.setting,
        )


class ConfirmRepresentationsComplete(Command):
    """Confirm, for the family and in writing, that it has nothing more to say."""

    def decide(self, case: Case) -> Iterator[Event]:
        yield RepresentationsComplete(on=self.on, of=draft_before(case, self.on).place)


class AnswerRepresentations(Command):
    """Tell the family what the authority makes of a representation, by the entry's place.

    `changed` are the ids of the elements that change for it, or come to be.
    """

    representation: int
    answer: str
    accepted: bool
    changed: tuple[str, ...] = ()

    def decide(self, case: Case) -> Iterator[Event]:
        found = representation_at(case, self.representation, self.on)
        require(self.accepted or not self.changed, CHANGED_THOUGH_TURNED_DOWN)
        yield RepresentationsAnswered(
            on=self.on,
            of=found.place,
            answer=self.answer,
            accepted=self.accepted,
            changed=self.changed,
        )


class RequireMeeting(Command, commutes=True):
    """Require a meeting about the draft with an officer of the authority."""

    def decide(self, case: Case) -> Iterator[Event]:
        draft = draft_before(case, self.on)
        yield MeetingRequired(on=self.on, of=draft.place)
        if self.on > Hearing(case, draft).ends:
            yield MEETING_AFTER_PERIOD.about(self.on)


class HoldMeeting(Command):
    """Meet the family about the draft, or offer to."""

    offered_only: bool = False
    attended_by: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        draft = draft_before(case, self.on)
        required = latest(case, MeetingRequired, until=(DraftMeetingHeld,))
        yield DraftMeetingHeld(
            on=self.on,
            of=(required or draft).place,
            offered_only=self.offered_only,
            attended_by=self.attended_by,
        )


def representation_at(case: Case, place: int, on: date) -> Step:
    """Return the representation that was recorded there, made by that day. Raises Refused."""
    found = require(case.at(place), NO_SUCH_REPRESENTATION)
    require(isinstance(found.event, RepresentationsMade), NO_SUCH_REPRESENTATION)
    require(found.first <= on, BEFORE_DRAFT)
    return found


def draft_before(case: Case, on: date) -> Step:
    """Return the draft that is before the family on that day. Raises Refused."""
    draft = require(pending_draft(case), NO_DRAFT)
    require(draft.first <= on, BEFORE_DRAFT)
    return draft


def _has(draft: Step, section: Section | None, element: str | None) -> bool:
    """Whether the draft has the element; it has where the record does not hold the draft."""
    plan = draft.event.plan if isinstance(draft.event, DraftPlanIssued) else None
    if plan is None or element is None:
        return True
    return any(
        element == found.id and section in (None, letter) for letter, found in plan.elements()
    )
