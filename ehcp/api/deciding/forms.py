"""Forms: what a school says for a review, and an adviser in reply to a request, as a draft first.

A draft is seen by the school or body that writes it, and by nobody else until it is sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.answering.problem import BadRequest, NotHere
from ehcp.api.asking import looking
from ehcp.api.asking.body import expected_version, json_object
from ehcp.api.asking.opened import own_of, require_open
from ehcp.api.asking.query import Nothing, asked
from ehcp.api.deciding.commands import asking, may_ever
from ehcp.api.one_case.documents import had
from ehcp.api.one_case.view import END, View, view
from ehcp.api.routes import ETAG, Routes, acting, answer
from ehcp.api.services import person, right, services, user
from ehcp.api.shapes import DoneAnswer, Paged
from ehcp.application.forms import FORMS, Drafting, FormOf, Submitted
from ehcp.application.forms import shown as sh
from ehcp.application.forms.form import Asking
from ehcp.application.forms.lacking import Lack
from ehcp.application.forms.said import Part
from ehcp.application.one_case.advice import AdviceShown, advice_shown
from ehcp.application.one_case.outcomes import OutcomeShown
from ehcp.application.one_case.reviews import PlanReviewShown, reviews_shown
from ehcp.application.rights import Reading, as_asked, own_places
from ehcp.application.rights import Writing as Act
from ehcp.documents.record import named_by
from ehcp.domain.case import Case
from ehcp.domain.command import Command
from ehcp.domain.deadlines import deadlines
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.assessment import AdviceRequested
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.relations import RelationKind, Tie, relations, tie_of
from ehcp.domain.standing.review import Review
from ehcp.domain.standing.reviews import review_at
from ehcp.schemas import dump, load, schema_for
from ehcp.store.drafts import Whose, of_body

SEEN_BY_SCHOOLS = (Section.A, Section.B, Section.E, Section.F, Section.I)
OF_REVIEW = "/cases/<uuid:case>/reviews/<int:review>/form"
OF_ADVICE = "/cases/<uuid:case>/advice/<int:request>/form"


@dataclass(frozen=True, kw_only=True)
class ReviewFormAnswer(sh.FormShown):
    """The form of a school for a review, with what is known already.

    `plan` are the sections that a school sees, by their letters; of each outcome `progress` is
    what was said last; `invited` who is to be at the meeting.
    """

    case: UUID
    version: int
    review: PlanReviewShown
    plan: Mapping[str, Any]
    outcomes: tuple[OutcomeShown, ...]
    invited: tuple[sh.InviteeShown, ...]


@dataclass(frozen=True, kw_only=True)
class AdviceFormAnswer(sh.FormShown):
    """The form of a body that was asked for advice, with the request."""

    case: UUID
    version: int
    request: AdviceShown


@dataclass(frozen=True, kw_only=True)
class PartSavedAnswer:
    """A part as it was saved: its version, and what it still lacks."""

    part: str
    version: int
    expires_on: date | None
    missing: tuple[Lack, ...]


@dataclass(frozen=True, kw_only=True)
class PartDiscarded:
    """Which part of a draft is thrown away."""

    part: str


@dataclass(frozen=True, kw_only=True)
class DraftsAnswer:
    """The drafts of your school or body, the one that goes first before the others."""

    items: tuple[sh.DraftListed, ...]
    page: Paged


class FormRoutes(NamedTuple):
    """Where a form is, and which rights its routes need."""

    rule: str
    save: Act
    discard: Act
    submit: Act


ROUTES = {
    FormOf.REVIEW: FormRoutes(OF_REVIEW, Act.SAVE_REVIEW, Act.DISCARD_REVIEW, Act.SUBMIT_REVIEW),
    FormOf.ADVICE: FormRoutes(OF_ADVICE, Act.SAVE_ADVICE, Act.DISCARD_ADVICE, Act.SUBMIT_ADVICE),
}


def routes() -> Routes:
    """Return the routes of the forms, and one for each of their parts."""
    found = Routes("forms", __name__, description="Forms, as drafts until they are sent")
    found.reads("/drafts", Reading.DRAFTS, DraftsAnswer)(read_drafts)
    found.reads(OF_REVIEW, Reading.REVIEW_FORM, ReviewFormAnswer)(read_review_form)
    found.reads(OF_ADVICE, Reading.ADVICE_FORM, AdviceFormAnswer)(read_advice_form)
    for of, at in ROUTES.items():
        for name, kind in FORMS[of].parts.items():
            saves = _described(f"save-{of}-form-{name}", kind, PartSavedAnswer, version=True)
            found.does(f"{at.rule}/{name}", at.save, _named(saves, save_part, of, name), saves)
        throws = _described(f"discard-{of}-form", PartDiscarded, PartSavedAnswer)
        found.does(f"{at.rule}/discard", at.discard, _named(throws, discard, of), throws)
        sends = _described(f"submit-{of}-form", Submitted, DoneAnswer)
        found.does(f"{at.rule}/submit", at.submit, _named(sends, submit, of), sends)
    return found


def _described(
    operation: str, body: type, done: type, *, version: bool | None = None
) -> dict[str, Any]:
    statuses = (409, 412, 428) if version else (409, 412)
    answers_ = {"200": answer("Done.", done, ETAG)}
    return acting(operation, body.__doc__, schema_for(body), answers_, statuses, version=version)


def _named(described: Mapping[str, Any], act: Callable[..., Response], *of: Any) -> Any:
    """Return a view of its own for a route: it carries the right that the route needs."""
    view_: Any = partial(act, *of)
    view_.__name__, view_.__doc__ = described["operationId"], act.__doc__
    return view_


def read_drafts() -> Response:
    """Return the drafts of your school or body that you can go on with."""
    asked(Nothing)
    here, who, today = services(), person(), services().cases.today()
    items = []
    for tie in as_asked(right().ties):
        for one in of_body(here.cases.store, who.authority, "/".join(tie)):
            case = here.cases.case(who.authority, one.case_id)
            if one.expires_on >= today and tie in as_asked(_held(case, today)):
                items.append(_listed(one, today))
    looking.at(one.case for one in items)
    items.sort(key=lambda one: (one.expires_on, one.id))
    return answers.read({"items": [dump(one) for one in items], "page": END})


def _listed(one: Any, today: date) -> sh.DraftListed:
    of = FormOf(one.form)
    folder = "reviews" if of is FormOf.REVIEW else "advice"
    return sh.DraftListed(
        id=one.id,
        case=one.case_id,
        form=of,
        about=one.about,
        parts=tuple(one.parts),
        expires_on=one.expires_on,
        expires_soon=sh.soon(one.expires_on, today),
        at=f"/v1/cases/{one.case_id}/{folder}/{one.about}/form",
    )


def read_review_form(case: UUID, review: int) -> Response:
    """Return the form for a review, prefilled with the plan's outcomes; your draft, what lacks."""
    asked(Nothing)
    seen = view(case, {})
    found = review_of(seen.case, review)
    whose = draft_of(case, FormOf.REVIEW, found.place)
    draft, asking_ = Drafting(services().cases).read(whose), _asking(seen, found.place)
    sent = sh.sent_of(seen.case, found, _own(case))
    form = sh.form_shown(FormOf.REVIEW, draft, asking_, sent)
    waiting = deadlines(seen.case, services().calendar, seen.as_at)
    shown = next(r for r in reviews_shown(seen.case, waiting) if r.place == found.place)
    made = ReviewFormAnswer(
        **{name: getattr(form, name) for name in form.__dataclass_fields__},
        case=case,
        version=seen.case.version,
        review=shown,
        plan=sh.sections(seen.case, SEEN_BY_SCHOOLS),
        outcomes=sh.outcomes_of(seen.case, seen.as_at),
        invited=sh.invited(found),
    )
    return answers.read(dump(made), version=seen.case.version)


