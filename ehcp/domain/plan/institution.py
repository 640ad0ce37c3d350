"""Schools and other institutions, as sections 33 and 38 of the Act tell them apart."""

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """What an institution is in law. All but the last two can be asked for: s.38(3)."""

    MAINTAINED_SCHOOL = "maintained-school"
    MAINTAINED_NURSERY_SCHOOL = "maintained-nursery-school"
    ACADEMY = "academy"
    FURTHER_EDUCATION = "further-education"
    NON_MAINTAINED_SPECIAL_SCHOOL = "non-maintained-special-school"
    SECTION_41_APPROVED = "section-41-approved"
    INDEPENDENT = "independent"
    OTHER = "other"

    @property
    def may_be_requested(self) -> bool:
        """Whether the family has a right to ask for it, and it must then admit: ss.38(3), 43."""
        return self not in (Category.INDEPENDENT, Category.OTHER)


class SettingType(StrEnum):
    """The type of a school or institution, as Section I gives it."""

    MAINSTREAM_SCHOOL = "mainstream-school"
    MAINSTREAM_EARLY_YEARS = "mainstream-early-years"
    MAINSTREAM_POST_16 = "mainstream-post-16"
    RESOURCED_PROVISION = "resourced-provision-in-mainstream"
    SPECIAL_SCHOOL = "special-school"
    SPECIAL_POST_16 = "special-post-16"
    ALTERNATIVE_PROVISION = "alternative-provision"

    @property
    def mainstream(self) -> bool:
        """Whether it is mainstream: s.33(2)."""
        return "mainstream" in self.value


@dataclass(frozen=True, kw_only=True)
class Institution:
    """A school or other institution. `urn` is its number in the national register.

    A command may give the number alone: what the register knows is then filled in before it
    is decided. `maintained_by` is the authority that maintains it, where that is another one
    than the child's.
    """

    name: str = ""
    urn: str | None = None
    category: Category | None = None
    maintained_by: str | None = None

    def is_same(self, other: "Institution | None") -> bool:
        """Whether both are one: by their numbers if both are known, else by their names."""
        if other is None:
            return False
        if self.urn and other.urn:
            return self.urn == other.urn
        name = self.name.strip().casefold()
        return name != "" and name == other.name.strip().casefold()
