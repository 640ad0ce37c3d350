"""Whose rights they are, sending the plan on, and who waits for a reply no longer."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.people.disclosure import DisclosePlan
from ehcp.domain.commands.plan.final import NO_PLAN
from ehcp.domain.deadlines import Status
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.capacity import CapacityBasis, Holder, Matter, RightsHolderRecorded
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.disclosure import (
    DisclosurePurpose,
    HigherEducationDisclosureRequested,
    PlanDisclosed,
)
from ehcp.domain.events.naming import SettingConsulted, SettingReplied
from ehcp.domain.events.opening import Child
from tests.domain.amending_case import AMENDED, NOTICE_PLACE, NOTIFIED, WITHOUT_REVIEW
from tests.domain.limits import due, statuses
from tests.domain.ordinary_case import ELM, FINAL, FINISHED, OPENED, READY, TEENAGER
from tests.domain.scenario import recorded, scenario

RIGHTS = "young-person-rights"
SENT = "he-disclosure-request"
PLAN_PLACE = len(FINISHED) - 1
TO_COLLEGE = HigherEducationDisclosureRequested(
    on=date(2026, 6, 1), of=PLAN_PLACE, recipient="Vale University"
)
TO_ALLOWANCE = replace(TO_COLLEGE, recipient="The assessor")
ASKED = [*FINISHED, TO_COLLEGE, TO_ALLOWANCE]
SEND = DisclosePlan(
    on=date(2026, 6, 8), recipient="The assessor", purpose=DisclosurePurpose.HIGHER_EDUCATION
)


@pytest.mark.parametrize(
    ("born", "switch"),
    [
        (date(2010, 8, 31), date(2026, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 25)),
        (date(2010, 11, 2), date(2027, 6, 25)),
        (date(2012, 2, 29), date(2028, 6, 30)),
    ],
)
def test_the_rights_pass_on_the_last_friday_in_june(born, switch):
    given = [replace(OPENED, child=Child(name="Ben Hill", date_of_birth=born))]
    assert due(RIGHTS, given, date(2026, 1, 1)) == switch


def test_that_the_parent_still_holds_them_says_nothing_of_the_switch():
    held = RightsHolderRecorded(
        on=date(2026, 9, 1),
        matter=Matter.REVIEW,
        holder=Holder.PARENT,
        capacity=CapacityBasis.PRESUMED,
    )
    given = [replace(OPENED, child=TEENAGER), held]
    assert statuses(RIGHTS, given, date(2027, 6, 25)) == [Status.NOT_DUE]
    assert statuses(RIGHTS, given, date(2027, 6, 26)) == [Status.UNDETERMINED]
    passed = replace(held, on=date(2027, 6, 25), holder=Holder.YOUNG_PERSON)
    assert statuses(RIGHTS, [*given, passed], date(2027, 7, 1)) == [Status.MET]


def test_the_plan_goes_where_it_was_asked_for_and_ends_no_other_request():
    (sent,) = SEND.decide(recorded(*ASKED))
    assert sent.of == len(FINISHED) + 2
    on = date(2026, 6, 10)
    assert statuses(SENT, [*ASKED, sent], on) == [Status.NOT_DUE, Status.MET]
    (college,) = replace(SEND, recipient="vale university ").decide(recorded(*ASKED, sent))
    assert college.of == len(FINISHED) + 1
    assert statuses(SENT, [*ASKED, sent, college], on) == [Status.MET, Status.MET]


def test_what_is_sent_elsewhere_answers_no_request():
    elsewhere = PlanDisclosed(
        on=date(2026, 6, 8),
        of=PLAN_PLACE,
        recipient="Hill University",
        purpose=DisclosurePurpose.HIGHER_EDUCATION,
    )
    assert statuses(SENT, [*ASKED, elsewhere], date(2026, 6, 10)) == [Status.NOT_DUE] * 2


def test_what_was_asked_for_is_sent_though_the_plan_has_ceased_since():
    ceased = PlanCeased(on=date(2026, 6, 4))
    (sent,) = SEND.decide(recorded(*ASKED, ceased))
    assert sent.of == len(FINISHED) + 2
    unasked = replace(SEND, recipient="Hill University")
    scenario(given=[*ASKED, ceased], when=unasked, then=NO_PLAN)
    early = replace(SEND, on=date(2026, 5, 29))
    (before,) = (e for e in early.decide(recorded(*ASKED)) if isinstance(e, PlanDisclosed))
    assert before.of == PLAN_PLACE


def test_nobody_waits_for_the_reply_of_a_school_once_the_plan_is_final():
    limit = "school-consultation-response"
    given = [*READY, replace(FINAL, on=date(2025, 4, 24))]
    assert statuses(limit, given, date(2025, 6, 2)) == [Status.DISAPPLIED]
    late = [*READY, replace(FINAL, on=date(2025, 4, 28))]
    assert statuses(limit, late, date(2025, 6, 2)) == [Status.MISSED]
    reply = SettingReplied(on=date(2025, 4, 25), institution=ELM)
    assert statuses(limit, [*READY, reply, *late[-1:]], date(2025, 6, 2)) == [Status.MET]


def test_a_plan_amended_for_another_notice_leaves_a_reply_awaited():
    limit = "school-consultation-response"
    asked = SettingConsulted(on=date(2026, 3, 25), of=NOTICE_PLACE, institution=ELM)
    apart = replace(WITHOUT_REVIEW, on=date(2026, 3, 16))
    given = [*NOTIFIED, apart, asked]
    other = replace(
        AMENDED,
        on=date(2026, 4, 1),
        of=NOTICE_PLACE + 1,
        cause=AmendmentCause.WITHOUT_REVIEW,
    )
    assert statuses(limit, [*given, other], date(2026, 4, 9))[-1] == Status.NOT_DUE
    assert statuses(limit, [*given, other], date(2026, 4, 10))[-1] == Status.OUTSTANDING
    own = replace(AMENDED, on=date(2026, 4, 8))
    assert statuses(limit, [*given, own], date(2026, 5, 1))[-1] == Status.DISAPPLIED
