"""A rebuild while people record and read: nobody is refused, and it comes to the live rows."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Event as Flag
from threading import Thread

import pytest

from ehcp.application.rights import EVERY_CASE
from ehcp.domain.events.record import Noted
from ehcp.projections import queries
from ehcp.projections.day import Day
from ehcp.projections.positions import head
from ehcp.projections.rebuild import rebuild
from tests.domain.ordinary_case import FINISHED
from tests.projections.comparing import assert_equal_to_a_rebuild
from tests.projections.histories import CALENDAR, OPENED, REQUESTED, TODAY, A, projector, record
from tests.scale import scaled

EVENTS = scaled(200_000, few=3_000)
LEAST = 2_000  # events a second
JUDGED_FROM = 100_000  # events: with few of them it is the processes that start
READERS = 2
PAUSE = 0.1
"""Seconds between two reads of one who reads, and between three events that are recorded: thirty a
second are seven times what all of England records in working hours."""


def recording(store, cases, stop):
    """Record things in cases that are there and in new ones, until told to stop."""
    for case in cycle(cases):
        if stop.wait(PAUSE):
            return
        record(store, Noted(on=TODAY, note="A call."), case=case)
        record(store, OPENED, REQUESTED)


def reading(store, least, stop):
    """Read lists until told to stop; return how often, and the longest wait in seconds."""
    reads, longest = 0, 0.0
    while not stop.wait(PAUSE):
        begun = time.monotonic()
        page = queries.caseload(store, A, TODAY, access=EVERY_CASE)
        assert page.items, "a list was empty"
        assert queries.deadlines(store, A, TODAY, access=EVERY_CASE).items
        with store.reading(A) as connection:
            found = connection.execute("select count(*) from ehcp.caseload").fetchone()
        assert found[0] >= least, "a list was not whole"
        reads, longest = reads + 1, max(longest, time.monotonic() - begun)
    return reads, longest


@pytest.mark.timeout(1800)
def test_people_record_and_read_while_everything_is_made_again(store, database_url, figure):
    cases = [record(store, *FINISHED) for _ in range(EVENTS // len(FINISHED))]
    live = projector(store)
    live.catch_up()
    stop = Flag()
    keeper = Thread(target=live.run, args=(stop,))
    keeper.start()
    with ThreadPoolExecutor(1 + READERS) as office:
        try:
            writer = office.submit(recording, store, cases, stop)
            readers = [office.submit(reading, store, len(cases), stop) for _ in range(READERS)]
            before, begun = head(store), time.monotonic()
            rebuilt = rebuild(store, Day(TODAY, CALENDAR), url=database_url, processes=2)
            seconds = time.monotonic() - begun
            time.sleep(1)  # whoever waited for a table that changed its name has it by then
        finally:
            stop.set()
            keeper.join()
        writer.result()
        seen = [reader.result() for reader in readers]
    recorded = head(store) - before
    live.catch_up()
    assert_equal_to_a_rebuild(store)
    rate, reads = rebuilt.events / seconds, sum(reads for reads, _ in seen)
    longest = max(longest for _, longest in seen)
    figure(
        f"{rebuilt.events:,} events made again in {seconds:.0f} s, {rate:,.0f} a second, with"
        f" {recorded} recorded and {reads} reads meanwhile: 0 refused, at most {longest:.1f} s;"
        " equal to the live ones",
        f">= {LEAST:,} a second, 0 refused, equal",
        within=rate >= LEAST or EVENTS < JUDGED_FROM,
    )
    assert rebuilt.parked == 0
    assert recorded > 0
    assert all(reads > 1 for reads, _ in seen)
