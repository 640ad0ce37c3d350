"""Ceasing, moving, detention, death: what ends or passes on the duty."""

from ehcp.domain.commands.ending import (
    cease_grounds,
    ceasing,
    commissioning,
    detention,
    ending,
    transfer,
    transfer_in,
)

__all__ = [
    "cease_grounds",
    "ceasing",
    "commissioning",
    "detention",
    "ending",
    "transfer",
    "transfer_in",
]
