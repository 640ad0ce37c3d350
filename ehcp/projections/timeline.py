"""The timeline read model: one row for each entry of a case, wrong ones included."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from ehcp.domain.case import Case
from ehcp.domain.entry import Entry
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut
from ehcp.domain.step import Step, dated
from ehcp.domain.value import value
from ehcp.domain.when import After, Span
from ehcp.projections.deadlines import name_of

TABLE = "timeline"


@value(frozen=True, kw_only=True, slots=True)
class TimelineRow:
    """One entry. `first` and `last` are the days on which it can have happened.

    `number` is its place in legal order, None for one that was corrected or struck out.
    `corrected_by` is the entry that says that it was wrong, `stands_in` what stands for it.
    """

    authority: str
    case_id: UUID
    place: int
    name: str
    first: date | None
    last: date | None
    number: int | None
    party: str | None
    basis: str
    note: str | None
    source: str
    known_from: datetime | None
    recorded_at: datetime | None
    recorded_by: str | None
    recorded_as: str | None
    organisation: str | None
    documents: int
    corrected_by: int | None
    stands_in: int | None
    struck: bool


def rows(authority: str, case_id: UUID, case: Case) -> Iterator[TimelineRow]:
    """Yield the rows of one case. It is read whole: as at no day."""
    steps = {step.place: (number, step) for number, step in enumerate(case.steps)}
    corrected = case.corrected
    wrong = _wrong(case) if corrected else {}
    for entry in case.entries:
        number, step = steps.get(entry.place, (None, None))
        first, last = _span(entry, step)
        by = entry.recorded_by
        correction = wrong.get(entry.place)
        yield TimelineRow(
            authority=authority,
            case_id=case_id,
            place=entry.place,
            name=name_of(entry.event),
            first=first,
            last=last,
            number=number,
            party=entry.event.party,
            basis=entry.event.basis,
            note=entry.event.note,
            source=entry.source,
            known_from=entry.known_from,
            recorded_at=entry.recorded_at,
            recorded_by=by.subject if by else None,
            recorded_as=by.role if by else None,
            organisation=by.organisation if by else None,
            documents=len(entry.documents),
            corrected_by=correction,
            stands_in=corrected.get(entry.place),
            struck=correction is not None and corrected.get(entry.place) is None,
        )


def _wrong(case: Case) -> dict[int, int]:
    """Return the places of the wrong entries, each with that of the entry that says so."""
    return {
        entry.event.entry: entry.place
        for entry in case.entries
        if isinstance(entry.event, EntryCorrected | EntryStruckOut)
    }


def _span(entry: Entry, step: Step | None) -> Span:
    if step is not None:
        return step.span
    on = entry.event.on
    if isinstance(on, After):
        return Span()  # nothing hangs on a wrong entry any more, and it on nothing
    return on if isinstance(on, Span) else Span(*dated(on))
