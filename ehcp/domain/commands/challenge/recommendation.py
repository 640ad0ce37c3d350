"""What the Tribunal recommends on health and social care, and the answers. SI 2017/1306."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.challenge.order import order_before
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import AppealMatter, TribunalAppealLodged
from ehcp.domain.events.order import (
    CareArea,
    RecommendationAnswered,
    RecommendationMade,
    ToldOfAnswer,
)
from ehcp.domain.standing.appeals import appeal_of
from ehcp.domain.step import Step
from ehcp.law.citations import RECOMMENDATIONS_2017

NOT_IN_THIS_APPEAL = Refusal(
    "no-recommendation-in-this-appeal",
    "The Tribunal recommends nothing in an appeal against a refusal to assess.",
    RECOMMENDATIONS_2017.whole,
    instead="Record what it said as a note.",
    rule="H2",
)
NO_RECOMMENDATION = Refusal(
    "no-recommendation",
    "No recommendation awaits an answer.",
    RECOMMENDATIONS_2017.whole,
    instead="Record the recommendation first.",
)
BEFORE_RECOMMENDATION = Refusal(
    "before-the-recommendation",
    "The answer is dated before the recommendation.",
    instead="Give the day on which the answer was sent.",
)

NEITHER_STEPS_NOR_REASONS = Caution(
    "neither-steps-nor-reasons",
    "The answer to a recommendation says what will be done, or why nothing will.",
    RECOMMENDATIONS_2017.at("regs 6-7"),
    rule="H14",
)
ANSWER_NOT_SENT_TO_ALL = Caution(
    "answer-not-sent-to-all",
    "The answer goes to the family, and that of a health body to the authority as well.",
    RECOMMENDATIONS_2017.at("regs 6-7"),
    rule="H14",
)


class RecordRecommendation(Command):
    """Record what the Tribunal recommended with its order. `to` is the body that answers.

    `order` is the entry of the order: the latest, if left out.
    """

    area: CareArea
    recommended: str
    to: str | None = None
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on, self.order)
        lodged = appeal_of(case, order)
        event = lodged.event if lodged else None
        matters = event.matters if isinstance(event, TribunalAppealLodged) else ()
        require(AppealMatter.REFUSAL_TO_ASSESS not in matters, NOT_IN_THIS_APPEAL)
        yield RecommendationMade(
            on=self.on,
            of=order.place,
            area=self.area,
            recommended=self.recommended,
            to=self.to,
        )


class AnswerRecommendation(Command):
    """Record the answer to a recommendation: the first without one, unless it is named."""

    told: tuple[ToldOfAnswer, ...]
    steps: str = ""
    reasons: str = ""
    recommendation: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        made = _awaiting(case, self.recommendation, self.on)
        yield RecommendationAnswered(
            on=self.on,
            of=made.place,
            steps=self.steps or None,
            reasons=self.reasons or None,
            told=self.told,
        )
        if not stated(self.steps) and not stated(self.reasons):
            yield NEITHER_STEPS_NOR_REASONS.about(self.on)
        if not _must_be_told(made) <= set(self.told):
            yield ANSWER_NOT_SENT_TO_ALL.about(self.on)


def _awaiting(case: Case, place: int | None, on: date) -> Step:
    """Return the recommendation of a place, or the first that was not answered; or refuse."""
    if place is None:
        answered = {case.at(step.event.of) for step in case.steps_of(RecommendationAnswered)}
        found = (step for step in case.steps_of(RecommendationMade) if step not in answered)
        made = require(next(found, None), NO_RECOMMENDATION)
    else:
        made = require(case.at(place), NO_RECOMMENDATION)
        require(isinstance(made.event, RecommendationMade), NO_RECOMMENDATION)
    require(made.first <= on, BEFORE_RECOMMENDATION)
    return made


def _must_be_told(made: Step) -> set[ToldOfAnswer]:
    health = isinstance(made.event, RecommendationMade) and made.event.area is CareArea.HEALTH
    return set(ToldOfAnswer) if health else {ToldOfAnswer.FAMILY}
