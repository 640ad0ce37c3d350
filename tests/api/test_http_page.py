"""What docs/http.md says of routes is what the description says of them."""

import re
from pathlib import Path

from tests.api.test_description import OPERATIONS, SPEC

PAGE = (Path(__file__).parents[2] / "docs" / "http.md").read_text(encoding="utf-8")
CASE = "/v1/cases/{case}"
TWO_DAYS = {"as-at", "as-known-on"}
PATH = re.compile(r"`(/[a-z/{}-]+)")


def between(first, last):
    """Return what stands on the page from one text to another."""
    return PAGE[PAGE.index(first) : PAGE.index(last)]


def parameters(path):
    """Return the names of what is asked of a path under a case, besides the case."""
    given = (*OPERATIONS[f"GET {path}"].get("parameters", ()), *SPEC["paths"][path]["parameters"])
    return {each["name"] for each in given if each["in"] == "query"}


def test_the_paths_of_a_case_that_take_no_two_days_are_named():
    table = between("| path | says |", "`/commands` and `/documents` tell of now")
    named = {CASE, *(CASE + path for path in PATH.findall(table))}
    named = {path.replace("/deadlines/{id}", "/deadlines/{deadline}") for path in named}
    without = {path for path in named if not parameters(path) >= TWO_DAYS}
    told = between("`/commands` and `/documents` tell of now", "All the others take two days")
    assert {CASE + path for path in PATH.findall(told)} == without


def test_the_routes_that_ask_for_no_sign_in_are_named():
    first = between("Every request carries `Authorization", "- people send an access token")
    without = {route for route, found in OPERATIONS.items() if found.get("security") == []}
    assert "GET /v1/calendars/{authority}/{secret}.ics" in without
    assert all(f"`{route.removeprefix('GET ')}`" in first for route in without)
