"""Whether the child has what the plan says: provision and place. CFA 2014 ss.42-43."""

from datetime import date

from ehcp.domain.event import Event
from ehcp.domain.plan.institution import Institution
from ehcp.law.citations import CFA_2014


class ProvisionStopped(Event, under=CFA_2014.s("42(2)")):
    """Provision in the plan stopped, or is not delivered, from this day.

    `element` is the id of the provision in Section F, or in G; None for all of it.
    """

    element: str | None = None
    reasons: str | None = None


class ProvisionUncertain(Event, under=CFA_2014.s("42(2)")):
    """A period began in which it was unclear what the child should have.

    `element` is the id of the provision; None for all of it.
    """

    element: str | None = None
    reasons: str | None = None


class ProvisionSecured(Event, under=CFA_2014.s("42(2)")):
    """Provision in the plan is in place. While only `partly`, it ends nothing yet.

    `element` is the id of the provision that is; None for all of it. `by_whom` gives it.
    """

    partly: bool = False
    element: str | None = None
    by_whom: str | None = None


class AlternativeProvisionArranged(Event, under=CFA_2014.s("42(2)")):
    """Something else was arranged while provision in the plan is not in place.

    `on` is the day from which the child has it, `until` the last day of it. It does not
    secure what the plan says. `element` is the provision that it stands in for.
    """

    what: str | None = None
    by_whom: str | None = None
    element: str | None = None
    until: date | None = None


class PlacementArrangedByParent(Event, under=None):
    """The family found a place on its own. `on` is the day from which it has it.

    `suitable` is whether the authority is satisfied that the arrangements are.
    """

    institution: Institution | None = None
    reasons: str | None = None
    suitable: bool | None = None


class SchoolPlaceStarted(Event, under=CFA_2014.s("43")):
    """The child started at a school."""

    institution: Institution | None = None


class SchoolPlaceLeft(Event, under=None):
    """The child left a school. `on` is the first day on which it no longer went there."""

    institution: Institution | None = None
    reasons: str | None = None


class PlacementBrokenDown(Event, under=None):
    """A placement broke down: it cannot go on as it is. The plan stands until it is amended.

    `on` is the day from which that was so.
    """

    institution: Institution | None = None
    reasons: str | None = None


class InstitutionAdmitted(Event, under=CFA_2014.s("43")):
    """The institution named in the plan gave the place. `on` is the day it confirmed that.

    `of` is the plan.
    """

    institution: Institution | None = None


class AdmissionRefused(Event, under=CFA_2014.s("43")):
    """The institution named in the plan said that it does not admit the child.

    `on` is the day the authority heard of it. `of` is the plan.
    """

    institution: Institution | None = None
    reasons: str | None = None
