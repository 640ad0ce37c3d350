"""The due days of an officer in a calendar program: by a link alone, and without a name."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from icalendar import Calendar

from ehcp.application.cases import Asked
from ehcp.application.keeping.users import RoleOver, Users
from ehcp.domain.events.record import EntryCorrected
from ehcp.domain.events.request import AssessmentRequested, Requester
from ehcp.domain.users import stream_of
from tests.api.conftest import CANARIES, CHILD, OURS, RECORDER, REQUEST, TODAY
from tests.api.test_looks import rows, stopped
from tests.projections.histories import record, rows_of


@pytest.fixture
def asha(calling):
    """An officer with cases of her own, whom no other test knows."""
    subject = f"asha.{uuid4().hex[:8]}"
    caller = calling(subject=subject)
    caller.subject = subject
    return caller


def opened(caller, **more):
    officer = {"name": "Asha Patel", "subject": caller.subject}
    return caller.open({**REQUEST, "officer": officer, **more})


def made(caller):
    answer = caller.post("/v1/calendar", {})
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()["path"]


def read(anybody, path, **headers):
    return anybody.raw("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})


def events(answer):
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data).walk("VEVENT")


def due(answer):
    return {(str(e["description"]).rpartition(" ")[2], e["dtstart"].dt) for e in events(answer)}


def test_whoever_has_the_link_sees_due_days_and_no_name(asha, anybody, projected):
    case = opened(asha)
    opened(asha, officer={"name": "Somebody Else", "subject": "somebody.else"})
    projected()
    answer = read(anybody, made(asha))
    assert ("assessment-decision-notify", date(2026, 7, 13)) in due(answer)
    (first,) = (e for e in events(answer) if "decision notify" in e["summary"])
    assert first["summary"] == f"Assessment decision notify, case {case[:8]}"
    assert {str(e["summary"])[-8:] for e in events(answer)} == {case[:8]}
    said = answer.text
    assert not any(canary in said for canary in (*CANARIES, asha.subject, CHILD["date_of_birth"]))
    assert "DTSTART;VALUE=DATE:20260713" in said


def test_an_event_stays_itself_and_grows_when_it_moves(asha, anybody, store, projected):
    case, path = UUID(opened(asha)), made(asha)
    projected()
    first = read(anybody, path)
    before = {str(e["uid"]): e for e in events(first)}
    later = AssessmentRequested(on=date(2026, 6, 8), requested_by=Requester.PARENT)
    wrong = EntryCorrected(on=TODAY, entry=2, stands_in=3, why="It came a week later.")
    record(store, later, wrong, case=case, authority=OURS)
    projected()
    moved = read(anybody, path)
    assert ("assessment-decision-notify", date(2026, 7, 20)) in due(moved)
    assert ("assessment-decision-notify", date(2026, 7, 13)) not in due(moved)
    after = {str(e["uid"]): e for e in events(moved)}
    assert set(after) == set(before)
    for uid, event in after.items():
        assert event["sequence"] > before[uid]["sequence"]


def test_what_has_not_changed_is_not_sent_again(asha, anybody, projected):
    opened(asha)
    path = made(asha)
    projected()
    first = read(anybody, path)
    assert read(anybody, path, If_None_Match=first.headers["ETag"]).status_code == 304
    assert read(anybody, path, If_Modified_Since=first.headers["Last-Modified"]).status_code == 304
    opened(asha)
    projected()
    assert read(anybody, path, If_None_Match=first.headers["ETag"]).status_code == 200


def test_a_link_is_renewed_and_ended(asha, anybody):
    assert asha.get("/v1/calendar").get_json() == {
        "active": False, "made_at": None, "ended_at": None,
    }  # fmt: skip
    first = made(asha)
    second = made(asha)
    assert first != second
    assert read(anybody, first).status_code == 404
    assert read(anybody, second).status_code == 200
    shown = asha.get("/v1/calendar")
    assert shown.get_json()["active"] is True
    assert second.rpartition("/")[2] not in shown.text
    assert asha.post("/v1/calendar/end", {}).get_json() == {"ended": True}
    assert asha.post("/v1/calendar/end", {}).get_json() == {"ended": False}
    assert read(anybody, second).status_code == 404
    assert asha.get("/v1/calendar").get_json()["active"] is False
    assert read(anybody, made(asha)).status_code == 200


def test_a_link_that_is_asked_for_twice_is_one_and_stays_ended(asha, anybody):
    key = uuid4().hex
    first = asha.post("/v1/calendar", {}, Idempotency_Key=key).get_json()["path"]
    assert asha.post("/v1/calendar", {}, Idempotency_Key=key).get_json()["path"] == first
    assert read(anybody, first).status_code == 200
    asha.post("/v1/calendar/end", {})
    assert asha.post("/v1/calendar", {}, Idempotency_Key=key).get_json()["path"] == first
    assert read(anybody, first).status_code == 404
    assert asha.post("/v1/calendar", {}, Idempotency_Key="a b").status_code == 400


def test_it_opens_no_more_than_its_person_may(asha, anybody, store):
    path = made(asha)
    asked = Asked(by=RECORDER, command_id=uuid4())
    over = RoleOver(place=2)
    Users(store, lambda: TODAY).end(OURS, stream_of(OURS, asha.subject), over, asked)
    assert read(anybody, path).status_code == 404


def test_nobody_guesses_it_and_it_is_nobody_elses(asha, anybody, store):
    path = made(asha)
    secret = path.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) == 43
    for wrong in (
        path.replace(OURS, "E99000002"),
        path.replace(secret, secret[:-1] + ("A" if secret[-1] != "A" else "B")),
        f"/v1/calendars/{OURS}/x.ics",
        "/v1/calendars/E1/x.ics",
    ):
        assert read(anybody, wrong).status_code == 404
    assert read(anybody, f"{path}?as-at=2020-01-01").status_code == 422
    kept = rows_of(store, "calendars c", "c::text", f"subject = '{asha.subject}'")
    assert secret not in str(kept)
    token = f"Bearer {secret}"
    assert anybody.raw("GET", "/v1/cases", headers={"Authorization": token}).status_code == 401


@pytest.mark.parametrize("role", ["authority-administrator", "panel-member", "auditor"])
def test_who_has_no_cases_has_no_calendar(calling, role):
    assert calling(role=role).post("/v1/calendar", {}).status_code == 404


def test_what_a_link_shows_is_a_look_of_its_person_and_nothing_new_is_none(
    store, asha, anybody, projected
):
    case = opened(asha)
    projected()
    path = made(asha)
    request_id = uuid4().hex
    first = read(anybody, path, X_Request_Id=request_id)
    seen = (case, asha.subject, "caseworker", "read-calendar", "shown", "process", None, False)
    assert [tuple(row) for row in rows(store, request_id)] == [seen]
    request_id = uuid4().hex
    tag = first.headers["ETag"]
    assert read(anybody, path, X_Request_Id=request_id, If_None_Match=tag).status_code == 304
    assert rows(store, request_id) == []


def test_where_no_look_can_be_put_on_record_a_link_shows_nothing(store, asha, anybody, projected):
    case = opened(asha)
    projected()
    path = made(asha)
    with stopped(store):
        answer = read(anybody, path)
    assert answer.status_code == 503
    assert case[:8] not in answer.text
    assert len(events(read(anybody, path))) > 0
