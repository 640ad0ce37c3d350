"""From the request to the advice: whether to assess, and whether a plan is needed."""

from datetime import date
from typing import Any

from tests.lifecycle.model.facts import Fact, State, may, refuse_flaw, takes, unless
from tests.lifecycle.model.orders import order_since
from tests.lifecycle.model.withdrawals import (
    govern,
    of_another,
    on_an_earlier,
    pending,
    too_late,
    withdraw,
)

Said = dict[str, Any]
ALWAYS = {"a", "b", "c", "d", "e"}
CAUSED = ("tribunal-order", "unopposed", "mediation")


@may("request-assessment")
def _ask(s: State, on: date, said: Said) -> None:
    refuse_flaw(said, "not-a-requester")
    unless(s.detained is None or s.detained.day > on, "ask-under-s71")
    unless(not s.grown(25, on), "too-old")


@takes("request-assessment")
def _asked(s: State, fact: Fact) -> None:
    if s.request is None:
        s.behind = []
        govern(s, fact)
    else:
        s.behind.append(fact)
    s.sought = set()


@may("withdraw-request")
def _withdraw(s: State, on: date, said: Said) -> Fact | None:
    found = [each for each in pending(s) if said["request"] in (None, each.place)]
    unless(found, "nothing-to-withdraw")
    unless(found[0].day <= on, "withdrawn-before-request")
    return found[0]


takes("withdraw-request")(withdraw)


@may("consult-family")
def _consult(s: State, on: date, _said: Said) -> Fact | None:
    about = s.request or s.refused
    unless(about, "no-request")
    unless(about and about.day <= on, "before-request")
    return about


@takes("consult-family")
def _consulted(s: State, fact: Fact) -> None:
    if s.request is None or not of_another(s, fact, s.request):
        s.consulted.append(fact)


def family_heard(s: State, on: date) -> bool:
    return any(fact.day <= on for fact in s.consulted)


@may("agree-to-assess")
def _agree(s: State, on: date, said: Said) -> Fact | None:
    waiting = None if s.decided else s.request
    route = said.get("route")
    if waiting is None and s.refused:
        unless(s.refused.day <= on, "dropped-before-refused")
        unless(route, "how-dropped")
        if route == "own-decision":
            unless(family_heard(s, on), "family-not-consulted")
        waiting = (order_since(s, s.refused, on) if route in CAUSED else None) or s.refused
    else:
        unless(waiting, "no-open-request")
        unless(waiting and waiting.day <= on, "decided-before-request")
        ordered = order_since(s, s.refused, on) if s.refused and route in CAUSED else None
        unless(route is None or ordered, "nothing-dropped")
        unless(ordered or family_heard(s, on), "family-not-consulted")
    if route not in CAUSED:
        refuse_flaw(said, "opinion-not-recorded", "test-not-met")
    refuse_flaw(said, "s19-not-considered")
    return waiting


@takes("agree-to-assess")
def _agreed(s: State, fact: Fact) -> None:
    s.refused = None
    s.decided = s.decided or s.request is None or not of_another(s, fact, s.request)
    if too_late(s, fact):
        return
    earlier = s.agreements if s.agreed else []
    s.agreed, s.sought_for_assessment, s.reused = fact, s.sought, set()
    s.agreements = [*earlier, (fact, s.sought_for_assessment, s.reused)]


@may("refuse-to-assess")
def _refuse(s: State, on: date, said: Said) -> Fact | None:
    waiting = None if s.decided else s.request
    unless(waiting, "no-open-request")
    unless(waiting and waiting.day <= on, "decided-before-request")
    unless(family_heard(s, on), "family-not-consulted")
    refuse_flaw(said, "test-met", "no-reasons", "refusal-notice-incomplete", "s19-not-considered")
    return waiting


@takes("refuse-to-assess")
def _refused(s: State, fact: Fact) -> None:
    s.refused = fact
    s.request = s.request if on_an_earlier(s, fact) else None


def _assessing(s: State, on: date) -> Fact | None:
    unless(s.under_way, "no-assessment")
    unless(s.under_way and s.under_way.day <= on, "before-assessment")
    return s.under_way


@may("request-advice")
def _request_advice(s: State, on: date, said: Said) -> Fact | None:
    found = _assessing(s, on)
    unless(said["kind"] not in (s.reused if s.agreed else s.reused_again), "advice-suffices")
    return found


@may("record-advice")
def _record_advice(s: State, on: date, said: Said) -> Fact | None:
    waiting = [
        fact
        for fact in s.asked_advice
        if fact.said["kind"] == said["kind"] and fact.first not in s.answered_advice
    ]
    now = [fact for fact in waiting if s.under_way and fact.of is s.under_way]
    asked = next(iter(now or waiting), None)
    unless(asked is None or asked.day <= on, "advice-before-request")
    return asked


@may("reuse-advice")
def _reuse_advice(s: State, on: date, said: Said) -> Fact | None:
    found = _assessing(s, on)
    unless(said["kind"] != "a", "family-asked-afresh")
    refuse_flaw(said, "not-all-three-satisfied")
    return found


@takes("request-advice", "record-advice", "reuse-advice")
def _advice(s: State, fact: Fact) -> None:
    kind = fact.said["kind"]
    since_again = s.sought_since_again or set()
    assessments = [sought for _, sought, _ in s.agreements]
    for found in (s.sought, s.sought_for_assessment, s.sought_again, since_again, *assessments):
        found.add((kind, fact.day))
    if fact.act == "request-advice":
        s.asked_advice.append(fact)
    elif fact.act == "reuse-advice":
        for reused in (s.reused, *(reused for _, _, reused in s.agreements)):
            reused.add(kind)
        s.reused_again.add(kind)
    elif fact.of is not None:
        s.answered_advice.add(fact.of.first)


def unless_advice_sought(s: State, on: date, *, again: bool) -> None:
    sought = s.sought_again if again else s.sought_for_assessment
    wanted = ALWAYS | {"g"} if s.in_year_9(on) else ALWAYS
    unless(wanted <= {kind for kind, day in sought if day <= on}, "advice-not-sought")


@may("decide-no-plan")
def _decide_no_plan(s: State, on: date, said: Said) -> Fact | None:
    unless(s.agreed, "no-assessment")
    unless(s.agreed and s.agreed.day <= on, "before-assessment")
    unless_advice_sought(s, on, again=False)
    refuse_flaw(said, "no-reasons-for-no-plan", "no-plan-notice-incomplete", "s19-not-considered")
    return s.agreed


@takes("decide-no-plan")
def _no_plan(s: State, fact: Fact) -> None:
    s.request = s.request if on_an_earlier(s, fact) else None
    s.agreed = s.draft = s.first_draft = None
    s.no_plan = fact
