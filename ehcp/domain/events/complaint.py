"""Complaints to the authority and to the Ombudsman, and claims for judicial review.

That a complaint was made, and that the Ombudsman decided it, is in `record`.
"""

from datetime import date

from ehcp.domain.event import Event


class ComplaintAnswered(Event, under=None):
    """The authority answered a complaint. `of` is the complaint, `on` the day of the answer."""

    upheld: bool | None = None
    answer: str | None = None


class RemedyAgreed(Event, under=None):
    """The authority agreed to put right what a complaint found. `of` is the decision.

    `until` is the day by which it said that it would.
    """

    remedy: str | None = None
    until: date | None = None


class RemedyCarriedOut(Event, under=None):
    """What was agreed as a remedy was done. `of` is the agreement."""

    how: str | None = None


class ClaimIssued(Event, under=None):
    """A claim for judicial review was brought."""

    reference: str | None = None
    about: str | None = None


class CourtJudgment(Event, under=None):
    """A court gave judgment."""

    outcome: str | None = None
