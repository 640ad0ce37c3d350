"""Answers to what the Tribunal recommended on health and social care. SI 2017/1306."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.events.order import (
    CareArea,
    RecommendationAnswered,
    RecommendationMade,
    ToldOfAnswer,
)
from ehcp.domain.step import Step
from ehcp.law.time_limits import recommendation


def _on(area: CareArea) -> Steps:
    return steps(
        RecommendationMade,
        test=lambda _case, _start, step: (
            isinstance(step.event, RecommendationMade) and step.event.area is area
        ),
    )


def _all_told(case: Case, made: Step, answer: Step) -> bool:
    """Whether with this answer all have one who must: from health, the authority too."""
    if case.at(answer.event.of) not in (None, made):
        return False
    wanted = {ToldOfAnswer.FAMILY}
    if isinstance(made.event, RecommendationMade) and made.event.area is CareArea.HEALTH:
        wanted.add(ToldOfAnswer.AUTHORITY)
    told = {
        who
        for each in case.after(made, RecommendationAnswered)
        if isinstance(each.event, RecommendationAnswered)
        and case.at(each.event.of) in (None, made)
        and not case.follows(each, answer)
        for who in each.event.told
    }
    return wanted <= told


RECOMMENDATION_CLOCKS = (
    Clock(
        limit=recommendation.RECOMMENDATION_RESPONSE_HEALTH,
        starts=_on(CareArea.HEALTH),
        ends=steps(RecommendationAnswered, test=_all_told),
    ),
    Clock(
        limit=recommendation.RECOMMENDATION_RESPONSE_SOCIAL_CARE,
        starts=_on(CareArea.SOCIAL_CARE),
        ends=steps(RecommendationAnswered, test=_all_told),
    ),
)
