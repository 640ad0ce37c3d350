"""Typed values of plain ones, by several threads at once.

msgspec works out what a type holds when it is first asked for. While one thread does that,
another that is given what is half worked out ends the process: so one thread at a time does.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_WORKING_OUT = Lock()
_WORKED_OUT = set[Any]()


def decoder(kind: type[T]) -> Callable[[bytes], T]:
    """Return what reads JSON as a type. Raises msgspec's errors for what is none."""
    with _WORKING_OUT:
        return msgspec.json.Decoder(kind).decode


def typed(plain: object, kind: type[T], *, strict: bool = True) -> T:
    """Return plain data as a type. Raises msgspec's errors for what is none."""
    if kind not in _WORKED_OUT:
        decoder(kind)
        _WORKED_OUT.add(kind)
    return msgspec.convert(plain, kind, strict=strict)
