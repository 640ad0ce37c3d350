"""What a case is found by, and by what it is found no longer."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings

from ehcp.application.finding import Looked, wanted
from ehcp.application.rights import EVERY_CASE, Grant, Reading, Role, access
from ehcp.application.rights.access import Access
from ehcp.application.rights.fields import ORDINARY, FieldClass
from ehcp.application.rights.found import EVERYTHING, NOTE, finds
from ehcp.domain.events.appeal import TribunalAppealLodged
from ehcp.domain.events.assessment import AdviceRequested
from ehcp.domain.events.opening import CaseOpened, Child, Officer, OfficerAssigned, Parent
from ehcp.domain.events.people import (
    AddressRestricted,
    Person,
    PersonNoLongerInvolved,
    PersonRecorded,
    PersonRole,
)
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut, HistoryImported, Noted
from ehcp.domain.events.transfer import Origin, PlanReceived
from ehcp.domain.plan.sections import HealthProvision
from ehcp.domain.users import HeldRole, User
from ehcp.projections import queries
from ehcp.projections.page import BadCursor
from ehcp.projections.search import lexeme
from tests.domain.ordinary_case import (
    ASSESSED,
    CHILD,
    FINAL,
    FINAL_PLAN,
    FINISHED,
    NOTICE_SENT,
    OPENED,
    PLAN,
    READY,
)
from tests.projections.comparing import assert_equal_to_a_rebuild
from tests.projections.histories import TODAY, A, B, projector, record, rows_of
from tests.projections.test_rights_in_sql import IDS, of_cases, related, users

ON = date(2026, 5, 4)
ZOE = Child(
    name="Zoë Anne O'Neill-Ashby",
    date_of_birth=date(2016, 5, 4),
    upn="A123456789012",
    uln="1000000027",
    nhs_number="9434765919",
)
ADA = Child(name="Ada Quillfeather", date_of_birth=date(2015, 12, 31))
SWIFT = Officer(name="Olu Swift", subject="olu.swift")


def opened(child, *parents, officer=None):
    return CaseOpened(
        on=ON, child=child, parents=tuple(Parent(name=name) for name in parents), officer=officer
    )


def looked(store, words=None, authority=A, right=EVERY_CASE, **looked_for):
    """The cases that are found, each with the fields that it is found by."""
    asked = wanted(Looked(words=words, **looked_for), TODAY)
    found = queries.search(store, authority, asked.criteria, access=right)
    return {hit.case_id: [match.field for match in hit.matched] for hit in found.items}


@pytest.mark.parametrize(
    "words",
    [
        "Zoë O'Neill", "zoe oneill", "ONEILL ZOE", "O’Neill, Zoë", "zoe", "Ashby", "ashby zoe",  # noqa: RUF001 - as it is typed
        "Zoe Anastasia Ashby", "Zoe O Neill", "Zoee Oneil", "Ahsby", "Zoe Ashbi",
        "oneill-ashby", "Ashb",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(found_by_name, words):
    store, zoe, _ = found_by_name
    assert looked(store, words) == {zoe: ["child"]}
    assert looked(store, name=words) == {zoe: ["child"]}


@pytest.fixture(scope="module")
def found_by_name(server, template):
    from ehcp.store.cases import Store  # noqa: PLC0415
    from tests.store.databases import copy_of  # noqa: PLC0415

    with copy_of(server, template) as url, Store(url) as store:
        zoe = record(store, opened(ZOE))
        ada = record(store, opened(ADA, "Ottoline Quillfeather", officer=SWIFT))
        projector(store).catch_up()
        yield store, zoe, ada


def test_what_is_like_it_is_asked_for_beside_what_is_as_it_is_written(found_by_name):
    store, zoe, ada = found_by_name

    def found(words):
        criteria = wanted(Looked(words=words), TODAY).criteria
        return [
            hit.case_id
            for hit in queries.search(store, A, criteria, alike=True, access=EVERY_CASE).items
        ]

    assert found("quillfether") == [ada]
    assert found("A123456789012") == [zoe]
    assert found("4/5/2016 ashbey") == [zoe]
    assert found("zebra") == []


@pytest.mark.parametrize(
    "words", ["Zebedee", "Eve Ashby", "Ash Tree Road", "xq", "Zoe Quillfeather"]
)
def test_another_name_is_not_found(found_by_name, words):
    store, zoe, _ = found_by_name
    assert zoe not in looked(store, words)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("2016-05-04", "date-of-birth"), ("4/5/2016", "date-of-birth"),
        ("4.5.16", "date-of-birth"), ("4th of May 2016", "date-of-birth"),
        ("May 4, 2016", "date-of-birth"),
        ("A123456789012", "upn"), ("a123456789012", "upn"),
        ("943 476 5919", "nhs-number"), ("9434765919", "nhs-number"), ("1000000027", "uln"),
    ],
)  # fmt: skip
def test_a_day_and_a_number_are_found_as_they_are_written(found_by_name, words, field):
    store, zoe, _ = found_by_name
    assert looked(store, words) == {zoe: [field]}


def test_all_that_is_asked_for_must_be_found(found_by_name):
    store, zoe, ada = found_by_name
    assert looked(store, "Ashby 4/5/2016") == {zoe: ["child", "date-of-birth"]}
    assert looked(store, "Ashby 5/5/2016") == {}
    assert looked(store, name="zoe", date_of_birth="4 May 2016") == {
        zoe: ["child", "date-of-birth"]
    }
    assert looked(store, name="ada", upn="A123456789012") == {}
    assert looked(store, name="quillfeather", date_of_birth="31/12/2015").keys() == {ada}


def test_a_child_comes_before_a_parent_and_an_officer_last(found_by_name):
    store, zoe, ada = found_by_name
    assert looked(store, "quillfeather") == {ada: ["child", "parent"]}
    assert looked(store, "ottoline") == {ada: ["parent"]}
    assert looked(store, "swift olu") == {ada: ["officer"]}
    assert looked(store, ada.hex[:8] if not ada.hex[:8].isdigit() else str(ada)) == {ada: ["case"]}
    assert zoe not in looked(store, reference=str(ada))


def test_what_others_call_a_case_finds_it(store):
    imported = record(
        store,
        HistoryImported(on=ON, reference="OLD/2019-77"),
        opened(ZOE),
        TribunalAppealLodged(on=ON, reference="EH123/26/00045"),
    )
    received = record(
        store,
        opened(ADA),
        PlanReceived(on=ON, origin=Origin(authority="Northmere", case_reference="NM 4711")),
    )
    projector(store).catch_up()
    for words in ("OLD/2019-77", "old201977", "EH123/26/00045", "eh123"):
        assert looked(store, words) == {imported: ["reference"]}, words
        assert looked(store, reference=words) == {imported: ["reference"]}, words
    assert looked(store, reference="nm4711") == {received: ["reference"]}
    assert_equal_to_a_rebuild(store)


def test_a_plan_and_a_note_are_found_by_their_words(store):
    case = record(store, *FINISHED, Noted(on=ON, note="The taxi's driver was unwell; wheelchairs"))
    projector(store).catch_up()
    assert looked(store, text="reads pages aloud") == {case: ["section-e"]}
    assert looked(store, "literacy") == {case: ["section-f"]}
    assert looked(store, "wheelchair taxis") == {case: ["note"]}
    assert looked(store, "wheelchair literacy") == {}
    for slip in ("litreacy", "literracy", "litracy", "leteracy", "wheelchaier unwel"):
        assert looked(store, slip).keys() == {case}, slip
    assert looked(store, "litttracy") == {}
    assert looked(store, text="the of and") == {}
    found = queries.search(
        store, A, wanted(Looked(text="wheelchair"), TODAY).criteria, access=EVERY_CASE
    )
    assert [m.snippet for m in found.items[0].matched] == ["taxi's driver was unwell; wheelchairs"]
    assert_equal_to_a_rebuild(store)


def test_what_was_corrected_struck_out_or_has_ended_is_found_no_more(store):
    friend = Person(name="Perpetua Vale", role=PersonRole.ADVOCATE)
    case = record(
        store,
        opened(ZOE, "Ottoline Vance", officer=SWIFT),
        PersonRecorded(on=ON, person="advocate-1", details=friend),
        Noted(on=ON, note="Asked about hydrotherapy."),
    )
    projector(store).catch_up()
    assert looked(store, "perpetua") == {case: ["person"]}
    assert looked(store, "hydrotherapy") == {case: ["note"]}
    record(
        store,
        opened(replace(ZOE, name="Chloe Barrow"), "Ottoline Vance", officer=SWIFT),
        EntryCorrected(on=ON, entry=1, stands_in=4),
        EntryStruckOut(on=ON, entry=3),
        PersonNoLongerInvolved(on=ON, person="advocate-1"),
        OfficerAssigned(on=ON, officer=Officer(name="Asha Patel")),
        case=case,
    )
    projector(store).catch_up()
    for gone in ("zoe ashby", "perpetua", "hydrotherapy", "swift"):
        assert looked(store, gone) == {}, gone
    for there in ("chloe", "vance", "patel"):
        assert looked(store, there).keys() == {case}, there
    assert_equal_to_a_rebuild(store)


def test_a_restricted_address_is_in_no_index(store):
    case = record(
        store,
        opened(replace(ZOE, address="5 Canary Wharfside, XQ1 2ZZ"), "Ottoline Vance"),
        Noted(on=ON, note="Visited at 5 Canary Wharfside."),
        AddressRestricted(
            on=ON, person="child", address="5 Canary Wharfside, XQ1 2ZZ", reasons="Canarious.",
            note="Canarious too.",
        ),
    )  # fmt: skip
    projector(store).catch_up()
    for words in ("canary", "wharfside", "XQ1 2ZZ", "canarious", "withheld"):
        assert looked(store, words) == {}, words
    assert "anar" not in repr(rows_of(store, "search"))
    assert looked(store, "zoe").keys() == {case}
    assert_equal_to_a_rebuild(store)


def test_no_authority_finds_what_is_of_another(store):
    noted = Noted(on=ON, note="Hydrotherapy.")
    ours = record(store, opened(ZOE), noted)
    theirs = record(store, opened(ZOE), noted, authority=B)
    projector(store).catch_up()
    for words in ("zoe ashby", "A123456789012", "4/5/2016", str(theirs)):
        assert theirs not in looked(store, words)
        assert ours not in looked(store, words, authority=B)
    held = sorted(EVERYTHING)
    with store.reading(A) as connection:
        every = connection.execute("select distinct authority from ehcp.search").fetchall()
        assert every == [(A,)], "the database refuses, whatever is asked"
        for whose, hits in ((A, 1), (B, 0)):
            piece = lexeme(whose, "zoe")
            named = connection.execute(NAMED, (piece, piece, held)).fetchone()
            assert named == (hits,), "also by the functions that use the index"
            said = connection.execute(SAID, (lexeme(whose, "hydrotherapi"), held)).fetchone()
            assert said == (hits,)


NAMED = """
    select count(*) from ehcp.search_named(%s::tsquery, %s::tsquery, 0, %s, 100)
