"""What each command reaches from its rule: the refusals, the warnings and the events.

The source of `decide` is read, with every function of the domain that it names, and those that
these name. So a refusal counts for a command if its rule can come to it at all.
"""

import ast
import inspect
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import FunctionType

import ehcp.domain.commands  # noqa: F401 - so that each is known by its name
from ehcp.domain.command import Caution, Command, Refusal
from ehcp.domain.event import Event, kebab

RULES = "ehcp.domain.commands."
DOMAIN = "ehcp.domain."


@dataclass(frozen=True)
class Reach:
    """What one command can come to, each in the order in which it is met.

    `events` are those it may record; a warning, which is recorded too, is under `cautions`.
    """

    command: str
    refusals: tuple[Refusal, ...]
    cautions: tuple[Caution, ...]
    events: tuple[str, ...]


@cache
def reaches() -> tuple[Reach, ...]:
    """Return what every command reaches, in the order of the commands' names."""
    return tuple(_reach(name, Command.named[name]) for name in sorted(Command.named))


def _reach(name: str, kind: type[Command]) -> Reach:
    walk = _Walk()
    walk.into_class(kind, ("decide",))
    return Reach(
        command=name,
        refusals=tuple(found for found in walk.met if isinstance(found, Refusal)),
        cautions=tuple(found for found in walk.met if isinstance(found, Caution)),
        events=tuple(kebab(found.__name__) for found in walk.met if isinstance(found, type)),
    )


class _Walk:
    """One walk from a command; each function is read once. `met` keeps the order of meeting."""

    def __init__(self) -> None:
        self.met: dict[Refusal | Caution | type[Event], None] = {}
        self._been: set[object] = set()

    def into_class(self, kind: type, methods: Iterable[str]) -> None:
        """Follow those methods and properties of a class that have these names."""
        for name in methods:
            for function in _functions(inspect.getattr_static(kind, name, None)):
                self._into(function, kind)

    def _into(self, function: FunctionType, owner: type | None) -> None:
        if function in self._been or not function.__module__.startswith(DOMAIN):
            return
        self._been.add(function)
        source = _source(function)
        for name in source.named:
            self._meet(function.__globals__.get(name), called=name in source.called)
        if owner is not None:
            self.into_class(owner, source.own)

    def _meet(self, value: object, *, called: bool = False) -> None:
        """Note what a name stands for, or go on to what it leads to."""
        if isinstance(value, Refusal | Caution):
            self.met[value] = None
        elif isinstance(value, FunctionType):
            self._into(value, None)
        elif isinstance(value, type):
            self._meet_class(value, called=called)
        elif isinstance(value, Mapping | tuple | frozenset):
            for each in value.values() if isinstance(value, Mapping) else value:
                if not isinstance(each, type):
                    self._meet(each)

    def _meet_class(self, kind: type, *, called: bool) -> None:
        if issubclass(kind, Event):
            if called:
                self.met[kind] = None
        elif kind.__module__.startswith(RULES) and kind not in self._been:
            self._been.add(kind)
            self.into_class(kind, vars(kind))


@dataclass(frozen=True)
class _Source:
    """A function as it is written: the names in it, and those of its own class.

    `called` are those it calls, or chooses between, so that an event is made.
    """

    named: tuple[str, ...]
    called: frozenset[str]
    own: tuple[str, ...]


def _source(function: FunctionType) -> _Source:
    line = function.__code__.co_firstlineno
    nodes = [each for node in _by_line(function.__module__)[line] for each in ast.walk(node)]
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    either = [node for node in nodes if isinstance(node, ast.IfExp)]
    made = (*calls, *(part for node in either for part in (node.body, node.orelse)))
    asked = (node for node in nodes if isinstance(node, ast.Attribute))
    return _Source(
        named=tuple(node.id for node in nodes if isinstance(node, ast.Name)),
        called=frozenset(part.id for part in made if isinstance(part, ast.Name)),
        own=tuple(a.attr for a in asked if isinstance(a.value, ast.Name) and a.value.id == "self"),
    )


@cache
def _by_line(module: str) -> Mapping[int, list[ast.AST]]:
    """Return the functions of a module by the line on which each begins, decorators included."""
    found: dict[int, list[ast.AST]] = defaultdict(list)
    for node in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            decorators = getattr(node, "decorator_list", [])
            found[min(each.lineno for each in (node, *decorators))].append(node)
    return found


def _functions(value: object) -> Iterator[FunctionType]:
    """Yield the function in a method, a property or a cached property."""
    for part in (value, *(getattr(value, at, None) for at in ("fget", "func", "__func__"))):
        if isinstance(part, FunctionType):
            yield part
