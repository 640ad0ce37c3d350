"""Appeals to the Tribunal: brought, registered, answered, stayed, ended."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.lifecycle.model.appealable import decision_meant, decision_of, matters
from tests.lifecycle.model.facts import Fact, State, may, refuse_flaw, unless
from tests.lifecycle.model.mediation import done

Said = dict[str, Any]
LODGE = "record-appeal"
ORDERS = ("record-tribunal-order", "record-consent-order")
PLACEMENT = {"section-i", "no-institution-named"}
WHILE_DETAINED = {"refusal-to-assess", "refusal-to-issue"}
ASKED_FOR = {
    "refusal-to-assess": {"assess"},
    "refusal-to-reassess": {"assess"},
    "refusal-to-issue": {"make-plan"},
    "section-b": {"amend"},
    "not-to-amend-or-replace": {"amend"},
    "section-i": {"name-school"},
    "cease-to-maintain": {"continue", "continue-and-amend"},
}
"""What is asked for, by the first thing that an appeal is about."""


@dataclass(eq=False)
class Appeal:
    """One appeal, and every fact that belongs to it, in order."""

    lodged: Fact
    facts: list[Fact] = field(default_factory=list)

    def last(self, *acts: str) -> Fact | None:
        return next((fact for fact in reversed(self.facts) if fact.act in acts), None)

    @property
    def order(self) -> Fact | None:
        return self.last(*ORDERS)

    @property
    def live(self) -> bool:
        """Whether it awaits its end; an order that was set aside is none."""
        last = self.last(*ORDERS, "set-order-aside")
        decided = last is not None and last.act in ORDERS
        return not (decided or self.last("concede-appeal", "withdraw-appeal"))

    @property
    def stayed(self) -> bool:
        last = self.last("stay-appeal", "resume-appeal", *ORDERS)
        return self.live and last is not None and last.act == "stay-appeal"


def appeals(s: State) -> list[Appeal]:
    found = {fact: Appeal(fact) for fact in done(s, LODGE)}
    for fact in s.facts:
        lodged = fact.of and fact.of.root(LODGE)
        if lodged:
            found[lodged].facts.append(fact)
    return list(found.values())


def detained_on(s: State, on: date) -> bool:
    found = [f for f in done(s, "record-detention", "record-release") if f.day <= on]
    return bool(found) and found[-1].act == "record-detention"


def _leave_given(s: State, decision: Fact) -> bool:
    answers = done(s, "record-leave-decision")
    about = [fact for fact in answers if decision_of(fact) is decision]
    return bool(about) and about[-1].said["given"]


@may(LODGE)
def _lodge(s: State, on: date, said: Said) -> Fact:
    decision, about = decision_meant(s, on, said), set(said["matters"])
    refuse_flaw(said, "not-the-appellant", "not-appealable")
    unless(about <= set(matters(decision)), "not-appealable")
    refuse_flaw(said, "only-care-recommended")
    if detained_on(s, on):
        first = decision.act == "issue-final-plan"
        allowed = WHILE_DETAINED | (PLACEMENT if first else set())
        unless(about <= allowed, "not-appealable-while-detained")
    same = [a for a in appeals(s) if a.live and a.lodged.of is decision]
    unless(not any(about & set(a.lodged.said["matters"]) for a in same), "appealed-already")
    issued = done(s, "record-mediation-certificate")
    certified = any(f.day <= on and decision_of(f) is decision for f in issued)
    unless(certified or about <= PLACEMENT or _leave_given(s, decision), "no-certificate")
    return decision


@may("request-leave-to-appeal")
def _ask_leave(s: State, on: date, said: Said) -> Fact:
    decision = decision_meant(s, on, said)
    refuse_flaw(said, "no-reasons-for-leave")
    return decision


@may("record-leave-decision")
def _leave(s: State, on: date, _said: Said) -> Fact:
    found = done(s, "request-leave-to-appeal", "record-leave-decision")
    found = [fact for fact in found if fact.day <= on]
    unless(found and found[-1].act == "request-leave-to-appeal", "leave-not-requested")
    return found[-1]


def live_meant(s: State, on: date, said: Said) -> Appeal:
    found = [a for a in appeals(s) if a.live and said.get("appeal") in (None, a.lodged.place)]
    unless(found, "no-live-appeal")
    unless(len(found) == 1, "which-appeal")
    unless(found[0].lodged.day <= on, "before-the-appeal")
    return found[0]


@may("register-appeal")
def _register(s: State, on: date, said: Said) -> Fact:
    appeal = live_meant(s, on, said)
    unless(appeal.last("register-appeal") is None, "appeal-registered-already")
    refuse_flaw(said, "directed-into-the-past")
    return appeal.lodged


@may("record-directions")
def _direct(s: State, on: date, said: Said) -> Fact:
    appeal = live_meant(s, on, said)
    refuse_flaw(said, "nothing-directed", "directed-into-the-past")
    return appeal.lodged


@may("respond-to-appeal")
def _respond(s: State, on: date, said: Said) -> Fact:
    appeal = live_meant(s, on, said)
    unless(appeal.last("respond-to-appeal") is None, "already-responded")
    refuse_flaw(said, "response-incomplete")
    return appeal.lodged


@may("concede-appeal")
def _concede(s: State, on: date, said: Said) -> Fact:
    appeal = live_meant(s, on, said)
    unless(appeal.last("respond-to-appeal") is None, "response-is-in")
    asked = ASKED_FOR[appeal.lodged.said["matters"][0]]
    unless(said["ordered"] in asked, "not-what-was-appealed")
    return appeal.lodged


@may("send-final-evidence", "send-bundle", "stay-appeal", "withdraw-appeal")
def _go_on(s: State, on: date, said: Said) -> Fact:
    appeal = live_meant(s, on, said)
    refuse_flaw(said, "no-documents")
    return appeal.lodged


@may("resume-appeal")
def _resume(s: State, on: date, said: Said) -> Fact:
    appeal = live_meant(s, on, said)
    unless(appeal.stayed, "not-stayed")
    return appeal.lodged
