"""The ways in which a case is found, each as a query: of all of an authority, or of some cases."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import chain, pairwise
from typing import Any, LiteralString

from psycopg import sql

from ehcp.application.finding import Key, Named, Said
from ehcp.projections.queries.search.slips import meant
from ehcp.projections.search import folded, grams, lexeme

Way = Named | Key | Said

LEAST, LEAST_OF_SEVERAL, SEVERAL = 0.5, 0.4, 3
"""The share of its pieces by which a name is like another: one slip in a word of five letters.

Of several words it is less, for one of them may be a name that is not on record.
"""
OF_ALL = sql.SQL("s.authority = %(authority)s and s.held = any(%(held)s)")
OF_SOME = sql.SQL(
    "s.authority = %(authority)s and (s.case_id, s.held) in (select case_id, held from open_by)"
)
"""The condition of a row `s` that it is theirs to see who ask: of every case, or of some."""
MOST_WORDS = 6
"""Words of a name that are looked for."""
FIRST = "__"
"""What the piece begins with that tells no more than the first letter of a word."""
BLOCKS, BLOCK = 2, 5
"""Parts of a long word, and the least of trigrams in each: one more than a slip takes."""
LAST = "{"
"""What comes after every letter and digit."""

NAMED_OF_ALL: LiteralString = """
    select case_id, field, number, held, ehcp.search_score(share, field) as score
    from ehcp.search_named(
        {gate}::tsquery, {pieces}::tsquery, {least}::real, %(held)s, %(most)s
    )
"""
NAMED_OF_SOME: LiteralString = """
    select case_id, field, number, held, ehcp.search_score(share, field) as score from (
        select s.*, ehcp.search_share(s.grams, {pieces}::tsquery) as share
        from ehcp.search s where {some} and s.grams is not null and s.grams @@ {gate}::tsquery
        offset 0
    ) alike where share >= {least}::real
"""
SAID_OF_ALL: LiteralString = """
    select case_id, field, number, held, 30 as score from ehcp.search_said(
        {question}, %(held)s, %(most)s
    )
"""
SAID_OF_SOME: LiteralString = """
    select s.case_id, s.field, s.number, s.held, 30 as score from ehcp.search s
    where {some} and s.words @@ (select {question})
"""
AS_WRITTEN: LiteralString = "ehcp.search_asked(%(authority)s, {})"
AS_MEANT: LiteralString = "ehcp.search_asked_alike(%(authority)s, {}::text[])"
KEY: LiteralString = """
    select s.case_id, s.field, s.number, s.held,
        case when s.key = {key} then 100 else 80 end as score
    from ehcp.search s where {some} and s.field = any({fields}) and s.key >= {key}
        and s.key <= {upto} limit %(most)s
"""


class How(StrEnum):
    """How near a case has to come to what is written, by what the cursor of its page begins with.

    WRITTEN: names begin so, word by word. ALIKE: names are like it. WITH_SLIPS: so are the words
    of texts, but for a letter.
    """

    WRITTEN = ""
    ALIKE = "alike_"
    WITH_SLIPS = "slips_"


class Ways:
    """Makes the queries of the ways in one search; what they ask by name is added to `asked`.

    `how` says how near to what is written a name or a word of a text has to be.
    """

    def __init__(self, authority: str, asked: dict[str, Any], how: How) -> None:
        """Begin a search."""
        self._authority = authority
        self._asked = asked
        self._how = how

    def query(self, way: Way, some: sql.Composable | None) -> sql.Composed | None:
        """Return the query of one way; None for a name of which nothing can be compared.

        `some` is the condition of a row `s` that is looked at; None: all of the authority, by an
        index.
        """
        if isinstance(way, Key):
            return self._key(way, some)
        if isinstance(way, Said):
            of = SAID_OF_ALL if some is None else SAID_OF_SOME
            return sql.SQL(of).format(question=self._question(way.text), some=some or OF_ALL)
        return self._named(way, some)

    def _question(self, text: str) -> sql.Composed:
        words = meant(text) if self._how is How.WITH_SLIPS else None
        if words is None:
            return sql.SQL(AS_WRITTEN).format(self._given(text))
        return sql.SQL(AS_MEANT).format(self._given(words))

    def _key(self, way: Key, some: sql.Composable | None) -> sql.Composed:
        return sql.SQL(KEY).format(
            some=some or OF_ALL,
            key=self._given(way.key),
            upto=self._given(way.key + LAST if way.prefix else way.key),
            fields=self._given(list(map(str, way.fields))),
        )

    def _named(self, way: Named, some: sql.Composable | None) -> sql.Composed | None:
        words = list(dict.fromkeys(folded(way.text)))[:MOST_WORDS]
        if not words:
            return None
        least = LEAST if len(words) < SEVERAL else LEAST_OF_SEVERAL
        alike = self._how is not How.WRITTEN
        parts = {
            "gate": self._given(self._gate(words) if alike else self._beginnings(words)),
            "pieces": self._given(self._any_of(chain.from_iterable(grams(words)))),
            "least": self._given(least if alike else 0),
        }
        if some is None:
            return sql.SQL(NAMED_OF_ALL).format(**parts)
        return sql.SQL(NAMED_OF_SOME).format(some=some, **parts)

    def _beginnings(self, words: Sequence[str]) -> str:
        """Return the condition that a name has every trigram of these words but their ends."""
        every = chain.from_iterable(grams([word])[0][:-1] for word in words)
        return " & ".join(lexeme(self._authority, piece) for piece in dict.fromkeys(every))

    def _gate(self, words: Sequence[str]) -> str:
        """Return what a name must have at least, to be looked at: the index answers it.

        Of one word what a slip leaves of it; of several words so of two of them, and not the
        trigram that tells no more than the first letter.
        """
        threes = [grams([word])[0] for word in words]
        if len(words) == 1:
            of = threes[0]
            return self._left_of(of) if len(of) >= BLOCKS * BLOCK else self._two_of(self._all(of))
        rest = ([gram for gram in of if not gram.startswith(FIRST)] for of in threes)
        return self._two_of([f"({self._left_of(of)})" for of in rest])

    def _left_of(self, threes: Sequence[str]) -> str:
        """Return the condition that there is as much of a word as a slip leaves.

        A slip takes four trigrams at the most, which stand side by side: of a long word it leaves
        something of each part, of a shorter one two trigrams, of a short one one.
        """
        if len(threes) >= BLOCKS * BLOCK:
            count = len(threes) // BLOCK
            ends = [len(threes) * at // count for at in range(count + 1)]
            blocks = (threes[first:end] for first, end in pairwise(ends))
            return " & ".join(f"({self._any_of(block)})" for block in blocks)
        if len(threes) > BLOCK:
            return self._two_of(self._all(threes))
        return self._any_of(threes)

    def _all(self, pieces: Iterable[str]) -> list[str]:
        return [lexeme(self._authority, piece) for piece in pieces]

    def _two_of(self, parts: Sequence[str]) -> str:
        """Return the condition that two of these hold: the first and another, or two others."""
        return " | ".join(
            f"({part} & ({' | '.join(parts[at + 1 :])}))" for at, part in enumerate(parts[:-1])
        )

    def _any_of(self, pieces: Iterable[str]) -> str:
        return " | ".join(self._all(pieces))

    def _given(self, value: Any) -> sql.Placeholder:
        name = f"way_{len(self._asked)}"
        self._asked[name] = value
        return sql.Placeholder(name)
