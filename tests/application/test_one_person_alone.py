"""No sequence of steps lets one person do alone what needs two, with however many accounts."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ehcp.application.cases import Asked, Cases, NeedsTwo
from ehcp.application.deciding.proposals import Proposals
from ehcp.application.deciding.proposed import NoSuchProposal
from ehcp.application.keeping.users import NewRole, NewUser, Users
from ehcp.application.rights import Role
from ehcp.domain.command import Command, Refused
from ehcp.domain.commands.ending.ending import CeasePlan
from ehcp.domain.commands.people.people import LiftAddressRestriction, RestrictAddress
from ehcp.domain.commands.record import CorrectEntry, StrikeOutEntry
from ehcp.domain.entry import Recorder
from ehcp.domain.events.ceasing import CeaseDecided, CeaseGround
from ehcp.domain.events.people import AddressRestricted
from ehcp.domain.standing.people import restrictions, secrets
from ehcp.domain.users import stream_of
from ehcp.store.errors import ChangedMeanwhile
from tests.domain.ordinary_case import FINAL, FINISHED
from tests.projections.histories import record

AUTHORITY = "E99000001"
TODAY = date(2026, 6, 15)
DECIDED = CeaseDecided(on=date(2026, 1, 5), ground=CeaseGround.PLAN_NOT_NECESSARY, reasons="R.")
RESTRICTED = [
    AddressRestricted(on=date(2026, 1, 6), person="child", address=address)
    for address in ("7 Quiet Lane, Farbridge, FB9 4QX", "9 Hidden Row, Farbridge, FB9 1AA")
]
HISTORY = [*FINISHED, DECIDED, *RESTRICTED]
PLAN, LAST = HISTORY.index(FINAL) + 1, len(HISTORY)
WISHES: dict[str, Command] = {
    "cease": CeasePlan(on=TODAY),
    "lift": LiftAddressRestriction(on=TODAY, restriction=LAST),
    "strike-plan": StrikeOutEntry(on=TODAY, entry=PLAN, why="A slip."),
    "strike-restriction": StrikeOutEntry(on=TODAY, entry=LAST, why="A slip."),
    "one-for-the-other": CorrectEntry(on=TODAY, entry=LAST, stands_in=LAST - 1, why="A slip."),
    "strike-decision": StrikeOutEntry(on=TODAY, entry=LAST - 2, why="A slip."),
    "restrict": RestrictAddress(on=TODAY, person="child", address="1 New Road, FB2 2BB"),
}
ACCOUNTS = ("ada", "ada.boss", "puppet", "puppets-puppet")
ACTS = ("approve", "reject", "withdraw")
STEPS = st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from([*WISHES, *ACTS]), st.integers(0, 3))


@dataclass
class World:
    """The cases, what was proposed of one of them, and who acts."""

    cases: Cases
    case: UUID
    mark: str
    proposed: list[UUID] = field(default_factory=list)

    def step(self, who: str, act: str, number: int) -> None:
        """Do one thing as one account, if it is let."""
        with suppress(Refused, NoSuchProposal, ChangedMeanwhile):
            if act in WISHES:
                self.ask(who, WISHES[act])
            elif self.proposed:
                self.decide(who, act, self.proposed[number % len(self.proposed)])

    def ask(self, who: str, command: Command) -> None:
        asked = self.asked(who)
        try:
            self.cases.perform(AUTHORITY, self.case, command, asked)
        except NeedsTwo:
            proposals = Proposals(self.cases)
            self.proposed.append(proposals.propose(AUTHORITY, self.case, command, asked))

    def decide(self, who: str, act: str, proposal: UUID) -> None:
        here, asked = Proposals(self.cases), self.asked(who)
        if act == "approve":
            version = self.cases.case(AUTHORITY, self.case).version
            here.approve(AUTHORITY, proposal, "Yes.", replace(asked, expected=version))
        elif act == "reject":
            here.reject(AUTHORITY, proposal, "No.", asked)
        else:
            here.withdraw(AUTHORITY, proposal, asked)

    def asked(self, who: str) -> Asked:
        by = Recorder(subject=who + self.mark, role="caseworker", organisation="Larkmere")
        return Asked(by=by, command_id=uuid4(), alone=True)

    def add(self, subject: str, name: str, role: Role, by: str) -> None:
        users, asked = Users(self.cases.store, self.cases.today), self.asked(by)
        new = NewUser(subject=subject + self.mark, name=name, organisation="Larkmere")
        users.add(AUTHORITY, new, asked)
        given = NewRole(role=role, since=date(2025, 1, 1))
        again = replace(asked, command_id=uuid4())
        users.give(AUTHORITY, stream_of(AUTHORITY, subject + self.mark), given, again)


def world(store) -> World:
    case = record(store, *HISTORY, authority=AUTHORITY)
    found = World(Cases(store, lambda: TODAY), case, uuid4().hex[:8])
    found.add("ada", "Ada Poe", Role.CASEWORKER, "root")
    found.add("ada.boss", "ADA  Poe", Role.SEND_MANAGER, "root")
    found.add("puppet", "Zed Ng", Role.SEND_MANAGER, "ada.boss")
    found.add("puppets-puppet", "Quin Roe", Role.CASEWORKER, "puppet")
    found.add("brian", "Brian Oduya", Role.SEND_MANAGER, "root")
    return found


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=10))
@example(
    steps=[(who, act, 0) for act in ("cease", "approve") for who in ACCOUNTS]
    + [(who, act, 0) for act in WISHES for who in ACCOUNTS]
    + [(who, "approve", n) for n in range(4) for who in ACCOUNTS]
)
def test_whatever_one_person_does_the_plan_goes_on_and_the_addresses_stay_hidden(store, steps):
    here = world(store)
    before = here.cases.case(AUTHORITY, here.case)
    for who, act, number in steps:
        here.step(who, act, number)
    after = here.cases.case(AUTHORITY, here.case)
    assert after.plan_in_force is not None
    assert secrets(after) >= secrets(before)
    assert {step.place for step in restrictions(before)} <= {s.place for s in restrictions(after)}


def test_with_another_person_each_of_it_is_done(store):
    for who in ACCOUNTS:
        for wish in ("cease", "strike-plan", "lift", "strike-restriction"):
            here = world(store)
            here.step(who, wish, 0)
            here.step("brian", "approve", 0)
            after = here.cases.case(AUTHORITY, here.case)
            kept = after.plan_in_force is not None and len(restrictions(after)) == len(RESTRICTED)
            assert not kept, (who, wish)
