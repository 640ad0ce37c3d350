"""A case opened in an emergency: its four hours, its reason, the day of its review."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

import ehcp.domain.commands  # noqa: F401 - so that each is known by its name
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.rights import POLICY, FieldClass, Reading, Role, access
from ehcp.domain.emergency import emergency_of, review_due, stated
from ehcp.domain.entry import Entry, Recorder
from ehcp.domain.events.emergency import (
    CaseOpenedInEmergency,
    Finding,
    GlassBroken,
    GlassReviewed,
    GlassReviewFellOverdue,
)
from ehcp.domain.events.users import RoleGiven, UserAdded
from ehcp.domain.users import user_of

AT = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
DAY = date(2026, 6, 15)
CASE, OTHER, GLASS = uuid4(), uuid4(), uuid4()
BROKEN = GlassBroken(
    on=DAY, subject="asha", role="caseworker", case=CASE, reason="R.", review_due=date(2026, 6, 17)
)
MOMENT = timedelta(microseconds=1)
HOURS = timedelta(hours=4)


def entries(*events, by: str = "brian") -> tuple[Entry, ...]:
    who = Recorder(subject=by, role="send-manager", organisation="Larkmere")
    return tuple(
        Entry(place=n, event=event, recorded_at=AT, recorded_by=who)
        for n, event in enumerate(events, start=1)
    )


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        (date(2026, 6, 15), date(2026, 6, 17)),  # Monday
        (date(2026, 6, 18), date(2026, 6, 22)),  # Thursday
        (date(2026, 6, 20), date(2026, 6, 23)),  # Saturday
        (date(2026, 4, 2), date(2026, 4, 8)),  # the day before Good Friday
    ],
)
def test_the_review_is_due_on_the_second_working_day_after(opened, due):
    assert review_due(opened, england_and_wales()) == due


@pytest.mark.parametrize(
    ("reason", "enough"),
    [("x" * 20, True), ("x" * 19, False), ("x" * 10 + " " * 9 + "x" * 8, False), ("", False)],
)
def test_a_reason_has_twenty_characters_that_say_something(reason, enough):
    assert stated(reason) is enough


def test_it_ends_after_four_hours_and_is_overdue_the_day_after_its_last():
    found = emergency_of(entries(BROKEN))
    assert found is not None
    assert found.until == datetime(2026, 6, 15, 13, 30, tzinfo=UTC)
    assert not found.overdue(date(2026, 6, 17))
    assert found.overdue(date(2026, 6, 18))


def test_once_reviewed_it_is_overdue_no_more():
    late = GlassReviewFellOverdue(on=date(2026, 6, 18), case=CASE, review_due=date(2026, 6, 17))
    seen = GlassReviewed(on=date(2026, 6, 19), finding=Finding.NOT_JUSTIFIED, remarks="None.")
    found = emergency_of(entries(BROKEN, late, seen))
    assert found is not None
    assert (found.finding, found.reviewed_by) == (Finding.NOT_JUSTIFIED, "brian")
    assert found.reviewed_on == date(2026, 6, 19)
    assert found.told_overdue
    assert not found.overdue(date(2026, 7, 1))
    assert emergency_of(()) is None


def somebody(role: Role, body: str | None = None):
    """Return somebody of a role who opened the case at half past nine."""
    return user_of(
        entries(
            UserAdded(on=DAY, subject="asha", name="Asha Patel", organisation="Larkmere"),
            RoleGiven(on=DAY, role=role, since=DAY, body=body),
            CaseOpenedInEmergency(on=DAY, case=CASE, break_glass=GLASS),
        )
    )


def seen(user, at: datetime | None, case=CASE, action: str = Reading.CASE):
    right = access(user, action, DAY, at)
    return right and right.of_case(lambda: iter(()), case)


def test_the_right_is_to_that_case_and_ends_on_the_moment():
    adviser = somebody(Role.SOCIAL_CARE_ADVISER, body="Larkmere")
    shown = POLICY[Role.SOCIAL_CARE_ADVISER].emergency
    assert seen(adviser, AT + HOURS - MOMENT) == shown
    assert seen(adviser, AT + HOURS) is None
    assert seen(adviser, AT, OTHER) is None
    assert seen(adviser, None) is None
    assert FieldClass.RESTRICTED_ADDRESS not in shown


def test_it_adds_a_class_of_fields_to_readings_of_the_case_and_to_nothing_else():
    officer = somebody(Role.CASEWORKER)
    for action, more in ((Reading.CASE, True), (Reading.CASELOAD, False), ("note", False)):
        assert (FieldClass.RESTRICTED_ADDRESS in seen(officer, AT, action=action)) is more
    right = access(officer, Reading.CASE, DAY, AT)
    assert right is not None
    assert FieldClass.RESTRICTED_ADDRESS not in right.in_lists
    assert right.break_glass(CASE) == GLASS
    assert right.break_glass(OTHER) is None
    assert right != access(officer, Reading.CASE, DAY, AT + HOURS)  # another kept answer


def test_it_gives_no_action_that_the_role_has_not():
    panel = somebody(Role.PANEL_MEMBER)
    assert access(panel, Reading.CASELOAD, DAY, AT) is None
    assert access(panel, "note", DAY, AT) is None


def test_whose_role_has_ended_sees_nothing_by_it():
    user = somebody(Role.CASEWORKER)
    ended = replace(user, roles=tuple(replace(held, ended=True) for held in user.roles))
    assert access(ended, Reading.CASE, DAY, AT) is None


def test_the_roles_that_may_are_those_of_the_table():
    assert {role for role in Role if POLICY[role].emergency} == {
        Role.CASEWORKER,
        Role.PANEL_MEMBER,
        Role.TRIBUNAL_PREPARER,
        Role.HEALTH_ADVISER,
        Role.SOCIAL_CARE_ADVISER,
        Role.PSYCHOLOGY_ADVISER,
    }
