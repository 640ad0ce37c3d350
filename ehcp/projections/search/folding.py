"""A name as it is compared: without accents, apostrophes, capitals or an order, in small pieces.

The pieces of a word are its trigrams and its pairs of neighbours, a pair in either order, so that
two letters that changed places leave something to find it by. Two names are alike as far as they
share pieces.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

MOST_WORDS = 12
LONGEST_WORD = 40
"""Letters. No name is longer, and no text that stands in a name's place costs more."""
EDGE = "_"
JOINED = str.maketrans("", "", "'’‘`´ʼ")  # noqa: RUF001 - every apostrophe that is typed
SPELT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
"""Letters that do not come apart into a letter and its accent."""


def folded(text: str) -> list[str]:
    """Return the words of a text as they are compared: `["oneill", "zoe"]` of "O'Neill, Zoë"."""
    apart = unicodedata.normalize("NFKD", text.translate(JOINED).casefold()).translate(SPELT)
    bare = (sign for sign in apart if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in bare).split()


def grams(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the pieces of these words: the trigrams, then the pairs."""
    threes, twos = dict[str, None](), dict[str, None]()
    for word in list(words)[:MOST_WORDS]:
        whole = f"{EDGE}{EDGE}{word[:LONGEST_WORD]}{EDGE}"
        threes |= dict.fromkeys(whole[at : at + 3] for at in range(len(whole) - 2))
        twos |= dict.fromkeys(
            "".join(sorted(whole[at : at + 2])) for at in range(1, len(whole) - 1)
        )
    return list(threes), list(twos)


@lru_cache(maxsize=1000)
def salt(authority: str) -> str:
    """Return what the pieces of an authority's rows begin with, as the database makes it too.

    So an authority's search looks through its own rows alone, in one index for all of them.
    """
    return sha256(authority.encode()).hexdigest()[:4]


def lexeme(authority: str, gram: str) -> str:
    """Return a piece as PostgreSQL's `tsvector` and `tsquery` take it."""
    return f"'{salt(authority)}{gram}'"


def vector(authority: str, text: str) -> str | None:
    """Return the pieces of a name as a `tsvector`; None where it has no letter."""
    threes, twos = grams(folded(text))
    return " ".join(lexeme(authority, gram) for gram in (*threes, *twos)) or None
