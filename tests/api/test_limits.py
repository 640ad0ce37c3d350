"""How often somebody may ask, and what they are told when it is too often."""

from dataclasses import replace
from threading import Thread

import pytest

from ehcp.api.app import create_app
from ehcp.api.callers import limits as of_limits
from ehcp.api.callers.limits import Counts, Limit, Limits, TooOften
from tests.api.conftest import OURS, THEIRS, in_role

MINUTE = Limit(3, 60)


@pytest.fixture
def later(monkeypatch):
    """Moves the clock of the windows."""
    moved = [0.0]
    monkeypatch.setattr(of_limits, "monotonic", lambda: 1000 + moved[0])

    def move(seconds: float) -> None:
        moved[0] += seconds

    return move


@pytest.fixture
def limited(services):
    """Makes an app with limits."""
    return lambda **limits: create_app(replace(services, limits=Limits(**limits))).test_client()


def statuses(client, times, url="/v1/cases", **given):
    return [client.get(url, **given).status_code for _ in range(times)]


def test_the_fourth_of_three_a_minute_is_too_often_and_says_until_when(limited, store, later):
    client, officer = limited(person=MINUTE), in_role(store)
    assert statuses(client, 3, headers=officer) == [200, 200, 200]
    answer = client.get("/v1/cases", headers=officer)
    assert (answer.status_code, answer.mimetype) == (429, "application/problem+json")
    assert answer.get_json()["type"] == "/problems/too-many-requests"
    assert int(answer.headers["Retry-After"]) == 61
    later(61)
    assert statuses(client, 4, headers=officer) == [200, 200, 200, 429]


def test_everybody_is_told_what_they_have_left(limited, store, later):
    client, officer = limited(person=MINUTE), in_role(store)
    later(0)
    answer = client.get("/v1/cases", headers=officer)
    assert answer.headers["RateLimit-Policy"] == '"person";q=3;w=60'
    assert answer.headers["RateLimit"] == '"person";r=2;t=61'
    assert "RateLimit" not in client.get("/healthz").headers


def test_each_person_is_counted_alone_and_the_authority_as_a_whole(limited, store):
    client = limited(person=MINUTE, authority=Limit(5, 60))
    asha, other = in_role(store), in_role(store, subject="tom.greene")
    theirs = in_role(store, authority=THEIRS)
    assert statuses(client, 4, headers=asha) == [200, 200, 200, 429]
    assert statuses(client, 3, headers=other) == [200, 200, 429]
    assert statuses(client, 3, headers=theirs) == [200, 200, 200]


def test_what_somebody_asks_for_does_not_matter_nor_whether_they_may(limited, store, case):
    client, officer = limited(person=MINUTE), in_role(store)
    urls = ("/v1/people", f"/v1/cases/{case}", "/v1/cases?colour=red", f"/v1/cases/{case}")
    found = [client.get(url, headers=officer).status_code for url in urls]
    assert found == [404, 200, 422, 429]


def test_health_and_the_description_are_never_too_often(limited):
    client = limited(person=Limit(1, 60), authority=Limit(1, 60), failures=Limit(1, 60))
    for url in ("/healthz", "/readyz", "/v1/openapi.json"):
        assert set(statuses(client, 5, url)) == {200}


def test_who_fails_to_sign_in_is_counted_by_address_and_holds_up_nobody_else(limited, store):
    client, officer = limited(failures=MINUTE), in_role(store)
    wrong = {"headers": {"Authorization": "Bearer nonsense"}}
    assert statuses(client, 4, **wrong) == [401, 401, 401, 429]
    assert client.get("/v1/cases", **wrong).headers["Retry-After"]
    elsewhere = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
    assert statuses(client, 1, **wrong, **elsewhere) == [401]
    assert statuses(client, 2, headers=officer) == [200, 200]  # from the same address as before


def test_a_limit_is_read_from_its_words():
    assert Limit.read("600/minute") == Limit(600, 60)
    assert Limit.read("1/second") == Limit(1, 1)
    assert Limit.read("none") is None
    for wrong in ("0/minute", "many", "5/day", "5 / minute", "5/minute\n", ""):
        with pytest.raises(ValueError, match="600/minute"):
            Limit.read(wrong)


def test_threads_do_not_get_more_than_there_is():
    counts, limit, taken = Counts(), Limit(1000, 60), []

    def ask() -> None:
        for _ in range(500):
            try:
                taken.append(counts.count("x", limit).times)
            except TooOften:
                return

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1000))


def test_addresses_without_end_fill_no_memory(monkeypatch):
    monkeypatch.setattr(of_limits, "MOST_KEYS", 100)
    counts = Counts()
    for number in range(1000):
        counts.count(str(number), MINUTE)
    assert len(counts._windows) <= 100  # noqa: SLF001 - what it holds


def test_the_window_of_an_authority_is_no_persons(limited, store):
    client = limited(authority=MINUTE)
    officer, odd = in_role(store), in_role(store, subject=f"authority/{OURS}")
    assert statuses(client, 2, headers=odd) == [200, 200]
    assert statuses(client, 2, headers=officer) == [200, 429]
