"""What is said of a proposal, and what may be asked about one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ehcp.api.shapes import Paged, Warned
from ehcp.application.rights import Protected
from ehcp.domain.proposals import State


@dataclass(frozen=True, kw_only=True)
class ProposalLine:
    """Something that two persons are to agree on, and where it stands.

    `last_day` is the last on which it can be approved; `decided_by` who approved or rejected it,
    or took it back.
    """

    id: UUID
    action: str
    case: UUID | None
    proposed_by: str
    proposed_on: date
    last_day: date
    state: State
    decided_by: str | None
    decided_on: date | None
    version: int


@dataclass(frozen=True, kw_only=True)
class ProposalsAnswer:
    """A page of proposals, in the order of their last days."""

    items: tuple[ProposalLine, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class ProposalAnswer(ProposalLine):
    """One proposal. `wish` is what was asked, null for those who have no right to that.

    `case_version` is the version that the case has now: whoever approves says it in If-Match.
    `may_approve`: whether you may approve it; `because` says why not.
    """

    wish: Mapping[str, Any] | None
    reasons: str | None
    decided_because: str | None
    case_version: int | None
    may_approve: bool
    because: str | None


@dataclass(frozen=True, kw_only=True)
class ApproveProposal:
    """Approve what somebody else proposed. What it asks of a case is decided anew, and done.

    The law may refuse it by now. `If-Match` says on which version of the case you decided; the
    answer's ETag is the version after it.
    """

    reasons: str


@dataclass(frozen=True, kw_only=True)
class RejectProposal:
    """Do not agree to what somebody else proposed: it is not done."""

    reasons: str


@dataclass(frozen=True, kw_only=True)
class WithdrawProposal:
    """Take back what you have proposed yourself."""

    reasons: str | None = None


@dataclass(frozen=True, kw_only=True)
class Propose:
    """Propose what needs two persons and is no command on a case.

    A command that needs two is proposed by asking for it.
    """

    action: Protected
    reasons: str


@dataclass(frozen=True, kw_only=True)
class ProposalDecidedAnswer:
    """What was recorded of a proposal, and of the case on which it was done."""

    proposal: UUID
    version: int
    position: int
    case: UUID | None
    case_version: int | None
    warnings: tuple[Warned, ...]
