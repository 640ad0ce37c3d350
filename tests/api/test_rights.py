"""The whole table: every role, every command, every reading. A new command is added here."""

import pytest

import ehcp.domain.commands  # noqa: F401 - so that each is known by its name
from ehcp.application.rights import Alerting, Reading, Role, may
from ehcp.domain.command import Command

COMMANDS = {
    "absorb-review", "accept-report", "agree-direct-payment", "agree-to-assess",
    "agree-to-reassess", "answer-amendment-representations", "answer-payment-review-request",
    "answer-representations", "arrange-alternative-provision", "ask-to-arrange-review",
    "assign-officer", "begin-fees-period", "bring-to-attention", "cancel-review",
    "change-direct-payment", "change-person-details", "chase-advice", "circulate-review-advice",
    "claim-exception", "confirm-amendment-representations-complete",
    "confirm-representations-complete", "consent-to-direct-payment", "consult-family",
    "consult-setting", "copy-decision", "correct-clerical-error", "correct-details",
    "correct-entry", "decide-no-plan", "decide-not-to-amend", "decide-on-reduction",
    "decide-on-review", "decline-early-review", "disclose-plan", "drop-post16-transfer",
    "end-capacity-finding", "end-direct-payment", "end-fees-period", "end-involvement",
    "end-personal-budget", "find-lack-of-capacity", "fix-review-meeting",
    "give-budget-information", "give-payment-notice", "hold-amendment-meeting", "hold-meeting",
    "hold-review-meeting", "invite-to-review", "issue-amended-plan", "issue-amendment-notice",
    "issue-draft-plan", "issue-final-plan", "keep-plan-after-reassessment",
    "lift-address-restriction", "link-case", "make-representations",
    "make-representations-on-amendments", "note", "notify-considering", "notify-reduction",
    "postpone-review", "prepare-personal-budget", "propose-post16-transfer",
    "reconsider-reduction", "record-admission", "record-admission-refusal", "record-advice",
    "record-delivery", "record-family-report", "record-outcome-progress", "record-light-touch-review", "record-opening",
    "record-payment-return", "record-person", "record-phase-transfer", "record-place-by-parent",
    "record-place-left", "record-place-started", "record-placement-breakdown",
    "record-premises-agreement", "record-provision-stopped", "record-provision-uncertain",
    "record-repayment", "record-repayment-cause", "record-return", "record-review-advice",
    "record-review-lost", "record-review-missed", "record-review-views", "record-rights-holder",
    "record-setting-reply", "record-young-person-switch", "refuse-advice-request",
    "refuse-direct-payment", "refuse-personal-budget", "refuse-to-assess", "refuse-to-reassess",
    "reject-report", "report-advice-delay", "request-advice", "request-assessment",
    "request-early-review", "request-higher-education-disclosure", "request-payment-review",
    "request-personal-budget", "request-reassessment", "request-reconsideration",
    "request-refusal-review", "request-review-advice", "request-setting",
    "require-amendment-meeting", "require-meeting", "require-repayment", "restrict-address",
    "resume-direct-payment", "return-advice", "reuse-advice", "review-direct-payment",
    "review-refusal", "secure-provision", "send-appeal-notice", "send-considering-notice",
    "send-notice", "send-plan-copy", "send-review-list", "send-review-report",
    "start-direct-payment", "start-review", "stop-direct-payment", "strike-out-entry",
    "substitute-recipient", "suspend-direct-payment", "unlink-case", "withdraw-payment-consent",
    "withdraw-reassessment-request", "withdraw-request",
}  # fmt: skip
FOR_MANAGERS = {"decide-on-exception"}
KEPT_FOR_MANAGERS = {"read-restricted-addresses"}
ALERTS = {"acknowledge-alert", "assign-alert", "escalate-alert"}
LISTS = {"read-caseload", "read-alerts"}
PUBLIC = {"read-settings"}
ONE_CASE = {"read-case", "read-deadlines", "read-timeline", "read-plan", "read-outcomes"}

TABLE = {
    "caseworker": COMMANDS | ALERTS | LISTS | PUBLIC | ONE_CASE,
    "send-manager": COMMANDS | FOR_MANAGERS | KEPT_FOR_MANAGERS | ALERTS | LISTS | PUBLIC | ONE_CASE,
    "panel-member": PUBLIC | ONE_CASE,
    "tribunal-preparer": LISTS | PUBLIC | ONE_CASE,
    "school-contributor": set(),
    "health-adviser": set(),
    "social-care-adviser": set(),
    "psychology-adviser": set(),
    "authority-administrator": set(),
    "auditor": set(),
    "support": set(),
}
ACTIONS = COMMANDS | FOR_MANAGERS | KEPT_FOR_MANAGERS | ALERTS | LISTS | PUBLIC | ONE_CASE


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
