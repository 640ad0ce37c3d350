"""Whatever a person sends that has the right shape is answered, and is no bug of ours."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehcp.application.chronology.file import EVENTS
from ehcp.schemas import dump
from tests.test_schemas import COMMANDS, values

ANSWERS = (200, 404, 409, 412, 422)
DRAWN = settings(
    max_examples=1, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DAYS = date(2026, 5, 1), date(2026, 6, 15)
EVER = date(1900, 1, 1), date(2100, 12, 31)


@pytest.mark.parametrize("name", COMMANDS)
@DRAWN
@given(data=st.data())
def test_every_command_is_answered(officer, case, name, data):
    body = dump(data.draw(values(COMMANDS[name])))
    body["on"] = data.draw(st.dates(*DAYS)).isoformat()
    version = officer.get(f"/v1/cases/{case}").headers["ETag"]
    answer = officer.post(f"/v1/cases/{case}/{name}", body, If_Match=version)
    assert answer.status_code in ANSWERS, answer.get_json()
    for view in ("", "/deadlines", "/timeline", "/plan"):
        assert officer.get(f"/v1/cases/{case}{view}").status_code == 200


@pytest.mark.parametrize("event", EVENTS)
@DRAWN
@given(data=st.data())
def test_every_event_may_be_supposed(officer, case, event, data):
    first, second = data.draw(st.dates(*EVER)), data.draw(st.dates(*EVER))
    other = data.draw(st.sampled_from(sorted(EVENTS)))
    url = f"/v1/cases/{case}/deadlines?suppose={event}@{first}&suppose={other}@{second}"
    assert officer.get(url).status_code in (200, 422)
