"""What differs in a case from an earlier point, on the command line."""

from tests.domain.ordinary_case import FINISHED
from tests.projections.histories import record


def test_what_differs_between_two_days(ehcp, store):
    case = str(record(store, *FINISHED, authority="E99000001"))
    asked = ("case", "changes", case, "--from-as-at", "2025-01-31", "--as-at", "2025-02-04")
    found = ehcp(*asked, "--json")
    assert [entry["event"] for entry in found["entries"]["came"]] == ["assessment-agreed"]
    assert (found["before"]["stage"], found["after"]["stage"]) == ("request", "assessment")
    (decided,) = [
        row for row in found["deadlines"] if row["limit"] == "assessment-decision-notify"
    ]
    assert decided["changes"] == ["done", "status"]
    said = ehcp(*asked).splitlines()
    assert said[0] == "request, then assessment"
    assert "came: entry 4, assessment-agreed" in said
    assert "done, status: assessment-decision-notify, due 2025-02-17, met" in said
    same = ehcp("case", "changes", case, "--from-as-at", "2025-02-04", "--as-at", "2025-02-04")
    assert same == "assessment\n"
