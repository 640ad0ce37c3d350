"""What two persons agree on: one proposes, and another approves it or does not.

What is asked of a case is decided anew when it is approved, and recorded in one transaction with
the approval: there is neither without the other. What is no command on a case is approved first,
and carried out once by whoever knows how.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from ehcp.application.cases import Asked, Cases, Done, body_hash
from ehcp.application.deciding.proposed import (
    Decided,
    NoSuchProposal,
    Wished,
    as_json,
    carried_out,
    command_of,
    wished,
)
from ehcp.application.keeping.accounts import account_of
from ehcp.application.recording import record
from ehcp.application.rights import Access, FieldClass, access
from ehcp.domain.command import Command, Refusal, Refused, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.proposals import (
    ActionProposed,
    ProposalApproved,
    ProposalCarriedOut,
    ProposalRejected,
    ProposalWithdrawn,
)
from ehcp.domain.events.record import TwoPersonsAgreed
from ehcp.domain.proposals import (
    BY_A_PERSON,
    NOT_APPROVED,
    NOT_THEIRS,
    WHY,
    Proposal,
    State,
    last_day_for,
    proposal_of,
    require_two,
    stream_of,
)
from ehcp.domain.standing.relations import relations
from ehcp.domain.users import SERVICE_ACCOUNT, user_of
from ehcp.domain.users import stream_of as stream_of_user
from ehcp.store.cases import Appended
from ehcp.store.errors import ChangedMeanwhile
from ehcp.store.together import Part, append_together

NO_LONGER_THEIRS = Refusal(
    "proposer-has-no-right",
    "Whoever proposed it has no right to it any more.",
    instead="Reject it, and propose it yourself if it is still wanted.",
)

NO_RIGHT = Refusal(
    "no-right-to-what-is-proposed",
    "You have no right to what is proposed.",
    instead="Somebody decides who has.",
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was recorded of a proposal; of one that was approved also what was done by it."""

    proposal: UUID
    version: int
    position: int
    done: Done | None = None


Ends = Callable[[Proposal], Event]
"""What ends a proposal without it being done. Raises Refused."""


