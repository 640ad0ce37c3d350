"""What somebody may do on a day, of which cases, and what they see of each: the one decision."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final
from uuid import UUID

from ehcp.application.rights.actions import Action, Agreeing, InEmergency, Keeping
from ehcp.application.rights.fields import FieldClass
from ehcp.application.rights.own import of_own
from ehcp.application.rights.policy import ONE_CASE, POLICY, Rule
from ehcp.domain.case import Case
from ehcp.domain.command import Command
from ehcp.domain.events.users import Role
from ehcp.domain.standing.relations import Relation, RelationKind, Tie, named
from ehcp.domain.users import HeldRole, User

READS = "read"
"""In the scope of a key: every reading."""
OF_PERSONS = frozenset[Action]((*Agreeing, *InEmergency, *Keeping))
"""What no other system does: two persons are two persons, and keys do not make keys."""

Seen = frozenset[FieldClass]


@dataclass(frozen=True)
class Grant:
    """A role that permits the action. `tie` is what it needs; None: every case."""

    role: Role
    tie: Tie | None
    sees: Seen


@dataclass(frozen=True)
class Emergency:
    """One case that is open for some hours, and what is seen of it. `break_glass` says why."""

    case: UUID
    break_glass: UUID
    sees: Seen


@dataclass(frozen=True)
class Access:
    """The right to one action on a day. There is at least one grant.

    `role` is the one in which it is done: the first of those that permit it. `emergencies` open
    one case each, to be read, beside what the grants open; they put nothing into a list.
    """

    grants: tuple[Grant, ...]
    on: date
    emergencies: tuple[Emergency, ...] = ()

    @property
    def role(self) -> Role:
        """The role that is recorded."""
        return self.grants[0].role

    @property
    def every_case(self) -> bool:
        """Whether it is a right to every case of the authority."""
        return any(grant.tie is None for grant in self.grants)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """What must hold of a case, one or the other of it, where not every case is open."""
        return tuple(grant.tie for grant in self.grants if grant.tie is not None)

    def of_case(
        self, relations: Callable[[], Iterable[Relation]], case: UUID | None = None
    ) -> Seen | None:
        """Return what is seen of a case that has these relations; None: it is not open at all.

        `case` is its id, by which it may be open in an emergency.
        """
        held = self.held(relations)
        open_by = [g.sees for g in self.grants if g.tie is None or g.tie in held]
        open_by += [each.sees for each in self.emergencies if each.case == case]
        return frozenset().union(*open_by) if open_by else None

    def held(self, relations: Callable[[], Iterable[Relation]]) -> frozenset[Tie]:
        """Return by which of the ties a case is open that has these relations."""
        if not self.ties:
            return frozenset()
        there = {(r.kind, r.party) for r in relations() if r.holds(self.on)}
        return frozenset(there.intersection(self.ties))

    def permits(
        self, command: Command, case: Case, relations: Callable[[], Iterable[Relation]]
    ) -> bool:
        """Whether a command may be asked of a case that is open: an adviser's, of its own advice.

        A school has its part in a review whoever else has one.
        """
        if self.every_case:
            return True
        held = self.held(relations)
        at_school = any(kind is RelationKind.ON_ROLL for kind, _ in held)
        return at_school or of_own(command, case, held)

    @property
    def own_alone(self) -> bool:
        """Whether of the advice of a case only that of their own bodies is for them."""
        return not self.every_case

    def break_glass(self, case: UUID) -> UUID | None:
        """Return by which emergency a case is open, if it is by one."""
        return next((e.break_glass for e in self.emergencies if e.case == case), None)

    @property
    def in_lists(self) -> Seen:
        """What is seen of any case in a list: what each grant shows that may have opened it."""
        every = [grant.sees for grant in self.grants if grant.tie is None]
        if every:
            return frozenset().union(*every)
        first, *others = (grant.sees for grant in self.grants)
        return first.intersection(*others)


class EveryCase(Enum):
    """The right of whoever runs the service, to every case and all of it, in a list.

    It is stated where it is meant. None is no such right: `access` returns it for having none.
    """

    EVERY_CASE = "every-case"


EVERY_CASE: Final = EveryCase.EVERY_CASE


def access(user: User, action: Action, on: date, at: datetime | None = None) -> Access | None:
    """Return the right of somebody to an action on a day; None: they have none.

    At a moment of that day there is also what they opened in an emergency.
    """
    if not in_scope(user, action):
        return None
    grants = _grants(user.roles, action, on)
    if not grants:
        return None
    open_now = [each for each in user.opened if at is not None and each.holds(at)]
    if not open_now or action not in ONE_CASE:
        return Access(grants, on)
    sees = frozenset[FieldClass]().union(*(POLICY[each.role].emergency for each in grants))
    found = (Emergency(each.case, each.break_glass, sees) for each in open_now)
    return Access(grants, on, tuple(found) if sees else ())


def in_scope(user: User, action: Action) -> bool:
    """Whether it is for somebody who signs in so: always, but for other systems.

    They do nothing that needs a person, and with a key that has a scope nothing beyond it.
    """
    if not user.is_service_account:
        return True
    if action in OF_PERSONS:
        return False
    reads = READS in user.scope and action.startswith("read-")
    return not user.scope or reads or action in user.scope


def _grants(roles: Sequence[HeldRole], action: Action, on: date) -> tuple[Grant, ...]:
    return tuple(
        grant
        for held in roles
        if held.holds(on)
        for rule in POLICY[held.role].parts
        if rule.may(action) and (grant := _grant(held, rule))
    )


def _grant(held: HeldRole, rule: Rule) -> Grant | None:
    """Return what a role opens; nothing where it is tied to a school or body and names none."""
    if rule.through is None:
        return Grant(held.role, None, rule.sees)
    party = held.school if rule.through is RelationKind.ON_ROLL else named(held.body or "")
    return Grant(held.role, (rule.through, party), rule.sees) if party else None
