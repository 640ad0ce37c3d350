"""The limits of appeals by the model's own arithmetic."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.lifecycle.model.appealable import decision_of, open_to_appeal
from tests.lifecycle.model.appeals import LODGE, ORDERS, Appeal, appeals
from tests.lifecycle.model.counting import (
    tribunal_months_on,
    tribunal_working_days_on,
    works,
)
from tests.lifecycle.model.facts import Fact, State
from tests.lifecycle.model.limit import Limit
from tests.lifecycle.model.mediation import done

SURE = {
    "appeal-window-decision",
    "appeal-window-certificate",
    "appeal-window-effective",
    "appeal-la-response",
    "appeal-bundle",
    "appeal-final-evidence",
}
OVER = ("concede-appeal", "withdraw-appeal", *ORDERS)


def certificates(s: State, decision: Fact) -> list[Fact]:
    issued = done(s, "record-mediation-certificate")
    return [fact for fact in issued if decision_of(fact) is decision]


def may_appeal_until(decision: Fact, issued: list[Fact]) -> date:
    """Return the later of two months after the decision, and one after each certificate."""
    months = [tribunal_months_on(fact.day, 1) for fact in issued]
    return max([tribunal_months_on(decision.day, 2), *months])


def limits_of_appeals(s: State) -> Iterator[Limit]:
    """Yield every limit of appeals that has begun. Only the first certificate gives a month."""
    for decision in open_to_appeal(s):
        first = certificates(s, decision)[:1]
        due = may_appeal_until(decision, first)
        lodged = [fact for fact in done(s, LODGE) if fact.of is decision]
        starts = [("decision", decision), ("effective", decision)]
        starts += [("certificate", fact) for fact in first]
        for name, start in starts:
            yield Limit(f"appeal-window-{name}", start, due, lapses=True).closed(s, lodged)
    for appeal in appeals(s):
        yield from _of_appeal(s, appeal)


def _of_appeal(s: State, appeal: Appeal) -> Iterator[Limit]:
    def ours(*acts: str) -> list[Fact]:
        return [fact for fact in appeal.facts if fact.act in acts]

    over = ours(*OVER)
    for registered in ours("register-appeal"):
        due = _directed(appeal, "response_by") or tribunal_working_days_on(registered.day, 30)
        sent = ours("respond-to-appeal")
        yield Limit("appeal-la-response", registered, due).closed(s, sent, over)
    for start, due in _bundles_fixed(s, appeal):
        others = [fact for fact, _ in _bundles_fixed(s, appeal)]
        sent = ours("send-bundle")
        yield Limit("appeal-bundle", start, due).closed(s, sent, over + others)
    fixed = [fact for fact in ours("record-directions") if fact.said["fixed"][0] == EVIDENCE]
    for start in fixed:
        due = start.said["fixed"][1]
        sent = ours("send-final-evidence")
        yield Limit("appeal-final-evidence", start, due).closed(s, sent, over + fixed)


EVIDENCE = "final_evidence_by"


def _directed(appeal: Appeal, what: str, until: Fact | None = None) -> date | None:
    """Return the day that was directed last, up to and with some directions."""
    found: date | None = None
    for fact in appeal.facts:
        if fact.act == "register-appeal" and what == "response_by":
            found = fact.said["response_by"] or found
        elif fact.act == "record-directions" and fact.said["fixed"][0] == what:
            found = fact.said["fixed"][1]
        if fact is until:
            break
    return found


def _bundles_fixed(s: State, appeal: Appeal) -> Iterator[tuple[Fact, date]]:
    """Yield the directions that fix the bundle's day, or that of a hearing before it is in."""
    for fact in appeal.facts:
        if fact.act != "record-directions":
            continue
        what, day = fact.said["fixed"]
        before = s.facts[: s.facts.index(fact)]
        sent = [each for each in before if each.act == "send-bundle" and each.of is appeal.lodged]
        if what == "bundle_by":
            yield fact, day
        elif what == "hearing_on" and not sent:
            yield fact, _directed(appeal, "bundle_by", fact) or ten_working_days_before(day)


def ten_working_days_before(day: date) -> date:
    for _ in range(10):
        day -= timedelta(days=1)
        while not works(day):
            day -= timedelta(days=1)
    return day
