"""Appeals to the Tribunal as a reader is shown them: where each stands, and its days."""

from collections.abc import Iterator, Sequence
from datetime import date

from ehcp.application.one_case.awaited import Awaited, next_due, span
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline
from ehcp.domain.event import kebab
from ehcp.domain.events.appeal import AppealMatter, Appellant, TribunalAppealLodged
from ehcp.domain.events.order import Outcome, TribunalOrder
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.appeals import Appeal, AppealState, appeal_of, appeals
from ehcp.domain.value import value
from ehcp.domain.when import Span
from ehcp.law.time_limit import Kind, Stage

STAGES = (Stage.APPEAL, Stage.TRIBUNAL_ORDER, Stage.UNOPPOSED_APPEAL)
MUST = (Kind.HARD_LIMIT, Kind.DIRECTIONS)


@value(frozen=True, kw_only=True)
class AppealShown(Awaited):
    """One appeal. It is `open` while it is live, or its order is to be carried out.

    `due` is the next of its limits that is open; the days after `lodged` are those directed.
    """

    state: AppealState
    live: bool
    matters: tuple[AppealMatter, ...]
    recommendations: tuple[Section, ...]
    appellant: Appellant | None
    against: str | None
    decision: int | None
    certificate: int | None
    lodged: Span
    registered: Span | None
    response_by: date | None
    final_evidence_by: date | None
    bundle_by: date | None
    hearing_on: date | None
    responded: Span | None
    withdrawn: Span | None
    not_opposed: Span | None
    ordered: Span | None
    outcomes: tuple[Outcome, ...]
    complied: Span | None


def appeals_shown(case: Case, found: Sequence[Deadline]) -> tuple[AppealShown, ...]:
    """Return every appeal of a case; `found` are its deadlines."""
    waiting = [d for d in found if d.open and d.drives and d.limit.kind in MUST]
    return tuple(_shown(appeal, list(_of(case, appeal, waiting))) for appeal in appeals(case))


def _of(case: Case, appeal: Appeal, waiting: Sequence[Deadline]) -> Iterator[Deadline]:
    for deadline in waiting:
        step = deadline.started_by
        started = step is appeal.lodged or case.follows(step, appeal.lodged)
        if deadline.limit.stage in STAGES and started and _owner(case, deadline) is appeal.lodged:
            yield deadline


def _owner(case: Case, deadline: Deadline) -> object:
    step = deadline.started_by
    return step if isinstance(step.event, TribunalAppealLodged) else appeal_of(case, step)


def _shown(appeal: Appeal, waiting: Sequence[Deadline]) -> AppealShown:
    limit = next_due(waiting)
    lodged, decision = appeal.lodged.event, appeal.decision
    order = appeal.order.event if appeal.order else None
    days = appeal.days
    return AppealShown(
        place=appeal.lodged.place,
        open=appeal.live or bool(waiting),
        limit=limit.limit.id if limit else None,
        due=limit.due if limit else None,
        state=appeal.state,
        live=appeal.live,
        matters=appeal.matters,
        recommendations=appeal.recommendations,
        appellant=lodged.appellant if isinstance(lodged, TribunalAppealLodged) else None,
        against=kebab(type(decision.event).__name__) if decision else None,
        decision=decision.place if decision else None,
        certificate=appeal.certificate.place if appeal.certificate else None,
        lodged=appeal.lodged.span,
        registered=span(appeal.registered),
        response_by=days.response_by,
        final_evidence_by=days.final_evidence_by,
        bundle_by=days.bundle_by,
        hearing_on=days.hearing_on,
        responded=span(appeal.response),
        withdrawn=span(appeal.withdrawn),
        not_opposed=span(appeal.not_opposed),
        ordered=span(appeal.order),
        outcomes=order.outcomes if isinstance(order, TribunalOrder) else (),
        complied=span(appeal.complied),
    )
