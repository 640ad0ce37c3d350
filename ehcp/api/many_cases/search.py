"""Finding cases by whom or what they are about. A POST, for names never stand in a URL.

What is looked for stands in the body, and again with each page: the token of a page holds a keyed
hash of it, and nothing that could be read.
"""

import hmac
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from flask import Response
from marshmallow import ValidationError, validate

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.answering.problem import BadRequest
from ehcp.api.asking import looking
from ehcp.api.asking.body import json_object
from ehcp.api.asking.query import LONGEST_PAGE, PAGE, Query
from ehcp.api.routes import Routes, answer, refusals
from ehcp.api.services import person, right, services
from ehcp.api.shapes import Paged
from ehcp.application.finding import LONGEST, Field, Looked, Wrong, wanted
from ehcp.application.rights import Reading, cut
from ehcp.projections import queries
from ehcp.projections.queries import Hit
from ehcp.schemas import Integer, Text, Truth, dump

SAID = {
    "words": "Anything: names in any order, days as they are written, numbers, references, words"
    " of a plan or of a note. All of it must be found.",
    "name": "Of the child, of somebody about it or of the officer. Slips are forgiven.",
    "date_of_birth": "As it is written: 2016-05-04, 4/5/2016, 4 May 2016.",
    "upn": "Unique pupil number; refused if it does not check.",
    "nhs_number": "With blanks or without; refused if it does not check.",
    "uln": "Unique learner number; refused if it does not check.",
    "reference": "What others call the case, or the beginning of it: the Tribunal's number, that"
    " of the system or the authority it came from; or the case's own id.",
    "text": "Words of the plan in force, of the draft that is out, or of a note.",
}


def _text(name: str) -> Text:
    return Text(validate.Length(min=1, max=LONGEST), metadata={"description": SAID[name]})


class PageSize(Integer):
    """How many cases a page may have."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(validate.Range(1, LONGEST_PAGE))


class SearchBody(Query):
    """What is looked for: at least one field, and all of them must be found."""

    words = _text("words")
    name = _text("name")
    date_of_birth = _text("date_of_birth")
    upn = _text("upn")
    nhs_number = _text("nhs_number")
    uln = _text("uln")
    reference = _text("reference")
    text = _text("text")
    alike = Truth(
        load_default=False,
        metadata={
            "description": "Also what is only like it. Without, that is looked for where nothing"
            " is found as it is written."
        },
    )
    page = Text(metadata={"description": "`page.next` of the page before, with the same fields."})
    limit = PageSize(load_default=PAGE)


@dataclass(frozen=True, kw_only=True)
class HintShown:
    """What may be a slip in what was looked for."""

    field: Field
    detail: str


@dataclass(frozen=True, kw_only=True)
class SearchAnswer:
    """A page of cases, the likest first.

    `alike`: they are like what was looked for, and need not be as it was written. `broad`: there
    is so much that not all of it was looked at.
    """

    items: tuple[Hit, ...]
    hints: tuple[HintShown, ...]
    alike: bool
    broad: bool
    page: Paged


def routes() -> Routes:
    """Return the route of searches."""
    found = Routes("search", __name__, description="Finding cases")
    found.does("/searches", Reading.SEARCH, search_cases, _described())
    return found


def search_cases() -> Response:
    """Return the cases that meet all that is looked for, the likest first.

    Each says by what it was found, with the words around it. What you may not see of a case finds
    it for you as little as a case that is not open to you.
    """
    body = _BODY.load(json_object())
    size, token, alike = body.pop("limit"), body.pop("page", None), body.pop("alike")
    looked = Looked(**body)
    here, who = services(), person()
    try:
        asked = wanted(looked, here.cases.today())
    except Wrong as wrong:
        raise ValidationError({wrong.field or "_schema": [str(wrong)]}) from None
    pages = Pages(here.page_key, "search", who.authority, _hash(here.page_key, looked, alike))
    found = queries.search(
        here.cases.store,
        who.authority,
        asked.criteria,
        after=_after(pages, token),
        size=size,
        access=right(),
        alike=alike,
    )
    looking.at(hit.case_id for hit in found.items)
    following = None if found.next is None else pages.token(found.next)
    shown = {
        "items": [_shown(hit) for hit in found.items],
        "hints": [{"field": str(hint.field), "detail": hint.detail} for hint in asked.hints],
        "alike": found.alike,
        "broad": found.broad,
        "page": {"next": following},
    }
    return Response(answers.encoded(shown), content_type="application/json")


def _shown(hit: Hit) -> dict[str, Any]:
    """Return a case as it is seen in a list; what it was found by is theirs to see already."""
    return dump(cut(hit, right().in_lists)) | {"matched": [dump(each) for each in hit.matched]}


def _hash(key: str, looked: Looked, alike: bool) -> str:  # noqa: FBT001 - part of the question
    said = answers.encoded([asdict(looked), alike])
    return hmac.new(key.encode(), b"ehcp.search\0" + said, sha256).hexdigest()


def _after(pages: Pages, token: str | None) -> Any:
    try:
        return pages.after(token)
    except BadRequest as error:
        detail = "Take it from page.next as it is, and send what was looked for with it again."
        errors = [{"pointer": "/page", "detail": detail}]
        raise BadRequest(error.status, error.kind, str(error), errors=errors) from None


_BODY = SearchBody()


def _described() -> dict[str, Any]:
    return {
        "operationId": "search-cases",
        "summary": "Return the cases that meet all that is looked for, the likest first.",
        "description": " ".join((search_cases.__doc__ or "").partition("\n\n")[2].split()),
        "parameters": [looking.PARAMETER],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": SearchBody}},
        },
        "responses": {
            "200": answer("What was found.", SearchAnswer, {}),
            **refusals(400, 401, 404, 411, 413, 415, 422, 503),
        },
    }
