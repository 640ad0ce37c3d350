"""What goes wrong on our side: said plainly, and without a word about anybody."""

import json
from dataclasses import replace
from datetime import date
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
import structlog

from ehcp.api.app import create_app
from ehcp.domain.command import Command
from ehcp.domain.commands.record import Note
from ehcp.domain.entry import Source
from ehcp.domain.events.assessment import AdviceDue
from ehcp.domain.users import stream_of
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable, Unreadable
from ehcp.store.histories import NOTHING, Histories
from tests.api.conftest import CANARIES, RECORDER, REQUEST, Caller, signed_in

GATEWAYS = "4bf92f3577b34da6a3ce929d0e0e4736"
NOTE = {"on": "2026-06-12", "text": "Canary-sentence"}


def breaking(error: Exception):
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.fixture
def logged():
    """What the log has been told: each line with all that was bound to it."""
    with structlog.testing.capture_logs([structlog.contextvars.merge_contextvars]) as lines:
        yield lines


@pytest.fixture
def cut_off(services):
    """Somebody who calls an interface whose database is not there."""
    with Store("postgresql://localhost:1/none?connect_timeout=1", timeout=0.2) as nowhere:
        cases = type(services.cases)(nowhere, services.cases.today)
        app = create_app(replace(services, cases=cases))
        yield Caller(app.test_client(), signed_in())


def test_a_database_that_is_down_is_a_503_that_says_when_to_ask_again(cut_off):
    for answer in (
        cut_off.get(f"/v1/cases/{uuid4()}"),
        cut_off.get("/v1/cases"),
        cut_off.get("/v1/cases?after=1"),
        cut_off.post("/v1/cases", REQUEST),
        cut_off.post(f"/v1/cases/{uuid4()}/note", NOTE),
    ):
        assert answer.status_code == 503
        assert answer.get_json()["type"] == "/problems/unavailable"
        assert answer.get_json()["detail"].startswith("This request changed nothing.")
        assert int(answer.headers["Retry-After"]) > 0


def test_without_a_database_it_is_alive_and_not_ready(cut_off, anybody):
    assert cut_off.get("/healthz").status_code == 200
    assert cut_off.get("/readyz").status_code == 503
    assert anybody.get("/readyz").get_json() == {"status": "ready"}


def test_an_outcome_that_nobody_knows_is_never_called_a_failure(officer, case, monkeypatch):
    unknown = Unavailable("SQLSTATE 08006", unknown=True)
    monkeypatch.setattr(Store, "append", breaking(unknown))
    answer = officer.post(f"/v1/cases/{case}/note", NOTE, Idempotency_Key="k")
    body = answer.get_json()
    assert (answer.status_code, body["type"]) == (503, "/problems/outcome-unknown")
    assert "same Idempotency-Key" in body["detail"]
    assert "fail" not in answer.text.lower()
    assert "changed nothing" not in answer.text
    assert "Retry-After" in answer.headers


def test_a_bug_is_a_500_without_a_word_about_the_case(officer, case, monkeypatch, logged, capfd):
    words = RuntimeError("Zebedee Quillfeather's row was odd")
    monkeypatch.setattr(Note, "decide", breaking(words))
    answer = officer.post(f"/v1/cases/{case}/note", NOTE)
    assert answer.status_code == 500
    assert answer.get_json() == {
        "type": "/problems/internal-server-error",
        "title": "Something went wrong here.",
        "status": 500,
    }
    (line,) = [line for line in logged if line["event"] == "bug"]
    assert line["kind"] == "RuntimeError"
    assert line["at"].split(":")[0].endswith("test_problems")
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert not any(canary in str(logged) + "".join(capfd.readouterr()) for canary in CANARIES)


def test_a_case_that_cannot_be_read_is_never_shown_as_empty(officer, case, monkeypatch, logged):
    spoilt = Unreadable(UUID(case), 2, None, "no event is named Quillfeather")
    monkeypatch.setattr(Histories, "read", breaking(spoilt))
    monkeypatch.setattr(Histories, "kept", lambda *_: NOTHING)  # as a process that just started
    for answer in (
        officer.get(f"/v1/cases/{case}/deadlines"),
        officer.post(f"/v1/cases/{case}/note", NOTE),
    ):
        assert (answer.status_code, answer.get_json()["type"]) == (500, "/problems/unreadable")
    assert {"event": "unreadable", "stream": case, "version": 2}.items() <= logged[0].items()
    assert "Quillfeather" not in str(logged)


