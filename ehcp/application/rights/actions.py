"""What may be done. An action is the kebab-case name of a command, or one of these."""

from enum import StrEnum

Action = str


class Reading(StrEnum):
    """What may be read of one case, or of many."""

    CASELOAD = "read-caseload"
    ALL_DEADLINES = "read-all-deadlines"
    ALL_ADVICE = "read-all-advice"
    ALL_CONSULTATIONS = "read-all-consultations"
    ALL_REVIEWS = "read-all-reviews"
    ALL_PHASE_TRANSFERS = "read-all-phase-transfers"
    ALL_APPEALS = "read-all-appeals"
    COUNTS = "read-counts"
    TIMELINESS = "read-timeliness"
    SEARCH = "search-cases"
    CHANGES = "read-changes"
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
    EVIDENCE = "read-evidence"
    ALERTS = "read-alerts"
    DOCUMENTS = "read-documents"
    REVIEW_FORM = "read-review-form"
    ADVICE_FORM = "read-advice-form"
    DRAFTS = "read-drafts"
    SETTINGS = "read-settings"
    AUTHORITY = "read-authority"
    PEOPLE = "read-people"
    LOOKS = "read-looks"
    WEBHOOKS = "read-webhooks"
    CALENDAR = "read-calendar"
    PURPOSES = "read-disclosure-purposes"
    PROPOSALS = "read-proposals"
    EMERGENCIES = "read-break-glass"


NOT_OF_CHILDREN: frozenset[Action] = frozenset(
    (
        Reading.SETTINGS,
        Reading.AUTHORITY,
        Reading.PEOPLE,
        Reading.WEBHOOKS,
        Reading.CALENDAR,
        Reading.PURPOSES,
        Reading.COUNTS,
        Reading.TIMELINESS,
    )
)
"""Readings that show nothing of any one child. Every other look is put on record."""


class Alerting(StrEnum):
    """What may be done about an alert."""

    ACKNOWLEDGE = "acknowledge-alert"
    ASSIGN = "assign-alert"
    ESCALATE = "escalate-alert"


class Linking(StrEnum):
    """What somebody may do about the link to their own calendar."""

    MAKE = "make-calendar-link"
    END = "end-calendar-link"


class Sending(StrEnum):
    """What may be sent to a case beside commands."""

    UPLOAD = "upload-document"


class Writing(StrEnum):
    """What may be done about the draft of a form. What is sent needs the right to each command."""

    SAVE_REVIEW = "save-review-form"
    DISCARD_REVIEW = "discard-review-form"
    SUBMIT_REVIEW = "submit-review-form"
    SAVE_ADVICE = "save-advice-form"
    DISCARD_ADVICE = "discard-advice-form"
    SUBMIT_ADVICE = "submit-advice-form"


class Keeping(StrEnum):
    """What may be done about the authority itself, and about who signs in."""

    CHANGE_SETTINGS = "change-authority-settings"
    ADD_PERSON = "add-person"
    GIVE_ROLE = "give-role"
    END_ROLE = "end-role"
    ADD_WEBHOOK = "add-webhook"
    ROTATE_WEBHOOK = "rotate-webhook"
    SWITCH_WEBHOOK = "switch-webhook"
    REMOVE_WEBHOOK = "remove-webhook"
    RETRY_WEBHOOK = "retry-webhook"
    ADD_SERVICE_ACCOUNT = "add-service-account"
    MAKE_KEY = "make-service-account-key"
    REVOKE_KEY = "revoke-service-account-key"


class Agreeing(StrEnum):
    """What may be done about what needs two persons. Approving needs the right to it as well."""

    PROPOSE = "propose"
    APPROVE = "approve-proposal"
    REJECT = "reject-proposal"
    WITHDRAW = "withdraw-proposal"


class Protected(StrEnum):
    """What needs two persons and is no command on a case."""

    BULK_EXPORT = "bulk-export"


class InEmergency(StrEnum):
    """Opening a case in an emergency, and looking at it afterwards."""

    BREAK_GLASS = "break-glass"
    REVIEW = "review-break-glass"
