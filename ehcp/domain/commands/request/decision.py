"""Deciding whether to assess. CFA 2014 s.36(3)-(8); SI 2014/1530 regs 4 and 5."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.underway import (
    last_refusal,
    latest,
    open_request,
    order_since,
    standing_refusal,
)
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.order import Ordered
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    DecisionCopied,
    FamilyConsulted,
    NoticeItem,
    Recipient,
    RefusalReason,
    Route,
)
from ehcp.domain.standing.requests import governing_request, of_another
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014

NO_OPEN_REQUEST = Refusal(
    "no-open-request",
    "No request awaits a decision.",
    CFA_2014.s("36(3)"),
    instead="A decision already made is dropped, appealed or corrected.",
)
DECIDED_BEFORE_REQUEST = Refusal(
    "decided-before-request",
    "The decision is dated before the request.",
    instead="Check the day, or correct that of the request.",
)
DROPPED_BEFORE_REFUSED = Refusal(
    "dropped-before-refused",
    "The refusal is dropped on a day before it was made.",
    instead="Check the day, or correct that of the refusal.",
)
FAMILY_NOT_CONSULTED = Refusal(
    "family-not-consulted",
    "The authority must consult the child's parent or the young person before it decides.",
    CFA_2014.s("36(4)"),
    instead="Consult the family, then decide.",
    rule="A5",
)
OPINION_NOT_RECORDED = Refusal(
    "opinion-not-recorded",
    "The decision records the authority's opinion on each limb of the test.",
    CFA_2014.s("36(8)"),
    instead="Say whether the child or young person has or may have special educational needs,"
    " and whether it may be necessary to make provision under a plan.",
    rule="A7",
)
TEST_NOT_MET = Refusal(
    "test-not-met",
    "The authority assesses if it is of the opinion that both limbs of the test are met.",
    CFA_2014.s("36(8)"),
    instead="Refuse to assess, with reasons.",
    rule="A7",
)
TEST_MET = Refusal(
    "test-met",
    "Where both limbs of the test are met the authority must secure an assessment.",
    CFA_2014.s("36(8)"),
    instead="Agree to assess.",
    rule="A7",
)
HOW_DROPPED = Refusal(
    "how-dropped",
    "The request was refused: say how the refusal came to be dropped.",
    CFA_2014.s("36(8)"),
    instead="Give the route: an order, an appeal not opposed, mediation, or own decision.",
)
NOTHING_DROPPED = Refusal(
    "nothing-dropped",
    "No refusal stands that could be dropped.",
    instead="Leave out the route.",
)
NO_REASONS = Refusal(
    "no-reasons",
    "A refusal must give reasons.",
    CFA_2014.s("36(5)"),
    instead="Give the reasons.",
    rule="A10",
)
REFUSAL_NOTICE_INCOMPLETE = Refusal(
    "refusal-notice-incomplete",
    "A refusal tells the family of the right of appeal, its time limits, mediation, and"
    " disagreement resolution and advice.",
    CFA_2014.s("36(5)") & SEND_REGS_2014.reg("5(3)"),
    instead="Send it with all four.",
    rule="A10",
)
S19_NOT_CONSIDERED = Refusal(
    "s19-not-considered",
    "A decision on an assessment, a plan, a review or its end records how views, participation,"
    " information and the best possible outcomes were considered.",
    CFA_2014.s("19"),
    instead="Say how.",
    rule="B7",
)
NOTHING_DECIDED = Refusal(
    "nothing-decided",
    "No decision has been made that could be copied.",
    instead="Record the decision first.",
)
COPIED_BEFORE_DECISION = Refusal(
    "copied-before-decision",
    "The copy is dated before the decision.",
    instead="Check the day, or correct that of the decision.",
)

LOOKS_LIKE_POLICY = Caution(
    "looks-like-policy",
    "A fixed local threshold is not the test: each case is decided on its own facts.",
    CODE_2015.para("9.16"),
    rule="A8",
)

FOUR_ITEMS = frozenset(NoticeItem) - {NoticeItem.EXTENDED_APPEAL}
DECISIONS = (AssessmentAgreed, AssessmentRefused, NoPlanDecided)
CAUSED = (Route.TRIBUNAL_ORDER, Route.UNOPPOSED, Route.MEDIATION)


class AgreeToAssess(Command):
    """Decide to secure an assessment, and tell the family.

    Where a refusal is dropped, `route` says how that came about; if somebody else required
    it, the authority's own opinion is not asked for.
    """

    s19_considered: str
    may_have_sen: bool | None = None
    plan_may_be_necessary: bool | None = None
    reasons: str | None = None
    route: Route | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        request, refusal = open_request(case), standing_refusal(case)
        if request is None and refusal is not None:
            answered = self._dropping(case, refusal)
        else:
            answered = require(request, NO_OPEN_REQUEST)
            require(answered.first <= self.on, DECIDED_BEFORE_REQUEST)
            require(self.route is None or self._ordered(case), NOTHING_DROPPED)
            heard = self.route is not None or consulted(case, answered, self)
            require(heard, FAMILY_NOT_CONSULTED)
        if self.route not in CAUSED:
            require(
                None not in (self.may_have_sen, self.plan_may_be_necessary), OPINION_NOT_RECORDED
            )
            require(self.may_have_sen and self.plan_may_be_necessary, TEST_NOT_MET)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield AssessmentAgreed(
            on=self.on,
            of=answered.place,
            route=self.route,
            may_have_sen=self.may_have_sen,
            plan_may_be_necessary=self.plan_may_be_necessary,
            reasons=self.reasons,
            s19_considered=self.s19_considered,
        )

    def _ordered(self, case: Case) -> bool:
        """Whether an assessment was ordered after an earlier refusal, while this request waits."""
        refusal = last_refusal(case) if self.route in CAUSED else None
        return refusal is not None and bool(order_since(case, refusal, Ordered.ASSESS, self.on))

    def _dropping(self, case: Case, refusal: Step) -> Step:
        """Return what the agreement answers: the order that caused it, or the refusal."""
        require(refusal.first <= self.on, DROPPED_BEFORE_REFUSED)
        require(self.route is not None, HOW_DROPPED)
        if self.route is Route.OWN_DECISION:
            request = governing_request(case, before=refusal)
            require(consulted(case, request, self), FAMILY_NOT_CONSULTED)
            return refusal
        return order_since(case, refusal, Ordered.ASSESS, self.on) or refusal


class RefuseToAssess(Command):
    """Decide not to secure an assessment, and tell the family why and what they can do."""

    reasons: str
    may_have_sen: bool
    plan_may_be_necessary: bool
    notice: tuple[NoticeItem, ...]
    s19_considered: str
    reason_codes: tuple[RefusalReason, ...] = ()

    def decide(self, case: Case) -> Iterator[Event]:
        request = require(open_request(case), NO_OPEN_REQUEST)
        require(request.first <= self.on, DECIDED_BEFORE_REQUEST)
        require(consulted(case, request, self), FAMILY_NOT_CONSULTED)
        require(not (self.may_have_sen and self.plan_may_be_necessary), TEST_MET)
        require(stated(self.reasons), NO_REASONS)
        require(set(self.notice) >= FOUR_ITEMS, REFUSAL_NOTICE_INCOMPLETE)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        yield AssessmentRefused(
            on=self.on,
            of=request.place,
            reasons=self.reasons,
            reason_codes=self.reason_codes,
            may_have_sen=self.may_have_sen,
            plan_may_be_necessary=self.plan_may_be_necessary,
            notice=self.notice,
            s19_considered=self.s19_considered,
        )
        thresholds = [code for code in self.reason_codes if code.threshold]
        if thresholds:
            yield LOOKS_LIKE_POLICY.about(self.on, ", ".join(thresholds))


class CopyDecision(Command, commutes=True):
    """Send the decision, either way, to somebody who had been told that it was coming."""

    recipient: Recipient
    name: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        decision = require(latest(case, *DECISIONS, until=()), NOTHING_DECIDED)
        require(decision.first <= self.on, COPIED_BEFORE_DECISION)
        yield DecisionCopied(
            on=self.on, of=decision.place, recipient=self.recipient, name=self.name
        )


def consulted(case: Case, request: Step | None, command: Command) -> bool:
    """Whether the family was consulted on the request, by the day of the command."""
    return request is not None and any(
        step.first <= command.on and not of_another(case, step, request)
        for step in case.after(request, FamilyConsulted)
    )


def stated(text: str | None) -> bool:
    """Whether the text says anything."""
    return text is not None and text.strip() != ""
