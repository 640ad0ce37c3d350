"""The whole table: every role, every command, every reading. A new command is added here."""

import pytest

import ehcp.domain.commands  # noqa: F401 - so that each is known by its name
from ehcp.application.rights import Alerting, Reading, Role, may
from ehcp.domain.command import Command

COMMANDS = {
    "accept-report", "agree-direct-payment", "agree-to-assess", "answer-payment-review-request",
    "answer-representations", "arrange-alternative-provision", "assign-officer",
    "begin-fees-period", "bring-to-attention", "change-direct-payment", "change-person-details",
    "chase-advice", "claim-exception", "confirm-representations-complete",
    "consent-to-direct-payment", "consult-family", "consult-setting", "copy-decision",
    "correct-details", "correct-entry", "decide-no-plan", "decide-on-reduction",
    "end-capacity-finding", "end-direct-payment", "end-fees-period", "end-involvement",
    "end-personal-budget", "find-lack-of-capacity", "give-budget-information",
    "give-payment-notice", "hold-meeting", "issue-draft-plan", "issue-final-plan",
    "lift-address-restriction", "make-representations", "note", "notify-considering",
    "notify-reduction", "prepare-personal-budget", "reconsider-reduction", "record-admission",
    "record-admission-refusal", "record-advice", "record-family-report", "record-payment-return",
    "record-person", "record-place-by-parent", "record-place-left", "record-place-started",
    "record-placement-breakdown", "record-premises-agreement", "record-provision-stopped",
    "record-provision-uncertain", "record-repayment", "record-repayment-cause",
    "record-rights-holder", "record-setting-reply", "record-young-person-switch",
    "refuse-advice-request", "refuse-direct-payment", "refuse-personal-budget", "refuse-to-assess",
    "reject-report", "report-advice-delay", "request-advice", "request-assessment",
    "request-payment-review", "request-personal-budget", "request-reconsideration",
    "request-refusal-review", "request-setting", "require-meeting", "require-repayment",
    "restrict-address", "resume-direct-payment", "return-advice", "reuse-advice",
    "review-direct-payment", "review-refusal", "secure-provision", "send-appeal-notice",
    "send-considering-notice", "send-plan-copy", "start-direct-payment", "stop-direct-payment",
    "strike-out-entry", "substitute-recipient", "suspend-direct-payment",
    "withdraw-payment-consent", "withdraw-request",
}  # fmt: skip
FOR_MANAGERS = {"decide-on-exception"}
KEPT_FOR_MANAGERS = {"read-restricted-addresses"}
ALERTS = {"acknowledge-alert", "assign-alert", "escalate-alert"}
LISTS = {"read-caseload", "read-alerts"}
ONE_CASE = {"read-case", "read-deadlines", "read-timeline", "read-plan"}

TABLE = {
    "caseworker": COMMANDS | ALERTS | LISTS | ONE_CASE,
    "send-manager": COMMANDS | FOR_MANAGERS | KEPT_FOR_MANAGERS | ALERTS | LISTS | ONE_CASE,
    "panel-member": ONE_CASE,
    "tribunal-preparer": LISTS | ONE_CASE,
    "school-contributor": set(),
    "health-adviser": set(),
    "social-care-adviser": set(),
    "psychology-adviser": set(),
    "authority-administrator": set(),
    "auditor": set(),
    "support": set(),
}
ACTIONS = COMMANDS | FOR_MANAGERS | KEPT_FOR_MANAGERS | ALERTS | LISTS | ONE_CASE


def test_the_table_has_every_role_and_every_action():
    assert set(TABLE) == set(Role)
    product = {n for n, kind in Command.named.items() if kind.__module__.startswith("ehcp.")}
    assert product | set(Reading) | set(Alerting) == ACTIONS


@pytest.mark.parametrize("role", TABLE)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role):
    assert {action for action in ACTIONS if may(role, action)} == TABLE[role]


@pytest.mark.parametrize("role", [*TABLE, "root", ""])
def test_what_nobody_has_heard_of_is_forbidden(role):
    assert not may(role, "delete-everything")


def test_an_unknown_role_may_do_nothing():
    assert not any(may("root", action) for action in ACTIONS)


def test_every_route_asks_for_a_right_of_the_table(app):
    asked = {
        getattr(view, "action", None)
        for view in (app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules())
    }
    assert asked - {"open", "checked-inside"} <= ACTIONS
    assert asked >= COMMANDS | FOR_MANAGERS | LISTS | ONE_CASE
