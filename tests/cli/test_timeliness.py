"""What was done in time, on the command line, and the teams by which it is told apart."""

from tests.projections.histories import A, projector, record
from tests.projections.test_timeliness import planned


def test_timeliness_by_team_as_a_person_and_a_machine_read_it(ehcp, store):
    ehcp("authority", "add", A, "Larkmere Council")
    ehcp("authority", "set", A, "--team", "North=asha.patel, bo.lund")
    ehcp("authority", "set", A, "--team", "South=Cy Reed")
    shown = ehcp("authority", "set", A, "--team", "South=", "--json")
    assert shown["teams"] == {"North": ["asha.patel", "bo.lund"]}
    for days in (140, 141, 141):
        record(store, *planned(days), authority=A)
    projector(store).catch_up()
    found = ehcp("timeliness", "--authority", A, "--year", "2025", "--by", "team", "--json")
    assert [each["group"] for each in found["groups"]] == ["North"]
    said = ehcp("timeliness", "--authority", A, "--year", "2025", "--by", "team")
    assert "North" in said
    assert "plans-in-20-weeks" in said
    assert "1 of 3 in time (33.3 %); without exceptions 1 of 3 in time (33.3 %)" in said