def read_advice_form(case: UUID, request: int) -> Response:
    """Return the form for advice that your body was asked for: the request, your draft."""
    asked(Nothing)
    seen = view(case, {})
    place = request_of(seen.case, case, request)
    whose = draft_of(case, FormOf.ADVICE, place)
    draft = Drafting(services().cases).read(whose)
    waiting = deadlines(seen.case, services().calendar, seen.as_at)
    shown = next(a for a in advice_shown(seen.case, waiting) if a.place == place)
    sent = sh.advice_sent(seen.case, place)
    form = sh.form_shown(FormOf.ADVICE, draft, _asking(seen, place), sent)
    made = AdviceFormAnswer(
        **{name: getattr(form, name) for name in form.__dataclass_fields__},
        case=case,
        version=seen.case.version,
        request=shown,
    )
    return answers.read(dump(made), version=seen.case.version)


def save_part(of: FormOf, name: str, case: UUID, **place: int) -> Response:
    """Save one part over the version that was read."""
    whose = _whose(of, case, place)
    expected = expected_version(needed=True) or 0
    part: Part = load(FORMS[of].parts[name], json_object())
    drafting = Drafting(services().cases)
    part = replace(part, documents=_documents(case, part.documents, drafting.documents(whose)))
    version = drafting.save(whose, name, part, person().subject, expected)
    return _saved(of, drafting, whose, name, version)


