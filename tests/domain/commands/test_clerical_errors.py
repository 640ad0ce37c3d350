"""Slips of the pen in a plan in force: put right, logged, and nothing else is edited."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.plan.clerical import (
    CLERICAL,
    NOTHING_CORRECTED,
    OF_SUBSTANCE,
    WORDS_NOT_THERE,
    CorrectClericalError,
)
from ehcp.domain.commands.plan.final import NO_PLAN
from ehcp.domain.events.amendment import ClericalErrorCorrected
from ehcp.domain.plan.clerical import ClericalCorrection
from ehcp.domain.standing.versions import versions
from tests.domain.ordinary_case import FINAL, FINAL_PLAN, FINISHED, READY
from tests.domain.scenario import recorded, scenario

DAY = date(2025, 6, 2)
SLIP = ClericalCorrection(element="f1", wrong="one to one", right="one-to-one support")
SPELLING = ClericalCorrection(element="f1", wrong="Teaching", right="Tuition")
CORRECT = CorrectClericalError(
    on=DAY, corrections=(SPELLING,), why="Typed in haste.", corrected_by="O. Ade"
)
CORRECTED = ClericalErrorCorrected(
    on=DAY, of=13, corrections=(SPELLING,), why="Typed in haste.", corrected_by="O. Ade"
)


def test_a_slip_is_put_right_and_logged():
    scenario(given=FINISHED, when=CORRECT, then=[CORRECTED, CLERICAL.about(DAY, "f1")])


def test_only_the_words_named_change():
    _, final = versions(recorded(*FINISHED, CORRECTED))
    (provision,) = FINAL_PLAN.provision
    text = "Tuition of reading one to one, 30 minutes on each school day."
    assert final.plan == replace(FINAL_PLAN, provision=(replace(provision, text=text),))


def test_a_correction_is_of_the_plan_it_was_made_to():
    *_, later = versions(recorded(*FINISHED, CORRECTED, replace(FINAL, on=date(2025, 7, 1))))
    assert later.plan == FINAL_PLAN
    (unread,) = versions(recorded(replace(FINAL, plan=None)))
    assert unread.plan is None


def test_what_changes_a_figure_or_adds_words_is_an_amendment():
    less = replace(SPELLING, wrong="30 minutes", right="20 minutes")
    for correction in (less, SLIP):
        scenario(
            given=FINISHED, when=replace(CORRECT, corrections=(correction,)), then=OF_SUBSTANCE
        )


def test_the_words_stand_in_the_element_named_and_not_in_section_i():
    for correction in (
        replace(SPELLING, element="b1"),
        replace(SPELLING, wrong="Lessons"),
        replace(SPELLING, wrong=" "),
        ClericalCorrection(element="i1", wrong="Elm", right="Oak"),
    ):
        scenario(
            given=FINISHED, when=replace(CORRECT, corrections=(correction,)), then=WORDS_NOT_THERE
        )
    unread = [replace(FINAL, of=None, plan=None)]
    scenario(given=unread, when=CORRECT, then=WORDS_NOT_THERE)


def test_a_correction_says_what_why_and_who():
    for fields in ({"corrections": ()}, {"why": ""}, {"corrected_by": " "}):
        scenario(given=FINISHED, when=replace(CORRECT, **fields), then=NOTHING_CORRECTED)
    scenario(given=READY, when=CORRECT, then=NO_PLAN)
