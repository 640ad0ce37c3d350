"""The numbers by which a child is known, and whether they check.

A unique pupil number begins with a letter that checks the rest; an NHS number and a unique
learner number end with a digit that does. A number that does not check is somebody's slip: it
is warned of and recorded all the same, for no rule of law hangs on it.
"""

import re
from collections.abc import Iterator

from stdnum.exceptions import ValidationError
from stdnum.gb import nhs, upn
from stdnum.util import clean

from ehcp.domain.command import Caution, Command
from ehcp.domain.events.opening import Child
from ehcp.domain.events.record import RuleWarned

A_UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]\Z")
"""The library's own check refuses every authority that was made after 2011."""
TEN_DIGITS = re.compile(r"[1-9][0-9]{9}\Z")
MODULUS = 11

UPN_CHECKS_NOT = Caution(
    "upn-does-not-check",
    "The letter that the unique pupil number begins with does not check the rest of it: it is"
    " recorded as given.",
)
ULN_CHECKS_NOT = Caution(
    "uln-does-not-check",
    "The last digit of the unique learner number does not check the others: it is recorded as"
    " given.",
)


def upn_compact(text: str) -> str:
    """Return a unique pupil number as it is compared: capitals, no blanks."""
    return str(upn.compact(text))


def nhs_digits(text: str) -> str:
    """Return an NHS number as it is compared: "943 476 5919" without its blanks."""
    return str(nhs.compact(text))


def ten_digits(text: str) -> str:
    """Return a unique learner number as it is compared."""
    return str(clean(text, " -")).strip()


def letters_and_digits(text: str) -> str:
    """Return a reference as it is compared: "SE123/26/00045" without its strokes."""
    return "".join(sign for sign in text.casefold() if sign.isascii() and sign.isalnum())


def is_upn(text: str) -> bool:
    """Whether a unique pupil number is written as one and checks, a temporary one as well."""
    number = upn_compact(text)
    return A_UPN.match(number) is not None and upn.calc_check_digit(number[1:]) == number[0]


def is_nhs_number(text: str) -> bool:
    """Whether an NHS number has ten digits and its last one checks."""
    try:
        nhs.validate(text)
    except ValidationError:
        return False
    return True


def is_uln(text: str) -> bool:
    """Whether a unique learner number has ten digits and its last one checks, modulo 11.

    Source: the Learning Records Service. The first nine are weighed 10 to 2; what remains of
    the sum by 11 is not 0, and the last digit is 10 less that.
    """
    number = ten_digits(text)
    if TEN_DIGITS.match(number) is None:
        return False
    *nine, last = map(int, number)
    rest = sum(by * digit for by, digit in zip(range(10, 1, -1), nine, strict=True)) % MODULUS
    return rest != 0 and 10 - rest == last


def doubted(command: Command) -> Iterator[RuleWarned]:
    """Yield a warning for each number of the child in a command that does not check.

    What is not even written as such a number the command itself refuses.
    """
    child = getattr(command, "child", None)
    if not isinstance(child, Child):
        return
    if child.upn is not None and not is_upn(child.upn):
        yield UPN_CHECKS_NOT.about(command.on)
    if child.uln is not None and not is_uln(child.uln):
        yield ULN_CHECKS_NOT.about(command.on)
