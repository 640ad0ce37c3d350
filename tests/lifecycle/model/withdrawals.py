"""Requests that wait one behind the other, and what ends when one of them is withdrawn."""

from tests.lifecycle.model.facts import Fact, State

ASKED = "request-assessment"
AGAIN = ("request-reassessment", "agree-to-reassess")


def pending(s: State) -> list[Fact]:
    return [s.request, *s.behind] if s.request else []


def govern(s: State, request: Fact) -> None:
    """Let the clocks run from a request: what was done on another counts for nothing."""
    s.governing.add(request)
    since = s.facts[s.facts.index(request) + 1 :] if request in s.facts else []
    ours = [fact for fact in since if not of_another(s, fact, request)]
    s.request = request
    s.consulted = [fact for fact in ours if fact.act == "consult-family"]
    s.decided = any(fact.act == "agree-to-assess" for fact in ours)


def of_another(s: State, fact: Fact, request: Fact) -> bool:
    """Whether a fact goes back to another request, one that governed in its turn."""
    root = fact.root(ASKED)
    return root is not None and root is not request and root in s.governing


def on_an_earlier(s: State, fact: Fact) -> bool:
    """Whether a decision is on a request that was over by then, while another was pending."""
    root = fact.root(ASKED)
    return bool(pending(s)) and root in s.governing and root not in pending(s)


def too_late(s: State, fact: Fact) -> bool:
    """Whether a fact is on a request that had been withdrawn, while another was pending."""
    root = fact.root(ASKED)
    if root is None or root in pending(s) or not pending(s):
        return False
    return any(f.act == "withdraw-request" and f.of is root for f in s.facts)


def ended_with(s: State, withdrawn: Fact, work: Fact) -> bool:
    """Whether a fact is part of what ends with a withdrawal."""
    request, root = withdrawn.of, work.root(ASKED)
    if root is not None:
        return root is request
    begun = work
    while begun.of is not None:
        begun = begun.of
    if work.root(*AGAIN) or request not in s.facts:
        return False
    return s.facts.index(request) < s.facts.index(begun)


def withdraw(s: State, fact: Fact) -> None:
    """Take a request away, with the assessment and the drafts on it; the next one governs."""
    waiting = [each for each in pending(s) if each is not fact.of]
    if s.request is fact.of:
        s.request = None
    if s.request is None and waiting:
        govern(s, waiting[0])
    s.behind = waiting[1:]
    _end_work(s, fact)


def _end_work(s: State, fact: Fact) -> None:
    if s.agreed:
        left = [each for each in s.agreements if not ended_with(s, fact, each[0])]
        if len(left) < len(s.agreements):
            s.sought = set()
        s.agreements = left
        s.agreed = None
        if left:
            s.agreed, s.sought_for_assessment, s.reused = left[-1]
    if s.draft:
        s.drafts = [draft for draft in s.drafts if not ended_with(s, fact, draft.fact)]
        s.draft = s.drafts[-1] if s.drafts else None
    if s.first_draft:
        s.drafted = [draft for draft in s.drafted if not ended_with(s, fact, draft)]
        s.first_draft = s.drafted[0] if s.drafted else None
