"""What has changed, as a system that follows reads it: in order, each once, within its rights."""

import json
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import date
from threading import Thread
from time import monotonic, sleep
from uuid import uuid4

import pytest

from ehcp.api.app import create_app
from ehcp.api.callers.waiting import Places
from ehcp.application.cases import Asked
from ehcp.application.keeping.users import RoleOver, Users
from ehcp.domain.events.assessment import AdviceRequested
from ehcp.domain.events.placement import SchoolPlaceLeft
from ehcp.domain.events.record import EntryStruckOut, Noted
from ehcp.domain.events.review import ReviewStarted
from ehcp.domain.users import stream_of
from ehcp.projections.projector import Projector
from tests.api.conftest import CANARIES, OURS, RECORDER, SERVICE, THEIRS, TODAY, Caller, in_role
from tests.domain.ordinary_case import ELM, FINISHED
from tests.projections.histories import record

NOTE = Noted(on=date(2026, 6, 12), note="Canary-sentence about the child.")
REVIEW = ReviewStarted(on=date(2026, 6, 11))
ELM_URN = "100001"


@pytest.fixture
def now(officer, projected):
    """The place after all that is there."""
    projected()
    return officer.get("/v1/changes?begin=now").get_json()["page"]["next"]


def read(caller, after, **more):
    query = "&".join(f"{name}={value}" for name, value in more.items())
    answer = caller.get(f"/v1/changes?after={after}&{query}")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def kinds(found):
    return [(item["case"], item["version"], item["kind"]) for item in found["items"]]


def test_each_entry_is_told_once_in_order_with_no_word_of_the_child(officer, now, projected):
    case = officer.open()
    officer.post(f"/v1/cases/{case}/note", {"on": "2026-06-12", "text": "Canary-sentence."})
    assert read(officer, now)["items"] == []
    projected()
    answer = officer.get(f"/v1/changes?after={now}")
    found = answer.get_json()
    assert kinds(found) == [
        (case, 1, "case-opened"),
        (case, 2, "assessment-requested"),
        (case, 3, "noted"),
    ]
    assert set(found["items"][0]) == {
        "token", "position", "case", "version", "kind", "recorded_at",
    }  # fmt: skip
    assert not any(canary in answer.text for canary in CANARIES)
    assert found["page"]["more"] is False
    assert read(officer, found["page"]["next"])["items"] == []


def test_a_follower_goes_on_from_an_item_or_from_a_page(officer, now, projected):
    case = officer.open()
    projected()
    first = read(officer, now, limit=1)
    assert kinds(first) == [(case, 1, "case-opened")]
    assert first["page"]["more"] is True
    rest = read(officer, first["page"]["next"], limit=1)
    assert kinds(rest) == [(case, 2, "assessment-requested")]
    again = read(officer, first["items"][0]["token"])
    assert again["items"][0]["position"] == rest["items"][0]["position"]
    assert len(again["items"]) == 1


def test_without_a_token_it_begins_at_the_beginning(officer, projected):
    case = officer.open()
    projected()
    found, after = [], None
    while True:
        answer = officer.get(f"/v1/changes?limit=200{'&after=' + after if after else ''}")
        found += kinds(answer.get_json())
        after = answer.get_json()["page"]["next"]
        if not answer.get_json()["page"]["more"]:
            break
    assert len(found) == len(set(found))
    assert found[-2:] == [(case, 1, "case-opened"), (case, 2, "assessment-requested")]
    # people, alerts and the authority itself are no cases
    assert {kind for _, _, kind in found}.isdisjoint({"user-added", "role-given"})


def test_only_the_kinds_that_are_asked_for(officer, now, projected):
    case = officer.open()
    projected()
    asked = read(officer, now, kind="assessment-requested")
    assert kinds(asked) == [(case, 2, "assessment-requested")]
    assert asked["page"]["more"] is False
    answer = officer.get("/v1/changes?kind=thing-happened")
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["parameter"] == "kind"


def test_the_kinds_that_somebody_is_told_of_are_listed_with_what_they_say(calling, officer):
    def listed(caller):
        items = caller.get("/v1/changes/kinds").get_json()["items"]
        assert all(item["says"].endswith((".", "?", ":")) for item in items)
        return {item["kind"] for item in items}

    assert {"case-opened", "noted", "entry-corrected", "final-plan-issued"} <= listed(officer)
    assert listed(officer).isdisjoint(
        {"address-restricted", "case-changed", "user-added", "alert-raised", "authority-added"}
    )
    assert "address-restricted" in listed(calling(role="send-manager"))
    school = listed(calling(role="school-contributor"))
    assert {"final-plan-issued", "review-started", "case-changed"} <= school
    assert school.isdisjoint({"noted", "entry-corrected", "advice-requested", "person-died"})
    adviser = listed(calling(role="health-adviser"))
    assert adviser == {"advice-received", "advice-requested", "case-changed", "officer-assigned"}


def test_a_token_is_good_for_the_next_process_and_for_no_other_authority(
    now, case, officer, services, calling
):
    Projector(services.cases.store, lambda: TODAY).catch_up()
    other = Caller(create_app(replace(services, waiting=Places())).test_client(), officer.headers)
    assert [item["case"] for item in read(other, now)["items"]] == [case] * 2
    theirs = calling(authority=THEIRS)
    for token in (now, now[:-1], "x", f"{now}x"):
        answer = theirs.get(f"/v1/changes?after={token}")
        assert answer.status_code == 422
        assert answer.get_json()["type"] == "/problems/bad-token"
    assert theirs.get(f"/v1/changes?begin=now&after={now}").status_code == 422


