"""Sections F, G, H1 and H2: what is provided for the needs, and how much of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class DeliveryRoute(StrEnum):
    """Who arranges what is provided."""

    SETTING = "setting"
    AUTHORITY = "authority"
    COMMISSIONING_BODY = "commissioning-body"
    DIRECT_PAYMENT = "direct-payment"


@dataclass(frozen=True, kw_only=True)
class Provided:
    """What is provided for needs in B, C or D, towards outcomes in E.

    `hours` are those of one `period` ("week", "term"), `duration` and `frequency` those of one
    session in words, `weeks` those of a year. `delivered_by` is who gives it and `expertise`
    with what training; `ratio` how many adults to how many children; `where` in class, withdrawn
    or at home. `flexibility` says why the needs demand that it is not fixed, and within what.
    """

    id: str
    text: str
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    hours: Decimal | None = None
    period: str | None = None
    expertise: str | None = None
    delivered_by: str | None = None
    ratio: str | None = None
    duration: str | None = None
    frequency: str | None = None
    weeks: int | None = None
    where: str | None = None
    monitoring: str | None = None
    equipment: str | None = None
    funding: str | None = None
    route: DeliveryRoute | None = None
    starts: date | None = None
    ends: date | None = None
    review_by: date | None = None
    flexibility: str | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Provision(Provided):
    """Section F: special educational provision for needs in B, towards outcomes in E.

    `prepares_for_adulthood` marks what reg 12(3) asks for from Year 9 on.
    """

    prepares_for_adulthood: bool = False


@dataclass(frozen=True, kw_only=True)
class HealthProvision(Provided):
    """Section G. `agreement` is the responsible commissioning body's: its reference and day.

    `commissioner` is that body; `healthcare_plan` refers to the individual healthcare plan.
    `educates`: it educates or trains, and belongs in F.
    """

    agreement: str | None = None
    agreed_on: date | None = None
    educates: bool = False
    commissioner: str | None = None
    healthcare_plan: str | None = None


class CareService(StrEnum):
    """Social care provision: the services of section 2 of the 1970 Act, and then the others."""

    PRACTICAL_HELP = "practical-help-at-home"
    RECREATION = "recreation"
    OUTINGS = "outings"
    TRANSPORT_HELP = "help-with-transport"
    ADAPTATIONS = "adaptations"
    HOLIDAYS = "holidays"
    MEALS = "meals"
    TELEPHONE = "telephone"
    SHORT_BREAKS = "short-breaks-under-section-2"
    RESIDENTIAL_SHORT_BREAKS = "residential-short-breaks"
    LOOKED_AFTER = "services-for-looked-after-children"
    CHILD_PROTECTION = "child-protection"
    ADULT_CARE = "adult-care"
    EARLY_HELP = "early-help"

    @property
    def under_1970_act(self) -> bool:
        """Whether it is a service under section 2 of the 1970 Act, and belongs in H1."""
        return self not in OTHER_CARE


OTHER_CARE = frozenset(
    {
        CareService.RESIDENTIAL_SHORT_BREAKS,
        CareService.LOOKED_AFTER,
        CareService.CHILD_PROTECTION,
        CareService.ADULT_CARE,
        CareService.EARLY_HELP,
    }
)
"""What belongs in H2."""


@dataclass(frozen=True, kw_only=True)
class CareProvision(Provided):
    """Sections H1 and H2. `assessment` refers to the assessment that found it needed.

    `educates`: it educates or trains, and belongs in F.
    """

    educates: bool = False
    service: CareService | None = None
    assessment: str | None = None
