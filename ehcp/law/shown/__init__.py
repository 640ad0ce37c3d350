"""What must be shown to whoever decides, beside the limits it belongs to, with its source.

These rules neither refuse nor warn: they belong on the screen or in the letter.
"""

from collections.abc import Iterator

from ehcp.law.shown.amendment import AMENDMENT_SHOWN
from ehcp.law.shown.appeal import APPEAL_SHOWN
from ehcp.law.shown.assessment import ASSESSMENT_SHOWN
from ehcp.law.shown.ceasing import CEASING_SHOWN
from ehcp.law.shown.detained import DETAINED_SHOWN
from ehcp.law.shown.mediation import MEDIATION_SHOWN
from ehcp.law.shown.people import PEOPLE_SHOWN
from ehcp.law.shown.personal_budget import PERSONAL_BUDGET_SHOWN
from ehcp.law.shown.plan import PLAN_SHOWN
from ehcp.law.shown.request import REQUEST_SHOWN
from ehcp.law.shown.review import REVIEW_SHOWN
from ehcp.law.shown.setting import SETTING_SHOWN
from ehcp.law.shown.shown import Shown
from ehcp.law.shown.transfer import TRANSFER_SHOWN
from ehcp.law.time_limit import TimeLimit

__all__ = ["SHOWN", "Shown", "shown_with"]

SHOWN = (
    *REQUEST_SHOWN,
    *ASSESSMENT_SHOWN,
    *PLAN_SHOWN,
    *SETTING_SHOWN,
    *MEDIATION_SHOWN,
    *APPEAL_SHOWN,
    *REVIEW_SHOWN,
    *AMENDMENT_SHOWN,
    *CEASING_SHOWN,
    *TRANSFER_SHOWN,
    *PERSONAL_BUDGET_SHOWN,
    *PEOPLE_SHOWN,
    *DETAINED_SHOWN,
)
"""In the order of the process. A12 and D1 are in the kinds of informant and of institution."""

_BESIDE: dict[str, list[tuple[TimeLimit, Shown]]] = {}
"""The same by the limit's id: a list of deadlines asks for every one of its rows."""

for _shown in SHOWN:
    for _limit in _shown.limits:
        _BESIDE.setdefault(_limit.id, []).append((_limit, _shown))


def shown_with(limit: TimeLimit) -> Iterator[Shown]:
    """Yield what is shown beside a limit."""
    return (shown for own, shown in _BESIDE.get(limit.id, ()) if own is limit or own == limit)
