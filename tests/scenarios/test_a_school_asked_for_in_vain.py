"""A school is asked for on amendments that come to nothing, and other amendments follow."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.amendment.amendment import DecideNotToAmend
from ehcp.domain.commands.setting.section_i import REQUESTED_NOT_CONSULTED
from ehcp.domain.commands.setting.setting import RequestSetting
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.review import ReviewDecision
from tests.domain.amending_case import AMENDED_PLAN
from tests.domain.ordinary_case import NOTICE, OAK, S19
from tests.scenarios.life import Life
from tests.scenarios.parts import amended, convened, noticed, planned, reported, reviewed, to_amend

MEETING = date(2026, 3, 2)
PLANNED = tuple(planned(date(2025, 1, 6), date(2025, 2, 3), date(2025, 4, 7), date(2025, 5, 12)))
ASKED_FOR_OAK = RequestSetting(on=date(2026, 3, 25), institution=OAK)
NOT_TO_AMEND = DecideNotToAmend(
    on=date(2026, 4, 10),
    cause=NoticeCause.REVIEW,
    reasons="The family was right: the plan does as it is.",
    notice=NOTICE,
    s19_considered=S19,
)
AGAIN = noticed(date(2026, 9, 7), cause=NoticeCause.WITHOUT_REVIEW)
OTHERWISE = amended(date(2026, 10, 5), AMENDED_PLAN, AmendmentCause.WITHOUT_REVIEW)


def noticed_and_asked() -> Life:
    return Life(
        PLANNED,
        convened(MEETING),
        reviewed(MEETING),
        reported(date(2026, 3, 9), ReviewDecision.AMEND),
        to_amend(date(2026, 3, 16)),
        noticed(date(2026, 3, 20)),
        ASKED_FOR_OAK,
    )


def test_what_was_asked_for_on_amendments_that_were_dropped_does_not_bind_the_next():
    life = noticed_and_asked().then(NOT_TO_AMEND, AGAIN, OTHERWISE)
    assert life.case.plan_in_force is not None
    assert isinstance(life.case.plan_in_force.event, AmendedPlanIssued)


def test_it_binds_those_on_which_it_was_asked_for_and_what_follows_them_up():
    life = noticed_and_asked()
    first = amended(date(2026, 4, 10), AMENDED_PLAN)
    life.refuses(first, REQUESTED_NOT_CONSULTED)
    life.then(noticed(date(2026, 4, 13)))
    life.refuses(replace(first, on=date(2026, 5, 4), dated=None), REQUESTED_NOT_CONSULTED)


def test_what_is_asked_for_again_binds_again():
    life = noticed_and_asked().then(NOT_TO_AMEND, AGAIN)
    life.then(replace(ASKED_FOR_OAK, on=date(2026, 9, 9)))
    life.refuses(OTHERWISE, REQUESTED_NOT_CONSULTED)
