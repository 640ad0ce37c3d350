"""What needs two persons, who are two, and what becomes of what one of them proposes."""

from datetime import date
from uuid import uuid4

import pytest

from ehcp.domain.case import Case
from ehcp.domain.command import Refused
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside, PersonDied, PlanCeased
from ehcp.domain.events.people import AddressRestricted, AddressRestrictionLifted
from ehcp.domain.events.proposals import (
    ActionProposed,
    ProposalApproved,
    ProposalCarriedOut,
    ProposalRejected,
    ProposalWithdrawn,
)
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut, Noted
from ehcp.domain.events.transfer import PlanPassedOn
from ehcp.domain.proposals import (
    NOT_BY_ONESELF,
    NOT_OPEN,
    Account,
    State,
    are_two,
    last_day_for,
    proposal_of,
    require_two,
)
from ehcp.domain.standing.two_persons import Effect, effects
from ehcp.domain.users import User
from tests.domain.ordinary_case import FINAL, FINISHED
from tests.domain.scenario import recorded

DAY = date(2026, 6, 15)
CEASES, SHOWS = frozenset({Effect.PLAN_CEASES}), frozenset({Effect.ADDRESS_SHOWS})
NOTHING: frozenset[Effect] = frozenset()
PLAN = FINISHED.index(FINAL) + 1
N = len(FINISHED)
RESTRICTED = AddressRestricted(on=DAY, person="child", address="7 Quiet Lane, FB9 4QX")
DECIDED, CEASED = CeaseDecided(on=DAY), PlanCeased(on=DAY, of=N + 1)
ASIDE = CeaseSetAside(on=DAY, of=N + 1)


def case(*more) -> Case:
    return recorded(*FINISHED, *more)


@pytest.mark.parametrize(
    ("given", "events", "found"),
    [
        ((), [PlanCeased(on=DAY)], CEASES),
        ((), [EntryStruckOut(on=DAY, entry=PLAN)], CEASES),
        ((), [EntryStruckOut(on=DAY, entry=PLAN - 1)], NOTHING),
        ((DECIDED, CEASED, ASIDE), [EntryStruckOut(on=DAY, entry=N + 3)], CEASES),
        ((DECIDED, CEASED), [EntryStruckOut(on=DAY, entry=N + 2)], NOTHING),
        ((), [PersonDied(on=DAY)], NOTHING),
        ((), [PlanPassedOn(on=DAY)], NOTHING),
        ((), [Noted(on=DAY, note="The plan has ceased.")], NOTHING),
    ],
)
def test_that_a_plan_ceases_is_told_by_what_the_case_would_be(given, events, found):
    assert effects(case(*given), events) == found


def test_so_is_that_an_address_shows():
    given = case(RESTRICTED)
    lifted = AddressRestrictionLifted(on=DAY, of=N + 1)
    assert effects(given, [lifted]) == SHOWS
    assert effects(given, [EntryStruckOut(on=DAY, entry=N + 1)]) == SHOWS
    # it takes the place of one that was lifted, which it would be with it
    other = AddressRestricted(on=DAY, person="child", address="9 Loud Street, FB1 1AA")
    both = case(RESTRICTED, other, lifted)
    moved = EntryCorrected(on=DAY, entry=N + 1, stands_in=N + 2)
    assert effects(both, [moved]) == SHOWS


def test_another_day_of_a_restriction_shows_nothing():
    moved = EntryCorrected(on=DAY, entry=N + 1, stands_in=N + 2)
    assert effects(case(RESTRICTED), [RESTRICTED, moved]) == NOTHING


def account(subject: str, name: str, *made_by: str, names=()) -> Account:
    user = User(subject=subject, name=name)
    return Account(user=user, subject=subject, made_by=frozenset(made_by), makers=frozenset(names))


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        (account("asha", "Asha Patel"), account("brian", "Brian Oduya"), True),
        (account("asha", "Asha Patel"), account("asha", "Asha Patel"), False),
        (account("asha", "Asha Patel"), account("ASHA", "Brian Oduya"), False),
        (account("asha", "Asha Patel"), account("adm", "asha  PATEL"), False),
        (account("asha", "Asha Patel"), account("x", "Xu Li", "root", "asha"), False),
        (account("x", "Xu Li", "asha"), account("asha", "Asha Patel"), False),
        (account("x", "Xu Li", "root"), account("asha", "Asha Patel", "root"), True),
        (account("x", "Xu Li", names={"ASHA Patel"}), account("asha", "Asha Patel"), False),
        (account("", ""), account("asha", "Asha Patel"), True),
        (account("service-account:mis", "MIS"), account("asha", "Asha Patel"), False),
    ],
)
def test_two_accounts_are_two_persons_only_if_they_surely_are(one, other, two):
    assert are_two(one, other) is two
    assert are_two(other, one) is two
    if not two:
        with pytest.raises(Refused) as refused:
            require_two(one, other)
        assert refused.value.refusal is NOT_BY_ONESELF


PROPOSED = ActionProposed(
    on=DAY, action="cease-plan", wish="{}", last_day=last_day_for(DAY), case=uuid4()
)


def test_a_proposal_is_open_for_fourteen_days_and_then_has_lapsed():
    found = proposal_of(recorded(PROPOSED).entries)
    assert found is not None
    assert found.last_day == date(2026, 6, 29)
    assert found.state(date(2026, 6, 29)) is State.OPEN
    assert found.state(date(2026, 6, 30)) is State.LAPSED
    found.require_open(date(2026, 6, 29))
    with pytest.raises(Refused) as refused:
        found.require_open(date(2026, 6, 30))
    assert refused.value.refusal is NOT_OPEN


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([ProposalApproved(on=DAY, reasons="R.")], State.APPROVED),
        ([ProposalRejected(on=DAY, reasons="R.")], State.REJECTED),
        ([ProposalWithdrawn(on=DAY)], State.WITHDRAWN),
        ([ProposalApproved(on=DAY, reasons="R."), ProposalCarriedOut(on=DAY)], State.CARRIED_OUT),
    ],
)
def test_what_was_decided_stays_decided_when_its_time_is_over(events, state):
    found = proposal_of(recorded(PROPOSED, *events).entries)
    assert found is not None
    assert found.state(date(2027, 1, 1)) is state
    with pytest.raises(Refused):
        found.require_open(DAY)
    assert found.version == len(events) + 1


def test_what_was_approved_is_done_within_fourteen_days_or_not_at_all():
    approved = ProposalApproved(on=date(2026, 6, 20), reasons="R.")
    found = proposal_of(recorded(PROPOSED, approved).entries)
    assert found is not None
    assert found.may_be_done(date(2026, 7, 4))
    assert not found.may_be_done(date(2026, 7, 5))
    done = proposal_of(recorded(PROPOSED, approved, ProposalCarriedOut(on=DAY)).entries)
    assert done is not None
    assert not done.may_be_done(date(2026, 6, 20))
    undecided = proposal_of(recorded(PROPOSED).entries)
    assert undecided is not None
    assert not undecided.may_be_done(DAY)


def test_another_history_is_none_of_a_proposal():
    assert proposal_of(()) is None
    assert proposal_of(recorded(*FINISHED).entries) is None
