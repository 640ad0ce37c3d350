import multiprocessing
import os
import signal
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest

from ehcp.scheduler.delivery import claims, line, sending
from ehcp.scheduler.delivery import outbox as of_outbox
from ehcp.scheduler.delivery.claims import ORDINARY, Patience, forget
from ehcp.scheduler.delivery.deliver import Delivery
from ehcp.scheduler.delivery.listed import deliveries, redeliver, state
from ehcp.scheduler.delivery.message import message_id
from ehcp.scheduler.delivery.outbox import Outbox
from ehcp.scheduler.delivery.targets import Channel, Targets
from ehcp.store.cases import Store
from tests.projections.histories import CHILD, A, B, rows_of
from tests.scheduler.delivery.receiving import (
    QUICK,
    begun,
    outbox,
    raise_one,
    receiver,
    said,
    signature_is_right,
    targets,
)
from tests.scheduler.killing import killed
from tests.scheduler.test_work import wait_until


def ended(store, state="delivered", number=1):
    return lambda: len(outbox(store, where=f"state = '{state}'")) == number


def test_an_alert_is_delivered_once_signed_and_with_no_word_of_the_child(store):
    with receiver() as told:
        with Delivery(store, targets(**{A: told.url}), QUICK):
            wait_until(lambda: rows_of(store, "tracking", where="reader = 'deliveries'"))
            (case,) = raise_one(store)
            wait_until(ended(store))
        with Delivery(store, targets(**{A: told.url}), QUICK):
            time.sleep(1)
    ((headers, body),) = told.posts
    ((alert,),) = rows_of(store, "deliveries", "alert_id")
    assert signature_is_right(headers, body)
    assert said(body)["type"] == "alert.raised"
    assert said(body)["data"] == {
        "alert": str(alert),
        "authority": A,
        "case": str(case),
        "limit": "assessment-decision-notify",
        "due": "2038-11-15",
        "stage": "28",
    }
    assert CHILD.name is not None
    assert CHILD.name.encode() not in body


def test_while_its_receiver_is_down_an_alert_waits_and_then_arrives(store):
    with receiver() as before:
        port = before.port
    begun(store, to := targets(**{A: before.url}))
    raise_one(store)
    patience = Patience(first=timedelta(milliseconds=50), most=timedelta(milliseconds=50))
    with Delivery(store, to, patience):
        wait_until(lambda: outbox(store, where="tries >= 2"))
        assert ("waiting", "the connection was refused") in outbox(store, "state, reason")
        with receiver(port) as told:
            wait_until(ended(store))
    assert len(told.posts) == 1


def test_each_try_is_the_same_message_and_the_last_one_is_acknowledged(store):
    with receiver(answers=[503, 500]) as told:
        begun(store, to := targets(**{A: told.url}))
        raise_one(store)
        with Delivery(store, to, QUICK):
            wait_until(ended(store))
    assert len(told.posts) == 3
    assert len(set(told.ids)) == len({body for _, body in told.posts}) == 1
    assert all(signature_is_right(headers, body) for headers, body in told.posts)


def test_after_the_last_try_it_is_a_dead_letter_until_somebody_sends_it_again(store):
    with receiver(always=500) as told:
        begun(store, to := targets(**{A: told.url}))
        raise_one(store)
        with Delivery(store, to, QUICK):
            wait_until(ended(store, "dead"))
            time.sleep(1)
            (letter,) = deliveries(store, A, "dead")
            assert len(told.posts) == letter.tries == QUICK.tries
            assert letter.reason == "HTTP 500"
            assert (state(store).waiting, state(store).dead) == (0, 1)
            told.always = 204
            assert redeliver(store, B, [letter.id]) == []
            assert redeliver(store, A, [letter.id]) == [letter.id]
            wait_until(ended(store))
    assert set(told.ids) == {str(letter.id)}
    assert state(store).dead == 0


