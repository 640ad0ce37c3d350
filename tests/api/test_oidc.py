"""Signing in with the tokens of an identity provider: those that are good, and all the others."""

import base64
import hashlib
import hmac
import json
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import jwt
import msgspec
import oidc_provider_mock
import pytest
import time_machine
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pytest_httpserver import HTTPServer

from ehcp.api.app import create_app
from ehcp.api.callers.identity import NotSignedIn, SignedIn, SignInAway
from ehcp.api.callers.signing_in import BadProviders, Bearer, Provider, read
from ehcp.api.callers.signing_in import keys as of_keys
from ehcp.api.callers.signing_in.providers import checked
from tests.api.conftest import ASHA, OURS, THEIRS, in_role
from tests.api.issuer import AUDIENCE, DISCOVERY, NOT_PUBLISHED, SECRETS, Issuer, jwk

LONGEST = timedelta(minutes=10)
THEM = SignedIn(subject=ASHA, authority=OURS)


@pytest.fixture(scope="module")
def listening() -> Iterator[HTTPServer]:
    with HTTPServer() as listening:
        yield listening


@pytest.fixture
def issuer(listening) -> Issuer:
    listening.clear()
    return Issuer(listening)


def bearer(*providers: Provider) -> Bearer:
    return Bearer(providers, longest=LONGEST, timeout=1)


def _with(provider: Provider, **more) -> Provider:
    return msgspec.structs.replace(provider, **more)


def of(issuer: Issuer, **more) -> Provider:
    return Provider(**{"issuer": issuer.url, "audience": AUDIENCE, "authority": OURS, **more})


@pytest.mark.parametrize("algorithm", list(SECRETS))
def test_a_good_token_of_each_way_of_signing_says_who_it_is(issuer, algorithm):
    assert bearer(of(issuer)).person(issuer.token(algorithm)) == THEM


@pytest.mark.parametrize("kind", ["JWT", "at+jwt", "application/at+jwt", "AT+JWT"])
def test_a_good_token_may_say_what_kind_it_is(issuer, kind):
    assert bearer(of(issuer)).person(issuer.token(header={"typ": kind})) == THEM


def test_the_only_key_of_a_provider_needs_no_name(listening):
    listening.clear()
    one = Issuer(listening, {"RS256": NOT_PUBLISHED})
    assert bearer(of(one)).person(jwt.encode(one.claims(), NOT_PUBLISHED, "RS256")) == THEM


def test_what_counts_of_somebody_is_a_claim_and_never_their_address(issuer):
    found = bearer(of(issuer, subject="oid", prefix="staff:"))
    token = issuer.token(sub="pairwise-1", oid="00000000-0000-0000-0000-0000000000aa", email="x@y")
    assert found.person(token).subject == "staff:00000000-0000-0000-0000-0000000000aa"
    with pytest.raises(NotSignedIn):
        found.person(issuer.token())  # it has no oid


def test_a_claim_may_say_which_of_a_few_authorities_it_is(issuer):
    several: dict[str, Any] = {
        "authority": None,
        "authorities": (OURS, THEIRS),
        "authority_claim": "council",
    }
    found = bearer(of(issuer, **several))
    assert found.person(issuer.token(council=THEIRS)) == replace(THEM, authority=THEIRS)
    others: list[Any] = ["E99000003", None, [OURS], {}]
    for other in others:
        with pytest.raises(NotSignedIn):
            found.person(issuer.token(council=other))


def signed_with_the_public_key(issuer: Issuer) -> str:
    """Return a token whose HS256 signature is made with what everybody knows."""
    public = SECRETS["RS256"].public_key()
    known = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return by_hand({"alg": "HS256", "typ": "JWT", "kid": "key-RS256"}, issuer.claims(), known)