def test_no_name_and_no_sentence_is_in_the_log_or_in_an_error(officer, case, logged, capfd):
    bad = {**REQUEST, "on": "Quillfeather", "child": {"name": "Zebedee", "date_of_birth": "Z"}}
    name = quote("Zebedee Quillfeather")
    errors = [
        officer.post("/v1/cases", bad),
        officer.post("/v1/cases", {**REQUEST, "requested_by": "Zebedee"}),
        officer.post("/v1/cases", {**REQUEST, "command": "Zebedee"}),
        officer.post("/v1/cases", {**REQUEST, "requested_by": "police"}),
        officer.post(f"/v1/cases/{case}/note", {"on": "2026-07-01", "text": "Quillfeather"}),
        officer.get(f"/v1/cases/{case}?as-at={name}"),
        officer.get(f"/v1/cases?stage={name}"),
        officer.get(f"/v1/cases/{case}/deadlines?suppose={name}@2026-01-01"),
        officer.get(f"/v1/{name}"),
        officer.get("/v1/cases", X_Request_Id="Zebedee Quillfeather"),
        officer.post(f"/v1/cases/{case}/note", NOTE, Idempotency_Key="Zebedee Quillfeather"),
    ]
    assert [answer.status_code for answer in errors] == [
        422, 422, 422, 409, 409, 422, 422, 422, 404, 200, 400,
    ]  # fmt: skip
    officer.get(f"/v1/cases/{case}")
    said = [answer.text for answer in errors if answer.status_code >= 400]
    told = "\n".join([*said, str(logged), *capfd.readouterr()])
    assert not any(canary in told for canary in CANARIES)
    assert case not in str(logged)


def test_every_request_is_one_line_in_the_log_with_its_rule(officer, case, logged):
    answer = officer.get(f"/v1/cases/{case}/deadlines", X_Request_Id=GATEWAYS)
    (line,) = logged
    assert line.pop("ms") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "rule": "/v1/cases/<uuid:case>/deadlines",
        "status": 200,
        "actor": str(stream_of("E99000001", "asha.patel")),
        "role": "caseworker",
        "authority": "E99000001",
        "request_id": GATEWAYS,
    }
    assert answer.headers["X-Request-Id"] == GATEWAYS


def test_what_is_recorded_says_by_which_request(officer, store):
    case = officer.open(X_Request_Id=GATEWAYS)
    entries = store.history("E99000001", UUID(case))
    assert [entry.request for entry in entries] == [GATEWAYS, GATEWAYS]
    with store.auditing() as connection:
        (state,) = connection.execute(
            "select state from ehcp.events where stream = %s and version = 2", (UUID(case),)
        ).fetchone()
    assert json.loads(state)["request"] == GATEWAYS


def test_what_is_recorded_by_no_request_says_nothing_of_one(store):
    alone = uuid4()
    event = AdviceDue(on=date(2026, 6, 12))
    store.append(
        "E99000001", alone, 0, [event], by=RECORDER, source=Source.SYSTEM, command_id=uuid4(),
        body_hash=b"x",
    )  # fmt: skip
    assert [entry.request for entry in store.history("E99000001", alone)] == [None]


@pytest.mark.parametrize(
    "given",
    [
        "x",
        "with blank here",
        "x" * 65,
        "a/../../etc",
        "Zebedee-Quillfeather",
        "9434765919-2017-03-04",
    ],
)
def test_a_request_id_that_is_not_sane_is_replaced(anybody, given):
    answer = anybody.get("/healthz", X_Request_Id=given)
    assert answer.headers["X-Request-Id"] != given


def test_every_command_is_refused_without_a_case(officer):
    for name, kind in Command.named.items():
        if kind.__module__.startswith("ehcp."):
            answer = officer.post(f"/v1/cases/{uuid4()}/{name}", {}, If_Match='"1"')
            assert answer.status_code in (404, 422)
