"""What is asked of many cases at once. One authority's rows, and no other's, in each answer.

`today` is the day it is in London: how an open deadline stands is worked out as it is read.
"""

from ehcp.projections.queries.alerts import Alert, alert, alerts, alerts_of
from ehcp.projections.queries.caseload import CaseSummary, caseload
from ehcp.projections.queries.counts import Counts, OfficerCount, StageCount, counts
from ehcp.projections.queries.deadlines import StandingDeadline, deadlines
from ehcp.projections.queries.listed import listed
from ehcp.projections.queries.one_case import IssuedPlan, plans, timeline
from ehcp.projections.queries.paging import LARGEST, SIZE
from ehcp.projections.queries.parked import Parked, ParkedCase, parked, parked_cases
from ehcp.projections.queries.search import Found, Hit, Match, search

__all__ = [
    "LARGEST",
    "SIZE",
    "Alert",
    "CaseSummary",
    "Counts",
    "Found",
    "Hit",
    "IssuedPlan",
    "Match",
    "OfficerCount",
    "Parked",
    "ParkedCase",
    "StageCount",
    "StandingDeadline",
    "alert",
    "alerts",
    "alerts_of",
    "caseload",
    "counts",
    "deadlines",
    "listed",
    "parked",
    "parked_cases",
    "plans",
    "search",
    "timeline",
]