def by_hand(header, claims, key: bytes = b"") -> str:
    def part(said) -> str:
        return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")

    signed = f"{part(header)}.{part(claims)}"
    mac = hmac.new(key, signed.encode(), hashlib.sha256).digest() if key else b""
    return f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def forged(issuer: Issuer) -> dict[str, str]:
    now, good = int(time.time()), issuer.token()
    head, body, signature = good.split(".")
    manager = issuer.token(sub="ruth.okafor")
    own = jwk(NOT_PUBLISHED, "RS256")
    elsewhere = {"jku": f"{issuer.url}/elsewhere", "x5u": f"{issuer.url}/elsewhere"}
    return {
        "nothing": "",
        "three dots": "...",
        "no JSON": f"bm8.{body}.{signature}",
        "letters of another script": "Žluťoučký.kůň.úpěl",
        "algorithm none": by_hand({"alg": "none", "kid": "key-RS256"}, issuer.claims()),
        "algorithm None, with its signature": f"{by_hand({'alg': 'None'}, {})}{signature}",
        "HS256 with the public key": signed_with_the_public_key(issuer),
        "another key by the name of ours": issuer.token(secret=NOT_PUBLISHED),
        "the key of another algorithm": issuer.token("ES256", header={"kid": "key-RS256"}),
        "PS256 with the key for RS256": issuer.token("PS256", header={"kid": "key-RS256"}),
        "RS512, which nobody uses here": jwt.encode(
            issuer.claims(), SECRETS["RS256"], "RS512", headers={"kid": "key-RS256"}
        ),
        "a key that nobody has heard of": issuer.token(header={"kid": "key-9"}),
        "no name of a key": jwt.encode(issuer.claims(), SECRETS["RS256"], "RS256"),
        "a key of its own": issuer.token(secret=NOT_PUBLISHED, header={"jwk": own}),
        "a place to look for its key": issuer.token(
            secret=NOT_PUBLISHED, header={"kid": "key-9", **elsewhere}
        ),
        "what must be understood, and is not": issuer.token(header={"crit": ["x"], "x": 1}),
        "another issuer": issuer.token(iss="https://login.example/other"),
        "an issuer with a path more": issuer.token(iss=f"{issuer.url}/"),
        "a list of issuers": by_hand(
            {"alg": "RS256", "kid": "k"}, issuer.claims(iss=[issuer.url])
        ),
        "no issuer": issuer.token(iss=None),
        "another audience": issuer.token(aud="api://other"),
        "no audience": issuer.token(aud=None),
        "expired": issuer.token(iat=now - 400, exp=now - 100),
        "not yet valid": issuer.token(nbf=now + 120),
        "made tomorrow": issuer.token(iat=now + 86_400, exp=now + 86_500),
        "no end": issuer.token(exp=None),
        "no beginning": issuer.token(iat=None),
        "too long a life": issuer.token(exp=now + 601),
        "an end before its beginning": issuer.token(iat=now + 5, exp=now + 4),
        "a life in words": issuer.token(exp=str(now + 300)),
        "an end that is no number": issuer.token(exp=float("inf")),
        "nobody": issuer.token(sub=None),
        "an empty subject": issuer.token(sub=""),
        "a subject with a blank": issuer.token(sub="asha patel"),
        "a subject that is a number": issuer.token(sub=7),
        "a service account": issuer.token(sub="service-account:feed"),
        "a cut signature": good[:-10],
        "no signature": f"{head}.{body}.",
        "somebody else's body": f"{head}.{manager.split('.')[1]}.{signature}",
        "an ID token by its hash": issuer.token(header={"typ": "JWT"}, at_hash="x"),
        "an ID token by its nonce": issuer.token(header={"typ": "JWT"}, nonce="x"),
        "an ID token by its own word": issuer.token(header={"typ": "JWT"}, typ="ID"),
        "a token of another kind": issuer.token(header={"typ": "logout+jwt"}),
        "a token that is too large": issuer.token(groups=["x" * 36] * 400),
        "braces without end": f"{head}.{base64.urlsafe_b64encode(b'[' * 9000).decode()}.x",
    }


def test_every_forged_token_is_refused_and_nobody_is_asked_about_it(services, issuer, store):
    in_role(store)
    signing = bearer(of(issuer))
    client = create_app(replace(services, identity=signing.person)).test_client()

    def asked(token: str):
        return client.get(
            "/v1/cases", headers={"Authorization": f"Bearer {token}".encode().decode("latin-1")}
        )

    taken = {name: asked(token).status_code for name, token in forged(issuer).items()}
    assert {name: status for name, status in taken.items() if status != 401} == {}
    assert len(taken) > 40
    assert asked(issuer.token()).status_code == 200
    assert issuer.asked("/elsewhere") == 0
    assert issuer.asked() == 1  # all that was asked, by forty tokens with unknown keys among them


def test_a_providers_tokens_are_for_its_own_authority_whoever_they_name(services, issuer, store):
    with HTTPServer() as listening:
        other = Issuer(listening, {"RS256": NOT_PUBLISHED})
        both = bearer(of(issuer), of(other, authority=THEIRS))
        assert both.person(other.token()) == SignedIn(subject=ASHA, authority=THEIRS)
        with pytest.raises(NotSignedIn):
            both.person(other.token(iss=issuer.url))
        with pytest.raises(NotSignedIn):
            both.person(issuer.token(iss=other.url))
        in_role(store, authority=OURS)
        client = create_app(replace(services, identity=both.person)).test_client()
        for token, status in ((issuer.token(), 200), (other.token(), 404)):
            signed = {"Authorization": f"Bearer {token}"}
            assert client.get("/v1/cases", headers=signed).status_code == status


