"""Each page of `docs/journeys` does what it says, typed at a demo that really runs."""

from pathlib import Path

import pytest

from tests.journeys.pages import Block, Shown, Wrong, agree, blocks, differences, run

PAGES = Path(__file__).parents[2] / "docs" / "journeys"
SIGNS_IN = Block(". ./ehcp-data/tokens.sh", 0)
"""What every page begins with, for those that leave it to another page to say so."""


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_does_what_it_says(running, page):
    typed = [SIGNS_IN, *blocks(page.read_text())]
    for block, printed in zip(typed, run(typed, *running), strict=True):
        agree(block, printed)


def test_a_page_that_shows_what_does_not_come_back_is_found():
    assert differences({"items": [{"case": "", "due": None}]}, {"items": [{"case": "x"}]}) == [
        "/items/0"
    ]
    assert differences({"page": {"next": None}}, {"page": {"next": "x"}, "more": 1}) == []
    assert differences({"version": 1}, {"version": "1"}) == ["/version"]
    with pytest.raises(Wrong, match="line 4: 'green' is not in"):
        agree(Block("", 1, Shown("text", "red\n...\ngreen\n", 4)), "it is red")


def test_a_block_that_fails_stops_its_page_and_is_named(tmp_path):
    page = (
        "```sh\nword=one\n```\ntext\n```sh\necho $word\nfalse | cat\n```\n```sh\necho two\n```\n"
    )
    with pytest.raises(Wrong, match=r"line 5: exit 1\none") as found:
        run(blocks(page), tmp_path, {"PATH": "/usr/bin:/bin"})
    assert "two" not in str(found.value)