class Proposals:
    """What is proposed in the authorities of one database."""

    def __init__(self, cases: Cases) -> None:
        """Take the cases: proposals are kept beside them."""
        self.cases = cases
        self.store = cases.store

    def propose(self, authority: str, case: UUID, command: Command, asked: Asked) -> UUID:
        """Propose a command on a case; return the proposal. Whether it would do is not asked."""
        return self._propose(authority, wished(case, command), asked)

    def propose_action(
        self,
        authority: str,
        action: str,
        wish: Mapping[str, Any],
        asked: Asked,
        reasons: str | None = None,
    ) -> UUID:
        """Propose what is no command on a case: an action by its name, and what is asked of it."""
        new = Wished(action=action, case=None, wish=as_json(wish), reasons=reasons)
        return self._propose(authority, new, asked)

    def proposed_before(
        self, authority: str, case: UUID, command: Command, asked: Asked
    ) -> UUID | None:
        """Return the proposal that the same request made when it was sent first, if it did.

        Raises CommandReused where its id was used for something else.
        """
        id_ = stream_of(authority, asked.command_id)
        body = body_hash(wished(case, command))
        found = self.store.repeated(authority, id_, asked.command_id, body)
        return None if found is None else id_

    def of_id(self, authority: str, id_: UUID) -> Proposal:
        """Return a proposal. Raises NoSuchProposal."""
        found = proposal_of(self.store.history(authority, id_))
        if found is None:
            raise NoSuchProposal
        return found

    def right_to(self, authority: str, subject: str, proposal: Proposal) -> Access | None:
        """Return the right of somebody to what is proposed, on this very case; None: none."""
        user = user_of(self.store.history(authority, stream_of_user(authority, subject)))
        right = access(user, proposal.action, self.cases.today())
        if right is None or (proposal.case and self.sees(authority, proposal.case, right) is None):
            return None
        return right

    def sees(self, authority: str, case: UUID, right: Access) -> frozenset[FieldClass] | None:
        """Return what of a case is seen by a right; None: it is not open by it."""
        found = self.cases.case(authority, case)
        today = self.cases.today()
        return right.of_case(lambda: relations(found.seen(as_at=today)))

    def why_not(self, authority: str, proposal: Proposal, subject: str) -> Refusal | None:
        """Return why somebody may not approve a proposal today; None: they may."""
        if self.right_to(authority, subject, proposal) is None:
            return NO_RIGHT
        try:
            self._require_another(authority, proposal, subject)
            self._require_in_time(authority, proposal)
        except Refused as refused:
            return refused.refusal
        return None

    def approve(self, authority: str, id_: UUID, reasons: str, asked: Asked) -> Outcome:
        """Approve a proposal of somebody else, and do what it asks of a case.

        `asked.expected` is the version of the case that was decided on. Raises NoSuchProposal
        where whoever asks has no right to what is proposed; Refused, ChangedMeanwhile.
        """
        decided = Decided(proposal=id_, as_="approved", reasons=reasons)
        try:
            return self._approve(authority, id_, decided, asked)
        except (Refused, ChangedMeanwhile):
            # it may be the first answer's own effect that stands in the way
            before = self.store.repeated(authority, id_, asked.command_id, body_hash(decided))
            if before is None:
                raise
            return self._again(authority, before)

    def reject(self, authority: str, id_: UUID, reasons: str, asked: Asked) -> Outcome:
        """Do not agree. Raises as `approve` does."""
        decided = Decided(proposal=id_, as_="rejected", reasons=reasons)

        def rejected(proposal: Proposal) -> Event:
            require(stated(reasons), WHY)
            self._require_another(authority, proposal, asked.by.subject)
            return ProposalRejected(on=self.today(), reasons=reasons)

        return self._end(authority, id_, decided, asked, rejected)

    def withdraw(
        self, authority: str, id_: UUID, asked: Asked, reasons: str | None = None
    ) -> Outcome:
        """Take one's own proposal back. Raises NoSuchProposal, Refused."""
        decided = Decided(proposal=id_, as_="withdrawn", reasons=reasons)

        def withdrawn(proposal: Proposal) -> Event:
            require(proposal.proposed_by == asked.by.subject, NOT_THEIRS)
            return ProposalWithdrawn(on=self.today(), reasons=reasons)

        return self._end(authority, id_, decided, asked, withdrawn)

    def carry_out(self, authority: str, id_: UUID, action: str, asked: Asked) -> Proposal:
        """Take what was approved, to do it: whoever proposed it may, and once.

        Raises NoSuchProposal; Refused where it is not approved, has been done already, or was
        approved more than 14 days ago.
        """
        found = self.of_id(authority, id_)
        if found.action != action or found.proposed_by != asked.by.subject:
            raise NoSuchProposal
        require(found.may_be_done(self.today()), NOT_APPROVED)
        require(self.right_to(authority, found.proposed_by, found), NO_LONGER_THEIRS)
        decided = Decided(proposal=id_, as_="carried-out", reasons=None)
        event = ProposalCarriedOut(on=self.today())
        record(self.store, authority, id_, found.version, event, asked, body_hash(decided))
        return found

    def today(self) -> date:
        """Return the day it is in London."""
        return self.cases.today()

    def _propose(self, authority: str, new: Wished, asked: Asked) -> UUID:
        require(not asked.by.subject.startswith(SERVICE_ACCOUNT), BY_A_PERSON)
        id_ = stream_of(authority, asked.command_id)
        event = ActionProposed(
            on=self.today(),
            action=new.action,
            wish=new.wish,
            last_day=last_day_for(self.today()),
            case=new.case,
            reasons=new.reasons,
        )
        record(self.store, authority, id_, 0, event, asked, body_hash(new))
        return id_

    def _approve(self, authority: str, id_: UUID, decided: Decided, asked: Asked) -> Outcome:
        proposal = self.of_id(authority, id_)
        right = self._require_another(authority, proposal, asked.by.subject)
        self._require_in_time(authority, proposal)
        require(stated(decided.reasons), WHY)
        asked = replace(asked, by=replace(asked.by, role=right.role))
        approved = ProposalApproved(on=self.today(), reasons=decided.reasons or "")
        if proposal.case is None:
            done = record(
                self.store, authority, id_, proposal.version, approved, asked, body_hash(decided)
            )
            return Outcome(proposal=id_, version=done.version, position=done.position)
        first, second = append_together(
            self.store,
            authority,
            [
                Part(
                    stream=id_,
                    expected=proposal.version,
                    events=[approved],
                    command_id=asked.command_id,
                    body_hash=body_hash(decided),
                ),
                self._doing(authority, id_, proposal, proposal.case, asked),
            ],
            by=asked.by,
            source=asked.source,
        )
        return self._outcome(authority, first, second)

    def _doing(
        self, authority: str, id_: UUID, proposal: Proposal, case: UUID, asked: Asked
    ) -> Part:
        """Return what is added to the case: it is decided on the case as it is now."""
        first = self.store.history(authority, id_)[0]
        command = command_of(proposal)
        by_two = replace(asked, alone=False)
        now = replace(by_two, command_id=carried_out(id_), documents=first.documents)
        history, events = self.cases.decided(authority, case, command, now)
        agreed = TwoPersonsAgreed(
            on=self.today(),
            action=proposal.action,
            proposal=id_,
            proposed_by=proposal.proposed_by,
            approved_by=asked.by.subject,
        )
        return Part(
            stream=case,
            expected=len(history.entries),
            events=[*events, agreed],
            command_id=now.command_id,
            body_hash=body_hash(command),
            documents=now.documents,
        )

    def _require_another(self, authority: str, proposal: Proposal, subject: str) -> Access:
        """Return the right of whoever decides; refuse who proposed it, or may be the same."""
        right = self.right_to(authority, subject, proposal)
        if right is None:
            raise NoSuchProposal
        proposer = account_of(self.store, authority, proposal.proposed_by)
        require_two(proposer, account_of(self.store, authority, subject))
        return right

    def _require_in_time(self, authority: str, proposal: Proposal) -> None:
        """Refuse what is over, and what its proposer has no right to any more."""
        proposal.require_open(self.today())
        require(self.right_to(authority, proposal.proposed_by, proposal), NO_LONGER_THEIRS)

    def _end(self, authority: str, id_: UUID, decided: Decided, asked: Asked, of: Ends) -> Outcome:
        proposal = self.of_id(authority, id_)
        try:
            event = of(proposal)
            proposal.require_open(self.today())
        except Refused:
            before = self.store.repeated(authority, id_, asked.command_id, body_hash(decided))
            if before is None:
                raise
            return self._again(authority, before)
        done = record(
            self.store, authority, id_, proposal.version, event, asked, body_hash(decided)
        )
        return Outcome(proposal=id_, version=done.version, position=done.position)

    def _again(self, authority: str, before: Appended) -> Outcome:
        """Return the first answer of what was sent again."""
        proposal = self.of_id(authority, before.case)
        second = None
        if proposal.case and proposal.ended is State.APPROVED:
            command = command_of(proposal)
            id_ = carried_out(before.case)
            second = self.store.repeated(authority, proposal.case, id_, body_hash(command))
        return self._outcome(authority, before, second)

    def _outcome(self, authority: str, first: Appended, second: Appended | None) -> Outcome:
        done = None if second is None else self.cases.answer(authority, second)
        position = first.position if second is None else max(first.position, second.position)
        return Outcome(proposal=first.case, version=first.version, position=position, done=done)
