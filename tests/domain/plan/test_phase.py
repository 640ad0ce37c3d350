"""Which change of phase comes when: 1 September after the last year group of the setting."""

from datetime import date

import pytest

from ehcp.domain.plan.institution import SettingType
from ehcp.domain.plan.phase import (
    PhaseChange,
    SchoolPhase,
    Transfer,
    phase_change,
    presumed_change,
)


@pytest.mark.parametrize(
    ("born", "setting", "transfer", "year"),
    [
        (date(2021, 8, 31), SchoolPhase.EARLY_YEARS, Transfer.EARLY_YEARS_TO_SCHOOL, 2025),
        (date(2021, 9, 1), SchoolPhase.EARLY_YEARS, Transfer.EARLY_YEARS_TO_SCHOOL, 2026),
        (date(2018, 10, 1), SchoolPhase.INFANT, Transfer.INFANT_TO_JUNIOR, 2026),
        (date(2016, 10, 1), SchoolPhase.FIRST, Transfer.PRIMARY_TO_MIDDLE, 2026),
        (date(2014, 9, 1), SchoolPhase.PRIMARY, Transfer.PRIMARY_TO_SECONDARY, 2026),
        (date(2014, 8, 31), SchoolPhase.JUNIOR, Transfer.PRIMARY_TO_SECONDARY, 2025),
        (date(2012, 12, 31), SchoolPhase.MIDDLE, Transfer.MIDDLE_TO_SECONDARY, 2026),
        (date(2010, 1, 1), SchoolPhase.SECONDARY, Transfer.SECONDARY_TO_POST_16, 2026),
        (date(2010, 1, 1), SchoolPhase.ALL_THROUGH, Transfer.SECONDARY_TO_POST_16, 2026),
    ],
)
def test_the_change_comes_after_the_last_year_of_the_setting(born, setting, transfer, year):
    assert phase_change(born, setting) == PhaseChange(transfer=transfer, year=year)


def test_a_child_taught_a_year_below_changes_a_year_later():
    change = phase_change(date(2014, 9, 1), SchoolPhase.PRIMARY, offset=-1)
    assert change == PhaseChange(transfer=Transfer.PRIMARY_TO_SECONDARY, year=2027)


def test_a_middle_school_may_end_with_another_year():
    change = phase_change(date(2012, 12, 31), SchoolPhase.MIDDLE, last_year=7)
    assert change == PhaseChange(transfer=Transfer.MIDDLE_TO_SECONDARY, year=2025)


def test_nobody_leaves_a_college_by_age_alone():
    assert phase_change(date(2008, 1, 1), SchoolPhase.POST_16) is None


@pytest.mark.parametrize(
    ("born", "setting", "transfer", "year"),
    [
        (date(2021, 9, 1), None, Transfer.EARLY_YEARS_TO_SCHOOL, 2026),
        (date(2014, 9, 1), SettingType.SPECIAL_SCHOOL, Transfer.PRIMARY_TO_SECONDARY, 2026),
        (date(2010, 1, 1), SettingType.MAINSTREAM_SCHOOL, Transfer.SECONDARY_TO_POST_16, 2026),
    ],
)
def test_without_more_the_usual_schools_are_presumed(born, setting, transfer, year):
    change = presumed_change(born, setting, date(2026, 1, 1))
    assert change == PhaseChange(transfer=transfer, year=year, presumed=True)


def test_after_16_nothing_is_presumed():
    on = date(2026, 1, 1)
    assert presumed_change(date(2008, 1, 1), SettingType.MAINSTREAM_POST_16, on) is None
    assert presumed_change(date(2008, 1, 1), SettingType.SPECIAL_SCHOOL, on) is None
