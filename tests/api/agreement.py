"""Holds an answer against the description of the interface: enough of JSON Schema for ours."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from ehcp.api.description import describe

PLAIN = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
    "integer": int, "number": (int, float),
}  # fmt: skip
FORMATS: dict[str, Any] = {
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
    "uuid": UUID,
}


@cache
def description() -> dict[str, Any]:
    return describe(Flask("ehcp.api"))


def resolved(found: Any) -> Any:
    """Return what a reference stands for."""
    if "$ref" not in found:
        return found
    there: Any = description()
    for part in found["$ref"].removeprefix("#/").split("/"):
        there = there[part]
    return there


def operation(method: str, path: str) -> Any:
    """Return what the description says of a request, if it has it."""
    for template, operations in description()["paths"].items():
        pattern = re.sub(r"\{\w+\}", r"[^/]+", template)
        if re.fullmatch(pattern, path) and method.lower() in operations:
            return operations[method.lower()]
    return None


def agrees(method: str, answer: TestResponse) -> None:
    """Assert that an answer is one that the description knows, shape and headers included."""
    found = operation(method, answer.request.path)
    if found is None:
        return
    status = str(answer.status_code)
    assert status in found["responses"], f"{found['operationId']} does not describe {status}"
    described = resolved(found["responses"][status])
    content = described.get("content", {})
    for header in described.get("headers", {}):
        assert header in answer.headers, header
    if content:
        media_type = answer.mimetype
        assert media_type in content
        # what was not asked for is not there; and a file is no JSON
        if "fields" not in answer.request.args and answer.is_json:
            assert list(wrong(content[media_type]["schema"], answer.get_json(), "")) == []


def wrong(schema: Any, value: Any, at: str):
    """Yield where a value is not as a schema says."""
    schema = resolved(schema)
    if "anyOf" in schema and all(list(wrong(inner, value, at)) for inner in schema["anyOf"]):
        yield f"{at}: fits none of what it may be"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of the words"
    types = schema.get("type")
    types = [types] if isinstance(types, str) else types
    if types and not any(fits(value, PLAIN[name]) for name in types):
        yield f"{at}: {value!r} is no {types}"
        return
    if isinstance(value, str):
        yield from wrong_text(schema, value, at)
    if isinstance(value, list) and "items" in schema:
        least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
        if not least <= len(value) <= most:
            yield f"{at}: {len(value)} items"
        for number, item in enumerate(value):
            yield from wrong(schema["items"], item, f"{at}/{number}")
    if isinstance(value, dict):
        yield from wrong_object(schema, value, at)


def fits(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def wrong_text(schema: dict[str, Any], value: str, at: str):
    try:
        FORMATS.get(schema.get("format", ""), str)(value)
    except ValueError:
        yield f"{at}: {value!r} is no {schema['format']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"


def wrong_object(schema: dict[str, Any], value: dict[str, Any], at: str):
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}: no {name}"
    for name, inner in value.items():
        if name in properties:
            yield from wrong(properties[name], inner, f"{at}/{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at}: {name} is not described"
