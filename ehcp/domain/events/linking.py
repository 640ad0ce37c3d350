"""Two cases of the same child in one authority: each says so, and both histories stay."""

from ehcp.domain.event import Event


class CaseLinked(Event, under=None):
    """Another case was found to be about the same child. `other_case` is its id.

    `on` is the day it was found.
    """

    other_case: str | None = None
    reasons: str | None = None


class CaseUnlinked(Event, under=None):
    """The other case turned out to be about somebody else. `of` is the link.

    `on` is the day it was found.
    """

    other_case: str | None = None
    reasons: str | None = None
