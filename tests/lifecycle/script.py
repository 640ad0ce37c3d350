"""How a life is begun further on, and what brings it further: so that deep states are reached."""

from datetime import timedelta
from typing import Any

from tests.lifecycle.acts import Said
from tests.lifecycle.life import Life
from tests.lifecycle.model import State
from tests.lifecycle.model.appeals import appeals
from tests.lifecycle.model.mediation import done, wishes
from tests.lifecycle.model.reviews import INVITED

Scripted = tuple[str, int, Said]


def said(**words: Any) -> Said:
    """Return what is said, without a flaw."""
    return {**words, "flaw": None}


FIRST_NAMED = said(setting="elm", ground=False, unwanted=False)
TO_REQUEST: list[Scripted] = [
    ("request-assessment", 0, said()),
    ("consult-family", 2, said()),
]
TO_DRAFT: list[Scripted] = [
    *TO_REQUEST,
    ("agree-to-assess", 26, said(route=None)),
    *(("request-advice", 1, said(kind=kind)) for kind in "abcdeg"),
    ("issue-draft-plan", 50, said(route=None)),
    ("consult-setting", 1, said(setting="elm")),
]
TO_PLAN: list[Scripted] = [*TO_DRAFT, ("issue-final-plan", 30, FIRST_NAMED)]


def _meeting(life: Life) -> list[Scripted]:
    meeting = life.today + timedelta(days=20)
    return [
        ("start-review", 0, said()),
        ("fix-review-meeting", 0, said(meeting=meeting, review=None)),
        *(("invite-to-review", 0, said(invitee=invitee, review=None)) for invitee in INVITED),
    ]


def _to_review(life: Life) -> list[Scripted]:
    play(life, TO_PLAN)
    life.today += timedelta(days=250)
    play(life, _meeting(life))
    return [("hold-review-meeting", 20, said(review=None))]


def _to_amend(life: Life) -> list[Scripted]:
    play(life, _to_review(life))
    return [("decide-on-review", 20, said(decision="amend", review=None))]


TO_CEASE: list[Scripted] = [
    *TO_PLAN,
    ("consider-ceasing", 100, said(reason="plan-not-necessary")),
    ("consult-on-ceasing", 5, said(consultee="family")),
    ("consult-on-ceasing", 1, said(consultee="head")),
    ("decide-to-cease", 20, said(reason="plan-not-necessary")),
]
SET_ASIDE: list[Scripted] = [
    *TO_CEASE,
    ("cease-plan", 70, said()),
    *TO_REQUEST,
    ("agree-to-assess", 26, said(route=None)),
    *(("request-advice", 1, said(kind=kind)) for kind in "abcdeg"),
    ("set-cease-aside", 10, said()),
]
"""The plan is back while a new assessment goes on, which may end without another."""
TO_MOVE: list[Scripted] = [
    *TO_PLAN,
    ("learn-of-move", 60, said()),
    ("record-move-away", 30, said()),
]
TO_REFUSAL: list[Scripted] = [*TO_REQUEST, ("refuse-to-assess", 26, said())]
TO_MEDIATION: list[Scripted] = [
    *TO_REFUSAL,
    ("contact-mediation-adviser", 20, said(wants=True, decision=None)),
    ("request-mediation", 3, said(issues="education-or-social-care", decision=None)),
]
APPEAL = ("record-appeal", 20, said(decision=None, matters=("section-i",)))
REGISTER = ("register-appeal", 3, said(appeal=None, response_by=None))
TO_APPEAL: list[Scripted] = [*TO_PLAN, APPEAL, REGISTER]
ORDERED = said(appeal=None, outcome="order-amendment", comply_by=None)
TO_ORDER: list[Scripted] = [*TO_APPEAL, ("record-tribunal-order", 90, ORDERED)]
AGAINST_CEASING = said(decision=None, matters=("cease-to-maintain",))
TO_APPEAL_CEASING: list[Scripted] = [
    *TO_CEASE,
    ("request-leave-to-appeal", 5, said(decision=None)),
    ("record-leave-decision", 10, said(given=True)),
    ("record-appeal", 5, AGAINST_CEASING),
]
STARTS = {
    "nothing": lambda _life: [],
    "request": lambda _life: TO_REQUEST,
    "draft": lambda _life: TO_DRAFT,
    "plan": lambda _life: TO_PLAN,
    "review": _to_review,
    "to amend": _to_amend,
    "ceasing": lambda _life: TO_CEASE,
    "set aside": lambda _life: SET_ASIDE,
    "moved": lambda _life: TO_MOVE,
    "refused": lambda _life: TO_REFUSAL,
    "mediation": lambda _life: TO_MEDIATION,
    "appeal": lambda _life: TO_APPEAL,
    "order": lambda _life: TO_ORDER,
    "ceasing appealed": lambda _life: TO_APPEAL_CEASING,
}


