"""How many cases and duties an authority has, as whoever manages them asks."""

from collections import Counter

from tests.api.conftest import OURS, THEIRS


def test_what_is_counted_is_what_the_list_holds(calling, projected):
    manager = calling(role="send-manager")
    for _ in range(3):
        calling().open()
    projected()
    counts = manager.get("/v1/counts").get_json()
    cases = manager.get("/v1/cases?limit=200").get_json()["items"]
    assert counts["cases"] == len(cases) >= 3
    stages = Counter(case["stage"] for case in cases)
    assert {each["stage"]: each["cases"] for each in counts["stages"]} == stages
    officers = Counter(case["officer"] for case in cases)
    assert {each["officer"]: each["cases"] for each in counts["officers"]} == officers
    assert counts["overdue"] == sum(case["overdue"] for case in cases)
    deadlines = manager.get("/v1/deadlines?due-within=30&limit=200").get_json()["items"]
    within = manager.get("/v1/counts?due-within=30").get_json()
    assert within["due"] == sum(each["drives"] and each["binds"] for each in deadlines)
    assert within["due"] >= counts["due"]


def test_another_authority_is_not_counted(calling, projected):
    calling(authority=OURS).open()
    projected()
    theirs = calling(role="send-manager", authority=THEIRS).get("/v1/counts").get_json()
    assert theirs["cases"] == 0
