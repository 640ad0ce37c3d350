"""A proposal: what its history comes to, and who may decide it. Two persons agree, or nobody does.

One person is not two: not by another role, by another account under the same name, or by an
account that one of the two has made, or given its role.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import overload
from uuid import UUID, uuid5

from ehcp.domain.command import Refusal, require
from ehcp.domain.entry import Entry
from ehcp.domain.events.proposals import (
    ActionProposed,
    ProposalApproved,
    ProposalCarriedOut,
    ProposalRejected,
    ProposalWithdrawn,
)
from ehcp.domain.users import SERVICE_ACCOUNT, User

PROPOSALS = UUID("5f0a4c0e-7d0b-5c55-8a41-0d8f1f3b6a92")
"""The namespace of the streams of proposals."""
OPEN_FOR = timedelta(days=14)
"""How long after the day it was made a proposal may be approved."""
KINDS = (
    ActionProposed,
    ProposalApproved,
    ProposalRejected,
    ProposalWithdrawn,
    ProposalCarriedOut,
)
"""The events that only the stream of a proposal has."""

NOT_OPEN = Refusal(
    "proposal-not-open",
    "The proposal has been decided, withdrawn or done already, or its time is over.",
    instead="Propose it again, if it is still wanted.",
)
NOT_BY_ONESELF = Refusal(
    "two-persons-needed",
    "Two persons agree on this: nobody decides on their own proposal, from whatever account.",
    instead="Have somebody else decide who has the right, and whose account you did not make.",
)
NOT_THEIRS = Refusal(
    "not-your-proposal",
    "Only whoever proposed it may withdraw it.",
    instead="Reject it, with reasons.",
)
BY_A_PERSON = Refusal(
    "proposed-by-a-person",
    "What needs two persons is proposed by a person, and not by another system.",
    instead="Have somebody sign in and ask for it.",
)
WHY = Refusal(
    "proposal-why",
    "Whoever decides on a proposal says why.",
    instead="Give reasons.",
)
NOT_APPROVED = Refusal(
    "proposal-not-approved",
    "No other person has approved it; or it has been done already, or it is too late to do it.",
    instead="Propose it, and have another person approve it.",
)


class State(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    LAPSED = "lapsed"
    APPROVED = "approved"
    CARRIED_OUT = "carried-out"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


ENDS: dict[type, State] = {
    ProposalApproved: State.APPROVED,
    ProposalRejected: State.REJECTED,
    ProposalWithdrawn: State.WITHDRAWN,
    ProposalCarriedOut: State.CARRIED_OUT,
}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One proposal. `version` counts its entries; `last_day` is the last on which it is open."""

    action: str
    wish: str
    case: UUID | None
    reasons: str | None
    proposed_by: str
    proposed_on: date
    last_day: date
    decided_by: str | None = None
    decided_on: date | None = None
    decided_because: str | None = None
    ended: State | None = None
    version: int = 1

    def state(self, today: date) -> State:
        """Return where it stands on a day: what nobody decided in time has lapsed."""
        if self.ended is not None:
            return self.ended
        return State.OPEN if today <= self.last_day else State.LAPSED

    def may_be_done(self, today: date) -> bool:
        """Whether what was approved may still be done: for as long again as it was open."""
        approved = self.ended is State.APPROVED and self.decided_on is not None
        return approved and today <= last_day_for(self.decided_on or date.min)

    def require_open(self, today: date) -> None:
        """Refuse what has been decided, or is over."""
        require(self.state(today) is State.OPEN, NOT_OPEN)


@dataclass(frozen=True, kw_only=True)
class Account:
    """A sign-in with whom it belongs to, and who has added it or given it a role.

    `made_by` are their sign-ins and `makers` their names; also of those who did so for them, and
    so on.
    """

    user: User
    subject: str
    made_by: frozenset[str] = frozenset()
    makers: frozenset[str] = frozenset()


def stream_of(authority: str, command: UUID) -> UUID:
    """Return the stream of a proposal, which is its id: it follows from what asked for it."""
    return uuid5(PROPOSALS, f"{authority}/{command}")


def proposal_of(entries: Sequence[Entry]) -> Proposal | None:
    """Return what a history comes to; None where it is not that of a proposal."""
    if not entries or not isinstance(first := entries[0].event, ActionProposed):
        return None
    found = Proposal(
        action=first.action,
        wish=first.wish,
        case=first.case,
        reasons=first.reasons,
        proposed_by=_who(entries[0]),
        proposed_on=_day(entries[0], first.last_day),
        last_day=first.last_day,
    )
    for entry in entries[1:]:
        found = replace(_after(found, entry), version=entry.place)
    return found


def _after(found: Proposal, entry: Entry) -> Proposal:
    event = entry.event
    if isinstance(event, ProposalCarriedOut):
        return replace(found, ended=State.CARRIED_OUT)
    if not isinstance(event, ProposalApproved | ProposalRejected | ProposalWithdrawn):
        return found
    return replace(
        found,
        ended=ENDS[type(event)],
        decided_by=_who(entry),
        decided_on=_day(entry, None),
        decided_because=event.reasons,
    )


def _who(entry: Entry) -> str:
    return entry.recorded_by.subject if entry.recorded_by else ""


def are_two(one: Account, other: Account) -> bool:
    """Whether two accounts surely belong to two persons, neither of whom made the other's.

    Another system is no person.
    """
    if any(each.subject.startswith(SERVICE_ACCOUNT) for each in (one, other)):
        return False
    if one.subject.casefold() == other.subject.casefold():
        return False
    if _made(one, other) or _made(other, one):
        return False
    return _name(one.user.name) != _name(other.user.name)


def require_two(proposer: Account, decider: Account) -> None:
    """Refuse a decision by whoever proposed it, or may have."""
    require(are_two(proposer, decider), NOT_BY_ONESELF)


def last_day_for(today: date) -> date:
    """Return the last day on which what is proposed today may be approved."""
    return today + OPEN_FOR


@overload
def _day(entry: Entry, otherwise: date) -> date: ...
@overload
def _day(entry: Entry, otherwise: None) -> date | None: ...
def _day(entry: Entry, otherwise: date | None) -> date | None:
    return entry.event.on if isinstance(entry.event.on, date) else entry.recorded_on or otherwise


def _made(one: Account, other: Account) -> bool:
    """Whether somebody made an account, from this one or from another under the same name."""
    return one.subject in other.made_by or _name(one.user.name) in map(_name, other.makers)


def _name(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
