"""Each deadline is explained for a screen, under an id that stays."""

from uuid import UUID

CORRECTION = {
    "on": "2026-06-15",
    "entry": 2,
    "why": "The stamp on the envelope.",
    "right_day": "2026-05-29",
}
LIMIT = "assessment-decision-notify"


def the_one(items):
    return next(item for item in items if item["limit"] == LIMIT)


def test_a_row_says_the_sum_and_who_recorded_what_it_rests_on(officer, case):
    row = the_one(officer.get(f"/v1/cases/{case}/deadlines").get_json()["items"])
    found = row["account"]
    assert found["rule"].endswith("6 weeks, the day of the event not counted.")
    assert found["sum"] == {
        "counted_from": ["2026-06-01", "2026-06-01"],
        "period": "6 weeks, the day of the event not counted",
        "due": ["2026-07-13", "2026-07-13"],
        "left_out": [],
        "remarks": [],
    }
    assert found["law_since"] == "2014-09-01"
    by = found["started_by"]
    assert (by["place"], by["event"], by["recorded_by"]["subject"]) == (
        2,
        "assessment-requested",
        "asha.patel",
    )
    assert (found["ended_by"], found["earlier"]) == (None, [])


def test_the_id_stays_through_a_correction_which_is_told_with_the_day_before(
    officer, case, projected
):
    before = the_one(officer.get(f"/v1/cases/{case}/deadlines").get_json()["items"])
    done = officer.post(f"/v1/cases/{case}/correct-entry", CORRECTION, If_Match='"2"')
    assert done.status_code == 200, done.get_json()
    one = officer.get(f"/v1/cases/{case}/deadlines/{before['id']}").get_json()["deadline"]
    assert one["due"] == ["2026-07-10", "2026-07-10"]
    (moved,) = one["account"]["earlier"]
    assert moved["due"] == ["2026-07-13", "2026-07-13"]
    assert moved["moved_by"]["event"] == "entry-corrected"
    assert moved["moved_by"]["why"] == CORRECTION["why"]
    assert moved["moved_by"]["recorded_by"]["subject"] == "asha.patel"
    projected()
    listed = officer.get(f"/v1/deadlines?concerning={LIMIT}").get_json()["items"]
    assert [row["id"] for row in listed if row["case_id"] == case] == [before["id"]]


def test_a_deadline_that_the_case_has_not_is_not_there(officer, case):
    nothing = officer.get(f"/v1/cases/{case}/deadlines/{UUID(int=1)}")
    assert nothing.status_code == 404
    answer = officer.get(f"/v1/cases/{case}/deadlines/{UUID(int=1)}?as-at=2026-06-02")
    assert answer.status_code == 404


def test_the_caseload_says_whom_a_case_waits_for_and_when_the_family_was_last_spoken_with(
    officer, case, projected
):
    told = {"on": "2026-06-10", "method": "meeting"}
    officer.post(f"/v1/cases/{case}/consult-family", told, If_Match='"2"')
    projected()
    found = officer.get("/v1/cases?waiting-on=authority&order=last-contact").get_json()["items"]
    (row,) = [row for row in found if row["case_id"] == case]
    assert (row["last_contact_on"], row["last_contact"]) == ("2026-06-10", "family-consulted")
    assert row["last_contact_way"] == "to-family"
    assert [(wait["who"], wait["due"]) for wait in row["waits"]] == [("authority", "2026-07-13")]
    silent = officer.get("/v1/cases?no-contact-since=2026-06-10").get_json()["items"]
    assert case not in [row["case_id"] for row in silent]
    then = officer.get("/v1/cases?waiting-on=authority&as-at=2026-06-12").get_json()["items"]
    assert row["waits"] in [row["waits"] for row in then if row["case_id"] == case]
