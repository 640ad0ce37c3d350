"""What a night must visit of mediation."""

WITH_A_PLAN = {"notice", "plan", "re-assessment", "review"}
WITHOUT = {"assessment", "no-plan", "nothing", "refused", "request"}
ANYWHERE = WITH_A_PLAN | WITHOUT
NO_WISH = {"before-wish-to-mediate", "no-wish-to-mediate", "which-wish-to-mediate"}
ALLOWED: dict[str, set[str]] = {
    "contact-mediation-adviser": ANYWHERE,
    "request-mediation": ANYWHERE,
    "tell-commissioning-body": ANYWHERE,
    "drop-mediation": {"assessment", "re-assessment", "request", "review"},
    "arrange-mediation": {"assessment", "re-assessment", "refused", "request", "review"},
    "realise-mediation-delay": ANYWHERE,
    "tell-adviser-of-delay": ANYWHERE,
    "hold-mediation": ANYWHERE,
    "record-mediation-certificate": ANYWHERE,
    "agree-in-mediation": ANYWHERE,
    "report-mediation-agreement": {"assessment", "re-assessment", "request", "review"},
    "agree-other-timescale": {"assessment", "re-assessment", "request", "review"},
    "carry-out-mediation-agreement": {
        "assessment",
        "notice",
        "re-assessment",
        "request",
        "review",
    },
}
REFUSED: dict[str, set[str]] = {
    "contact-mediation-adviser": {"before-the-decision-appealed", "nothing-to-appeal"},
    "request-mediation": {
        "before-the-decision-appealed",
        "nothing-to-appeal",
        "wish-recorded-already",
    },
    "tell-commissioning-body": NO_WISH | {"no-health-issues"},
    "drop-mediation": NO_WISH,
    "arrange-mediation": {"no-wish-to-mediate"},
    "realise-mediation-delay": NO_WISH,
    "tell-adviser-of-delay": NO_WISH,
    "hold-mediation": NO_WISH,
    "record-mediation-certificate": {"certified-already", "nothing-to-certify"},
    "agree-in-mediation": {"no-mediation-held"},
    "report-mediation-agreement": {"authority-was-party", "no-mediation-agreement"},
    "agree-other-timescale": {"no-mediation-agreement"},
    "carry-out-mediation-agreement": {"no-mediation-agreement"},
}
