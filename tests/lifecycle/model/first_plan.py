"""The draft, the settings asked for and consulted, and the first plan."""

from datetime import date, timedelta
from typing import Any

from tests.lifecycle.model.assessment import unless_advice_sought
from tests.lifecycle.model.facts import Fact, Served, State, may, refuse_flaw, takes, unless
from tests.lifecycle.model.orders import order_since
from tests.lifecycle.model.withdrawals import too_late

Said = dict[str, Any]
FAMILY_HAS = timedelta(days=14)  # after the day of service, which is the first of the fifteen


@may("issue-draft-plan")
def _issue_draft(s: State, on: date, said: Said) -> Fact | None:
    order = order_since(s, s.no_plan, None, "make-plan") if s.no_plan else None
    reason = s.under_way or order
    if said["route"]:
        unless(not reason, "no-decision-dropped")
        reason = _no_plan_standing(s)
        unless(reason, "no-decision-dropped")
    unless(reason, "no-reason-for-plan")
    unless(reason and reason.day <= on, "draft-before-assessment")
    if s.under_way:
        unless_advice_sought(s, on, again=s.agreed is None)
    refuse_flaw(
        said,
        "draft-names-setting",
        "section-missing",
        "draft-without-appendices",
        "draft-notice-incomplete",
        "period-too-short",
        "s19-not-considered",
    )
    return reason


def _no_plan_standing(s: State) -> Fact | None:
    if s.request or s.no_plan is None:
        return None
    since = s.facts[s.facts.index(s.no_plan) :]
    overtaken = any(fact.act in ("agree-to-assess", "refuse-to-assess") for fact in since)
    return None if overtaken else s.no_plan


@takes("issue-draft-plan")
def _drafted(s: State, fact: Fact) -> None:
    if too_late(s, fact):
        return
    served = Served(fact, fact.day + FAMILY_HAS, s.asked_from)
    s.drafts = [*(s.drafts if s.draft else []), served]
    s.drafted = [*(s.drafted if s.first_draft else []), fact]
    s.draft = served
    s.first_draft = s.first_draft or fact
    if s.again:
        s.again_draft = served


def _before_family(s: State, on: date) -> Fact | None:
    draft = s.before_family
    unless(draft, "no-draft")
    unless(draft and draft.fact.day <= on, "before-draft")
    return draft.fact if draft else None


@may("make-representations")
def _represent(s: State, on: date, said: Said) -> Fact | None:
    found = _before_family(s, on)
    refuse_flaw(said, "no-such-element")
    return found


@may("confirm-representations-complete")
def _confirm(s: State, on: date, _said: Said) -> Fact | None:
    return _before_family(s, on)


@takes("confirm-representations-complete")
def _confirmed(s: State, fact: Fact) -> None:
    for served in {s.draft, s.again_draft} - {None}:
        served.complete.append(fact)  # type: ignore[union-attr]


def _served(s: State, on: date) -> Fact | None:
    """Return the draft or the notice, whichever came last, on which the family is heard."""
    found = [served.fact for served in (s.before_family, *s.notices.values()) if served]
    last = max(found, key=s.facts.index, default=None)
    unless(last, "no-draft")
    unless(last and last.day <= on, "before-draft")
    return last


@may("request-setting")
def _request_setting(s: State, on: date, said: Said) -> Fact | None:
    found = _served(s, on)
    refuse_flaw(said, "cannot-be-requested", "category-unknown")
    return found


@takes("request-setting")
def _setting_asked(s: State, fact: Fact) -> None:
    s.settings_asked.append(fact.said["setting"])


@may("consult-setting")
def _consult_setting(s: State, on: date, _said: Said) -> Fact | None:
    return _served(s, on)


@takes("consult-setting")
def _setting_consulted(s: State, fact: Fact) -> None:
    s.settings_consulted.setdefault(fact.said["setting"], []).append(fact)


@may("record-setting-reply")
def _reply(s: State, on: date, said: Said) -> Fact | None:
    asked = s.settings_consulted.get(said["setting"], [])
    unless(asked, "setting-not-consulted")
    unless(any(fact.day <= on for fact in asked), "replied-before-consulted")
    return [fact for fact in asked if fact.day <= on][-1]


def unless_named_well(s: State, on: date, said: Said, served: Served | None) -> None:
    """Refuse a Section I: `served` is what the family asked for a setting on."""
    last = s.plan or s.first_draft
    since = s.facts.index(last) if last else -1

    def consulted(setting: str) -> bool:
        if s.plan and s.plan.said["setting"] == setting:
            return True  # the plan in force names it: it was consulted then, and stays
        found = s.settings_consulted.get(setting, [])
        return any(fact.day <= on for fact in found if s.facts.index(fact) > since)

    setting = said["setting"]
    if setting != "mainstream":
        unless(consulted(setting), "named-without-consultation")
    asked = s.settings_asked[served.asked_from :] if served else []
    wanted = asked[-1] if asked else None
    if wanted:
        unless(consulted(wanted), "requested-not-consulted")
        unless(wanted == setting or said.get("ground"), "requested-not-named")
    unless(setting != "oak" or wanted == "oak" or said.get("unwanted"), "mainstream-presumed")


def unless_formal(said: Said) -> None:
    refuse_flaw(said, "undated-or-unsigned", "sent-before-made", "recipient-missing")
    refuse_flaw(said, "s19-not-considered")


@may("issue-final-plan")
def _issue_final(s: State, on: date, said: Said) -> Fact | None:
    draft = s.before_family
    found = _before_family(s, on)
    unless(
        not (found and found.of and found.of.act == "agree-to-reassess"),
        "plan-in-force-reassessed",
    )
    unless(draft and draft.heard(on), "representations-period-running")
    refuse_flaw(said, "section-missing")
    if s.in_year_9(on):
        refuse_flaw(said, "no-preparation-for-adulthood")
    refuse_flaw(said, "nothing-named")
    unless_named_well(s, on, said, draft)
    unless_formal(said)
    return found


@takes("issue-final-plan")
def _final(s: State, fact: Fact) -> None:
    s.request = s.agreed = s.draft = s.first_draft = s.no_plan = s.refused = None
    s.plan = s.last_plan = fact
    s.asked_from = len(s.settings_asked)


@may("send-appeal-notice", "send-plan-copy")
def _after_plan(s: State, on: date, said: Said) -> Fact | None:
    found = unless_plan(s, on)
    refuse_flaw(said, "appeal-notice-incomplete")
    return found


def unless_plan(s: State, on: date) -> Fact | None:
    unless(s.plan, "no-plan")
    unless(s.plan and s.plan.day <= on, "before-plan")
    return s.plan
