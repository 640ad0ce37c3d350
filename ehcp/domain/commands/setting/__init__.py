"""The setting: asked for, consulted, named, attended; the provision in place."""

from ehcp.domain.commands.setting import (
    in_place,
    placement,
    section_i,
    setting,
)

__all__ = [
    "in_place",
    "placement",
    "section_i",
    "setting",
]
