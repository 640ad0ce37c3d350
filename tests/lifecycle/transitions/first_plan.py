"""What a night must visit of the draft and the first plan."""

ALLOWED: dict[str, set[str]] = {
    "issue-draft-plan": {"assessment", "draft", "notice", "re-assessment", "review"},
    "make-representations": {"draft"},
    "confirm-representations-complete": {"draft", "re-assessment", "review"},
    "request-setting": {"notice", "re-assessment"},
    "consult-setting": {"draft", "notice", "re-assessment"},
    "record-setting-reply": {"assessment", "draft", "notice", "plan", "re-assessment", "review"},
    "issue-final-plan": {"draft"},
    "send-appeal-notice": {"notice", "plan", "re-assessment", "review"},
}
REFUSED: dict[str, set[str]] = {
    "issue-draft-plan": {
        "advice-not-sought",
        "draft-names-setting",
        "draft-notice-incomplete",
        "no-decision-dropped",
        "no-reason-for-plan",
        "section-missing",
    },
    "make-representations": {"before-draft", "no-draft", "no-such-element"},
    "confirm-representations-complete": {"no-draft"},
    "request-setting": {"before-draft", "cannot-be-requested", "category-unknown", "no-draft"},
    "consult-setting": {"no-draft"},
    "record-setting-reply": {"setting-not-consulted"},
    "issue-final-plan": {
        "no-draft",
        "no-preparation-for-adulthood",
        "nothing-named",
        "recipient-missing",
        "s19-not-considered",
        "section-missing",
        "sent-before-made",
    },
    "send-appeal-notice": {"appeal-notice-incomplete", "no-plan"},
}
