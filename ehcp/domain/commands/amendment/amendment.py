"""The notice of proposed amendments, and the decision not to amend after it. Regs 22 and 28."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.amending import (
    notices_since,
    pending_notices,
    plan_of,
    reviews_without_notice,
)
from ehcp.domain.commands.challenge.during_appeal import AMENDED_DURING_APPEAL, during_appeal
from ehcp.domain.commands.plan.final import plan_before
from ehcp.domain.commands.plan.hearing import NOTICE_WINDOWS, Hearing, shortest_period
from ehcp.domain.commands.request.decision import FOUR_ITEMS, S19_NOT_CONSIDERED, stated
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import (
    AmendmentNoticeItem,
    NoticeCause,
    NotToAmendDecided,
    ProposedAmendment,
)
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.events.review import AmendmentNoticeIssued
from ehcp.domain.plan.letters import Section
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.reviews import review_at
from ehcp.domain.step import Step
from ehcp.law.citations import SEND_REGS_2014

NO_REVIEW_TO_AMEND = Refusal(
    "no-review-to-amend",
    "No review meeting or decision stands that amendments could follow.",
    SEND_REGS_2014.reg("22(2)"),
    instead="Record the review, or propose the amendments without one.",
    rule="F9",
)
BEFORE_REVIEW = Refusal(
    "notice-before-review",
    "The notice is dated before the review that it follows.",
    instead="Check the day, or correct that of the review.",
)
WHICH_TO_AMEND = Refusal(
    "which-review-to-amend",
    "More than one review awaits the notice of its amendments, or has one out.",
    SEND_REGS_2014.reg("22(2)"),
    instead="Say which: give the place of the entry that began it.",
)
WHICH_NOTICE = Refusal(
    "which-notice",
    "More than one notice of amendments is before the family.",
    SEND_REGS_2014.reg("22(2)"),
    instead="Say which: give the place of the notice.",
)
NOTHING_PROPOSED = Refusal(
    "nothing-proposed",
    "The notice says what is to be amended: that the plan will be amended is not enough.",
    SEND_REGS_2014.at("regs 20(10), 22(2)(a)"),
    instead="Give the amendments.",
    rule="F6",
)
AMENDMENT_UNFOUNDED = Refusal(
    "amendment-unfounded",
    "Each amendment has its reason and the evidence it rests on.",
    SEND_REGS_2014.reg("22(2)(a)"),
    instead="Give both for each of them.",
    rule="F6",
)
NOTHING_TO_LEAVE_OUT = Refusal(
    "nothing-to-leave-out",
    "The plan in force has no such element that could be left out.",
    SEND_REGS_2014.reg("22(2)(a)"),
    instead="Name an element of the plan, or say how the new one is to read.",
    rule="F8",
)
NOTICE_NAMES_SETTING = Refusal(
    "notice-names-setting",
    "The notice names no setting beyond what the existing plan shows.",
    SEND_REGS_2014.reg("22(2)"),
    instead="Leave the wording for Section I empty.",
    rule="F8",
)
NOTICE_INCOMPLETE = Refusal(
    "amendment-notice-incomplete",
    "With the notice go the existing plan, the amendments and their evidence, and the notice of"
    " the right to ask for a setting, of the period, of a meeting, and of where to find settings.",
    SEND_REGS_2014.reg("22(2)"),
    instead="Send it with all seven.",
    rule="F8",
)
NOTICE_PERIOD_TOO_SHORT = Refusal(
    "amendment-period-too-short",
    "The family has at least 15 days, beginning with the day on which the notice is served.",
    SEND_REGS_2014.reg("22(2)(c)"),
    instead="Give a later last day, or leave it out.",
    rule="F8",
)
NO_NOTICE = Refusal(
    "no-amendment-notice",
    "A plan is amended, after a review or without one, only after notice of the amendments.",
    SEND_REGS_2014.reg("22(2)") & SEND_REGS_2014.reg("28"),
    instead="Send the notice first.",
    rule="F9",
)
BEFORE_NOTICE = Refusal(
    "before-amendment-notice",
    "It is dated before the notice was served.",
    instead="Check the day, or correct that of the notice.",
)
NOTICE_PERIOD_RUNNING = Refusal(
    "amendment-period-running",
    "The family's time for representations on the amendments is not over.",
    SEND_REGS_2014.reg("22(2)(c)"),
    instead="Wait until it is, or until the family confirms in writing that it has nothing more"
    " to say.",
    rule="F8",
)
NO_REASONS_NOT_TO_AMEND = Refusal(
    "no-reasons-not-to-amend",
    "The decision not to amend gives its reasons.",
    SEND_REGS_2014.reg("22(4)"),
    instead="Give them.",
    rule="F8",
)
NOT_TO_AMEND_NOTICE_INCOMPLETE = Refusal(
    "not-to-amend-notice-incomplete",
    "The decision not to amend tells the family of the right of appeal, its time limits,"
    " mediation, and disagreement resolution and advice.",
    SEND_REGS_2014.at("reg 22(4)-(5)"),
    instead="Send it with all four.",
    rule="F8",
)


class IssueAmendmentNotice(Command):
    """Send the family the existing plan, the amendments proposed, and notice of its rights.

    While a notice for the same cause, and of the same review, is pending it is a further one:
    the family has fresh time, and the limit for the amended plan stays where it was. `review`
    is the place of the review that it follows, needed where several come into question.
    """

    cause: NoticeCause
    amendments: tuple[ProposedAmendment, ...]
    pack: tuple[AmendmentNoticeItem, ...]
    s19_considered: str
    representations_until: date | None = None
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        plan = plan_before(case, self.on)
        answered = self._answered(case)
        require(answered is None or answered.first <= self.on, BEFORE_REVIEW)
        self._require_proposals(plan_of(plan))
        require(set(self.pack) == set(AmendmentNoticeItem), NOTICE_INCOMPLETE)
        shortest = shortest_period(self.on, NOTICE_WINDOWS[self.cause])
        until = self.representations_until or shortest
        require(until >= shortest, NOTICE_PERIOD_TOO_SHORT)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield AmendmentNoticeIssued(
            on=self.on,
            of=answered.place if answered else None,
            cause=self.cause,
            further=answered is not None and isinstance(answered.event, AmendmentNoticeIssued),
            amendments=self.amendments,
            pack=self.pack,
            representations_until=until,
            s19_considered=self.s19_considered,
        )
        yield from during_appeal(case, AMENDED_DURING_APPEAL, self.on)

    def _answered(self, case: Case) -> Step | None:
        """Return the notice that this one follows up, or the review; None without a review."""
        pending = pending_notices(case, self.cause)
        if self.cause is NoticeCause.WITHOUT_REVIEW:
            return next(reversed(pending), None)
        found = (*pending, *reviews_without_notice(case))
        if self.review is not None:
            wanted = review_at(case, self.review)
            found = tuple(step for step in found if wanted and step in wanted.steps)
        require(len(found) > 0, NO_REVIEW_TO_AMEND)
        require(len(found) == 1, WHICH_TO_AMEND)
        return found[0]

    def _require_proposals(self, plan: Plan | None) -> None:
        require(len(self.amendments) > 0, NOTHING_PROPOSED)
        for amendment in self.amendments:
            found = stated(amendment.reason) and any(map(stated, amendment.evidence))
            require(found, AMENDMENT_UNFOUNDED)
            silent = not stated(amendment.wording)
            require(silent or amendment.section is not Section.I, NOTICE_NAMES_SETTING)
            require(not silent or _has(plan, amendment), NOTHING_TO_LEAVE_OUT)


class DecideNotToAmend(Command):
    """Decide after the notice not to amend the plan, and tell the family why.

    `served` is the place of the notice, needed where several are before the family.
    """

    cause: NoticeCause
    reasons: str
    notice: tuple[NoticeItem, ...]
    s19_considered: str
    served: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        served = notice_heard(case, self.cause, self.on, self.served)
        require(stated(self.reasons), NO_REASONS_NOT_TO_AMEND)
        require(set(self.notice) >= FOUR_ITEMS, NOT_TO_AMEND_NOTICE_INCOMPLETE)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield NotToAmendDecided(
            on=self.on,
            of=served.place,
            cause=self.cause,
            reasons=self.reasons,
            notice=self.notice,
            s19_considered=self.s19_considered,
        )


def notice_heard(case: Case, cause: NoticeCause, on: date, place: int | None = None) -> Step:
    """Return the notice on which the family has had its time by that day. Raises Refused.

    The one of that place, or that follows it up; without a place the only one.
    """
    found = [
        notice
        for notice in pending_notices(case, cause)
        if place is None or case.at(place) in notices_since(case, notice)
    ]
    require(len(found) > 0, NO_NOTICE)
    require(len(found) == 1, WHICH_NOTICE)
    served = found[0]
    require(served.first <= on, BEFORE_NOTICE)
    require(Hearing(case, served).over(on), NOTICE_PERIOD_RUNNING)
    return served


def _has(plan: Plan | None, amendment: ProposedAmendment) -> bool:
    """Whether the plan has what an amendment without wording speaks of, or nobody can say.

    Section I is left open until the family has said which setting it asks for.
    """
    if plan is None or amendment.section is Section.I:
        return True
    ids = {element.id for element in plan.section(amendment.section)}
    return amendment.element in ids
