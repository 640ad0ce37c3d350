"""How many: an authority's cases by stage and by officer, and what is overdue and due on a day.

Read from the counts that the projector keeps, not from the cases.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ehcp.projections.queries.paging import until
from ehcp.store.cases import Store


@dataclass(frozen=True, kw_only=True)
class StageCount:
    """How many cases stand at a stage; `parked` are those that cannot be read."""

    stage: str
    cases: int


@dataclass(frozen=True, kw_only=True)
class OfficerCount:
    """How many cases an officer has. None: nobody has them."""

    officer: str | None
    officer_subject: str | None
    cases: int


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What an authority has. The two numbers of duties are those of the caseload.

    `overdue`: binding duties whose last day is over. `due`: those that fall due from the day
    asked about to the last of so many days.
    """

    cases: int
    stages: tuple[StageCount, ...]
    officers: tuple[OfficerCount, ...]
    overdue: int
    due: int


CASES = """
    select stage, officer, officer_subject, cases from ehcp.case_counts
    where authority = %(authority)s order by stage, officer, officer_subject
"""
DUTIES = """
    select
        coalesce(sum(duties) filter (where due_last < %(today)s and when_over = 'outstanding'), 0),
        coalesce(sum(duties) filter (where due_last >= %(today)s and due_first <= %(until)s), 0)
    from ehcp.duty_counts where authority = %(authority)s
"""


def counts(store: Store, authority: str, today: date, *, due_within: int = 14) -> Counts:
    """Return how many cases there are, how many duties are overdue, and how many fall due."""
    given = {"authority": authority, "today": today, "until": until(today, due_within)}
    with store.reading(authority) as connection:
        rows = connection.execute(CASES, given).fetchall()
        duties = connection.execute(DUTIES, given).fetchone() or (0, 0)
    stages, officers = Counter[str](), Counter[tuple[str, str]]()
    for stage, officer, subject, cases in rows:
        stages[stage] += cases
        officers[officer, subject] += cases
    return Counts(
        cases=stages.total(),
        stages=tuple(StageCount(stage=stage, cases=n) for stage, n in sorted(stages.items())),
        officers=tuple(
            OfficerCount(officer=officer or None, officer_subject=subject or None, cases=n)
            for (officer, subject), n in sorted(officers.items())
        ),
        overdue=int(duties[0]),
        due=int(duties[1]),
    )