def test_a_redirect_is_not_followed(store):
    with receiver(always=307) as told:
        begun(store, to := targets(**{A: told.url}))
        raise_one(store)
        with Delivery(store, to, QUICK):
            wait_until(ended(store, "dead"))
    assert len(told.posts) == QUICK.tries
    assert outbox(store, "reason") == [("HTTP 307",)]


def _die_before_it_is_noted(url, to):
    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    pytest.MonkeyPatch().setattr(sending, "delivered", die)
    with Store(url) as store, Delivery(store, to, QUICK):
        time.sleep(30)


def test_of_a_sender_killed_before_it_noted_what_it_sent_the_same_message_goes_again(
    store, database_url
):
    with receiver() as told:
        begun(store, to := targets(**{A: told.url}))
        raise_one(store)
        process = multiprocessing.get_context("fork").Process(
            target=_die_before_it_is_noted, args=(database_url, to)
        )
        process.start()
        process.join(20)
        assert process.exitcode == -signal.SIGKILL
        assert outbox(store) == [("waiting",)]
        with Delivery(store, to, QUICK):
            wait_until(ended(store))
    assert len(told.posts) == 2
    assert len(set(told.ids)) == 1


def _deliver(url, to):
    with Store(url) as store, Delivery(store, to, ORDINARY):
        time.sleep(60)


def test_two_workers_send_no_row_twice(store, database_url):
    with receiver() as told:
        begun(store, to := targets(**{A: told.url, B: told.url}))
        with ExitStack() as workers:
            for _ in range(2):
                process = multiprocessing.get_context("fork").Process(
                    target=_deliver, args=(database_url, to), daemon=True
                )
                process.start()
                workers.callback(process.join)
                workers.callback(process.kill)
            raise_one(store, A, 60)
            raise_one(store, B, 60)
            wait_until(ended(store, number=120), 40)
    assert set(Counter(told.ids).values()) == {1}
    assert len(told.ids) == 120


def _deliver_briefly(url, to):
    with Store(url) as store, Delivery(store, to, SHORT):
        time.sleep(60)


SHORT = Patience(lease=timedelta(milliseconds=500))


def test_killed_fifteen_times_delivery_loses_no_message_and_changes_no_id(store, database_url):
    with receiver() as told:
        begun(store, to := targets(**{A: told.url, B: told.url}))
        raise_one(store, A, 100)
        raise_one(store, B, 100)
        list(killed(_deliver_briefly, database_url, to, times=15, between=(0.1, 0.3)))
        before = len(told.posts)
        with Delivery(store, to, SHORT):
            wait_until(ended(store, number=200), 40)
    assert before > 0
    assert set(told.ids) == {str(id_) for (id_,) in outbox(store, "id")}


def _fill_slowly(url, to):
    whole = of_outbox._put  # noqa: SLF001 - the moment between rows and position

    def slow(*arguments):
        whole(*arguments)
        time.sleep(0.02 if arguments[1] else 0)

    of_outbox._put = slow  # noqa: SLF001
    with Store(url) as store:
        reader = Outbox(store, to, batch=5)
        while True:
            reader.step()


def test_killed_twenty_times_what_fills_the_outbox_loses_nothing_and_doubles_nothing(
    store, database_url
):
    begun(store, to := targets(**{A: "https://nobody.invalid/"}))
    raise_one(store, A, 100)
    list(killed(_fill_slowly, database_url, to, times=20, between=(0.08, 0.25)))
    before = len(outbox(store))
    reader = Outbox(store, to)
    while reader.step():
        pass
    assert 0 < before <= 100
    assert len(outbox(store)) == len(set(outbox(store, "alert_id"))) == 100


def test_a_receiver_that_hangs_holds_up_nobody_else(store):
    with receiver(hang=Event()) as stuck, receiver() as well:
        begun(store, to := targets(**{A: stuck.url, B: well.url}))
        raise_one(store, A, 30)
        raise_one(store, B, 30)
        with Delivery(store, to):
            start = time.monotonic()
            wait_until(ended(store, number=30))
            assert time.monotonic() - start < line.STEP
            assert len(stuck.posts) <= sending.AT_ONCE
            assert stuck.hang is not None
            wait_until(lambda: outbox(store, where="reason is not null"))
            stuck.hang.set()
    assert ("no answer within 5 seconds",) in outbox(store, "reason", f"authority = '{A}'")


