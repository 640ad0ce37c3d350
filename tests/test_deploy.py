"""What is deployed beside the program: it can be read, and names only what there is."""

import re
from pathlib import Path

import yaml
from prometheus_client import REGISTRY

import ehcp.api.metrics  # noqa: F401 - so that its metrics are known
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
