"""Which setting: asked for, consulted, its reply. CFA 2014 ss.38(3)-40."""

from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.plan.institution import Institution
from ehcp.law.citations import CFA_2014


class ConsultedAs(StrEnum):
    """Why somebody is consulted about Section I: CFA 2014 ss.39(2), 40(3)."""

    REQUESTED = "requested"
    CONSIDERED = "considered"
    MAINTAINING_AUTHORITY = "maintaining-authority"


class SettingRequested(Event, under=CFA_2014.s("38(3)")):
    """The family asked for an institution to be named. `on` is the day the authority had it."""

    institution: Institution | None = None


class SettingConsulted(Event, under=CFA_2014.at("ss.39(2), 40(3)")):
    """An institution, or the authority that maintains it, was consulted about being named.

    `on` is the day the governing body, proprietor or principal had it.
    """

    institution: Institution | None = None
    consulted_as: ConsultedAs | None = None


class SettingReplied(Event, under=CFA_2014.at("ss.39(2), 40(3)")):
    """An institution that was consulted replied. Its objection is evidence and decides nothing.

    `on` is the day the authority had it.
    """

    institution: Institution | None = None
    can_meet_needs: bool | None = None
    points: str | None = None
