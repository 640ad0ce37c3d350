"""What is deployed beside the program: it can be read, and names only what there is."""

import os
import re
import secrets
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from prometheus_client import REGISTRY

import ehcp.api.running.metrics  # noqa: F401 - so that its metrics are known
from ehcp.cli.asking.signing_in import page_key, sign_in
from ehcp.cli.main import COMMANDS
from ehcp.cli.running.settings_page import page
from ehcp.config import Settings, settings
from ehcp.scheduler.metrics import ASKED, OF_GROUP, OF_POOL, UP

DEPLOY = Path("deploy")
METRIC = re.compile(r"\behcp_[a-z_]+")


def metrics():
    of_web = {name for metric in REGISTRY.collect() for name in (metric.name,)}
    return of_web | {UP[0], *ASKED, *OF_GROUP, *OF_POOL}


def test_each_alarm_is_on_a_metric_that_a_process_tells():
    (group,) = yaml.safe_load((DEPLOY / "alarms.yml").read_text())["groups"]
    for rule in group["rules"]:
        for name in METRIC.findall(rule["expr"]):
            assert re.sub(r"_(total|bucket)$", "", name) in metrics(), name
        assert rule["annotations"]["summary"]
        assert rule["labels"]["severity"] in ("page", "ticket")


def test_a_cluster_of_ours_answers_nothing_that_no_standby_has():
    found = yaml.safe_load((DEPLOY / "patroni.yml").read_text())["bootstrap"]["dcs"]
    assert found["synchronous_mode"]
    assert found["synchronous_mode_strict"]
    # Patroni's own rule: a leader that cannot reach the quorum gives way before another leads
    assert found["loop_wait"] + 2 * found["retry_timeout"] <= found["ttl"]
    settings = found["postgresql"]["parameters"]
    assert (settings["fsync"], settings["synchronous_commit"]) == ("on", "on")


def test_what_the_manual_names_is_there():
    text = Path("docs/operations.md").read_text()
    for name in re.findall(r"\(\.\./(deploy/[a-z.]+)\)", text):
        assert Path(name).exists()


# The compose file, read as Docker reads it: with the variables of .env put in.
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
FILLED_IN = {
    "EHCP_OIDC_ISSUER": "https://login.example/1",
    "EHCP_OIDC_AUDIENCE": "api://ehcp",
    "EHCP_OIDC_AUTHORITY": "E99000001",
}
KEYS_OF_A_SERVICE = {
    "build", "cap_drop", "command", "depends_on", "environment", "healthcheck", "image",
    "logging", "ports", "read_only", "restart", "secrets", "security_opt", "stop_grace_period",
    "tmpfs", "volumes",
}  # fmt: skip
OF_COMPOSE = {"EHCP_PUBLISH", "EHCP_SECRETS", "EHCP_VERSION"}
"""What compose itself needs, and no process."""
NAMES = {f"EHCP_{field.name.upper()}": field for field in fields(Settings)}