def test_a_receiver_that_drips_is_hung_up_on(store, monkeypatch):
    monkeypatch.setattr(line, "WHOLE", 0.3)
    with receiver(hang=Event()) as stuck:
        begun(store, to := targets(**{A: stuck.url}))
        raise_one(store)
        with Delivery(store, to, QUICK):
            wait_until(lambda: outbox(store, where="reason is not null"), 3)


def test_a_target_that_fails_rests_and_is_then_tried_with_one_message():
    traffic, (target,) = sending.Traffic(16), targets(**{A: "https://nobody.invalid/"}).every()
    assert traffic.rooms([target]) == ({target: 2}, 16)
    traffic.begun(target)
    traffic.ended(target, well=False)
    assert traffic.rooms([target]) == ({}, 16)
    traffic.until[target] = 0
    assert traffic.rooms([target]) == ({target: 1}, 16)
    traffic.begun(target)
    assert traffic.rooms([target]) == ({}, 15)
    traffic.ended(target, well=True)
    traffic.until.clear()
    assert traffic.rooms([target]) == ({target: 2}, 16)


def test_with_nobody_to_tell_nothing_piles_up(store):
    reader = begun(store, Targets())
    raise_one(store)
    while reader.step():
        pass
    assert outbox(store) == []
    assert state(store).behind == 0
    assert state(store).waiting == 0


def test_what_was_raised_before_delivery_was_set_up_is_not_sent(store):
    raise_one(store)
    reader = begun(store, targets(**{A: "https://nobody.invalid/"}))
    assert outbox(store) == []
    raise_one(store)
    assert reader.step()
    assert len(outbox(store)) == 1


def test_an_authority_sees_its_own_deliveries(store):
    reader = begun(store, targets(**{A: "https://nobody.invalid/"}))
    raise_one(store)
    reader.step()
    assert len(deliveries(store, A)) == 1
    assert deliveries(store, B) == []


def test_what_was_delivered_long_ago_is_forgotten_and_a_dead_letter_is_not(store):
    reader = begun(store, targets(**{A: "https://nobody.invalid/"}))
    raise_one(store, number=3)
    reader.step()
    rows = [row[0] for row in outbox(store, "id")]
    with store.working() as connection:
        change = "update ehcp.deliveries set state = %s, ended_at = now() - %s where id = %s"
        old, young = claims.KEEP + timedelta(days=1), claims.KEEP - timedelta(days=1)
        for state_, ago, row in zip(
            ("delivered", "delivered", "dead"), (old, young, old), rows, strict=True
        ):
            connection.execute(change, (state_, ago, row))
    assert forget(store, claims.ALERTS) == 1
    assert {row[0] for row in outbox(store, "id")} == set(rows[1:])


@pytest.mark.parametrize(
    ("tries", "wait"),
    [(1, timedelta(seconds=30)), (2, timedelta(minutes=1)), (12, timedelta(hours=12)), (16, None)],
)
def test_a_message_waits_twice_as_long_each_time_and_ends(tries, wait):
    assert ORDINARY.after(tries) == wait


def test_a_weekend_falls_within_the_tries():
    waits = [ORDINARY.after(tries) for tries in range(1, ORDINARY.tries)]
    assert sum(filter(None, waits), timedelta()) > timedelta(hours=63)


def test_an_id_follows_from_alert_channel_and_recipient(store):
    reader = begun(store, targets(**{A: "https://nobody.invalid/"}))
    raise_one(store)
    reader.step()
    ((id_, alert),) = outbox(store, "id, alert_id")
    assert id_ == message_id(alert, Channel.WEBHOOK, "desk")
    assert isinstance(id_, UUID)
