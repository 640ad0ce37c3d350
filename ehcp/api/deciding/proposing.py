"""What is asked by one person, and needs two: it is proposed instead of done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.routes import LOCATION, answer
from ehcp.api.services import person, services
from ehcp.application.cases import Asked, Done, NeedsTwo
from ehcp.application.deciding.proposals import Proposals
from ehcp.domain.command import Command, Refused
from ehcp.domain.proposals import State
from ehcp.schemas import dump
from ehcp.store.errors import ChangedMeanwhile, CommandReused

MAY_NEED_TWO = frozenset(
    {"cease-plan", "lift-address-restriction", "correct-entry", "strike-out-entry"}
)
"""The commands that may be answered with a proposal."""


@dataclass(frozen=True, kw_only=True)
class ProposedAnswer:
    """What was asked needs two persons, and was proposed. Nothing has been done yet.

    Another person who has the right to it approves it until `last_day`, at `approve`.
    """

    proposal: UUID
    action: str
    case: UUID | None
    state: State
    last_day: date
    approve: str


PROPOSED = {"202": answer("It needs two persons, and was proposed.", ProposedAnswer, LOCATION)}


def performed_or_proposed(case: UUID, command: Command, asked: Asked) -> Done | UUID:
    """Perform a command on a case; return the proposal where it needs two persons.

    What was proposed when the same request was sent first is returned again, whatever became
    of it. Raises as `Cases.perform` does.
    """
    cases, authority = services().cases, person().authority
    proposals = Proposals(cases)
    try:
        return cases.perform(authority, case, command, asked)
    except NeedsTwo:
        return proposals.propose(authority, case, command, asked)
    except (Refused, ChangedMeanwhile, CommandReused):
        # it may be what was proposed that stands in the way
        before = proposals.proposed_before(authority, case, command, asked)
        if before is None:
            raise
        return before


def proposed(id_: UUID) -> Response:
    """Answer that something was proposed, and where it can be approved."""
    cases = services().cases
    found = Proposals(cases).of_id(person().authority, id_)
    body = ProposedAnswer(
        proposal=id_,
        action=found.action,
        case=found.case,
        state=found.state(cases.today()),
        last_day=found.last_day,
        approve=f"{address(id_)}/approve",
    )
    made = Response(answers.encoded(dump(body)), status=202, content_type="application/json")
    made.headers["Location"] = address(id_)
    return made


def address(id_: UUID) -> str:
    """Return where a proposal is read."""
    return f"/v1/proposals/{id_}"