"""
SAID = "select count(*) from ehcp.search_said(%s::tsquery, %s, 100)"
SCHOOL = HeldRole(place=2, role=Role.SCHOOL_CONTRIBUTOR, since=date(2025, 1, 1), school="100001")


def test_a_school_finds_nothing_by_what_it_does_not_see(store):
    plan = replace(
        FINAL_PLAN,
        health_provision=(HealthProvision(id="g1", text="Physiotherapy for spasticity."),),
    )
    child = replace(CHILD, nhs_number="9434765919")
    told = [replace(OPENED, child=child), *READY[1:]]
    noted = Noted(on=ON, note="Hydrotherapy is asked for.")
    case = record(store, *told, replace(FINAL, plan=plan), NOTICE_SENT, noted)
    elsewhere = record(store, opened(replace(ZOE, name="Ada Hill", nhs_number=None)))
    projector(store).catch_up()
    school = access(User(roles=(SCHOOL,)), Reading.CASELOAD, TODAY)
    inside = Access((Grant(Role.CASEWORKER, None, ORDINARY),), TODAY)
    for words, fields in {
        "spasticity": ["section-g"],
        "hydrotherapy": ["note"],
        "eve": ["parent"],
        "9434765919": ["nhs-number"],
    }.items():
        assert looked(store, words, right=inside) == {case: fields}, words
        assert looked(store, words, right=school) == {}, words
    assert looked(store, "ada hill", right=school) == {case: ["child"]}
    assert looked(store, "ada hill", right=inside).keys() == {case, elsewhere}
    assert looked(store, "literacy", right=school) == {case: ["section-f"]}
    assert looked(store, "A123456789012", right=school) == {case: ["upn"]}
    assert looked(store, "ada 10/5/2016", right=school).keys() == {case}
    gone = replace(SCHOOL, school="100002")
    other = access(User(roles=(gone,)), Reading.CASELOAD, TODAY)
    assert looked(store, "ada hill", right=other) == {}


def test_each_class_counts_with_the_grant_that_opens_the_case(store):
    """A health adviser of one case who is a school's contributor in another."""
    health = HealthProvision(id="g1", text="Physiotherapy for spasticity.")
    plan = replace(FINAL_PLAN, health_provision=(health,))
    case = record(store, *READY, replace(FINAL, plan=plan), NOTICE_SENT)
    projector(store).catch_up()
    adviser = HeldRole(
        place=3, role=Role.HEALTH_ADVISER, since=date(2025, 1, 1), body="Nobody asked them"
    )
    both = access(User(roles=(SCHOOL, adviser)), Reading.CASELOAD, TODAY)
    assert both is not None
    assert {grant.role for grant in both.grants} == {SCHOOL.role, adviser.role}
    assert looked(store, "literacy", right=both) == {case: ["section-f"]}
    assert looked(store, "spasticity", right=both) == {}


