"""The table of rights says the same in Python of one case and in SQL of many."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from inspect import Parameter, signature
from uuid import UUID

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ehcp.application.one_case.advice import party_of
from ehcp.application.rights import EVERY_CASE, POLICY, Access, Reading, Role, access, as_asked
from ehcp.domain.events.assessment import AdviceRequested
from ehcp.domain.standing.relations import Relation, RelationKind
from ehcp.domain.standing.relations import named as body_named
from ehcp.domain.users import HeldRole, User
from ehcp.projections import listed, past, queries
from ehcp.projections.listed import LISTINGS
from ehcp.projections.relations import RelationRow
from ehcp.projections.restate import CASES
from ehcp.projections.tables import Into, encoded, replace
from tests.domain.ordinary_case import ASSESSED, FINISHED
from tests.projections.histories import (
    CALENDAR,
    TODAY,
    A,
    B,
    named,
    projector,
    record,
    rows_of,
)

IDS = [named(number) for number in range(1, 5)]
SCHOOLS = ("990001", "990002")
BODIES = ("Larkmere Integrated Care Board", "larkmere  integrated care board")
EARLIER = date(2025, 1, 1)
REQUESTS = [
    AdviceRequested(on=EARLIER, kind=kind, from_body=body)
    for kind, body in zip("cd", BODIES, strict=True)
]
"""Each of these is of one body's advisers of one kind alone."""
OF_ONE = {
    (RelationKind.HEALTH_ADVICE, body_named(BODIES[0])),
    (RelationKind.PSYCHOLOGY_ADVICE, body_named(BODIES[0])),
}
LISTED = [action for action in Reading if action.startswith(("read-all", "read-caseload"))]
TIED = [role for role, rule in POLICY.items() if rule.through]
days = st.integers(-1, 1).map(lambda days: TODAY + timedelta(days=days))
parties = {
    kind: st.sampled_from(SCHOOLS if kind is RelationKind.ON_ROLL else [body_named(BODIES[0])])
    for kind in RelationKind
}
relations = st.sampled_from(RelationKind).flatmap(
    lambda kind: st.builds(
        Relation, kind=st.just(kind), party=parties[kind], since=days, until=st.none() | days
    )
)
of_cases = st.fixed_dictionaries({id_: st.lists(relations, max_size=4) for id_ in IDS})
roles = st.builds(
    HeldRole,
    place=st.just(2),
    role=st.sampled_from([*TIED, *TIED, Role.CASEWORKER]),
    since=st.just(EARLIER),
    school=st.sampled_from(SCHOOLS),
    body=st.sampled_from(BODIES),
)
users = st.lists(roles, min_size=1, max_size=3).map(
    lambda held: User(roles=tuple(held), version=2)
)


@pytest.fixture
def cases(store):
    """Four cases of one authority, and the first of them again in another."""
    for id_ in IDS:
        record(store, *ASSESSED, *REQUESTS, case=id_)
    record(store, *ASSESSED, case=IDS[0], authority=B)
    projector(store).catch_up()
    return store


def related(store, found):
    """Give the cases these relations and no others."""
    rows = [
        RelationRow(
            authority=A,
            case_id=id_,
            kind=one.kind,
            party=one.party,
            since=one.since,
            until=one.until,
        )
        for id_, several in found.items()
        for one in {(r.kind, r.party, r.since): r for r in several}.values()
    ]
    with store.working() as connection:
        of = {(A, id_): [row for row in rows if row.case_id == id_] for id_ in found}
        sent = {key: encoded({"relations": some}) for key, some in of.items()}
        replace(connection, CASES, sent, Into.LIVE)
    return {
        id_: [
            Relation(kind=row.kind, party=row.party, since=row.since, until=row.until)
            for row in rows
            if row.case_id == id_
        ]
        for id_ in found
    }


