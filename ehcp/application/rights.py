"""Who may ask for what: a table of roles and actions. What it does not say is forbidden.

An action is the kebab-case name of a command, or one of the `Reading`s. So far the role alone
decides, inside the person's own authority. What also needs a relationship to the child (a
school to its pupil, an adviser to an open request for advice) is not given to anybody until
that relationship can be checked: those roles may sign in, and see nothing.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum

from ehcp.domain.command import Command


class Role(StrEnum):
    """What somebody is to the authority."""

    CASEWORKER = "caseworker"
    SEND_MANAGER = "send-manager"
    PANEL_MEMBER = "panel-member"
    SCHOOL_CONTRIBUTOR = "school-contributor"
    HEALTH_ADVISER = "health-adviser"
    SOCIAL_CARE_ADVISER = "social-care-adviser"
    PSYCHOLOGY_ADVISER = "psychology-adviser"
    TRIBUNAL_PREPARER = "tribunal-preparer"
    AUTHORITY_ADMINISTRATOR = "authority-administrator"
    AUDITOR = "auditor"
    SUPPORT = "support"


class Reading(StrEnum):
    """What may be read."""

    CASELOAD = "read-caseload"
    CASE = "read-case"
    DEADLINES = "read-deadlines"
    TIMELINE = "read-timeline"
    PLAN = "read-plan"
    OUTCOMES = "read-outcomes"
    BUDGETS = "read-budgets"
    ADVICE = "read-advice"
    CONSULTATIONS = "read-consultations"
    PLACEMENTS = "read-placements"
    REVIEWS = "read-reviews"
    PHASE_TRANSFERS = "read-phase-transfers"
    APPEALS = "read-appeals"
    DELAY = "read-delay"
    ALERTS = "read-alerts"
    SETTINGS = "read-settings"
    RESTRICTED_ADDRESSES = "read-restricted-addresses"
    AUTHORITY = "read-authority"


class Alerting(StrEnum):
    """What may be done about an alert."""

    ACKNOWLEDGE = "acknowledge-alert"
    ASSIGN = "assign-alert"
    ESCALATE = "escalate-alert"


class Keeping(StrEnum):
    """What may be done about the authority itself."""

    CHANGE_SETTINGS = "change-authority-settings"


Action = str
May = Callable[[Action], bool]

MANAGERS_ALONE = frozenset({"decide-on-exception"})
"""What the officer who is late should not decide about their own lateness."""


def only(actions: Iterable[Action]) -> May:
    """Return the right to these actions and no other."""
    allowed = frozenset(actions)
    return lambda action: action in allowed


def casework(action: Action) -> bool:
    """Whether it is an officer's daily work: every command, reading and alert but a manager's."""
    return (action in Command.named and action not in MANAGERS_ALONE) or everyday(action)


def management(action: Action) -> bool:
    """Whether it is a manager's work: every command, reading and alert."""
    return action in Command.named or everyday(action) or action in FOR_MANAGERS


FOR_MANAGERS = frozenset({Reading.RESTRICTED_ADDRESSES})
"""What may be read of an address that is kept from somebody."""

whole_history = only(reading for reading in Reading if reading not in FOR_MANAGERS)
ONE_CASE = (
    Reading.CASE,
    Reading.DEADLINES,
    Reading.TIMELINE,
    Reading.PLAN,
    Reading.OUTCOMES,
    Reading.BUDGETS,
    Reading.ADVICE,
    Reading.CONSULTATIONS,
    Reading.PLACEMENTS,
    Reading.REVIEWS,
    Reading.PHASE_TRANSFERS,
    Reading.APPEALS,
    Reading.DELAY,
)

everyday = only([*(r for r in Reading if r not in FOR_MANAGERS), *Alerting])
nothing = only(())

POLICY: dict[Role, May] = {
    Role.CASEWORKER: casework,
    Role.SEND_MANAGER: management,
    Role.PANEL_MEMBER: only([*ONE_CASE, Reading.SETTINGS, Reading.AUTHORITY]),
    Role.TRIBUNAL_PREPARER: whole_history,
    # need a relationship to the child, which cannot be checked yet
    Role.SCHOOL_CONTRIBUTOR: nothing,
    Role.HEALTH_ADVISER: nothing,
    Role.SOCIAL_CARE_ADVISER: nothing,
    Role.PSYCHOLOGY_ADVISER: nothing,
    # keep the users, the audit and the machines, and see no case
    Role.AUTHORITY_ADMINISTRATOR: only([Reading.AUTHORITY, *Keeping]),
    Role.AUDITOR: only([Reading.AUTHORITY]),
    Role.SUPPORT: only([Reading.AUTHORITY]),
}


def may(role: str, action: Action) -> bool:
    """Whether somebody of this role may do this; an unknown role may do nothing."""
    return POLICY.get(Role(role), nothing)(action) if role in list(Role) else False
