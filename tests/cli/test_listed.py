import pytest

REQUESTED = "date: '2025-01-06', event: assessment_requested, party: parent"
AGREED = "date: '2025-02-17', event: assessment_agreed"
ASKED = "date: '2025-02-19', event: advice_requested"
CAME = "date: '2025-04-10', event: advice_received"
PLAN = "date: '2025-06-02', event: final_plan_issued"
REFUSED = "date: '2025-02-17', event: assessment_refused"
TRANSFER = "date: '2026-02-15', event: phase_transfer_due"
LODGED = "date: '2025-03-10', event: tribunal_appeal_lodged"


def test_what_is_awaited_in_one_case_is_read_as_at_a_day(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED, AGREED, ASKED, CAME), "--json")
    case = taken["case"]
    (advice,) = ehcp("case", "advice", case, "--as-at", "2025-04-09", "--json")
    assert (advice["status"], advice["due"]) == ("outstanding", ["2025-04-02", "2025-04-02"])
    said = ehcp("case", "advice", case)
    assert "received from nobody named, due 2 April 2025, came 10 April 2025" in said
    assert "No setting was consulted" in ehcp("case", "consultations", case)
    assert "No place is on record" in ehcp("case", "placements", case)
    assert "no plan to review" in ehcp("case", "reviews", case)
    assert "No change of phase" in ehcp("case", "phase-transfers", case)
    assert "No appeal" in ehcp("case", "appeals", case)


def test_with_whom_delay_lies_is_said_in_words(ehcp, history):
    told = (REQUESTED, AGREED, ASKED, CAME, PLAN)
    (taken,) = ehcp("chronology", "import", history(*told), "--json")
    said = ehcp("case", "delay", taken["case"], "--as-at", "2025-06-02")
    assert "authority          final-plan-20-weeks: 7 days late" in said
    assert "other              advice-response: 8 days late" in said
    assert "The way of final-plan-20-weeks, 7 days late:" in said
    assert "late-advice (advice-response): after 2 April 2025 to 10 April 2025, 8 days" in said
    assert "Nothing was late" in ehcp("case", "delay", taken["case"], "--as-at", "2025-02-17")


def test_the_lists_of_all_cases_are_read_on_both_time_axes(ehcp, history):
    (taken,) = ehcp("chronology", "import", history(REQUESTED, AGREED, ASKED, CAME), "--json")
    ehcp("rebuild")

    def found(*options):
        return [row["case_id"] for row in ehcp("advice", "--json", *options)]

    assert found("--status", "outstanding") == []
    assert found("--status", "outstanding", "--as-at", "2025-04-09") == [taken["case"]]
    assert found("--status", "received") == [taken["case"]]
    assert "received from nobody named" in ehcp("advice")


@pytest.mark.parametrize(
    "command", ["advice", "consultations", "reviews", "phase-transfers", "appeals"]
)
def test_a_case_that_cannot_be_read_is_red_beside_every_list(ehcp, history, store, command):
    (taken,) = ehcp("chronology", "import", history(REQUESTED, AGREED, ASKED), "--json")
    ehcp("rebuild")
    with store.working() as connection:
        connection.execute("update ehcp.caseload set parked = true")
    assert f"{taken['case']}  no name: cannot be read" in ehcp(command)
    assert "cannot be read" not in ehcp(command, "--officer", "Nobody")
    assert isinstance(ehcp(command, "--json"), list)


def test_each_list_is_said_in_words(ehcp, history):
    ehcp("chronology", "import", history(REQUESTED, AGREED, PLAN, TRANSFER, name="planned"))
    ehcp("chronology", "import", history(REQUESTED, REFUSED, LODGED, name="appealed"))
    ehcp("rebuild")
    assert "not-begun, due 1 June 2026" in ehcp("reviews", "--unfinished")
    assert "lodged" in ehcp("appeals", "--state", "lodged")
    assert "2026 change of phase (other), no plan for it" in ehcp("phase-transfers")
    assert ehcp("consultations", "--outstanding") == ""
    assert ehcp("phase-transfers", "--year", "2014") == ""
