"""A case opened in an emergency: to one person, for four hours, and reviewed by another."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from ehcp.api.app import create_app
from ehcp.application.cases import Cases
from ehcp.domain.events.assessment import AdviceRequested
from tests.api.conftest import OURS, SERVICE, THEIRS, TODAY, Caller
from tests.api.test_people import ADDRESS, RESTRICT, SECRETS
from tests.domain.ordinary_case import FINISHED
from tests.projections.histories import record

REASON = "The child is missing since noon, and the police are asking."
HOURS = timedelta(hours=4)


@pytest.fixture
def restricted(officer) -> str:
    """A case with an address that is restricted."""
    case: str = officer.open()
    done = officer.post(f"/v1/cases/{case}/restrict-address", RESTRICT, If_Match='"2"')
    assert done.status_code == 200
    return case


def break_glass(caller: Caller, case: str, reason: str = REASON, **headers: str):
    return caller.post(f"/v1/cases/{case}/break-glass", {"reason": reason}, **headers)


def at(services, caller: Caller, moment: datetime, day: date = TODAY) -> Caller:
    """Return the same person at a moment."""
    cases = Cases(services.cases.store, lambda: day)
    app = create_app(replace(services, cases=cases, now=lambda: moment))
    return Caller(app.test_client(), caller.headers)


def sees_address(caller: Caller, case: str) -> bool:
    return ADDRESS in caller.get(f"/v1/cases/{case}/timeline").text


def test_a_restricted_address_is_seen_for_four_hours_and_not_a_moment_longer(
    services, people, restricted
):
    who, other = people("panel-member"), people("panel-member")
    assert not sees_address(who, restricted)
    answer = break_glass(who, restricted)
    assert answer.status_code == 201, answer.get_json()
    opened = answer.get_json()
    until = datetime.fromisoformat(opened["until"])
    assert abs(until - datetime.now(UTC) - HOURS) < timedelta(minutes=1)
    assert opened["review_due"] == "2026-06-17"  # Monday, and two working days
    assert sees_address(who, restricted)
    assert not sees_address(other, restricted)
    assert sees_address(at(services, who, until - timedelta(seconds=1)), restricted)
    closed = at(services, who, until)
    answers = [closed.get(f"/v1/cases/{restricted}{view}").text for view in ("", "/timeline")]
    assert [s for s in SECRETS if any(s in answer for answer in answers)] == []


def test_no_other_case_and_no_list_shows_more(people, officer, restricted, projected):
    second = officer.open()
    officer.post(f"/v1/cases/{second}/restrict-address", RESTRICT, If_Match='"2"')
    who = people()
    assert break_glass(who, restricted).status_code == 201
    projected()
    assert not sees_address(who, second)
    assert "Quiet" not in who.get("/v1/cases?limit=200").text


def test_an_adviser_opens_a_case_on_which_nobody_asked_them(store, people, projected):
    case = str(record(store, *FINISHED, authority=OURS))
    adviser = people("social-care-adviser")
    assert adviser.get(f"/v1/cases/{case}").status_code == 404
    assert break_glass(adviser, case).status_code == 201
    assert adviser.get(f"/v1/cases/{case}").status_code == 200
    assert adviser.get(f"/v1/cases/{case}/timeline").status_code == 404  # no right of their role
    projected()
    assert case not in adviser.get("/v1/cases?limit=200").text
    refused = break_glass(adviser, case)
    assert refused.get_json()["type"] == "/problems/break-glass-open-already"


def test_it_lets_nobody_change_anything(store, people):
    asked = AdviceRequested(on=date(2026, 5, 1), kind="c", from_body=SERVICE)
    case = str(record(store, *FINISHED, asked, authority=OURS))
    who = people("panel-member")
    break_glass(who, case)
    assert who.post(f"/v1/cases/{case}/note", {"on": "2026-06-14", "text": "X"}).status_code == 404


@pytest.mark.parametrize(
    "role", ["support", "auditor", "authority-administrator", "school-contributor", "send-manager"]
)
def test_these_roles_never_do(calling, restricted, role):
    assert break_glass(calling(role=role), restricted).status_code == 404


def test_never_in_another_authority_and_never_where_there_is_no_case(people, restricted):
    assert break_glass(people(authority=THEIRS), restricted).status_code == 404
    assert break_glass(people(), str(uuid4())).status_code == 404


@pytest.mark.parametrize("reason", ["", "Nineteen characters", " much   too   short  "])
def test_it_needs_a_reason(people, restricted, reason):
    answer = break_glass(people(), restricted, reason)
    assert answer.status_code == 409
    assert answer.get_json()["type"] == "/problems/break-glass-why"


def test_there_must_be_something_to_open(people, store):
    who = people("tribunal-preparer")
    case = str(record(store, *FINISHED, authority=OURS))
    assert break_glass(who, case).status_code == 201  # a restricted address, if there were one
    again = break_glass(who, case)
    assert again.get_json()["type"] == "/problems/break-glass-open-already"


def test_sent_again_it_is_opened_once(people, restricted):
    who, key = people(), uuid4().hex
    first = break_glass(who, restricted, Idempotency_Key=key)
    again = break_glass(who, restricted, Idempotency_Key=key)
    assert again.get_json() == first.get_json()
    other = break_glass(who, restricted, REASON + " Now.", Idempotency_Key=key)
    assert other.status_code == 422


def test_a_second_person_reviews_it_and_never_who_opened_it(people, restricted, projected):
    who = people(name="Vera Lind")
    id_ = break_glass(who, restricted).get_json()["break_glass"]
    projected()
    manager, auditor = people("send-manager"), people("auditor")
    (line,) = [
        item
        for item in manager.get("/v1/break-glass?reviewed=false&limit=200").get_json()["items"]
        if item["id"] == id_
    ]
    assert (line["subject"], line["case"], line["overdue"]) == (who.subject, restricted, False)
    assert manager.get(f"/v1/break-glass/{id_}").get_json()["reason"] == REASON
    assert auditor.get(f"/v1/break-glass/{id_}").get_json()["reason"] is None
    assert who.get("/v1/break-glass").status_code == 404

    review = {"finding": "justified", "remarks": "The police had asked."}
    url = f"/v1/break-glass/{id_}/review"
    assert auditor.post(url, review).status_code == 404
    assert people("send-manager", authority=THEIRS).post(url, review).status_code == 404
    for same in (people("send-manager", name="VERA LIND"), people("send-manager", by=who.subject)):
        refused = same.post(url, review)
        assert refused.get_json()["type"] == "/problems/break-glass-second-person"
    assert manager.post(url, {**review, "remarks": " "}).status_code == 409
    assert manager.post(url, review).status_code == 200
    again = manager.post(url, review)
    assert again.get_json()["type"] == "/problems/break-glass-reviewed-already"
    found = manager.get(f"/v1/break-glass/{id_}").get_json()
    assert (found["finding"], found["reviewed_by"]) == ("justified", manager.subject)


def test_after_two_working_days_without_a_review_it_is_overdue(services, people, restricted):
    who, manager = people(), people("send-manager")
    id_ = break_glass(who, restricted).get_json()["break_glass"]
    for day, overdue in ((date(2026, 6, 17), False), (date(2026, 6, 18), True)):
        then = at(services, manager, datetime.now(UTC), day)
        assert then.get(f"/v1/break-glass/{id_}").get_json()["overdue"] is overdue


def test_what_was_read_in_an_emergency_is_on_record_as_that(store, people, restricted):
    who = people("panel-member")
    id_ = break_glass(who, restricted).get_json()["break_glass"]
    who.get(f"/v1/cases/{restricted}")
    who.get(f"/v1/cases/{restricted}", Ehcp_Purpose="casework")  # it hides nothing
    with store.auditing() as connection:
        found = connection.execute(
            "select purpose, sees from ehcp.looks where authority = %s and subject = %s"
            " and case_id = %s and outcome = 'shown' order by sequence",
            (OURS, who.subject, restricted),
        ).fetchall()
    purposes = [purpose for purpose, _ in found]
    assert purposes == [f"emergency:{id_}", f"emergency:{id_} casework"]
    assert "restricted-address" in found[0][1]
