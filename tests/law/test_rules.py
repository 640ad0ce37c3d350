"""How far the source of each rule was read, and that what is shown of it says so."""

import pytest

from ehcp.law.citations import SEND_REGS_2014
from ehcp.law.rules import RULES
from ehcp.law.rules.rule import Rule, read, read_beside, recollection, secondary
from ehcp.law.shown import SHOWN

NOT_READ = {
    *("A4", "A7", "A8", "A9", "A12"),
    *("B1", "B2", "B5", "B6", "B7", "B8"),
    *("C4", "C5", "C6", "C10", "C12", "C13", "C14"),
    *("D2", "D5", "D7", "D8", "D9", "D10", "D11"),
    *("E1", "E2", "E6", "E7", "E8", "E9", "E10", "E11", "E12", "E13", "E14"),
    *("F1", "F9", "F10", "F11", "F12", "F13"),
    *("G1", "G5", "G6", "G7"),
    *("H4", "H5", "H7a", "H7b", "H10a", "H11", "H12", "H12a", "H13", "H14"),
    *("J1", "J2", "J3", "J4", "J5"),
    *("K1", "K2", "K4", "K5"),
    *("L3", "L4a", "L5"),
}
"""The rules of the house's list of which no text was read, nor quoted in its own words."""


def test_a_rule_is_in_doubt_whose_text_nobody_has_read():
    assert {rule.id for rule in RULES.values() if rule.doubted} == NOT_READ


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.rule)
def test_what_is_shown_is_in_doubt_as_its_rule_is(shown):
    assert shown.doubted is (shown.rule in NOT_READ)


@pytest.mark.parametrize(
    ("source", "doubted"),
    [(read, False), (read_beside, True), (secondary, True), (recollection, True)],
)
def test_only_the_text_of_the_rule_itself_settles_it(source, doubted):
    sources = (recollection(SEND_REGS_2014.reg("9")), source(SEND_REGS_2014.reg("17")))
    assert Rule(id="X1", says="One.", sources=sources, asks=()).doubted is doubted
