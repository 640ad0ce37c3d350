"""Looks at children's records: what is kept of each, how it is put on record, and checked.

Everybody who shows a child's record to somebody writes a `Look` first and waits for it: what
cannot be put on record is not shown.
"""

from ehcp.store.looks.look import Look, Outcome
from ehcp.store.looks.writing import Looks, NotOnRecord, Written

__all__ = ["Look", "Looks", "NotOnRecord", "Outcome", "Written"]
