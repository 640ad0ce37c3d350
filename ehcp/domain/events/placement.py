"""Whether the child has what the plan says: provision and place. CFA 2014 ss.42-43."""

from ehcp.domain.event import Event
from ehcp.domain.plan.institution import Institution
from ehcp.law.citations import CFA_2014


class ProvisionStopped(Event, under=CFA_2014.s("42(2)")):
    """Provision in the plan stopped, or is not delivered, from this day."""


class ProvisionUncertain(Event, under=CFA_2014.s("42(2)")):
    """A period began in which it was unclear what the child should have."""


class ProvisionSecured(Event, under=CFA_2014.s("42(2)")):
    """Provision in the plan is in place. While only `partly`, it ends nothing yet."""

    partly: bool = False


class PlacementArrangedByParent(Event, under=None):
    """The family found a place on its own."""


class SchoolPlaceStarted(Event, under=CFA_2014.s("43")):
    """The child started at a school."""


class InstitutionAdmitted(Event, under=CFA_2014.s("43")):
    """The institution named in the plan gave the place. `on` is the day it confirmed that.

    `of` is the plan.
    """

    institution: Institution | None = None
