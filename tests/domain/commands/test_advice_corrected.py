"""Putting right what was recorded of advice that came."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.assessment.advice_corrected import (
    NOTHING_PUT_RIGHT,
    WHY_ADVICE_WRONG,
    CorrectAdvice,
)
from ehcp.domain.commands.assessment.advice_course import NO_SUCH_ADVICE
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.record import EntryCorrected
from tests.domain.ordinary_case import ADVICE, ASSESSED
from tests.domain.scenario import scenario

ON = date(2025, 3, 20)
REQUEST = len(ASSESSED) - 2
CAME = AdviceReceived(
    on=date(2025, 3, 10), of=REQUEST, kind="c", from_body=ADVICE[2].from_body, says="Each term."
)
GIVEN = [*ASSESSED, CAME]
PLACE = len(GIVEN)
CORRECT = CorrectAdvice(on=ON, advice=PLACE, why="A word was wrong.", says="Each year.")


def test_what_is_said_anew_stands_for_what_was_wrong_and_the_rest_stays():
    right = replace(CAME, says="Each year.")
    corrected = EntryCorrected(on=ON, entry=PLACE, stands_in=PLACE + 1, why="A word was wrong.")
    scenario(given=GIVEN, when=CORRECT, then=[right, corrected])


def test_it_says_why_and_what_is_right_and_of_which_advice():
    scenario(given=GIVEN, when=replace(CORRECT, why=" "), then=WHY_ADVICE_WRONG)
    scenario(given=GIVEN, when=replace(CORRECT, says=None), then=NOTHING_PUT_RIGHT)
    scenario(given=GIVEN, when=replace(CORRECT, advice=REQUEST), then=NO_SUCH_ADVICE)
    scenario(given=ASSESSED, when=CORRECT, then=NO_SUCH_ADVICE)
