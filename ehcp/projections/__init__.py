"""Read models: each a pure function from a case to its rows, and the projector that keeps them.

The projector reads what was stored, in order, and restates each case that was touched as a
whole. Nothing is patched, so nothing drifts, and everything here can be made again.
"""

from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"
"""The tables, for `ehcp.store.migrate.migrate`."""
