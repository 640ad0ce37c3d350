"""The proposals read model: one row for each thing that two persons are to agree on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ehcp.domain.entry import Entry
from ehcp.domain.proposals import KINDS, State, proposal_of
from ehcp.projections.by_day import page_by_day
from ehcp.projections.page import Page
from ehcp.store.cases import Store

TABLE = "proposals"
NAMES = frozenset(kind.__name__ for kind in KINDS)
"""The names of the events that only a stream of a proposal has."""

SOME = """
    select authority, id, action, case_id, proposed_by, proposed_on, last_day, ended, decided_by,
        decided_on, version
    from ehcp.proposals
    where authority = %(authority)s
        and (%(state)s::text is null or %(state)s = coalesce(
            ended, case when last_day < %(today)s then 'lapsed' else 'open' end
        ))
        and (%(day)s::date is null or (last_day, id) > (%(day)s, %(id)s))
    order by last_day, id limit %(size)s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalRow:
    """One proposal. `ended` is null while nothing has become of it but that its time goes by."""

    authority: str
    id: UUID
    action: str
    case_id: UUID | None
    proposed_by: str
    proposed_on: date
    last_day: date
    ended: str | None
    decided_by: str | None
    decided_on: date | None
    version: int

    def state(self, today: date) -> State:
        """Return where it stands on a day."""
        if self.ended is not None:
            return State(self.ended)
        return State.OPEN if today <= self.last_day else State.LAPSED


class NoProposal(ValueError):  # noqa: N818 - named for what it says
    """The stream does not begin with a proposal."""


def row(authority: str, stream: UUID, history: Sequence[Entry]) -> ProposalRow:
    """Return the row of one proposal. Raises NoProposal if its stream is something else."""
    found = proposal_of(history)
    if found is None:
        raise NoProposal
    return ProposalRow(
        authority=authority,
        id=stream,
        action=found.action,
        case_id=found.case,
        proposed_by=found.proposed_by,
        proposed_on=found.proposed_on,
        last_day=found.last_day,
        ended=found.ended,
        decided_by=found.decided_by,
        decided_on=found.decided_on,
        version=found.version,
    )


def proposals(  # noqa: PLR0913 - each is part of the question
    store: Store,
    authority: str,
    today: date,
    *,
    state: State | None = None,
    after: str | None = None,
    size: int = 200,
) -> Page[ProposalRow]:
    """Return proposals in the order of the last day on which each is open. Raises BadCursor."""
    asked = {"today": today, "state": state}
    return page_by_day(
        store, authority, SOME, ProposalRow, lambda found: found.last_day, asked, after, size
    )
