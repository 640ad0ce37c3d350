import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from ehcp.application import clock
from ehcp.cli.running.wrong import undelivered
from ehcp.domain.events.request import AssessmentRequested
from ehcp.scheduler.delivery.deliver import Delivery
from ehcp.scheduler.delivery.listed import Deliveries, state
from ehcp.scheduler.delivery.targets import read
from ehcp.scheduler.work import sweep_once
from tests.cli.conftest import AUTHORITY
from tests.projections.histories import record, rows_of
from tests.scheduler.delivery.receiving import (
    QUICK,
    SECRET,
    begun,
    raise_one,
    receiver,
    targets,
)
from tests.scheduler.test_work import wait_until

WELL = Deliveries(waiting=0, dead=0, oldest=0.0, behind=0)


def ids(found, *, set_up=True):
    return [each.id for each in undelivered(found, set_up=set_up)]


def test_a_dead_letter_is_listed_told_by_status_and_sent_again(store, ehcp):
    with receiver(always=500) as told:
        begun(store, to := targets(**{AUTHORITY: told.url}))
        raise_one(store, AUTHORITY)
        with Delivery(store, to, QUICK):
            wait_until(lambda: state(store).dead)
        (letter,) = ehcp("alerts", "deliveries", "--dead", "--json")
        assert letter["reason"] == "HTTP 500"
        assert "GIVEN UP after 4 tries: HTTP 500" in ehcp("alerts", "deliveries")
        assert "1 message about alerts could not be delivered" in ehcp("status", status=1)
        assert ehcp("alerts", "redeliver", letter["id"]) == "1 to be sent again.\n"
        assert ehcp("alerts", "deliveries", "--dead", "--json") == []
        told.always = 204
        with Delivery(store, to, QUICK):
            wait_until(lambda: not state(store).waiting)
    assert set(told.ids) == {letter["id"]}
    assert "delivered" in ehcp("alerts", "deliveries")
    assert ehcp("alerts", "redeliver", "--all-dead") == "0 to be sent again.\n"
    assert "there is no message" in ehcp("alerts", "redeliver", uuid4(), status=1)
    found = ehcp("alerts", "redeliver", letter["id"], nobodys := uuid4(), "--json", status=1)
    assert found == {"again": [letter["id"]], "missing": [str(nobodys)]}
    ehcp("alerts", "redeliver", status=2)


def test_the_list_of_alerts_is_still_there_without_a_word_more(store, ehcp):
    raise_one(store, AUTHORITY)
    sweep_once(store, clock.today())
    assert ehcp("alerts").count("28 of assessment-decision-notify") == 1


@pytest.mark.parametrize(
    ("found", "set_up", "expected"),
    [
        (WELL, True, []),
        (replace(WELL, dead=1), True, ["dead-letters"]),
        (replace(WELL, waiting=1, oldest=3600.0), True, []),
        (replace(WELL, waiting=1, oldest=3601.0), True, ["late-deliveries"]),
        (replace(WELL, behind=9, lag=301.0), True, ["late-deliveries"]),
        (replace(WELL, behind=9, lag=301.0), False, []),
        (None, True, []),
    ],
)
def test_status_says_what_of_the_deliveries_is_wrong(found, set_up, expected):
    assert ids(found, set_up=set_up) == expected


def test_a_file_that_cannot_be_meant_stops_the_worker_with_a_line(ehcp, monkeypatch, tmp_path):
    file = tmp_path / "delivery.yaml"
    file.write_text("authorities: {E99000001: {mail: {officer: casework@la.example}}}")
    monkeypatch.setenv("EHCP_DELIVERY", str(file))
    ehcp("work", status=2)


@pytest.mark.usefixtures("ehcp")
def test_the_worker_delivers_what_it_raises(store, tmp_path):
    file = tmp_path / "delivery.yaml"
    with receiver() as told:
        file.write_text(
            f"authorities: {{{AUTHORITY}: {{webhooks: "
            f"{{desk: {{url: '{told.url}', secret: {SECRET}}}}}}}}}"
        )
        begun(store, read(file))
        long_ago = clock.today() - timedelta(days=60)
        record(store, AssessmentRequested(on=long_ago), authority=AUTHORITY)
        worker = subprocess.Popen(
            [sys.executable, "-m", "ehcp", "work"],
            env={**os.environ, "EHCP_DELIVERY": str(file)},
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_until(lambda: rows_of(store, "deliveries"), 60)
            wait_until(lambda: not state(store).waiting)
        finally:
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(20) == 0
    ((sent,),) = rows_of(store, "deliveries", "distinct state")
    assert sent == "delivered"
    assert len(told.posts) == len(set(told.ids)) == len(rows_of(store, "deliveries"))