def discard(of: FormOf, case: UUID, **place: int) -> Response:
    """Throw a part of a draft away."""
    whose = _whose(of, case, place)
    wanted = load(PartDiscarded, json_object())
    drafting = Drafting(services().cases)
    if wanted.part not in FORMS[of].parts or not drafting.discard(whose, wanted.part):
        raise NotHere
    return _saved(of, drafting, whose, wanted.part, 0)


def submit(of: FormOf, case: UUID, **place: int) -> Response:
    """Send what is written: it is recorded whole, or not at all."""
    whose = _whose(of, case, place)
    wanted = load(Submitted, json_object())
    unknown = [each.part for each in wanted.parts if each.part not in FORMS[of].parts]
    if unknown:
        known = ", ".join(FORMS[of].parts)
        errors = [{"pointer": "/parts", "detail": f"The parts are: {known}."}]
        raise BadRequest(422, "invalid", "The form has no such part.", errors=errors)
    done = Drafting(services().cases).send(whose, wanted, asking(expected=None), _permit)
    return answers.done(done)


def _permit(command: Command, case: Case) -> None:
    """Let a command pass that whoever asks may ask of the case today. Raises NotHere."""
    today = services().cases.today()
    name = kebab(type(command).__name__)
    if not may_ever(name) or not right().permits(
        command, case, lambda: relations(case.seen(as_at=today))
    ):
        raise NotHere


def _saved(of: FormOf, drafting: Drafting, whose: Whose, name: str, version: int) -> Response:
    seen = view(whose.case, {})
    draft = drafting.read(whose)
    found = review_at(seen.case, whose.about) if of is FormOf.REVIEW else None
    sent = sh.sent_of(seen.case, found, {}) if found else {}
    form = sh.form_shown(of, draft, _asking(seen, whose.about), sent)
    missing = next(part.missing for part in form.parts if part.part == name)
    made = PartSavedAnswer(part=name, version=version, expires_on=form.expires_on, missing=missing)
    answered = Response(answers.encoded(dump(made)), content_type="application/json")
    answered.set_etag(str(version))
    return answered


def _own(case: UUID) -> Mapping[int, Event]:
    """Return the entries of a case that whoever asks has recorded, as they did."""
    who = person()
    return sh.said_by(services().cases.case(who.authority, case), who.subject)


def _asking(seen: View, about: int) -> Asking:
    return Asking(case=seen.case, about=about, on=seen.as_at, by=user().organisation)


def _held(case: Case, today: date) -> frozenset[Tie]:
    return right().held(lambda: relations(case.seen(as_at=today)))


def _whose(of: FormOf, case: UUID, place: Mapping[str, int]) -> Whose:
    """Return the draft that a request is about. Raises NotHere, NoSuchCase."""
    require_open(case)
    found = services().cases.case(person().authority, case)
    ((_, about),) = place.items()
    if of is FormOf.REVIEW:
        about = review_of(found, about).place
    else:
        about = request_of(found, case, about)
    return draft_of(case, of, about)


def review_of(case: Case, place: int) -> Review:
    """Return a review by the place of the entry that began it. Raises NotHere."""
    found = review_at(case, place)
    if found is None or found.place != place:
        raise NotHere
    return found


def request_of(case: Case, id_: UUID, place: int) -> int:
    """Return the place of a request for advice that is one's own. Raises NotHere."""
    step, own = case.at(place), own_of(case, id_)
    if step is None or not isinstance(step.event, AdviceRequested) or not own:
        raise NotHere
    if step.place not in own_places(case, own):
        raise NotHere
    return step.place


def draft_of(case: UUID, of: FormOf, about: int) -> Whose:
    """Return which draft it is of the school or body by which a case is open. Raises NotHere."""
    here, who = services(), person()
    found = here.cases.case(who.authority, case)
    ties = as_asked(_held(found, here.cases.today()))
    if of is FormOf.REVIEW:
        mine = sorted(tie for tie in ties if tie[0] is RelationKind.ON_ROLL)
    else:
        asked_of = found.at(about)
        event = asked_of.event if asked_of else None
        tie = tie_of(getattr(event, "kind", None), getattr(event, "from_body", None))
        mine = [tie] if tie in ties else []
    if not mine:
        raise NotHere
    return Whose(who.authority, "/".join(mine[0]), case, of, about)


def _documents(case: UUID, names: tuple[str, ...], there: frozenset[str]) -> tuple[str, ...]:
    """Return the sha-256 of documents of the case, given by their ids or by that.

    What stands in the draft already was looked at when a colleague put it there.
    """
    if set(names) <= there:
        return names
    _, found = had(case)
    hashes = named_by([name for name in names if name not in there], found)
    if isinstance(hashes, int):
        errors = [{"pointer": f"/documents/{hashes}", "detail": "Upload it to this case first."}]
        raise BadRequest(422, "documents-not-named", "There is no such document.", errors=errors)
    return (*(name for name in names if name in there), *hashes)
