"""Only those fields of an answer that are asked for: `fields=child.name,stage`.

A name is a path from the top of the answer; in a list it goes for each of its items. What tells
what the answer is about stays: the case, its version, the two days, the next page.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import marshmallow as ma
import msgspec
from flask import Flask, Response, current_app, g, request

from ehcp.api.answering.problem import BadRequest
from ehcp.schemas import schema_for

PARAMETER = "fields"
DESCRIBED = {
    "in": "query",
    "name": PARAMETER,
    "description": "Only these of the answer, with commas between: `child.name,items.due`.",
    "schema": {"type": "string", "maxLength": 2_000},
}
STAYS = frozenset({"case", "version", "as_at", "as_known_on", "page"})
DONE = 200

Wanted = dict[str, "Wanted"]
"""The fields that are wanted, each with those in it; none in it: the whole field."""


def wanted(text: str) -> Wanted:
    """Return what a list of paths asks for."""
    found: Wanted = {}
    paths = [tuple(path.strip().split(".")) for path in text.split(",")]
    for names in sorted(paths, key=len, reverse=True):
        inner = found
        for name in names:
            inner = inner.setdefault(name, {})
        inner.clear()  # the whole of it, whatever else was said of what is in it
    return found


def unknown(paths: Wanted, shape: ma.Schema, at: str = "") -> list[str]:
    """Return the paths that an answer of this shape does not have."""
    found = []
    for name, inner in paths.items():
        field = shape.fields.get(name)
        path = f"{at}{name}"
        if field is None:
            found.append(path)
        elif inner and (nested := _nested(field)) is not None:
            found += unknown(inner, nested, f"{path}.")
    return found


def _nested(field: ma.fields.Field[Any]) -> ma.Schema | None:
    """Return the shape of what is in a field; None: it says nothing of it."""
    if isinstance(field, ma.fields.List):
        return _nested(field.inner)
    return field.schema if isinstance(field, ma.fields.Nested) else None


def cut(value: Any, paths: Wanted, *, top: bool = False) -> Any:
    """Return what is asked for of a value."""
    if isinstance(value, list):
        return [cut(item, paths) for item in value]
    if not isinstance(value, Mapping) or not paths:
        return value
    return {
        name: cut(inner, paths.get(name, {}))
        for name, inner in value.items()
        if name in paths or (top and name in STAYS)
    }


def asked() -> bool:
    """Whether this request asks for some fields alone, of an answer that has them."""
    return "fields" in g


def _begin() -> None:
    text = request.args.get(PARAMETER)
    if text is None:
        return
    shape = getattr(current_app.view_functions.get(request.endpoint or ""), "shape", None)
    if shape is None:
        return
    paths = wanted(text)
    schema = shape if isinstance(shape, ma.Schema) else schema_for(shape)
    errors = [
        {"parameter": PARAMETER, "detail": f"There is no field {path[:100]}."}
        for path in unknown(paths, schema)
    ]
    if errors or len(request.args.getlist(PARAMETER)) > 1:
        several = {"parameter": PARAMETER, "detail": "Given more than once."}
        raise BadRequest(422, "invalid", "A parameter is not right.", errors=errors or [several])
    g.fields = paths


def _cut(answer: Response) -> Response:
    paths = g.get("fields")
    if paths is None or answer.status_code != DONE or answer.mimetype != "application/json":
        return answer
    kept = cut(msgspec.json.decode(answer.get_data()), paths, top=True)
    answer.set_data(msgspec.json.encode(kept))
    tag, _ = answer.get_etag()
    if tag:
        named = sha256(request.args[PARAMETER].encode()).hexdigest()[:8]
        answer.set_etag(f"{tag}.{named}")
        answer.make_conditional(request)
    return answer


def register(app: Flask) -> None:
    """Cut the answers that are asked for so. It comes after the gate, which hides what is not."""
    app.before_request(_begin)
    app.after_request(_cut)
