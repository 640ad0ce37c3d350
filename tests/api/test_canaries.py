"""Personal data through every way in, crashes included: none comes out where it does not belong.

The canaries are words that stand nowhere else. They are sent to the process as it is served, and
what it writes, measures and answers as an address is searched for them.
"""

import http.client
import json
import logging
import re
import socket
import time
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

import psycopg
import pytest
import structlog

from ehcp.api.app import create_app
from ehcp.api.running.log import OfLibraries
from tests.api.conftest import KEY, REQUEST, in_role
from tests.api.test_metrics import running
from tests.api.test_served import as_url, asked, free_port

NAME, SAID = "Quillfeather", "Canary-sentence"
NUMBER, MAIL = "943-476-5919", "zebedee@quillfeather.example"
CANARIES = (NAME, NAME.lower(), "Zebedee", "Ottoline", SAID, NUMBER, MAIL, quote(MAIL))
IN_PATH = quote(f"Zebedee {NAME}")
JSON = {"Content-Type": "application/json"}
HEADERS = (
    "Accept", "Accept-Language", "Cookie", "Ehcp-After", "Ehcp-Purpose", "Ehcp-Read",
    "Ehcp-Source", "Forwarded", "From", "Idempotency-Key", "If-Match", "If-None-Match", "Origin",
    "Prefer", "Referer", "Traceparent", "User-Agent", "X-Forwarded-For", "X-Request-Id",
)  # fmt: skip


def found_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def sent(url, method, path, body=None, headers=()):
    """Send a request as it is, whatever is wrong with it; return status, headers and body."""
    where = urlsplit(url)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
    try:
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, answer.read().decode()
    finally:
        connection.close()


def bodies():
    """Yield bodies that are wrong in every way, each with a canary in it."""
    yield f'{{"command": "{NAME}"}}'
    yield f'{{"{NAME}": 1}}'
    yield f'{{"on": "{NAME}", "on": "{SAID}"}}'
    yield f'{{"on": {NAME}'
    yield f'["{NAME}"]'
    yield "[" * 50 + f'"{NAME}"' + "]" * 50
    yield f'"{NAME}'
    yield NAME
    for field, wrong in (
        ("on", NAME), ("requested_by", NAME), ("child", NAME), ("child", {"name": [NAME]}),
        ("child", {"name": NAME, "date_of_birth": NUMBER}), ("parents", {NAME: MAIL}),
        ("officer", {"name": NAME, "subject": MAIL, "telephone": NUMBER}), ("reasons", [SAID]),
        (NAME, SAID),
    ):  # fmt: skip
        yield json.dumps({**REQUEST, field: wrong})


def queries(case):
    for path in ("/v1/cases", "/v1/deadlines", f"/v1/cases/{case}", "/v1/settings", "/v1/people"):
        for name in ("as-at", "officer", "stage", "search", "page", "after", "limit", IN_PATH):
            yield f"{path}?{name}={IN_PATH}&{quote(MAIL)}={quote(MAIL)}"


def everything(url, officer):
    """Send it all; yield each answer."""
    head = {**officer, **JSON}
    opened = sent(url, "POST", "/v1/cases", json.dumps(REQUEST), head)
    assert opened[0] == 201
    yield opened
    case = opened[1]["location"].rsplit("/", 1)[1]
    for body in bodies():
        yield sent(url, "POST", "/v1/cases", body, head)
        yield sent(url, "POST", f"/v1/cases/{case}/note", body, head)
        yield sent(url, "POST", f"/v1/cases/{case}/note", body, {**head, "Content-Type": NAME})
    for path in queries(case):
        yield sent(url, "GET", path, headers=officer)
    for name in HEADERS:
        for word in (f"{NAME}, {MAIL}", f'"{NUMBER}"'):
            yield sent(url, "GET", f"/v1/cases/{case}", headers={**officer, name: word})
            note = json.dumps({"on": "2026-06-12", "text": SAID})
            path = f"/v1/cases/{case}/note"
            yield sent(url, "POST", path, note, {**head, name: word})
    for word in (
        NAME,
        f"Bearer {NAME}",
        f"Bearer ehcp_{NAME}",
        f"Basic {NAME}",
        f"Bearer {NAME}.x.y",
    ):
        yield sent(url, "GET", "/v1/cases", headers={"Authorization": word})
    for path in (
        f"/{IN_PATH}",
        f"/v1/{IN_PATH}",
        f"/v1/cases/{IN_PATH}",
        f"/docs/files/{IN_PATH}",
    ):
        yield sent(url, "GET", path, headers=officer)
        yield sent(url, NAME.upper(), path, headers=officer)
    yield sent(url, "GET", f"/v1/cases/{case}/timeline", headers=officer)


