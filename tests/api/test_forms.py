"""A school's form for a review, and an adviser's for advice: drafts, and what is sent of them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from ehcp.application.rights import POLICY, FieldClass, Role
from ehcp.documents.record import Holds
from ehcp.domain.entry import Recorder
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.review import ReviewKind, ReviewStarted
from ehcp.store.drafts import Whose
from ehcp.store.drafts import save as keep
from tests.api.conftest import OURS, SCHOOL, SERVICE, TODAY
from tests.api.marked_life import found_in, life, marked
from tests.api.test_an_adviser import OURS_AT, REQUESTS
from tests.documents.files import png
from tests.documents.sending import filed, uploads
from tests.domain.ordinary_case import ELM, ELM_PLACEMENT, FINISHED, UNDER_ASSESSMENT, naming
from tests.projections.histories import record

HERE = replace(ELM, urn=SCHOOL)
PLAN = naming(replace(ELM_PLACEMENT, institution=HERE))
LIFE = [replace(e, plan=PLAN) if isinstance(e, FinalPlanIssued) else e for e in FINISHED]
BEGUN = ReviewStarted(on=date(2026, 5, 1), kind=ReviewKind.FIRST, attends=True, institution=HERE)
THERE = replace(ELM, urn="990002", name="Oak School")
TWO = naming(
    replace(ELM_PLACEMENT, institution=HERE), replace(ELM_PLACEMENT, id="i2", institution=THERE)
)
AT_BOTH = [replace(e, plan=TWO) if isinstance(e, FinalPlanIssued) else e for e in FINISHED]
REVIEW = len(LIFE) + 1
OUTCOMES = {"items": [{"outcome": "e1", "progress": "partly-met", "percent": 60}]}
ATTENDANCE = {
    "first": "2026-01-05",
    "last": "2026-05-29",
    "sessions": 180,
    "attended": 170,
    "authorised_absences": 8,
    "unauthorised_absences": 2,
}
MAP = {
    "first": "2026-01-05",
    "last": "2026-05-29",
    "lines": [{"what": "Reading, one to one", "provision": "f1", "cost": "1843.75"}],
}
ROUNDS = {"items": [{"first": "2026-01-05", "assess": "Reads words.", "plan": "Phonics."}]}
VIEWS = {
    "items": [
        {"whose": "child", "views": "I like stories.", "method": "meeting"},
        {"whose": "parent", "views": "It helps.", "method": "telephone"},
    ]
}
ADVICE = {"author": "H. Marsh", "dated": "2026-06-12", "says": "She reads half a page."}
WHOLE = {
    "outcomes": OUTCOMES,
    "advice": ADVICE,
    "attendance": ATTENDANCE,
    "provision-map": MAP,
    "graduated-approach": ROUNDS,
    "views": VIEWS,
}
ON = {"on": "2026-06-15"}


@pytest.fixture
def pupil(store):
    return str(record(store, *LIFE, BEGUN, authority=OURS))


@pytest.fixture
def school(calling):
    return calling(role="school-contributor")


@pytest.fixture
def colleague(calling):
    return calling(role="school-contributor", subject="a.colleague")


@pytest.fixture
def other(calling):
    return calling(role="school-contributor", subject="another.school", school="990002")


def form(caller, case, status=200):
    answer = caller.get(f"/v1/cases/{case}/reviews/{REVIEW}/form")
    assert answer.status_code == status, answer.get_json()
    return answer.get_json()


def part_of(caller, case, name):
    return next(part for part in form(caller, case)["parts"] if part["part"] == name)


def save(caller, case, name, body, version=0):
    url = f"/v1/cases/{case}/reviews/{REVIEW}/form/{name}"
    return caller.post(url, body, If_Match=f'"{version}"')


def saved(caller, case, name, body, version=0):
    answer = save(caller, case, name, body, version)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def send(caller, case, body=ON, **headers):
    return caller.post(f"/v1/cases/{case}/reviews/{REVIEW}/form/submit", body, **headers)


def recorded(officer, case):
    items = officer.get(f"/v1/cases/{case}/timeline").get_json()["items"]
    return sorted((i["place"], i["event"], i) for i in items if i["place"] > REVIEW)


def test_the_form_is_prefilled_with_the_outcomes_and_the_provision_of_the_plan(school, pupil):
    found = form(school, pupil)
    assert found["review"]["state"] == "planned"
    assert [o["id"] for o in found["outcomes"]] == ["e1"]
    assert sorted(found["plan"]) == ["a", "b", "e", "f", "i"]
    assert found["plan"]["e"][0]["text"] == PLAN.outcomes[0].text
    assert {i["invitee"] for i in found["invited"]} >= {"parent-or-young-person"}
    parts = {part["part"]: part for part in found["parts"]}
    assert list(parts) == list(WHOLE)
    assert {part["state"] for part in parts.values()} == {"empty"}
    assert parts["outcomes"]["prefilled"]["items"][0]["outcome"] == "e1"
    line = parts["provision-map"]["prefilled"]["lines"][0]
    assert (line["provision"], line["hours"], line["period"]) == ("f1", "2.5", "week")
    assert all(part["missing"] for part in parts.values())
    assert found["expires_on"] is None


def test_what_is_saved_is_there_again_and_says_what_it_lacks(school, colleague, pupil):
    first = saved(school, pupil, "attendance", {"first": "2026-01-05", "sessions": 180})
    lacks = {lack["pointer"] for lack in first["missing"]}
    assert lacks == {"/last", "/attended"}
    assert first["version"] == 1
    assert first["expires_on"] == (TODAY + timedelta(days=90)).isoformat()
    found = part_of(colleague, pupil, "attendance")
    assert (found["state"], found["version"], found["saved_by"]) == (
        "draft", 1, "school-contributor",
    )  # fmt: skip
    assert found["content"]["sessions"] == 180
    assert saved(colleague, pupil, "attendance", ATTENDANCE, 1)["missing"] == []


def test_two_people_on_different_parts_do_not_overwrite_each_other(school, colleague, pupil):
    saved(school, pupil, "advice", ADVICE)
    saved(colleague, pupil, "attendance", ATTENDANCE)
    saved(school, pupil, "advice", {**ADVICE, "says": "More."}, 1)
    lost = save(colleague, pupil, "advice", ADVICE, 1)
    assert lost.status_code == 412
    assert lost.get_json()["current_version"] == 2
    assert "part of the form" in lost.get_json()["title"]
    assert part_of(school, pupil, "advice")["content"]["says"] == "More."
    assert part_of(school, pupil, "attendance")["version"] == 1
    url = f"/v1/cases/{pupil}/reviews/{REVIEW}/form/advice"
    assert school.post(url, ADVICE).status_code == 428


def test_a_save_whose_answer_was_lost_may_be_sent_again(school, pupil):
    assert saved(school, pupil, "advice", ADVICE)["version"] == 1
    assert saved(school, pupil, "advice", ADVICE)["version"] == 1


def test_a_draft_is_seen_by_nobody_else_and_is_no_event(school, other, officer, pupil, calling):
    before = officer.get(f"/v1/cases/{pupil}").get_json()["version"]
    saved(school, pupil, "advice", {**ADVICE, "says": "Canary-draft."})
    for caller in (other, officer, calling(role="send-manager"), calling(role="health-adviser")):
        form(caller, pupil, status=404)
        assert save(caller, pupil, "advice", ADVICE).status_code == 404
        assert send(caller, pupil).status_code == 404
        assert "Canary-draft" not in caller.get("/v1/drafts").text
    assert "Canary-draft" not in officer.get(f"/v1/cases/{pupil}/timeline").text
    assert officer.get(f"/v1/cases/{pupil}").get_json()["version"] == before


def test_all_of_it_is_recorded_at_once_and_attributed_to_the_review(store, school, officer, pupil):
    for name, body in WHOLE.items():
        saved(school, pupil, name, body)
    assert [x for p in form(school, pupil)["parts"] for x in p["missing"]] == []
    done = send(school, pupil, Idempotency_Key="the-form")
    assert done.status_code == 200, done.get_json()
    events = recorded(officer, pupil)
    assert [name for _, name, _ in events] == [
        "outcome-progress-recorded", "review-advice-received", "attendance-reported",
        "provision-map-submitted", "graduated-approach-recorded", "review-views-obtained",
        "review-views-obtained",
    ]  # fmt: skip
    entries = store.history(OURS, UUID(pupil))[REVIEW:]
    assert {entry.event.of for entry in entries} == {REVIEW}
    assert {item["recorded_by"]["role"] for _, _, item in events} == {"school-contributor"}
    assert len({item["recorded_at"] for _, _, item in events}) == 1
    found = form(school, pupil)
    assert {part["state"] for part in found["parts"]} == {"submitted"}
    assert [x for p in found["parts"] for x in p["missing"]] == []
    assert found["expires_on"] is None
    assert found["outcomes"][0]["progress"][0]["percent"] == 60
    said = {part["part"]: part["submitted"][0]["said"] for part in found["parts"]}
    assert said["advice"]["says"] == ADVICE["says"]
    assert said["provision-map"]["lines"][0]["cost"] == "1843.75"
    again = send(school, pupil, Idempotency_Key="the-form")
    assert again.get_json() == done.get_json()
    assert send(school, pupil, {"on": "2026-06-14"}, Idempotency_Key="the-form").status_code == 422
    assert send(school, pupil).status_code == 409
    assert len(recorded(officer, pupil)) == 7


def test_what_somebody_sent_they_read_again_and_another_what_a_school_may(school, other, store):
    case = str(record(store, *AT_BOTH, BEGUN, authority=OURS))
    saved(school, case, "advice", ADVICE)
    saved(school, case, "attendance", ATTENDANCE)
    assert send(school, case).status_code == 200
    said = part_of(school, case, "advice")["submitted"][0]["said"]
    assert said["says"] == ADVICE["says"]
    said = part_of(other, case, "advice")["submitted"][0]["said"]
    assert said["says"] == "withheld"
    assert part_of(other, case, "attendance")["submitted"][0]["said"]["attended"] == 170


def test_what_is_missing_is_said_by_part_and_nothing_is_recorded(school, officer, pupil):
    saved(school, pupil, "attendance", {**ATTENDANCE, "last": None})
    saved(school, pupil, "views", {"items": [{"whose": "child"}]})
    saved(school, pupil, "outcomes", OUTCOMES)
    refused = send(school, pupil)
    assert refused.status_code == 422
    problem = refused.get_json()
    assert problem["type"] == "/problems/form-incomplete"
    assert {e["pointer"] for e in problem["errors"]} == {
        "/attendance/last", "/views/items/0/views", "/views/items/0/method",
    }  # fmt: skip
    assert recorded(officer, pupil) == []
    assert part_of(school, pupil, "outcomes")["state"] == "draft"


def test_what_a_rule_refuses_is_said_by_part_and_nothing_is_recorded(school, officer, pupil):
    saved(school, pupil, "outcomes", OUTCOMES)
    saved(school, pupil, "attendance", {**ATTENDANCE, "attended": 171})
    saved(school, pupil, "provision-map", {**MAP, "lines": [{"what": "x", "cost": "0.005"}]})
    refused = send(school, pupil)
    assert refused.status_code == 409
    problem = refused.get_json()
    assert problem["type"] == "/problems/sessions-do-not-add-up"
    assert [e["pointer"] for e in problem["errors"]] == ["/attendance", "/provision-map"]
    assert recorded(officer, pupil) == []
    one = send(school, pupil, {**ON, "parts": [{"part": "outcomes", "version": 1}]})
    assert one.status_code == 200, one.get_json()
    assert [name for _, name, _ in recorded(officer, pupil)] == ["outcome-progress-recorded"]
    assert part_of(school, pupil, "attendance")["state"] == "draft"


def test_what_a_colleague_has_changed_since_is_not_sent_unseen(school, colleague, officer, pupil):
    saved(school, pupil, "advice", ADVICE)
    saved(colleague, pupil, "advice", {**ADVICE, "says": "Otherwise."}, 1)
    seen = {**ON, "parts": [{"part": "advice", "version": 1}]}
    assert send(school, pupil, seen).status_code == 412
    assert recorded(officer, pupil) == []
    unknown = send(school, pupil, {**ON, "parts": [{"part": "nothing"}]})
    assert unknown.status_code == 422


def test_a_part_is_thrown_away(school, pupil):
    saved(school, pupil, "advice", ADVICE)
    url = f"/v1/cases/{pupil}/reviews/{REVIEW}/form/discard"
    assert school.post(url, {"part": "advice"}).status_code == 200
    assert part_of(school, pupil, "advice")["state"] == "empty"
    assert school.post(url, {"part": "advice"}).status_code == 404
    assert pupil not in school.get("/v1/drafts").text


def test_a_draft_is_listed_until_the_pupil_leaves_and_is_then_seen_by_nobody(
    store, school, officer
):
    case = str(record(store, *LIFE, BEGUN, authority=OURS))
    saved(school, case, "advice", ADVICE)
    (mine,) = [d for d in school.get("/v1/drafts").get_json()["items"] if d["case"] == case]
    assert (mine["form"], mine["about"], mine["parts"]) == ("review", REVIEW, ["advice"])
    assert school.get(mine["at"]).status_code == 200
    left = {"on": "2026-06-12", "institution": {"urn": SCHOOL, "name": ELM.name}}
    tag = f'"{officer.get(f"/v1/cases/{case}").get_json()["version"]}"'
    assert (
        officer.post(f"/v1/cases/{case}/record-place-left", left, If_Match=tag).status_code == 200
    )
    form(school, case, status=404)
    assert save(school, case, "advice", ADVICE, 1).status_code == 404
    assert send(school, case).status_code == 404
    assert case not in school.get("/v1/drafts").text


def test_a_file_goes_with_the_part_that_names_it(store, services, school, colleague, pupil):
    by = Recorder(subject="school-contributor", role="school-contributor", organisation="Elm")
    sending = uploads(store, services.filing, OURS, UUID(pupil), by)
    file = filed(sending, png(), "a.png", Holds.EDUCATION)
    saved(school, pupil, "attendance", ATTENDANCE)
    unknown = save(school, pupil, "advice", {**ADVICE, "documents": [str(uuid4())]})
    assert unknown.status_code == 422
    assert unknown.get_json()["errors"][0]["pointer"] == "/documents/0"
    saved(school, pupil, "advice", {**ADVICE, "documents": [str(file.id)]})
    kept = part_of(colleague, pupil, "advice")["content"]
    assert kept["documents"] == [file.hash]
    saved(colleague, pupil, "advice", {**kept, "says": "More."}, 1)
    assert send(colleague, pupil).status_code == 200
    entries = store.history(OURS, UUID(pupil))[REVIEW:]
    assert {type(e.event).__name__: e.documents for e in entries} == {
        "ReviewAdviceReceived": (file.hash,),
        "AttendanceReported": (),
    }


def test_a_form_holds_no_text_without_the_right_to_it(store, school, calling):
    begun = marked(ReviewStarted(on=date(2026, 5, 1), attends=True, institution=HERE, note="x"))
    events = [*map(marked, life()), begun]
    case = record(store, *events, authority=OURS)
    school_s = school.get(f"/v1/cases/{case}/reviews/{len(events)}/form")
    assert school_s.status_code == 200
    assert FieldClass.EDUCATION in found_in(school_s.text)
    assert found_in(school_s.text) <= POLICY[Role.SCHOOL_CONTRIBUTOR].sees
    wanted = ("c", SERVICE)
    tells = [(getattr(e, "kind", ""), getattr(e, "from_body", "")) for e in events]
    asked = tells.index(wanted) + 1
    adviser = calling(role="health-adviser").get(f"/v1/cases/{case}/advice/{asked}/form")
    assert adviser.status_code == 200
    # what was sent to the body itself it has seen
    assert found_in(adviser.text) <= POLICY[Role.HEALTH_ADVISER].sees | {FieldClass.FREE_TEXT}


def test_a_look_at_a_form_is_on_record(store, school, pupil):
    form(school, pupil)
    with store.reading(OURS) as connection:
        (number,) = connection.execute(
            "select count(*) from ehcp.looks where case_id = %s and action = 'read-review-form'",
            (pupil,),
        ).fetchone() or (0,)
    assert number == 1


def test_of_two_schools_each_has_a_draft_of_its_own(store, school, other):
    case = str(record(store, *AT_BOTH, BEGUN, authority=OURS))
    saved(school, case, "advice", {**ADVICE, "says": "From the first."})
    assert part_of(other, case, "advice")["content"] is None
    saved(other, case, "advice", {**ADVICE, "says": "From the second."})
    assert part_of(school, case, "advice")["content"]["says"] == "From the first."


def test_at_the_end_of_the_year_the_next_school_begins_with_an_empty_form(store, school, other):
    moves = [
        replace(e, plan=naming(
            replace(ELM_PLACEMENT, institution=HERE, ends=date(2026, 6, 14)),
            replace(ELM_PLACEMENT, id="i2", institution=THERE, starts=TODAY),
        ))
        if isinstance(e, FinalPlanIssued) else e
        for e in FINISHED
    ]  # fmt: skip
    case = str(record(store, *moves, BEGUN, authority=OURS))
    id_, whose = UUID(case), f"on-roll/{SCHOOL}"
    before = Whose(OURS, whose, id_, "review", REVIEW)
    content, last = b'{"says": "From the old school."}', TODAY + timedelta(days=90)
    keep(store, before, "advice", content, by="old", expected=0, expires_on=last)
    form(school, case, status=404)
    assert case not in school.get("/v1/drafts").text
    assert part_of(other, case, "advice")["content"] is None


def test_a_draft_that_nobody_saves_is_told_of_and_goes(store, school, pupil):
    saved(school, pupil, "advice", ADVICE)
    whose = Whose(OURS, f"on-roll/{SCHOOL}", UUID(pupil), "review", REVIEW)

    keep(store, whose, "views", b"{}", by="x", expected=0, expires_on=TODAY + timedelta(days=14))
    found = form(school, pupil)
    assert (found["expires_soon"], found["expires_on"]) == (True, "2026-06-29")
    keep(store, whose, "views", b"{ }", by="x", expected=1, expires_on=TODAY + timedelta(days=15))
    assert form(school, pupil)["expires_soon"] is False
    keep(store, whose, "views", b"{}", by="x", expected=2, expires_on=TODAY - timedelta(days=1))
    assert {p["state"] for p in form(school, pupil)["parts"]} == {"empty"}
    assert saved(school, pupil, "advice", ADVICE)["version"] == 1


def test_an_adviser_writes_its_advice_as_a_draft_and_sends_it_whole(store, calling):
    case = str(record(store, *UNDER_ASSESSMENT, *REQUESTS, authority=OURS))
    adviser = calling(role="health-adviser")
    at = f"/v1/cases/{case}/advice/{OURS_AT}/form"
    found = adviser.get(at).get_json()
    assert found["request"]["due"] == ["2026-07-01", "2026-07-01"]
    assert [p["part"] for p in found["parts"]] == ["report", "needs", "provision", "outcomes"]
    empty = adviser.post(f"{at}/submit", ON)
    assert empty.status_code == 409, empty.get_json()
    for name, body in {
        "report": {"author": "C. Dunn", "dated": "2026-06-12"},
        "needs": {"says": "Hearing loss on the left."},
        "provision": {"says": "A check each term."},
    }.items():
        assert adviser.post(f"{at}/{name}", body, If_Match='"0"').status_code == 200
    lacking = adviser.post(f"{at}/submit", ON)
    assert {e["pointer"] for e in lacking.get_json()["errors"]} == {"/outcomes/says"}
    said = {"says": "Hears a question from the back of the room."}
    assert adviser.post(f"{at}/outcomes", said, If_Match='"0"').status_code == 200
    assert calling().get(at).status_code == 404
    sent = adviser.post(f"{at}/submit", ON)
    assert sent.status_code == 200, sent.get_json()
    (mine,) = adviser.get(f"/v1/cases/{case}/advice").get_json()["items"]
    assert (mine["status"], mine["from_body"]) == ("received", SERVICE)
    assert mine["received"][0]["says"] == (
        "Needs\nHearing loss on the left.\n\nWhat should be provided\nA check each term.\n\n"
        "Outcomes\nHears a question from the back of the room."
    )
    others = f"/v1/cases/{case}/advice/{OURS_AT + 1}/form"
    assert adviser.get(others).status_code == 404
    assert adviser.post(f"{others}/report", {}, If_Match='"0"').status_code == 404
