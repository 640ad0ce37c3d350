"""Every route, asked by every role in every situation. A route without a row fails here.

A cell says whether the route is there for them, whether it shows the case, or asks for a sign-in.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest

from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Asked
from ehcp.application.keeping.users import NewRole, NewUser, RoleOver, Users
from ehcp.application.rights import POLICY, Role
from ehcp.documents.record import Holds
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.entry import Source
from ehcp.domain.events.alert import AlertRaised
from ehcp.domain.events.appeal import TribunalAppealLodged
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.emergency import GlassBroken
from ehcp.domain.events.placement import SchoolPlaceLeft
from ehcp.domain.events.proposals import ActionProposed
from ehcp.domain.events.review import ReviewStarted
from ehcp.domain.users import stream_of
from ehcp.projections.deadlines import deadline_id
from tests.api.conftest import OURS, RECORDER, THEIRS, TODAY, Caller, signed_in
from tests.api.every_route import account, calendar, filled, routes, webhook
from tests.api.test_rights import COMMANDS, FOR_MANAGERS, TABLE
from tests.documents.files import png
from tests.documents.sending import announced, filed, uploads
from tests.domain.ordinary_case import ELM, FINISHED
from tests.projections.histories import record

SCHOOL, OTHER_SCHOOL = "100001", "100002"
BODY, OTHER_BODY = "Larkmere Integrated Care Board", "Northmere Integrated Care Board"
KINDS = ("c", "d", "e")
REVIEW = len(FINISHED) + len(KINDS) + 2
"""The place of the entry that began the review of the case that is asked about."""


class Of(StrEnum):
    """What a route is about."""

    NOTHING = "nothing: it is open to everybody"
    AUTHORITY = "the authority"
    PERSON = "somebody who signs in"
    WEBHOOK = "where another system is told of changes"
    CASES = "many cases"
    CASE = "one case"
    ALERT = "one alert"
    UPLOAD = "a file that somebody else is sending"
    PROPOSAL = "something proposed, or opened in an emergency"


class Row(NamedTuple):
    """A route: what it needs a right to, and what it is about."""

    action: str
    of: Of


ONE_CASE = "/v1/cases/<uuid:case>"
ACCOUNT = "/v1/service-accounts/<uuid:account_id>"
ROWS: dict[tuple[str, str], Row] = {
    ("GET", "/healthz"): Row("", Of.NOTHING),
    ("GET", "/readyz"): Row("", Of.NOTHING),
    ("GET", "/docs"): Row("", Of.NOTHING),
    ("GET", "/docs/files/<path:filename>"): Row("", Of.NOTHING),
    ("GET", "/v1/openapi.json"): Row("", Of.NOTHING),
    ("GET", "/v1/settings"): Row("read-settings", Of.AUTHORITY),
    ("GET", "/v1/authority"): Row("read-authority", Of.AUTHORITY),
    ("POST", "/v1/authority/change-settings"): Row("change-authority-settings", Of.AUTHORITY),
    ("GET", "/v1/people"): Row("read-people", Of.AUTHORITY),
    ("POST", "/v1/people"): Row("add-person", Of.AUTHORITY),
    ("GET", "/v1/people/<uuid:person_id>"): Row("read-people", Of.PERSON),
    ("POST", "/v1/people/<uuid:person_id>/give-role"): Row("give-role", Of.PERSON),
    ("POST", "/v1/people/<uuid:person_id>/end-role"): Row("end-role", Of.PERSON),
    ("GET", "/v1/calendars/<authority>/<secret>.ics"): Row("", Of.NOTHING),
    ("GET", "/v1/calendar"): Row("read-calendar", Of.AUTHORITY),
    ("POST", "/v1/calendar"): Row("make-calendar-link", Of.AUTHORITY),
    ("POST", "/v1/calendar/end"): Row("end-calendar-link", Of.AUTHORITY),
    ("GET", "/v1/webhooks"): Row("read-webhooks", Of.AUTHORITY),
    ("POST", "/v1/webhooks"): Row("add-webhook", Of.AUTHORITY),
    ("GET", "/v1/webhooks/<uuid:webhook>"): Row("read-webhooks", Of.WEBHOOK),
    ("GET", "/v1/webhooks/<uuid:webhook>/deliveries"): Row("read-webhooks", Of.WEBHOOK),
    ("POST", "/v1/webhooks/<uuid:webhook>/rotate-secret"): Row("rotate-webhook", Of.WEBHOOK),
    ("POST", "/v1/webhooks/<uuid:webhook>/switch-on"): Row("switch-webhook", Of.WEBHOOK),
    ("POST", "/v1/webhooks/<uuid:webhook>/switch-off"): Row("switch-webhook", Of.WEBHOOK),
    ("POST", "/v1/webhooks/<uuid:webhook>/remove"): Row("remove-webhook", Of.WEBHOOK),
    ("POST", "/v1/webhooks/<uuid:webhook>/retry"): Row("retry-webhook", Of.WEBHOOK),
    ("GET", "/v1/service-accounts"): Row("read-people", Of.AUTHORITY),
    ("POST", "/v1/service-accounts"): Row("add-service-account", Of.AUTHORITY),
    ("GET", ACCOUNT): Row("read-people", Of.PERSON),
    ("POST", f"{ACCOUNT}/make-key"): Row("make-service-account-key", Of.PERSON),
    ("POST", f"{ACCOUNT}/revoke-key"): Row("revoke-service-account-key", Of.PERSON),
    ("GET", "/v1/cases"): Row("read-caseload", Of.CASES),
    ("POST", "/v1/cases"): Row("request-assessment", Of.AUTHORITY),
    ("GET", "/v1/deadlines"): Row("read-all-deadlines", Of.CASES),
    ("GET", "/v1/advice"): Row("read-all-advice", Of.CASES),
    ("GET", "/v1/consultations"): Row("read-all-consultations", Of.CASES),
    ("GET", "/v1/reviews"): Row("read-all-reviews", Of.CASES),
    ("GET", "/v1/phase-transfers"): Row("read-all-phase-transfers", Of.CASES),
    ("GET", "/v1/appeals"): Row("read-all-appeals", Of.CASES),
    ("POST", "/v1/searches"): Row("search-cases", Of.CASES),
    ("GET", "/v1/counts"): Row("read-counts", Of.AUTHORITY),
    ("GET", "/v1/timeliness"): Row("read-timeliness", Of.AUTHORITY),
    ("POST", "/v1/cohort/<string:command>"): Row("assign-officer", Of.AUTHORITY),
    ("GET", "/v1/changes"): Row("read-changes", Of.CASES),
    ("GET", "/v1/changes/kinds"): Row("read-changes", Of.AUTHORITY),
    ("GET", "/v1/alerts"): Row("read-alerts", Of.CASES),
    ("GET", "/v1/alerts/<uuid:alert>"): Row("read-alerts", Of.ALERT),
    ("POST", "/v1/alerts/<uuid:alert>/acknowledge"): Row("acknowledge-alert", Of.ALERT),
    ("POST", "/v1/alerts/<uuid:alert>/assign"): Row("assign-alert", Of.ALERT),
    ("POST", "/v1/alerts/<uuid:alert>/escalate"): Row("escalate-alert", Of.ALERT),
    ("GET", "/v1/looks"): Row("read-looks", Of.AUTHORITY),
    ("GET", "/v1/unusual-readings"): Row("read-looks", Of.AUTHORITY),
    ("GET", f"{ONE_CASE}/looks"): Row("read-looks", Of.CASE),
    ("GET", ONE_CASE): Row("read-case", Of.CASE),
    ("GET", f"{ONE_CASE}/deadlines"): Row("read-deadlines", Of.CASE),
    ("GET", f"{ONE_CASE}/deadlines/<uuid:deadline>"): Row("read-deadlines", Of.CASE),
    ("GET", f"{ONE_CASE}/commands"): Row("read-case", Of.CASE),
    ("GET", f"{ONE_CASE}/differences"): Row("read-timeline", Of.CASE),
    ("GET", f"{ONE_CASE}/timeline"): Row("read-timeline", Of.CASE),
    ("GET", f"{ONE_CASE}/told"): Row("read-timeline", Of.CASE),
    ("GET", f"{ONE_CASE}/plan"): Row("read-plan", Of.CASE),
    ("GET", f"{ONE_CASE}/plans"): Row("read-plan", Of.CASE),
    ("GET", f"{ONE_CASE}/plan/differences"): Row("read-plan", Of.CASE),
    ("GET", f"{ONE_CASE}/plan/representations"): Row("read-plan", Of.CASE),
    ("GET", f"{ONE_CASE}/outcomes"): Row("read-outcomes", Of.CASE),
    ("GET", f"{ONE_CASE}/budgets"): Row("read-budgets", Of.CASE),
    ("GET", f"{ONE_CASE}/advice"): Row("read-advice", Of.CASE),
    ("GET", f"{ONE_CASE}/consultations"): Row("read-consultations", Of.CASE),
    ("GET", f"{ONE_CASE}/placements"): Row("read-placements", Of.CASE),
    ("GET", f"{ONE_CASE}/reviews"): Row("read-reviews", Of.CASE),
    ("GET", f"{ONE_CASE}/phase-transfers"): Row("read-phase-transfers", Of.CASE),
    ("GET", f"{ONE_CASE}/appeals"): Row("read-appeals", Of.CASE),
    ("GET", f"{ONE_CASE}/delay"): Row("read-delay", Of.CASE),
    ("GET", "/v1/drafts"): Row("read-drafts", Of.AUTHORITY),
    ("GET", f"{ONE_CASE}/reviews/<int:review>/form"): Row("read-review-form", Of.CASE),
    ("GET", f"{ONE_CASE}/advice/<int:request>/form"): Row("read-advice-form", Of.CASE),
    **{
        ("POST", f"{ONE_CASE}/{of}/form/{part}"): Row(f"{act}-{form}-form", Of.CASE)
        for form, of, parts in (
            (
                "review",
                "reviews/<int:review>",
                (
                    "outcomes",
                    "advice",
                    "attendance",
                    "provision-map",
                    "graduated-approach",
                    "views",
                ),
            ),
            ("advice", "advice/<int:request>", ("report", "needs", "provision", "outcomes")),
        )
        for part, act in (
            *((part, "save") for part in parts),
            ("submit", "submit"),
            ("discard", "discard"),
        )
    },
    ("GET", f"{ONE_CASE}/evidence"): Row("read-evidence", Of.CASE),
    ("GET", f"{ONE_CASE}/alerts"): Row("read-alerts", Of.CASE),
    ("GET", f"{ONE_CASE}/documents"): Row("read-documents", Of.CASE),
    ("GET", f"{ONE_CASE}/documents/<uuid:document>"): Row("read-documents", Of.CASE),
    ("POST", f"{ONE_CASE}/uploads"): Row("upload-document", Of.CASE),
    ("GET", f"{ONE_CASE}/uploads/<uuid:upload>"): Row("upload-document", Of.UPLOAD),
    ("POST", f"{ONE_CASE}/uploads/<uuid:upload>/append"): Row("upload-document", Of.UPLOAD),
    ("POST", f"{ONE_CASE}/uploads/<uuid:upload>/finish"): Row("upload-document", Of.UPLOAD),
    ("GET", "/v1/disclosure-purposes"): Row("read-disclosure-purposes", Of.AUTHORITY),
    ("POST", f"{ONE_CASE}/plan/copies"): Row("disclose-plan", Of.CASE),
    ("GET", "/v1/proposals"): Row("read-proposals", Of.CASES),
    ("POST", "/v1/proposals"): Row("propose", Of.AUTHORITY),
    ("GET", "/v1/proposals/<uuid:proposal>"): Row("read-proposals", Of.PROPOSAL),
    ("POST", "/v1/proposals/<uuid:proposal>/approve"): Row("approve-proposal", Of.PROPOSAL),
    ("POST", "/v1/proposals/<uuid:proposal>/reject"): Row("reject-proposal", Of.PROPOSAL),
    ("POST", "/v1/proposals/<uuid:proposal>/withdraw"): Row("withdraw-proposal", Of.PROPOSAL),
    ("POST", "/v1/exports"): Row("bulk-export", Of.AUTHORITY),
    ("POST", f"{ONE_CASE}/break-glass"): Row("break-glass", Of.AUTHORITY),
    ("GET", "/v1/break-glass"): Row("read-break-glass", Of.CASES),
    ("GET", "/v1/break-glass/<uuid:emergency>"): Row("read-break-glass", Of.PROPOSAL),
    ("POST", "/v1/break-glass/<uuid:emergency>/review"): Row("review-break-glass", Of.PROPOSAL),
    **{
        ("POST", f"{ONE_CASE}/{name}"): Row(name, Of.CASE)
        for name in sorted(COMMANDS | FOR_MANAGERS)
    },
}


class Situation(StrEnum):
    """How somebody stands who asks."""

    OWN = "their own authority, school or request"
    OTHER_AUTHORITY = "another authority"
    OTHER_TIE = "another school or body"
    MOVED_AWAY = "a child that left the school; advice that has come"
    ROLE_ENDED = "their role has ended"
    ROLE_TO_COME = "their role has not begun"
    NOT_ADDED = "signed in, and nobody has added them"
    NO_LOGIN = "not signed in"


class Cell(StrEnum):
    """What they are answered."""

    SIGN_IN = "sign in first"
    ABSENT = "there is no such thing"
    THERE = "it is there"
    WITH_CASE = "a list with the case"
    WITHOUT_CASE = "a list without it"
    DONE = "it is done"
    NOT_DONE = "nothing is done"


NO_ROLE = (Situation.ROLE_ENDED, Situation.ROLE_TO_COME, Situation.NOT_ADDED)
NOT_THEIRS = (Situation.OTHER_TIE, Situation.MOVED_AWAY)
ADVISERS = (Role.HEALTH_ADVISER, Role.SOCIAL_CARE_ADVISER, Role.PSYCHOLOGY_ADVISER)
WHEN_ADVICE_HAS_COME = (
    "read-advice", "read-all-advice", "correct-advice", "read-documents", "upload-document",
)  # fmt: skip
"""What is left to an adviser until the assessment is over: its own advice, to put it right."""


def cell(role: Role, situation: Situation, method: str, row: Row) -> Cell:
    """Return what the table says somebody is answered."""
    if row.of is Of.NOTHING:
        return Cell.THERE
    if situation is Situation.NO_LOGIN:
        return Cell.SIGN_IN
    if situation in NO_ROLE or row.action not in TABLE[role] or row.of is Of.UPLOAD:
        return Cell.ABSENT
    away = situation is Situation.OTHER_AUTHORITY
    if role in ADVISERS and situation is Situation.MOVED_AWAY:
        closed = row.action not in WHEN_ADVICE_HAS_COME
    else:
        tied = POLICY[role].through is not None
        closed = away or (tied and situation in NOT_THEIRS)
    if row.of is Of.AUTHORITY or not closed:
        return Cell.WITH_CASE if row.of is Of.CASES else Cell.THERE
    if row.of is Of.CASES:
        return Cell.WITHOUT_CASE
    return Cell.ABSENT if method == "GET" else Cell.NOT_DONE


class World(NamedTuple):
    """What is asked about."""

    ours: UUID
    gone: UUID
    alert: UUID
    person: UUID
    webhook: UUID
    calendar: str
    proposal: UUID
    emergency: UUID
    documents: dict[UUID, UUID]
    uploads: dict[UUID, UUID]
    account: UUID


@pytest.fixture(scope="module")
def world(store, services) -> World:
    """A case of a child at a school with advice awaited, one that is over for both; an alert."""
    asked = [AdviceRequested(on=date(2026, 5, 1), kind=kind, from_body=BODY) for kind in KINDS]
    appeal = TribunalAppealLodged(on=date(2026, 5, 4))
    review = ReviewStarted(on=date(2026, 5, 5))
    ours = record(store, *FINISHED, *asked, appeal, review, authority=OURS)
    came = [AdviceReceived(on=date(2026, 5, 20), kind=kind, from_body=BODY) for kind in KINDS]
    left = SchoolPlaceLeft(on=date(2026, 3, 2), institution=ELM)
    gone = record(store, *FINISHED, left, *asked, *came, appeal, review, authority=OURS)
    alerts = []
    for case in (ours, gone):
        raised = AlertRaised(
            on=TODAY, case=case, limit="final-plan-20-weeks", started_by=2, due=date(2026, 7, 13),
            stage="28", stage_on=TODAY, law_since=date(2014, 9, 1), source="x", owed_by="y",
        )  # fmt: skip
        alerts.append(record(store, raised, authority=OURS, source=Source.SYSTEM))
    person = add(store, OURS, "somebody")
    proposed, opened = for_two(store, gone, ours)
    documents, begun = {}, {}
    for case in (ours, gone):
        sending = uploads(store, services.filing, OURS, case, RECORDER)
        documents[case] = filed(sending, png(), "a.png", Holds.PROCESS).id
        begun[case] = sending.begin(announced(png(), "a.png")).id
    hook, other = webhook(store), account(store)
    link, about = calendar(store), (person, hook)
    return World(ours, gone, alerts[0], *about, link, proposed, opened, documents, begun, other)


def for_two(store, *cases: UUID) -> tuple[UUID, UUID]:
    """Return something proposed for the last of these cases, and where it was opened."""
    for case in cases:
        proposed = ActionProposed(
            on=TODAY, action="cease-plan", wish='{"on": "2026-06-15"}', last_day=TODAY, case=case
        )
        broken = GlassBroken(
            on=TODAY, subject="x", role="caseworker", case=case, reason="y", review_due=TODAY
        )
        found = record(store, proposed, authority=OURS), record(store, broken, authority=OURS)
    return found


def add(store, authority: str, subject: str) -> UUID:
    new = NewUser(subject=subject, name="Somebody", organisation="Larkmere Council")
    Users(store, lambda: TODAY).add(authority, new, Asked(by=RECORDER, command_id=uuid4()))
    return stream_of(authority, subject)


def who(store, role: Role, situation: Situation) -> dict[str, str]:
    """Return the header of somebody of this role in this situation, whom this adds."""
    if situation is Situation.NO_LOGIN:
        return {}
    authority = THEIRS if situation is Situation.OTHER_AUTHORITY else OURS
    subject = f"{role}.{situation.name.lower()}"
    if situation is not Situation.NOT_ADDED:
        give(store, authority, add(store, authority, subject), role, situation)
    return signed_in(authority, subject)


def give(store, authority: str, id_: UUID, role: Role, situation: Situation) -> None:
    other = situation is Situation.OTHER_TIE
    tie: dict[str, Any] = {}
    if POLICY[role].through == "on-roll":
        tie = {"school": OTHER_SCHOOL if other else SCHOOL}
    elif POLICY[role].through is not None:
        tie = {"body": OTHER_BODY if other else BODY}
    to_come = situation is Situation.ROLE_TO_COME
    since = date(2026, 6, 16) if to_come else date(2025, 1, 1)
    users, asked = Users(store, lambda: TODAY), Asked(by=RECORDER, command_id=uuid4())
    users.give(authority, id_, NewRole(role=role, since=since, **tie), asked)
    if situation is Situation.ROLE_ENDED:
        users.end(authority, id_, RoleOver(place=2), replace(asked, command_id=uuid4()))


def a_deadline(case: UUID) -> UUID:
    """Return the id of the first deadline of a case, which the request started."""
    history = Case.of(*FINISHED)
    first, *_ = deadlines(history, england_and_wales(), TODAY)
    return deadline_id(case, history, first)


def values_of(world: World, case: UUID, role: Role) -> dict[str, tuple[Any]]:
    """Return what stands in each place of a URL."""
    return {
        "case": (case,),
        "alert": (world.alert,),
        "document": (world.documents[case],),
        "upload": (world.uploads[case],),
        "deadline": (a_deadline(case),),
        "command": ("assign-officer",),
        "webhook": (world.webhook,),
        "authority": (OURS,),
        "secret": (world.calendar,),
        "proposal": (world.proposal,),
        "emergency": (world.emergency,),
        "account_id": (world.account,),
        "person_id": (world.person,),
        "review": (REVIEW,),
        "request": (request_of(role),),
        "filename": ("docs.js",),
    }


def request_of(role: Role) -> int:
    """Return the place of the request for advice that is for this role, or of any."""
    of = ADVISERS.index(role) if role in ADVISERS else 0
    return len(FINISHED) + 1 + KINDS.index("ced"[of])


def answered(caller: Caller, method: str, url: str, row: Row, case: UUID) -> Cell:
    """Return what somebody is answered on a route."""
    body = {"command": row.action} if (method, url) == ("POST", "/v1/cases") else {}
    body = {"words": "Ada Hill"} if url == "/v1/searches" else body
    body = {"not": "this"} if url.endswith("/remove") else body  # it is asked about again
    sent = body if method == "POST" else None
    answer = caller.client.open(url, method=method, headers=caller.headers, json=sent)
    if answer.status_code == 401:
        return Cell.SIGN_IN
    if answer.status_code == 404:
        return Cell.ABSENT
    if row.of is Of.CASES:
        assert answer.status_code == 200
        return Cell.WITH_CASE if str(case) in answer.text else Cell.WITHOUT_CASE
    if answer.status_code == 200:
        return Cell.THERE if method == "GET" else Cell.DONE
    assert method == "POST"
    assert answer.status_code in {409, 422, 428}
    return Cell.THERE


def agree(seen: Cell, stated: Cell) -> bool:
    """Whether an answer is what is stated: of a wrong wish nothing is done either way."""
    if stated is Cell.NOT_DONE:
        return seen in (Cell.ABSENT, Cell.THERE)
    return seen is stated or (stated is Cell.THERE and seen is Cell.DONE)


def situations(role: Role) -> list[Situation]:
    """Return the situations of a role: what has no tie cannot be of another school or body.

    Nobody's role is known who is not signed in or whom nobody has added: asked once for all.
    """
    found = list(Situation)
    if POLICY[role].through is None:
        found.remove(Situation.OTHER_TIE)
    if role is not Role.CASEWORKER:
        found = [one for one in found if one not in (Situation.NOT_ADDED, Situation.NO_LOGIN)]
    return found


def test_every_route_has_a_row_and_every_row_a_route(app):
    assert {(route.method, route.rule) for route in routes(app)} == set(ROWS)


@pytest.mark.parametrize("role", list(Role))
def test_every_cell_of_the_matrix_is_as_it_is_stated(app, store, world, projected, role):
    projected()
    wrong = []
    for situation in situations(role):
        caller = Caller(app.test_client(), who(store, role, situation))
        case = world.gone if situation is Situation.MOVED_AWAY else world.ours
        values = values_of(world, case, role)
        for (method, rule), row in ROWS.items():
            stated = cell(role, situation, method, row)
            (url,) = filled(rule, values)
            seen = answered(caller, method, url, row, case)
            if not agree(seen, stated):
                wrong.append((situation.name, method, rule, seen.name, stated.name))
    assert wrong == []
