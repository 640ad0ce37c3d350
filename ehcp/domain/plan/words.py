"""What changed in a text, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\s*(?:\w+(?:[.,:/'\u2019-]\w+)*|[^\w\s])")
"""A word or number with the space before it ("2.5", "one-to-one"), or a mark by itself."""


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class Run:
    """Some words in a row that were all kept, added or removed."""

    fate: Fate
    text: str


def word_by_word(before: str, after: str) -> tuple[Run, ...]:
    """Return how one text became the other. Where only the space differs, words are kept.

    What was kept and added makes up the later text; what was kept and removed the earlier one,
    but for its space.
    """
    return tuple(_runs(WORD.findall(before.strip()), WORD.findall(after.strip())))


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new])
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield Run(fate=Fate.KEPT, text="".join(new[new_from:new_to]))
            continue
        if old_to > old_from:
            yield Run(fate=Fate.REMOVED, text="".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Run(fate=Fate.ADDED, text="".join(new[new_from:new_to]))
