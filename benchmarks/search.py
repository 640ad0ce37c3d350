"""A search among the cases of one authority: how long it takes, and how long a bare lookup does.

    python -m benchmarks.search [CASES]
    python -m benchmarks.search 20000

The tables are filled with the rows that the read model would have: of each case a child, two
parents, an officer, its numbers and references, the sections of a plan and some notes. First and
last names are as unevenly common as names are. What is measured is the question as the interface
asks it, with the right of a caseworker or of a school; the limit is a lookup by an indexed number.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from benchmarks.measuring import ROUNDS, goal, ratio, report, scratch_server
from ehcp.application.finding import Field, Looked, wanted
from ehcp.application.rights import Access, FieldClass, Grant, Role
from ehcp.application.rights.fields import ORDINARY, SECTIONS
from ehcp.application.rights.found import NOTE, in_plan
from ehcp.cli.generate.names import FIRST, LAST
from ehcp.domain.standing.relations import RelationKind
from ehcp.projections import MIGRATIONS, queries
from ehcp.projections.restate import CASES as PROJECTION
from ehcp.projections.search import SearchRow
from ehcp.projections.search.folding import vector
from ehcp.projections.tables import Into, encoded, replace
from ehcp.store.cases import Store
from ehcp.store.migrate import migrate

CASES = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
ASKED = int(os.environ.get("BENCH_ASKED", "100"))  # searches of each kind in a round
WORDS = int(os.environ.get("BENCH_WORDS", "60"))  # in a section
SHARE = 500  # cases written at once
TODAY = date(2026, 11, 20)
A, SCHOOL = "E00000000", "100001"
PUPILS = 30
SURNAMES = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans"
    " Walker White Roberts Green Hall Wood Jackson Clarke Hughes Edwards Hill Moore Clark Harrison"
    " Scott Young Morris King Baker Lee Khan Hussain Ahmed Begum Macdonald Singh Kaur Nguyen"
    " Okafor Adeyemi Kowalski Nowak Murphy Kelly Sullivan Walsh Byrne Ryan Fernandes Popescu"
    " Chowdhury Rahman Iqbal Mahmood Bennett Carter Mitchell Phillips Richardson Shaw Simpson"
    " Stevens Stewart Turner Ward Watson Webb Wilkinson Chapman Collins Cooper Cox Dixon Ellis"
)
VOCABULARY = 8000
SYLLABLES = ("ash", "bar", "cro", "dal", "ev", "far", "gar", "hol", "in", "jar", "kel", "lov")
CASELOAD = """
    insert into ehcp.caseload (
        authority, case_id, child_name, date_of_birth, upn, officer, officer_subject, stage,
        version, opened_on, parked
    )
    select %s, (r->>'id')::uuid, r->>'child', (r->>'born')::date, r->>'upn', r->>'officer',
        r->>'officer', 'plan-in-force', 60, '2020-01-01'::date + (r->>'days')::int, false
    from jsonb_array_elements(%s) r
"""
RELATIONS = """
    insert into ehcp.relations (authority, case_id, kind, party, since)
    select authority, case_id, 'on-roll', %s, '2024-09-01'
    from ehcp.caseload order by case_id limit %s
