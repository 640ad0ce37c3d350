"""A system is told of changes by webhook: signed, at least once, whatever falls over."""

import multiprocessing
import os
import signal
import time
from collections import Counter
from contextlib import ExitStack
from datetime import date, timedelta
from threading import Event
from uuid import uuid4

import pytest
from standardwebhooks import WebhookVerificationError

from ehcp.application.cases import Asked
from ehcp.application.keeping.users import RoleOver, Users
from ehcp.application.webhooks import Rotation, Secrets
from ehcp.domain.command import Refused
from ehcp.domain.events.record import Noted
from ehcp.domain.users import stream_of
from ehcp.scheduler.delivery import sending
from ehcp.scheduler.delivery.claims import Patience
from ehcp.scheduler.following import post
from ehcp.scheduler.following.fanout import Fanout, notice_id
from ehcp.scheduler.following.follow import OVER_A_DAY
from ehcp.store.cases import Store
from tests.api.conftest import OURS, RECORDER, THEIRS, TODAY
from tests.following.telling import (
    QUICK,
    SYSTEM,
    added,
    ended,
    follower,
    following,
    notices,
    projected,
    webhooks,
)
from tests.projections.histories import CHILD, OPENED, record, rows_of
from tests.scheduler.test_work import wait_until

NOTE = Noted(on=date(2026, 6, 12), note="A word about the child.")


@pytest.fixture(autouse=True)
def _no_long_rest(monkeypatch):
    monkeypatch.setattr(sending, "REST", 0.02)


def test_a_change_is_told_once_signed_and_with_no_word_of_the_child(store):
    with follower() as told:
        made = added(store, told.url)
        with following(store):
            case = record(store, OPENED, authority=OURS)
            record(store, NOTE, authority=THEIRS)
            projected(store)
            wait_until(ended(store))
        with following(store):
            time.sleep(0.7)
    (said,) = told.verified(made.secret)
    ((position, at),) = rows_of(
        store, "events", "position, recorded_at", f"stream = '{case}' and version = 1"
    )
    assert said == {
        "type": "case-opened",
        "timestamp": at.isoformat(),
        "data": {
            "authority": OURS,
            "case": str(case),
            "version": 1,
            "kind": "case-opened",
            "position": position,
        },
    }
    assert CHILD.name is not None
    assert CHILD.name.encode() not in told.posts[0][1]
    with pytest.raises(WebhookVerificationError):
        told.verified("whsec_" + "A" * 44)


def test_only_of_the_kinds_that_are_asked_for(store):
    with follower() as told:
        added(store, told.url, kinds=("noted",))
        with following(store):
            record(store, OPENED, NOTE, authority=OURS)
            projected(store)
            wait_until(ended(store))
    assert [said["type"] for said in told.said] == ["noted"]


def test_each_try_is_the_same_message_until_it_is_taken(store):
    with follower() as told:
        made = added(store, told.url)
        told.answers = [503, 500, 307]
        with following(store):
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(ended(store))
    assert len(told.verified(made.secret)) == 4
    assert len(set(told.ids)) == len({body for _, body in told.posts}) == 1
    (kept,) = webhooks(store).every(OURS)
    assert (kept.state, kept.failing_since) == ("on", None)


def test_what_was_given_up_is_listed_and_sent_again(store):
    with follower() as told:
        made = added(store, told.url)
        told.always = 500
        of = webhooks(store)
        with following(store):
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(ended(store, "dead"))
            (letter,) = of.notices(OURS, made.webhook.id, state="dead", before=None, size=10)
            assert (letter.tries, letter.reason) == (QUICK.tries, "HTTP 500")
            assert len(told.posts) == QUICK.tries
            assert of.waiting(OURS)[made.webhook.id].dead == 1
            told.always = 204
            assert of.retry(OURS, made.webhook.id, [uuid4()]) == ()
            assert of.retry(OURS, made.webhook.id) == (letter.id,)
            wait_until(ended(store))
    assert set(told.ids) == {str(letter.id)}


