"""What a body may be: JSON, an object, not too large, not too deep, and saying a thing once."""

from json import dumps

import pytest

from ehcp.api.asking.body import DEEPEST, LARGEST_BODY
from tests.api.conftest import REQUEST

JSON = {"content_type": "application/json"}


def nested(levels: int) -> str:
    return '{"x":' * levels + "{}" + "}" * levels


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"on: 2026-06-01",
        b'{"on": "2026-06-01", "on": "2026-06-02"}',
        b'{"x": NaN}',
        b'{"x": -Infinity}',
        b"\xff\xfe",
        b'{"x": "' + "\u00e9".encode("latin-1") + b'"}',
        b'{"x":' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
def test_what_is_not_json_is_a_400(officer, raw):
    answer = officer.raw("POST", "/v1/cases", data=raw, **JSON)
    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/not-json")


@pytest.mark.parametrize("raw", ["[]", "7", "null", '"request-assessment"', "true"])
def test_a_body_is_an_object(officer, raw):
    answer = officer.raw("POST", "/v1/cases", data=raw, **JSON)
    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/not-an-object")


def test_a_body_is_not_deeper_than_anything_that_is_asked_for(officer):
    shallow = officer.raw("POST", "/v1/cases", data=nested(DEEPEST - 1), **JSON)
    deep = officer.raw("POST", "/v1/cases", data=nested(DEEPEST), **JSON)
    assert (shallow.status_code, deep.status_code) == (422, 400)
    assert deep.get_json()["type"] == "/problems/too-deep"


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", None]
)
def test_anything_but_json_is_a_415(officer, content_type):
    answer = officer.raw("POST", "/v1/cases", data=dumps(REQUEST), content_type=content_type)
    assert answer.status_code == 415
    assert answer.mimetype == "application/problem+json"


def test_json_may_say_in_which_characters(officer):
    answer = officer.raw(
        "POST", "/v1/cases", data=dumps(REQUEST), content_type="application/json; charset=utf-8"
    )
    assert answer.status_code == 201


def test_a_body_that_is_too_large_is_a_413(officer):
    body = dumps({**REQUEST, "reasons": "x" * LARGEST_BODY})
    answer = officer.raw("POST", "/v1/cases", data=body, **JSON)
    assert answer.status_code == 413
    assert answer.mimetype == "application/problem+json"
    said = answer.get_json()
    assert said["type"].endswith("request-entity-too-large")
    assert said["detail"] == "It may have at most 1 MB: 1,000,000 bytes."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reasons", "x" * 20_001),
        ("reasons", "a\x00b"),
        ("reasons", "half \ud800 of a character"),
        ("parents", [{"name": "x"}] * 1_001),
        ("on", "9999-12-31"),
        ("on", 20260601),
        ("form_complete", "yes"),
        ("form_complete", 1),
        ("child", {"name": "x", "date_of_birth": "2017-03-04", "year_offset": True}),
        ("child", {"name": "x", "date_of_birth": "2017-03-04", "year_offset": 1.5}),
        ("child", {"name": "x", "date_of_birth": "2017-03-04", "year_offset": 10**30}),
        ("child", {"name": "x", "date_of_birth": "0001-01-01"}),
        ("child", "x"),
        ("requested_by", ["parent"]),
        ("requested_by", {"parent": 1}),
    ],
)
def test_a_value_that_cannot_be_kept_is_a_422(officer, field, value):
    answer = officer.raw("POST", "/v1/cases", data=dumps({**REQUEST, field: value}), **JSON)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["pointer"].startswith(f"/{field}")


@pytest.mark.parametrize(
    ("method", "url", "allowed"),
    [
        ("DELETE", "/v1/cases", {"GET", "HEAD", "POST"}),
        ("PUT", "/v1/cases", {"GET", "HEAD", "POST"}),
        ("OPTIONS", "/v1/alerts", {"GET", "HEAD"}),
        ("POST", "/healthz", {"GET", "HEAD"}),
    ],
)
def test_a_method_that_is_not_there_is_a_405_that_says_which_are(officer, method, url, allowed):
    answer = officer.raw(method, url)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == allowed
    assert answer.mimetype == "application/problem+json"
