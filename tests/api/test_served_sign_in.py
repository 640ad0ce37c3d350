"""The process as it is really served signs people in by its settings, or does not start."""

import os
import secrets
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer

from ehcp.cli.main import main
from tests.api.conftest import KEY, OURS, in_role, signed_in
from tests.api.issuer import AUDIENCE, Issuer
from tests.api.test_served import PATIENCE, as_url, asked, free_port

DATABASE = {"EHCP_DATABASE_URL": "postgresql://nobody@192.0.2.1/x"}
PAGES = {"EHCP_PAGE_KEY": secrets.token_urlsafe(48)}
ISSUER = {
    "EHCP_OIDC_ISSUER": "https://login.example/1",
    "EHCP_OIDC_AUDIENCE": AUDIENCE,
    "EHCP_OIDC_AUTHORITY": OURS,
}


@pytest.fixture(autouse=True)
def _bare(monkeypatch):
    for name in [name for name in os.environ if name.startswith("EHCP_")]:
        if not name.startswith("EHCP_TEST"):
            monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "EHCP_OIDC_ISSUER: Who signs people in?"),
        ({**ISSUER}, "EHCP_PAGE_KEY is not set"),
        ({**ISSUER, "EHCP_PAGE_KEY": "changeme-changeme-changeme-0123456789"}, "guess"),
        ({**ISSUER, "EHCP_PAGE_KEY": "a" * 64}, "too short"),
        ({**PAGES, "EHCP_DEVELOPMENT_KEY": "short"}, "EHCP_DEVELOPMENT_KEY is too short"),
        ({**PAGES, **ISSUER, "EHCP_DEVELOPMENT_KEY": KEY}, "signs in as anybody"),
        ({**PAGES, **ISSUER, "EHCP_OIDC_AUDIENCE": ""}, "EHCP_OIDC_AUDIENCE: Set what goes with"),
        ({**PAGES, **ISSUER, "EHCP_OIDC_ISSUER": "http://login.example"}, "no https"),
        ({**PAGES, **ISSUER, "EHCP_OIDC_SUBJECT": "email"}, "changes hands"),
        ({**PAGES, **ISSUER, "EHCP_OIDC_PROVIDERS": "x.yaml"}, "and not both"),
        ({**PAGES, "EHCP_OIDC_PROVIDERS": "no-such-file.yaml"}, "cannot be read"),
        ({**PAGES, **ISSUER, "EHCP_OIDC_LONGEST_MINUTES": "1000"}, "OIDC_LONGEST_MINUTES"),
        ({**PAGES, **ISSUER, "EHCP_LIMIT_PERSON": "many"}, "600/minute"),
        ({**PAGES, **ISSUER, "EHCP_TOKEN_KEY": KEY}, "EHCP_TOKEN_KEY: It is two now"),
    ],
)
def test_it_does_not_start_without_a_good_answer_to_who_signs_in(monkeypatch, given, words):
    for name, value in {**DATABASE, **given}.items():
        monkeypatch.setenv(name, value)
    run = CliRunner().invoke(main, ["serve"])
    assert run.exit_code == 2
    assert words in run.output
    assert KEY not in run.output


def served(database, log, **settings):
    port = free_port()
    environment = {**os.environ, "EHCP_DATABASE_URL": database, "EHCP_WEB_PROCESSES": "1"}
    environment |= {"EHCP_PORT": str(port), **settings}
    with log.open("w") as kept:
        process = subprocess.Popen(
            [sys.executable, "-m", "ehcp", "serve"], env=environment, stdout=kept, stderr=kept
        )
    url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE
    while True:
        try:
            if asked(f"{url}/readyz")[0] == 200:
                return process, url
        except OSError:
            pass
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


def test_a_provider_signs_people_in_and_nobody_else_does(services, store, tmp_path):
    """Behind a proxy of ours, over real HTTP on both sides."""
    in_role(store)
    database = as_url(services.cases.store.env["EHCP_DATABASE_URL"])
    with HTTPServer() as listening:
        issuer = Issuer(listening)
        settings = {**PAGES, **ISSUER, "EHCP_OIDC_ISSUER": issuer.url, "EHCP_PROXIES": "1"}
        process, url = served(database, tmp_path / "log", EHCP_LIMIT_FAILURES="2/hour", **settings)
        try:
            cases = f"{url}/v1/cases"
            good = {"Authorization": f"Bearer {issuer.token()}"}
            assert asked(cases, **good)[0] == 200
            made_here = signed_in()  # as the demo would
            first, second = ({"X-Forwarded-For": f"192.0.2.{n}"} for n in (1, 2))
            refused = [asked(cases, **made_here, **first)[0] for _ in range(3)]
            assert refused == [401, 401, 429]
            assert asked(cases, **made_here, **second)[0] == 401
            assert asked(cases, **good, **first)[0] == 200
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
        assert "development" not in (tmp_path / "log").read_text().lower()
