"""What a night must visit of appeals."""

WITH_A_PLAN = {"notice", "plan", "re-assessment", "review"}
WITHOUT = {"assessment", "nothing", "refused", "request"}
ANYWHERE = WITH_A_PLAN | WITHOUT
NO_APPEAL = {"before-the-appeal", "no-live-appeal", "which-appeal"}
ALLOWED: dict[str, set[str]] = {
    "record-appeal": ANYWHERE,
    "request-leave-to-appeal": ANYWHERE,
    "record-leave-decision": ANYWHERE,
    "register-appeal": ANYWHERE,
    "record-directions": ANYWHERE,
    "respond-to-appeal": WITH_A_PLAN | {"assessment", "request"},
    "concede-appeal": WITH_A_PLAN | {"assessment", "request"},
    "send-final-evidence": {"assessment", "re-assessment", "review"},
    "send-bundle": {"assessment", "re-assessment"},
    "stay-appeal": {"assessment", "plan", "re-assessment", "review"},
    "resume-appeal": {"assessment", "plan", "re-assessment"},
    "withdraw-appeal": {"assessment", "re-assessment"},
}
REFUSED: dict[str, set[str]] = {
    "record-appeal": {
        "appealed-already",
        "before-the-decision-appealed",
        "no-certificate",
        "not-appealable",
        "not-appealable-while-detained",
        "nothing-to-appeal",
    },
    "request-leave-to-appeal": {"before-the-decision-appealed", "nothing-to-appeal"},
    "record-leave-decision": {"leave-not-requested"},
    "register-appeal": NO_APPEAL | {"appeal-registered-already"},
    "record-directions": NO_APPEAL,
    "respond-to-appeal": NO_APPEAL | {"already-responded"},
    "concede-appeal": NO_APPEAL | {"not-what-was-appealed", "response-is-in"},
    "send-final-evidence": {"no-live-appeal"},
    "send-bundle": {"no-live-appeal"},
    "stay-appeal": {"no-live-appeal"},
    "resume-appeal": {"no-live-appeal", "not-stayed"},
    "withdraw-appeal": {"no-live-appeal"},
    "cease-plan": {"appeal-undecided", "ordered-to-continue", "too-early-to-cease"},
}
