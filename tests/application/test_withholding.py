"""What is kept from a reader is taken out of the case itself, whatever is made of it."""

from dataclasses import replace
from datetime import date

from ehcp.application.rights.withholding import Withholding, for_everybody
from ehcp.domain.events.people import AddressRestricted, AddressRestrictionLifted
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.record import Noted
from ehcp.domain.plan.sections import Plan, View
from tests.domain.ordinary_case import CHILD, OPENED, REQUESTED
from tests.domain.scenario import recorded

DAY = date(2025, 2, 3)
ADDRESS = "7 Quiet Lane, Farbridge, FB9 4QX"
RESTRICTED = AddressRestricted(
    on=DAY, person="child", address=ADDRESS, kept_from=("Joe",), reasons="An order."
)
TOLD = replace(OPENED, child=replace(CHILD, address=ADDRESS))
PLAN = Plan(views=(View(id="a1", text="We live at 7 Quiet Lane.", by="Ada"),))
FINAL = FinalPlanIssued(on=DAY, plan=PLAN)
NOTED = Noted(on=DAY, note="Post to FB9 4QX.")
CASE = recorded(TOLD, REQUESTED, FINAL, NOTED, RESTRICTED)


def test_every_text_that_holds_it_is_withheld_and_nothing_else():
    seen = for_everybody(CASE)
    assert "Quiet" not in str(seen) and "4QX" not in str(seen)
    opened, requested, final, noted, restricted = (entry.event for entry in seen.entries)
    assert opened == replace(TOLD, child=replace(CHILD, address="withheld"))
    assert requested == REQUESTED
    assert final == replace(FINAL, plan=Plan(views=(View(id="a1", text="withheld", by="Ada"),)))
    assert noted == Noted(on=DAY, note="withheld")
    assert restricted == replace(RESTRICTED, address="withheld", reasons="withheld")


def test_whoever_has_the_right_sees_the_case_as_it_is():
    assert Withholding.of(CASE, sees_all=True).seen(CASE) is CASE


def test_a_restriction_that_was_lifted_keeps_its_reasons():
    lifted = AddressRestrictionLifted(on=DAY, of=5, reasons="She left the refuge.")
    seen = for_everybody(recorded(TOLD, REQUESTED, FINAL, NOTED, RESTRICTED, lifted))
    assert seen.entries[0].event == TOLD
    *_, restricted, after = (entry.event for entry in seen.entries)
    assert restricted == replace(RESTRICTED, address="withheld", reasons="withheld")
    assert after == replace(lifted, reasons="withheld")
