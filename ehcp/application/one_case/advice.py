"""Advice as a reader is shown it: who was asked, when it is due, what came and what is late."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ehcp.application.one_case.awaited import Awaited, next_due, span
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline
from ehcp.domain.events.assessment import AdviceDelayed, AdviceReceived, AdviceReturned
from ehcp.domain.standing.advice import Advice, AdviceStatus, advice
from ehcp.domain.standing.relations import Tie, tie_of
from ehcp.domain.step import Step
from ehcp.domain.value import value
from ehcp.domain.when import Span
from ehcp.law.time_limit import OwedBy


@value(frozen=True, kw_only=True)
class ReceivedShown:
    """What came. `returned` is when it was sent back, and `lacking` what it lacked."""

    place: int
    on: Span
    author: str | None
    dated: date | None
    document: str | None
    says: str | None
    returned: Span | None
    lacking: str | None


@value(frozen=True, kw_only=True)
class AdviceShown(Awaited):
    """One piece of advice. `kind` is the letter in reg 6(1); `expected` moves no limit.

    `asked` is null for what came unasked. Advice that was sent back is awaited, and its limit
    was kept all the same.
    """

    status: AdviceStatus
    kind: str | None
    from_body: str | None
    author: str | None
    asked: Span | None
    chased: tuple[Span, ...]
    expected: date | None
    reasons_for_delay: str | None
    received: tuple[ReceivedShown, ...]

    @property
    def party(self) -> str | None:
        """Whose it is, of those who are asked by their role: the relation and the body's name."""
        tie = tie_of(self.kind, self.from_body)
        return party_of(tie) if tie else None


def party_of(tie: Tie) -> str:
    """Return a tie as the lists hold it."""
    return "/".join(tie)


def advice_shown(case: Case, found: Sequence[Deadline]) -> tuple[AdviceShown, ...]:
    """Return all advice of a case; `found` are its deadlines."""
    bodies = OwedBy.BODY_ASKED_FOR_ADVICE
    limits = defaultdict[Step | None, list[tuple[int, Deadline]]](list)
    for number, deadline in enumerate(found):
        if deadline.limit.owed_by is bodies and deadline.drives:
            limits[deadline.started_by].append((number, deadline))
    return tuple(_shown(case, one, limits) for one in advice(case))


def _shown(
    case: Case, one: Advice, found: Mapping[Step | None, Sequence[tuple[int, Deadline]]]
) -> AdviceShown:
    started = dict((*found.get(one.root, ()), *found.get(one.given, ())))
    limit = next_due(started[number] for number in sorted(started))
    delayed = one.delayed[-1].event if one.delayed else None
    told = delayed if isinstance(delayed, AdviceDelayed) else None
    return AdviceShown(
        place=one.root.place,
        open=one.status.awaited,
        limit=limit.limit.id if limit else None,
        due=limit.due if limit else span(one.given),
        status=one.status,
        kind=one.kind,
        from_body=one.from_body,
        author=one.author,
        asked=span(one.requested),
        chased=tuple(step.span for step in one.chased),
        expected=told.expected if told else None,
        reasons_for_delay=told.reasons if told else None,
        received=tuple(_received(case, one, step) for step in one.received),
    )


def _received(case: Case, one: Advice, step: Step) -> ReceivedShown:
    event = step.event
    came = event if isinstance(event, AdviceReceived) else None
    back = next((back for back in one.returned if case.at(back.event.of) is step), None)
    lacking = back.event.reasons if back and isinstance(back.event, AdviceReturned) else None
    return ReceivedShown(
        place=step.place,
        on=step.span,
        author=came.author if came else None,
        dated=came.dated if came else None,
        document=came.document if came else None,
        says=came.says if came else None,
        returned=span(back),
        lacking=lacking,
    )
