"""Marshmallow schemas derived from dataclasses: the one way data enters or leaves by HTTP.

One field per dataclass field, an unknown field an error. A day is `"YYYY-MM-DD"`, a span
`[first, last]` (null: open), an instant UTC, an exact number of hours or pounds a text.
"""

import re
import types
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from typing import Any, ClassVar, NoReturn, TypeVar, Union, cast, get_args, get_origin
from typing import get_type_hints as hints_of
from uuid import UUID

from marshmallow import RAISE, Schema, ValidationError, post_load, validate
from marshmallow import fields as ma

from ehcp.domain.when import After, Span, When

T = TypeVar("T")

LONGEST_TEXT = 20_000
MOST_ITEMS = 1_000
LARGEST = 2**31 - 1
YEARS = range(1900, 2101)
"""Years a day may lie in: whatever is counted from it stays a day that can be written."""

A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
AN_AMOUNT = r"^-?[0-9]{1,12}(\.[0-9]{1,4})?$"
NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


class Text(ma.String):
    """A text that can be stored: no NUL, no half of a character, no book."""

    default_error_messages = {  # noqa: RUF012 - as its base declares it
        "unstorable": "Has a character that cannot be stored."
    }

    def __init__(self, *also: Callable[[str], object], **kwargs: Any) -> None:
        super().__init__(validate=[validate.Length(max=LONGEST_TEXT), *also], **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, *args, **kwargs)
        if NO_CHARACTER.search(text):
            raise self.make_error("unstorable")
        return text


class Truth(ma.Boolean):
    """True or false, and no word or number for it."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Integer(ma.Integer):
    """A whole number. No text or truth value stands for one; 2.0 is one, 2.5 is not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Range(-LARGEST, LARGEST), **kwargs)

    def _validated(self, value: Any) -> int:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if isinstance(value, bool) or not whole:
            raise self.make_error("invalid", input=value)
        return int(value)


class Amount(ma.Field[Decimal]):
    """An exact decimal number, as text: `"12.5"`."""

    default_error_messages = {  # noqa: RUF012 - as its base declares it
        "invalid": 'Write an amount as text with at most 4 decimal places, "12.5".'
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"type": "string", "pattern": AN_AMOUNT}, **kwargs)

    def _serialize(self, value: Decimal | None, *_: Any, **__: Any) -> str | None:
        return None if value is None else format(value, "f")

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Decimal:
        if not isinstance(value, str) or re.match(AN_AMOUNT + r"\Z", value) is None:
            raise self.make_error("invalid")
        return Decimal(value)


class Day(ma.Date):
    """A day that exists, written `YYYY-MM-DD`, in a year that can be meant."""

    default_error_messages = {  # noqa: RUF012 - as its base declares it
        "invalid": "Write a day as YYYY-MM-DD.",
        "range": f"The year must lie between {YEARS[0]} and {YEARS[-1]}.",
    }

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date:
        if not isinstance(value, str) or A_DAY.match(value) is None:
            raise self.make_error("invalid")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise self.make_error("invalid") from None
        if day.year not in YEARS:
            raise self.make_error("range")
        return day


class Instant(ma.AwareDateTime):
    """A moment; written in UTC."""

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str | None:
        if value is None:
            return None
        utc: datetime = value.astimezone(UTC)
        return utc.isoformat(timespec="microseconds").replace("+00:00", "Z")

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> datetime:
        moment: datetime = super()._deserialize(value, *args, **kwargs)
        if moment.year not in YEARS:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return moment


A_SPAN = {
    "type": "array",
    "items": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
    "minItems": 2,
    "maxItems": 2,
}


class SpanField(ma.Field[Span]):
    """First and last possible day, both inclusive; null for an open end."""

    default_error_messages = {  # noqa: RUF012 - as its base declares it
        "invalid": "Write a span as [first, last], two days or null, not backwards."
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata=A_SPAN, **kwargs)

    def _serialize(self, value: Any, *_: Any, **__: Any) -> list[str | None] | None:
        return None if value is None else [day and day.isoformat() for day in value]

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Span:
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - first and last
            raise self.make_error("invalid")
        first, last = (None if end is None else Day().deserialize(end) for end in value)
        if first and last and last < first:
            raise self.make_error("invalid")
        return Span(first, last)


class WhenField(ma.Field[When]):
    """A day, a span, or a distance from another entry."""

    default_error_messages = {  # noqa: RUF012 - as its base declares it
        "invalid": "Write a day, a span [first, last], or a distance from another event."
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            metadata={
                "anyOf": [
                    {"type": "string", "format": "date"},
                    A_SPAN,
                    {"type": "object", "description": "A distance from another event."},
                ]
            },
            **kwargs,
        )

    def _serialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if isinstance(value, Span):
            return [day and day.isoformat() for day in value]
        return dump(value) if isinstance(value, After) else value and value.isoformat()

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> When:
        if isinstance(value, str):
            return Day().deserialize(value)
        if isinstance(value, list):
            return SpanField().deserialize(value)
        if isinstance(value, dict):
            return load(After, value)
        raise self.make_error("invalid")


