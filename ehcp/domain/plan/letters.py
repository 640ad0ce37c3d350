"""The lettered parts of a plan, in the order of SI 2014/1530 reg 12.

No form of plan is prescribed: the order may vary, but each part is separately identified.
"""

from enum import StrEnum


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
