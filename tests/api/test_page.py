"""What every answer carries, and the page to try the interface on."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

import ehcp.api

STATIC = Path(ehcp.api.__file__).parent / "static"
VENDORED = STATIC / "swagger-ui"
MANIFEST = json.loads((VENDORED / "vendored.json").read_text())
OPEN = ("/healthz", "/readyz", "/docs", "/v1/openapi.json", "/docs/files/docs.js")


@pytest.mark.parametrize("url", [*OPEN, "/v1/cases", "/nowhere"])
def test_every_answer_has_the_headers_that_keep_it_safe(anybody, url):
    headers = anybody.raw("GET", url).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert ("no-store" in headers.get("Cache-Control", "")) == (not url.startswith("/docs/files"))


def test_the_page_loads_nothing_from_outside_and_has_no_code_in_it(anybody):
    page = anybody.get("/docs")
    assert page.status_code == 200
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert addresses
    assert all(address.startswith(("/", "data:")) for address in addresses)
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", page.text) == []
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    for address in (a for a in addresses if a.startswith("/docs/files/")):
        assert anybody.raw("GET", address).status_code == 200


def test_the_vendored_files_are_the_ones_of_the_manifest():
    found = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in VENDORED.iterdir()
        if path.name != "vendored.json"
    }
    assert found == MANIFEST["sha256"]
    assert {"LICENSE", "NOTICE"} <= set(found)


def test_a_reading_of_a_case_is_kept_by_nobody(officer, case):
    headers = officer.get(f"/v1/cases/{case}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Vary"] == "Authorization"
