"""The limits of mediation by the model's own arithmetic."""

from collections.abc import Iterator

from tests.lifecycle.model.appealable import decision_of, open_to_appeal
from tests.lifecycle.model.counting import DAY, WEEK, months_on, working_days_on
from tests.lifecycle.model.facts import Fact, State
from tests.lifecycle.model.limit import Limit, since
from tests.lifecycle.model.mediation import done

SURE = {
    "mediation-contact-adviser",
    "mediation-certificate-no-mediation",
    "mediation-health-issues-notify",
    "mediation-arrange-health-only",
    "mediation-arrange-joint",
    "mediation-arrange",
    "mediation-cannot-arrange-tell-adviser",
    "mediation-certificate-after",
    "mediation-certificate-deemed",
    "mediation-agreement-other",
    "mediation-agreement-tell-authority",
}
"""The limits of which the model knows every running."""

BODIES = {"The ICB", "The hospital trust"}
MONTH_OF_DAYS = 30 * DAY


def limits_of_mediation(s: State) -> Iterator[Limit]:
    """Yield every limit of mediation that has begun."""
    yield from _of_contacts(s)
    for wish in done(s, "request-mediation"):
        yield from _of_wish(s, wish)
    yield from _of_certificates(s)
    yield from _of_agreements(s)


def _about(s: State, act: str, decision: Fact | None) -> list[Fact]:
    return [fact for fact in done(s, act) if decision_of(fact) is decision]


def _of_contacts(s: State) -> Iterator[Limit]:
    for decision in open_to_appeal(s):
        contacts = _about(s, "contact-mediation-adviser", decision)
        due = months_on(decision.day, 2)
        yield Limit("mediation-contact-adviser", decision, due, lapses=True).closed(s, contacts)
    starts = [c for c in done(s, "contact-mediation-adviser") if _says_none_anew(s, c)]
    for contact in starts:
        about = _about(s, "request-mediation", contact.of)
        wishes = _not_anothers(about, contact, starts)
        ends = _certificates(s, "mediation-not-wanted", contact, starts)
        due = working_days_on(contact.day, 3)
        yield Limit("mediation-certificate-no-mediation", contact, due).closed(s, ends, wishes)


def _says_none_anew(s: State, contact: Fact) -> bool:
    """Whether the adviser hears that no mediation is wanted, and had not heard it last."""
    acts = ("contact-mediation-adviser", "request-mediation", "record-mediation-certificate")
    about = [fact for fact in done(s, *acts) if decision_of(fact) is contact.of]
    earlier = about[: about.index(contact)][-1:]
    knew = earlier and earlier[0].act == contact.act and not earlier[0].said["wants"]
    return not contact.said["wants"] and not knew


def _not_anothers(facts: list[Fact], start: Fact, starts: list[Fact]) -> list[Fact]:
    """Return the facts that can bear on a start: not those that answer another."""
    others = [other for other in starts if other is not start]
    return [fact for fact in facts if fact.of not in others]


def _certificates(s: State, kind: str, start: Fact, starts: list[Fact]) -> list[Fact]:
    about = _about(s, "record-mediation-certificate", decision_of(start))
    return _not_anothers([fact for fact in about if fact.said["kind"] == kind], start, starts)


def _of_wish(s: State, wish: Fact) -> Iterator[Limit]:
    def ours(act: str) -> list[Fact]:
        return [fact for fact in done(s, act) if fact.of is wish]

    held, dropped = ours("hold-mediation"), ours("drop-mediation")
    told, issues = ours("tell-commissioning-body"), wish.said["issues"]
    in_30 = wish.day + MONTH_OF_DAYS
    if issues == "education-or-social-care":
        yield Limit("mediation-arrange", wish, in_30).closed(s, held, dropped)
    else:
        all_told = [
            f for n, f in enumerate(told) if {t.said["body"] for t in told[: n + 1]} == BODIES
        ]
        due = working_days_on(wish.day, 3)
        yield Limit("mediation-health-issues-notify", wish, due).closed(s, all_told, dropped)
    if issues == "health-and-education-or-social-care":
        yield Limit("mediation-arrange-joint", wish, in_30).closed(s, held, dropped)
    elif issues == "health-only" and told:
        due = told[0].day + MONTH_OF_DAYS
        yield Limit("mediation-arrange-health-only", told[0], due).closed(s, held, dropped)
    adviser_told = ours("tell-adviser-of-delay")
    for realised in ours("realise-mediation-delay")[:1]:
        name = "mediation-cannot-arrange-tell-adviser"
        yield Limit(name, realised, None).closed(s, adviser_told, held + dropped)


def _of_certificates(s: State) -> Iterator[Limit]:
    sessions = [held for held in done(s, "hold-mediation") if held.said["concluded"]]
    for held in sessions:
        ends = _certificates(s, "after-mediation", held, sessions)
        due = working_days_on(held.day, 3)
        yield Limit("mediation-certificate-after", held, due).closed(s, ends)
    for told in done(s, "tell-adviser-of-delay"):
        same = [each for each in done(s, told.act) if each.of is told.of]
        if told is same[0]:
            certified = done(s, "record-mediation-certificate")
            ends = [fact for fact in certified if fact.of in same]
            due = working_days_on(told.day, 3)
            yield Limit("mediation-certificate-deemed", told, due).closed(s, ends)


def _of_agreements(s: State) -> Iterator[Limit]:
    for agreed in done(s, "agree-in-mediation"):
        after = since(s, agreed)
        varied = [f for f in after if f.act == "agree-other-timescale" and f.of is agreed]
        if agreed.said["ordered"] == "other":
            due = varied[-1].said["until"] if varied else agreed.day + 2 * WEEK
            ends = [f for f in done(s, "carry-out-mediation-agreement") if f.of is agreed]
            yield Limit("mediation-agreement-other", agreed, due).closed(s, ends)
        if not agreed.said["authority"]:
            ends = [f for f in done(s, "report-mediation-agreement") if f.of is agreed]
            due = agreed.day + WEEK
            yield Limit("mediation-agreement-tell-authority", agreed, due).closed(s, ends)
