"""Changes of phase, and moves between post-16 institutions. SI 2014/1530 reg 18."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.plan.final import NO_PLAN
from ehcp.domain.commands.underway import child, latest
from ehcp.domain.event import Event
from ehcp.domain.events.review import (
    PhaseTransferDue,
    Post16TransferDropped,
    Post16TransferProposed,
)
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.phase import LEAVES_AFTER, Transfer, phase_change
from ehcp.domain.standing.phase_transfers import phase_of, phase_transfers
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.time_limits import phase_transfer

TRANSFER_IS_OVER = Refusal(
    "transfer-is-over",
    "That change of phase lies before the day on which it is recorded.",
    instead="Give the year of the coming change.",
)
TRANSFER_KNOWN = Refusal(
    "transfer-known",
    "A change of phase is recorded for that year.",
    SEND_REGS_2014.reg("18(1)"),
    instead="Correct the entry if it is wrong.",
)
MOVE_IN_THE_PAST = Refusal(
    "move-in-the-past",
    "The move lies before the day on which it is proposed.",
    instead="Give the day on which the authority knew of it.",
)
MOVE_PROPOSED = Refusal(
    "move-proposed",
    "A move to another post-16 institution is proposed already.",
    SEND_REGS_2014.reg("18(2)"),
    instead="Drop it first, or correct its day.",
)
NO_MOVE_PROPOSED = Refusal(
    "no-move-proposed",
    "No move to another post-16 institution is open.",
    instead="Record the proposal first.",
)
DROPPED_BEFORE_PROPOSED = Refusal(
    "dropped-before-proposed",
    "It is dated before the move was proposed.",
    instead="Check the day, or correct that of the proposal.",
)

NOT_BY_AGE = Caution(
    "transfer-not-by-age",
    "The date of birth and the usual ages of schools lead to another year for this change of"
    " phase.",
    SEND_REGS_2014.reg("18(1)"),
)
LATE_PROPOSAL = Caution(
    "late-proposal",
    "The plan is reviewed and amended at least five months before the move, and that day is over:"
    " act as soon as possible, and record why it could not be known earlier. No exception lifts"
    " the limit.",
    SEND_REGS_2014.reg("18(2)"),
)

SEPTEMBER = 9


class RecordPhaseTransfer(Command):
    """Record that a change of phase comes in September of a year."""

    transfer: Transfer
    year: int

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NO_PLAN)
        require(date.min.year <= self.year <= date.max.year, TRANSFER_IS_OVER)
        comes = date(self.year, SEPTEMBER, 1)
        require(self.on < comes, TRANSFER_IS_OVER)
        known = [found for found in phase_transfers(case, self.year) if found.recorded]
        require(not known, TRANSFER_KNOWN)
        yield PhaseTransferDue(
            on=comes, phase=phase_of(self.transfer), year=self.year, transfer=self.transfer
        )
        if self.year not in self._by_age(case):
            yield NOT_BY_AGE.about(self.on)

    def _by_age(self, case: Case) -> set[int]:
        """Return the years to which the age leads; this one where the age is not known."""
        about = child(case)
        if about is None:
            return {self.year}
        changes = (
            phase_change(about.date_of_birth, setting, offset=about.year_offset)
            for setting, (_, transfer) in LEAVES_AFTER.items()
            if transfer is self.transfer
        )
        return {change.year for change in changes if change}


class ProposePost16Transfer(Command):
    """Record that a move from one post-16 institution to another is proposed, and for when."""

    moves_on: date
    institution: Institution | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NO_PLAN)
        require(self.on <= self.moves_on, MOVE_IN_THE_PAST)
        proposed = latest(case, Post16TransferProposed, until=(Post16TransferDropped,))
        require(proposed is None or _over(proposed.event, self.on), MOVE_PROPOSED)
        yield Post16TransferProposed(
            on=self.on, moves_on=self.moves_on, institution=self.institution
        )
        limit = phase_transfer.POST16_TO_POST16
        by = limit.last_day(self.moves_on, calendar=NO_HOLIDAYS)
        if by is not None and by < self.on:
            yield LATE_PROPOSAL.about(self.on)


class DropPost16Transfer(Command):
    """Record that the move is no longer proposed."""

    def decide(self, case: Case) -> Iterator[Event]:
        kinds = Post16TransferProposed, Post16TransferDropped
        proposed = require(latest(case, kinds[0], until=kinds[1:]), NO_MOVE_PROPOSED)
        require(proposed.first <= self.on, DROPPED_BEFORE_PROPOSED)
        yield Post16TransferDropped(on=self.on, of=proposed.place)


def _over(event: Event, on: date) -> bool:
    """Whether the move that was proposed has come by a day."""
    moved = event.moves_on if isinstance(event, Post16TransferProposed) else None
    return moved is not None and moved <= on