def example() -> dict[str, str]:
    lines = Path(".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def compose(given: dict[str, str]) -> Any:
    """Return the compose file with these variables put in. Raises KeyError for one it needs."""

    def put(found: re.Match[str]) -> str:
        name, sign, other = found.groups()
        value = given.get(name, "")
        if not value and sign == "?":
            raise KeyError(other)
        return value or (other or "")

    return yaml.safe_load(VARIABLE.sub(put, Path("compose.yaml").read_text()))


def test_the_compose_file_says_only_what_compose_knows_and_what_there_is():
    found = compose({**example(), **FILLED_IN})
    assert set(found["services"]) == {"migrate", "web", "worker"}
    for name, service in found["services"].items():
        assert set(service) <= KEYS_OF_A_SERVICE, name
        assert service["command"][0] == "ehcp"
        assert service["command"][1] in COMMANDS
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
        assert set(service["secrets"]) <= set(found["secrets"])
        assert {volume.split(":")[0] for volume in service.get("volumes", ())} <= {"files"}
    for name in ("web", "worker"):
        needed = found["services"][name]["depends_on"]["migrate"]["condition"]
        assert needed == "service_completed_successfully"
    assert found["services"]["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_every_setting_of_the_compose_file_is_one_and_every_variable_is_in_the_example():
    asked = {found[1] for found in VARIABLE.finditer(Path("compose.yaml").read_text())}
    assert asked == set(example())
    assert asked - OF_COMPOSE <= set(NAMES)
    for service in compose({**example(), **FILLED_IN})["services"].values():
        for name, value in service["environment"].items():
            assert name.removesuffix("_FILE") in NAMES
            is_secret = NAMES[name.removesuffix("_FILE")].metadata["secret"]
            assert is_secret == name.endswith("_FILE"), name
            if is_secret:
                assert value.removeprefix("/run/secrets/") in service["secrets"]


def test_it_is_not_started_before_somebody_has_said_who_signs_in():
    for name in FILLED_IN:
        with pytest.raises(KeyError, match=r"Say in \.env"):
            compose({**example(), **FILLED_IN, name: ""})


def test_no_secret_and_no_development_sign_in_stands_in_what_is_deployed():
    for file in ("compose.yaml", ".env.example", "Dockerfile"):
        text = Path(file).read_text()
        assert "DEVELOPMENT" not in text
        for name, field in NAMES.items():
            if field.metadata["secret"]:
                assert not re.search(rf"^\s*{name}[=:]\s*\S", text, re.MULTILINE), name
    ignored = Path(".gitignore").read_text().split()
    assert {".env", "secrets/"} <= set(ignored)
    assert Path(".dockerignore").read_text().splitlines()[1] == "*"


@pytest.mark.parametrize("name", ["migrate", "web", "worker"])
def test_each_process_takes_the_settings_that_it_is_given(monkeypatch, tmp_path, name):
    for each in [each for each in os.environ if each.startswith("EHCP_")]:
        monkeypatch.delenv(each)
    url, key = "postgresql://login:word@db.example/ehcp", secrets.token_urlsafe(48)
    for file in compose({**example(), **FILLED_IN})["secrets"]:
        (tmp_path / file).write_text(f"{url if file.startswith('database') else key}\n")
    service = compose({**example(), **FILLED_IN})["services"][name]
    for setting, value in service["environment"].items():
        monkeypatch.setenv(setting, str(value).replace("/run/secrets", str(tmp_path)))
    found = settings()
    assert found.database_url == url
    if name == "web":
        assert page_key(found) == key
        assert sign_in(found).__self__._by_issuer.keys() == {"https://login.example/1"}  # type: ignore[attr-defined] # noqa: SLF001
        assert found.proxies == 1


def test_the_page_of_settings_is_fresh_and_has_every_setting():
    kept = Path("docs/settings.md").read_text()
    assert kept == page(), "run: make docs"
    assert all(f"| `{name}` |" in kept for name in NAMES)
    for field in NAMES.values():
        assert field.metadata["says"]


def test_every_setting_is_read_by_its_own_name():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', Path("ehcp/config.py").read_text()))
    assert {f"EHCP_{name}" for name in read} == set(NAMES)


def test_what_is_copied_into_the_image_makes_a_package_that_is_whole(tmp_path):
    """The steps of the first stage, in a folder with nothing else, and what they make is run."""
    stage = Path("Dockerfile").read_text().split("\nFROM ")[1]
    source, made, app = tmp_path / "src", tmp_path / "dist", tmp_path / "app"
    source.mkdir()
    for line in re.findall(r"^COPY (?!--from)(.+)$", stage, re.MULTILINE):
        *what, to = line.split()
        for each in map(Path, what):
            into = source / to / ("" if each.is_dir() else each.name)
            if each.is_dir():
                shutil.copytree(each, into, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(each, into)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)  # noqa: S603
    (wheel,) = made.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(app)
    shipped = {str(path.relative_to(app)) for path in app.rglob("*") if path.is_file()}
    tracked = {
        str(path)
        for path in Path("ehcp").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert tracked <= shipped
    bare = {name: text for name, text in os.environ.items() if not name.startswith("EHCP_")}
    run = subprocess.run(
        [sys.executable, "-P", "-m", "ehcp", "serve"],
        cwd=tmp_path,
        env={**bare, "PYTHONPATH": str(app), "EHCP_DATABASE_URL": "postgresql://db.example/x"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "Who signs people in?" in run.stderr
