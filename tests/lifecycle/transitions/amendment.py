"""What a night must visit of amendments and re-assessments."""

ALLOWED: dict[str, set[str]] = {
    "issue-amendment-notice": {"notice", "plan", "re-assessment", "review"},
    "make-representations-on-amendments": {"notice", "re-assessment"},
    "confirm-amendment-representations-complete": {"notice", "re-assessment"},
    "decide-not-to-amend": {"notice", "re-assessment"},
    "issue-amended-plan": {"notice", "re-assessment"},
    "request-reassessment": {"notice", "plan", "re-assessment", "review"},
    "withdraw-reassessment-request": {"plan", "re-assessment"},
    "agree-to-reassess": {"notice", "plan", "review"},
    "refuse-to-reassess": {"notice", "plan", "re-assessment", "review"},
    "keep-plan-after-reassessment": {"re-assessment"},
}
REFUSED: dict[str, set[str]] = {
    "issue-amendment-notice": {
        "amendment-notice-incomplete",
        "amendment-period-too-short",
        "amendment-unfounded",
        "no-plan",
        "no-review-to-amend",
        "nothing-proposed",
        "notice-names-setting",
        "s19-not-considered",
    },
    "make-representations-on-amendments": {
        "before-amendment-notice",
        "no-amendments-proposed",
        "nothing-said-of-amendments",
    },
    "confirm-amendment-representations-complete": {
        "before-amendment-notice",
        "no-amendments-proposed",
    },
    "decide-not-to-amend": {
        "no-amendment-notice",
        "no-reasons-not-to-amend",
        "not-to-amend-notice-incomplete",
        "s19-not-considered",
    },
    "issue-amended-plan": {
        "no-amendment-notice",
        "no-plan",
        "no-preparation-for-adulthood",
        "nothing-named",
        "recipient-missing",
        "replaced-without-reassessment",
        "s19-not-considered",
        "section-missing",
        "sent-before-made",
        "undated-or-unsigned",
    },
    "request-reassessment": {"before-plan", "no-plan"},
    "withdraw-reassessment-request": {"no-reassessment-request"},
    "agree-to-reassess": {
        "before-plan",
        "how-agreed-to-reassess",
        "no-plan",
        "reassessment-request-awaits",
        "reassessment-under-way",
        "s19-not-considered",
    },
    "refuse-to-reassess": {
        "no-reasons-not-to-reassess",
        "no-reassessment-request",
        "reassessment-notice-incomplete",
        "s19-not-considered",
    },
    "keep-plan-after-reassessment": {
        "advice-not-sought",
        "no-reasons-to-keep-plan",
        "not-reassessing",
    },
}
