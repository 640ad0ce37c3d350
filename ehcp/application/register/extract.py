"""Reading an extract of the national register: a CSV file, whole or not at all."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from ehcp.application.document import BadFile, Problem
from ehcp.application.register.setting import Setting, kind_of

T = TypeVar("T")

COLUMNS = {
    "URN": ("URN",),
    "UKPRN": ("UKPRN",),
    "EstablishmentName": ("EstablishmentName",),
    "TypeOfEstablishment": ("TypeOfEstablishment", "TypeOfEstablishment (name)"),
    "EstablishmentStatus": ("EstablishmentStatus", "EstablishmentStatus (name)"),
    "PhaseOfEducation": ("PhaseOfEducation", "PhaseOfEducation (name)"),
    "StatutoryLowAge": ("StatutoryLowAge",),
    "StatutoryHighAge": ("StatutoryHighAge",),
    "OpenDate": ("OpenDate",),
    "CloseDate": ("CloseDate",),
    "LA (code)": ("LA (code)", "LA"),
    "Postcode": ("Postcode",),
    "Section41Approved": ("Section41Approved", "Section41Approved (name)"),
}
"""What is read, and how the register may write it. Other columns are left alone."""

APPROVED = {"approved": True, "yes": True, "true": True, "1": True, "y": True}
NOT_APPROVED = {"": False, "not approved": False, "not applicable": False, "no": False,
                "false": False, "0": False, "n": False}  # fmt: skip
LARGEST = 200_000_000
MOST_PROBLEMS = 50
OLDEST_AGE = 120
A_URN = re.compile(r"[0-9]{5,8}")
DAYS = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")


@dataclass(frozen=True)
class Extract:
    """What a file holds. `unmapped`: each line whose place in section 38(3) nobody could say."""

    settings: tuple[Setting, ...]
    unmapped: tuple[Problem, ...]


class _Wrong(ValueError):  # noqa: N818 - named for what it is
    """A cell does not hold what it should."""


def read(path: Path) -> Extract:
    """Return what an extract holds. Raises BadFile with each line and reason."""
    rows = _rows(_text(path))
    settings: dict[str, Setting] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    unmapped: list[Problem] = []
    for line, row in rows:
        try:
            setting, why_not = _setting(row)
        except _Wrong as wrong:
            problems.append(Problem(line, str(wrong)))
            continue
        if setting.urn in settings:
            reason = f"The URN {setting.urn} stands in line {lines[setting.urn]} already."
            problems.append(Problem(line, reason))
        settings[setting.urn] = setting
        lines.setdefault(setting.urn, line)
        if why_not:
            unmapped.append(Problem(line, f"URN {setting.urn}: {why_not}"))
    if problems:
        raise BadFile(*problems[:MOST_PROBLEMS])
    if not settings:
        raise BadFile(Problem(None, "The file has a heading and nothing below it."))
    return Extract(tuple(settings.values()), tuple(unmapped))


def _text(path: Path) -> str:
    """Return the text of a file: UTF-8, or as the register itself writes it, Windows-1252."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadFile(Problem(None, f"The file has more than {LARGEST // 1_000_000} MB."))
        raw = path.read_bytes()
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror}."
        raise BadFile(Problem(None, reason)) from None
    if b"\0" in raw:
        raise BadFile(Problem(None, "The file is no CSV: it is not a text."))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield each row with its line, its cells by the names of `COLUMNS`."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = [cell.strip() for cell in next(reader, [])]
        where = _places(heading)
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heading):
                reason = f"The line has {len(cells)} cells, the heading {len(heading)}."
                raise BadFile(Problem(line, reason))
            yield line, {name: cells[place].strip() for name, place in where.items()}
    except csv.Error as error:
        raise BadFile(Problem(reader.line_num, f"The file is no CSV: {error}.")) from None


def _places(heading: list[str]) -> dict[str, int]:
    """Return where each column stands. Raises BadFile where one is missing or there twice."""
    twice = [name for name in set(heading) if name and heading.count(name) > 1]
    found = {
        name: next((heading.index(each) for each in written if each in heading), None)
        for name, written in COLUMNS.items()
    }
    missing = [name for name, place in found.items() if place is None]
    if len(missing) == len(COLUMNS):
        reason = "The file is no extract of the register: its first line names no column of it."
        raise BadFile(Problem(1, reason))
    if missing:
        raise BadFile(Problem(1, f"The file lacks columns: {', '.join(missing)}."))
    if used := sorted(set(twice) & {each for written in COLUMNS.values() for each in written}):
        raise BadFile(Problem(1, f"The heading names a column twice: {', '.join(used)}."))
    return {name: place for name, place in found.items() if place is not None}


def _setting(row: Mapping[str, str]) -> tuple[Setting, str | None]:
    """Return the setting of a row, and why it could not be placed in section 38(3)."""
    if not A_URN.fullmatch(row["URN"]):
        raise _Wrong("The URN must be a number of 5 to 8 digits.")
    if not row["EstablishmentName"]:
        raise _Wrong("The name is missing.")
    approved = _cell(row, "Section41Approved", _approved)
    category, setting_type, why_not = kind_of(row["TypeOfEstablishment"], approved=approved)
    opened, closed = _cell(row, "OpenDate", _day), _cell(row, "CloseDate", _day)
    if opened and closed and closed < opened:
        raise _Wrong("It closed before it opened.")
    return Setting(
        urn=row["URN"],
        ukprn=row["UKPRN"] or None,
        name=row["EstablishmentName"],
        establishment_type=row["TypeOfEstablishment"],
        category=category,
        setting_type=setting_type,
        status=row["EstablishmentStatus"],
        phase=row["PhaseOfEducation"] or None,
        lowest_age=_cell(row, "StatutoryLowAge", _age),
        highest_age=_cell(row, "StatutoryHighAge", _age),
        opened_on=opened,
        closed_on=closed,
        la_code=row["LA (code)"] or None,
        postcode=row["Postcode"] or None,
        section_41=approved,
    ), why_not


def _cell(row: Mapping[str, str], column: str, reading: Callable[[str], T]) -> T:
    try:
        return reading(row[column])
    except ValueError:
        raise _Wrong(f"{column} cannot be read: {row[column][:40]!r}.") from None


def _approved(text: str) -> bool:
    found = {**APPROVED, **NOT_APPROVED}.get(text.casefold())
    if found is None:
        raise ValueError
    return found


def _age(text: str) -> int | None:
    if not text:
        return None
    age = int(text)
    if not 0 <= age <= OLDEST_AGE:
        raise ValueError
    return age


def _day(text: str) -> date | None:
    if not text:
        return None
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    raise ValueError
