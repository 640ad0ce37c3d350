"""What a night must visit of what the Tribunal orders, and of what binds as that does."""

from tests.lifecycle.transitions.appeals import NO_APPEAL, WITH_A_PLAN

NO_ORDER = {"before-the-order", "no-live-order", "no-order"}
SEEN = WITH_A_PLAN | {"assessment", "nothing"}
ALLOWED: dict[str, set[str]] = {
    "record-tribunal-order": SEEN | {"request"},
    "record-consent-order": {"assessment", "plan", "re-assessment"},
    "redate-order": SEEN,
    "suspend-order": SEEN,
    "lift-order-suspension": {"assessment", "plan", "re-assessment", "review"},
    "set-order-aside": SEEN,
    "comply-with-order": {"assessment", "re-assessment"},
    "confirm-plan-continues": {"assessment", "plan", "re-assessment"},
    "issue-amended-plan": {"plan", "review"},
    "issue-draft-plan": {"no-plan"},
}
REFUSED: dict[str, set[str]] = {
    "record-tribunal-order": NO_APPEAL,
    "record-consent-order": {"no-live-appeal"},
    "redate-order": NO_ORDER,
    "suspend-order": NO_ORDER | {"order-set-aside-already", "order-suspended-already"},
    "lift-order-suspension": NO_ORDER | {"order-not-suspended"},
    "set-order-aside": NO_ORDER | {"order-set-aside-already"},
    "comply-with-order": {"no-live-order", "no-order"},
    "confirm-plan-continues": {"no-live-order", "no-order"},
    "issue-amended-plan": {"nothing-ordered"},
}
