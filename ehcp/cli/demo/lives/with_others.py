"""Lives in which somebody outside the authority has the next step: a therapist, a school."""

from collections.abc import Callable

from ehcp.cli.demo.lives.parts import BODIES, advised, decided, planned
from ehcp.cli.demo.lives.review_parts import convened, started
from ehcp.cli.demo.plans import FRIENDS, HAZEL, plan
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.commands.assessment.advice_course import ChaseAdvice
from ehcp.domain.commands.outcome import RecordOutcomeProgress
from ehcp.domain.commands.setting.placement import RecordPlaceStarted
from ehcp.domain.events.outcome import Progress
from ehcp.domain.events.review import ReviewKind
from ehcp.domain.standing.review import REG_20


def health_advice_awaited(told: Told) -> None:
    """Under assessment: the health board and social care were asked three weeks ago."""
    decided(told, 62, 25, told.child(6))
    advised(told, 21, 6, AdviceKind.MEDICAL, AdviceKind.SOCIAL_CARE)


def health_advice_late(told: Told) -> None:
    """Under assessment: the health board's advice is overdue, and was asked for again."""
    decided(told, 98, 60, told.child(4))
    advised(told, 56, 20, AdviceKind.MEDICAL)
    told.then(
        ChaseAdvice(on=told.on(7), kind=AdviceKind.MEDICAL, from_body=BODIES[AdviceKind.MEDICAL])
    )


def review_for_the_school(told: Told) -> None:
    """A meeting in five weeks: nobody has sent anything yet, and two outcomes are to be judged."""
    planned(told, 320, told.child(7), plan(told.today, more=(FRIENDS,)))
    told.then(
        RecordOutcomeProgress(
            on=told.on(150),
            outcome="e1",
            progress=Progress.PARTLY_MET,
            percent=40,
            said_by="The class teacher",
            evidence="Two steps, four times in ten.",
        )
    )
    review = started(told, 30, ReviewKind.FIRST)
    convened(told, 12, -35, review, *REG_20)


def at_two_schools(told: Told) -> None:
    """On two rolls: three days a week at one school and two at another, with a review begun."""
    planned(told, 330, told.child(9))
    told.then(RecordPlaceStarted(on=told.on(200), institution=HAZEL))
    review = started(told, 24, ReviewKind.FIRST)
    convened(told, 10, -40, review, *REG_20)


WITH_OTHERS: tuple[Callable[[Told], None], ...] = (
    health_advice_awaited,
    health_advice_late,
    review_for_the_school,
    at_two_schools,
)
