"""The whole table: every role, every command, every reading. A new command is added here."""

import pytest

import ehcp.domain.commands  # noqa: F401 - so that each is known by its name
from ehcp.application.rights import (
    Agreeing,
    Alerting,
    InEmergency,
    Keeping,
    Linking,
    Protected,
    Reading,
    Role,
    Sending,
    Writing,
    may,
)
from ehcp.domain.command import Command

COMMANDS = {
    "absorb-review", "accept-report", "agree-direct-payment", "agree-in-mediation",
    "agree-other-timescale", "agree-remedy", "agree-to-assess", "agree-to-reassess",
    "answer-amendment-representations", "answer-complaint", "answer-payment-review-request",
    "answer-recommendation", "answer-representations", "arrange-alternative",
    "arrange-alternative-provision", "arrange-mediation", "ask-for-new-commissioner",
    "ask-to-arrange-review", "assign-officer", "begin-fees-period", "bring-detained-to-attention",
    "bring-to-attention", "call-off-move", "cancel-review",
    "carry-out-mediation-agreement", "carry-out-remedy",
    "cease-plan", "change-direct-payment", "change-person-details", "chase-advice",
    "circulate-review-advice", "claim-exception", "comply-with-order", "concede-appeal",
    "confirm-amendment-representations-complete", "confirm-plan-continues",
    "confirm-representations-complete", "consent-to-direct-payment", "consider-ceasing",
    "consult-family", "consult-on-ceasing", "consult-setting", "contact-mediation-adviser",
    "continue-past25", "copy-decision", "correct-clerical-error", "correct-details",
    "correct-entry", "decide-no-plan", "decide-not-to-amend", "decide-on-reduction",
    "decide-on-review", "decide-to-cease", "decline-early-review", "disclose-plan",
    "drop-mediation", "drop-post16-transfer", "end-capacity-finding", "end-direct-payment",
    "end-fees-period", "end-involvement", "end-personal-budget", "find-lack-of-capacity",
    "fix-review-meeting", "give-budget-information", "give-payment-notice",
    "hold-amendment-meeting", "hold-mediation", "hold-meeting", "hold-review-meeting",
    "invite-to-review", "issue-amended-plan", "issue-amendment-notice", "issue-draft-plan",
    "issue-final-plan", "join-reassessment-request", "keep-plan-after-reassessment",
    "learn-of-commissioner-change",
    "learn-of-move", "lift-address-restriction", "lift-order-suspension", "link-case",
    "lodge-upper-tribunal-notice", "make-representations", "make-representations-on-amendments",
    "note", "notify-considering", "notify-detained-step", "notify-new-commissioner",
    "notify-reduction", "pass-plan-on", "postpone-review", "prepare-personal-budget",
    "propose-post16-transfer", "realise-mediation-delay", "receive-plan", "reconsider-reduction",
    "record-adjournment", "record-admission", "record-admission-refusal", "record-advice",
    "record-appeal", "record-claim", "record-complaint", "record-consent-order", "record-death",
    "record-delivery", "record-detention", "record-directions", "record-education-left",
    "record-family-report", "record-hearing", "record-judgment", "record-leave-decision",
    "record-leaving-england", "record-light-touch-review", "record-mediation-certificate",
    "record-move-away", "record-new-commissioner-aware", "record-ombudsman-decision",
    "record-opening", "record-outcome-progress", "record-payment-return",
    "record-permission-decision", "record-person", "record-phase-transfer",
    "record-place-by-parent", "record-place-left", "record-place-started",
    "record-placement-breakdown", "record-premises-agreement", "record-provision-stopped",
    "record-provision-uncertain", "record-recommendation", "record-release", "record-repayment",
    "record-repayment-cause", "record-return", "record-review-advice", "record-review-lost",
    "record-review-missed", "record-review-views", "record-rights-holder", "record-setting-reply",
    "record-submissions", "record-temporary-absence", "record-tribunal-order",
    "record-upper-tribunal-decision", "record-upper-tribunal-hearing",
    "record-upper-tribunal-permission", "record-young-person-switch", "redate-order",
    "refuse-advice-request", "refuse-direct-payment", "refuse-personal-budget",
    "refuse-set-aside-or-review", "refuse-to-assess", "refuse-to-reassess", "register-appeal",
    "reject-report", "renew-permission-request", "report-advice-delay",
    "report-mediation-agreement", "request-advice", "request-assessment",
    "request-detained-assessment", "request-early-review", "request-higher-education-disclosure",
    "request-leave-to-appeal", "request-mediation", "request-payment-review",
    "request-permission-to-appeal", "request-personal-budget", "request-reassessment",
    "request-reconsideration", "request-refusal-review", "request-review-advice",
    "request-set-aside", "request-setting", "request-tribunal-review", "require-amendment-meeting",
    "require-meeting", "require-repayment", "respond-to-appeal", "restrict-address",
    "resume-appeal", "resume-direct-payment", "return-advice", "reuse-advice",
    "review-direct-payment", "review-refusal", "secure-provision", "send-appeal-notice",
    "send-bundle", "send-considering-notice", "send-final-evidence", "send-notice",
    "send-plan-copy", "send-review-list", "send-review-report", "set-cease-aside",
    "set-order-aside", "start-direct-payment", "start-review", "stay-appeal",
    "stop-assessment-on-move", "stop-direct-payment", "strike-out-entry", "substitute-recipient",
    "suspend-direct-payment", "suspend-order", "tell-adviser-of-delay", "tell-commissioning-body",
    "tell-family-of-transfer", "unlink-case", "withdraw-appeal", "withdraw-payment-consent",
    "withdraw-reassessment-request", "withdraw-request",
    "report-attendance", "submit-provision-map", "record-graduated-approach", "correct-advice",
}  # fmt: skip
FOR_MANAGERS = {"decide-on-exception"}
ALERTS = {"acknowledge-alert", "assign-alert", "escalate-alert"}
LISTS = {
    "read-caseload", "read-alerts", "read-all-deadlines", "read-all-advice",
    "read-all-consultations", "read-all-reviews", "read-all-phase-transfers", "read-all-appeals",
    "read-counts", "read-changes", "search-cases",
}  # fmt: skip
PUBLIC = {"read-settings"}
AUTHORITY = {"read-authority"}
KEEPING = {
    "change-authority-settings", "add-person", "give-role", "end-role", "add-webhook",
    "rotate-webhook", "switch-webhook", "remove-webhook", "retry-webhook",
}  # fmt: skip
PEOPLE = {"read-people", "read-webhooks"}
LOOKS = {"read-looks"}
CALENDAR = {"read-calendar", "make-calendar-link", "end-calendar-link"}
ONE_CASE = {
    "read-case", "read-deadlines", "read-timeline", "read-plan", "read-outcomes", "read-budgets",
    "read-advice", "read-consultations", "read-placements", "read-reviews",
    "read-phase-transfers", "read-appeals", "read-delay",
}  # fmt: skip
PROOF = {"read-evidence"}
SCHOOL = {
    "search-cases", "read-caseload", "read-case", "read-plan", "read-outcomes", "read-placements",
    "read-reviews", "read-changes", "read-all-reviews", "read-phase-transfers",
    "read-all-phase-transfers", "report-attendance", "submit-provision-map",
    "record-graduated-approach", "record-outcome-progress", "fix-review-meeting",
    "invite-to-review", "request-review-advice", "record-review-advice",
    "record-review-views", "circulate-review-advice",
    "hold-review-meeting", "send-review-report",
}  # fmt: skip
ADVISER = {
    "search-cases", "read-changes", "read-caseload", "read-case", "read-advice",
    "read-all-advice", "record-advice", "report-advice-delay", "correct-advice",
}  # fmt: skip

