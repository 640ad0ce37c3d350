"""What every event has in common."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar, dataclass_transform

from ehcp.domain.value import Whole
from ehcp.domain.when import When
from ehcp.law.citations import Citation


class Basis(StrEnum):
    """How the record comes to know a fact."""

    STATED = "stated"
    DERIVED = "derived"
    ALLEGED = "alleged"


@lru_cache(maxsize=1024)  # the names of classes, which every row of a list asks for again
def kebab(name: str) -> str:
    """Return a CamelCase name in kebab-case: `AssessmentRefused` is `assessment-refused`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).lower()


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False)
@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Event(Whole):
    """Something that happened to a case, named in the past tense in the statute's words.

    `on` is the day it happened in law (London), not the day somebody typed it in; a span
    or a distance where the record knows no more. `of` is the place in the history (from 1)
    of the entry that this one ends or answers, where that is known. `party` did it, where
    that is not the authority. Under the class name it is kept for good: renaming is a
    migration. `under` is the provision it rests on, None for a bare fact that the record
    keeps and no provision makes. `form` counts the versions of its fields.
    """

    on: When
    of: int | None = None
    party: str | None = None
    basis: Basis = Basis.STATED
    note: str | None = None

    named: ClassVar[dict[str, type["Event"]]] = {}
    under: ClassVar[Citation | None]
    form: ClassVar[int]

    def __init_subclass__(cls, *, under: Citation | None, form: int = 1) -> None:
        """Make the subclass a frozen dataclass and list it by name."""
        dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)
        cls.under = under
        cls.form = form
        Event.named[cls.__name__] = cls

    @classmethod
    def upcast(cls, form: int, fields: Mapping[str, object]) -> Mapping[str, object]:
        """Return the fields of an older form as today's form has them."""
        del form  # the first form is today's, until a class says otherwise
        return fields
