"""What a request brings: a JSON body within limits, and its headers."""

import re
from collections.abc import Callable
from json import loads
from typing import Any, NoReturn
from uuid import UUID, uuid5

from flask import request

from ehcp.api.answering.problem import BadRequest
from ehcp.api.callers.identity import SignedIn
from ehcp.domain.entry import Source

LARGEST_BODY = 1_000_000
"""Bytes."""
DEEPEST = 24
"""How far objects and lists may stand in each other."""

KEYS = UUID("0b9b0f3c-58a4-53a5-9c0b-5c3d9a9d8f0e")
"""The namespace of command ids that follow from an Idempotency-Key."""
A_KEY = re.compile(r"[\x21-\x7e]{1,200}\Z")
A_VERSION = re.compile(r"(0|[1-9][0-9]{0,9})(\.[0-9a-f]+)?\Z")
NO_VERSION = -1

SOURCES = (Source.PORTAL, Source.LETTER, Source.EMAIL, Source.TELEPHONE)
"""How what is recorded can have reached a person; imports and the system say it themselves."""


def json_object() -> dict[str, Any]:
    """Return the JSON object in the body. Raises BadRequest, for a parameter as well."""
    if request.args:
        errors = [{"parameter": name[:100], "detail": "Unknown field."} for name in request.args]
        raise BadRequest(422, "invalid", "A parameter is not right.", errors=errors)
    if request.mimetype != "application/json":
        raise BadRequest(415, "unsupported-media-type", "Send application/json.")
    if "Transfer-Encoding" in request.headers:  # in chunks, which not every server hands on
        raise BadRequest(411, "length-required", "Say how long the body is: Content-Length.")
    raw = request.get_data()
    try:
        found = loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadRequest(400, "not-json", "The body is not JSON, or says a thing twice.") from None
    if not isinstance(found, dict):
        raise BadRequest(400, "not-an-object", "The body must be a JSON object.")
    if _deeper_than(DEEPEST, found):
        raise BadRequest(400, "too-deep", f"The body goes deeper than {DEEPEST} levels.")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _deeper_than(levels: int, value: Any) -> bool:
    inner = [value]
    for _ in range(levels):
        inner = [
            item
            for outer in inner
            if isinstance(outer, dict | list)
            for item in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return any(isinstance(item, dict | list) for item in inner)


def expected_version(*, needed: bool) -> int | None:
    """Return the version that the caller decided on, from If-Match. Raises BadRequest.

    None where it is not needed and not given. A tag that no version has matches none.
    """
    given = request.headers.get("If-Match")
    if given is None or given.strip() == "*":
        if needed:
            raise BadRequest(
                428,
                "version-required",
                'Say which version you decided on: If-Match: "<version>", as the ETag gave it.',
            )
        return None
    tags = request.if_match.as_set()
    if not tags and "W/" not in given:
        raise BadRequest(400, "bad-if-match", 'Write If-Match: "<version>", with its quotes.')
    return max((_version(tag) for tag in tags), default=NO_VERSION)


def _version(tag: str) -> int:
    found = A_VERSION.match(tag or "")  # of `""` it is None
    return int(found[1]) if found else NO_VERSION


def command_id(person: SignedIn, draw: Callable[[], UUID]) -> UUID:
    """Return the command's id: what the Idempotency-Key of this person makes it, else a new one.

    Raises BadRequest for a key that is none.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return draw()
    if A_KEY.match(key) is None:
        raise BadRequest(
            400,
            "bad-idempotency-key",
            "An Idempotency-Key has 1 to 200 visible ASCII characters and no blank.",
        )
    return uuid5(KEYS, f"{person.authority}\0{person.subject}\0{key}")


def source() -> Source:
    """Return how what is recorded reached the person. Raises BadRequest."""
    given = request.headers.get("Ehcp-Source", Source.PORTAL)
    if given not in SOURCES:
        raise BadRequest(400, "bad-source", f"Ehcp-Source is one of: {', '.join(SOURCES)}.")
    return Source(given)
