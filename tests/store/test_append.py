from datetime import UTC, datetime
from hashlib import sha256
from threading import Barrier, Thread
from uuid import uuid4

import pytest

from ehcp.domain.entry import Source
from ehcp.store.cases import Appended
from ehcp.store.errors import ChangedMeanwhile, CommandReused
from tests.store.events import DAY, OFFICER, A, B, ThingHappened, append


def test_what_was_appended_is_the_history(store):
    case = uuid4()
    first = append(store, case, 0, ThingHappened(on=DAY, what="é\u0000"), ThingHappened(on=DAY))
    second = append(store, case, 2, documents=["ab" * 32])
    assert (first.case, first.version, first.position, first.replayed) == (case, 2, 2, False)
    assert (second.version, second.position) == (3, 3)
    one, two, three = store.history(A, case)
    assert [entry.place for entry in (one, two, three)] == [1, 2, 3]
    assert one.event == ThingHappened(on=DAY, what="é\u0000")
    assert (one.recorded_by, one.source, one.documents) == (OFFICER, Source.LETTER, ())
    assert one.recorded_at == two.recorded_at == first.recorded_at < three.recorded_at
    assert one.known_from == one.recorded_at
    assert three.documents == ("ab" * 32,)


def test_there_is_no_history_of_a_case_that_is_not_there(store):
    assert store.history(A, uuid4()) == ()


def test_an_imported_fact_may_have_been_known_before_or_always(store):
    case, then = uuid4(), datetime(2020, 3, 1, tzinfo=UTC)
    events = (ThingHappened(on=DAY), ThingHappened(on=DAY))
    append(store, case, 0, *events, known_from=[then, None])
    assert [entry.known_from for entry in store.history(A, case)] == [then, None]


def test_a_command_sent_again_has_one_effect_and_the_same_answer(store):
    case, command = uuid4(), uuid4()
    first = append(store, case, 0, ThingHappened(on=DAY), ThingHappened(on=DAY), command=command)
    append(store, case, 2)
    again = append(store, case, 0, ThingHappened(on=DAY), ThingHappened(on=DAY), command=command)
    assert again.replayed
    assert (again.case, again.version, again.position) == (case, 2, first.position)
    assert again.recorded_at == first.recorded_at
    assert len(store.history(A, case)) == 3


def test_a_command_that_opens_a_case_opens_one_case(store):
    command = uuid4()
    first = append(store, uuid4(), 0, command=command)
    other = uuid4()
    again = append(store, other, 0, command=command)
    assert (again.case, again.replayed) == (first.case, True)
    assert store.history(A, other) == ()


def test_a_command_that_does_not_mind_the_version_also_has_one_effect(store):
    case, command = uuid4(), uuid4()
    append(store, case, None, command=command)
    append(store, case, None)
    assert append(store, case, None, command=command).version == 1
    assert len(store.history(A, case)) == 2


def test_a_command_id_with_another_body_is_refused(store):
    case, command = uuid4(), uuid4()
    append(store, case, 0, command=command)
    for expected in (0, 1, None):
        with pytest.raises(CommandReused):
            append(store, case, expected, command=command, body=sha256(b"other").digest())
    assert len(store.history(A, case)) == 1


def test_two_authorities_may_use_the_same_ids(store):
    case, command = uuid4(), uuid4()
    append(store, case, 0, command=command)
    other = append(store, case, 0, command=command, authority=B)
    assert (other.version, other.replayed) == (1, False)


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_stale_version_is_refused_with_the_current_one(store, expected):
    case = uuid4()
    append(store, case, 0, ThingHappened(on=DAY), ThingHappened(on=DAY))
    with pytest.raises(ChangedMeanwhile) as refused:
        append(store, case, expected)
    assert refused.value.current_version == 2


def test_a_command_needs_an_event(store):
    with pytest.raises(ValueError, match="nothing to append"):
        store.append(
            A, uuid4(), 0, (), by=OFFICER, source=Source.SYSTEM, command_id=uuid4(), body_hash=b""
        )


def at_once(number, work):
    """Run `work` in so many threads at once."""
    ready = Barrier(number)

    def run(n):
        ready.wait()
        work(n)

    threads = [Thread(target=run, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_fifty_writers_of_one_case_each_is_accepted_or_told_the_version(store):
    case, accepted, stale, other = uuid4(), [], [], []

    def write(_):
        version = 0
        for _ in range(20):
            try:
                version = append(store, case, version).version
                accepted.append(version)
            except ChangedMeanwhile as changed:
                version = changed.current_version
                stale.append(version)
            except Exception as error:  # noqa: BLE001
                other.append(error)

    at_once(50, write)
    assert other == []
    assert len(accepted) + len(stale) == 1000
    assert sorted(accepted) == list(range(1, len(accepted) + 1))
    assert len(store.history(A, case)) == len(accepted)


def test_of_one_command_sent_by_many_at_once_one_is_done(store):
    for expected in (0, None):
        case, command = uuid4(), uuid4()
        answers: list[Appended] = []
        at_once(
            8,
            lambda _, e=expected, k=case, c=command, to=answers: to.append(
                append(store, k, e, command=c)
            ),
        )
        assert {answer.version for answer in answers} == {1}
        assert [answer.replayed for answer in answers].count(False) == 1
        assert len(store.history(A, case)) == 1


def test_writers_that_do_not_mind_the_version_are_all_accepted(store):
    case = uuid4()
    at_once(8, lambda _: append(store, case, None))
    assert len(store.history(A, case)) == 8
