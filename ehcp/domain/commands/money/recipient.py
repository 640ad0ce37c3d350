"""Who may be paid directly, and who is paid instead. SI 2014/1652 reg 5 and Schedule."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.money.running import NO_WRITTEN_CONSENT, NOT_NOTIFIED, payment_before
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.underway import child
from ehcp.domain.event import Event
from ehcp.domain.events.direct_payment import (
    DirectPaymentConsentGiven,
    DirectPaymentRecipientSubstituted,
    YoungPersonSwitchDue,
)
from ehcp.domain.plan.budget import PaymentRecipient
from ehcp.domain.plan.placement import BudgetRecipient
from ehcp.domain.standing.rights_holder import rights_switch
from ehcp.law.citations import PERSONAL_BUDGETS_2014

WHO = PERSONAL_BUDGETS_2014.reg("5")

NOT_A_PARENTS = Refusal(
    "young-person-is-paid-or-nominates",
    "A parent is paid for a child; a young person is paid, or says in writing who is.",
    WHO,
    instead="Pay the young person, a nominee, or a representative where capacity is lacking.",
    rule="E5",
)
NOT_YET_YOUNG_PERSON = Refusal(
    "not-yet-a-young-person",
    "The child is still of compulsory school age.",
    WHO,
    instead="Pay the parent, or whom the parent names in writing.",
    rule="E5",
)
NOT_NOMINATED = Refusal(
    "not-nominated-in-writing",
    "A nominee is named in writing by the parent or the young person.",
    WHO,
    instead="Give the day of the writing, or pay the parent or young person.",
    rule="E5",
)
NO_NEED_TO_REPRESENT = Refusal(
    "no-lack-of-capacity",
    "A representative is paid only where the person lacks capacity.",
    WHO,
    instead="Say how that was found, or pay the person or a nominee.",
    rule="E5",
)
CANNOT_MANAGE = Refusal(
    "recipient-cannot-manage",
    "The recipient must be able to manage the payment, alone or with help.",
    WHO,
    instead="Arrange help, or have somebody else named.",
    rule="E5",
)
RECIPIENT_OF_SCHOOL_AGE = Refusal(
    "recipient-of-school-age",
    "The recipient is over compulsory school age.",
    WHO,
    instead="Have somebody else named.",
    rule="E5",
)
RECIPIENT_LACKS_CAPACITY = Refusal(
    "recipient-lacks-capacity",
    "The recipient has capacity to consent to the payment.",
    WHO,
    instead="Pay the representative.",
    rule="E5",
)
RECIPIENT_EXCLUDED = Refusal(
    "recipient-excluded",
    "Nobody is paid whom the Schedule names.",
    PERSONAL_BUDGETS_2014.at("reg 5 and Schedule"),
    instead="Have somebody else named.",
    rule="E5",
)
RECIPIENT_UNNAMED = Refusal(
    "recipient-unnamed",
    "The record says who is paid.",
    WHO,
    instead="Give the name.",
    rule="E5",
)


class SubstituteRecipient(Command):
    """Pay somebody else, who has had the notice and has consented in writing.

    `payment` is the place of the entry that agreed the payment.
    """

    payment: int
    recipient: PaymentRecipient
    notified_on: date | None = None
    consented_on: date | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require_recipient(case, self.recipient, self.on)
        notified = require(self.notified_on, NOT_NOTIFIED)
        consented = require(self.consented_on, NO_WRITTEN_CONSENT)
        require(notified <= consented, NOT_NOTIFIED)
        require(consented <= self.on, NO_WRITTEN_CONSENT)
        yield DirectPaymentRecipientSubstituted(
            on=self.on,
            of=payment.root.place,
            recipient=self.recipient,
            notified_on=notified,
        )
        yield DirectPaymentConsentGiven(
            on=self.on,
            of=payment.root.place,
            consented_by=self.recipient.name,
            dated=consented,
        )


class RecordYoungPersonSwitch(Command):
    """Record that the child is now a young person, so that a payment is theirs to decide on."""

    payment: int

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(over_school_age(case, self.on) is not False, NOT_YET_YOUNG_PERSON)
        yield YoungPersonSwitchDue(on=self.on, of=payment.root.place)


def require_recipient(case: Case, recipient: PaymentRecipient, on: date) -> None:
    """Refuse somebody who may not be paid."""
    require(stated(recipient.name), RECIPIENT_UNNAMED)
    _require_kind(case, recipient, on)
    require(not recipient.excluded, RECIPIENT_EXCLUDED)
    require(recipient.over_school_age, RECIPIENT_OF_SCHOOL_AGE)
    require(recipient.has_capacity, RECIPIENT_LACKS_CAPACITY)
    require(recipient.can_manage, CANNOT_MANAGE)


def _require_kind(case: Case, recipient: PaymentRecipient, on: date) -> None:
    """Refuse somebody who is none of the four who may be paid."""
    grown = over_school_age(case, on)
    match recipient.kind:
        case BudgetRecipient.PARENT:
            require(grown is not True, NOT_A_PARENTS)
        case BudgetRecipient.YOUNG_PERSON:
            require(grown is not False, NOT_YET_YOUNG_PERSON)
        case BudgetRecipient.NOMINEE:
            nominated = require(recipient.nominated_on, NOT_NOMINATED)
            require(nominated <= on, NOT_NOMINATED)
        case BudgetRecipient.REPRESENTATIVE:
            require(stated(recipient.acts_because), NO_NEED_TO_REPRESENT)


def over_school_age(case: Case, on: date) -> bool | None:
    """Whether the child is over compulsory school age; None where no birthday is recorded.

    From the day on which the rights pass: who holds them has them in a payment as well.
    """
    about = child(case)
    return None if about is None else on >= rights_switch(about.date_of_birth)
