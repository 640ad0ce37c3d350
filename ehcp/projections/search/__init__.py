"""The search read model: what a case can be found by, each with the class of field that it is.

A restricted address is in none of it, and no other address either.
"""

from ehcp.projections.search.folding import folded, grams, lexeme
from ehcp.projections.search.rows import TABLE, SearchRow, parked, rows

__all__ = ["TABLE", "SearchRow", "folded", "grams", "lexeme", "parked", "rows"]
