import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256, sha512

import pytest
import time_machine
from itsdangerous import URLSafeTimedSerializer

from ehcp.api.callers.identity import BadKey, NotSignedIn, SignedIn, Tokens, signing_key
from tests.api.conftest import KEY, OURS, REQUEST, THEIRS, tokens

ASHA = SignedIn(subject="asha.patel", authority=OURS)
SIGNED = {"key_derivation": "hmac", "digest_method": sha256}
OTHER_KEY = KEY[::-1]


def signed(payload, key=KEY, salt="ehcp.signed-in", **kwargs):
    return URLSafeTimedSerializer(key, salt=salt, signer_kwargs=kwargs or SIGNED).dumps(payload)


def forged() -> dict[str, str]:
    good = tokens.token(ASHA)
    body, stamp, signature = good.rsplit(".", 2)
    manager = tokens.token(replace(ASHA, subject="ruth.okafor"))
    payload = {"subject": "asha.patel", "authority": OURS}
    with time_machine.travel("2020-01-01"):
        old = tokens.token(ASHA)
    with time_machine.travel("2040-01-01"):
        ahead = tokens.token(ASHA)
    return {
        "nothing": "",
        "a word": "token",
        "no signature": f"{body}.{stamp}.",
        "another person's body": f"{manager.rsplit('.', 2)[0]}.{stamp}.{signature}",
        "another time": f"{body}.{ahead.rsplit('.', 2)[1]}.{signature}",
        "cut short": good[:-1],
        "another key": signed(payload, key=OTHER_KEY),
        "another purpose": signed(payload, salt="ehcp.page"),
        "another way of signing": signed(payload, key_derivation="hmac", digest_method=sha512),
        "too old": old,
        "from the future": ahead,
        "a role": signed({**payload, "role": "send-manager"}),
        "a field too many": signed({**payload, "admin": True}),
        "a field too few": signed({"subject": "asha.patel"}),
        "no object": signed(["asha.patel"]),
        "too long": good + "x" * 5000,
    }


@pytest.mark.parametrize("how", list(forged()))
def test_a_forged_token_is_refused(app, how):
    answer = app.test_client().get(
        "/v1/cases", headers={"Authorization": f"Bearer {forged()[how]}"}
    )
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="ehcp"'
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("header", ["", "Bearer", "Basic YXNoYTpwYXRlbA==", "token"])
def test_another_way_of_signing_in_is_none(app, header):
    answer = app.test_client().get("/v1/cases", headers={"Authorization": header})
    assert answer.status_code == 401


def test_a_token_is_good_for_as_long_as_its_maker_says():
    short = Tokens(KEY, good_for=timedelta(minutes=10))
    with time_machine.travel("2026-06-15 09:00:00 +0000", tick=False):
        token = short.token(ASHA)
    with time_machine.travel("2026-06-15 09:10:00 +0000", tick=False):
        assert short.person(token) == ASHA
    with time_machine.travel("2026-06-15 09:10:01 +0000", tick=False), pytest.raises(NotSignedIn):
        short.person(token)


def test_every_route_but_the_open_ones_needs_a_sign_in(app, anybody, case):
    is_open = set()
    for rule in app.url_map.iter_rules():
        method = "POST" if "POST" in rule.methods else "GET"
        url = re.sub(r"<uuid:\w+>", case, re.sub(r"<int:\w+>", "1", rule.rule))
        answer = anybody.raw(method, url.replace("<path:filename>", "docs.js"))
        if answer.status_code != 401:
            is_open.add(rule.rule)
    assert is_open == {
        "/healthz", "/readyz", "/docs", "/v1/openapi.json", "/docs/files/<path:filename>",
        "/v1/calendars/<authority>/<secret>.ics",  # the link is what opens it
    }  # fmt: skip


def test_a_sign_in_is_asked_for_before_anything_else_is_said(anybody, case):
    assert anybody.post("/v1/cases", {"nonsense": True}).status_code == 401
    assert anybody.get(f"/v1/cases/{case}?colour=red").status_code == 401


@pytest.mark.parametrize("role", ["auditor", "support", "authority-administrator"])
def test_what_is_forbidden_looks_as_if_it_were_not_there(calling, case, role):
    caller = calling(role=role)
    answers = [
        caller.get("/v1/cases"),
        caller.get("/v1/alerts"),
        caller.get(f"/v1/cases/{case}"),
        caller.post("/v1/cases", REQUEST),
        caller.post(f"/v1/cases/{case}/note", {"nonsense": 1}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 5
    assert len({answer.data for answer in answers}) == 1


def test_nobody_reads_what_another_authority_has(calling, case):
    stranger = calling(authority=THEIRS)
    there = [stranger.get(f"/v1/cases/{case}"), stranger.get("/v1/cases")]
    assert there[0].status_code == 404
    assert case not in there[1].text


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (None, "not set"),
        ("", "not set"),
        ("short-key-0123456789", "too short"),
        ("a" * 64, "too short"),
        ("changeme-changeme-changeme-0123456789", "guess"),
        ("Secret-0123456789-0123456789-abcdefgh", "guess"),
    ],
)
def test_a_key_that_others_could_sign_with_is_refused(key, said):
    with pytest.raises(BadKey, match=said):
        signing_key(key, "EHCP_PAGE_KEY")
    with pytest.raises(BadKey, match=said):
        Tokens(key or "", good_for=timedelta(hours=1))


def test_a_random_key_will_do():
    assert signing_key(KEY, "EHCP_PAGE_KEY") == KEY
