"""Sections I and J: where, and what is paid for directly."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ehcp.domain.plan.institution import Institution, SettingType


class Attendance(StrEnum):
    """Whether the person lives there, and how much of the year."""

    DAY = "day"
    WEEKLY = "weekly-residential"
    TERM_TIME = "term-time-residential"
    ALL_YEAR = "all-year-residential"


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Section I: an institution and its type, or a type alone.

    One that begins later, at a change of phase, stands beside the present one: `starts` and
    `ends` are its first and last day. Of two attended at once, `share` says how much of the
    week is spent in this one, and `main` which of them has the person on its register.
    """

    id: str
    type: SettingType | None = None
    institution: Institution | None = None
    starts: date | None = None
    ends: date | None = None
    attendance: Attendance | None = None
    share: str | None = None
    main: bool | None = None
    replaces: tuple[str, ...] = ()


class BudgetStream(StrEnum):
    """Whose money it is. Each has regulations of its own."""

    EDUCATION = "education"
    HEALTH = "health"
    CARE = "care"


class BudgetMechanism(StrEnum):
    """How a personal budget is held: the Code's paragraph 9.101."""

    DIRECT_PAYMENT = "direct-payment"
    NOTIONAL = "notional-arrangement"
    THIRD_PARTY = "third-party-arrangement"
    MIXED = "mixed"


class BudgetRecipient(StrEnum):
    """To whom a direct payment is made."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    NOMINEE = "nominee"
    REPRESENTATIVE = "representative"


@dataclass(frozen=True, kw_only=True)
class DirectPaymentPart:
    """Section J: provision to be secured by direct payment, and what it is to meet.

    `needs` and `outcomes` are those it is to meet: reg 12(1)(j). `provision` are ids in F, G
    and H. `amount` is that of one `period` ("month", "year", "once"). `head_agreed_on` is the
    day on which the head or principal agreed to its use on the premises.
    """

    id: str
    text: str
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    amount: Decimal | None = None
    provision: tuple[str, ...] = ()
    period: str | None = None
    stream: BudgetStream | None = None
    mechanism: BudgetMechanism | None = None
    recipient: BudgetRecipient | None = None
    calculation: str | None = None
    conditions: str | None = None
    consented_on: date | None = None
    head_agreed_on: date | None = None
    starts: date | None = None
    ends: date | None = None
    review_by: date | None = None
    replaces: tuple[str, ...] = ()
