"""Unusual reading is told, once and without a child's name; and chains are sealed."""

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import psycopg

from ehcp.application.rights import Reading
from ehcp.domain.events.reading import LooksSealed
from ehcp.domain.reading import Burst, bursts, last_seal, seals_of
from ehcp.projections.projector import Projector
from ehcp.projections.unusual_readings import unusual_readings
from ehcp.scheduler.reading import watch
from ehcp.store.looks import Look
from ehcp.store.verifying.looks import verify_looks
from tests.domain.ordinary_case import FINISHED
from tests.projections.histories import record

A = "E99000001"
NINE = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def each_minute(count: int) -> list[tuple[datetime, UUID]]:
    return [(NINE + n * MINUTE, uuid4()) for n in range(count)]


def test_fifty_children_in_an_hour_are_not_unusual_and_one_more_is():
    looks = each_minute(51)
    assert list(bursts(looks[:50])) == []
    assert list(bursts(looks)) == [Burst(since=NINE, until=NINE + 50 * MINUTE, children=51)]


def test_the_same_child_again_and_again_is_one_child():
    one = uuid4()
    assert list(bursts((NINE + n * MINUTE, one) for n in range(55))) == []


def test_what_is_an_hour_ago_counts_no_more():
    first, rest = [(NINE, uuid4())], [(NINE + 60 * MINUTE, uuid4()) for _ in range(50)]
    assert list(bursts([*first, *rest])) == []
    early = [(NINE + MINUTE, uuid4())]
    assert [found.children for found in bursts([*early, *rest])] == [51]


def test_a_page_of_many_is_told_once_with_all_that_were_on_it():
    page = [(NINE, uuid4()) for _ in range(120)]
    more = [(NINE + 59 * MINUTE, uuid4())]
    later = [(NINE + 90 * MINUTE, uuid4()) for _ in range(60)]
    assert [found.children for found in bursts([*page, *more])] == [120]
    assert [found.children for found in bursts([*page, *more, *later])] == [120, 61]


def test_of_the_same_children_looked_at_all_the_time_each_is_held_once():
    children = [uuid4() for _ in range(60)]

    def often(times: int) -> Iterator[tuple[datetime, UUID]]:
        for n in range(times):
            yield from ((NINE + n * MINUTE / 100, child) for child in children)

    def held(times: int) -> int:
        tracemalloc.start()
        assert [found.children for found in bursts(often(times))] == [60]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    held(1)
    assert held(1_000) < 200 * 1_000, "more than the moments of the looks"


def looked(store, subject: str, count: int = 51, **more) -> None:
    given = {"action": "read-case", "cases": tuple(uuid4() for _ in range(count)), **more}
    store.looks.write(Look(authority=A, subject=subject, **given)).wait()


def told(store) -> list[tuple[str, int, bool]]:
    watch(store)
    Projector(store, lambda: date(2026, 6, 15)).catch_up()
    rows, _ = unusual_readings(store, A)
    return sorted((row.subject, row.children, row.at_machine) for row in rows)


def test_whoever_looks_at_more_children_than_their_work_explains_is_told_of_once(store):
    looked(store, "many.children")
    looked(store, "few.children", 50)
    looked(store, "a.school", tied=True)
    looked(store, "a.manager", roles="send-manager", action=Reading.CASELOAD)
    looked(store, "a.manager", 10, roles="send-manager")
    looked(store, "operator", at_machine=True)
    expected = [("many.children", 51, False), ("operator", 51, True)]
    assert told(store) == expected
    looked(store, "many.children")
    assert told(store) == expected  # the same hour


def test_a_manager_who_opens_them_one_by_one_is_told_of(store):
    looked(store, "a.manager", roles="send-manager")
    assert told(store) == [("a.manager", 51, False)]


def test_the_cases_of_ones_own_are_left_out(store):
    own = [record(store, *FINISHED, authority=A) for _ in range(2)]
    Projector(store, lambda: date(2026, 6, 15)).catch_up()
    with store.reading(A) as connection:
        (officer,) = connection.execute(
            "select distinct officer_subject from ehcp.caseload"
        ).fetchall()[0]
    assert officer
    others = tuple(uuid4() for _ in range(49))
    looked(store, officer, cases=(*own, *others))
    looked(store, "somebody.else", cases=(*own, *others))
    assert told(store) == [("somebody.else", 51, False)]


def test_nothing_that_is_told_names_a_child(store, database_url):
    cases = tuple(uuid4() for _ in range(51))
    looked(store, "many.children", cases=cases)
    told(store)
    with psycopg.connect(database_url) as superuser:
        states = superuser.execute(
            "select convert_from(state, 'UTF8') from ehcp.events"
            " where name = 'UnusualReadingFound'"
        ).fetchall()
    assert len(states) == 1
    assert not [case for case in cases if str(case) in states[0][0]]


def test_a_seal_says_where_the_chains_end_and_an_hour_later_the_next_one(store, database_url):
    looked(store, "somebody", 3)
    watch(store)
    entries = store.history(A, seals_of(A))
    seal = last_seal(entries)
    assert isinstance(seal, LooksSealed)
    assert [end.last for end in seal.ends] == [3]
    Projector(store, lambda: date(2026, 6, 15)).catch_up()
    looked(store, "somebody", 2)
    watch(store)
    assert len(store.history(A, seals_of(A))) == 1  # within the hour
    with psycopg.connect(database_url) as superuser:
        superuser.execute("update ehcp.looks_sealed set until = until - interval '2 hours'")
    watch(store)
    again = last_seal(store.history(A, seals_of(A)))
    assert again is not None
    assert [end.last for end in again.ends] == [5]
    assert verify_looks(store).damage == ()
