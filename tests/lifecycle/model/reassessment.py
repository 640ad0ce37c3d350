"""Re-assessment: asked for, withdrawn, agreed, refused, and the plan kept after it."""

from datetime import date
from typing import Any

from tests.lifecycle.model.assessment import CAUSED, unless_advice_sought
from tests.lifecycle.model.facts import Fact, State, may, refuse_flaw, takes, unless
from tests.lifecycle.model.first_plan import unless_plan
from tests.lifecycle.model.orders import order_since

Said = dict[str, Any]


@may("request-reassessment")
def _ask_again(s: State, on: date, _said: Said) -> None:
    unless_plan(s, on)


@takes("request-reassessment")
def _asked_again(s: State, fact: Fact) -> None:
    if not s.again_requests:
        s.governing.add(fact)
    s.again_requests.append(fact)
    s.sought_since_again = set()


@may("withdraw-reassessment-request")
def _withdraw(s: State, on: date, _said: Said) -> Fact | None:
    request = s.again_request
    if request is None and s.again and s.again.of:
        request = s.again.of if s.again.of.act == "request-reassessment" else None
    unless(request, "no-reassessment-request")
    unless(request and request.day <= on, "before-reassessment-request")
    return request


@takes("withdraw-reassessment-request")
def _withdrawn(s: State, fact: Fact) -> None:
    # that alone: the next request then governs
    s.again_requests = [request for request in s.again_requests if request is not fact.of]
    if s.again is None or s.again.of is fact.of:
        s.again = s.again_draft = s.draft = None
        s.sought_since_again = None


@may("agree-to-reassess")
def _agree(s: State, on: date, said: Said) -> Fact | None:
    unless_plan(s, on)
    unless(s.again is None, "reassessment-under-way")
    found, own = s.again_request, said.get("own_motion")
    if found:
        unless(not own, "reassessment-request-awaits")
    elif not own:
        unless(s.again_refused and said.get("route"), "how-agreed-to-reassess")
        found = s.again_refused
        if found and said["route"] in CAUSED:
            found = order_since(s, found, on) or found
    unless(found is None or found.day <= on, "before-reassessment-request")
    refuse_flaw(said, "s19-not-considered")
    return found


@takes("agree-to-reassess")
def _agreed(s: State, fact: Fact) -> None:
    s.again, s.again_requests, s.again_refused, s.again_draft = fact, [], None, None
    s.sought_again = s.sought_since_again if s.sought_since_again is not None else set()
    s.reused_again = set()


@may("refuse-to-reassess")
def _refuse(s: State, on: date, said: Said) -> Fact | None:
    request = s.again_request
    unless(request, "no-reassessment-request")
    unless(request and request.day <= on, "before-reassessment-request")
    refuse_flaw(said, "no-reasons-not-to-reassess", "reassessment-notice-incomplete")
    refuse_flaw(said, "s19-not-considered")
    return request


@takes("refuse-to-reassess")
def _refused(s: State, fact: Fact) -> None:
    s.again_refused, s.again_requests = fact, []


@may("keep-plan-after-reassessment")
def _keep(s: State, on: date, said: Said) -> Fact | None:
    unless(s.again, "not-reassessing")
    unless(s.again and s.again.day <= on, "before-reassessment")
    unless(s.again_draft is None or s.again_draft.heard(on), "representations-period-running")
    unless_advice_sought(s, on, again=True)
    unless(s.again_draft is None or s.again_draft.heard(on), "representations-period-running")
    refuse_flaw(said, "no-reasons-to-keep-plan", "reassessment-notice-incomplete")
    refuse_flaw(said, "s19-not-considered")
    return s.again


@takes("keep-plan-after-reassessment")
def _kept(s: State, _fact: Fact) -> None:
    s.again = s.again_draft = s.draft = s.sought_since_again = None


@takes("issue-final-plan")
def _first_plan(s: State, _fact: Fact) -> None:
    s.again = s.again_draft = s.sought_since_again = None
