"""The way to a plan: what was late on it, and in whose hands it was meanwhile.

Late are a duty of the authority's on the way (whether to assess, a draft that was ordered),
each piece of advice, and each reply of a setting. In the authority's hands it was from the
agreement to assess until advice was asked for, from the last advice until the draft, and from
the end of the family's time until the plan. A part that goes on ends with the day asked about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, Status
from ehcp.domain.delay.answerable import Answerable, answerable
from ehcp.domain.delay.part import Part, PartKind
from ehcp.domain.delay.stretch import Stretch, days_in_both
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import TribunalAdjourned, TribunalHearing
from ehcp.domain.events.draft import RepresentationsComplete
from ehcp.domain.events.order import TribunalOrder
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.domain.standing.advice import Advice
from ehcp.domain.standing.appeals import appeal_of
from ehcp.domain.step import BEGINNING, END, Step, span_of
from ehcp.domain.when import Span
from ehcp.law.time_limit import Kind, OwedBy

AGREED = (AssessmentAgreed, ReassessmentAgreed)
WINDOWS = ("draft-representations-window", "reassessment-representations", "detained-draft-window")
MUST = (Kind.HARD_LIMIT, Kind.GUIDANCE, Kind.DIRECTIONS)
OWN_DUTY = (OwedBy.LOCAL_AUTHORITY, OwedBy.HOME_AUTHORITY)


AWAITED = {
    OwedBy.BODY_ASKED_FOR_ADVICE: PartKind.LATE_ADVICE,
    OwedBy.CONSULTED_INSTITUTION: PartKind.LATE_REPLY,
}


@dataclass(frozen=True)
class Way:
    """The way to one plan: from what started its limit to what ended it, or to the day `on`."""

    case: Case
    deadline: Deadline
    found: Sequence[Deadline]
    advice: tuple[Advice, ...]
    on: date

    @property
    def start(self) -> Step:
        """What started the limit."""
        return self.deadline.started_by

    def parts(self) -> tuple[Part, ...]:
        """Return the parts of the way that have a day, or may have one."""
        own = [*self._duties(), *self._asking(), *self._drafting(), *self._finishing()]
        passing = [*self._windows(), *self._adjournments()]
        late = [self._overlapped(part, own) for part in self._others()]
        found = [part for part in (*own, *late, *passing) if part.stretch.possible]
        return tuple(sorted(found, key=lambda part: (part.stretch.possible, part.place)))

    def _overlapped(self, late: Part, own: Sequence[Part]) -> Part:
        stretches = [part.stretch for part in own]
        overlap = days_in_both([late.stretch], stretches)
        return Part(**{**vars(late), "overlap": overlap})

    def _on_the_way(self, step: Step) -> bool:
        end = self.deadline.ended_by
        after = step is self.start or self.case.follows(step, self.start)
        return after and (end is None or not self.case.follows(step, end))

    def _steps(self, *kinds: type[Event]) -> list[Step]:
        return [step for step in self.case.steps_of(*kinds) if self._on_the_way(step)]

    @cached_property
    def _today(self) -> Span:
        return Span(self.on, self.on)

    def _until(self, step: Step | None) -> Span:
        """Return when a part ended: with a step; else it goes on. Never after the day asked."""
        end = step or self.deadline.ended_by
        if end is None:
            return self._today
        first = None if end.first == BEGINNING else min(end.first, self.on)
        return Span(first, min(end.last, self.on))

    def _duties(self) -> Iterator[Part]:
        """Yield what the authority had to do on the way, and did late."""
        for found in self.found:
            mine = found.limit.owed_by in OWN_DUTY and found.limit.kind in MUST
            on_the_way = found.started_by is self.start and found is not self.deadline
            if mine and on_the_way and found.drives and is_late(found):
                lies_with = answerable(self.case, found, self.advice)
                yield self._late(PartKind.LATE_DUTY, lies_with, found)

    def _others(self) -> Iterator[Part]:
        """Yield the advice, and the replies of settings, that came late or are late still."""
        for found in self.found:
            kind = AWAITED.get(found.limit.owed_by)
            if kind and found.drives and is_late(found) and self._on_the_way(found.started_by):
                yield self._late(kind, answerable(self.case, found, self.advice), found)

    def _late(self, kind: PartKind, lies_with: Answerable, found: Deadline) -> Part:
        done, end = found.ended_by, self.deadline.ended_by
        if done is None or (end is not None and self.case.follows(done, end)):
            done = end  # what is late beyond the plan delays it no longer
        doubted = found.status is Status.UNDETERMINED
        return Part(
            kind=kind,
            lies_with=lies_with,
            stretch=Stretch(found.due or Span(), self._until(done), doubted),
            place=found.started_by.place,
            limit=found.limit.id,
        )

    def _asking(self) -> Iterator[Part]:
        """Yield from each agreement to assess until advice was first asked for."""
        for agreed in self._steps(*AGREED):
            asked = (one.requested for one in self.advice if one.requested)
            after = (step for step in asked if self.case.follows(step, agreed))
            first = next((step for step in after if self._on_the_way(step)), None)
            if first or not self._went_on(agreed):  # a file may not say when it asked
                yield self._own(PartKind.ASKING, agreed, first)

    def _went_on(self, agreed: Step) -> bool:
        """Whether something shows that advice must have been asked for."""
        came = any(self.case.follows(one.root, agreed) for one in self.advice)
        return came or self._first_draft is not None or self.deadline.ended_by is not None

    @property
    def _first_draft(self) -> Step | None:
        return next(iter(self._steps(DraftPlanIssued)), None)

    def _drafting(self) -> Iterator[Part]:
        """Yield from the last advice before the first draft until that; not while any is out."""
        draft = self._first_draft
        asked = [one for one in self.advice if self._on_the_way(one.root)]
        if draft is None and any(one.status.awaited for one in asked):
            return
        came = [step for one in asked for step in one.received if self._on_the_way(step)]
        before = [step for step in came if draft is None or self.case.follows(draft, step)]
        if before:
            yield self._own(PartKind.DRAFTING, max(before, key=self.case.number), draft)

    def _windows(self) -> Iterator[Part]:
        for draft in self._steps(DraftPlanIssued):
            yield Part(
                kind=PartKind.FAMILY_WINDOW,
                lies_with=Answerable.FAMILY,
                stretch=Stretch(draft.span, self._window_end(draft)),
                place=draft.place,
            )

    def _finishing(self) -> Iterator[Part]:
        """Yield from the end of the family's time on each draft until the next, or the plan."""
        for draft in self._steps(DraftPlanIssued):
            following = next(iter(self._after(draft, DraftPlanIssued)), None)
            yield Part(
                kind=PartKind.FINISHING,
                lies_with=Answerable.AUTHORITY,
                stretch=Stretch(self._window_end(draft), self._until(following)),
                place=draft.place,
            )

    def _window_end(self, draft: Step) -> Span:
        """Return when the family's time on a draft was over: used up, or said to be complete."""
        complete = next(iter(self._after(draft, RepresentationsComplete)), None)
        following = next(iter(self._after(draft, DraftPlanIssued)), None)
        ends = [self._until(following)]
        ends += [self._until(complete)] if complete else []
        ends += [d.due for d in self.found if self._is_window(d, draft) and d.due]
        return span_of(
            min(end.first or BEGINNING for end in ends), min(end.last or END for end in ends)
        )

    def _is_window(self, found: Deadline, draft: Step) -> bool:
        return found.limit.id in WINDOWS and found.started_by is draft

    def _after(self, step: Step, *kinds: type[Event]) -> list[Step]:
        return [found for found in self._steps(*kinds) if self.case.follows(found, step)]

    def _adjournments(self) -> Iterator[Part]:
        """Yield each adjournment of a hearing on the way, and those of the appeal it follows."""
        appeal = appeal_of(self.case, self.start)
        for step in self.case.steps_of(TribunalAdjourned):
            of_order = appeal is not None and appeal_of(self.case, step) is appeal
            if not of_order and not self._on_the_way(step):
                continue
            resumed = next(self.case.after(step, TribunalHearing, TribunalOrder), None)
            yield Part(
                kind=PartKind.ADJOURNED,
                lies_with=Answerable.TRIBUNAL,
                stretch=Stretch(step.span, self._until(resumed)),
                place=step.place,
            )

    def _own(self, kind: PartKind, since: Step, until: Step | None) -> Part:
        return Part(
            kind=kind,
            lies_with=Answerable.AUTHORITY,
            stretch=Stretch(since.span, self._until(until)),
            place=since.place,
        )


def is_late(deadline: Deadline) -> bool:
    """Whether a limit was not kept, or may not have been."""
    if deadline.late_by_days is None:
        return False
    _, most = deadline.late_by_days
    return deadline.limit.kind in MUST and (most is None or most > 0)
