"""What changed between two versions of a plan: by element, by field, and word by word."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from ehcp.domain.plan.sections import Element, Plan, Section
from ehcp.domain.plan.words import Run, word_by_word

IDENTITY = frozenset({"id", "replaces"})
"""What tells an element apart, and is not what it says."""


class Difference(StrEnum):
    """How an element differs. One that moved to another section may have changed as well."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    REPLACED = "replaced"


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field that differs; word by word where both are texts, or one is and the other empty."""

    field: str
    before: Any
    after: Any
    words: tuple[Run, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Change:
    """One element that differs between two versions, by its id.

    `section` is where it stands, or stood; `moved_from` where it stood before. `replaced_by`
    are the elements that stand for one that is no longer there, `replaces` those that this one
    stands for.
    """

    section: Section
    element: str
    difference: Difference
    moved_from: Section | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()

    @property
    def about(self) -> frozenset[str]:
        """The element, those that it replaces, and its sections as wholes."""
        sections = {self.section, self.moved_from or self.section}
        return frozenset({self.element, *self.replaces, *sections})


Placed = Mapping[str, tuple[Section, Element]]


def changes(before: Plan, after: Plan, between: Iterable[Plan] = ()) -> Iterator[Change]:
    """Yield what differs, in the order of the sections, in each first what was there before.

    `between` are the versions that lie between the two: an element may have been replaced in
    one of them by another that was replaced in its turn.
    """
    old, new = _by_id(before), _by_id(after)
    stands_for = _stands_for(old, new, [*between, after])
    found = [*_gone_or_changed(old, new, stands_for), *_added(old, new, stands_for)]
    order = list(Section)
    yield from sorted(found, key=lambda change: order.index(change.section))


def whole(before: Plan, after: Plan) -> tuple[FieldChange, ...]:
    """Return what differs in what a plan says of itself, and in none of its elements."""
    return tuple(
        FieldChange(field=name, before=getattr(before, name), after=getattr(after, name))
        for name in ("nothing_in", "budget_information_given")
        if getattr(before, name) != getattr(after, name)
    )


def _gone_or_changed(
    old: Placed, new: Placed, stands_for: Mapping[str, tuple[str, ...]]
) -> Iterator[Change]:
    for id_, (section, element) in old.items():
        if id_ not in new:
            by = tuple(later for later, earlier in stands_for.items() if id_ in earlier)
            yield Change(
                section=section,
                element=id_,
                difference=Difference.REPLACED if by else Difference.REMOVED,
                replaced_by=by,
                fields=_fields(element, None),
            )
            continue
        now_in, now = new[id_]
        moved, changed, replaces = (
            now_in is not section,
            _fields(element, now),
            stands_for.get(id_),
        )
        if moved or changed or replaces:
            yield Change(
                section=now_in,
                element=id_,
                difference=Difference.MOVED if moved else Difference.CHANGED,
                moved_from=section if moved else None,
                replaces=replaces or (),
                fields=changed,
            )


def _added(
    old: Placed, new: Placed, stands_for: Mapping[str, tuple[str, ...]]
) -> Iterator[Change]:
    for id_, (section, element) in new.items():
        if id_ in old:
            continue
        replaces = stands_for.get(id_, ())
        was = old[replaces[0]][1] if len(replaces) == 1 else None  # of several no text is the one
        yield Change(
            section=section,
            element=id_,
            difference=Difference.ADDED,
            replaces=replaces,
            fields=_fields(was, element),
        )


def _fields(before: Element | None, after: Element | None) -> tuple[FieldChange, ...]:
    """Return the fields that differ; against nothing, those that say something."""
    names = [f.name for element in (before, after) if element for f in fields(element)]
    found = []
    for name in dict.fromkeys(names):
        was, now = getattr(before, name, None), getattr(after, name, None)
        if name not in IDENTITY and was != now and not (_empty(was) and _empty(now)):
            found.append(FieldChange(field=name, before=was, after=now, words=_words(was, now)))
    return tuple(found)


def _empty(value: object) -> bool:
    return value in (None, (), "", False)


def _words(was: object, now: object) -> tuple[Run, ...]:
    """Return the words of a text that changed; a value from a list has none."""
    texts = [value for value in (was, now) if value is not None]
    if not all(type(value) is str for value in texts):
        return ()
    return word_by_word(str(was or ""), str(now or ""))


def _stands_for(old: Placed, new: Placed, plans: Iterable[Plan]) -> dict[str, tuple[str, ...]]:
    """Return, for each element, those of the earlier version that it now stands for."""
    said: dict[str, tuple[str, ...]] = {}
    for plan in plans:
        for _, element in plan.elements():
            said[element.id] = tuple(dict.fromkeys((*said.get(element.id, ()), *element.replaces)))
    found = {id_: tuple(_earlier(id_, said, old, new)) for id_ in new}
    return {id_: replaced for id_, replaced in found.items() if replaced}


def _earlier(
    id_: str, said: Mapping[str, tuple[str, ...]], old: Placed, new: Placed
) -> Iterator[str]:
    """Yield what an element stands for in the earlier version, through others or not."""
    seen, waiting = {id_}, list(said.get(id_, ()))
    while waiting:
        replaced = waiting.pop(0)
        if replaced in seen:
            continue
        seen.add(replaced)
        if replaced in old and replaced not in new:
            yield replaced
        waiting += said.get(replaced, ())


def _by_id(plan: Plan) -> dict[str, tuple[Section, Element]]:
    return {element.id: (section, element) for section, element in plan.elements()}