def test_pages_follow_each_other_without_a_gap_or_a_repetition(store):
    days = [date(2026, 3, day) for day in (1, 1, 1, 2, 2, 3, 3)]
    cases = {record(store, replace(opened(ZOE), on=day)) for day in days}
    also = record(store, opened(replace(ADA, name="Zoe Ashcroft")))
    projector(store).catch_up()
    seen: list[queries.Hit] = []
    after: str | None = None
    criteria = wanted(Looked(words="zoe ashby"), TODAY).criteria
    as_written = queries.search(store, A, criteria, access=EVERY_CASE)
    assert {hit.case_id for hit in as_written.items} == cases
    assert not as_written.alike
    while True:
        page = queries.search(
            store, A, criteria, after=after, size=2, alike=True, access=EVERY_CASE
        )
        assert page.alike
        seen += page.items
        if page.next is None:
            break
        after = page.next
        assert "zoe" not in after.casefold()
    assert len(seen) == 8
    assert {hit.case_id for hit in seen} == cases | {also}
    assert seen[-1].case_id == also, "the likest first"
    opened_on = [hit.opened_on for hit in seen[:-1] if hit.opened_on is not None]
    assert len(opened_on) == len(cases)
    assert opened_on == sorted(opened_on, reverse=True)
    with pytest.raises(BadCursor):
        queries.search(store, A, criteria, after="zoe", access=EVERY_CASE)


