"""What a night must visit of reviews."""

ALLOWED: dict[str, set[str]] = {
    "start-review": {"notice", "plan", "re-assessment", "review"},
    "fix-review-meeting": {"notice", "re-assessment", "review"},
    "postpone-review": {"re-assessment", "review"},
    "invite-to-review": {"re-assessment", "review"},
    "hold-review-meeting": {"review"},
    "send-review-report": {"notice", "re-assessment", "review"},
    "decide-on-review": {"notice", "re-assessment", "review"},
    "cancel-review": {"re-assessment", "review"},
    "record-review-lost": {"notice", "re-assessment", "review"},
    "record-review-missed": {"re-assessment", "review"},
    "absorb-review": {"re-assessment", "review"},
}
REFUSED: dict[str, set[str]] = {
    "start-review": {"cannot-be-required", "no-plan", "nobody-to-ask", "not-under-five"},
    "fix-review-meeting": {"meeting-is-over", "no-review", "review-over"},
    "postpone-review": {"no-review", "why-postponed"},
    "invite-to-review": {
        "meeting-is-over",
        "no-meeting-fixed",
        "no-review",
        "review-over",
        "which-review",
    },
    "hold-review-meeting": {"meeting-is-over", "no-review", "on-another-day", "review-over"},
    "send-review-report": {"adulthood-not-considered", "no-meeting-yet", "no-review"},
    "decide-on-review": {
        "no-meeting-yet",
        "no-reasons-for-review-decision",
        "no-review",
        "review-over",
        "s19-not-considered",
    },
    "cancel-review": {"no-review", "reasons-for-ending", "which-review"},
    "record-review-lost": {
        "before-review",
        "meeting-is-over",
        "no-review",
        "reasons-for-ending",
        "review-over",
    },
    "record-review-missed": {
        "before-review",
        "meeting-is-over",
        "no-review",
        "reasons-for-ending",
        "review-over",
        "which-review",
    },
    "absorb-review": {"meeting-is-over", "no-review", "not-another-review", "review-over"},
}
