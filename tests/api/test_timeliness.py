"""What a manager sees of timeliness, and with which teams."""

from uuid import uuid4

from ehcp.application.cases import Asked
from ehcp.application.keeping.authorities import Authorities, SettingsChange
from ehcp.domain.events.authority import Team
from tests.api.conftest import OURS, RECORDER, TODAY
from tests.projections.histories import record
from tests.projections.test_timeliness import planned


def asked() -> Asked:
    return Asked(by=RECORDER, command_id=uuid4())


def test_a_manager_sees_the_published_rate_by_team_and_a_caseworker_does_not(
    store, calling, projected
):
    ours = Authorities(store, lambda: TODAY)
    ours.add(OURS, "Larkmere", "main", asked())
    teams = (Team(name="North", officers=("asha.patel",)),)
    ours.change(OURS, SettingsChange(teams=teams), asked())
    record(store, *planned(140), authority=OURS)
    record(store, *planned(141), authority=OURS)
    projected()
    manager = calling(role="send-manager")
    found = manager.get("/v1/timeliness?year=2025&by=team").get_json()
    assert [item["group"] for item in found["items"]] == ["North"]
    (plans,) = [
        each for each in found["items"][0]["measures"] if each["measure"] == "plans-in-20-weeks"
    ]
    assert plans["with_exceptions"] == {
        "done": 2, "in_time": 1, "rate": "50.0", "over_52_weeks": 0, "average_weeks": "20.1",
    }  # fmt: skip
    shown = manager.get("/v1/authority").get_json()
    assert shown["teams"] == [{"name": "North", "officers": ["asha.patel"]}]
    assert calling().get("/v1/timeliness?year=2025").status_code == 404
    assert manager.get("/v1/timeliness?by=moon").status_code == 422
