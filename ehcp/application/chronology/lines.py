"""Histories in a file of JSON lines: one to a line, in the form of a chronology file."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from ehcp.application.chronology.values import mapping, valued
from ehcp.application.document import DEEPEST, LARGEST, BadFile, Problem, Value

REJECTED = "rejected"
"""The key under which a record that was not taken says why; ignored when it is fed back."""


class Line(NamedTuple):
    """A record, its entries apart: as JSON has them, numbers as numbers."""

    document: Value
    given: Sequence[Any]


class Reason(NamedTuple):
    """What is wrong with a record, and in which of its entries (None: with the whole)."""

    entry: int | None
    reason: str


def parse_plain(line: bytes) -> Line | None:
    """Return what one line holds, read fast; None where `parse_line` has more to say of it.

    The decoder does not tell of a key given twice, nor how a number was written. Where the same
    bytes come of encoding again what it found, neither can be.
    """
    try:
        found = _decode(line) if len(line) <= LARGEST else None
        if not isinstance(found, dict) or _encode(found) != msgspec.json.format(line, indent=-1):
            return None
    except (msgspec.MsgspecError, RecursionError):
        return None
    found.pop(REJECTED, None)
    given = found.pop("chronology", None)
    return Line(mapping(found.items()), given) if given and type(given) is list else None


_decode = msgspec.json.Decoder(float_hook=str).decode
_encode = msgspec.json.Encoder().encode

HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""One of the two halves that JSON may write a character as; alone it is none, and not kept."""


def parse_line(line: bytes) -> Value:
    """Return what one line holds. Raises BadFile; the lines of its values are `WHOLE`."""
    if len(line) > LARGEST:
        raise BadFile(Problem(None, f"The line is longer than {LARGEST:,} bytes."))
    try:
        if HALF.search(line):
            json.dumps(json.loads(line.decode(), parse_int=str), ensure_ascii=False).encode()
        found = valued(json.loads(line.decode(), object_pairs_hook=mapping, parse_float=str,
                                  parse_int=str, parse_constant=_no_number))  # fmt: skip
    except UnicodeDecodeError:
        raise BadFile(Problem(None, "The line is not text in UTF-8.")) from None
    except UnicodeEncodeError:
        reason = "The line is not text: half of a character is missing."
        raise BadFile(Problem(None, reason)) from None
    except json.JSONDecodeError as error:
        reason = f"This is not JSON: {error.msg}, character {error.pos + 1}."
        raise BadFile(Problem(None, reason)) from None
    except RecursionError:
        raise BadFile(Problem(None, f"The line goes deeper than {DEEPEST} levels.")) from None
    if found.fields is not None:
        found.fields.pop(REJECTED, None)
    return found


def placed(document: Value) -> Value:
    """Return the same, each value of an entry with the entry's place in the list as its line."""
    listed = document.fields.get("chronology") if document.fields else None
    if document.fields is None or listed is None or listed.items is None:
        return document
    items = tuple(_at(place, item) for place, item in enumerate(listed.items, 1))
    return replace(
        document, fields={**document.fields, "chronology": replace(listed, items=items)}
    )


def reasons(bad: BadFile) -> list[Reason]:
    """Return what is wrong with a record."""
    return [Reason(problem.line or None, problem.reason) for problem in bad.problems]


def rejected(line: bytes, number: int, why: Sequence[Reason]) -> bytes:
    """Return a line to mend and feed back: the record as it came, and why it was not taken."""
    said = {"line": number, "reasons": [reason._asdict() for reason in why]}
    head = f"{HEAD}{json.dumps(said, ensure_ascii=False)}"
    text = line.decode(errors="replace").strip()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        return f'{head}, "text": {json.dumps(text, ensure_ascii=False)}}}\n'.encode()
    rest = _rest(text, found)
    return f"{head}{'' if rest == '}' else ', '}{rest}\n".encode(errors=AS_WRITTEN)


HEAD = f'{{"{REJECTED}": '

AS_WRITTEN = "backslashreplace"
"""Half a character goes back as JSON wrote it."""


def _rest(text: str, found: dict[str, Any]) -> str:
    """Return a record after its opening brace, without what was said of it the last time."""
    if text.startswith(HEAD):
        _, end = json.JSONDecoder().raw_decode(text, len(HEAD))
        return text[end:].lstrip().removeprefix(",").lstrip()
    if REJECTED in found:
        del found[REJECTED]
        text = json.dumps(found, ensure_ascii=False)
    return text[1:].lstrip()


def _no_number(constant: str) -> str:
    raise BadFile(Problem(None, f"This is not JSON: {constant} is no number."))


def _at(line: int, value: Value) -> Value:
    if value.items is not None:
        return Value(line, items=tuple(_at(line, item) for item in value.items))
    if value.fields is not None:
        return Value(line, fields={key: _at(line, item) for key, item in value.fields.items()})
    return replace(value, line=line)
