"""Whoever changes a stored event by any way is found out, and the event is named."""

import time
from contextlib import contextmanager
from hashlib import sha256
from threading import Event as Flag
from threading import Thread
from uuid import uuid4

import psycopg
import pytest

from ehcp.store.verifying.events import Damage, Verified, verify
from tests.store.events import DAY, A, B, ThingHappened, append


@pytest.fixture
def cases(store):
    """Three cases of five events, of two authorities, and some others around them."""
    keys = [(A, uuid4()), (A, uuid4()), (B, uuid4())]
    for version in range(5):
        for authority, case in keys:
            append(
                store, case, version, ThingHappened(on=DAY, what=f"{version}"), authority=authority
            )
    return keys


@pytest.fixture
def tamper(database_url):
    """Do as a superuser what no trigger is in the way of."""

    @contextmanager
    def tamper():
        with psycopg.connect(database_url) as superuser:
            superuser.execute("alter table ehcp.events disable trigger events_stay")
            yield superuser
            superuser.execute("alter table ehcp.events enable always trigger events_stay")

    return tamper


def found(store, **of):
    return [(each.kind, each.stream, each.version) for each in verify(store, **of).damage]


def test_what_was_recorded_is_intact(store, cases):
    assert verify(store) == (15, ())
    authority, case = cases[0]
    assert verify(store, authority=authority) == (10, ())
    assert verify(store, authority=authority, case=case) == (5, ())


def test_what_the_library_saved_is_intact_too(store):
    from eventsourcing.persistence import StoredEvent  # noqa: PLC0415

    stream = uuid4()
    for versions in ([0, 1, 2], [3]):
        store.recorder.insert_events([StoredEvent(stream, n, "T@2", b"x") for n in versions])
    assert verify(store) == (4, ())


@pytest.mark.parametrize(
    "change",
    [
        "state = set_byte(state, 20, get_byte(state, 20) # 1)",
        "name = 'ThingLifted'",
        "form = 2",
        "recorded_at = recorded_at + interval '1 microsecond'",
    ],
    ids=["byte", "name", "form", "moment"],
)
@pytest.mark.parametrize("version", [1, 3, 5])
def test_an_altered_event_is_named(store, cases, tamper, change, version):
    authority, case = cases[1]
    with tamper() as superuser:
        superuser.execute(
            f"update ehcp.events set {change} where stream = %s and version = %s",  # noqa: S608
            (case, version),
        )
    damage = verify(store).damage
    assert damage == (
        Damage(
            kind="altered",
            authority=authority,
            stream=case,
            version=version,
            position=2 + 3 * (version - 1),
        ),
    )
    assert found(store, authority=authority, case=cases[0][1]) == []


@pytest.mark.parametrize("version", [1, 2, 4])
def test_an_event_that_was_taken_out_is_named(store, cases, tamper, version):
    _, case = cases[2]
    with tamper() as superuser:
        superuser.execute(
            "delete from ehcp.events where stream = %s and version = %s", (case, version)
        )
    assert found(store) == [("missing", case, version)]


def test_two_events_that_changed_places_are_named(store, cases, tamper):
    _, case = cases[0]
    with tamper() as superuser:
        for before, after in ((2, -2), (3, 2), (-2, 3)):
            superuser.execute(
                "update ehcp.events set version = %s where stream = %s and version = %s",
                (after, case, before),
            )
    assert ("altered", case, 2) in found(store)
    assert ("altered", case, 3) in found(store)
    assert {each[1] for each in found(store)} == {case}


def test_an_event_moved_to_another_case_or_authority_is_named(store, cases, tamper):
    with tamper() as superuser:
        superuser.execute(
            "update ehcp.events set authority = %s where stream = %s", (B, cases[0][1])
        )
    assert ("missing", cases[0][1], 1) not in found(store)
    assert ("altered", cases[0][1], 1) in found(store)


def test_a_hash_that_was_overwritten_is_told_from_an_event_that_was(store, cases, tamper):
    _, case = cases[0]
    with tamper() as superuser:
        superuser.execute(
            "update ehcp.events set hash = %s where stream = %s and version = 2",
            (sha256(b"").digest(), case),
        )
    assert found(store) == [("rehashed", case, 2)]


def test_an_event_that_was_altered_and_hashed_anew_breaks_the_next(store, cases, tamper):
    authority, case = cases[0]
    with tamper() as superuser:
        superuser.execute(
            "update ehcp.events e set state = 'x', hash = ehcp.link(p.hash, e.authority, e.stream,"
            " e.version, e.name, e.form, e.recorded_at, 'x') from ehcp.events p"
            " where e.stream = %s and e.version = 2 and p.stream = e.stream and p.version = 1",
            (case,),
        )
    assert found(store, authority=authority) == [("altered", case, 3)]


def test_there_is_no_false_alarm_while_others_write(store):
    done = Flag()
    case = uuid4()

    def write(stream):
        while not done.is_set():
            append(store, stream, None, ThingHappened(on=DAY), ThingHappened(on=DAY))

    writers = [Thread(target=write, args=(each,)) for each in (case, case, uuid4(), uuid4())]
    for writer in writers:
        writer.start()
    seen: list[Verified] = []
    deadline = time.monotonic() + 60
    while len(seen) < 20 or seen[-1].events <= seen[0].events:
        assert time.monotonic() < deadline, "the writers do not write"
        seen.append(verify(store))
    done.set()
    for writer in writers:
        writer.join()
    assert {each.damage for each in seen} == {()}


@pytest.mark.usefixtures("cases")
def test_how_far_it_is_is_told_as_it_goes(store, monkeypatch):
    monkeypatch.setattr("ehcp.store.verifying.events.OFTEN", 4)
    told = []
    verify(store, told=lambda *counts: told.append(counts))
    assert told == [(4, 15), (8, 15), (12, 15), (15, 15)]
    told.clear()
    verify(store, authority=B, told=lambda *counts: told.append(counts))
    assert told == [(4, None), (5, 5)]