def test_a_provider_that_does_not_answer_is_a_503_and_says_when_to_come_again(
    services, issuer, listening
):
    listening.clear()
    listening.expect_request(DISCOVERY).respond_with_data("busy", status=503)
    app = create_app(replace(services, identity=bearer(of(issuer)).person))
    signed = {"Authorization": f"Bearer {issuer.token()}"}
    for _ in range(3):
        answer = app.test_client().get("/v1/cases", headers=signed)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert answer.get_json()["type"] == "/problems/sign-in-unavailable"
    assert issuer.asked(DISCOVERY) == 1  # and not three times


def test_nobody_listens_is_the_same():
    with HTTPServer() as listening:
        gone = Issuer(listening)
    with pytest.raises(SignInAway):
        bearer(of(gone)).person(gone.token())


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://other.example", "jwks_uri": "https://other.example/keys"},
        {"jwks_uri": "http://other.example/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": None},
        ["no", "object"],
    ],
)
def test_a_discovery_document_of_somebody_else_is_not_followed(issuer, listening, said):
    listening.clear()
    document = said if isinstance(said, list) else {"issuer": issuer.url, **said}
    listening.expect_request(DISCOVERY).respond_with_json(document)
    with pytest.raises(SignInAway):
        bearer(of(issuer)).person(issuer.token())


def test_a_discovery_document_that_sends_on_is_not_followed(issuer, listening):
    listening.clear()
    headers = {"Location": f"{issuer.url}/elsewhere"}
    listening.expect_request(DISCOVERY).respond_with_data("", status=302, headers=headers)
    with pytest.raises(SignInAway):
        bearer(of(issuer)).person(issuer.token())
    assert issuer.asked("/elsewhere") == 0


def test_a_key_that_signs_for_both_sides_is_none_of_a_provider(issuer):
    secret = base64.urlsafe_b64encode(b"k" * 32).decode().rstrip("=")
    issuer.keys.append({"kty": "oct", "k": secret, "kid": "shared", "alg": "HS256"})
    found = bearer(of(issuer))
    head = {"alg": "HS256", "typ": "JWT", "kid": "shared"}
    with pytest.raises(NotSignedIn):
        found.person(by_hand(head, issuer.claims(), b"k" * 32))
    assert found.person(issuer.token()) == THEM


@pytest.fixture
def later(monkeypatch):
    """Moves the clock by which keys are kept."""
    moved = [0.0]
    real = time.monotonic
    monkeypatch.setattr(of_keys, "monotonic", lambda: real() + moved[0])

    def move(seconds: float) -> None:
        moved[0] += seconds

    return move


def test_a_key_that_is_new_is_found_and_one_that_is_gone_signs_nobody_in(issuer, later):
    found = bearer(of(issuer))
    assert found.person(issuer.token()) == THEM
    issuer.keys = [jwk(NOT_PUBLISHED, "RS256", "next")]
    new = issuer.token(secret=NOT_PUBLISHED, header={"kid": "next"})
    with pytest.raises(NotSignedIn):  # looked for a moment ago
        found.person(new)
    later(of_keys.PAUSE)
    assert found.person(new) == THEM
    with pytest.raises(NotSignedIn):
        found.person(issuer.token())
    assert issuer.asked() == 2


def test_unknown_keys_do_not_make_us_ask_without_end(issuer, later):
    found = bearer(of(issuer))
    for minute in range(3):
        for number in range(50):
            with pytest.raises(NotSignedIn):
                found.person(issuer.token(header={"kid": f"{minute}-{number}"}))
        later(60)
    assert issuer.asked() == 3


def test_while_the_provider_is_away_its_keys_are_kept_for_a_day_and_no_longer(
    issuer, listening, later
):
    found = bearer(of(issuer))
    assert found.person(issuer.token()) == THEM
    listening.clear()
    listening.expect_request(DISCOVERY).respond_with_data("busy", status=500)
    later(of_keys.FRESH + 1)
    assert found.person(issuer.token()) == THEM
    with pytest.raises(SignInAway):
        found.person(issuer.token(header={"kid": "key-9"}))
    later(of_keys.KEPT)
    with pytest.raises(SignInAway):
        found.person(issuer.token())
    listening.clear()
    again = Issuer(listening)
    later(of_keys.AGAIN)
    assert found.person(again.token()) == THEM


