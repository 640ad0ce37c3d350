"""Cases that meet what somebody looks for, in anything of them that is theirs to see."""

from ehcp.projections.queries.search.found import Found, Hit, Match, search

__all__ = ["Found", "Hit", "Match", "search"]
