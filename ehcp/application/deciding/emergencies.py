"""Opening a case in an emergency (break-glass): for some hours, and looked at by a second person.

What was opened stands in a stream of its own, and the right that results in the history of who
has it: both are recorded in one transaction. It lets them read that case, and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from ehcp.application.cases import Asked, Cases, body_hash
from ehcp.application.keeping.accounts import account_of
from ehcp.application.recording import record
from ehcp.application.rights import (
    POLICY,
    Access,
    FieldClass,
    InEmergency,
    Reading,
    access,
)
from ehcp.domain.command import Refused, require
from ehcp.domain.emergency import (
    NO_REASON,
    NO_REMARKS,
    NOTHING_TO_OPEN,
    OPEN_ALREADY,
    REVIEWED_ALREADY,
    REVIEWED_BY_ONESELF,
    Emergency,
    emergency_of,
    review_due,
    stated,
    stream_of,
)
from ehcp.domain.events.emergency import (
    CaseOpenedInEmergency,
    Finding,
    GlassBroken,
    GlassReviewed,
)
from ehcp.domain.proposals import are_two
from ehcp.domain.standing.relations import relations
from ehcp.domain.users import User, user_of
from ehcp.domain.users import stream_of as stream_of_user
from ehcp.store.cases import Appended
from ehcp.store.errors import ChangedMeanwhile
from ehcp.store.together import Part, append_together


class NoSuchEmergency(LookupError):  # noqa: N818 - named for what it says
    """The authority has no case opened in an emergency of that id."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Which case somebody opens to themselves, and why."""

    case: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What a second person found."""

    break_glass: UUID
    finding: Finding
    remarks: str


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What was opened, and what was recorded of it."""

    id: UUID
    emergency: Emergency
    position: int


class Emergencies:
    """What is opened in an emergency in the authorities of one database."""

    def __init__(self, cases: Cases, now: Callable[[], datetime]) -> None:
        """Take the cases, and what tells the present instant."""
        self.cases = cases
        self.store = cases.store
        self.now = now

    def open(self, authority: str, case: UUID, reason: str, asked: Asked) -> Opened:
        """Open a case to whoever asks. Raises NoSuchCase, Refused."""
        id_ = stream_of(authority, asked.command_id)
        body = body_hash(Opening(case=case, reason=reason))
        try:
            parts = self._opening(authority, id_, case, reason, asked, body)
            *_, done = append_together(
                self.store, authority, parts, by=asked.by, source=asked.source
            )
        except (Refused, ChangedMeanwhile):
            # it may be the first answer's own effect that stands in the way
            before = self.store.repeated(authority, id_, asked.command_id, body)
            if before is None:
                raise
            done = before
        return Opened(id=id_, emergency=self.of_id(authority, id_), position=done.position)

    def of_id(self, authority: str, id_: UUID) -> Emergency:
        """Return what was opened. Raises NoSuchEmergency."""
        found = emergency_of(self.store.history(authority, id_))
        if found is None:
            raise NoSuchEmergency
        return found

    def review(
        self, authority: str, id_: UUID, finding: Finding, remarks: str, asked: Asked
    ) -> Appended:
        """Say what was found, as a second person. Raises NoSuchEmergency, Refused."""
        found = self.of_id(authority, id_)
        body = body_hash(Reviewed(break_glass=id_, finding=finding, remarks=remarks))
        try:
            require(found.finding is None, REVIEWED_ALREADY)
            second = account_of(self.store, authority, asked.by.subject)
            require(
                are_two(account_of(self.store, authority, found.subject), second),
                REVIEWED_BY_ONESELF,
            )
            require(remarks.strip() != "", NO_REMARKS)
        except Refused:
            before = self.store.repeated(authority, id_, asked.command_id, body)
            if before is None:
                raise
            return before
        event = GlassReviewed(on=self.today(), finding=finding, remarks=remarks)
        return record(self.store, authority, id_, found.version, event, asked, body)

    def today(self) -> date:
        """Return the day it is in London."""
        return self.cases.today()

    def _opening(  # noqa: PLR0913, PLR0917 - each is part of what is recorded
        self, authority: str, id_: UUID, case: UUID, reason: str, asked: Asked, body: bytes
    ) -> list[Part]:
        whole = self.cases.case(authority, case)
        require(stated(reason), NO_REASON)
        whose = stream_of_user(authority, asked.by.subject)
        user, today = user_of(self.store.history(authority, whose)), self.today()
        right = access(user, Reading.CASE, today)
        seen = right and right.of_case(lambda: relations(whole.seen(as_at=today)))
        require(not self._would_see(user, right) <= (seen or frozenset()), NOTHING_TO_OPEN)
        now = self.now()
        require(not any(o.case == case and o.holds(now) for o in user.opened), OPEN_ALREADY)
        broken = GlassBroken(
            on=today,
            subject=asked.by.subject,
            role=asked.by.role,
            case=case,
            reason=reason,
            review_due=review_due(today, self.cases.calendar),
        )
        opened = CaseOpenedInEmergency(on=today, case=case, break_glass=id_)
        right_id = uuid5(id_, "right")
        return [
            Part(
                stream=whose,
                expected=None,
                events=[opened],
                command_id=right_id,
                body_hash=body_hash(opened),
            ),
            Part(
                stream=id_,
                expected=0,
                events=[broken],
                command_id=asked.command_id,
                body_hash=body,
            ),
        ]

    def _would_see(self, user: User, right: Access | None) -> frozenset[FieldClass]:
        """Return what an emergency would show: of what the person may read, by the table."""
        if right is None or access(user, InEmergency.BREAK_GLASS, self.today()) is None:
            return frozenset()
        return frozenset[FieldClass]().union(*(POLICY[g.role].emergency for g in right.grants))
