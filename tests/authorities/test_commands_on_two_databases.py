"""The command line over two servers."""

from ehcp.store.migrate import migrate
from tests.authorities.conftest import NOBODY, NORTHERN, SOUTHERN

HISTORY = """
id: {name}
authority: {code}
chronology:
- {{date: 2024-01-08, event: assessment-requested}}
"""


def added(ehcp):
    ehcp("authority", "add", SOUTHERN, "Southshire")
    ehcp("authority", "add", NORTHERN, "Northshire", "--database", "north")


def imported(ehcp, tmp_path):
    files = []
    for code in (SOUTHERN, NORTHERN):
        files.append(tmp_path / f"{code}.yaml")
        files[-1].write_text(HISTORY.format(name=code, code=code))
    return ehcp("chronology", "import", *files, "--json")


def test_an_authority_is_added_where_it_is_to_live_and_listed_with_the_others(ehcp):
    added(ehcp)
    assert ehcp("authority", "list", "--json") == [
        {"authority": NORTHERN, "name": "Northshire", "database": "north"},
        {"authority": SOUTHERN, "name": "Southshire", "database": "south"},
    ]
    assert ehcp("authority", "show", NORTHERN, "--json")["database"] == "north"


def test_one_that_lives_somewhere_is_not_added_elsewhere(ehcp):
    added(ehcp)
    again = ehcp("authority", "add", NORTHERN, "Northshire", "--database", "south", "--json")
    assert (again["again"], again["database"]) == (True, "north")


def test_histories_go_to_where_their_authority_lives(ehcp, tmp_path):
    added(ehcp)
    cases = {answer["authority"]: answer["case"] for answer in imported(ehcp, tmp_path)}
    assert ehcp("rebuild", "--json")["databases"] == [
        {"database": name, "streams": 2, "events": 3, "parked": 0, "position": 3}
        for name in ("south", "north")
    ]
    for code, case in cases.items():
        listed = ehcp("caseload", "--authority", code, "--json")
        assert [each["case_id"] for each in listed] == [case]
        assert ehcp("case", "show", case, "--authority", code, "--json")["version"] == 2
    assert "no such case" in ehcp(
        "case", "show", cases[NORTHERN], "--authority", SOUTHERN, status=1
    )
    assert ehcp("sweep", "--on", "2024-03-01", "--json")["databases"][1]["database"] == "north"
    checked = ehcp("verify", "--json")
    # of each: an authority, a case of two entries, and where the chain of looks ends
    assert (checked["events"], checked["damage"]) == (8, [])
    assert ehcp("verify", "--authority", NORTHERN, "--json")["events"] == 4


def test_an_unknown_authority_is_said_to_be_one(ehcp, tmp_path):
    added(ehcp)
    file = tmp_path / "old.yaml"
    file.write_text(HISTORY.format(name="old", code=NOBODY))
    assert "No database has an authority" in ehcp("chronology", "import", file, status=1)
    assert "No database has an authority" in ehcp("caseload", "--authority", NOBODY, status=1)
    assert "No database has an authority" in ehcp("authority", "show", NOBODY, status=1)


def test_every_database_is_migrated_and_each_by_its_name(ehcp, urls):
    assert all(migrate(url) == () for url in urls.values())
    assert ehcp("migrate", "--json") == {
        "databases": [{"database": "south", "applied": []}, {"database": "north", "applied": []}]
    }
    assert ehcp("migrate", "--database", "north") == "north: Nothing to do.\n"
    assert "no database 'east'" in ehcp("migrate", "--database", "east", status=2)


def test_what_one_server_cannot_answer_is_said_and_the_others_go_on(ehcp, tmp_path, north):
    added(ehcp)
    imported(ehcp, tmp_path)
    north.stop()
    listed = ehcp("authority", "list", "--json", status=3)
    assert [each["authority"] for each in listed] == [SOUTHERN]
    checked = ehcp("verify", "--json", status=3)
    assert (checked["events"], checked["unanswered"]) == (3, ["north"])
    assert "database north" in ehcp("verify", status=3)
    assert ehcp("verify", "--authority", SOUTHERN, "--json")["events"] == 3
    ehcp("authority", "add", NOBODY, "Nobody", "--database", "south", status=3)
