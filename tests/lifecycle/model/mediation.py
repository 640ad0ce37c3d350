"""Mediation before an appeal: the adviser, the wish, the session, the certificate, the outcome."""

from datetime import date
from typing import Any

from tests.lifecycle.model.appealable import decision_meant, decision_of
from tests.lifecycle.model.facts import Fact, State, may, refuse_flaw, unless

Said = dict[str, Any]
HEALTH = ("health-only", "health-and-education-or-social-care")
LAWYER = "legal-representative-attending"


def done(s: State, *acts: str) -> list[Fact]:
    return [fact for fact in s.facts if fact.act in acts]


def wishes(s: State) -> list[Fact]:
    """Return the wishes that still stand: not dropped, no session has concluded them."""
    over = [fact.of for fact in done(s, "drop-mediation")]
    over += [fact.of for fact in done(s, "hold-mediation") if fact.said["concluded"]]
    return [fact for fact in done(s, "request-mediation") if fact not in over]


@may("contact-mediation-adviser")
def _contact(s: State, on: date, said: Said) -> Fact:
    return decision_meant(s, on, said)


@may("request-mediation")
def _wish(s: State, on: date, said: Said) -> Fact:
    decision = decision_meant(s, on, said)
    same = [w for w in wishes(s) if w.said["issues"] == said["issues"]]
    unless(not any(decision_of(w) is decision for w in same), "wish-recorded-already")
    contacts = [c for c in done(s, "contact-mediation-adviser") if c.of is decision]
    return next((c for c in reversed(contacts) if c.day <= on), decision)


def _wish_meant(s: State, on: date, said: Said) -> Fact:
    found = [wish for wish in wishes(s) if said.get("wish") in (None, wish.place)]
    unless(found, "no-wish-to-mediate")
    unless(len(found) == 1, "which-wish-to-mediate")
    unless(found[0].day <= on, "before-wish-to-mediate")
    return found[0]


@may("tell-commissioning-body")
def _tell_body(s: State, on: date, said: Said) -> Fact:
    wish = _wish_meant(s, on, said)
    unless(wish.said["issues"] in HEALTH, "no-health-issues")
    return wish


@may("drop-mediation")
def _drop(s: State, on: date, said: Said) -> Fact:
    return _wish_meant(s, on, said)


@may("arrange-mediation")
def _arrange(s: State, on: date, said: Said) -> Fact:
    wish = _wish_meant(s, on, said)
    refuse_flaw(said, "mediator-not-independent", "session-before-arranged")
    return wish


@may("realise-mediation-delay", "tell-adviser-of-delay")
def _delay(s: State, on: date, said: Said) -> Fact:
    wish = _wish_meant(s, on, said)
    refuse_flaw(said, LAWYER)
    return wish


@may("hold-mediation")
def _hold(s: State, on: date, said: Said) -> Fact:
    wish = _wish_meant(s, on, said)
    refuse_flaw(said, "more-than-one-supporter")
    return wish


def _grounds(s: State, kind: str) -> list[Fact]:
    """Return what a certificate of this kind can rest on."""
    if kind == "mediation-not-wanted":
        contacts = done(s, "contact-mediation-adviser")
        return [contact for contact in contacts if not contact.said["wants"]]
    if kind == "after-mediation":
        return [held for held in done(s, "hold-mediation") if held.said["concluded"]]
    return done(s, "tell-adviser-of-delay")


@may("record-mediation-certificate")
def _certify(s: State, on: date, said: Said) -> Fact:
    grounds = [fact for fact in _grounds(s, said["kind"]) if fact.day <= on]
    unless(grounds, "nothing-to-certify")
    certified = [fact.of for fact in done(s, "record-mediation-certificate")]
    left = [fact for fact in grounds if fact not in certified]
    unless(left, "certified-already")
    return left[-1]


@may("agree-in-mediation")
def _agree(s: State, on: date, said: Said) -> Fact:
    held = [fact for fact in done(s, "hold-mediation") if fact.day <= on]
    unless(held, "no-mediation-held")
    refuse_flaw(said, "agreement-not-in-writing")
    return held[-1]


def _agreement(s: State, on: date, likely: list[Fact]) -> Fact:
    """Return the latest of the agreements that are likely meant; of all, where none is."""
    found = [fact for fact in done(s, "agree-in-mediation") if fact.day <= on]
    unless(found, "no-mediation-agreement")
    return ([fact for fact in found if fact in likely] or found)[-1]


@may("report-mediation-agreement")
def _report(s: State, on: date, _said: Said) -> Fact:
    agreed = done(s, "agree-in-mediation")
    found = _agreement(s, on, [fact for fact in agreed if not fact.said["authority"]])
    unless(not found.said["authority"], "authority-was-party")
    return found


def _other(s: State) -> list[Fact]:
    """Return the agreements on what could not have been appealed."""
    return [fact for fact in done(s, "agree-in-mediation") if fact.said["ordered"] == "other"]


@may("agree-other-timescale")
def _vary(s: State, on: date, said: Said) -> Fact:
    agreed, other = done(s, "agree-in-mediation"), _other(s)
    meant = other if said["other"] else [fact for fact in agreed if fact not in other]
    found = _agreement(s, on, meant)
    refuse_flaw(said, "report-not-varied", "timescale-not-in-writing", "timescale-already-over")
    return found


@may("carry-out-mediation-agreement")
def _carry_out(s: State, on: date, _said: Said) -> Fact:
    carried = [fact.of for fact in done(s, "carry-out-mediation-agreement")]
    return _agreement(s, on, [fact for fact in _other(s) if fact not in carried])