def open_to(right: Access | None, found: dict[UUID, list[Relation]]) -> set[UUID]:
    if right is None:
        return set()
    return {id_ for id_, of in found.items() if right.of_case(partial(iter, of)) is not None}


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(user=users, found=of_cases, action=st.sampled_from(LISTED), on=days)
def test_a_list_holds_just_the_cases_that_are_open_one_by_one(cases, user, found, action, on):
    kept = related(cases, found)
    right = access(user, action, on)
    wanted = open_to(right, kept)
    assume(right is not None)
    assert right is not None
    now = queries.caseload(cases, A, TODAY, access=right)
    assert {line.case_id for line in now.items} == wanted
    stood = past.caseload_then(cases, A, past.Then(TODAY, None, CALENDAR), size=50, access=right)
    assert {line.case_id for line in stood.items} == wanted
    deadlines = queries.deadlines(cases, A, TODAY, access=right)
    assert {line.case_id for line in deadlines.items} == wanted
    advice = queries.listed(listed.ADVICE, cases, A, TODAY, access=right, size=200)
    if right.every_case:
        assert {line.case_id for line in advice.items} == wanted
    else:
        own = as_asked(right.ties) & OF_ONE
        assert {line.case_id for line in advice.items} == (wanted if own else set())
        assert {line.party for line in advice.items} <= set(map(party_of, own))


def test_every_list_leaves_out_what_is_not_open(store):
    case = record(store, *FINISHED)
    projector(store).catch_up()
    (role,) = [HeldRole(place=2, role=Role.SCHOOL_CONTRIBUTOR, since=EARLIER, school="100002")]
    stranger = access(User(roles=(role,)), Reading.CASELOAD, TODAY)
    assert stranger is not None
    then = past.Then(TODAY, None, CALENDAR)
    for listing in LISTINGS:
        assert queries.listed(listing, store, A, TODAY, access=stranger).items == ()
        assert past.listed_then(listing, store, A, then, access=stranger, size=50).items == ()
    assert queries.caseload(store, A, TODAY, access=stranger).items == ()
    assert queries.deadlines(store, A, TODAY, access=stranger).items == ()
    assert past.deadlines_then(store, A, then, access=stranger, size=50).items == ()
    assert queries.alerts(store, A, access=stranger).items == ()
    assert past.alerts_then(store, A, then, access=stranger, size=50).items == ()
    assert queries.parked_cases(store, A, access=stranger) == ()
    assert [
        line.case_id for line in queries.caseload(store, A, TODAY, access=EVERY_CASE).items
    ] == [case]


LISTS: tuple[Callable[..., object], ...] = (
    *(queries.alert, queries.alerts, queries.caseload, queries.deadlines, queries.listed),
    *(queries.parked_cases, queries.search),
    *(past.alerts_then, past.caseload_then, past.deadlines_then, past.listed_then),
)


@pytest.mark.parametrize("asked", LISTS)
def test_no_list_opens_every_case_to_whoever_does_not_say_so(asked):
    stated = signature(asked).parameters["access"]
    assert (stated.kind, stated.default) == (Parameter.KEYWORD_ONLY, Parameter.empty)


def test_to_have_no_right_is_not_the_right_to_every_case(store):
    nobodys = access(User(roles=()), Reading.CASELOAD, TODAY)
    assert nobodys is None
    with pytest.raises(AttributeError):
        queries.caseload(store, A, TODAY, access=nobodys)  # type: ignore[arg-type]


def test_the_relations_of_a_case_are_kept_beside_it(store):
    case = record(store, *FINISHED)
    projector(store).catch_up()
    assert rows_of(store, "relations", "case_id, kind, party, since, until") == [
        (case, "on-roll", "100001", date(2025, 5, 12), None)
    ]


def test_whoever_sees_a_case_sees_whose_it_is_and_how_it_goes():
    partial_ = [rule for rule in POLICY.values() if rule.through]
    assert partial_
    assert all({"process", "identity"} <= rule.sees for rule in partial_)
