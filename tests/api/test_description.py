"""The description is whole, right by its own rules, and the one that is kept in docs/."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from ehcp.api.description import as_text
from ehcp.domain.command import Command
from tests.api.agreement import description, resolved, wrong
from tests.api.conftest import REQUEST

KEPT = Path(__file__).parents[2] / "docs" / "openapi.json"
SPEC = description()
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, operations in SPEC["paths"].items()
    for method, operation in operations.items()
    if method in {"get", "post"}
}
TYPES = {"object", "array", "string", "boolean", "null", "integer", "number"}
PRODUCT = {n: kind for n, kind in Command.named.items() if kind.__module__.startswith("ehcp.")}


def everything(found: Any = SPEC) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
    for inner in found.values() if isinstance(found, dict) else found:
        if isinstance(inner, dict | list):
            yield from everything(inner)


def test_the_kept_description_is_fresh():
    assert KEPT.read_text() == as_text(SPEC), "run: .venv/bin/ehcp openapi > docs/openapi.json"


def test_what_is_served_is_what_is_kept(anybody):
    answer = anybody.get("/v1/openapi.json")
    assert answer.mimetype == "application/json"
    assert answer.text == KEPT.read_text()


def test_it_is_openapi_3_1_with_what_that_asks_for():
    assert SPEC["openapi"] == "3.1.0"
    assert {"title", "version"} <= set(SPEC["info"])
    assert {"paths", "components", "security"} <= set(SPEC)


def test_every_reference_leads_somewhere():
    references = {found["$ref"] for found in everything() if "$ref" in found}
    assert references
    for reference in references:
        assert isinstance(resolved({"$ref": reference}), dict)


def test_every_component_is_used():
    references = {found["$ref"] for found in everything() if "$ref" in found}
    for kind in ("schemas", "responses"):
        for name in SPEC["components"][kind]:
            assert f"#/components/{kind}/{name}" in references


def test_every_type_is_one_of_json_schemas():
    for found in everything():
        types = found.get("type")
        if isinstance(types, str) and "scheme" not in found and "title" not in found:
            assert types in TYPES
        elif isinstance(types, list):
            assert set(types) <= TYPES


def test_every_operation_has_a_name_of_its_own():
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_says_what_it_takes_and_answers(name):
    operation, (_, path) = OPERATIONS[name], name.split()
    assert operation["summary"]
    for response in map(resolved, operation["responses"].values()):
        assert response["description"]
    there = SPEC["paths"][path].get("parameters", []) + operation.get("parameters", [])
    in_path = {p["name"] for p in map(resolved, there) if p["in"] == "path"}
    assert in_path == set(re.findall(r"\{(\w+)\}", path))
    assert all("schema" in p for p in map(resolved, there))
    if operation.get("security") != []:
        assert {"401", "404"} <= set(operation["responses"])


def test_every_command_is_an_operation_with_the_schema_of_its_fields():
    for name, kind in PRODUCT.items():
        operation = OPERATIONS[f"POST /v1/cases/{{case}}/{name}"]
        body = operation["requestBody"]["content"]["application/json"]["schema"]
        schema = resolved(body)
        assert schema["additionalProperties"] is False
        assert set(schema["properties"]) == {field.name for field in fields(kind)}
        needed = {p["name"] for p in operation["parameters"] if p.get("required")}
        assert ("If-Match" in needed) == (not kind.commutes)


def test_every_command_that_opens_may_open_a_case():
    operation = OPERATIONS["POST /v1/cases"]
    choices = operation["requestBody"]["content"]["application/json"]["schema"]["oneOf"]
    schemas = [resolved(choice) for choice in choices]
    found = {name for schema in schemas for name in schema["properties"]["command"]["enum"]}
    assert found == {name for name, kind in PRODUCT.items() if kind.opens}
    assert [list(wrong(schema, REQUEST, "")) for schema in schemas].count([]) == 1


def test_nothing_in_it_comes_from_outside():
    assert "http://" not in json.dumps(SPEC)