@contextmanager
def breaking(services):
    """Have the database refuse what is recorded, in words that quote it."""
    url = services.cases.store.env["EHCP_DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"""
            create function public.breaks() returns trigger language plpgsql as $$
            begin
                raise exception 'row of {NAME}' using detail = '{SAID}', hint = '{MAIL}',
                    errcode = 'data_exception';
            end $$;
            create trigger breaks before insert on ehcp.events
                for each row execute function public.breaks();
        """)
        try:
            yield
        finally:
            connection.execute("drop function public.breaks cascade")


def test_no_canary_is_in_the_log_in_a_metric_or_in_an_address(services, store, tmp_path):
    officer, log, port = in_role(store), tmp_path / "log", free_port()
    with running(
        "serve", log=log, EHCP_DATABASE_URL=as_url(services.cases.store.env["EHCP_DATABASE_URL"]),
        EHCP_DEVELOPMENT_KEY=KEY, EHCP_PORT=str(port), EHCP_WEB_PROCESSES="1",
    ) as (metrics, _):  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        until_ready(url)
        answers = list(everything(url, officer))
        with breaking(services):
            broken = sent(url, "POST", "/v1/cases", json.dumps(REQUEST), {**officer, **JSON})
        assert broken[0] == 500
        assert found_in(broken[2]) == []
        with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
            raw.sendall(f"{NAME} {IN_PATH} {MAIL}\r\n{SAID}: {NUMBER}\r\n\r\n".encode())
            raw.recv(1000)
        told = asked(f"{metrics}/metrics")[2]
    written = log.read_text()
    assert len(answers) > 150
    assert {status for status, _, _ in answers} >= {200, 201, 400, 401, 404, 415, 422}
    assert [answer for answer in answers if answer[0] >= 500] == []
    assert found_in(written) == []
    assert found_in(told) == []
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert sum(line["event"] == "request" for line in lines) > 150
    assert [line for line in lines if line["event"] == "bug"]
    for status, headers, body in answers:
        assert found_in(str(headers)) == []
        assert [url for url in ADDRESS.findall(body) if found_in(url)] == []
        if status >= 400:
            assert found_in(without_names_of_fields(body)) == []


ADDRESS = re.compile(r'"((?:https?:/)?/(?:v1|problems|docs)[^"]*)"')


def without_names_of_fields(body: str) -> str:
    """Return a problem without what it says of where in the body it lies, to whoever sent that."""
    said = json.loads(body) if body else {}
    for error in said.get("errors", []):
        error.pop("pointer", None)
        error.pop("parameter", None)
    return json.dumps(said)


def until_ready(url):
    for _ in range(300):
        try:
            if asked(f"{url}/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server does not answer")


@pytest.mark.parametrize("where", ["before_request", "after_request", "teardown_request", "view"])
def test_a_crash_anywhere_says_where_it_was_and_no_word_of_it(
    services, store, monkeypatch, capfd, where
):
    """Not even where the web framework would have written down the error and its path."""
    officer = in_role(store)
    app = create_app(services)

    def crash(*_):
        raise RuntimeError(f"{NAME} {MAIL}")

    if where == "view":
        monkeypatch.setitem(app.view_functions, "register.read_settings", crash)
        crash.action = "read-settings"  # type: ignore[attr-defined]
    else:
        getattr(app, where)(crash)
    with structlog.testing.capture_logs() as lines:
        try:
            answer = app.test_client().get(f"/v1/settings?search={NAME}", headers=officer)
        except RuntimeError:
            assert where == "teardown_request"  # a server hangs up: there is nobody to answer
        else:
            assert answer.status_code == 500
            assert found_in(answer.text) == []
    assert found_in(str(lines) + "".join(capfd.readouterr())) == []
    if where != "teardown_request":
        (line,) = [line for line in lines if line.get("kind") == "RuntimeError"][:1]
        assert line["at"].startswith("tests.api.test_canaries:")


def test_what_a_library_says_is_cut_to_its_place():
    kept = logging.getLogger("some.library")
    kept.handlers, kept.propagate = [OfLibraries()], False
    with structlog.testing.capture_logs() as lines:
        kept.warning("row of %s", NAME)
        try:
            int(NAME)
        except ValueError:
            kept.exception("while reading %s", MAIL)
    assert found_in(str(lines)) == []
    assert [line["logger"] for line in lines] == ["some.library", "some.library"]
    assert [line["kind"] for line in lines] == [None, "ValueError"]
    assert all("test_canaries:" in line["at"] for line in lines)
