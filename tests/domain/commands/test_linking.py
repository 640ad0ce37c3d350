"""One child with two cases: each says so, and both histories stay."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.people.linking import (
    LINKED_ALREADY,
    NOT_A_CASE,
    NOT_LINKED,
    UNLINKED_BEFORE_LINKED,
    WHY_NOT_THE_SAME,
    LinkCase,
    UnlinkCase,
    links,
)
from ehcp.domain.events.linking import CaseLinked, CaseUnlinked
from tests.domain.ordinary_case import OPENED, REQUESTED
from tests.domain.scenario import recorded, scenario

OTHER = "6f1c7a30-0f0b-4a63-9a0e-2f1f5b0d6c11"
DAY = date(2025, 2, 3)
LINK = LinkCase(on=DAY, other_case=OTHER, reasons="The same date of birth and NHS number.")
LINKED = CaseLinked(on=DAY, other_case=OTHER, reasons="The same date of birth and NHS number.")
UNLINK = UnlinkCase(on=date(2025, 3, 3), other_case=OTHER, reasons="They are twins.")
UNLINKED = CaseUnlinked(on=date(2025, 3, 3), of=3, other_case=OTHER, reasons="They are twins.")
GIVEN = [OPENED, REQUESTED]


def test_a_case_is_linked_to_another_of_the_same_child():
    scenario(given=GIVEN, when=LINK, then=[LINKED])
    scenario(given=GIVEN, when=replace(LINK, other_case=OTHER.upper()), then=[LINKED])
    assert list(links(recorded(*GIVEN, LINKED))) == [OTHER]


def test_only_a_case_is_linked_and_once():
    scenario(given=GIVEN, when=replace(LINK, other_case="17"), then=NOT_A_CASE)
    scenario(given=[*GIVEN, LINKED], when=LINK, then=LINKED_ALREADY)
    scenario(given=GIVEN, when=replace(UNLINK, other_case=""), then=NOT_A_CASE)


def test_a_link_that_was_wrong_is_taken_back_with_its_reason():
    given = [*GIVEN, LINKED]
    scenario(given=given, when=UNLINK, then=[UNLINKED])
    assert links(recorded(*given, UNLINKED)) == {}
    scenario(given=[*given, UNLINKED], when=UNLINK, then=NOT_LINKED)
    scenario(given=[*given, UNLINKED], when=LINK, then=[LINKED])
    scenario(given=given, when=replace(UNLINK, reasons=" "), then=WHY_NOT_THE_SAME)
    early = replace(UNLINK, on=date(2025, 2, 2))
    scenario(given=given, when=early, then=UNLINKED_BEFORE_LINKED)