def test_a_school_is_told_of_its_own_pupils_and_of_its_part_in_their_cases(
    store, calling, projected, officer
):
    school = calling(role="school-contributor", subject="elm", school=ELM_URN)
    ours = record(store, *FINISHED, authority=OURS)
    elsewhere = officer.open()
    projected()
    after = school.get("/v1/changes?begin=now").get_json()["page"]["next"]
    begin = school.get("/v1/changes?limit=200").get_json()
    seen = {case for case, _, _ in kinds(begin)}
    assert str(ours) in seen
    assert elsewhere not in seen
    assert {kind for _, _, kind in kinds(begin)} == {"final-plan-issued"}
    record(store, NOTE, REVIEW, NOTE, case=ours, authority=OURS)
    record(store, NOTE, case=elsewhere, authority=OURS)
    projected()
    found = read(school, after)
    assert [kind for *_, kind in kinds(found)] == ["review-started"]
    last = len(FINISHED) + 2
    record(store, EntryStruckOut(on=TODAY, entry=last), case=ours, authority=OURS)
    projected()
    # a correction is not told from another change, and what was wrong is absent
    assert kinds(read(school, after)) == [(str(ours), last + 2, "case-changed")]
    assert kinds(read(school, after, kind="case-changed")) == kinds(read(school, after))
    assert read(school, after, kind="entry-struck-out")["items"] == []
    assert [kind for *_, kind in kinds(read(officer, after))] == [
        "noted", "review-started", "noted", "noted", "entry-struck-out",
    ]  # fmt: skip
    assert read(officer, after, kind="case-changed")["items"] == []
    left = SchoolPlaceLeft(on=date(2026, 6, 12), institution=ELM)
    record(store, left, case=ours, authority=OURS)
    projected()
    assert read(school, after)["items"] == []


def test_an_adviser_is_told_of_what_is_asked_of_its_own_body_alone(store, calling, projected):
    adviser = calling(role="health-adviser", subject="ivo")
    asked = [
        AdviceRequested(on=date(2026, 5, 1), kind=kind, from_body=body)
        for kind, body in (("c", SERVICE), ("c", "Another board"), ("e", SERVICE))
    ]
    case = record(store, *FINISHED, *asked, NOTE, authority=OURS)
    projected()
    found = adviser.get("/v1/changes").get_json()
    assert kinds(found) == [(str(case), len(FINISHED) + 1, "advice-requested")]


def test_a_restricted_address_is_told_to_those_alone_who_may_see_it(
    officer, calling, now, projected
):
    case = officer.open()
    restrict = {"on": "2026-06-10", "person": "child", "address": "7 Quiet Lane",
                "kept_from": ["Ottoline Quillfeather"], "reasons": "An order."}  # fmt: skip
    done = officer.post(f"/v1/cases/{case}/restrict-address", restrict, If_Match='"2"')
    assert done.status_code == 200, done.get_json()
    projected()
    assert "address-restricted" not in {kind for *_, kind in kinds(read(officer, now))}
    manager = calling(role="send-manager")
    assert "address-restricted" in {kind for *_, kind in kinds(read(manager, now))}


def test_a_role_that_ended_is_told_nothing_more(store, calling):
    caller = calling(role="tribunal-preparer", subject="prue")
    assert caller.get("/v1/changes").status_code == 200
    asked = Asked(by=RECORDER, command_id=uuid4())
    Users(store, lambda: TODAY).end(OURS, stream_of(OURS, "prue"), RoleOver(place=2), asked)
    assert caller.get("/v1/changes").status_code == 404


def test_a_follower_that_waits_is_told_as_soon_as_there_is_news(officer, now, store):
    told = []
    waiting = Thread(target=lambda: told.append(read(officer, now, wait=10)))
    start = monotonic()
    waiting.start()
    sleep(0.3)
    assert told == []
    case = record(store, *FINISHED[:2], authority=OURS)
    Projector(store, lambda: TODAY).catch_up()
    waiting.join()
    assert monotonic() - start < 5
    assert [item["case"] for item in told[0]["items"]] == [str(case)] * 2


def test_a_follower_whose_role_ends_while_it_waits_is_told_nothing(store, calling, now):
    caller = calling(role="tribunal-preparer", subject="quentin")
    answers = []
    url = f"/v1/changes?after={now}&wait=10"
    waiting = Thread(target=lambda: answers.append(caller.get(url).status_code))
    waiting.start()
    sleep(0.3)
    asked = Asked(by=RECORDER, command_id=uuid4())
    Users(store, lambda: TODAY).end(OURS, stream_of(OURS, "quentin"), RoleOver(place=2), asked)
    waiting.join()
    assert answers == [404]


def test_so_many_wait_and_the_others_are_answered_at_once(services, store, now):
    app = create_app(replace(services, waiting=Places(1)))
    first, second = (
        Caller(app.test_client(), in_role(store, "tribunal-preparer", subject=name))
        for name in ("rita", "sam")
    )
    waiting = Thread(target=lambda: read(first, now, wait=2))
    waiting.start()
    sleep(0.3)
    start = monotonic()
    answer = second.get(f"/v1/changes?after={now}&wait=10")
    assert monotonic() - start < 1
    assert (answer.status_code, answer.headers["Retry-After"]) == (200, "2")
    waiting.join()
    assert "Retry-After" not in second.get(f"/v1/changes?after={now}").headers


def test_a_follower_has_one_place_to_wait():
    places = Places(2)
    with places.taken("a") as first, places.taken("a") as again, places.taken("b") as other:
        assert (first, again, other) == (True, False, True)
        with places.taken("c") as late:
            assert late is False
    with places.taken("c") as later:
        assert later is True


def test_a_token_says_nothing_of_a_case(now):
    payload = now.rpartition(".")[0]
    held = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert held[0] == OURS
    assert len(held) == 5
