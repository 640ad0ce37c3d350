"""Where a child is taught over the years, and what Section I says of it on a day."""

from dataclasses import dataclass, field, replace
from datetime import date

from ehcp.cli.generate.drawing import Draw
from ehcp.cli.generate.figures import Figures
from ehcp.cli.generate.names import school
from ehcp.cli.generate.script import working
from ehcp.domain.plan.institution import Institution, SettingType
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.phase import LAST_OF_PRIMARY, LAST_OF_SECONDARY, Transfer
from ehcp.domain.plan.school_year import year_group, year_of_reception
from ehcp.domain.plan.sections import Placement

TYPES = {
    ("mainstream", "early-years"): SettingType.MAINSTREAM_EARLY_YEARS,
    ("mainstream", "primary"): SettingType.MAINSTREAM_SCHOOL,
    ("mainstream", "secondary"): SettingType.MAINSTREAM_SCHOOL,
    ("mainstream", "post-16"): SettingType.MAINSTREAM_SCHOOL,
    ("special", "early-years"): SettingType.SPECIAL_SCHOOL,
    ("special", "primary"): SettingType.SPECIAL_SCHOOL,
    ("special", "secondary"): SettingType.SPECIAL_SCHOOL,
    ("special", "post-16"): SettingType.SPECIAL_SCHOOL,
    ("post-16", "post-16"): SettingType.MAINSTREAM_POST_16,
}
TRANSFERS = {
    0: Transfer.EARLY_YEARS_TO_SCHOOL,
    LAST_OF_PRIMARY + 1: Transfer.PRIMARY_TO_SECONDARY,
    LAST_OF_SECONDARY + 1: Transfer.SECONDARY_TO_POST_16,
}
"""The change of phase with which a year group begins."""
SEPTEMBER = 9


def stage(group: int) -> str:
    """Return the stage of education of a year group."""
    if group < 0:
        return "early-years"
    if group <= LAST_OF_PRIMARY:
        return "primary"
    return "secondary" if group <= LAST_OF_SECONDARY else "post-16"


@dataclass
class Schooling:
    """The settings of one child. `kind` is that of the last day: what came before leads to it."""

    draw: Draw
    figures: Figures
    kind: str
    born: date
    schools: dict[str, Institution] = field(default_factory=dict)
    ids: dict[tuple[str, SettingType | None], str] = field(default_factory=dict)
    before: str = ""

    def __post_init__(self) -> None:
        """Settle where somebody at a college was at school."""
        shares = self.figures.plans.setting
        schools = {kind: shares[kind] for kind in ("mainstream", "special")}
        self.before = self.draw.weighted(schools) if self.kind == "post-16" else self.kind

    def changes(self) -> list[tuple[int, Transfer]]:
        """Return the years of the changes of phase, each with which it is."""
        first = year_of_reception(self.born)
        return [(first + group, transfer) for group, transfer in TRANSFERS.items()]

    def stage_on(self, day: date) -> str:
        """Return the stage of education on a day."""
        return stage(year_group(self.born, day))

    def school(self, at: str) -> Institution:
        """Return the school or college attended at a stage."""
        if at not in self.schools:
            self.schools[at] = school(self.draw, self._kind(at), at)
        return self.schools[at]

    def attends(self, day: date) -> Institution | None:
        """Return where the child is taught on a day; None where it is at no institution."""
        named = self.kind not in ("elsewhere", "none")
        return self.school(self.stage_on(day)) if named else None

    def placements(self, day: date) -> tuple[Placement, ...]:
        """Return Section I as it is on a day, with the setting of next September if it differs."""
        if self.kind == "elsewhere":
            return ()
        if self.kind == "none":
            return (self._placement(None, SettingType.MAINSTREAM_SCHOOL),)
        here = self._at(self.stage_on(day))
        comes = date(day.year + (day.month >= SEPTEMBER), SEPTEMBER, 1)
        there = self._at(self.stage_on(comes))
        if there.id == here.id:
            return (here,)
        last = date(comes.year, SEPTEMBER - 1, 31)
        return replace(here, ends=last), replace(there, starts=comes)

    def naming(self, day: date) -> Naming:
        """Return why Section I says what it says."""
        if self.kind == "elsewhere":
            return Naming(
                otherwise=True,
                inappropriate="No school can offer what the child needs without great distress.",
                family_consulted=working(day),
            )
        return Naming(mainstream_unwanted="special" in (self.kind, self.before))

    def _kind(self, at: str) -> str:
        return self.kind if at == "post-16" else self.before

    def _at(self, at: str) -> Placement:
        return self._placement(self.school(at), TYPES[self._kind(at), at])

    def _placement(self, institution: Institution | None, type_: SettingType) -> Placement:
        key = (institution.name if institution else "", type_)
        id_ = self.ids.setdefault(key, f"i{len(self.ids) + 1}")
        return Placement(id=id_, type=type_, institution=institution)
