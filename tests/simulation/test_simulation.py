"""Ten thousand stories of commands, projectors, sweeps, crashes and clocks that jump.

Nothing here needs a database: see memory.py for the contract that the real one is held to by
the tests of the store. A seed that fails is printed; EHCP_SIMULATION_SEED=N lives it again.
That the checks see what they are for is shown by breaking each promise, one at a time.
"""

import multiprocessing
import os
import secrets
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from ehcp.domain import alerts
from tests.scale import scaled
from tests.simulation import processes
from tests.simulation.memory import Memory, Store
from tests.simulation.world import World

SEEDS = scaled(10_000, few=200)
AT_ONCE = 50
ENOUGH = 300  # seeds within which a promise that is broken must have shown


def lived(seeds):
    """Live these stories; return those that went wrong, each with what was wrong."""
    bad = []
    for seed in seeds:
        try:
            World(seed).run()
        except Exception as error:  # noqa: BLE001 - whatever it is, the seed is told
            bad.append((seed, f"{type(error).__name__}: {error}"))
    return bad


@pytest.mark.timeout(0)
def test_no_story_loses_what_was_acknowledged_nor_doubles_an_alert(figure):
    if "EHCP_SIMULATION_SEED" in os.environ:
        World(int(os.environ["EHCP_SIMULATION_SEED"])).run()
        return
    first = secrets.randbits(32)
    shares = [range(first + n, first + min(n + AT_ONCE, SEEDS)) for n in range(0, SEEDS, AT_ONCE)]
    if "PYTEST_XDIST_WORKER" in os.environ:
        found = [lived(share) for share in shares]  # the other cores have other tests
    else:
        with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
            found = list(pool.map(lived, shares))
    bad = [each for share in found for each in share]
    figure(f"simulation: {SEEDS} seeds from {first}, {len(bad)} breaches", "0 breaches")
    assert not bad, "live it again with EHCP_SIMULATION_SEED=" + "\n".join(map(str, bad[:5]))


def the_id_of_an_alert_is_drawn(broken):
    drawn = Random(1)  # noqa: S311 - no secret
    broken.setattr(alerts, "alert_id", lambda *_: UUID(int=drawn.getrandbits(128)))


def no_version_is_taken_once(broken):
    broken.setattr(Memory, "unique", False)


def a_command_sent_again_is_not_known(broken):
    whole = Store.append

    def append(store, *arguments, **more):
        store.memory.commands.clear()
        return whole(store, *arguments, **more)

    broken.setattr(Store, "append", append)


def a_reader_passes_holes_over(broken):
    broken.setattr(Memory, "horizon", False)


def the_position_is_kept_before_the_rows(broken):
    whole = processes._write  # noqa: SLF001 - the moment between the two

    def write(memory, transaction, keys, day):
        noted = memory.notifications(memory.reached, processes.BATCH)
        memory.reached = max([memory.reached, *(each.position for each in noted)])
        yield from whole(memory, transaction, keys, day)

    broken.setattr(processes, "_write", write)


def what_the_day_changes_is_not_restated(broken):
    for place in ("tests.simulation.world.turned_by", "tests.simulation.processes.turned_by"):
        broken.setattr(place, lambda *_: [])


def of_what_was_missed_only_the_last_is_raised(broken):
    whole = alerts.to_raise
    broken.setattr(alerts, "to_raise", lambda *of: whole(*of)[-1:])


def the_sweep_looks_at_a_duty_a_day_late(broken):
    whole = alerts.next_on

    def late(*of, **more):
        day = whole(*of, **more)
        return day and day + timedelta(days=1)

    broken.setattr(alerts, "next_on", late)


BREAKS = {
    the_id_of_an_alert_is_drawn: "raised twice",
    no_version_is_taken_once: "a version is missing, or there twice",
    a_command_sent_again_is_not_known: "another answer the second time",
    a_reader_passes_holes_over: "a stream was passed over",
    the_position_is_kept_before_the_rows: "a stream was passed over",
    what_the_day_changes_is_not_restated: "rows differ",
    of_what_was_missed_only_the_last_is_raised: "never raised",
    the_sweep_looks_at_a_duty_a_day_late: "never raised",
}


@pytest.mark.parametrize(("promise", "breach"), BREAKS.items())
def test_a_promise_that_is_broken_shows(monkeypatch, promise, breach):
    promise(monkeypatch)
    assert any(breach in said for seed in range(ENOUGH) for _, said in lived([seed]))


def test_the_same_seed_is_the_same_story():
    stories = [World(7), World(7)]
    for story in stories:
        story.run()
    first, second = ([*story.memory.streams.items()] for story in stories)
    assert first == second
