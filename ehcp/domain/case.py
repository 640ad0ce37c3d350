"""A case: its history, and what the history amounts to in law."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from ehcp.domain.entry import Entry, Source
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.assessment import AdviceDue
from ehcp.domain.events.ceasing import CeaseSetAside, PersonDied, PlanCeased
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import (
    DueDayGiven,
    EntryCorrected,
    EntryStruckOut,
    Noted,
    NotHappenedStated,
)
from ehcp.domain.events.request import DecisionWasDue
from ehcp.domain.events.review import PhaseTransferDue, ReviewCompletionDue, ReviewMissed
from ehcp.domain.events.transfer import PlanPassedOn, PlanReceived
from ehcp.domain.step import Step, in_legal_order, resolved, with_corrections
from ehcp.law.calendar import NO_HOLIDAYS, Calendar
from ehcp.law.choices import NO_CHOICE, Followed

E = TypeVar("E", bound=Event)
T = TypeVar("T")

GIVEN_DAYS = (DueDayGiven, DecisionWasDue, AdviceDue, ReviewCompletionDue, ReviewMissed)
"""Days on which something fell due. They are no steps, and a question may look ahead to them."""

LIE_AHEAD = (*GIVEN_DAYS, PhaseTransferDue)
"""A change of phase is a date as well, often that of the school start, which lies months after
the last day for the plan: left out until then, the limit would be missed and nobody told."""

CORRECTIONS = (EntryCorrected, EntryStruckOut)
"""They are about the record: when one was made says nothing of what came before what."""

JUST_BEFORE = timedelta(microseconds=1)
"""The finest that a moment is told by."""

PLANS = (FinalPlanIssued, AmendedPlanIssued, PlanReceived)
"""What puts a plan in force. One that was received counts as made here: reg 15(3)."""

PLAN_ENDS = (PlanCeased, PlanPassedOn, PersonDied)
"""Leaving England is none: it is a ground to cease, and the plan goes on until it ceases: s.45."""

TELL_OF_A_PLAN = (*PLANS, *PLAN_ENDS, CeaseSetAside)


class Found(NamedTuple):
    """A step that counts for something; `surely` where its days leave no doubt."""

    step: Step
    surely: bool


@dataclass(frozen=True)
class Case:
    """One child's or young person's case under Part 3 of the Act: its entries, oldest first.

    `as_at` leaves out what cannot have happened by the end of that day; `as_known_on` what
    was not recorded at or before that moment. Left out, each means everything there is.
    `hidden` are places of entries that are supposed not to have happened. `calendar` tells a
    working day where something is asked of the case; what falls due is given its own.
    `readings` are those of the law that the authority has chosen.
    """

    entries: tuple[Entry, ...] = ()
    as_at: date | None = None
    as_known_on: datetime | None = None
    hidden: frozenset[int] = frozenset()
    calendar: Calendar = NO_HOLIDAYS
    readings: Followed = NO_CHOICE

    @classmethod
    def of(cls, *events: Event) -> "Case":
        """Return the case in which just these events were recorded, in this order."""
        return cls().then(*events)

    def then(self, *events: Event, source: Source = Source.IMPORT) -> "Case":
        """Return the case as it stands if these events are recorded after all others."""
        after = max((entry.place for entry in self.entries), default=0)
        added = (
            Entry(place=after + n, event=event, source=source)
            for n, event in enumerate(events, start=1)
        )
        return replace(self, entries=(*self.entries, *added))

    def seen(self, *, as_at: date | None = None, as_known_on: datetime | None = None) -> "Case":
        """Return the case as it had happened by `as_at`, as it was known on `as_known_on`."""
        return replace(self, as_at=as_at, as_known_on=as_known_on)

    def without(self, steps: Iterable[Step]) -> "Case":
        """Return the case as it is if these steps had not happened. Offsets keep their base."""
        hidden = self.hidden.union(step.place for step in steps)
        found = replace(self, hidden=hidden)
        # what is left out moves nothing: the rest need not be worked out and put in order again
        steps = tuple(step for step in self.steps if step.place not in hidden)
        vars(found).update(corrected=self.corrected, steps=steps, _order=self._order)
        return found

    def known_before(self, moment: datetime) -> "Case":
        """Return the case as it was known just before a moment, as at the same day."""
        before = moment - JUST_BEFORE
        found = self.seen(as_at=self.as_at, as_known_on=before)
        no_more = self.as_known_on is None or before <= self.as_known_on
        if no_more and self._only_ends_sooner(found):
            # what comes last moves nothing before it: the rest is in order already
            known = {entry.place for entry in found.known}
            steps = [step for step in self.steps if step.place in known]
            facts = [step for step in steps if not isinstance(step.event, CORRECTIONS)]
            about = [step for step in steps if isinstance(step.event, CORRECTIONS)]
            about.sort(key=lambda step: self.first_place(step.place))
            ordered = tuple(with_corrections(facts, about))
            vars(found).update(corrected=self.corrected, _stood=self._stood, steps=ordered)
        return found

    def _only_ends_sooner(self, then: "Case") -> bool:
        """Whether what was known then is this, but for facts that were recorded last of all."""
        if self.hidden:
            return False
        known = {entry.place for entry in then.known}
        later = [entry for entry in self.known if entry.place not in known]
        if any(isinstance(entry.event, CORRECTIONS) for entry in later):
            return False
        first = min((self.first_place(e.place) for e in later), default=None)
        return first is None or all(self.first_place(place) < first for place in known)

    def worked_out(self) -> Mapping[str, object]:
        """Return the case's fields and all that is worked out of them once, by name."""
        _ = self.kinds, self.corrected, self._order, self._of_kinds, self._by_place
        return vars(self)

    @cached_property
    def known(self) -> tuple[Entry, ...]:
        """What had been recorded by then, wrong entries included, in the order of recording."""
        if self.as_known_on is None:
            return self.entries
        return tuple(
            entry
            for entry in self.entries
            if entry.known_from is None or entry.known_from <= self.as_known_on
        )

    @cached_property
    def corrected(self) -> dict[int, int | None]:
        """The places of the entries found to be wrong, and what stands in for each."""
        wrong: dict[int, int | None] = {}
        for entry in self.known:
            event = entry.event
            if isinstance(event, CORRECTIONS):
                wrong[event.entry] = event.stands_in if isinstance(event, EntryCorrected) else None
        return wrong

    @cached_property
    def _stood(self) -> dict[int, int]:
        """The place of the wrong entry, by that of the one that stands for it."""
        stood: dict[int, int] = {}
        for wrong, stands_in in self.corrected.items():
            if stands_in is not None:
                stood[stands_in] = min(stands_in, stood.get(wrong, wrong))
        return stood

    @cached_property
    def in_force(self) -> tuple[Entry, ...]:
        """The entries that are left when the wrong ones are, in the order of recording."""
        wrong = self.corrected
        if not wrong:
            return self.known
        return tuple(entry for entry in self.known if entry.place not in wrong)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What had happened by the day asked about, in legal order."""
        steps = resolved(self.in_force, _spoken, self._stood)
        if self.as_at is not None:
            day = self.as_at
            steps = [s for s in steps if s.first <= day or isinstance(s.event, LIE_AHEAD)]
        about = [s for s in steps if isinstance(s.event, CORRECTIONS)]
        facts = [s for s in steps if not isinstance(s.event, CORRECTIONS)] if about else steps
        ordered = with_corrections(in_legal_order(facts), about)
        if not self.hidden:
            return tuple(ordered)
        return tuple(s for s in ordered if s.place not in self.hidden)

    @cached_property
    def _order(self) -> dict[int, int]:
        return {step.place: number for number, step in enumerate(self.steps)}

    @cached_property
    def _of_kinds(self) -> dict[tuple[type[Event], ...], tuple[Step, ...]]:
        """The steps by kind, and by several kinds once they have been asked for."""
        found: dict[type[Event], list[Step]] = {}
        for step in self.steps:
            found.setdefault(type(step.event), []).append(step)
        return {(kind,): tuple(steps) for kind, steps in found.items()}

    @cached_property
    def _numbers(self) -> dict[tuple[type[Event], ...], list[int]]:
        """Where in legal order the steps of several kinds stand, once that was asked."""
        return {}

    @cached_property
    def _by_place(self) -> dict[int, Step]:
        return {step.place: step for step in self.steps}

    @cached_property
    def kinds(self) -> frozenset[type[Event]]:
        """The kinds of event that have happened."""
        return frozenset([type(step.event) for step in self.steps])

    def steps_of(self, *kinds: type[Event]) -> tuple[Step, ...]:
        """Return the steps of these kinds, in legal order."""
        return self.all_of(kinds)

    def all_of(self, kinds: tuple[type[Event], ...]) -> tuple[Step, ...]:
        """Return the steps of these kinds for the other questions that are asked about them."""
        found = self._of_kinds.get(kinds)
        return self._several(kinds) if found is None else found

    def _several(self, kinds: tuple[type[Event], ...]) -> tuple[Step, ...]:
        """Put the steps of several kinds together, for whoever asks for them again."""
        index = self._of_kinds
        if len(kinds) == 1:  # what there is of one kind is there from the beginning
            index[kinds] = ()
            return ()
        some = [steps for kind in set(kinds) if (steps := index.get((kind,)))]
        found = some[0] if some else ()
        if len(some) > 1:
            order = self._order
            numbered = {order[step.place]: step for steps in some for step in steps}
            numbers = self._numbers[kinds] = sorted(numbered)
            found = tuple([numbered[number] for number in numbers])
        index[kinds] = found
        return found

    def _numbered(self, kinds: tuple[type[Event], ...], found: tuple[Step, ...]) -> list[int]:
        order = self._order
        numbers = self._numbers[kinds] = [order[step.place] for step in found]
        return numbers

    def number(self, step: Step) -> int:
        """Return where the step stands in legal order, from 0.

        What is hidden leaves a gap in the numbers, and the order as it was.
        """
        return self._order[step.place]

    def follows(self, step: Step, other: Step) -> bool:
        """Whether `step` comes after `other` in legal order."""
        return self._order[step.place] > self._order[other.place]

    def after(self, step: Step, *kinds: type[Event]) -> Iterator[Step]:
        """Yield the steps of these kinds that come after `step`, in legal order."""
        return iter(self._after(step, kinds))

    def first_of(
        self,
        kinds: tuple[type[Event], ...],
        found_in: Callable[[Step], Found | None],
        after: Step | None = None,
        among: Sequence[Step] | None = None,
    ) -> Found | None:
        """Return the first of the steps of these kinds that counts, perhaps after another.

        Only those `among`, in legal order, are tried where it is known that no others count.
        """
        if among is None:
            among = self.all_of(kinds) if after is None else self._after(after, kinds)
        elif after is not None:
            order, number = self._order, self._order[after.place]
            among = [step for step in among if order[step.place] > number]
        for step in among:
            found = found_in(step)
            if found is not None:
                return found
        return None

    def _after(self, step: Step, kinds: tuple[type[Event], ...]) -> tuple[Step, ...]:
        found = self._of_kinds.get(kinds)  # asked at every turn: `all_of`, written out
        if found is None:
            found = self._several(kinds)
        if not found:
            return found
        numbers = self._numbers.get(kinds) or self._numbered(kinds, found)
        return found[bisect_right(numbers, self._order[step.place]) :]

    def before(self, step: Step, *kinds: type[Event]) -> Step | None:
        """Return the latest step of these kinds before `step`."""
        found = self._of_kinds.get(kinds)
        if found is None:
            found = self._several(kinds)
        if not found:
            return None
        numbers = self._numbers.get(kinds) or self._numbered(kinds, found)
        earlier = bisect_left(numbers, self._order[step.place])
        return found[earlier - 1] if earlier else None

    def at(self, place: int | None) -> Step | None:
        """Return the step of that place, or of what stands in for it since it was corrected."""
        if place is None:
            return None
        if place in self.corrected:
            place = self._corrected_to(place)
        return self._by_place.get(place)

    def _corrected_to(self, place: int) -> int:
        """Return the place of what stands in for a wrong entry; its own where nothing does."""
        seen: set[int] = set()
        while place in self.corrected and place not in seen:
            seen.add(place)
            stands_in = self.corrected[place]
            if stands_in is None:
                break
            place = stands_in
        return place

    def first_place(self, place: int) -> int:
        """Return the place of the entry that was first recorded of what stands at a place now."""
        return self._stood.get(place, place)

    def once(self, find: Callable[["Case"], T]) -> T:
        """Return what a function gives of the case, which is asked only once.

        For what is asked at many turns and takes going through the whole history.
        """
        if find not in self._found:
            self._found[find] = find(self)
        found: T = self._found[find]
        return found

    @cached_property
    def _found(self) -> dict[object, Any]:
        return {}

    def last(self, *kinds: type[E]) -> E | None:
        """Return the latest event of these kinds."""
        found = self.steps_of(*kinds)
        return found[-1].event if found else None  # type: ignore[return-value]

    @cached_property
    def plan_in_force(self) -> Step | None:
        """The plan that is maintained, as last issued or received: CFA 2014 s.42. None: none is.

        A decision to cease that was set aside puts back the plan that had ceased: not one that
        was passed on, nor that of somebody who died.
        """
        plan: Step | None = None
        ceased: Step | None = None
        for step in self.steps_of(*TELL_OF_A_PLAN):
            if isinstance(step.event, PLANS):
                plan, ceased = step, None
            elif isinstance(step.event, CeaseSetAside):
                plan, ceased = plan or ceased, None
            else:
                plan, ceased = None, plan if isinstance(step.event, PlanCeased) else None
        return plan

    @property
    def version(self) -> int:
        """How many entries the history has, wrong ones included."""
        return len(self.entries)

    @property
    def not_happened(self) -> tuple[str, ...]:
        """What a file said had not happened: shown, never parsed."""
        return tuple(
            step.event.what
            for step in self.steps_of(NotHappenedStated)
            if isinstance(step.event, NotHappenedStated)
        )


def _spoken(event: Event) -> str:
    """Return the name by which an offset speaks of an event: a note keeps its own."""
    return (isinstance(event, Noted) and event.name) or kebab(type(event).__name__)
