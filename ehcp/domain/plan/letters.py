"""The lettered parts of a plan, in the order of SI 2014/1530 reg 12, and what they are called.

No form of plan is prescribed: the order may vary, but each part is separately identified. What
prints or shows a plan takes its headings from here.
"""

from dataclasses import dataclass
from enum import StrEnum

from ehcp.law.citations import SEND_REGS_2014, Citation


class Section(StrEnum):
    """The lettered parts of a plan: reg 12(1), and reg 12(4) for the appendices."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    E = "e"
    F = "f"
    G = "g"
    H1 = "h1"
    H2 = "h2"
    I = "i"  # noqa: E741 - the law's own letter
    J = "j"
    K = "k"


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What a section is called, and the provision that asks for it."""

    section: Section
    title: str
    under: Citation

    @property
    def letter(self) -> str:
        """The letter as it is printed: "A", "H1"."""
        return self.section.upper()


def _heading(section: Section, title: str, words: str) -> Heading:
    return Heading(section=section, title=title, under=SEND_REGS_2014.reg(words))


HEADINGS = (
    _heading(Section.A, "Views, interests and aspirations", "12(1)(a)"),
    _heading(Section.B, "Special educational needs", "12(1)(b)"),
    _heading(Section.C, "Health needs related to special educational needs", "12(1)(c)"),
    _heading(
        Section.D,
        "Social care needs related to special educational needs or to a disability",
        "12(1)(d)",
    ),
    _heading(Section.E, "Outcomes", "12(1)(e)"),
    _heading(Section.F, "Special educational provision", "12(1)(f)"),
    _heading(Section.G, "Health provision", "12(1)(g)"),
    _heading(
        Section.H1,
        "Social care provision under section 2 of the Chronically Sick and Disabled Persons"
        " Act 1970",
        "12(1)(h)",
    ),
    _heading(Section.H2, "Other social care provision", "12(1)(h)"),
    _heading(Section.I, "Placement", "12(1)(i)"),
    _heading(Section.J, "Personal budget and direct payments", "12(1)(j)"),
    _heading(Section.K, "Advice and information", "12(4)"),
)
"""Every section in the order of the regulation."""
