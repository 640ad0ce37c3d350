"""A YAML or JSON file as plain values that still know their line."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml

T = TypeVar("T")

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 20_000_000
DEEPEST = 50
"""How far lists and mappings may stand in each other."""

TWO_HALVES = re.compile(
    r"(?<!\\)((?:\\\\)*)(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)
"""A character beyond the first 65,536, as JSON escapes it: no backslash before it is its own."""

WHOLE = 0  # the line of what stands on none: in a file of JSON lines


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file, and on which line (None: with the whole file)."""

    line: int | None
    reason: str


class BadFile(Exception):  # noqa: N818 - a finding about the file
    """The file cannot be used; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Value:
    """A value in the file: text, list or mapping; `text` is None for null."""

    line: int
    text: str | None = None
    items: "tuple[Value, ...] | None" = None
    fields: "dict[str, Value] | None" = field(default=None)

    @property
    def null(self) -> bool:
        """Whether nothing was given."""
        return self.text is None and self.items is None and self.fields is None


def read(path: Path) -> Value:
    """Return what the file holds. Raises BadFile if it is no YAML or cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadFile(Problem(None, f"The file is larger than {LARGEST:,} bytes."))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(Problem(None, "The file is not text in UTF-8.")) from None
    except OSError as error:
        raise BadFile(Problem(None, f"The file cannot be read: {error.strerror}.")) from None
    return parse(text)


def parse(text: str) -> Value:
    """Return what a YAML or JSON text holds. Raises BadFile if it is neither."""
    text = _in_one_piece(text)
    try:
        _shallow(text)
        node = yaml.compose(text, Loader=LOADER)
        if node is None:
            raise BadFile(Problem(None, "The file is empty."))
        return _Nodes().value(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BadFile(Problem(line, f"This is not YAML: {error.problem}.")) from None
    except (yaml.YAMLError, RecursionError):
        raise BadFile(Problem(None, "This is not YAML.")) from None


def _in_one_piece(text: str) -> str:
    """Return a JSON text with each character whole that it writes as two, as YAML never does."""
    if not text.lstrip().startswith(("{", "[")):
        return text
    return TWO_HALVES.sub(
        lambda found: found[1] + json.loads(f'"{found[2]}"'),
        text,
    )


def _shallow(text: str) -> None:
    """Raise BadFile where a file goes too deep; composing it would end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            reason = f"The file goes deeper than {DEEPEST} levels."
            line = event.start_mark.line + 1 if event.start_mark else None
            raise BadFile(Problem(line, reason))


class _Nodes:
    """Turns nodes into values, each node once, however often the file refers to it."""

    def __init__(self) -> None:
        self.known: dict[int, Value | None] = {}

    def value(self, node: yaml.Node) -> Value:
        if id(node) in self.known:
            value = self.known[id(node)]
            if value is None:
                raise BadFile(Problem(_line(node), "The file refers to itself."))
            return value
        self.known[id(node)] = None
        self.known[id(node)] = value = self._made(node)
        return value

    def _made(self, node: yaml.Node) -> Value:
        line = _line(node)
        if isinstance(node, yaml.MappingNode):
            return Value(line, fields=self._fields(node))
        if isinstance(node, yaml.SequenceNode):
            return Value(line, items=tuple(self.value(item) for item in node.value))
        null = node.tag == "tag:yaml.org,2002:null"
        return Value(line, text=None if null else str(node.value))

    def _fields(self, node: yaml.MappingNode) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise BadFile(Problem(_line(key), "A key must be a text."))
            name = str(key.value).replace("-", "_")
            if name in fields:
                raise BadFile(Problem(_line(key), f"{key.value} is given twice."))
            fields[name] = self.value(value)
        return fields


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
