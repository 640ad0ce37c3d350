"""An identity provider for tests: real HTTP, real keys, and every kind of token."""

import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import get_default_algorithms
from pytest_httpserver import HTTPServer
from werkzeug import Response

AUDIENCE = "api://ehcp-tests"
SECRETS: dict[str, Any] = {
    "RS256": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "ES384": ec.generate_private_key(ec.SECP384R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
}
SECRETS["PS256"] = SECRETS["RS256"]
NOT_PUBLISHED = rsa.generate_private_key(public_exponent=65537, key_size=2048)
DISCOVERY, KEYS = "/.well-known/openid-configuration", "/keys"


def jwk(secret: Any, algorithm: str, name: str | None = None) -> dict[str, Any]:
    """Return the public half of a key as it is published."""
    public = get_default_algorithms()[algorithm].to_jwk(secret.public_key(), as_dict=True)
    return {**public, "alg": algorithm, "use": "sig", "kid": name or f"key-{algorithm}"}


class Issuer:
    """A provider on a port of this machine. `keys` are what it publishes."""

    def __init__(self, server: HTTPServer, secrets: dict[str, Any] = SECRETS) -> None:
        self.server = server
        self.secrets = secrets
        self.url = server.url_for("").removesuffix("/")
        self.keys = [jwk(secret, algorithm) for algorithm, secret in secrets.items()]
        server.expect_request(DISCOVERY).respond_with_handler(self._document)
        server.expect_request(KEYS).respond_with_handler(self._keys)

    def _document(self, _: Any) -> Response:
        return _json({"issuer": self.url, "jwks_uri": self.url + KEYS})

    def _keys(self, _: Any) -> Response:
        return _json({"keys": self.keys})

    def asked(self, path: str = KEYS) -> int:
        """Return how often it was asked for something."""
        return sum(request.path == path for request, _ in self.server.log)

    def claims(self, **claims: Any) -> dict[str, Any]:
        """Return what a good token says, and these; None takes one away."""
        now = int(time.time())
        found = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": "asha.patel",
            "iat": now,
            "exp": now + 300,
            **claims,
        }
        return {name: value for name, value in found.items() if value is not None}

    def token(
        self,
        algorithm: str = "RS256",
        secret: Any = None,
        header: dict[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        """Return a token, signed; good unless something else is asked for."""
        head = {"kid": f"key-{algorithm}", "typ": "at+jwt", **(header or {})}
        said = json.dumps(self.claims(**claims)).encode()  # whatever it is: jwt.encode would look
        return jwt.PyJWS().encode(said, secret or self.secrets[algorithm], algorithm, head)


def _json(found: Any) -> Response:
    return Response(json.dumps(found), content_type="application/json")
