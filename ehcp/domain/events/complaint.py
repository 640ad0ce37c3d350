"""Complaints, to the authority and to the Ombudsman, and claims for judicial review."""

from ehcp.domain.event import Event


class ClaimIssued(Event, under=None):
    """A claim for judicial review was brought."""


class CourtJudgment(Event, under=None):
    """A court gave judgment."""