def test_while_a_secret_takes_the_place_of_another_either_will_do(store):
    with follower() as told:
        made, of = added(store, told.url), webhooks(store)
        rotation = Rotation(generation=1)
        new = of.rotate(OURS, made.webhook.id, rotation, "tests")
        assert of.rotate(OURS, made.webhook.id, rotation, "tests").secret == new.secret
        assert new.secret != made.secret
        with pytest.raises(Refused):
            of.rotate(OURS, made.webhook.id, Rotation(generation=5), "tests")
        with following(store):
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(ended(store))
            assert told.verified(made.secret) == told.verified(new.secret)
            told.posts.clear()
            rotation = Rotation(generation=2, keep_hours=0)
            newest = of.rotate(OURS, made.webhook.id, rotation, "tests")
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(ended(store, number=2))
    assert told.verified(newest.secret)
    for old in (made, new):
        with pytest.raises(WebhookVerificationError):
            told.verified(old.secret)


def test_no_secret_is_kept(store):
    made = added(store, "http://127.0.0.1:9/")
    ((row,),) = rows_of(store, "webhooks w", "w::text")
    assert made.secret.removeprefix("whsec_") not in row
    assert "whsec_" not in repr(made)
    assert made.secret not in repr(made.webhook)


def test_with_another_key_nothing_is_sent_before_the_secret_is_rotated(store):
    other = Secrets("another-key-of-tests-that-signs-nothing-0123456789abc")
    with follower() as told:
        made = added(store, told.url)
        of = webhooks(store, secrets=other)
        with following(store, secrets=other):
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(lambda: notices(store))
            time.sleep(0.7)
            assert told.posts == []
            assert of.key_changed(made.webhook)
            new = of.rotate(OURS, made.webhook.id, Rotation(generation=1), "tests")
            wait_until(ended(store))
    assert told.verified(new.secret)


def test_one_that_says_it_is_gone_is_switched_off_and_goes_on_where_it_was(store):
    with follower() as told:
        made, of = added(store, told.url), webhooks(store)
        told.answers = [410]
        with following(store):
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(lambda: of.one(OURS, made.webhook.id).state == "off")
            assert of.one(OURS, made.webhook.id).off_because == "gone"
            record(store, NOTE, authority=OURS)
            projected(store)
            time.sleep(0.7)
            assert len(told.posts) == 1
            of.switch(OURS, made.webhook.id, "tests", on=True)
            wait_until(ended(store, number=2))
    assert len(told.positions) == 2


def test_one_that_fails_for_days_is_switched_off(store, monkeypatch):
    monkeypatch.setattr(post, "SWITCHED_OFF_AFTER", timedelta(milliseconds=100))
    with follower() as told:
        made, of = added(store, told.url), webhooks(store)
        told.always = 500
        with following(store):
            record(store, NOTE, authority=OURS)
            projected(store)
            wait_until(lambda: of.one(OURS, made.webhook.id).state == "off")
    found = of.one(OURS, made.webhook.id)
    assert found.off_because == "failing"
    assert found.failing_since is not None
    assert len(told.posts) < QUICK.tries


def test_a_removed_one_is_told_nothing_more(store):
    with follower() as told:
        made, of = added(store, told.url), webhooks(store)
        record(store, NOTE, authority=OURS)
        projected(store)
        assert Fanout(store, lambda: TODAY).step()
        of.remove(OURS, made.webhook.id, "tests")
        with following(store):
            time.sleep(0.7)
        assert notices(store) == [("withdrawn",)]
        assert of.every(OURS) == ()
    assert told.posts == []


def test_whoever_may_follow_no_longer_is_told_nothing_more(store):
    with follower() as told:
        added(store, told.url)
        record(store, NOTE, authority=OURS)
        projected(store)
        assert Fanout(store, lambda: TODAY).step()
        asked = Asked(by=RECORDER, command_id=uuid4())
        over = RoleOver(place=2)
        Users(store, lambda: TODAY).end(OURS, stream_of(OURS, SYSTEM), over, asked)
        record(store, NOTE, authority=OURS)
        projected(store)
        with following(store):
            wait_until(ended(store, "withdrawn"))
            time.sleep(0.5)
    assert told.posts == []
    assert len(notices(store)) == 1