KEEPING |= {
    "add-service-account",
    "make-service-account-key",
    "revoke-service-account-key",
}

TABLE = {
    "caseworker": COMMANDS | ALERTS | LISTS | PUBLIC | AUTHORITY | ONE_CASE | PROOF,
    "send-manager": COMMANDS
    | FOR_MANAGERS
    | ALERTS
    | LISTS
    | PUBLIC
    | AUTHORITY
    | ONE_CASE
    | PROOF,
    "panel-member": PUBLIC | AUTHORITY | ONE_CASE,
    "tribunal-preparer": LISTS | PUBLIC | AUTHORITY | ONE_CASE | PROOF,
    "school-contributor": PUBLIC | SCHOOL,
    "health-adviser": PUBLIC | ADVISER,
    "social-care-adviser": PUBLIC | ADVISER,
    "psychology-adviser": PUBLIC | ADVISER,
    "authority-administrator": AUTHORITY | KEEPING | PEOPLE,
    "auditor": AUTHORITY,
    "support": AUTHORITY,
}
ACTIONS = COMMANDS | FOR_MANAGERS | ALERTS | LISTS | PUBLIC | ONE_CASE
ACTIONS |= AUTHORITY | KEEPING | PEOPLE | PROOF

TABLE |= {role: TABLE[role] | LOOKS for role in ("send-manager", "auditor")}
ACTIONS |= LOOKS

