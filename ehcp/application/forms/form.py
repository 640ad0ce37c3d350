"""Which forms there are, of which parts, and which commands what is said in them becomes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from ehcp.application.forms import said
from ehcp.domain.case import Case
from ehcp.domain.command import Command
from ehcp.domain.commands.assessment.advice import RecordAdvice
from ehcp.domain.commands.outcome import RecordOutcomeProgress
from ehcp.domain.commands.review.advice import RecordReviewAdvice, RecordReviewViews
from ehcp.domain.commands.review.contribution import (
    RecordGraduatedApproach,
    ReportAttendance,
    SubmitProvisionMap,
)
from ehcp.domain.events.review import Invitee
from ehcp.domain.events.review_contribution import Mapped

Said = Mapping[str, said.Part]
"""What stands in the parts of a form, by their names."""


class FormOf(StrEnum):
    """The forms."""

    REVIEW = "review"
    ADVICE = "advice"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What the commands of a form need beside what is said in it.

    `about` is the place of the entry that the form is about; `on` the day on which it is sent,
    `by` the organisation that says it.
    """

    case: Case
    about: int
    on: date
    by: str


@dataclass(frozen=True)
class Wish:
    """One command as far as it is said: of which part, where in it, which, with which fields."""

    part: str
    at: str
    kind: type[Command]
    said: Mapping[str, Any]
    documents: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that the command needs and nobody has said."""
        needed = (f.name for f in fields(self.kind) if f.default is MISSING)
        return tuple(name for name in needed if self.said.get(name) is None)

    def command(self) -> Command:
        """Return the command. Nothing that it needs may be missing."""
        return self.kind(**{name: of for name, of in self.said.items() if of is not None})


Wishes = Callable[[Said, Asking], Iterator[Wish]]


@dataclass(frozen=True)
class Form:
    """A form: its parts by name. `whole`: they are sent together or not at all."""

    parts: Mapping[str, type[said.Part]]
    wishes: Wishes
    whole: bool = False


def _said(part: Any, *left_out: str) -> dict[str, Any]:
    names = (f.name for f in fields(part) if f.name not in ("documents", *left_out))
    return {name: getattr(part, name) for name in names}


Made = tuple[str, type[Command], dict[str, Any]]
"""Where in a part something is said, and the command and its fields that it becomes."""


def _outcomes(part: said.OutcomesPart, asking: Asking) -> Iterator[Made]:
    for at, each in enumerate(part.items):
        of = {**_said(each), "at_review": asking.about}
        yield f"/items/{at}", RecordOutcomeProgress, of


def _advice(part: said.AdvicePart, asking: Asking) -> Iterator[Made]:
    of = {**_said(part), "invitee": Invitee.SETTING, "review": asking.about}
    yield "", RecordReviewAdvice, of


def _attendance(part: said.AttendancePart, asking: Asking) -> Iterator[Made]:
    yield "", ReportAttendance, {**_said(part), "review": asking.about}


def _provision_map(part: said.ProvisionMapPart, asking: Asking) -> Iterator[Made]:
    lines = tuple(Mapped(**{**_said(line), "what": line.what or ""}) for line in part.lines)
    of = {**_said(part, "lines"), "lines": lines or None, "review": asking.about}
    yield "", SubmitProvisionMap, of


def _graduated_approach(part: said.GraduatedApproachPart, asking: Asking) -> Iterator[Made]:
    for at, each in enumerate(part.items):
        of = {**_said(each, "review"), "what_came_of_it": each.review, "review": asking.about}
        yield f"/items/{at}", RecordGraduatedApproach, of


def _views(part: said.ViewsPart, asking: Asking) -> Iterator[Made]:
    for at, each in enumerate(part.items):
        yield f"/items/{at}", RecordReviewViews, {**_said(each), "review": asking.about}


BECOMES: dict[type[said.Part], Callable[[Any, Asking], Iterator[Made]]] = {
    said.OutcomesPart: _outcomes,
    said.AdvicePart: _advice,
    said.AttendancePart: _attendance,
    said.ProvisionMapPart: _provision_map,
    said.GraduatedApproachPart: _graduated_approach,
    said.ViewsPart: _views,
}


def of_review(parts: Said, asking: Asking) -> Iterator[Wish]:
    """Yield what a school says for a review, in the order in which it is recorded."""
    for name, part in parts.items():
        for at, kind, of in BECOMES[type(part)](part, asking):
            whole = {**of, "on": asking.on}
            if "said_by" in whole:
                whole["said_by"] = whole["said_by"] or asking.by
            yield Wish(name, at, kind, whole, part.documents)


HEADINGS = {
    "needs": "Needs",
    "provision": "What should be provided",
    "outcomes": "Outcomes",
}


def of_advice(parts: Said, asking: Asking) -> Iterator[Wish]:
    """Yield the advice that the authority asked a body for: one command, made of every part."""
    asked = asking.case.at(asking.about)
    report = parts.get("report") or said.ReportPart()
    if asked is None or not isinstance(report, said.ReportPart):
        return
    words = [
        f"{heading}\n{part.says.strip()}"
        for name, heading in HEADINGS.items()
        if isinstance(part := parts.get(name), said.WordsPart) and part.says and part.says.strip()
    ]
    yield Wish(
        "report",
        "",
        RecordAdvice,
        {
            "on": asking.on,
            "kind": getattr(asked.event, "kind", None),
            "from_body": getattr(asked.event, "from_body", None),
            "author": report.author,
            "dated": report.dated,
            "says": "\n\n".join(words) or None,
        },
        tuple(dict.fromkeys(key for part in parts.values() for key in part.documents)),
    )


FORMS: dict[FormOf, Form] = {
    FormOf.REVIEW: Form(
        {
            "outcomes": said.OutcomesPart,
            "advice": said.AdvicePart,
            "attendance": said.AttendancePart,
            "provision-map": said.ProvisionMapPart,
            "graduated-approach": said.GraduatedApproachPart,
            "views": said.ViewsPart,
        },
        of_review,
    ),
    FormOf.ADVICE: Form(
        {
            "report": said.ReportPart,
            "needs": said.WordsPart,
            "provision": said.WordsPart,
            "outcomes": said.WordsPart,
        },
        of_advice,
        whole=True,
    ),
}