def test_a_case_restated_for_nothing_writes_no_row_to_search(store):
    case = record(store, *FINISHED)
    projector(store).catch_up()
    before = rows_of(store, "search", "case_id, field, number, xmin::text")
    assert len(before) > 10
    record(store, Noted(on=ON, note="A visit."), case=case)
    projector(store).catch_up()
    after = rows_of(store, "search", "case_id, field, number, xmin::text")
    assert set(before) < set(after)
    assert [row[1] for row in set(after) - set(before)] == ["note"]


def test_a_plan_that_was_replaced_finds_the_case_no_more(store):
    said = replace(PLAN.provision[0], text="Teaching of Braille.")
    later = replace(
        FINAL, on=date(2026, 10, 4), plan=replace(FINAL_PLAN, provision=(said,)), of=None
    )
    case = record(store, *READY, FINAL, NOTICE_SENT)
    projector(store).catch_up()
    assert looked(store, "school reading") == {case: ["section-f"]}
    record(store, later, case=case)
    projector(store).catch_up()
    assert looked(store, "braille") == {case: ["section-f"]}
    assert looked(store, text="reading one to one") == {}
    assert_equal_to_a_rebuild(store)


def test_an_adviser_finds_by_a_number_that_they_see_and_by_no_plan(store):
    health = HealthProvision(id="g1", text="Physiotherapy for spasticity.")
    plan = replace(FINAL_PLAN, health_provision=(health,))
    child = replace(CHILD, nhs_number="9434765919")
    asked = AdviceRequested(on=ON, kind="c", from_body="Larkmere Board")
    told = [replace(OPENED, child=child), *READY[1:], replace(FINAL, plan=plan), NOTICE_SENT]
    case = record(store, *told, asked)
    projector(store).catch_up()
    adviser = HeldRole(
        place=3, role=Role.HEALTH_ADVISER, since=date(2025, 1, 1), body="Larkmere Board"
    )
    health_board = access(User(roles=(adviser,)), Reading.SEARCH, TODAY)
    assert looked(store, "943 476 5919", right=health_board) == {case: ["nhs-number"]}
    assert looked(store, "spasticity", right=health_board) == {}
    assert looked(store, "literacy", right=health_board) == {}
    both = access(User(roles=(SCHOOL, adviser)), Reading.SEARCH, TODAY)
    assert looked(store, "literacy", right=both) == {case: ["section-f"]}
    assert looked(store, "943 476 5919 literacy", right=both) == {
        case: ["nhs-number", "section-f"]
    }
    assert looked(store, "spasticity", right=both) == {}, "each class through its own tie"


@pytest.fixture
def cases(store):
    """Four cases of one authority, and the first of them again in another."""
    for id_ in IDS:
        record(store, *ASSESSED, Noted(on=ON, note="A wheelchair."), case=id_)
    record(store, *ASSESSED, case=IDS[0], authority=B)
    projector(store).catch_up()
    return store


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(user=users, found=of_cases)
def test_what_is_found_is_what_a_grant_that_opens_the_case_finds(cases, user, found):
    kept = related(cases, found)
    right = access(user, Reading.SEARCH, TODAY)
    assume(right is not None)
    assert right is not None

    def stated(held):
        return {
            id_
            for id_, relations in kept.items()
            for ties in ({(r.kind, r.party) for r in relations if r.holds(TODAY)},)
            if any(
                held in finds(grant) and (grant.tie is None or grant.tie in ties)
                for grant in right.grants
            )
        }

    if right.every_case:
        assert stated(FieldClass.IDENTITY) == set(kept)
    for words, held in {
        "ada": FieldClass.IDENTITY,
        "eve": FieldClass.THIRD_PARTY,
        "olu": FieldClass.PROCESS,
        "wheelchair": NOTE,
    }.items():
        assert looked(cases, words, right=right).keys() == stated(held), words