TABLE |= {role: TABLE[role] | CALENDAR for role in ("caseworker", "send-manager")}
ACTIONS |= CALENDAR

TIMELINESS = {"read-timeliness"}
TABLE["send-manager"] |= TIMELINESS
ACTIONS |= TIMELINESS

AGREEING = {"read-proposals", "approve-proposal", "reject-proposal", "withdraw-proposal"}
EXPORTING = AGREEING | {"propose", "bulk-export"}
GLASS = {"break-glass"}
REVIEWING = {"read-break-glass", "review-break-glass"}
PURPOSES = {"read-disclosure-purposes"}
FOR_TWO = {
    "caseworker": AGREEING | GLASS | PURPOSES,
    "send-manager": EXPORTING | REVIEWING | PURPOSES,
    "panel-member": GLASS | PURPOSES,
    "tribunal-preparer": EXPORTING | GLASS | PURPOSES,
    "health-adviser": GLASS,
    "social-care-adviser": GLASS,
    "psychology-adviser": GLASS,
    "auditor": {"read-proposals", "read-break-glass"},
}
TABLE |= {role: TABLE[role] | more for role, more in FOR_TWO.items()}
ACTIONS |= EXPORTING | GLASS | REVIEWING | PURPOSES

READS_DOCUMENTS = set(TABLE) - {"authority-administrator", "auditor", "support"}
SENDS_DOCUMENTS = READS_DOCUMENTS - {"panel-member", "tribunal-preparer"}
for role in READS_DOCUMENTS:
    TABLE[role] |= {"read-documents"}
for role in SENDS_DOCUMENTS:
    TABLE[role] |= {"upload-document"}
ACTIONS |= {"read-documents", "upload-document"}

REVIEW_FORM = {"read-review-form", "save-review-form", "discard-review-form", "submit-review-form"}
ADVICE_FORM = {"read-advice-form", "save-advice-form", "discard-advice-form", "submit-advice-form"}
TABLE["school-contributor"] |= REVIEW_FORM | {"read-drafts"}
for role in ("health-adviser", "social-care-adviser", "psychology-adviser"):
    TABLE[role] = TABLE[role] | ADVICE_FORM | {"read-drafts"}
ACTIONS |= REVIEW_FORM | ADVICE_FORM | {"read-drafts"}


def test_the_table_has_every_role_and_every_action():
    assert set(TABLE) == set(Role)
    product = {n for n, kind in Command.named.items() if kind.__module__.startswith("ehcp.")}
    named = set(Reading) | set(Alerting) | set(Keeping) | set(Linking)
    assert (
        product
        | named
        | set(Agreeing)
        | set(Protected)
        | set(InEmergency)
        | set(Sending)
        | set(Writing)
        == ACTIONS
    )


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