"""
BARE = "select case_id, child_name from ehcp.caseload where authority = %s and upn = %s"


class Names:
    """Draws names, of which few are common and most are rare, and which look like names."""

    def __init__(self, random: Random) -> None:
        """Make the lists: to those that there are come others, three letters at a time."""
        self.random = random
        self.first = self._like([name for names in FIRST.values() for name in names], 800)
        self.last = self._like([*LAST, *SURNAMES.split()], 5000)

    def draw(self) -> str:
        """Draw a name."""
        return f"{self._of(self.first)} {self._of(self.last)}"

    def _of(self, names: list[str]) -> str:
        return names[int(len(names) * self.random.random() ** 2.5)]

    def _like(self, names: list[str], most: int) -> list[str]:
        after: dict[str, list[str]] = {}
        for name in names:
            whole = f"  {name.lower()} "
            for at in range(len(whole) - 2):
                after.setdefault(whole[at : at + 2], []).append(whole[at + 2])
        found = dict.fromkeys(names)
        while len(found) < most:
            made = "  "
            while not made.endswith(" ") or made == "  ":
                made += self.random.choice(after[made[-2:]])
            if len(made) in range(6, 15):
                found[made.strip().title()] = None
        return list(found)


def words_of(random: Random, vocabulary: list[str]) -> str:
    """Draw the words of a section: a few are everywhere."""
    size = len(vocabulary)
    return " ".join(vocabulary[int(size * random.random() ** 3)] for _ in range(WORDS))


def rows(random: Random, names: Names, vocabulary: list[str], number: int) -> Iterator[SearchRow]:
    """Yield the rows of one case."""
    id_ = UUID(int=random.getrandbits(128))
    born = (date(2006, 1, 1) + timedelta(days=random.randrange(6000))).isoformat()

    def row(field: str, at: int, held: str, text: str, **more: str | None) -> SearchRow:
        return SearchRow(
            authority=A, case_id=id_, field=field, number=at, held=held, text=text, **more
        )

    def name(field: Field, at: int, held: FieldClass, text: str) -> SearchRow:
        return row(field, at, held, text, grams=vector(A, text))

    yield name(Field.CHILD, 0, FieldClass.IDENTITY, names.draw())
    yield name(Field.PARENT, 1, FieldClass.THIRD_PARTY, names.draw())
    yield name(Field.PARENT, 2, FieldClass.THIRD_PARTY, names.draw())
    yield name(Field.OFFICER, 0, FieldClass.PROCESS, OFFICERS[number % len(OFFICERS)])
    upn = f"A{number:012}"
    yield row(Field.UPN, 0, FieldClass.IDENTITY, upn, key=upn)
    yield row(Field.DATE_OF_BIRTH, 0, FieldClass.IDENTITY, born, key=born)
    yield row(Field.CASE, 0, FieldClass.PROCESS, str(id_), key=id_.hex)
    reference = f"eh{number:07}"
    yield row(Field.REFERENCE, 1, FieldClass.FREE_TEXT, reference, key=reference)
    for letter, held in SECTIONS.items():
        yield row(f"section-{letter}", 0, in_plan(held), words_of(random, vocabulary))
    for at in range(5):
        yield row(Field.NOTE, at, NOTE, words_of(random, vocabulary)[:120])


OFFICERS = [f"{first} Officer{LAST[at % len(LAST)]}" for at, first in enumerate(FIRST["female"])]


def fill(store: Store, url: str) -> list[dict[str, str]]:
    """Fill the tables, and return whose cases they are."""
    random = Random(7)
    names = Names(random)
    every = [f"{a}{b}{c}{d}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES
             for d in SYLLABLES]  # fmt: skip
    vocabulary = random.sample(every, VOCABULARY)
    about: list[dict[str, str]] = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select ehcp.bare(array['search'])")
    for first in range(0, CASES, SHARE):
        share = {}
        for number in range(first, min(first + SHARE, CASES)):
            made = list(rows(random, names, vocabulary, number))
            by = {row.field: row.text for row in reversed(made)}
            about.append({
                "id": str(made[0].case_id), "child": by["child"], "born": by["date-of-birth"],
                "upn": by["upn"], "officer": by["officer"], "parent": by["parent"],
                "text": by["section-f"], "days": str(number % 2000),
            })  # fmt: skip
            share[A, made[0].case_id] = encoded({"search": made})
        with store.working() as connection:
            replace(connection, PROJECTION, share, Into.EMPTY)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select ehcp.dress(array['search'])")
        connection.execute("select ehcp.swap(array['search'])")
        connection.execute(CASELOAD, (A, Jsonb(about)))
        connection.execute(RELATIONS, (SCHOOL, PUPILS))
        for table in ("caseload", "relations", "search"):
            connection.execute(f"vacuum analyze ehcp.{table}")
    return about


def slip(random: Random, name: str) -> str:
    """Return a name with two of its letters changed round, or one left out."""
    at = random.randrange(1, len(name) - 1)
    if random.random() < 0.5:  # noqa: PLR2004
        return name[:at] + name[at + 1 :]
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def asked(store: Store, about: list[dict[str, str]]) -> dict[str, Callable[[], object]]:
    """Return the searches, by what is looked for."""
    random = Random(3)
    officer = Access((Grant(Role.CASEWORKER, None, ORDINARY),), TODAY)
    tie = (RelationKind.ON_ROLL, SCHOOL)
    seen = frozenset({FieldClass.PROCESS, FieldClass.IDENTITY, FieldClass.EDUCATION})
    school = Access((Grant(Role.SCHOOL_CONTRIBUTOR, tie, seen),), TODAY)

    def find(right: Access, make: Callable[[dict[str, str]], Looked]) -> Callable[[], object]:
        def once() -> object:
            looked = make(random.choice(about))
            return queries.search(store, A, wanted(looked, TODAY).criteria, access=right)

        return once

    return {
        "a pupil number": find(officer, lambda c: Looked(words=c["upn"])),
        "a name": find(officer, lambda c: Looked(words=c["child"])),
        "a name with a slip": find(officer, lambda c: Looked(words=slip(random, c["child"]))),
        "a last name": find(officer, lambda c: Looked(words=c["child"].split()[-1])),
        "a first name": find(officer, lambda c: Looked(words=c["child"].split()[0])),
        "a parent's name, the other way round": find(
            officer, lambda c: Looked(words=" ".join(reversed(c["parent"].split())))
        ),
        "an officer's name": find(officer, lambda c: Looked(words=c["officer"])),
        "a last name and a date of birth": find(
            officer, lambda c: Looked(words=f"{c['child'].split()[-1]} {c['born']}")
        ),
        "two words of a plan": find(
            officer, lambda c: Looked(text=" ".join(random.sample(c["text"].split(), 2)))
        ),
        "one word of a plan": find(
            officer, lambda c: Looked(text=random.choice(c["text"].split()))
        ),
        "a name, by a school of 30 pupils": find(school, lambda c: Looked(words=c["child"])),
    }


def percentiles(operation: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the 99th percentile of one search in ms."""
    taken = []
    for _ in range(ASKED):
        begun = time.perf_counter()
        operation()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.99)]


def main() -> None:
    """Run the rounds and print what they give."""
    medians: dict[str, list[float]] = {}
    slowest: dict[str, list[float]] = {}
    with scratch_server() as url:
        migrate(url, MIGRATIONS)
        with Store(url) as store:
            about = fill(store, url)

            def bare() -> None:
                with store.reading(A) as connection:
                    connection.execute(BARE, (A, about[len(about) // 2]["upn"])).fetchall()

            searches = {"limit: a lookup by an indexed number": bare, **asked(store, about)}
            for operation in searches.values():
                operation()
            for _ in range(ROUNDS):
                for name, operation in searches.items():
                    median, p99 = percentiles(operation)
                    medians.setdefault(name, []).append(median)
                    slowest.setdefault(name, []).append(p99)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    report(f"a search among {CASES:,} cases, median", medians, "ms")
    report("99th percentile", slowest, "ms")
    limit, *ours = medians
    for name in ours:
        ratio(f"{name} / {limit}", medians[name], medians[limit])
        goal(f"search for {name}, {CASES:,} cases, p99", slowest[name], "ms", at_most=100)


if __name__ == "__main__":
    main()
