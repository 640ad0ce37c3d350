"""From the First-tier Tribunal onward: permission, review, the Upper Tribunal."""

from ehcp.domain.event import Event
from ehcp.law.citations import TRIBUNAL_RULES_2008, UPPER_TRIBUNAL_RULES_2008


class PermissionToAppealRequested(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """A party asked to appeal to the Upper Tribunal."""


class SetAsideRequested(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """A party asked the First-tier Tribunal to set its decision aside. `of` is the order."""

    reasons: str | None = None


class TribunalReviewRequested(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """A party asked the First-tier Tribunal to review its decision. `of` is the order."""

    reasons: str | None = None


class SetAsideOrReviewRefused(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """The First-tier Tribunal let its decision stand. `of` is the application."""


class PermissionToAppealRefused(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """The First-tier Tribunal refused permission to appeal."""


class PermissionToAppealGiven(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """The First-tier Tribunal gave permission to appeal. `of` is the application.

    `on` is the day the notice of it was sent.
    """


class UpperTribunalPermissionRequested(Event, under=UPPER_TRIBUNAL_RULES_2008.rule("21(3)")):
    """A party asked the Upper Tribunal itself for permission. `of` is the refusal.

    `on` is the day the Upper Tribunal had the application.
    """


class UpperTribunalPermissionDecided(Event, under=UPPER_TRIBUNAL_RULES_2008.rule("21(3)")):
    """The Upper Tribunal gave or refused permission. `of` is the application.

    `treated_as_notice`: the application stands for the notice of appeal.
    """

    given: bool | None = None
    treated_as_notice: bool = False


class UpperTribunalNoticeLodged(Event, under=UPPER_TRIBUNAL_RULES_2008.rule("23(2)")):
    """The notice of appeal reached the Upper Tribunal. `of` is the permission."""


class UpperTribunalHearing(Event, under=None):
    """A hearing in the Upper Tribunal."""


class UpperTribunalDecision(Event, under=None):
    """The Upper Tribunal decided."""
