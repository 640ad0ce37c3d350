"""Every time limit, one declaration each, one module for each stage of the process.

A limit is a constant of its stage's module, named after its id:
`final.FINAL_PLAN_20_WEEKS`. The catalogue lists them all, in the order of the process.
"""

from collections.abc import Mapping
from types import MappingProxyType

from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import (
    age,
    amendment,
    annual_review,
    appeal,
    assessment,
    ceasing,
    detained,
    disclosure,
    draft,
    final,
    mediation,
    personal_budget,
    phase_transfer,
    reassessment,
    recommendation,
    request,
    transfer,
    tribunal_order,
    unopposed_appeal,
)

STAGES = (
    request,
    assessment,
    draft,
    final,
    mediation,
    appeal,
    tribunal_order,
    unopposed_appeal,
    recommendation,
    annual_review,
    phase_transfer,
    amendment,
    reassessment,
    ceasing,
    transfer,
    personal_budget,
    age,
    disclosure,
    detained,
)

CATALOGUE: Mapping[str, TimeLimit] = MappingProxyType(
    {
        limit.id: limit
        for stage in STAGES
        for limit in vars(stage).values()
        if isinstance(limit, TimeLimit)
    }
)
"""Every limit by its id, in the order of the process."""
