"""Whose case it is: the name, the age and the numbers by which a child is known."""

import re
from datetime import date

from ehcp.domain.command import Refusal, require
from ehcp.domain.events.opening import Child
from ehcp.law.citations import CFA_2014
from ehcp.law.counting import corresponding_date

NAMELESS = Refusal(
    "child-without-name",
    "The child or young person has no name.",
    instead="Give the name.",
)
TOO_OLD = Refusal(
    "too-old",
    "A young person is over compulsory school age and under 25.",
    CFA_2014.s("83(2)"),
    instead="Check the date of birth.",
    rule="A4",
)
NOT_BORN = Refusal(
    "not-born",
    "The child's date of birth lies after that day.",
    instead="Check the date of birth.",
)
NO_UPN = Refusal(
    "not-a-upn",
    "A unique pupil number is a capital letter and twelve digits; the last may be a letter.",
    instead="Check the number, or leave it out.",
)
NO_ULN = Refusal(
    "not-a-uln",
    "A unique learner number has ten digits.",
    instead="Check the number, or leave it out.",
)
NO_NHS_NUMBER = Refusal(
    "not-an-nhs-number",
    "An NHS number has ten digits without blanks, and its last digit checks the others.",
    instead="Check the number, or leave it out.",
)

YEARS_OF_A_YOUNG_PERSON = 25
A_UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")
TEN_DIGITS = re.compile(r"[0-9]{10}")
MODULUS = 11


def require_child(child: Child, on: date, *, under: int = YEARS_OF_A_YOUNG_PERSON) -> None:
    """Refuse a child without a name, not born or too old on that day, or with a wrong number."""
    require(child.name.strip() != "", NAMELESS)
    require_young(child, on, under=under)
    require(child.upn is None or A_UPN.fullmatch(child.upn), NO_UPN)
    require(child.uln is None or TEN_DIGITS.fullmatch(child.uln), NO_ULN)
    require(child.nhs_number is None or _checks(child.nhs_number), NO_NHS_NUMBER)


def require_young(child: Child, on: date, *, under: int = YEARS_OF_A_YOUNG_PERSON) -> None:
    """Refuse a child who was not born, or a person who was 25 or `under`, on that day."""
    require(child.date_of_birth <= on, NOT_BORN)
    birthday = corresponding_date(child.date_of_birth, 12 * under)
    require(on < birthday, TOO_OLD)


def _checks(number: str) -> bool:
    """Whether the last digit of an NHS number is what the first nine make it, modulo 11."""
    if TEN_DIGITS.fullmatch(number) is None:
        return False
    *nine, last = map(int, number)
    weighed = sum(weight * digit for weight, digit in zip(range(10, 1, -1), nine, strict=True))
    return (MODULUS - weighed % MODULUS) % MODULUS == last
