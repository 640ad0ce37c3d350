"""From the First-tier Tribunal onward: permission, the Upper Tribunal. Tribunal Rules 45-46."""

from ehcp.domain.event import Event
from ehcp.law.citations import TRIBUNAL_RULES_2008


class PermissionToAppealRequested(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """A party asked to appeal to the Upper Tribunal."""


class PermissionToAppealRefused(Event, under=TRIBUNAL_RULES_2008.at("rules 45-46")):
    """The First-tier Tribunal refused permission to appeal."""


class UpperTribunalHearing(Event, under=None):
    """A hearing in the Upper Tribunal."""


class UpperTribunalDecision(Event, under=None):
    """The Upper Tribunal decided."""
