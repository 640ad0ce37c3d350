"""A word as it is written, and as it may have been meant: with one letter more, less or other."""

from collections.abc import Iterator
from string import ascii_lowercase

from ehcp.projections.search import folded

SHORTEST, LONGEST = 5, 16
"""Letters of a word in which a slip is forgiven: a shorter one is soon another word."""
MOST_WORDS = 4


def meant(text: str) -> list[str] | None:
    """Return each word of a text with what it may have been meant as; None: too many words."""
    words = folded(text)
    if len(words) > MOST_WORDS:
        return None
    return [" ".join(dict.fromkeys((word, *_alike(word)))) for word in words]


def _alike(word: str) -> Iterator[str]:
    if not SHORTEST <= len(word) <= LONGEST:
        return
    for at in range(len(word)):
        before, here, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield from (before + letter + after for letter in ascii_lowercase)
        yield from (before + letter + here + after for letter in ascii_lowercase)
        if after:
            yield before + after[0] + here + after[1:]
    yield from (word + letter for letter in ascii_lowercase)