class Row(ma.List[Any]):
    """A tuple."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, *args, **kwargs))


PLAIN: Mapping[Any, type[ma.Field[Any]]] = {
    str: Text,
    int: Integer,
    bool: Truth,
    date: Day,
    datetime: Instant,
    Decimal: Amount,
    UUID: ma.UUID,
    Span: SpanField,
    When: WhenField,
    Any: ma.Raw,
}


class Derived(Schema):
    """The schema of one dataclass; loading makes one of it."""

    kind: ClassVar[type]

    class Meta:
        """What is not a field is a mistake, never ignored."""

        unknown = RAISE

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> Any:
        """Return the dataclass instance."""
        return self.kind(**data)


def schema_for(kind: type) -> Schema:
    """Return the schema of a dataclass."""
    return _schema_for(cast("Hashable", kind))


@cache
def _schema_for(kind: Any) -> Schema:
    hints = hints_of(kind)
    shape = {
        field.name: field_for(
            hints[field.name],
            required=field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
    }
    derived = cast("type[Derived]", Derived.from_dict(shape, name=kind.__name__))
    derived.kind = kind
    return derived()


def load(kind: type[T], data: Any) -> T:
    """Return a `kind` from JSON data. Raises marshmallow's ValidationError."""
    return cast("T", schema_for(kind).load(data))


def dump(value: Any) -> dict[str, Any]:
    """Return a dataclass instance as JSON data: what its schema makes of it, and sooner.

    What is dumped is typed already, so no schema has to look at it field by field.
    """
    kind: Any = type(value)
    return {
        name: found if make is None or found is None else make(found)
        for name, make in _makes(kind)
        for found in (getattr(value, name),)
    }


Make = Callable[[Any], Any]


_when = WhenField()._serialize  # noqa: SLF001 - of a class of this module
AS_IT_IS = (str, int, bool, Any)
SOONER: Mapping[Any, Make] = {date: date.isoformat, UUID: str}


@cache
def _makes(kind: Any) -> tuple[tuple[str, Make | None], ...]:
    """Return what makes JSON data of each field of a dataclass; None where it is that already."""
    hints = hints_of(kind)
    return tuple((field.name, _make_for(hints[field.name])) for field in fields(kind))


def _make_for(hint: Any) -> Make | None:
    if hint in AS_IT_IS:
        return None
    if hint in PLAIN:
        written = PLAIN[hint]()._serialize  # noqa: SLF001 - of a class of this module
        return SOONER.get(hint) or partial(written, attr=None, obj=None)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        kinds = [arg for arg in args if arg is not types.NoneType]
        return partial(_when, attr=None, obj=None) if len(kinds) > 1 else _make_for(kinds[0])
    if origin is tuple:
        return _row_of(_make_for(args[0]))
    if origin is Mapping:
        return dict
    return dump if is_dataclass(hint) else attrgetter("value")


def _row_of(make: Make | None) -> Make:
    if make is None:
        return list
    return lambda row: [found if found is None else make(found) for found in row]


def field_for(hint: Any, *, required: bool = True, allow_none: bool = False) -> ma.Field[Any]:
    """Return the field of a type hint. TypeError where there is none."""
    given: dict[str, Any] = {"required": required, "allow_none": allow_none}
    if hint in PLAIN:
        return PLAIN[hint](**given)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _either(hint, [arg for arg in args if arg is not types.NoneType], required=required)
    if origin in (tuple, Mapping):
        return _row(args, given) if origin is tuple else ma.Dict(keys=Text(), **given)
    if isinstance(hint, type) and is_dataclass(hint):
        return ma.Nested(schema_for(hint), **given)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return ma.Enum(hint, by_value=Text, **given)
    return _none(hint)


def _either(hint: Any, kinds: list[Any], *, required: bool) -> ma.Field[Any]:
    """Return the field of one type or None; `When` is the one union of several."""
    if {*kinds} == {*get_args(When)}:
        return WhenField(required=required, allow_none=True)
    if len(kinds) != 1:
        return _none(hint)
    return field_for(kinds[0], required=required, allow_none=True)


def _row(args: tuple[Any, ...], given: dict[str, Any]) -> ma.Field[Any]:
    """Return the field of a tuple: any number of one type, or so many of one type."""
    if args[-1] is Ellipsis:
        return Row(field_for(args[0]), validate=validate.Length(max=MOST_ITEMS), **given)
    if len({*args}) != 1:
        return _none(args)
    return Row(field_for(args[0]), validate=validate.Length(equal=len(args)), **given)


def _none(hint: Any) -> NoReturn:
    raise TypeError(f"There is no field for {hint}.")


def faults(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Yield what is wrong: a JSON pointer into the body, and a sentence."""
    yield from _faults("", error.messages)


def _faults(pointer: str, found: Any) -> Iterator[tuple[str, str]]:
    if isinstance(found, Mapping):
        for name, inner in found.items():
            here = "" if name == "_schema" else "/" + _escaped(str(name))
            yield from _faults(pointer + here, inner)
    elif isinstance(found, list):
        for sentence in found:
            yield pointer, str(sentence)
    else:
        yield pointer, str(found)


def _escaped(name: str) -> str:
    return name[:100].replace("~", "~0").replace("/", "~1")
