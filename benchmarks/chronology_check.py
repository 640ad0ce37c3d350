"""`chronology check`: milliseconds a case, against reading the same file as plain YAML.

python -m benchmarks.chronology_check
"""

from datetime import date

import yaml

from benchmarks.measuring import ROUNDS, each_ms, ratio, report
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology.check import Question, as_json, judge
from ehcp.application.chronology.file import loads

FILE = """
id: example
authority: Example Council
as_at: '2026-03-02'
chronology:
- {date: '2023-01-09', event: assessment_requested, party: parent}
- {date: '2023-02-20', event: assessment_refused}
- {date: '2023-04-03', event: tribunal_appeal_lodged}
- {date: '2023-09', qualifier: mid, event: tribunal_order, ordered: assess}
- {date: '2023-10-02', event: assessment_agreed}
- {date: '2023-12', event: draft_plan_issued}
- {date: '2024-02-19', event: final_plan_issued}
- {date: '2024-11', event: review_meeting_held}
- {precision: offset, event: review_decision_notified, decision: amend,
   offset: {after: review_meeting_held, weeks: 6, approx: true}}
- {date: null, event: amendment_notice_issued}
- {date: '2025-06-30', event: amended_plan_issued}
- {date: '2025-11-12', event: review_meeting_held}
"""


def main() -> None:
    """Run the rounds and print what they give."""
    calendar, question = england_and_wales(), Question(today=date(2026, 3, 2))
    chronology = loads(FILE)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows: dict[str, list[float]] = {
        "the file as plain YAML": [],
        "the file read, judged, written as JSON": [],
        "of that, judging": [],
    }
    plain, whole, judging = rows.values()
    for _ in range(ROUNDS):
        plain.append(each_ms(lambda: yaml.load(FILE, Loader=loader)))  # noqa: S506 - a safe one
        whole.append(each_ms(lambda: as_json(judge(loads(FILE), calendar, question), "-")))
        judging.append(each_ms(lambda: judge(chronology, calendar, question)))
    report("one case of 12 entries", rows, "ms")
    ratio("check / plain YAML", whole, plain)


if __name__ == "__main__":
    main()