def test_what_the_lists_do_not_hold_for_a_while_is_not_lost(store):
    patient = Patience(first=timedelta(milliseconds=50), most=timedelta(milliseconds=50))
    with follower() as told:
        added(store, told.url)
        record(store, NOTE, authority=OURS)
        projected(store)
        assert Fanout(store, lambda: TODAY).step()
        with store.working() as connection:  # as when they are made anew from the beginning
            connection.execute("update ehcp.tracking set position = 0")
        with following(store, patient):
            wait_until(lambda: notices(store, where="tries > 1"))
            assert told.posts == []
            projected(store)
            wait_until(ended(store))
    assert len(told.posts) == 1


def test_one_that_hangs_holds_up_nobody_else(store):
    with follower() as stuck, follower() as well:
        stuck.hang = Event()
        added(store, stuck.url)
        added(store, well.url)
        for _ in range(20):
            record(store, NOTE, authority=OURS)
        projected(store)
        with following(store):
            start = time.monotonic()
            wait_until(ended(store, number=20))
            assert time.monotonic() - start < 5
            assert len(stuck.posts) <= sending.AT_ONCE
            stuck.hang.set()
            wait_until(ended(store, number=40))
    assert stuck.positions == well.positions


def _die_before_it_is_noted(url):
    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    pytest.MonkeyPatch().setattr(sending, "delivered", die)
    with Store(url) as store, following(store):
        time.sleep(30)


def test_of_a_sender_killed_before_it_noted_what_it_sent_the_same_message_goes_again(
    store, database_url
):
    with follower() as told:
        added(store, told.url)
        record(store, NOTE, authority=OURS)
        projected(store)
        process = multiprocessing.get_context("fork").Process(
            target=_die_before_it_is_noted, args=(database_url,)
        )
        process.start()
        process.join(20)
        assert process.exitcode == -signal.SIGKILL
        assert notices(store) == [("waiting",)]
        with following(store):
            wait_until(ended(store))
    assert len(told.posts) == 2
    assert len(set(told.ids)) == 1


def _follow(url):
    with Store(url) as store, following(store, OVER_A_DAY):
        time.sleep(60)


def test_two_workers_tell_nothing_twice_and_leave_nothing_out(store, database_url):
    with follower() as told, ExitStack() as workers:
        added(store, told.url)
        for _ in range(2):
            process = multiprocessing.get_context("fork").Process(
                target=_follow, args=(database_url,), daemon=True
            )
            process.start()
            workers.callback(process.join)
            workers.callback(process.kill)
        for _ in range(40):
            record(store, NOTE, NOTE, authority=OURS)
            projected(store)
        wait_until(ended(store, number=80), 40)
    assert set(Counter(told.ids).values()) == {1}
    stored = rows_of(store, "events", "position", f"name = 'Noted' and authority = '{OURS}'")
    assert told.positions == {position for (position,) in stored}


def test_what_waits_for_one_is_bounded_and_the_rest_stays_in_the_log(store):
    added(store, "http://127.0.0.1:9/")
    filling = Fanout(store, lambda: TODAY, longest=3)
    for number in (1, 2, 3, 4, 5):
        record(store, NOTE, authority=OURS)
        projected(store)
        filling.step()
        assert len(notices(store)) == min(number, 3)
    with store.working() as connection:
        connection.execute("update ehcp.notices set state = 'delivered'")
    while filling.step():
        pass
    assert len(notices(store)) == 5


def test_what_takes_the_place_of_what_a_restore_lost_is_another_message():
    webhook = uuid4()
    assert notice_id(webhook, 5, b"event") == notice_id(webhook, 5, b"event")
    others = (notice_id(webhook, 5, b"other"), notice_id(webhook, 6, b"event"))
    assert len({notice_id(webhook, 5, b"event"), *others}) == 3


def test_it_is_tried_for_more_than_a_day_and_no_two_wait_alike():
    waits = [OVER_A_DAY.after(tries) for tries in range(1, OVER_A_DAY.tries)]
    whole = sum((wait for wait in waits if wait), timedelta())
    assert timedelta(hours=22) < whole < timedelta(hours=38)
    assert OVER_A_DAY.after(OVER_A_DAY.tries) is None
    firsts = {OVER_A_DAY.after(1) for _ in range(20)}
    assert len(firsts) > 10
    assert all(wait and timedelta(seconds=8) <= wait <= timedelta(seconds=12) for wait in firsts)
