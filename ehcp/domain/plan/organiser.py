"""Who arranges the meeting of a review: SI 2014/1530 regs 20(1), 20(12) and 21."""

from enum import StrEnum

from ehcp.domain.plan.institution import Category, Institution, SettingType


class Organiser(StrEnum):
    """Who arranges it, and whether it had to. The authority ensures the meeting all the same."""

    REQUIRED_SCHOOL = "school-required"
    REQUESTED_INSTITUTION = "institution-requested"
    AUTHORITY = "authority"


MAY_BE_REQUIRED = frozenset(
    {
        Category.MAINTAINED_SCHOOL,
        Category.MAINTAINED_NURSERY_SCHOOL,
        Category.ACADEMY,
        Category.NON_MAINTAINED_SPECIAL_SCHOOL,
        Category.SECTION_41_APPROVED,
    }
)
"""The schools of reg 20(12), with pupil referral units and other alternative provision."""

ONLY_REQUESTED = frozenset({Category.FURTHER_EDUCATION, Category.INDEPENDENT})
"""Never among them, whatever type of provision the plan says is made there."""


def may_be_required(institution: Institution, type_: SettingType | None = None) -> bool:
    """Whether the authority may require the head to arrange the meeting; others it may ask."""
    if institution.category in ONLY_REQUESTED:
        return False
    return institution.category in MAY_BE_REQUIRED or type_ is SettingType.ALTERNATIVE_PROVISION


def organiser_of(institution: Institution | None, type_: SettingType | None = None) -> Organiser:
    """Return who arranges the meeting unless the authority does; it does where none is attended.

    An institution whose category is not known is asked, not required.
    """
    if institution is None:
        return Organiser.AUTHORITY
    if may_be_required(institution, type_):
        return Organiser.REQUIRED_SCHOOL
    return Organiser.REQUESTED_INSTITUTION
