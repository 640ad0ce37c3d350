"""Persons in youth custody. CFA 2014 ss.70-75; SI 2015/62."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014, DETAINED_REGS_2015


class DetainedRecipient(StrEnum):
    """Who is told of a step for a detained person: SI 2015/62 regs 4, 5 and 13."""

    APPROPRIATE_PERSON = "appropriate-person"
    PERSON_IN_CHARGE = "person-in-charge-of-accommodation"
    YOUTH_OFFENDING_TEAM = "youth-offending-team"
    INSTITUTION = "institution"
    HOME_COMMISSIONING_BODY = "home-commissioning-body"
    HEALTH_SERVICES_COMMISSIONER = "health-services-commissioner"
    SOCIAL_CARE = "social-care"


class PersonDetained(Event, under=CFA_2014.s("70")):
    """The child or young person was detained in relevant youth accommodation.

    `on` is the first day. `home_authority` is whose duties they are; `appropriate_person`
    is who holds the rights.
    """

    home_authority: str | None = None
    accommodation: str | None = None
    person_in_charge: str | None = None
    appropriate_person: str | None = None


class DetainedAssessmentRequested(Event, under=CFA_2014.s("71(2)")):
    """The home authority received a request to assess a detained person.

    `on` is the day it had the request.
    """

    by_whom: str | None = None
    reasons: str | None = None


class DetainedBroughtToAttention(Event, under=CFA_2014.at("s.71(4)(b)-(c)")):
    """A detained person was brought, or came, to the home authority's attention.

    `on` is that day. It starts the same clocks as a request.
    """

    by_whom: str | None = None
    reasons: str | None = None


class DetainedStepNotified(Event, under=DETAINED_REGS_2015.at("regs 4, 5, 13")):
    """Somebody who must know was told of a step for a detained person. `of` is the step.

    `on` is the day it was sent. One event for each recipient.
    """

    recipient: DetainedRecipient | None = None
    name: str | None = None


class PersonReleased(Event, under=CFA_2014.s("48")):
    """The child or young person was released from detention.

    `on` is the day of release. `to_authority` is the authority that is responsible from then
    on, where it is another than the home authority.
    """

    to_authority: str | None = None
