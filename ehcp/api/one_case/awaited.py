"""What is awaited in one case, and with whom its delay lies: folded live, on both time axes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.asking.query import AsAt
from ehcp.api.one_case.view import END, View, shown
from ehcp.api.routes import Routes
from ehcp.api.services import services
from ehcp.api.shapes import Paged
from ehcp.application.one_case.advice import AdviceShown, advice_shown, party_of
from ehcp.application.one_case.appeals import AppealShown, appeals_shown
from ehcp.application.one_case.consultations import ConsultationShown, consultations_shown
from ehcp.application.one_case.delay import DelayShown, delay_shown
from ehcp.application.one_case.phase_transfers import PhaseTransferShown, phase_transfers_shown
from ehcp.application.one_case.placements import PlacementShown, placements_shown
from ehcp.application.one_case.reviews import PlanReviewShown, reviews_shown
from ehcp.application.rights import Reading, as_asked
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, deadlines
from ehcp.schemas import dump

routes = Routes("awaited", __name__, description="What is awaited in one case, and what is late")


@dataclass(frozen=True, kw_only=True)
class OneCase:
    """Which case it is, and as at which day, as known on which moment."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None
    page: Paged


@dataclass(frozen=True, kw_only=True)
class AdviceOfCaseAnswer(OneCase):
    """All advice that was asked for, came or is used again."""

    items: tuple[AdviceShown, ...]


@dataclass(frozen=True, kw_only=True)
class ConsultationsOfCaseAnswer(OneCase):
    """Every setting that was consulted, with its reply."""

    items: tuple[ConsultationShown, ...]


@dataclass(frozen=True, kw_only=True)
class PlacementsOfCaseAnswer(OneCase):
    """Every place: those that the plan in force names first."""

    items: tuple[PlacementShown, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewsOfCaseAnswer(OneCase):
    """Every review, and the next one that nobody has begun."""

    items: tuple[PlanReviewShown, ...]


@dataclass(frozen=True, kw_only=True)
class PhaseTransfersOfCaseAnswer(OneCase):
    """Every change of phase from the first plan on, year by year."""

    items: tuple[PhaseTransferShown, ...]


@dataclass(frozen=True, kw_only=True)
class AppealsOfCaseAnswer(OneCase):
    """Every appeal to the Tribunal."""

    items: tuple[AppealShown, ...]


@dataclass(frozen=True, kw_only=True)
class DelayAnswer(DelayShown):
    """With whom the delay of a case lies."""

    case: UUID
    version: int
    as_at: date
    as_known_on: datetime | None


@routes.reads("/cases/<uuid:case>/advice", Reading.ADVICE, AdviceOfCaseAnswer, AsAt)
def read_advice(case: UUID) -> Response:
    """Return the advice of a case: asked for, chased, due, come, sent back, used again.

    A body that was asked for some sees that alone, with its texts.
    """
    return shown(case, _advice)


def _advice(seen: View) -> dict[str, Any]:
    every = advice_shown(seen.case, _deadlines(seen))
    if seen.own is None:
        return _answer(seen, every)
    mine = {party_of(tie) for tie in as_asked(seen.own)}
    return _answer(seen, (one for one in every if one.party in mine))


@routes.reads(
    "/cases/<uuid:case>/consultations", Reading.CONSULTATIONS, ConsultationsOfCaseAnswer, AsAt
)
def read_consultations(case: UUID) -> Response:
    """Return every setting that was consulted about being named, with its reply."""
    return _items(case, consultations_shown)


@routes.reads("/cases/<uuid:case>/placements", Reading.PLACEMENTS, PlacementsOfCaseAnswer, AsAt)
def read_placements(case: UUID) -> Response:
    """Return who is placed where since when: side by side, later, and what became of it."""
    return shown(case, lambda seen: _answer(seen, placements_shown(seen.case, seen.as_at)))


@routes.reads("/cases/<uuid:case>/reviews", Reading.REVIEWS, ReviewsOfCaseAnswer, AsAt)
def read_reviews(case: UUID) -> Response:
    """Return every review with how far it has come and what it lacks, and the next one."""
    return _items(case, reviews_shown)


@routes.reads(
    "/cases/<uuid:case>/phase-transfers",
    Reading.PHASE_TRANSFERS,
    PhaseTransfersOfCaseAnswer,
    AsAt,
)
def read_phase_transfers(case: UUID) -> Response:
    """Return the changes of phase of a plan in force, and whether it was amended for each."""
    return _items(case, phase_transfers_shown)


@routes.reads("/cases/<uuid:case>/appeals", Reading.APPEALS, AppealsOfCaseAnswer, AsAt)
def read_appeals(case: UUID) -> Response:
    """Return every appeal: against what, where it stands, and the days directed in it."""
    return _items(case, appeals_shown)


@routes.reads("/cases/<uuid:case>/delay", Reading.DELAY, DelayAnswer, AsAt)
def read_delay(case: UUID) -> Response:
    """Return each limit that was not kept and with whom that lies, and the parts of each way."""
    return shown(case, _delay)


def _delay(seen: View) -> dict[str, Any]:
    found = delay_shown(seen.case, _deadlines(seen), seen.as_at)
    return {**seen.head, **dump(found)}


def _items(case: UUID, items: Callable[[Case, Sequence[Deadline]], Iterable[Any]]) -> Response:
    return shown(case, lambda seen: _answer(seen, items(seen.case, _deadlines(seen))))


def _deadlines(seen: View) -> tuple[Deadline, ...]:
    return deadlines(seen.case, services().calendar, seen.as_at)


def _answer(seen: View, items: Iterable[Any]) -> dict[str, Any]:
    return {**seen.head, "items": [dump(item) for item in items], "page": END}
