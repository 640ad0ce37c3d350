"""Whether the rules refuse a command on a day, whatever else its body says.

No rule is written twice: the command's own `decide` is asked, of a command without a body. Where
it refuses before it has looked into any field, it refuses every body. A field that it reads is
tried with all that can be told of it without looking further: nothing, each choice of a list, yes
and no, each entry of the case where a place is looked up. As soon as anything else of a body is
looked at, the command may be possible.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import Enum
from functools import cache, cached_property
from types import UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, Refused
from ehcp.domain.step import Step

MOST = 500
"""Ways in which a body is tried. A command with more that are all refused counts as possible."""
NOWHERE = 0
"""A place that no entry has."""


class _LookedAt(BaseException):
    """Something is asked of what a body says: no rule may catch it."""


def _looked_at(*_: object, **__: object) -> NoReturn:
    raise _LookedAt


OPERATIONS = (
    "__bool__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__str__",
    "__repr__", "__format__", "__len__", "__iter__", "__next__", "__contains__", "__getitem__",
    "__getattr__", "__call__", "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__",
    "__truediv__", "__rtruediv__", "__floordiv__", "__mod__", "__neg__", "__abs__", "__and__",
    "__rand__", "__or__", "__ror__", "__int__", "__float__", "__index__", "__reversed__",
    "__bytes__", "__round__", "__enter__",
)  # fmt: skip

_ANYTHING_THAT_IS = type(
    "Anything",
    (),
    {**dict.fromkeys(OPERATIONS, _looked_at), "__class__": property(_looked_at)},
)
ANYTHING = _ANYTHING_THAT_IS()
"""What a body may say that nobody has looked at. To ask anything of it ends the trial."""
A_NUMBER = _ANYTHING_THAT_IS()
"""The same, of a field that is a number."""


class _Number(_ANYTHING_THAT_IS):  # type: ignore[misc, valid-type]
    """A number of a body: a place, as soon as the case is asked what stands there."""

    def __init__(self, body: "_Body") -> None:
        self.body = body


class Tried(Case):
    """A case that is asked about commands without a body: it tries each place for a number."""

    @classmethod
    def of(cls, case: Case) -> "Tried":  # type: ignore[override] # of a case, and of no events
        """Return a case to be asked so, with all that is worked out of it."""
        tried = cls(case.entries)
        vars(tried).update(case.worked_out())
        return tried

    def at(self, place: int | None) -> Step | None:
        """Return the step of that place; of a number of which nothing is known, of each."""
        if type(place) is _Number:
            place = vars(place)["body"].placed(place, [NOWHERE, *self._places])
        return super().at(place)

    @cached_property
    def _places(self) -> list[int]:
        return [entry.place for entry in self.entries]


def refused_whatever(kind: type[Command], case: Tried, on: date) -> tuple[Refusal, ...]:
    """Return the refusals of which one meets every command of a kind of that day.

    The first is that of the plainest body. None at all: it may be possible.
    """
    found: dict[str, Refusal] = {}
    for number, body in enumerate(_bodies(kind, on)):
        refusal = None if number == MOST else _refusal(body, case)
        if refusal is None:
            return ()
        found.setdefault(refusal.id, refusal)
    return tuple(found.values())


class _Body:
    """A command's fields as far as its rule reads them: what is taken of each, and of how many."""

    def __init__(self, kind: type[Command], on: date, taken: Sequence[int]) -> None:
        self.choices = {**_choices(kind), "on": (on,)}  # type: ignore[arg-type]
        self.kind = kind
        self.taken = list(taken)
        self.of: list[int] = []
        self.places: dict[int, int] = {}

    def read(self, name: str) -> Any:
        """Return what is taken of a field that is read for the first time."""
        found = self._take(self.choices[name])
        return _Number(self) if found is A_NUMBER else found

    def placed(self, number: object, places: Sequence[int]) -> int:
        """Return what place a number is: the same as before, or one that is taken."""
        if id(number) not in self.places:
            self.places[id(number)] = self._take(places)
        return self.places[id(number)]

    def _take(self, choices: Sequence[Any]) -> Any:
        number = len(self.of)
        if number == len(self.taken):
            self.taken.append(0)
        self.of.append(len(choices))
        return choices[self.taken[number]]


def _bodies(kind: type[Command], on: date) -> Iterator[_Body]:
    """Yield one body after the other, each with another choice of what the one before read."""
    taken: list[int] = []
    while True:
        body = _Body(kind, on, taken)
        yield body
        taken = body.taken[: len(body.of)]
        while taken and taken[-1] + 1 == body.of[len(taken) - 1]:
            taken.pop()
        if not taken:
            return
        taken[-1] += 1


def _refusal(body: _Body, case: Tried) -> Refusal | None:
    """Return how a body is refused; None where it is not, or where more of it is looked at."""
    command = object.__new__(_stand_in(body.kind))  # type: ignore[arg-type]
    vars(command)["_body"] = body
    try:
        for _ in command.asked_of(case):
            pass
    except Refused as refused:
        return refused.refusal
    except (_LookedAt, Exception):  # noqa: BLE001 - a mixture that no body has says nothing
        return None
    return None


class _Quiet:
    """Keeps a stand-in from being listed among the commands."""

    def __init_subclass__(cls) -> None:
        """List it nowhere."""


@cache
def _stand_in(kind: type[Command]) -> type[Command]:
    """Return a command of this kind whose fields are those of its `_Body`."""
    names = frozenset(field.name for field in fields(kind))

    def read(self: Command, name: str) -> Any:
        own = object.__getattribute__(self, "__dict__")
        if name in names and name not in own:
            own[name] = own["_body"].read(name)
        return object.__getattribute__(self, name)

    return type(kind.__name__, (_Quiet, kind), {"__getattribute__": read})


@cache
def _choices(kind: type[Command]) -> Mapping[str, tuple[Any, ...]]:
    """Return for each field what is tried of it."""
    hints = get_type_hints(kind)
    return {f.name: tuple(_of_type(hints[f.name])) for f in fields(kind)}


def _of_type(hint: Any) -> Iterator[Any]:
    """Yield what a value of a type can be that `is` tells from others; ANYTHING for the rest."""
    if get_origin(hint) in (Union, UnionType):
        for one in sorted(get_args(hint), key=lambda arm: arm is not type(None)):
            yield from _of_type(one)
    elif hint in (None, type(None)):
        yield None
    elif hint is bool:
        yield from (True, False)
    elif isinstance(hint, type) and issubclass(hint, Enum):
        yield from hint
    else:
        yield A_NUMBER if hint is int else ANYTHING
