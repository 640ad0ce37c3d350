"""The setting that a plan's row names: that of the day, and who else is attended with it."""

from dataclasses import replace
from datetime import date

from ehcp.domain.plan.sections import Placement
from ehcp.projections import queries
from tests.domain.ordinary_case import (
    ELM,
    ELM_PLACEMENT,
    FINAL,
    NOTICE_SENT,
    OAK,
    OAK_PLACEMENT,
    READY,
    naming,
)
from tests.projections.comparing import assert_equal_to_a_rebuild
from tests.projections.histories import A, projector, record

LAST_AT_ELM, FIRST_AT_OAK = date(2027, 8, 31), date(2027, 9, 1)
NEXT_FIRST = naming(
    replace(OAK_PLACEMENT, id="i2", starts=FIRST_AT_OAK),
    replace(ELM_PLACEMENT, ends=LAST_AT_ELM),
)


def named(store, case):
    found = queries.plans(store, A, case)
    return [(p.named_setting, p.setting_type, p.also_named) for p in found if p.current]


def test_the_setting_of_the_day_is_named_though_a_later_one_is_listed_first(store):
    case = record(store, *READY, replace(FINAL, plan=NEXT_FIRST), NOTICE_SENT)
    projector(store, date(2026, 11, 21)).catch_up()
    assert named(store, case) == [("Elm Primary", "mainstream-school", [])]
    assert projector(store, LAST_AT_ELM).restate_turned() <= 1
    assert named(store, case) == [("Elm Primary", "mainstream-school", [])]
    assert projector(store, FIRST_AT_OAK).restate_turned() == 1
    assert named(store, case) == [("Oak School", "special-school", [])]
    assert_equal_to_a_rebuild(store, FIRST_AT_OAK)


def test_of_two_attended_at_once_the_other_stands_beside_the_main_one(store):
    both = naming(
        replace(ELM_PLACEMENT, main=False),
        replace(OAK_PLACEMENT, id="i2", main=True),
        Placement(id="i3", type=OAK_PLACEMENT.type),
    )
    case = record(store, *READY, replace(FINAL, plan=both), NOTICE_SENT)
    projector(store).catch_up()
    assert named(store, case) == [(OAK.name, "special-school", [ELM.name])]


def test_a_plan_that_was_replaced_keeps_the_setting_of_its_day(store):
    later = replace(FINAL, on=date(2027, 10, 4), plan=NEXT_FIRST, of=None)
    case = record(store, *READY, replace(FINAL, plan=NEXT_FIRST), NOTICE_SENT, later)
    projector(store, date(2027, 10, 5)).catch_up()
    rows = [p.named_setting for p in queries.plans(store, A, case) if p.status == "final"]
    assert rows == [ELM.name, OAK.name]
