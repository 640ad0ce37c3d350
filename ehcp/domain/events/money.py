"""Fees that are to be repaid: facts, for working out what is owed."""

from ehcp.domain.event import Event


class FeesPeriodBegins(Event, under=None):
    """The first day of a period for which fees are repaid."""


class FeesPeriodEnds(Event, under=None):
    """The last day of a period for which fees are repaid."""
