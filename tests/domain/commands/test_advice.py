"""Regs 6 to 8: the advice for the assessment."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.assessment.advice import (
    ADVICE_BEFORE_REQUEST,
    ADVICE_SUFFICES,
    BEFORE_ASSESSMENT,
    FAMILY_ASKED_AFRESH,
    NO_ASSESSMENT,
    NO_REASON_FOR_NOT_ASKING,
    NOT_ALL_THREE,
    QUALIFIED_TEACHER,
    AdviceKind,
    RecordAdvice,
    RefuseAdviceRequest,
    RequestAdvice,
    ReuseAdvice,
)
from ehcp.domain.events.assessment import (
    AdviceReceived,
    AdviceRequested,
    AdviceRequestRefused,
    AdviceReused,
)
from tests.domain.ordinary_case import (
    ASSESSED,
    CHILD,
    OPENED,
    UNDECIDED,
    UNDER_ASSESSMENT,
)
from tests.domain.scenario import but, scenario

DAY = date(2025, 2, 5)
ASK = RequestAdvice(on=DAY, kind=AdviceKind.PSYCHOLOGICAL, from_body="the psychologist")
ASKED = AdviceRequested(on=DAY, of=4, kind="d", from_body="the psychologist")
REUSE = ReuseAdvice(
    on=DAY,
    kind=AdviceKind.MEDICAL,
    author="Dr Penn",
    dated=date(2024, 11, 4),
    author_agrees=True,
    authority_agrees=True,
    family_agrees=True,
)
REUSED = AdviceReused(
    on=DAY,
    of=4,
    kind="c",
    author="Dr Penn",
    dated=date(2024, 11, 4),
    author_agrees=True,
    authority_agrees=True,
    family_agrees=True,
)
DECLINE = RefuseAdviceRequest(on=DAY, from_body="an optician", reasons="Her sight was tested.")


def test_advice_is_asked_for():
    scenario(given=UNDER_ASSESSMENT, when=ASK, then=[ASKED])


@pytest.mark.parametrize("command", [ASK, REUSE, DECLINE])
def test_advice_is_for_an_assessment(command):
    scenario(given=UNDECIDED, when=command, then=NO_ASSESSMENT)


@pytest.mark.parametrize("command", [ASK, REUSE, DECLINE])
def test_advice_is_not_sought_before_the_assessment_was_agreed(command):
    early = replace(command, on=date(2025, 2, 2))
    scenario(given=UNDER_ASSESSMENT, when=early, then=BEFORE_ASSESSMENT)


def test_educational_advice_on_a_hearing_impaired_child_needs_a_qualified_teacher():
    deaf = replace(OPENED, child=replace(CHILD, hearing_impaired=True))
    ask = RequestAdvice(on=DAY, kind=AdviceKind.EDUCATIONAL, from_body="Elm Primary")
    asked = AdviceRequested(on=DAY, of=4, kind="b", from_body="Elm Primary")
    given = [deaf, *UNDER_ASSESSMENT[1:]]
    scenario(given=given, when=ask, then=[asked, QUALIFIED_TEACHER.about(DAY)])
    scenario(
        given=given,
        when=replace(ask, qualified_teacher="the teacher of the deaf"),
        then=[replace(asked, qualified_teacher="the teacher of the deaf")],
    )
    scenario(given=given, when=ASK, then=[ASKED])


def test_advice_that_comes_answers_what_was_asked():
    came = RecordAdvice(
        on=date(2025, 3, 14),
        kind=AdviceKind.PSYCHOLOGICAL,
        from_body="the educational psychologist",
        author="Dr Moss",
        dated=date(2025, 3, 10),
        document="a report",
    )
    scenario(
        given=ASSESSED,
        when=came,
        then=[
            AdviceReceived(
                on=date(2025, 3, 14),
                of=8,
                kind="d",
                from_body="the educational psychologist",
                author="Dr Moss",
                dated=date(2025, 3, 10),
                document="a report",
            )
        ],
    )


def test_advice_of_the_same_kind_answers_each_request_in_turn():
    given = [*UNDER_ASSESSMENT, ASKED, replace(ASKED, on=date(2025, 2, 20))]
    came = RecordAdvice(
        on=date(2025, 3, 14), kind=AdviceKind.PSYCHOLOGICAL, from_body="the psychologist"
    )
    first = AdviceReceived(on=date(2025, 3, 14), of=5, kind="d", from_body="the psychologist")
    scenario(given=given, when=came, then=[first])
    scenario(given=[*given, first], when=came, then=[replace(first, of=6)])


def test_advice_that_nobody_asked_for_is_recorded_too():
    came = RecordAdvice(on=DAY, kind=AdviceKind.APPROPRIATE, from_body="a grandmother")
    scenario(
        given=UNDECIDED,
        when=came,
        then=[AdviceReceived(on=DAY, kind="f", from_body="a grandmother")],
    )


def test_advice_does_not_come_before_it_was_asked_for():
    came = RecordAdvice(
        on=date(2025, 2, 4), kind=AdviceKind.PSYCHOLOGICAL, from_body="the psychologist"
    )
    scenario(given=[*UNDER_ASSESSMENT, ASKED], when=came, then=ADVICE_BEFORE_REQUEST)


def test_advice_is_used_again_when_all_three_are_satisfied():
    scenario(given=UNDER_ASSESSMENT, when=REUSE, then=[REUSED])


@pytest.mark.parametrize("who", ["author_agrees", "authority_agrees", "family_agrees"])
def test_advice_is_not_used_again_if_one_of_the_three_is_not_satisfied(who):
    scenario(given=UNDER_ASSESSMENT, when=but(REUSE, **{who: False}), then=NOT_ALL_THREE)


def test_the_familys_own_advice_is_always_asked_for():
    own = replace(REUSE, kind=AdviceKind.FAMILY)
    scenario(given=UNDER_ASSESSMENT, when=own, then=FAMILY_ASKED_AFRESH)


def test_advice_that_suffices_is_not_sought_afresh():
    afresh = RequestAdvice(on=DAY, kind=AdviceKind.MEDICAL, from_body="the paediatrician")
    scenario(given=[*UNDER_ASSESSMENT, REUSED], when=afresh, then=ADVICE_SUFFICES)
    scenario(given=[*UNDER_ASSESSMENT, REUSED], when=ASK, then=[ASKED])


@pytest.mark.parametrize("kind", [AdviceKind.APPROPRIATE, AdviceKind.ASKED_FOR])
def test_of_those_who_may_be_several_only_the_one_whose_advice_suffices_is_not_asked(kind):
    """Whoever else the authority thinks fit, and whom the family asks for: reg 6(1)(f), (h)."""
    reused = replace(REUSED, kind=kind, author="Ann Lee, speech therapist")
    given = [*UNDER_ASSESSMENT, reused]
    other = RequestAdvice(on=DAY, kind=kind, from_body="the occupational therapist")
    asked = replace(ASKED, kind=kind, from_body="the occupational therapist")
    scenario(given=given, when=other, then=[asked])
    same = replace(other, from_body="ann lee,  speech therapist")
    scenario(given=given, when=same, then=ADVICE_SUFFICES)


def test_advice_that_the_family_asks_for_may_be_refused_with_a_reason():
    scenario(
        given=UNDER_ASSESSMENT,
        when=DECLINE,
        then=[
            AdviceRequestRefused(
                on=DAY, of=4, from_body="an optician", reasons="Her sight was tested."
            )
        ],
    )


def test_advice_that_the_family_asks_for_is_not_refused_without_a_reason():
    silent = replace(DECLINE, reasons="")
    scenario(given=UNDER_ASSESSMENT, when=silent, then=NO_REASON_FOR_NOT_ASKING)
