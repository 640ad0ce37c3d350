"""Changes of phase: which a child has, and in which year. SI 2014/1530 regs 2 and 18.

What decides is the last year group that the setting teaches: the change comes on 1 September
after it.
"""

from datetime import date
from enum import StrEnum

from ehcp.domain.plan.institution import SettingType
from ehcp.domain.plan.school_year import year_group, year_of_reception
from ehcp.domain.value import value


class Transfer(StrEnum):
    """The changes of phase: reg 2. All but the last fall due in February."""

    EARLY_YEARS_TO_SCHOOL = "early-years-to-school"
    INFANT_TO_JUNIOR = "infant-to-junior"
    PRIMARY_TO_MIDDLE = "primary-to-middle"
    PRIMARY_TO_SECONDARY = "primary-to-secondary"
    MIDDLE_TO_SECONDARY = "middle-to-secondary"
    SECONDARY_TO_POST_16 = "secondary-to-post-16"


class SchoolPhase(StrEnum):
    """What a setting is by the ages it teaches. Nobody leaves the last one by age alone."""

    EARLY_YEARS = "early-years"
    INFANT = "infant"
    FIRST = "first"
    JUNIOR = "junior"
    PRIMARY = "primary"
    MIDDLE = "middle"
    SECONDARY = "secondary"
    ALL_THROUGH = "all-through"
    POST_16 = "post-16"


LEAVES_AFTER: dict[SchoolPhase, tuple[int, Transfer]] = {
    SchoolPhase.EARLY_YEARS: (-1, Transfer.EARLY_YEARS_TO_SCHOOL),
    SchoolPhase.INFANT: (2, Transfer.INFANT_TO_JUNIOR),
    SchoolPhase.FIRST: (4, Transfer.PRIMARY_TO_MIDDLE),
    SchoolPhase.JUNIOR: (6, Transfer.PRIMARY_TO_SECONDARY),
    SchoolPhase.PRIMARY: (6, Transfer.PRIMARY_TO_SECONDARY),
    SchoolPhase.MIDDLE: (8, Transfer.MIDDLE_TO_SECONDARY),
    SchoolPhase.SECONDARY: (11, Transfer.SECONDARY_TO_POST_16),
    SchoolPhase.ALL_THROUGH: (11, Transfer.SECONDARY_TO_POST_16),
}
"""The last year group that such a setting usually teaches, and what follows. 0 is Reception."""

POST_16 = (SettingType.MAINSTREAM_POST_16, SettingType.SPECIAL_POST_16)
EARLY_YEARS = SettingType.MAINSTREAM_EARLY_YEARS
LAST_OF_PRIMARY = 6
LAST_OF_SECONDARY = 11


@value(frozen=True, kw_only=True)
class PhaseChange:
    """A change of phase in a calendar year.

    `presumed` marks one that rests on the age and the usual ages of schools alone, where
    nobody has said what the setting teaches.
    """

    transfer: Transfer
    year: int
    presumed: bool = False


def phase_change(
    date_of_birth: date, setting: SchoolPhase, *, offset: int = 0, last_year: int | None = None
) -> PhaseChange | None:
    """Return the change of phase with which the child leaves a setting, None for post-16.

    `last_year` is the last year group taught there, where that is not the usual one; `offset`
    as for `year_group`.
    """
    if setting not in LEAVES_AFTER:
        return None
    usual, transfer = LEAVES_AFTER[setting]
    leaves_after = usual if last_year is None else last_year
    year = year_of_reception(date_of_birth) + leaves_after + 1 - offset
    return PhaseChange(transfer=transfer, year=year)


def presumed_phase(type_: SettingType | None, group: int) -> SchoolPhase | None:
    """Return what a setting of this type most likely is for a child of this year group.

    Schools are taken to be primary and secondary; None where the child is past them.
    """
    if type_ in POST_16:
        return None
    if type_ is EARLY_YEARS or group < 0:
        return SchoolPhase.EARLY_YEARS
    if group <= LAST_OF_PRIMARY:
        return SchoolPhase.PRIMARY
    return SchoolPhase.SECONDARY if group <= LAST_OF_SECONDARY else None


def presumed_change(
    date_of_birth: date, type_: SettingType | None, on: date, *, offset: int = 0
) -> PhaseChange | None:
    """Return the next change of phase as it is likely on a day, from age and type of setting."""
    setting = presumed_phase(type_, year_group(date_of_birth, on, offset=offset))
    found = None if setting is None else phase_change(date_of_birth, setting, offset=offset)
    return found and PhaseChange(transfer=found.transfer, year=found.year, presumed=True)
