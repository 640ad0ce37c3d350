"""Opening a case in an emergency (break-glass), and the second person who looks at it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.asking import looking
from ehcp.api.asking.body import expected_version, json_object
from ehcp.api.asking.query import Listed, Nothing, asked, yes_or_no
from ehcp.api.deciding.commands import asking
from ehcp.api.listing import truth, wait
from ehcp.api.routes import ETAG, LOCATION, Routes, acting, answer
from ehcp.api.services import person, right, services
from ehcp.api.shapes import Paged
from ehcp.application.deciding.emergencies import Emergencies
from ehcp.application.rights import FieldClass, InEmergency, Reading
from ehcp.domain.emergency import Emergency
from ehcp.domain.events.emergency import Finding
from ehcp.projections.emergencies import EmergencyRow, emergencies
from ehcp.schemas import dump, load, schema_for


@dataclass(frozen=True, kw_only=True)
class BreakGlass:
    """Open one case to yourself in an emergency, to be read for four hours.

    It shows you what your role shows of a case in an emergency, and lets you change nothing. The
    SEND managers are told at once, and a second person reviews it. `reason` has at least 20
    characters.
    """

    reason: str


@dataclass(frozen=True, kw_only=True)
class ReviewBreakGlass:
    """Say, as a second person, what you found of a case that was opened in an emergency."""

    finding: Finding
    remarks: str


@dataclass(frozen=True, kw_only=True)
class GlassBrokenAnswer:
    """The case is open to you until the moment `until`."""

    break_glass: UUID
    case: UUID
    until: datetime
    review_due: date
    position: int


@dataclass(frozen=True, kw_only=True)
class EmergencyLine:
    """One case that somebody opened. `overdue`: its last day for a review went by without one."""

    id: UUID
    case: UUID
    subject: str
    role: str
    opened_on: date
    opened_at: datetime
    until: datetime
    review_due: date
    overdue: bool
    reviewed_by: str | None
    reviewed_on: date | None
    finding: Finding | None
    version: int


@dataclass(frozen=True, kw_only=True)
class EmergenciesAnswer:
    """A page of them, in the order of the last days for their reviews."""

    items: tuple[EmergencyLine, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class EmergencyAnswer(EmergencyLine):
    """One of them, with what was written. Texts are null for those who may read no case."""

    reason: str | None
    remarks: str | None


@dataclass(frozen=True, kw_only=True)
class GlassReviewedAnswer:
    """What was recorded of the review."""

    break_glass: UUID
    version: int
    position: int


class EmergenciesQuery(Listed):
    """Which of them."""

    reviewed = yes_or_no("That a second person has reviewed, or not yet.")
    overdue = yes_or_no("Whose review is overdue, or not.")


def routes() -> Routes:
    """Return the routes of cases opened in an emergency."""
    found = Routes("emergencies", __name__, description="Opening a case in an emergency")
    opened = {"201": answer("Opened.", GlassBrokenAnswer, LOCATION)}
    action = InEmergency.BREAK_GLASS
    described = acting(action, BreakGlass.__doc__, schema_for(BreakGlass), opened, (409,))
    found.does("/cases/<uuid:case>/break-glass", action, break_glass, described)
    found.reads("/break-glass", Reading.EMERGENCIES, EmergenciesAnswer, EmergenciesQuery)(
        read_break_glass
    )
    found.reads("/break-glass/<uuid:emergency>", Reading.EMERGENCIES, EmergencyAnswer)(
        read_one_break_glass
    )
    done = {"200": answer("Done.", GlassReviewedAnswer, ETAG)}
    body = schema_for(ReviewBreakGlass)
    review = InEmergency.REVIEW
    reviewing = acting(review, ReviewBreakGlass.__doc__, body, done, (409, 412), version=False)
    found.does("/break-glass/<uuid:emergency>/review", review, review_break_glass, reviewing)
    return found


def break_glass(case: UUID) -> Response:
    """Open one case in an emergency."""
    wanted = load(BreakGlass, json_object())
    opened = _here().open(person().authority, case, wanted.reason, asking(expected=None))
    body = GlassBrokenAnswer(
        break_glass=opened.id,
        case=case,
        until=opened.emergency.until,
        review_due=opened.emergency.review_due,
        position=opened.position,
    )
    made = Response(answers.encoded(dump(body)), status=201, content_type="application/json")
    made.headers["Location"] = answers.address(case)
    return made


def read_break_glass() -> Response:
    """Return what was opened in an emergency, in the order of the last days for the reviews."""
    query = asked(EmergenciesQuery)
    wait(query)
    filters = {name: truth(query.get(name)) for name in ("reviewed", "overdue")}
    size, today = query["limit"], services().cases.today()
    pages = Pages(services().page_key, "break-glass", person().authority, *filters.values())
    after, store = pages.after(query.get("page")), services().cases.store
    page = emergencies(store, person().authority, today, after=after, size=size, **filters)
    looking.at(row.case_id for row in page.items)
    following = None if page.next is None else pages.token(page.next)
    items = [dump(_line(row, today)) for row in page.items]
    return answers.read({"items": items, "page": {"next": following}})


def read_one_break_glass(emergency: UUID) -> Response:
    """Return one of them, with its reason and what was found."""
    asked(Nothing)
    found = _here().of_id(person().authority, emergency)
    looking.at((found.case,))
    reads = FieldClass.FREE_TEXT in right().in_lists
    shown = EmergencyAnswer(
        **_same(found),
        id=emergency,
        case=found.case,
        overdue=found.overdue(services().cases.today()),
        finding=found.finding,
        reason=found.reason if reads else None,
        remarks=found.remarks if reads else None,
    )
    return answers.read(dump(shown), version=found.version)


def review_break_glass(emergency: UUID) -> Response:
    """Say what was found."""
    expected_version(needed=False)
    wanted = load(ReviewBreakGlass, json_object())
    by = asking(expected=None)
    done = _here().review(person().authority, emergency, wanted.finding, wanted.remarks, by)
    body = {"break_glass": str(emergency), "version": done.version, "position": done.position}
    made = Response(answers.encoded(body), content_type="application/json")
    made.set_etag(str(done.version))
    return made


def _here() -> Emergencies:
    return Emergencies(services().cases, services().now)


def _line(row: EmergencyRow, today: date) -> EmergencyLine:
    return EmergencyLine(
        **_same(row),
        id=row.id,
        case=row.case_id,
        overdue=row.finding is None and row.review_due < today,
        finding=Finding(row.finding) if row.finding else None,
    )


SAME = (
    "subject", "role", "opened_on", "opened_at", "until", "review_due", "reviewed_by",
    "reviewed_on", "version",
)  # fmt: skip


def _same(found: Emergency | EmergencyRow) -> dict[str, Any]:
    return {name: getattr(found, name) for name in SAME}
