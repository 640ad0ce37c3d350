"""Where a rule comes from: the instruments, and the provisions in them."""

import re
from dataclasses import dataclass

LEGISLATION = "https://www.legislation.gov.uk"


@dataclass(frozen=True)
class Instrument:
    """An Act, a statutory instrument, guidance or a court.

    `name` is how the catalogue of time limits names it; `path` is its place on
    legislation.gov.uk, empty for what is not published there.
    """

    name: str
    title: str
    path: str = ""

    def s(self, number: str) -> "Citation":
        """Cite a section: `CFA_2014.s("36(8)")`."""
        return Citation(self, f"s.{number}")

    def reg(self, number: str) -> "Citation":
        """Cite a regulation: `SEND_REGS_2014.reg("5(1)")`."""
        return Citation(self, f"reg {number}")

    def rule(self, number: str) -> "Citation":
        """Cite a rule of procedure: `TRIBUNAL_RULES_2008.rule("20(1)(c)")`."""
        return Citation(self, f"rule {number}")

    def para(self, number: str) -> "Citation":
        """Cite a paragraph of guidance: `CODE_2015.para("9.83")`."""
        return Citation(self, f"para {number}")

    @property
    def whole(self) -> "Citation":
        """Cite it as a whole."""
        return Citation(self, "")

    def at(self, words: str) -> "Citation":
        """Cite several provisions at once, in the catalogue's own words."""
        return Citation(self, words)


@dataclass(frozen=True)
class Citation:
    """One provision, or several of one instrument. Prints as the catalogue writes it."""

    instrument: Instrument
    words: str

    def __str__(self) -> str:
        return f"{self.instrument.name} {self.words}".strip()

    def noting(self, words: str) -> "Citation":
        """Return it with a remark in brackets behind it."""
        return Citation(self.instrument, f"{self.words} ({words})".strip())

    def __and__(self, other: "Citation") -> "Citations":
        """Cite two provisions of different instruments together."""
        return Citations((self, other))

    @property
    def url(self) -> str:
        """The page of the whole section, regulation or rule; empty where there is none."""
        found = re.match(r"(ss?\.|regs?|rules?) ?(\d+[A-Z]*)", self.words)
        if not self.instrument.path or found is None:
            return ""
        unit = {"s": "section", "r": "regulation"}[found[1][0]]
        if found[1].startswith("rule"):
            unit = "article"
        return f"{LEGISLATION}/{self.instrument.path}/{unit}/{found[2]}"


@dataclass(frozen=True)
class Citations:
    """Provisions of several instruments that make one rule together."""

    parts: tuple[Citation, ...]

    def __str__(self) -> str:
        return "; ".join(str(part) for part in self.parts)

    def __and__(self, other: Citation) -> "Citations":
        return Citations((*self.parts, other))


CFA_2014 = Instrument(
    "Children and Families Act 2014", "Children and Families Act 2014", "ukpga/2014/6"
)
SEND_REGS_2014 = Instrument(
    "SI 2014/1530", "Special Educational Needs and Disability Regulations 2014", "uksi/2014/1530"
)
PERSONAL_BUDGETS_2014 = Instrument(
    "SI 2014/1652",
    "Special Educational Needs (Personal Budgets) Regulations 2014",
    "uksi/2014/1652",
)
DETAINED_REGS_2015 = Instrument(
    "SI 2015/62",
    "Special Educational Needs and Disability (Detained Persons) Regulations 2015",
    "uksi/2015/62",
)
TRIBUNAL_RULES_2008 = Instrument(
    "SI 2008/2699",
    "Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber)"
    " Rules 2008",
    "uksi/2008/2699",
)
UPPER_TRIBUNAL_RULES_2008 = Instrument(
    "SI 2008/2698", "Tribunal Procedure (Upper Tribunal) Rules 2008", "uksi/2008/2698"
)
RECOMMENDATIONS_2017 = Instrument(
    "SI 2017/1306",
    "Special Educational Needs and Disability (First-tier Tribunal Recommendations Power)"
    " Regulations 2017",
    "uksi/2017/1306",
)
CORONAVIRUS_2020 = Instrument(
    "SI 2020/471",
    "Special Educational Needs and Disability (Coronavirus) (Amendment) Regulations 2020",
    "uksi/2020/471",
)
CODE_2015 = Instrument(
    "SEND Code of Practice 2015", "SEND Code of Practice: 0 to 25 years, January 2015"
)
EDUCATION_ACT_1996 = Instrument("Education Act 1996", "Education Act 1996", "ukpga/1996/56")
CORONAVIRUS_ACT_2020 = Instrument("Coronavirus Act 2020", "Coronavirus Act 2020", "ukpga/2020/7")
TRIBUNAL_DIRECTIONS = Instrument(
    "Tribunal case directions", "Directions of the First-tier Tribunal in the case"
)
PRACTICE_DIRECTION_2025 = Instrument(
    "Practice Direction No 1 of 2025", "Practice Direction No 1 of 2025: SEND bundles"
)
DEVON_2022 = Instrument(
    "[2022] EWHC 493 (Admin)", "R (L, M and P) v Devon County Council, 8 March 2022"
)
