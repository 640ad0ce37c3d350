"""For what a plan may be disclosed, and a copy of it for somebody outside."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.asking import looking
from ehcp.api.asking.body import expected_version, json_object
from ehcp.api.asking.opened import require_open
from ehcp.api.asking.query import Nothing, asked
from ehcp.api.deciding.commands import asking
from ehcp.api.routes import ETAG, Routes, acting, answer
from ehcp.api.services import person, right, services
from ehcp.api.shapes import PlanShown
from ehcp.application.deciding.disclosing import Copy, hand_out
from ehcp.application.rights import Reading
from ehcp.domain.events.disclosure import ConsentOf
from ehcp.domain.plan.letters import Section
from ehcp.law.purposes import PURPOSES
from ehcp.schemas import dump, load, schema_for

DISCLOSE = "disclose-plan"


@dataclass(frozen=True, kw_only=True)
class PurposeShown:
    """One purpose. `consent_by`: whose consent it needs, one of these; none: it needs none."""

    id: str
    says: str
    consent_by: tuple[ConsentOf, ...]
    provision: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class PurposesAnswer:
    """All purposes for which a plan may be disclosed."""

    items: tuple[PurposeShown, ...]


@dataclass(frozen=True, kw_only=True)
class CopyAnswer:
    """What goes out; `left_out` are the sections that stand empty in it.

    It was recorded before: `version` and `position` are those of the record.
    """

    case: UUID
    version: int
    position: int
    recipient: str
    purpose: str
    left_out: tuple[Section, ...]
    plan: PlanShown | None


def routes() -> Routes:
    """Return the routes of what is disclosed."""
    found = Routes("disclosing", __name__, description="A plan for somebody outside")
    found.reads("/disclosure-purposes", Reading.PURPOSES, PurposesAnswer)(read_disclosure_purposes)
    done = {"201": answer("Recorded, and here it is.", CopyAnswer, ETAG)}
    body, statuses = schema_for(Copy), (409, 412, 428)
    described: dict[str, Any] = acting(
        "copy-plan", copy_plan.__doc__, body, done, statuses, version=True
    )
    found.does("/cases/<uuid:case>/plan/copies", DISCLOSE, copy_plan, described)
    return found


def read_disclosure_purposes() -> Response:
    """Return for what a plan may be disclosed, and what each purpose needs."""
    asked(Nothing)
    items = [
        PurposeShown(
            id=purpose.id,
            says=purpose.says,
            consent_by=tuple(ConsentOf) if purpose.consent else (),
            provision=str(purpose.source),
            url=getattr(purpose.source, "url", None) or None,
        )
        for purpose in PURPOSES.values()
    ]
    return answers.read({"items": [dump(item) for item in items]})


def copy_plan(case: UUID) -> Response:
    """Record that the plan in force is disclosed to somebody, and return the copy for them.

    The purpose is one of the list. Without a consent that it needs there is no copy. A restricted
    address is in none.
    """
    require_open(case)
    expected = expected_version(needed=True)
    copy = load(Copy, json_object())
    out = hand_out(services().cases, person().authority, case, copy, asking(expected=expected))
    looking.at((case,), right().in_lists)
    body = {
        "case": str(case),
        "version": out.done.version,
        "position": out.done.position,
        "recipient": copy.recipient,
        "purpose": copy.purpose,
        "left_out": list(out.left_out),
        "plan": out.plan,
    }
    made = Response(answers.encoded(body), status=201, content_type="application/json")
    made.set_etag(str(out.done.version))
    return made
