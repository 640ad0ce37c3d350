from pathlib import Path

from ehcp.law.page import page
from ehcp.law.time_limits import CATALOGUE

PAGE = Path(__file__).parents[2] / "docs" / "time-limits.md"


def test_the_page_is_what_the_declarations_say():
    stale = "docs/time-limits.md is stale: `make docs` makes it anew"
    assert PAGE.read_text(encoding="utf-8") == page(), stale


def test_the_page_tells_of_every_limit_and_its_force():
    text = page()
    assert all(f"\n### {limit}\n" in text for limit in CATALOGUE)
    assert text.count("advisory: not verified") == 6
