"""What somebody who signs in is, on which days."""

from datetime import date

from ehcp.domain.events.users import Role, RoleEnded, RoleGiven, UserAdded
from ehcp.domain.users import NOBODY, stream_of, user_of
from tests.domain.scenario import recorded

ON = date(2026, 1, 5)
ADDED = UserAdded(on=ON, subject="asha.patel", name="Asha Patel", organisation="Larkmere")
OFFICER = RoleGiven(on=ON, role=Role.CASEWORKER, since=ON, until=date(2026, 1, 9))
AUDITOR = RoleGiven(on=ON, role=Role.AUDITOR, since=date(2026, 1, 7))


def roles(*events, on):
    return sorted(user_of(recorded(ADDED, *events).entries).on(on))


def test_nobody_is_nothing():
    assert user_of(()) == NOBODY
    assert not NOBODY.on(ON)
    assert roles(on=ON) == []


def test_a_role_holds_on_its_first_and_on_its_last_day():
    held = [day for day in range(3, 12) if roles(OFFICER, on=date(2026, 1, day))]
    assert held == [5, 6, 7, 8, 9]


def test_somebody_may_have_several_roles():
    assert roles(OFFICER, AUDITOR, on=date(2026, 1, 6)) == ["caseworker"]
    assert roles(OFFICER, AUDITOR, on=date(2026, 1, 8)) == ["auditor", "caseworker"]


def test_a_role_ends_at_once_or_after_a_last_day():
    at_once = RoleEnded(on=ON, of=2)
    later = RoleEnded(on=ON, of=2, last_day=date(2026, 1, 6))
    assert roles(OFFICER, at_once, on=ON) == []
    assert roles(OFFICER, later, on=date(2026, 1, 6)) == ["caseworker"]
    assert roles(OFFICER, later, on=date(2026, 1, 7)) == []
    assert roles(OFFICER, AUDITOR, at_once, on=date(2026, 1, 8)) == ["auditor"]


def test_a_role_that_ended_at_once_stays_ended_whatever_last_day_is_said_after():
    ends = (RoleEnded(on=ON, of=2), RoleEnded(on=ON, of=2, last_day=date(2030, 1, 1)))
    assert roles(OFFICER, *ends, on=ON) == []


def test_to_end_a_role_never_makes_it_longer():
    longer = RoleEnded(on=ON, of=2, last_day=date(2026, 6, 1))
    assert roles(OFFICER, longer, on=date(2026, 1, 10)) == []


def test_the_same_sign_in_is_another_person_in_another_authority():
    ours, theirs = stream_of("E99000001", "asha.patel"), stream_of("E99000002", "asha.patel")
    assert ours != theirs
