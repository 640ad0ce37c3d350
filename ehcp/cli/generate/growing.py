"""A case that grows: the next command is decided on it without working the whole out anew.

A case works out its steps, their order and their kinds from all of its entries; of a case to which
one entry is added almost all of that stays as it was. Where it may not (a correction, a day that
is no single day) the new case works everything out for itself.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from itertools import accumulate, islice

from ehcp.domain.case import CORRECTIONS, Case
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.standing.reviews import gathered, grown
from ehcp.domain.step import Step

Kinds = tuple[type[Event], ...]


class Growing:
    """A case and what is known of it. `case` is good until the next entry is added."""

    def __init__(self, case: Case) -> None:
        self._take(case)

    def _take(self, case: Case) -> None:
        """Begin from a case that works everything out for itself."""
        self.case = case
        self._simple = not any(
            step.base or isinstance(step.event, CORRECTIONS) for step in case.steps
        )
        if not self._simple:
            return
        self._steps = list(case.steps)
        self._latest = list(accumulate((step.first for step in self._steps), max))
        self._by_place = {step.place: step for step in self._steps}
        self._order = {step.place: number for number, step in enumerate(self._steps)}
        kinds = dict.fromkeys(type(step.event) for step in self._steps)
        self._of_kinds: dict[Kinds, tuple[Step, ...]] = {
            (kind,): case.steps_of(kind) for kind in kinds
        }
        self._asked: dict[type[Event], list[Kinds]] = {}
        self._indexed = 0
        self._know(case)

    def add(self, entry: Entry) -> None:
        """Record an entry after all others."""
        case = _with(self.case, (*self.case.entries, entry))
        when = entry.event.on
        if not self._simple or not isinstance(when, date) or isinstance(entry.event, CORRECTIONS):
            self._take(case)
            return
        before, step = self.case, Step.of(entry, when, when)
        self._insert(step)
        self.case = case
        self._know(case)
        found = vars(before).get("_found", {}).get(gathered)
        if found is not None and self._steps[-1] is step:
            vars(case)["_found"] = {gathered: grown(case, step, found)}

    def _insert(self, step: Step) -> None:
        """Put a step where it belongs in legal order: see `in_legal_order`."""
        place = bisect_right(self._latest, step.last)
        before = self._latest[place - 1] if place else step.first
        self._steps.insert(place, step)
        self._by_place[step.place] = step
        self._latest.insert(place, max(before, step.first))
        for number in range(place, len(self._steps)):
            self._order[self._steps[number].place] = number
        kind = type(step.event)
        self._of_kinds.setdefault((kind,), ())
        for kinds in self._asked_with(kind):
            self._of_kinds[kinds] = self._among(self._of_kinds[kinds], step, place)

    def _asked_with(self, kind: type[Event]) -> Iterable[Kinds]:
        """Return the kinds that were asked for together, this one among them."""
        for kinds in islice(self._of_kinds, self._indexed, None):
            for each in dict.fromkeys(kinds):
                self._asked.setdefault(each, []).append(kinds)
        self._indexed = len(self._of_kinds)
        return self._asked[kind]

    def _among(self, found: tuple[Step, ...], step: Step, place: int) -> tuple[Step, ...]:
        at = len(found)
        while at and self._order[found[at - 1].place] > place:
            at -= 1
        return (*found[:at], step, *found[at:])

    def _know(self, case: Case) -> None:
        """Give the case what it would work out."""
        vars(case).update(
            known=case.entries,
            corrected={},
            _stood={},
            in_force=case.entries,
            steps=tuple(self._steps),
            _order=self._order,
            _by_place=self._by_place,
            _of_kinds=self._of_kinds,
        )


def _with(case: Case, entries: tuple[Entry, ...]) -> Case:
    """Return the case with other entries, and nothing worked out of them."""
    other, known = object.__new__(Case), vars(case)
    vars(other).update({name: known[name] for name in FIELDS}, entries=entries)
    return other


FIELDS = tuple(field.name for field in fields(Case))
