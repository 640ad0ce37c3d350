"""What the family said of a plan, what it was told, and what was changed for it.

Of a draft: CFA 2014 s.38(2)(b); SI 2014/1530 reg 13(1). Of proposed amendments: reg 22(2).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ehcp.domain.case import Case
from ehcp.domain.events.amendment import (
    AmendmentRepresentationsAnswered,
    AmendmentRepresentationsMade,
)
from ehcp.domain.events.draft import RepresentationsAnswered, RepresentationsMade
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.plan.differences import Change, changes
from ehcp.domain.plan.sections import Plan, Section
from ehcp.domain.standing.versions import Version, versions
from ehcp.domain.step import Step

MADE = (RepresentationsMade, AmendmentRepresentationsMade)
ANSWERED = (RepresentationsAnswered, AmendmentRepresentationsAnswered)


@dataclass(frozen=True, kw_only=True)
class Representation:
    """One representation: the answer to it, the draft that takes it up, and what changed.

    `changed_in` is the version that followed the one it is about; `changes` are those that it
    led to.
    """

    made: Step
    answer: Step | None
    taken_up_by: Step | None
    changed_in: Version | None
    changes: tuple[Change, ...]


def representations(case: Case) -> Iterator[Representation]:
    """Yield what the family said, in legal order, each with what came of it."""
    for made in case.steps_of(*MADE):
        answer = answer_to(case, made)
        before, after = _versions_about(case, made)
        led_to = _changed_for(answer) or _asked_about(made)
        yield Representation(
            made=made,
            answer=answer,
            taken_up_by=_taken_up_by(case, made),
            changed_in=after,
            changes=() if _turned_down(answer) else tuple(_changes(before, after, led_to)),
        )


def answer_to(case: Case, made: Step) -> Step | None:
    """Return the latest answer to a representation."""
    found = [s for s in case.after(made, *ANSWERED) if case.at(s.event.of) is made]
    return found[-1] if found else None


def unasked(case: Case, draft: Step, final: Plan) -> Iterator[Change]:
    """Yield what changed since the draft, Section I apart, and no representation asked for."""
    before = draft.event.plan if isinstance(draft.event, DraftPlanIssued) else None
    if before is None:
        return
    asked = {
        about
        for made in case.steps_of(RepresentationsMade)
        for about in _explained_by(case, draft, made)
    }
    for change in changes(before, final):
        if change.section is not Section.I and not change.about & asked:
            yield change


def _explained_by(case: Case, draft: Step, made: Step) -> frozenset[str]:
    """Return the elements and sections whose change since a draft a representation explains.

    One on an earlier draft explains what its answer says, if that came after this draft.
    """
    answer = answer_to(case, made)
    if _turned_down(answer):
        return frozenset()
    if case.follows(made, draft):
        return _asked_about(made) | _changed_for(answer)
    later = answer is not None and case.follows(answer, draft)
    return _changed_for(answer) if later else frozenset()


def _asked_about(made: Step) -> frozenset[str]:
    """Return the element that a representation is about, or the section as a whole."""
    event = made.event
    about = isinstance(event, MADE) and (event.element or event.section)
    return frozenset({about} if about else ())


def _changed_for(answer: Step | None) -> frozenset[str]:
    """Return the elements that the answer says were changed."""
    return frozenset(getattr(answer.event, "changed", ()) if answer else ())


def _turned_down(answer: Step | None) -> bool:
    event = answer and answer.event
    return isinstance(event, ANSWERED) and event.accepted is False


def _taken_up_by(case: Case, made: Step) -> Step | None:
    """Return the draft that says that it takes the representation up."""
    for step in case.after(made, DraftPlanIssued):
        event = step.event
        places = event.takes_up if isinstance(event, DraftPlanIssued) else ()
        if any(case.at(place) is made for place in places):
            return step
    return None


def _versions_about(case: Case, made: Step) -> tuple[Version | None, Version | None]:
    """Return the version that a representation is about, and the next one."""
    earlier = [v for v in versions(case) if case.follows(made, v.step)]
    about = case.at(made.event.of)
    before = next((v for v in earlier if v.step is about), earlier[-1] if earlier else None)
    after = (v for v in versions(case) if before and case.follows(v.step, before.step))
    return before, next((v for v in after if case.follows(v.step, made)), None)


def _changes(
    before: Version | None, after: Version | None, led_to: frozenset[str]
) -> Iterator[Change]:
    if before and after and before.plan and after.plan:
        for change in changes(before.plan, after.plan):
            if change.about & led_to:
                yield change
