"""The decision that ends a review: to maintain, to amend or to cease. Regs 20(10), 21, 22."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.ending.ceasing import cease_decision
from ehcp.domain.commands.request.decision import FOUR_ITEMS, S19_NOT_CONSIDERED, stated
from ehcp.domain.commands.review.open_reviews import review_after_meeting
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import ProposedAmendment
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified
from ehcp.law.citations import DEVON_2022, SEND_REGS_2014

ALREADY_DECIDED = Refusal(
    "review-decided",
    "That review has its decision.",
    SEND_REGS_2014.reg("20(10)"),
    instead="Correct the entry if it is wrong, or start another review.",
    rule="F6",
)
NO_AMENDMENTS = Refusal(
    "amend-without-amendments",
    "A decision to amend goes with the proposed amendments and the evidence for them: a bare"
    " letter that the plan will be amended is none.",
    SEND_REGS_2014.at("regs 20(10), 22(2)(a)") & DEVON_2022.whole,
    instead="Give the proposed amendments and the evidence.",
    rule="F6",
)
AMENDMENTS_WITHOUT_AMENDING = Refusal(
    "amendments-without-amending",
    "A decision to maintain or to cease proposes no amendments: it is one of the three.",
    SEND_REGS_2014.reg("20(10)"),
    instead="Decide to amend, or leave them out.",
    rule="F6",
)
REVIEW_NOTICE_INCOMPLETE = Refusal(
    "review-notice-incomplete",
    "A decision to maintain or to cease tells the family of the right of appeal, its time limits,"
    " mediation, and disagreement resolution and advice.",
    SEND_REGS_2014.at("regs 20(11), 31(3)"),
    instead="Send it with all four.",
    rule="F7",
)
NO_REASONS_FOR_DECISION = Refusal(
    "no-reasons-for-review-decision",
    "The decision on a review says why.",
    instead="Give the reasons.",
)

INSTITUTION_NOT_TOLD = Caution(
    "institution-not-told",
    "The decision goes to the institution that the person attends as well.",
    SEND_REGS_2014.reg("20(10)"),
)
CEASING_FOLLOWS = Caution(
    "ceasing-has-its-own-steps",
    "A review that comes to ceasing does not end the plan: the family is told that ceasing is"
    " considered, it and the head or principal are consulted, and the decision to cease is made"
    " and notified after that. Until then the plan is maintained.",
    SEND_REGS_2014.reg("31"),
    rule="G4",
)


class DecideOnReview(Command):
    """Decide to maintain, amend or cease, and tell the family. `on` is the day it was told.

    To amend goes with the proposed amendments and the evidence; the notice of them follows or
    goes with it. To cease has steps of its own before the plan ends.
    """

    decision: ReviewDecision
    reasons: str
    s19_considered: str
    amendments: tuple[ProposedAmendment, ...] = ()
    evidence: tuple[str, ...] = ()
    notice: tuple[NoticeItem, ...] = ()
    institution_told: bool = True
    review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        found = review_after_meeting(case, self.review, self.on)
        require(found.decision is None, ALREADY_DECIDED)
        require(stated(self.reasons), NO_REASONS_FOR_DECISION)
        self._require_its_parts()
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield ReviewDecisionNotified(
            on=self.on,
            of=found.place,
            decision=self.decision,
            reasons=self.reasons,
            amendments=self.amendments,
            evidence=self.evidence,
            notice=self.notice,
            institution_told=self.institution_told,
            s19_considered=self.s19_considered,
        )
        attends = found.started is None or found.started.attends is not False
        if attends and not self.institution_told:
            yield INSTITUTION_NOT_TOLD.about(self.on)
        if self.decision is ReviewDecision.CEASE and cease_decision(case) is None:
            yield CEASING_FOLLOWS.about(self.on)

    def _require_its_parts(self) -> None:
        if self.decision is ReviewDecision.AMEND:
            require(len(self.amendments) > 0, NO_AMENDMENTS)
            found = [any(map(stated, each.evidence)) for each in self.amendments]
            require(any(map(stated, self.evidence)) or all(found), NO_AMENDMENTS)
        else:
            require(not self.amendments, AMENDMENTS_WITHOUT_AMENDING)
            require(set(self.notice) >= FOUR_ITEMS, REVIEW_NOTICE_INCOMPLETE)
