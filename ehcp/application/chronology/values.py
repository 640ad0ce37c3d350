"""JSON as values that stand on no line of their own."""

from collections.abc import Iterable
from typing import Any

from ehcp.application.document import WHOLE, BadFile, Problem, Value

_TEXTS: dict[str, Value] = {}
"""The values of texts that come again and again: days, names of events."""
MOST_TEXTS = 100_000
LONGEST = 40

_NULL = Value(WHOLE)
_WORDS = {True: Value(WHOLE, text="true"), False: Value(WHOLE, text="false"), None: _NULL}


def valued(raw: Any) -> Value:
    """Return what was read of JSON; what is a value already stays as it is. Raises BadFile."""
    if type(raw) is str:
        found = _TEXTS.get(raw)
        if found is None:
            found = Value(WHOLE, text=raw)
            if len(raw) <= LONGEST:
                if len(_TEXTS) >= MOST_TEXTS:
                    _TEXTS.clear()
                _TEXTS[raw] = found
        return found
    if type(raw) is Value:
        return raw
    if type(raw) is list:
        return Value(WHOLE, items=tuple(map(valued, raw)))
    if type(raw) is dict:
        return mapping(raw.items())
    if type(raw) is int:
        return Value(WHOLE, text=str(raw))
    return _WORDS[raw]


def mapping(pairs: Iterable[tuple[str, Any]]) -> Value:
    """Return a mapping. Raises BadFile for a key given twice; `known-on` is `known_on`."""
    pairs = list(pairs)
    fields = {key if "-" not in key else key.replace("-", "_"): valued(raw) for key, raw in pairs}
    if len(fields) != len(pairs):
        seen = set()
        for key, _ in pairs:
            name = key.replace("-", "_")
            if name in seen:
                raise BadFile(Problem(None, f"{key} is given twice."))
            seen.add(name)
    return Value(WHOLE, fields=fields)