def play(life: Life, script: list[Scripted]) -> None:
    """Ask for one thing after the other, all of which is allowed."""
    for name, days, words in script:
        life.today += timedelta(days=days)
        assert life.ask(name, life.today, words), f"{name} was refused"


def _advice(s: State, words: Said) -> bool:
    sought = s.sought_for_assessment if s.agreed else s.sought_again
    return words["kind"] not in {kind for kind, _ in sought}


def _invitation(s: State, words: Said) -> bool:
    return any(
        words["invitee"] not in review.told.get(review.meeting_day, set())
        for review in s.reviews.values()
        if words["review"] in (None, review.begun.place) and review.meeting_day
    )


def _once(act: str) -> Any:
    return lambda s, _words: not done(s, act)


FURTHER: dict[str, Any] = {
    "request-assessment": lambda s, _: s.plan is None and s.request is None,
    "consult-family": lambda s, _: not s.consulted,
    "request-advice": _advice,
    "decide-no-plan": lambda s, _: s.draft is None,
    "issue-draft-plan": lambda s, _: s.before_family is None,
    "consult-setting": lambda s, words: words["setting"] not in s.settings_consulted,
    "start-review": lambda s, _: sum(not r.over for r in s.reviews.values()) < 2,
    "invite-to-review": _invitation,
    "issue-amendment-notice": lambda s, words: words["cause"] not in s.notices,
    "consider-ceasing": lambda s, _: s.ceasing_considered is None and len(s.facts) % 5 == 0,
    "consult-on-ceasing": lambda s, words: (
        words["consultee"] not in {fact.said["consultee"] for fact in s.ceasing_consulted}
    ),
    "request-reassessment": lambda s, _: not s.again and not s.again_request,
    "contact-mediation-adviser": _once("contact-mediation-adviser"),
    "request-mediation": lambda s, _: not wishes(s),
    "tell-commissioning-body": lambda s, words: (
        words["body"] not in {told.said["body"] for told in done(s, "tell-commissioning-body")}
    ),
    "realise-mediation-delay": _once("realise-mediation-delay"),
    "tell-adviser-of-delay": _once("tell-adviser-of-delay"),
    "agree-in-mediation": _once("agree-in-mediation"),
    "report-mediation-agreement": _once("report-mediation-agreement"),
    "carry-out-mediation-agreement": _once("carry-out-mediation-agreement"),
    "record-appeal": lambda s, _: not any(appeal.live for appeal in appeals(s)),
    "request-leave-to-appeal": _once("request-leave-to-appeal"),
    "record-directions": _once("record-directions"),
    "record-tribunal-order": lambda s, _: len(done(s, "record-tribunal-order")) < 3,
    "stay-appeal": _once("stay-appeal"),
    "concede-appeal": _once("concede-appeal"),
    "redate-order": _once("redate-order"),
    "suspend-order": _once("suspend-order"),
    "set-order-aside": _once("set-order-aside"),
}
"""Acts that bring a life further, and when."""
ALWAYS = frozenset(
    {
        "agree-to-assess",
        "refuse-to-assess",
        "confirm-representations-complete",
        "issue-final-plan",
        "fix-review-meeting",
        "hold-review-meeting",
        "decide-on-review",
        "confirm-amendment-representations-complete",
        "issue-amended-plan",
        "cease-plan",
        "decide-not-to-amend",
        "decide-to-cease",
        "agree-to-reassess",
        "refuse-to-reassess",
        "keep-plan-after-reassessment",
        "hold-mediation",
        "record-leave-decision",
        "register-appeal",
        "respond-to-appeal",
        "resume-appeal",
        "lift-order-suspension",
        "record-mediation-certificate",
    }
)
"""Acts that bring it further whenever they are allowed."""


def further(life: Life, allowed: dict[str, list[Said]]) -> dict[str, list[Said]]:
    """Return what of the allowed brings the life further; all of it where nothing does."""
    found: dict[str, list[Said]] = {}
    for name, ways in allowed.items():
        brings = FURTHER.get(name, lambda _state, _words, name=name: name in ALWAYS)
        if kept := [words for words in ways if brings(life.state, words)]:
            found[name] = kept
    return found or allowed
