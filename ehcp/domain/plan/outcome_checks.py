"""What makes a good outcome: the Code's paragraphs 9.61 and 9.66. Each returns the ids found."""

import re

from ehcp.domain.plan.sections import Plan

SERVICE = re.compile(
    r"\b(develop(?:s|ed|ing)?"
    r"|improv(?:e|es|ed|ing)\s(?:\w+\s)?understanding"
    r"|(?:have|has|having)\s(?:\w+\s)?access|access\sto)\b",
    re.IGNORECASE,
)
"""Words for what is done or offered, by which it cannot be told whether anything was reached."""

FEWEST_WORDS = 5
"""Fewer words than these stand in many a sentence without being repeated from it."""


def undated(plan: Plan) -> tuple[str, ...]:
    """Return the outcomes with neither a day nor the end of a phase."""
    return tuple(o.id for o in plan.outcomes if o.by is None and o.phase_end is None)


def unmeasured(plan: Plan) -> tuple[str, ...]:
    """Return the outcomes that do not say how it is told that they are reached."""
    return tuple(o.id for o in plan.outcomes if not (o.measure or "").strip())


def worded_as_a_service(plan: Plan) -> tuple[str, ...]:
    """Return the outcomes whose words are those of a service, or cannot be measured."""
    return tuple(o.id for o in plan.outcomes if SERVICE.search(o.text))


def repeats_provision(plan: Plan) -> tuple[str, ...]:
    """Return the outcomes that say what provision in F says."""
    provided = [_words(provision.text) for provision in plan.provision]
    return tuple(
        outcome.id
        for outcome in plan.outcomes
        if any(_repeats(_words(outcome.text), text) for text in provided)
    )


def _repeats(one: list[str], other: list[str]) -> bool:
    short, long = sorted((one, other), key=len)
    if one == other:
        return bool(one)
    return len(short) >= FEWEST_WORDS and f" {' '.join(short)} " in f" {' '.join(long)} "


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
