"""A form as whoever fills it in is shown it: what is known, what is written, what it lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from ehcp.application.forms import said
from ehcp.application.forms.drafting import NOTICE, read
from ehcp.application.forms.form import FORMS, Asking, FormOf
from ehcp.application.forms.lacking import Lack, lacking
from ehcp.application.one_case.awaited import span
from ehcp.application.one_case.outcomes import OutcomeShown, outcomes_shown
from ehcp.domain.case import Case
from ehcp.domain.event import Event, kebab
from ehcp.domain.events import review_contribution as given
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.outcome import OutcomeProgressRecorded
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import Invitee
from ehcp.domain.events.review_meeting import ReviewAdviceReceived, ReviewViewsObtained, WhoseViews
from ehcp.domain.plan.sections import Plan, Section
from ehcp.domain.standing.review import Review
from ehcp.domain.step import Step
from ehcp.domain.when import Span
from ehcp.schemas import dump
from ehcp.store.drafts import Draft

BECAME = {
    OutcomeProgressRecorded: "outcomes",
    ReviewAdviceReceived: "advice",
    given.AttendanceReported: "attendance",
    given.ProvisionMapSubmitted: "provision-map",
    given.GraduatedApproachRecorded: "graduated-approach",
    ReviewViewsObtained: "views",
    AdviceReceived: "report",
}
"""Of which part of a form each event is."""


class PartState(StrEnum):
    """How a part stands: written again after it was sent, it is a draft again."""

    EMPTY = "empty"
    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """An entry that was recorded of a part, by this form or otherwise.

    `said` is what it says, as far as you may see it; what you sent yourself, whole.
    """

    place: int
    event: str
    on: Span
    organisation: str | None
    said: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class FormPartShown:
    """One part. `version` is what to send as If-Match when it is saved: 0 where nothing is.

    `content` is what is written, null where nothing is; `prefilled` what it may begin with.
    """

    part: str
    state: PartState
    version: int
    saved_by: str | None
    saved_at: datetime | None
    content: Mapping[str, Any] | None
    prefilled: Mapping[str, Any]
    submitted: tuple[Sent, ...]
    missing: tuple[Lack, ...]


@dataclass(frozen=True, kw_only=True)
class InviteeShown:
    """Who is to be at the meeting: when they were told of it, and whether their advice came."""

    invitee: Invitee
    told: Span | None
    advice: Span | None


@dataclass(frozen=True, kw_only=True)
class FormShown:
    """What is written of a form: `expires_on` it goes unless it is saved again, soon or not."""

    form: FormOf
    about: int
    parts: tuple[FormPartShown, ...]
    expires_on: date | None
    expires_soon: bool


def form_shown(of: FormOf, draft: Draft, asking: Asking, sent: Mapping[str, Any]) -> FormShown:
    """Return a form; `sent` are the entries of each part."""
    form = FORMS[of]
    parts = {
        name: read(form.parts[name], draft.parts[name].content)
        for name in form.parts
        if name in draft.parts
    }
    lacks = lacking(form, of, parts, asking, sent.keys())
    prefilled = dict(_prefilled(of, asking))
    return FormShown(
        form=of,
        about=asking.about,
        parts=tuple(
            _part(name, draft, parts.get(name), prefilled[name], sent.get(name, ()), lacks)
            for name in form.parts
        ),
        expires_on=draft.expires_on if parts else None,
        expires_soon=bool(parts) and soon(draft.expires_on, asking.on),
    )


def soon(expires_on: date | None, today: date) -> bool:
    """Whether a draft goes within the days of notice."""
    return expires_on is not None and expires_on - timedelta(days=NOTICE) <= today


def _part(  # noqa: PLR0913, PLR0917 - what is known of it
    name: str,
    draft: Draft,
    part: said.Part | None,
    prefilled: said.Part,
    sent: tuple[Sent, ...],
    lacks: tuple[Lack, ...],
) -> FormPartShown:
    saved = draft.parts.get(name)
    state = PartState.SUBMITTED if sent else PartState.EMPTY
    return FormPartShown(
        part=name,
        state=PartState.DRAFT if saved else state,
        version=saved.version if saved else 0,
        saved_by=saved.saved_by if saved else None,
        saved_at=saved.saved_at if saved else None,
        content=dump(part) if part else None,
        prefilled=dump(prefilled),
        submitted=sent,
        missing=tuple(lack for lack in lacks if lack.part == name),
    )


def _prefilled(of: FormOf, asking: Asking) -> Iterator[tuple[str, said.Part]]:
    """Yield each part as it may begin: the outcomes of Section E, the provision of Section F."""
    for name, kind in FORMS[of].parts.items():
        yield name, kind()
    if of is FormOf.ADVICE:
        return
    now = [o for o in outcomes_shown(asking.case, asking.on) if o.in_plan]
    yield "outcomes", said.OutcomesPart(items=tuple(said.OutcomeSaid(outcome=o.id) for o in now))
    plan = plan_in_force(asking.case)
    lines = tuple(
        said.LineSaid(what=p.text, provision=p.id, hours=p.hours, period=p.period)
        for p in (plan.provision if plan else ())
    )
    yield "provision-map", said.ProvisionMapPart(lines=lines)
    both = tuple(said.ViewsSaid(whose=w) for w in (WhoseViews.CHILD, WhoseViews.PARENT))
    yield "views", said.ViewsPart(items=both)


def plan_in_force(case: Case) -> Plan | None:
    """Return the contents of the plan in force, as far as the reader of the case sees them."""
    step = case.plan_in_force
    event = step.event if step else None
    return event.plan if isinstance(event, FinalPlanIssued | AmendedPlanIssued) else None


def sections(case: Case, letters: tuple[Section, ...]) -> dict[str, Any]:
    """Return these sections of the plan in force, each as its elements."""
    plan = plan_in_force(case)
    return {
        letter.value: [dump(each) for each in plan.section(letter)] if plan else []
        for letter in letters
    }


def outcomes_of(case: Case, on: date) -> tuple[OutcomeShown, ...]:
    """Return the outcomes of the plan in force, each with what was said of it last."""
    return tuple(
        replace(one, progress=one.progress[-1:]) for one in outcomes_shown(case, on) if one.in_plan
    )


def invited(review: Review) -> tuple[InviteeShown, ...]:
    """Return who is to be at the meeting of a review."""
    told, came = review.invited(), {}
    for step in review.steps:
        if isinstance(step.event, ReviewAdviceReceived) and step.event.invitee:
            came[step.event.invitee] = step
    return tuple(
        InviteeShown(invitee=who, told=span(told.get(who)), advice=span(came.get(who)))
        for who in dict.fromkeys((*review.to_invite, *told))
    )


def said_by(whole: Case, subject: str) -> dict[int, Event]:
    """Return the entries of a case that somebody has recorded, as they did."""
    return {
        entry.place: entry.event
        for entry in whole.entries
        if entry.recorded_by and entry.recorded_by.subject == subject
    }


def sent_of(case: Case, review: Review, own: Mapping[int, Event]) -> dict[str, tuple[Sent, ...]]:
    """Return what was recorded for a review, by the part of the form that it is of.

    `own` are entries that are shown whole, whatever the case is cut to.
    """
    places = {step.place for step in review.steps}
    found: dict[str, list[Sent]] = {}
    for step in case.steps_of(*BECAME):
        mine = step.place in places or (
            isinstance(step.event, OutcomeProgressRecorded) and step.event.of in places
        )
        advice = step.event
        others = isinstance(advice, ReviewAdviceReceived) and advice.invitee is not Invitee.SETTING
        if mine and not others:
            found.setdefault(BECAME[type(step.event)], []).append(_sent(step, own))
    return {name: tuple(entries) for name, entries in found.items()}


def advice_sent(case: Case, request: int) -> dict[str, tuple[Sent, ...]]:
    """Return the advice that came for a request, as the part of the form that it is of."""
    found = tuple(
        _sent(step, {}) for step in case.steps_of(AdviceReceived) if step.event.of == request
    )
    return {"report": found} if found else {}


def _sent(step: Step, own: Mapping[int, Event]) -> Sent:
    by, event = step.entry.recorded_by, own.get(step.place, step.event)
    return Sent(
        place=step.place,
        event=kebab(type(step.event).__name__),
        on=step.span,
        organisation=by.organisation if by else None,
        said=dump(event),
    )


@dataclass(frozen=True, kw_only=True)
class DraftListed:
    """One draft among those of your school or body."""

    id: UUID
    case: UUID
    form: FormOf
    about: int
    parts: tuple[str, ...]
    expires_on: date
    expires_soon: bool
    at: str
