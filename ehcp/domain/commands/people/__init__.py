"""The people of a case: who they are, what they may, what they are told."""

from ehcp.domain.commands.people import (
    capacity,
    disclosure,
    linking,
    notice,
    people,
)

__all__ = [
    "capacity",
    "disclosure",
    "linking",
    "notice",
    "people",
]
