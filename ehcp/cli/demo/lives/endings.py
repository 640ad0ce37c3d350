"""Lives that move, end, or go on after all: moves, ceasing, custody."""

from collections.abc import Callable

from ehcp.cli.demo.lives.parts import FOUR_ITEMS, WEIGHED, advised, decided, planned
from ehcp.cli.demo.lives.review_parts import kept, met, reported
from ehcp.cli.demo.plans import AT_BROOK, plan
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.ending.cease_grounds import CeaseReason
from ehcp.domain.commands.ending.ceasing import (
    ConsiderCeasing,
    ConsultOnCeasing,
    DecideToCease,
)
from ehcp.domain.commands.ending.detention import RecordDetention
from ehcp.domain.commands.ending.ending import CeasePlan, SetCeaseAside
from ehcp.domain.commands.ending.transfer import LearnOfMove, PassPlanOn, RecordMoveAway
from ehcp.domain.commands.ending.transfer_in import ReceivePlan
from ehcp.domain.commands.outcome import RecordOutcomeProgress
from ehcp.domain.events.ceasing import CeaseConsultee, CeaseRecipient, SetAsideBy
from ehcp.domain.events.outcome import Progress
from ehcp.domain.events.request import Method
from ehcp.domain.events.review import ReviewDecision, ReviewKind
from ehcp.domain.events.transfer import AdvicePassedOn, Origin

NORTHMERE = "Northmere Council"


def moved_out(told: Told) -> None:
    """A family moved away: the plan was passed on, and the case is closed here."""
    planned(told, 250, told.child(9))
    told.then(
        LearnOfMove(on=told.on(60), to_authority=NORTHMERE, moves_on=told.on(41)),
        RecordMoveAway(on=told.on(41), to_authority=NORTHMERE),
        PassPlanOn(on=told.on(40)),
    )


def moving_out(told: Told) -> None:
    """A family has moved away and said so late: the plan is still to be passed on."""
    planned(told, 180, told.child(7))
    told.then(
        RecordMoveAway(on=told.on(20), to_authority=NORTHMERE, learned_on=told.on(10)),
    )


def moved_in(told: Told) -> None:
    """A plan came from another authority, with what was said there of its outcome."""
    told.then(
        ReceivePlan(
            on=told.on(30),
            origin=Origin(authority=NORTHMERE, case_reference="N-20417", history_hash="5c" * 32),
            made_on=told.on(410),
            last_reviewed_on=told.on(150),
            moved_on=told.on(38),
            plan=plan(told.today, AT_BROOK),
            advice=(AdvicePassedOn(kind="d", author="A psychologist of Northmere"),),
            child=told.child(8),
            parents=told.parents,
            officer=told.officer,
        ),
        RecordOutcomeProgress(
            on=told.on(150),
            outcome="e1",
            said_by="The school in Northmere",
            progress=Progress.PARTLY_MET,
            percent=35,
            under_authority=NORTHMERE,
        ),
        recorded=30,
    )


def _to_cease(told: Told, considered: int, decision: int, reason: CeaseReason) -> None:
    told.then(ConsiderCeasing(on=told.on(considered), reason=reason))
    for consultee in CeaseConsultee:
        told.then(
            ConsultOnCeasing(
                on=told.on(considered - 7), consultee=consultee, method=Method.MEETING
            )
        )
    told.then(
        DecideToCease(
            on=told.on(decision),
            reason=reason,
            reasons="What is left to do needs no plan.",
            notice=FOUR_ITEMS,
            sent_to=tuple(CeaseRecipient),
            s19_considered=WEIGHED,
        )
    )


def _reviewed_plan(told: Told, final: int, age: int) -> None:
    """A plan of a young person, with its first review."""
    planned(told, final, told.child(age))
    review = met(told, final - 340, ReviewKind.FIRST)
    reported(told, final - 350, ReviewDecision.MAINTAIN, review)
    kept(told, final - 360, review)


def off_to_university(told: Told) -> None:
    """A plan that is to end with higher education: the time for an appeal is running."""
    _reviewed_plan(told, 560, 19)
    _to_cease(told, 50, 20, CeaseReason.HIGHER_EDUCATION)


def ceased(told: Told) -> None:
    """A plan that ended when the time for an appeal was over."""
    _reviewed_plan(told, 700, 20)
    _to_cease(told, 250, 220, CeaseReason.PAID_EMPLOYMENT)
    told.then(CeasePlan(on=told.on(100)))


def reinstated(told: Told) -> None:
    """A plan that was ceased, and put back as if it had never ended."""
    _reviewed_plan(told, 650, 18)
    _to_cease(told, 230, 200, CeaseReason.PLAN_NOT_NECESSARY)
    told.then(
        CeasePlan(on=told.on(80)),
        SetCeaseAside(
            on=told.on(22), by=SetAsideBy.CONCESSION, reasons="The college had not been asked."
        ),
    )


def detained(told: Told) -> None:
    """A boy detained while he is assessed: the time goes on from the request."""
    decided(told, 105, 68, told.child(15))
    told.then(
        RecordDetention(
            on=told.on(40),
            home_authority="Larkmere Council",
            accommodation="Moor House",
            person_in_charge="The director of Moor House",
            appropriate_person=told.parents[0].name,
        )
    )
    advised(told, 35, 4, adult=True)


MOVED_OR_ENDED: tuple[Callable[[Told], None], ...] = (
    moved_out,
    moving_out,
    moved_in,
    off_to_university,
    ceased,
    reinstated,
    detained,
)
