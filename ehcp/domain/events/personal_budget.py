"""Personal budgets: asked for, prepared, refused. CFA 2014 s.49; SI 2014/1652 regs 3-4A, 7."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.plan.budget import BudgetLine
from ehcp.law.citations import CFA_2014, PERSONAL_BUDGETS_2014


class BudgetRequester(StrEnum):
    """Who may ask for a personal budget: CFA 2014 s.49(1)."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"


class BudgetInformation(StrEnum):
    """What the family is told of personal budgets: SI 2014/1652 reg 3."""

    PROVISION = "provision-that-may-be-covered"
    HELP = "organisations-that-help"
    CONDITIONS = "conditions"


class BudgetGround(StrEnum):
    """Why no personal budget is prepared: SI 2014/1652 reg 4A, and what is no ground."""

    ADVERSE_EFFECT = "adverse-effect-on-other-services"
    NOT_EFFICIENT = "not-an-efficient-use-of-resources"
    OUTSIDE_WINDOW = "asked-for-outside-the-window"
    NO_POLICY = "no-policy"


class PaymentGround(StrEnum):
    """Why direct payments are refused: SI 2014/1652 regs 5, 6 and 9."""

    RECIPIENT = "recipient-not-eligible"
    CONDITIONS = "conditions-not-met"
    PREMISES = "premises-not-agreed"


class RefusalOutcome(StrEnum):
    """What a review of a refusal comes to."""

    STANDS = "refusal-stands"
    OVERTURNED = "refusal-overturned"


class PersonalBudgetInformationGiven(Event, under=PERSONAL_BUDGETS_2014.reg("3")):
    """The family was told what personal budgets are about. `on` is the day it was sent."""

    items: tuple[BudgetInformation, ...] = ()


class PersonalBudgetRequested(Event, under=CFA_2014.s("49(1)")):
    """The family asked for a personal budget. `on` is the day the authority had the request.

    `direct_payment`: it wants to be paid itself, for some of it at least.
    """

    requested_by: BudgetRequester | None = None
    direct_payment: bool | None = None
    wanted: str | None = None


class PersonalBudgetPrepared(Event, under=CFA_2014.s("49(2)")):
    """The authority prepared a personal budget. It stands in for any earlier one.

    `on` is the day the family had it; `of` the request.
    """

    lines: tuple[BudgetLine, ...] = ()


class PersonalBudgetRefused(Event, under=PERSONAL_BUDGETS_2014.reg("4A")):
    """The authority told the family why it prepares no budget. `of` is the request.

    `provision` is what the money of which cannot be told apart. `on` is the day of the letter.
    """

    ground: BudgetGround | None = None
    reasons: str | None = None
    provision: tuple[str, ...] = ()


class DirectPaymentRefused(Event, under=PERSONAL_BUDGETS_2014.reg("7")):
    """The authority told the family in writing why it makes no direct payment.

    `of` is the request or the budget. `on` is the day of the letter.
    """

    ground: PaymentGround | None = None
    reasons: str | None = None
    provision: tuple[str, ...] = ()
    review_offered: bool = False


class RefusalReviewRequested(Event, under=PERSONAL_BUDGETS_2014.reg("7")):
    """The family asked for a refusal to be reviewed: the entry `of`.

    `on` is the day the authority had it.
    """

    representations: str | None = None


class RefusalReviewed(Event, under=PERSONAL_BUDGETS_2014.reg("7")):
    """The authority told the family in writing what the review of a refusal came to.

    `of` is the request for the review.
    """

    outcome: RefusalOutcome | None = None
    reasons: str | None = None


class PersonalBudgetEnded(Event, under=None):
    """The personal budget came to an end. `on` is its last day; `of` the budget."""

    reasons: str | None = None
