"""Practice Direction No 1 of 2025: what a bundle may hold."""

from datetime import date

import pytest

from ehcp.domain.standing.bundle import BundleDocument, BundlePart, faults

DAY = date(2025, 9, 1)
REPORT = BundleDocument(
    part=BundlePart.EXPERT_REPORT,
    title="Dr Moss",
    pages=15,
    summary=2,
    dated=date(2022, 9, 1),
)


@pytest.mark.parametrize(
    ("part", "most"),
    [
        (BundlePart.CORE, 100),
        (BundlePart.PLAN_AND_APPENDICES, 150),
        (BundlePart.WORKING_DOCUMENT, 25),
        (BundlePart.WITNESS_STATEMENT, 10),
    ],
)
def test_a_part_has_at_most_so_many_pages(part, most):
    assert faults((BundleDocument(part=part, pages=most),), DAY) == ()
    (fault,) = faults((BundleDocument(part=part, pages=most + 1),), DAY)
    assert fault.endswith(f"has {most + 1} pages, at most {most} are allowed")


def test_the_pages_of_a_part_are_counted_together_and_those_of_a_statement_alone():
    core = (BundleDocument(part=BundlePart.CORE, pages=60),) * 2
    assert faults(core, DAY) == ("core has 120 pages, at most 100 are allowed",)
    statements = (BundleDocument(part=BundlePart.WITNESS_STATEMENT, pages=6),) * 2
    assert faults(statements, DAY) == ()


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (75, ()),
        (76, ("family evidence has 76 pages, in some appeals 75 are allowed",)),
        (101, ("family evidence has 101 pages, at most 100 are allowed",)),
    ],
)
def test_how_much_evidence_is_allowed_turns_on_the_type_of_appeal(pages, expected):
    found = faults((BundleDocument(part=BundlePart.FAMILY_EVIDENCE, pages=pages),), DAY)
    assert found == expected


def test_a_bundle_can_be_searched():
    scan = BundleDocument(part=BundlePart.CORE, pages=1, searchable=False)
    assert faults((scan,), DAY) == ("core cannot be searched",)


def test_an_experts_report_is_short_summed_up_and_recent():
    assert faults((REPORT,), DAY) == ()
    assert faults((REPORT,), date(2025, 9, 2)) == ("Dr Moss is more than 3 years old",)
    kept = BundleDocument(
        part=BundlePart.EXPERT_REPORT,
        title="Dr Moss",
        pages=16,
        summary=3,
        dated=date(2020, 1, 6),
        exceptional="Nobody else saw her then.",
    )
    assert faults((kept,), DAY) == (
        "Dr Moss has 16 pages, at most 15 are allowed",
        "Dr Moss has a summary of 3 pages, at most 2 are allowed",
    )
    bare = BundleDocument(part=BundlePart.EXPERT_REPORT, pages=3)
    assert faults((bare,), DAY) == ("expert report has no summary",)
