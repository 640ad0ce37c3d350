"""One setting of the register, and what it is in law. CFA 2014 ss.38(3) and 41."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ehcp.domain.plan.institution import Category, SettingType

OPEN, CLOSED = "open", "closed"

_SCHOOL, _ACADEMY = Category.MAINTAINED_SCHOOL, Category.ACADEMY
_COLLEGE, _PRIVATE, _OTHER = Category.FURTHER_EDUCATION, Category.INDEPENDENT, Category.OTHER
_SPECIAL = SettingType.SPECIAL_SCHOOL
_SPECIAL_16, _COLLEGES = SettingType.SPECIAL_POST_16, SettingType.MAINSTREAM_POST_16
_ALTERNATIVE, _MAINSTREAM = SettingType.ALTERNATIVE_PROVISION, SettingType.MAINSTREAM_SCHOOL

KINDS: Mapping[str, tuple[Category, SettingType | None]] = {
    "community school": (_SCHOOL, _MAINSTREAM),
    "foundation school": (_SCHOOL, _MAINSTREAM),
    "voluntary aided school": (_SCHOOL, _MAINSTREAM),
    "voluntary controlled school": (_SCHOOL, _MAINSTREAM),
    "community special school": (_SCHOOL, _SPECIAL),
    "foundation special school": (_SCHOOL, _SPECIAL),
    "local authority nursery school": (
        Category.MAINTAINED_NURSERY_SCHOOL,
        SettingType.MAINSTREAM_EARLY_YEARS,
    ),
    "academy converter": (_ACADEMY, _MAINSTREAM),
    "academy sponsor led": (_ACADEMY, _MAINSTREAM),
    "academy special converter": (_ACADEMY, _SPECIAL),
    "academy special sponsor led": (_ACADEMY, _SPECIAL),
    "academy alternative provision converter": (_ACADEMY, _ALTERNATIVE),
    "academy alternative provision sponsor led": (_ACADEMY, _ALTERNATIVE),
    "academy 16-19 converter": (_ACADEMY, _COLLEGES),
    "academy 16 to 19 sponsor led": (_ACADEMY, _COLLEGES),
    "free schools": (_ACADEMY, _MAINSTREAM),
    "free schools special": (_ACADEMY, _SPECIAL),
    "free schools alternative provision": (_ACADEMY, _ALTERNATIVE),
    "free schools 16 to 19": (_ACADEMY, _COLLEGES),
    "studio schools": (_ACADEMY, _MAINSTREAM),
    "university technical college": (_ACADEMY, _MAINSTREAM),
    "further education": (_COLLEGE, _COLLEGES),
    "non-maintained special school": (Category.NON_MAINTAINED_SPECIAL_SCHOOL, _SPECIAL),
    "other independent school": (_PRIVATE, _MAINSTREAM),
    "other independent special school": (_PRIVATE, _SPECIAL),
    "special post 16 institution": (_PRIVATE, _SPECIAL_16),
    "pupil referral unit": (_OTHER, _ALTERNATIVE),
    "higher education institutions": (_OTHER, None),
    "online provider": (_OTHER, None),
    "welsh establishment": (_OTHER, None),
    "offshore schools": (_OTHER, None),
    "british schools overseas": (_OTHER, None),
    "service children's education": (_OTHER, None),
}
"""What each type of establishment is in law, as the register writes it, in small letters."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One school or other institution, as the register has it.

    `establishment_type`, `status` and `phase` are in the register's words; `category` and
    `setting_type` are what they are in law, None where nobody could say. `section_41` is the
    latest that is known; what it was on a day is in `Listed`.
    """

    urn: str
    ukprn: str | None = None
    name: str
    establishment_type: str
    category: Category | None = None
    setting_type: SettingType | None = None
    status: str
    phase: str | None = None
    lowest_age: int | None = None
    highest_age: int | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    la_code: str | None = None
    postcode: str | None = None
    section_41: bool = False

    def closed_by(self, day: date) -> bool:
        """Whether it had closed before that day."""
        if self.closed_on is not None:
            return self.closed_on < day
        return self.status.strip().casefold() == CLOSED


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A setting as it was listed on a day: approved under s.41, if known, by which extract."""

    setting: Setting
    approved: bool | None
    as_of: date | None

    @property
    def category(self) -> Category | None:
        """What it was in law on that day; as it is now where no extract reaches back so far."""
        found = self.setting.category
        if found not in (Category.INDEPENDENT, Category.SECTION_41_APPROVED):
            return found
        approved = self.setting.section_41 if self.approved is None else self.approved
        return Category.SECTION_41_APPROVED if approved else Category.INDEPENDENT


def kind_of(
    establishment_type: str, *, approved: bool
) -> tuple[Category | None, SettingType | None, str | None]:
    """Return category and type of a kind of establishment, and why it has none."""
    found = KINDS.get(establishment_type.strip().casefold())
    if found is None:
        return None, None, f"The type {establishment_type!r} is not one that section 38(3) sorts."
    category, setting_type = found
    if approved and category is not Category.INDEPENDENT:
        reason = f"It is approved under section 41, but its type is {establishment_type!r}."
        return None, setting_type, reason
    return (Category.SECTION_41_APPROVED if approved else category), setting_type, None
