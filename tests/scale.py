"""How often a fault is brought about: a few times in CI, as often as promised in `make chaos`."""

import os

FULL = 500


def scaled(full: int, few: int) -> int:
    """Return how many rounds to do; EHCP_CHAOS_ROUNDS=500 asks for the full number."""
    rounds = int(os.environ.get("EHCP_CHAOS_ROUNDS", "0"))
    return max(few, full * rounds // FULL)
