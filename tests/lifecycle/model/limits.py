"""The main limits by the model's own arithmetic: from which day, how long, what ends them."""

from collections.abc import Iterator
from datetime import timedelta

from tests.lifecycle.model.after_a_draft import in_the_end
from tests.lifecycle.model.counting import DAY, WEEK
from tests.lifecycle.model.facts import Fact, Review, State
from tests.lifecycle.model.limit import Limit
from tests.lifecycle.model.withdrawals import ended_with

ENDS = ("decide-to-cease", "cease-plan", "pass-plan-on", "record-detention")
"""What takes limits away, or puts others in their place: the model is not sure then."""


def limits(s: State) -> Iterator[Limit]:
    """Yield the limits of which the model is sure."""
    if any(fact.act in ENDS for fact in s.facts):
        return
    dropped = any(fact.act == "agree-to-assess" and fact.said["route"] for fact in s.facts)
    for number, fact in enumerate(s.facts):
        after = s.facts[number + 1 :]
        if fact.act == "request-assessment" and fact in s.governing and not s.plan_at[fact.first]:
            others = s.governing - {fact}
            ours = [f for f in after if f.root("request-assessment") not in others]
            ours = [f for f in ours if f.act != "withdraw-request" or f.of is fact]
            yield from (
                in_the_end(s, each, ours) for each in _of_request(fact, ours, dropped=dropped)
            )
        elif fact.act == "request-advice" and fact.of and fact.of.act == "agree-to-assess":
            over = [f for f in after if f.act != "withdraw-request" or ended_with(s, f, fact)]
            yield _of_advice(fact, over)
        elif fact.act == "request-reassessment" and fact in s.governing:
            decided = ("agree-to-reassess", "refuse-to-reassess")
            ends = [f for f in after if f.act in decided or f.of is fact]
            yield _first(fact, "reassessment-decision", 15 * DAY, ends, decided)
        elif fact.act == "agree-to-reassess":
            yield from _of_reassessment(fact, after)
        elif fact.act == "issue-amendment-notice" and not (
            fact.of and fact.of.act == "issue-amendment-notice"
        ):
            yield _of_notice(fact, after)
    for review in s.reviews.values():
        if review.held:
            yield from _of_review(review, review.held)


def _first(
    start: Fact, name: str, within: timedelta, ends: list[Fact], done: tuple[str, ...]
) -> Limit:
    """Return a limit with the first that ended it or took it away: one of `done` ended it."""
    end = ends[0] if ends else None
    due = start.day + within
    if end is not None and end.act in done:
        return Limit(name, start, due, end, None)
    return Limit(name, start, due, None, end)


def _acts(after: list[Fact], *acts: str) -> list[Fact]:
    return [fact for fact in after if fact.act in acts]


def _of_request(start: Fact, after: list[Fact], *, dropped: bool) -> Iterator[Limit]:
    """Yield the 6, 16 and 20 weeks; the latter two not where a refusal was ever dropped."""
    gone = "withdraw-request"
    decided = ("agree-to-assess", "refuse-to-assess")
    ends = _acts(after, *decided, gone)
    yield _first(start, "assessment-decision-notify", 6 * WEEK, ends, decided)
    if dropped:
        return
    either = (gone, "refuse-to-assess", "issue-final-plan", "decide-no-plan")
    back = [fact.of for fact in after if fact.act == "issue-draft-plan" and fact.said["route"]]
    ends = [fact for fact in _acts(after, *either) if fact not in back]
    yield _first(start, "final-plan-20-weeks", 20 * WEEK, ends, ("issue-final-plan",))
    ends = _acts(after, *either, "issue-draft-plan")
    yield _first(start, "decision-not-to-issue", 16 * WEEK, ends, ("decide-no-plan",))


def _of_advice(start: Fact, after: list[Fact]) -> Limit:
    over = ("withdraw-request", "decide-no-plan", "issue-final-plan")
    came = [f for f in after if f.act == "record-advice" and f.said["kind"] == start.said["kind"]]
    ends = [f for f in after if f.act in over or (f in came and f.of in (None, start))]
    return _first(start, "advice-response", 6 * WEEK, ends, ("record-advice",))


def _of_reassessment(start: Fact, after: list[Fact]) -> Iterator[Limit]:
    drafted: Fact | None = None
    for fact in after:
        if fact.root("agree-to-reassess") not in (None, start):
            continue
        replaced = fact.act == "issue-amended-plan" and fact.said["cause"] == "reassessment"
        kept = fact.act == "keep-plan-after-reassessment"
        drafted = drafted or (
            fact if fact.act == "issue-draft-plan" and fact.of is start else None
        )
        taken_back = fact.act == "withdraw-reassessment-request" and fact.of is start.of
        if replaced or kept or taken_back:
            final, same = fact if replaced else None, fact if kept and not drafted else None
            yield _ended(start, "reassessment-final-plan", 14, final, fact)
            yield _ended(start, "reassessment-no-change", 10, same, drafted or fact)
            return
        if fact.act == "issue-final-plan":
            return
    yield _ended(start, "reassessment-final-plan", 14, None, None)
    yield _ended(start, "reassessment-no-change", 10, None, drafted)


def _ended(start: Fact, name: str, weeks: int, done: Fact | None, end: Fact | None) -> Limit:
    return Limit(name, start, start.day + weeks * WEEK, done, None if done else end)


def _of_notice(start: Fact, after: list[Fact]) -> Limit:
    cause = start.said["cause"]
    ends = ("issue-amended-plan", "decide-not-to-amend")
    ours = [f for f in after if f.act in ends and f.said["cause"] == cause]
    end = next((f for f in ours if _first_notice(f) is start), None)
    name = "annual-review-final-amended" if cause == "review" else "amend-without-review-final"
    done = end if end and end.act == "issue-amended-plan" else None
    return _ended(start, name, 8, done, end)


def _first_notice(end: Fact) -> Fact | None:
    """Return the first of the notices that a plan, or the decision not to amend, answers."""
    found = end.root("issue-amendment-notice")
    while found and found.of and found.of.act == "issue-amendment-notice":
        found = found.of
    return found


def _of_review(review: Review, held: Fact) -> Iterator[Limit]:
    """Yield the 4 and 12 weeks of a review in which no notice went before the decision."""
    decided = review.decided
    if review.notices and (decided is None or review.notices[0].day <= decided.day):
        return
    yield _ended(held, "annual-review-decision", 4, decided, decided)
    if decided and decided.said["decision"] != "amend":
        for name, weeks in (
            ("annual-review-amendment-notice", 4),
            ("annual-review-final-12-weeks", 12),
        ):
            yield _ended(held, name, weeks, None, decided)
        return
    noticed = review.notices[0] if review.notices else None
    yield _ended(held, "annual-review-amendment-notice", 4, noticed, noticed)
    end = review.finished
    done = end if end and end.act == "issue-amended-plan" else None
    yield _ended(held, "annual-review-final-12-weeks", 12, done, end)