def test_a_token_is_good_until_its_end_and_no_longer(issuer):
    with time_machine.travel("2026-06-15 09:00:00 +0000", tick=False):
        found, token = bearer(of(issuer)), issuer.token(exp=int(time.time()) + 600)
        assert found.person(token) == THEM
    with time_machine.travel("2026-06-15 09:10:09 +0000", tick=False):
        assert found.person(token) == THEM  # two clocks may differ by ten seconds
    with time_machine.travel("2026-06-15 09:10:10 +0000", tick=False), pytest.raises(NotSignedIn):
        found.person(token)


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nobody, and gives their answer."""

    def http_error_302(self, req, fp, code, msg, headers):
        return fp


def id_token(url: str) -> str:
    """Sign in at a provider as a browser does, and as the program that sent it there."""
    back = {"redirect_uri": "http://localhost/back", "client_id": AUDIENCE}
    asked = {**back, "response_type": "code", "scope": "openid", "state": "s", "nonce": "n"}
    opener = urllib.request.build_opener(Stay())
    form = urlencode({"sub": ASHA}).encode()
    with opener.open(f"{url}/oauth2/authorize?{urlencode(asked)}", form) as answer:
        (code,) = parse_qs(urlsplit(answer.headers["Location"]).query)["code"]
    wanted = {**back, "grant_type": "authorization_code", "code": code, "client_secret": "any"}
    who = base64.b64encode(f"{quote(AUDIENCE, safe='')}:any".encode()).decode()
    request = urllib.request.Request(  # noqa: S310 - our own
        f"{url}/oauth2/token", urlencode(wanted).encode(), {"Authorization": f"Basic {who}"}
    )
    with opener.open(request) as answer:
        return str(json.load(answer)["id_token"])


def test_a_real_providers_id_token_is_no_access_token():
    """As a provider makes it that somebody else has written, for a client by our own name."""
    with oidc_provider_mock.run_server_in_thread() as server:
        url = f"http://localhost:{server.server_port}"
        token = id_token(url)
        claims = jwt.decode(token, options={"verify_signature": False})
        provider = Provider(issuer=url, audience=AUDIENCE, authority=OURS)
        assert (claims["aud"], claims["iss"]) == ([AUDIENCE], url)
        found = Bearer([provider], longest=timedelta(days=1), timeout=2)
        with pytest.raises(NotSignedIn):
            found.person(token)
        # it is for nothing else: its keys were found, and its signature is good
        (key,) = found._keys[url]._keys.values()  # noqa: SLF001
        assert jwt.decode(token, key, ["RS256"], audience=AUDIENCE, issuer=url)["sub"] == ASHA


ONE = Provider(issuer="https://id.example/a", audience="ehcp", authority=OURS)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ([], "at least one"),
        ([_with(ONE, issuer="http://id.example")], "https"),
        ([_with(ONE, audience="")], "audience"),
        ([_with(ONE, subject="email")], "changes hands"),
        ([_with(ONE, authority=None)], "say its authority"),
        ([_with(ONE, authorities=(THEIRS,))], "say its authority"),
        ([_with(ONE, authority="Larkmere")], "eight digits"),
        ([_with(ONE, prefix="staff")], "colon"),
        ([_with(ONE, prefix="service-account:")], "colon"),
        ([ONE, ONE], "once"),
        ([ONE, _with(ONE, issuer="https://id.example/b")], "several providers"),
        (
            [ONE, _with(ONE, issuer="https://id.example/b", prefix="schools:")],
            "several providers",
        ),
    ],
)
def test_providers_that_cannot_be_meant_are_refused(wrong, words):
    with pytest.raises(BadProviders, match=words):
        checked(wrong)


def test_several_providers_are_read_from_a_file(tmp_path):
    file = tmp_path / "providers.yaml"
    file.write_text(
        """
- {issuer: "https://login.example/1/v2.0", audience: "api://ehcp", subject: oid,
   authority: E99000001, prefix: "staff:"}
- {issuer: "https://id.schools.example", audience: ehcp, authority_claim: council,
   authorities: [E99000001, E99000002], prefix: "schools:"}
"""
    )
    first, second = read(file)
    assert (first.codes, first.subject, first.prefix) == ((OURS,), "oid", "staff:")
    assert (second.codes, second.authority_claim) == ((OURS, THEIRS), "council")
    file.write_text("- {issuer: https://a.example, colour: red}")
    with pytest.raises(BadProviders, match="Not a list of providers"):
        read(file)
    with pytest.raises(BadProviders, match="cannot be read"):
        read(tmp_path / "none")
