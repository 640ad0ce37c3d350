"""Whether a hearing bundle keeps to Practice Direction No 1 of 2025: what would be warned of.

The text was not read; the page limits are those that several guides agree on, so that they
warn and forbid nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ehcp.law.counting import corresponding_date


class BundlePart(StrEnum):
    """The parts of a bundle that have a page limit of their own."""

    CORE = "core"
    PLAN_AND_APPENDICES = "plan-and-appendices"
    WORKING_DOCUMENT = "working-document"
    FAMILY_EVIDENCE = "family-evidence"
    AUTHORITY_EVIDENCE = "authority-evidence"
    EXPERT_REPORT = "expert-report"
    WITNESS_STATEMENT = "witness-statement"


EVIDENCE = (BundlePart.FAMILY_EVIDENCE, BundlePart.AUTHORITY_EVIDENCE)
LIMITS = {
    BundlePart.CORE: 100,
    BundlePart.PLAN_AND_APPENDICES: 150,
    BundlePart.WORKING_DOCUMENT: 25,
    BundlePart.EXPERT_REPORT: 15,
    BundlePart.WITNESS_STATEMENT: 10,
}
LEAST_EVIDENCE, MOST_EVIDENCE = 75, 100
SUMMARY = 2
REPORT_YEARS = 3


@dataclass(frozen=True, kw_only=True)
class BundleDocument:
    """One document of a bundle, or all pages of a part that has one limit for the whole.

    `summary` is how many of the pages are the summary of an expert's report, `dated` the day
    on that report. `exceptional` is why an older report is used all the same.
    """

    part: BundlePart
    pages: int
    title: str = ""
    searchable: bool = True
    dated: date | None = None
    summary: int | None = None
    exceptional: str = ""


def faults(documents: tuple[BundleDocument, ...], on: date) -> tuple[str, ...]:
    """Return what in a bundle sent on a day does not keep to the practice direction."""
    return tuple(_faults(documents, on))


def _faults(documents: tuple[BundleDocument, ...], on: date) -> Iterator[str]:
    for part in BundlePart:
        found = [document for document in documents if document.part is part]
        if part in (BundlePart.EXPERT_REPORT, BundlePart.WITNESS_STATEMENT):
            for document in found:
                yield from _too_long(part, document.pages, document.title)
        else:
            yield from _too_long(part, sum(document.pages for document in found), "")
    for document in documents:
        if not document.searchable:
            yield f"{_named(document.part, document.title)} cannot be searched"
        if document.part is BundlePart.EXPERT_REPORT:
            yield from _report(document, on)


def _too_long(part: BundlePart, pages: int, title: str) -> Iterator[str]:
    name = _named(part, title)
    if part in EVIDENCE:
        if pages > MOST_EVIDENCE:
            yield f"{name} has {pages} pages, at most {MOST_EVIDENCE} are allowed"
        elif pages > LEAST_EVIDENCE:
            yield f"{name} has {pages} pages, in some appeals {LEAST_EVIDENCE} are allowed"
    elif pages > LIMITS[part]:
        yield f"{name} has {pages} pages, at most {LIMITS[part]} are allowed"


def _report(document: BundleDocument, on: date) -> Iterator[str]:
    name = _named(document.part, document.title)
    if document.summary is None:
        yield f"{name} has no summary"
    elif document.summary > SUMMARY:
        yield f"{name} has a summary of {document.summary} pages, at most {SUMMARY} are allowed"
    old = document.dated and corresponding_date(document.dated, 12 * REPORT_YEARS) < on
    if old and not document.exceptional.strip():
        yield f"{name} is more than {REPORT_YEARS} years old"


def _named(part: BundlePart, title: str) -> str:
    return title or part.value.replace("-", " ")
