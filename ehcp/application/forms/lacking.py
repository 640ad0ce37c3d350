"""What a form still lacks, part by part: said to whoever fills it in, before it is sent.

Some of it hinders the sending: what a command cannot do without. The rest is what the form is
there for, and may be sent later, or never come.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ehcp.application.forms import said
from ehcp.application.forms.form import Asking, Form, FormOf, Said, Wish
from ehcp.domain.events.outcome import OutcomeProgressRecorded
from ehcp.domain.events.review_meeting import ReviewViewsObtained, WhoseViews
from ehcp.domain.standing.outcomes import outcomes
from ehcp.domain.standing.reviews import review_at

NOT_SAID = "This is needed, and not said yet."
NOTHING_YET = "Nothing is said here yet."


@dataclass(frozen=True, kw_only=True)
class Lack:
    """One thing that is missing: in which part, where in it, what. It may hinder the sending."""

    part: str
    pointer: str
    detail: str
    hinders: bool


def lacking(
    form: Form, of: FormOf, parts: Said, asking: Asking, sent: Collection[str] = ()
) -> tuple[Lack, ...]:
    """Return what is missing; `sent` are the parts of which something was recorded already."""
    wishes = list(form.wishes(parts, asking))
    found = [lack for wish in wishes for lack in _of_wish(wish, parts)]
    if of is FormOf.REVIEW:
        found += _of_review(parts, asking)
        found += _empty(form, parts, sent)
    else:
        found += _of_advice(parts)
    return tuple(found)


def _of_wish(wish: Wish, parts: Said) -> Iterator[Lack]:
    for name in wish.missing:
        at = f"{wish.at}/{name}"
        yield Lack(part=wish.part, pointer=at, detail=NOT_SAID, hinders=True)
    part = parts.get(wish.part)
    if isinstance(part, said.ProvisionMapPart):
        for number, line in enumerate(part.lines):
            if not (line.what or "").strip():
                at = f"/lines/{number}/what"
                yield Lack(part=wish.part, pointer=at, detail=NOT_SAID, hinders=True)


def _empty(form: Form, parts: Said, sent: Collection[str]) -> Iterator[Lack]:
    """Yield the parts in which nothing stands, and of which nothing was sent."""
    for name in form.parts:
        part = parts.get(name)
        rows = getattr(part, "items", None)
        if (part is None or rows == ()) and name not in sent:
            yield Lack(part=name, pointer="", detail=NOTHING_YET, hinders=part is not None)


def _of_review(parts: Said, asking: Asking) -> Iterator[Lack]:
    """Yield the outcomes of which nothing is said for this review, and whose views are not."""
    spoken, heard = _recorded(asking)
    for part in parts.values():
        if isinstance(part, said.OutcomesPart):
            spoken |= {each.outcome for each in part.items}
        elif isinstance(part, said.ViewsPart):
            heard |= {each.whose for each in part.items}
    for line in outcomes(asking.case):
        if line.left is None and line.id not in spoken:
            detail = f"Nothing is said of outcome {line.id} for this review."
            yield Lack(part="outcomes", pointer="/items", detail=detail, hinders=False)
    both = () if WhoseViews.YOUNG_PERSON in heard else (WhoseViews.CHILD, WhoseViews.PARENT)
    for whose in both:
        if whose not in heard:
            detail = f"The views of the {whose} are not there."
            yield Lack(part="views", pointer="/items", detail=detail, hinders=False)


def _recorded(asking: Asking) -> tuple[set[str | None], set[WhoseViews | None]]:
    """Return of which outcomes something was recorded for the review, and whose views were."""
    review = review_at(asking.case, asking.about)
    if review is None:
        return set(), set()
    places = {step.place for step in review.steps}
    said_of = (step.event for step in asking.case.steps_of(OutcomeProgressRecorded))
    spoken = {
        event.outcome
        for event in said_of
        if isinstance(event, OutcomeProgressRecorded) and event.of in places
    }
    return spoken, {views.whose for views in review.all(ReviewViewsObtained)}


def _of_advice(parts: Said) -> Iterator[Lack]:
    """Yield what the authority cannot use advice without: who wrote it, and what it says."""
    report = parts.get("report")
    if not (isinstance(report, said.ReportPart) and (report.author or "").strip()):
        yield Lack(part="report", pointer="/author", detail=NOT_SAID, hinders=True)
    if any(part.documents for part in parts.values()):
        return
    for name in ("needs", "provision", "outcomes"):
        part = parts.get(name)
        if not (isinstance(part, said.WordsPart) and (part.says or "").strip()):
            detail = "Say it in words, or add the report as a document."
            yield Lack(part=name, pointer="/says", detail=detail, hinders=True)
