"""What the command line says of people: it has no sign-in, so restricted addresses are kept."""

import json
from datetime import date
from uuid import uuid4

from ehcp.application import clock
from ehcp.application.cases import Asked, Cases
from ehcp.application.chronology.importing import case_id
from ehcp.cli.asking.database import opened_store
from ehcp.domain.commands.people.people import RestrictAddress
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
from ehcp.domain.entry import Recorder
from ehcp.domain.events.opening import Child, Parent
from ehcp.projections.projector import Projector
from tests.cli.conftest import AUTHORITY

ASHA = Recorder(subject="asha.patel", role="caseworker", organisation="Larkmere")
ADDRESS = "7 Quiet Lane, Farbridge, FB9 4QX"
CHILD = Child(name="Ada Ashby", date_of_birth=date(2017, 3, 4), address=ADDRESS)
REQUEST = RequestAssessment(
    on=date(2025, 1, 6),
    requested_by=AskedBy.PARENT,
    child=CHILD,
    parents=(Parent(name="Eve Ashby", address=ADDRESS.upper()),),
)
RESTRICT = RestrictAddress(
    on=date(2025, 1, 7), person="child", address=ADDRESS, reasons="A secret refuge."
)
FILE = """
id: {name}
child: {{name: Ada Ashby, date_of_birth: 2017-03-04}}
chronology:
- {{date: 2025-01-06, event: assessment_requested}}
"""


def asked():
    return Asked(by=ASHA, command_id=uuid4())


def test_a_restricted_address_is_never_printed(ehcp):
    with opened_store() as store:
        cases = Cases(store, clock.today)
        case = cases.open(AUTHORITY, REQUEST, asked()).case
        cases.perform(AUTHORITY, case, RESTRICT, asked())
    for command in ("show", "timeline", "plan", "deadlines"):
        for more in ((), ("--json",), ("--as-at", "2025-01-06"), ("--as-known-on", "2099-01-01")):
            said = str(ehcp("case", command, case, *more))
            for secret in ("Quiet Lane", "QUIET LANE", "refuge", "4QX"):
                assert secret not in said
    assert "Ada Ashby" in ehcp("case", "show", case)


def test_importing_says_that_the_child_has_another_case(ehcp, tmp_path):
    with opened_store() as store:
        opened = Cases(store, clock.today).open(AUTHORITY, REQUEST, asked())
        Projector(store, clock.today).catch_up()
    file = tmp_path / "again.yaml"
    file.write_text(FILE.format(name="again"))
    (answer,) = ehcp("chronology", "import", file, "--json")
    another = {"entry": None, "code": "another-case", "name": str(opened.case)}
    assert another in answer["warnings"]
    assert f"another case of this child: {opened.case}" in ehcp("chronology", "import", file)


def test_importing_many_says_which_records_are_of_a_child_that_has_another_case(ehcp, tmp_path):
    child = {"name": "Robin Example", "date_of_birth": "2016-05-04"}
    entries = [{"date": "2024-01-08", "event": "assessment-requested"}]
    told = [{"id": name, "child": child, "chronology": entries} for name in ("one", "other")]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(map(json.dumps, told)))
    command = ("chronology", "import", "--bulk", file)
    ehcp("authority", "add", AUTHORITY, "Example Council")
    with opened_store() as store:
        Cases(store, clock.today).open(AUTHORITY, REQUEST, asked())
        (answer,) = ehcp(*command, "--json")
        assert answer["warnings"] == []
        Projector(store, clock.today).catch_up()
        one, other = (str(case_id(AUTHORITY, name)) for name in ("one", "other"))
        # imported once more when the caseload has them: nothing changes, and the pair is seen
        (answer,) = ehcp(*command, "--json")
        assert (answer["stored"], answer["again"]) == (0, 2)
        assert answer["warnings"] == [
            {"code": "another-case", "name": other, "count": 1, "line": 1},
            {"code": "another-case", "name": one, "count": 1, "line": 2},
        ]
        said = ehcp(*command)
    assert f"line 1: the authority has another case of this child: {other}" in said
    assert "warning another-case: 2 times" in said


def test_what_was_known_before_the_restriction_does_not_print_it_either(ehcp):
    with opened_store() as store:
        cases = Cases(store, clock.today)
        case = cases.open(AUTHORITY, REQUEST, asked()).case
        opened = store.history(AUTHORITY, case)[0].recorded_at
        assert opened is not None
        cases.perform(AUTHORITY, case, RESTRICT, asked())
    for command in ("show", "timeline"):
        said = ehcp("case", command, case, "--as-known-on", opened.isoformat())
        assert "QUIET LANE" not in said.upper()
