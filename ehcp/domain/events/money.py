"""Personal budgets, direct payments, fees. CFA 2014 s.49; SI 2014/1652."""

from ehcp.domain.event import Event
from ehcp.law.citations import CFA_2014


class DirectPaymentStarted(Event, under=CFA_2014.s("49")):
    """A first or full direct payment or personal budget was paid."""


class FeesPeriodBegins(Event, under=None):
    """The first day of a period for which fees are repaid."""


class FeesPeriodEnds(Event, under=None):
    """The last day of a period for which fees are repaid."""
