"""What is looked for, and in what: made of words as they come, or of fields that are filled in.

A case is found if it meets every criterion; it meets one by any of the ways in it. Days and
numbers that stand among words are criteria of their own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from ehcp.application.finding.days import a_day, days_in
from ehcp.application.finding.fields import Field
from ehcp.application.identifiers import (
    is_nhs_number,
    is_uln,
    is_upn,
    letters_and_digits,
    nhs_digits,
    ten_digits,
    upn_compact,
)

LONGEST = 200
SHORTEST = 2
SHORTEST_PREFIX = 3

LIKE_A_UPN = re.compile(r"(?<![\w/-])[a-z]\s?\d{11}[0-9a-z](?![\w/-])", re.IGNORECASE)
LIKE_TEN_DIGITS = re.compile(r"(?<![\w/-])(?:\d{3}[ -]\d{3}[ -]\d{4}|\d{10})(?![\w/-])")
LIKE_NINE_OR_ELEVEN = re.compile(r"(?:\d{9}|\d{11})\Z")

CHECKS_NOT = {
    Field.UPN: "The letter that a unique pupil number begins with does not check the rest: a"
    " letter or a digit is not right. It was looked for as it is.",
    Field.NHS_NUMBER: "Ten digits, and they check neither as an NHS number nor as a unique learner"
    " number: one is not right. They were looked for as they are.",
}
NOT_TEN = "NHS numbers and unique learner numbers have ten digits."
WRONG = {
    "upn": "A unique pupil number is a letter, eleven digits and a digit or a letter, and the"
    " first letter checks the rest.",
    "nhs_number": "An NHS number has ten digits, and its last digit checks the others.",
    "uln": "A unique learner number has ten digits, and its last digit checks the others.",
    "date_of_birth": "Write a day: 2016-05-04, 4/5/2016 or 4 May 2016.",
}
TOO_SHORT = "Write at least two letters or digits."
NOTHING = "Say what you look for."


class Wrong(ValueError):  # noqa: N818 - named for what it says
    """What was filled in cannot be looked for. `field`: where, None for all of it."""

    def __init__(self, field: str | None, reason: str) -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What somebody fills in. `words` is anything; the others must each be found as what it is."""

    words: str | None = None
    name: str | None = None
    date_of_birth: str | None = None
    upn: str | None = None
    nhs_number: str | None = None
    uln: str | None = None
    reference: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class Named:
    """Somebody of a name like this, in any order of its words."""

    text: str


@dataclass(frozen=True)
class Key:
    """A number or a reference that is this, or that begins with it."""

    key: str
    fields: tuple[Field, ...]
    prefix: bool = False


@dataclass(frozen=True)
class Said:
    """A section of a plan, or a note, with all these words."""

    text: str


Criterion = tuple[Named | Key | Said, ...]


@dataclass(frozen=True)
class Hint:
    """Something about what was looked for that may be a slip."""

    field: Field
    detail: str


@dataclass(frozen=True)
class Wanted:
    """What is looked for. There is at least one criterion."""

    criteria: tuple[Criterion, ...]
    hints: tuple[Hint, ...] = ()


def wanted(looked: Looked, today: date) -> Wanted:
    """Return what is looked for. Raises Wrong where a field is not what it must be."""
    given = {f.name: value for f in fields(looked) if (value := getattr(looked, f.name))}
    for name, value in given.items():
        if sum(map(str.isalnum, value)) < SHORTEST:
            raise Wrong(name, TOO_SHORT)
        if len(value) > LONGEST:
            raise Wrong(name, f"Write at most {LONGEST} characters.")
    if not given:
        raise Wrong(None, NOTHING)
    hints: list[Hint] = []
    words = given.pop("words", None)
    criteria = [AS_FIELD[name](value, today) for name, value in given.items()]
    if words is not None:
        criteria += _among_words(words, today, hints)
    return Wanted(tuple(criteria), tuple(hints))


def _checked(
    name: str, field: Field, checks: Callable[[str], bool], compact: Callable[[str], str]
) -> Callable[[str, date], Criterion]:
    def made(value: str, _today: date) -> Criterion:
        if not checks(value):
            raise Wrong(name, WRONG[name])
        return (Key(compact(value), (field,)),)

    return made


def _born(value: str, today: date) -> Criterion:
    day = a_day(value, today)
    if day is None:
        raise Wrong("date_of_birth", WRONG["date_of_birth"])
    return (Key(day.isoformat(), (Field.DATE_OF_BIRTH,)),)


AS_FIELD: dict[str, Callable[[str, date], Criterion]] = {
    "name": lambda value, _: (Named(value),),
    "date_of_birth": _born,
    "upn": _checked("upn", Field.UPN, is_upn, upn_compact),
    "nhs_number": _checked("nhs_number", Field.NHS_NUMBER, is_nhs_number, nhs_digits),
    "uln": _checked("uln", Field.ULN, is_uln, ten_digits),
    "reference": lambda value, _: (_reference(value),),
    "text": lambda value, _: (Said(value),),
}


def _among_words(text: str, today: date, hints: list[Hint]) -> Iterator[Criterion]:
    """Yield what words come to: what has a form of its own is taken out of them, one by one."""
    for written in reversed(list(days_in(text, today))):
        yield (Key(written.day.isoformat(), (Field.DATE_OF_BIRTH,)),)
        text = f"{text[: written.first]} {text[written.end :]}"
    for found in LIKE_A_UPN.findall(text):
        if not is_upn(found):
            hints.append(Hint(Field.UPN, CHECKS_NOT[Field.UPN]))
        yield (Key(upn_compact(found), (Field.UPN,)),)
    text = LIKE_A_UPN.sub(" ", text)
    for found in LIKE_TEN_DIGITS.findall(text):
        if not is_nhs_number(found) and not is_uln(found):
            hints.append(Hint(Field.NHS_NUMBER, CHECKS_NOT[Field.NHS_NUMBER]))
        yield (Key(nhs_digits(found), (Field.NHS_NUMBER, Field.ULN)), _reference(found))
    text = LIKE_TEN_DIGITS.sub(" ", text)
    letters = []
    for word in text.split():
        if any(map(str.isdigit, word)):
            if LIKE_NINE_OR_ELEVEN.match(word):
                hints.append(Hint(Field.NHS_NUMBER, NOT_TEN))
            yield (_reference(word), Said(word))
        else:
            letters.append(word)
    rest = " ".join(letters)
    if any(map(str.isalnum, rest)):
        yield _in_anything(rest)


def _reference(text: str) -> Key:
    """Return what others call a case, or the beginning of it; or of its own id."""
    return Key(letters_and_digits(text), (Field.REFERENCE, Field.CASE), prefix=True)


def _in_anything(text: str) -> Criterion:
    """Return words without a digit as a name, the beginning of a reference, or a text."""
    reference = _reference(text)
    if len(reference.key) < SHORTEST_PREFIX:
        return (Named(text), Said(text))
    return (Named(text), reference, Said(text))
