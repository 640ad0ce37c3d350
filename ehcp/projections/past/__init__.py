"""Many cases as they stood on a day, as known on a moment: folded live, a page at a time.

The read models hold how things stand today by all that is known. For another day or moment each
case is folded from its own history, in the order of the cases' ids, for as long as a page may
take. A page can therefore hold fewer than were asked for; the next one goes on from there.
"""

from ehcp.projections.past.alerts import alerts_then
from ehcp.projections.past.listed import listed_then
from ehcp.projections.past.lists import caseload_then, deadlines_then
from ehcp.projections.past.stood import Then

__all__ = ["Then", "alerts_then", "caseload_then", "deadlines_then", "listed_then"]
