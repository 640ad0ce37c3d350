"""CFA 2014 ss.38(3)-40: asking for a setting, consulting it, its reply."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.before_the_family import BEFORE_DRAFT, NO_DRAFT
from ehcp.domain.commands.setting.setting import (
    CANNOT_BE_REQUESTED,
    CATEGORY_UNKNOWN,
    NOT_CONSULTED,
    REPLIED_BEFORE_CONSULTED,
    ConsultSetting,
    RecordSettingReply,
    RequestSetting,
)
from ehcp.domain.events.naming import ConsultedAs, SettingReplied
from ehcp.domain.plan.institution import Category, Institution
from tests.domain.ordinary_case import (
    ASSESSED,
    DRAFTED,
    ELM,
    ELM_CONSULTED,
    ELM_REQUESTED,
    OAK,
    PRIVATE,
    READY,
)
from tests.domain.scenario import scenario

ASK = RequestSetting(on=date(2025, 4, 10), institution=ELM)
CONSULT = ConsultSetting(on=date(2025, 4, 11), institution=ELM, consulted_as=ConsultedAs.REQUESTED)
REPLY = RecordSettingReply(
    on=date(2025, 4, 25), institution=ELM, can_meet_needs=False, points="We are full."
)
REPLIED = SettingReplied(
    on=date(2025, 4, 25),
    of=12,
    institution=ELM,
    can_meet_needs=False,
    points="We are full.",
)
REQUESTABLE = [category for category in Category if category.may_be_requested]


def test_six_kinds_of_institution_may_be_asked_for():
    assert [str(category) for category in REQUESTABLE] == [
        "maintained-school",
        "maintained-nursery-school",
        "academy",
        "further-education",
        "non-maintained-special-school",
        "section-41-approved",
    ]


@pytest.mark.parametrize("category", REQUESTABLE)
def test_each_of_them_may_be_asked_for(category):
    wanted = replace(ELM, category=category)
    scenario(
        given=DRAFTED,
        when=replace(ASK, institution=wanted),
        then=[replace(ELM_REQUESTED, institution=wanted)],
    )


@pytest.mark.parametrize("category", [Category.INDEPENDENT, Category.OTHER])
def test_a_wholly_independent_school_may_not_be_asked_for(category):
    other = replace(PRIVATE, category=category)
    scenario(given=DRAFTED, when=replace(ASK, institution=other), then=CANNOT_BE_REQUESTED)


def test_what_is_asked_for_must_be_known_for_what_it_is():
    unknown = Institution(name="Some School")
    scenario(given=DRAFTED, when=replace(ASK, institution=unknown), then=CATEGORY_UNKNOWN)


def test_an_institution_is_consulted():
    scenario(given=DRAFTED, when=CONSULT, then=[ELM_CONSULTED])


def test_even_a_wholly_independent_school_is_consulted():
    scenario(
        given=DRAFTED,
        when=replace(CONSULT, institution=PRIVATE),
        then=[replace(ELM_CONSULTED, institution=PRIVATE)],
    )


@pytest.mark.parametrize("command", [ASK, CONSULT])
def test_settings_are_asked_for_and_consulted_on_a_draft(command):
    scenario(given=ASSESSED, when=command, then=NO_DRAFT)
    early = replace(command, on=date(2025, 4, 6))
    scenario(given=DRAFTED, when=early, then=BEFORE_DRAFT)


def test_what_a_setting_says_is_recorded():
    scenario(given=READY, when=REPLY, then=[REPLIED])


def test_an_institution_is_known_by_its_number_else_by_its_name():
    renamed = replace(ELM, name="Elm Primary Academy")
    nameless = replace(ELM, name=" elm primary ", urn=None)
    for institution in (renamed, nameless):
        scenario(
            given=READY,
            when=replace(REPLY, institution=institution),
            then=[replace(REPLIED, institution=institution)],
        )


def test_only_a_setting_that_was_consulted_replies():
    scenario(given=READY, when=replace(REPLY, institution=OAK), then=NOT_CONSULTED)


def test_a_setting_does_not_reply_before_it_was_consulted():
    early = replace(REPLY, on=date(2025, 4, 10))
    scenario(given=READY, when=early, then=REPLIED_BEFORE_CONSULTED)


def test_the_authority_that_maintains_a_school_is_consulted_beside_the_school():
    maintainer = replace(ELM_CONSULTED, consulted_as=ConsultedAs.MAINTAINING_AUTHORITY)
    given = [*DRAFTED, maintainer]
    scenario(given=given, when=REPLY, then=NOT_CONSULTED)
    theirs = replace(REPLY, from_maintainer=True)
    scenario(given=given, when=theirs, then=[replace(REPLIED, of=11)])
    scenario(given=READY, when=theirs, then=NOT_CONSULTED)


def test_two_institutions_without_number_and_name_are_not_the_same():
    assert not Institution().is_same(Institution())
