"""Every row of the table: what starts a limit, ends it, shows it done, or takes it away.

Each limit is started on Monday 8 January 2024; its last day is written out. Each end is then
tried on the last day and on the day after.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.application.chronology.telling import runs, standing

START = "2024-01-08"
LATER = "2026-03-01"


@dataclass(frozen=True)
class Row:
    """One limit as the contract's table has it. `between` stands after the start."""

    limit: str
    start: str
    due: str
    ends: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()
    not_if: tuple[str, ...] = ()
    before: str = ""
    between: str = ""

    def told(self, event: str | None = None, day: str = "") -> str:
        """Return the history, perhaps with an event on a day."""
        lines = [self.before, f"{START} {self.start}", self.between]
        return "\n".join([*lines, f"{day} {event}" if event else ""])


REQUEST = "assessment_requested"
MEETING = "review_meeting_held"
NEXT_MEETING = "2024-09-02 review_meeting_held"
MAINTAIN, CEASE = (f"review_decision_notified decision={word}" for word in ("maintain", "cease"))
PLANS = ("final_plan_issued", "amended_plan_issued")


def ordered(order: str, assess: str, *, unopposed: bool) -> tuple[Row, ...]:
    """Return the rows of orders, or of appeals that are not opposed."""
    names = {
        "amend": "unopposed-contents" if unopposed else "order-amend-plan",
        "name-school": "unopposed-placement-only" if unopposed else "order-name-school",
        "continue-and-amend": "unopposed-cease-continue"
        if unopposed
        else "order-continue-and-amend",
    }
    shows_assessed = ("draft_plan_issued", "final_plan_issued", "no_plan_decided")
    return (
        Row(f"{assess}-assess-notify", f"{order} ordered=assess", "2024-01-22",
            ("assessment_agreed",), shows_assessed),
        Row(f"{assess}-assess-refuse-plan", f"{order} ordered=assess", "2024-03-18",
            ("no_plan_decided",), (), ("draft_plan_issued", "final_plan_issued")),
        Row(f"{assess}-assess-final-plan", f"{order} ordered=assess", "2024-04-15",
            PLANS, (), ("no_plan_decided",)),
        Row(f"{assess}-make-plan-draft", f"{order} ordered=make-plan", "2024-02-12",
            ("draft_plan_issued",), ("final_plan_issued",)),
        Row(f"{assess}-make-plan-final", f"{order} ordered=make-plan", "2024-03-25",
            ("final_plan_issued",)),
        Row(names["amend"], f"{order} ordered=amend", "2024-02-12", ("amended_plan_issued",)),
        Row(names["name-school"], f"{order} ordered=name-school", "2024-01-22",
            ("amended_plan_issued",)),
        Row(names["continue-and-amend"], f"{order} ordered=continue-and-amend", "2024-02-12",
            ("amended_plan_issued",)),
    )  # fmt: skip


ROWS = (
    Row("assessment-decision-notify", REQUEST, "2024-02-19",
        ("assessment_agreed", "assessment_refused"),
        ("draft_plan_issued", "final_plan_issued", "no_plan_decided")),
    Row("decision-not-to-issue", REQUEST, "2024-04-29", ("no_plan_decided",), (),
        ("assessment_refused", "draft_plan_issued", "final_plan_issued")),
    Row("final-plan-20-weeks", REQUEST, "2024-05-27", ("final_plan_issued",), (),
        ("assessment_refused", "no_plan_decided")),
    *ordered("tribunal_order", "order", unopposed=False),
    *ordered("mediation_agreement", "order", unopposed=False),
    *ordered("appeal_not_opposed", "unopposed", unopposed=True),
    Row("order-dismiss-cease-appeal", "tribunal_order ordered=dismiss-cease", START,
        ("plan_ceased",)),
    Row("order-remit", "tribunal_order ordered=remit", "2024-01-22",
        ("no_plan_decided", "assessment_agreed", "assessment_refused", "reassessment_agreed",
         "reassessment_refused", "review_decision_notified", "cease_decided", *PLANS)),
    Row("order-continue-plan", "tribunal_order ordered=continue", START, ("plan_continued",)),
    Row("annual-review-report", MEETING, "2024-01-22", ("review_report_sent",),
        ("review_decision_notified", "cease_decided", "amendment_notice_issued",
         "amended_plan_issued")),
    Row("annual-review-decision", MEETING, "2024-02-05",
        ("review_decision_notified", MAINTAIN, CEASE, "cease_decided"),
        ("amendment_notice_issued", "amended_plan_issued")),
    Row("annual-review-amendment-notice", MEETING, "2024-02-05", ("amendment_notice_issued",),
        ("amended_plan_issued",), (MAINTAIN, CEASE, "cease_decided")),
    Row("annual-review-final-12-weeks", MEETING, "2024-04-01", ("amended_plan_issued",), (),
        (MAINTAIN, CEASE, "cease_decided")),
    Row("annual-review-final-amended", "amendment_notice_issued", "2024-03-04",
        ("amended_plan_issued",)),
    Row("annual-review-first", "final_plan_issued", "2025-01-07", ("review_decision_notified",),
        (), ("cease_decided", "plan_ceased")),
    Row("annual-review-first", "final_plan_issued", "2025-01-07", (),
        ("amendment_notice_issued", "amended_plan_issued"), between=NEXT_MEETING),
    Row("annual-review-subsequent", MEETING, "2025-01-07", (), (),
        ("cease_decided", "plan_ceased")),
    Row("reassessment-decision", "reassessment_requested", "2024-01-23",
        ("reassessment_agreed", "reassessment_refused")),
    Row("reassessment-final-plan", "reassessment_agreed", "2024-04-15", PLANS),
    Row("advice-response", "advice_requested", "2024-02-19", ("advice_received",)),
    Row("la-transfer-inform-family", "plan_transferred", "2024-02-19",
        ("family_told_of_transfer",)),
    Row("la-transfer-inform-family", "family_moved", "2024-02-19", ("family_told_of_transfer",)),
    Row("mediation-agreement-other", "mediation_agreement ordered=other", "2024-01-22",
        ("mediation_action_done",)),
    Row("provision-in-place", "provision_stopped", START, ("provision_secured",)),
)  # fmt: skip

each_row = pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row.limit} from {row.start}" for row in ROWS]
)


def tried(part):
    """Return every row with each of its ends, shown-by or not-if."""
    pairs = [(row, event) for row in ROWS for event in getattr(row, part)]
    names = [f"{row.limit}: {row.start}: {event}" for row, event in pairs]
    return pytest.mark.parametrize(("row", "event"), pairs, ids=names)


def after(day, days=1):
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def early(row):
    """Return how many days before the last one the limit started, as lateness."""
    return (date.fromisoformat(START) - date.fromisoformat(row.due)).days


@each_row
def test_the_last_day_is_in_time_and_the_next_is_not(row):
    (on_it,) = runs(row.limit, row.told(), row.due)
    (after_it,) = runs(row.limit, row.told(), after(row.due))
    assert (on_it["started"], on_it["due"]) == ([START, START], [row.due, row.due])
    assert (on_it["status"], on_it["late_by_days"], on_it["done"]) == ("not-due", None, None)
    assert (after_it["status"], after_it["late_by_days"]) == ("outstanding", [1, 1])
    assert after_it["started_by"] == row.start.split()[0].replace("_", "-")


@tried("ends")
def test_what_ends_a_limit_on_its_last_day_meets_it_and_the_day_after_misses_it(row, event):
    (in_time,) = runs(row.limit, row.told(event, row.due), LATER)
    (late,) = runs(row.limit, row.told(event, after(row.due)), LATER)
    assert (in_time["status"], in_time["late_by_days"]) == ("met", [0, 0])
    assert in_time["done"] == [row.due, row.due]
    assert in_time["ended_by"] == event.split()[0].replace("_", "-")
    assert (late["status"], late["late_by_days"]) == ("missed", [1, 1])


@tried("shown_by")
def test_what_cannot_come_before_a_duty_shows_that_it_was_done_by_then(row, event):
    (in_time,) = runs(row.limit, row.told(event, row.due), LATER)
    (late,) = runs(row.limit, row.told(event, after(row.due)), LATER)
    assert (in_time["status"], in_time["late_by_days"]) == ("met", [early(row), 0])
    assert in_time["done"] == [START, row.due]
    assert (late["status"], late["late_by_days"]) == ("undetermined", [early(row), 1])
    assert late["ended_by"] == event.replace("_", "-")


@tried("not_if")
def test_what_takes_a_duty_away_by_its_last_day_disapplies_it_and_later_misses_it(row, event):
    (in_time,) = runs(row.limit, row.told(event, row.due), LATER)
    (late,) = runs(row.limit, row.told(event, after(row.due)), LATER)
    assert (in_time["status"], in_time["late_by_days"]) == ("disapplied", None)
    assert (late["status"], late["late_by_days"]) == ("missed", [1, 1])
    assert (in_time["done"], late["done"]) == (None, None)
    assert late["ended_by"] == event.split()[0].replace("_", "-")


@each_row
def test_nothing_but_what_the_table_names_ends_a_limit(row):
    named = {
        event.split()[0]
        for other in ROWS
        if other.limit == row.limit
        for event in (*other.ends, *other.shown_by, *other.not_if)
    }
    every = {event.split()[0] for other in ROWS for event in (*other.ends, *other.not_if)}
    for event in sorted(every - named):
        found = runs(row.limit, row.told(event, after(START)), row.due)
        ended = [run["ended_by"] for run in found if run["started"] == [START, START]]
        assert not any(ended), event


def test_a_next_review_is_ended_by_the_decision_that_follows_the_next_meeting():
    history = """
        2024-01-08 review_meeting_held
        2024-02-01 review_decision_notified decision=maintain
        2024-12-02 review_meeting_held
    """
    first, second = runs(
        "annual-review-subsequent", history + "2025-01-07 review_decision_notified", LATER
    )
    assert (first["due"], first["status"]) == (["2025-01-07", "2025-01-07"], "met")
    assert (second["due"], second["status"]) == (["2025-12-01", "2025-12-01"], "outstanding")
    late, _ = runs(
        "annual-review-subsequent", history + "2025-01-08 review_decision_notified", LATER
    )
    assert (late["status"], late["late_by_days"]) == ("missed", [1, 1])
    for event in ("amendment_notice_issued", "amended_plan_issued"):
        shown, _ = runs("annual-review-subsequent", history + f"2025-01-07 {event}", LATER)
        assert (shown["status"], shown["ended_by"]) == ("met", event.replace("_", "-"))


def test_a_first_review_is_not_shown_by_an_amendment_without_a_meeting():
    for event in ("amendment_notice_issued", "amended_plan_issued"):
        history = f"2024-01-08 final_plan_issued\n2024-09-02 {event}"
        assert standing("annual-review-first", history, "2025-01-08") == "outstanding"


def test_provision_follows_a_plan_only_where_the_record_says_that_it_was_secured():
    plan = "2024-01-08 final_plan_issued\n"
    assert standing("provision-in-place", plan, LATER) is None
    next_plan = plan + "2024-02-01 amended_plan_issued\n"
    secured = "2024-03-01 provision_secured"
    (run,) = runs("provision-in-place", next_plan + secured, LATER)
    assert (run["started_by"], run["late_by_days"]) == ("amended-plan-issued", [29, 29])
    (run,) = runs("provision-in-place", plan + "2024-01-08 provision_secured", LATER)
    assert (run["status"], run["late_by_days"]) == ("met", [0, 0])


STOPPED = "2024-01-08 final_plan_issued\n2024-03-04 provision_stopped\n"


def test_to_restore_what_stopped_shows_nothing_of_the_day_of_the_plan():
    plan, stop = runs("provision-in-place", STOPPED + "2024-04-08 provision_secured", LATER)
    assert (plan["status"], plan["done"]) == ("undetermined", ["2024-01-08", "2024-03-04"])
    assert (stop["status"], stop["late_by_days"]) == ("missed", [35, 35])


def test_what_says_that_it_makes_good_the_stop_is_no_sign_of_the_day_of_the_plan():
    (stop,) = runs("provision-in-place", STOPPED + "2024-04-08 provision_secured of=2", LATER)
    assert (stop["started_by"], stop["status"]) == ("provision-stopped", "missed")


def test_what_says_that_it_answers_the_plan_came_late_whatever_stopped():
    plan, stop = runs("provision-in-place", STOPPED + "2024-04-08 provision_secured of=1", LATER)
    assert (plan["status"], plan["late_by_days"]) == ("missed", [91, 91])
    assert stop["status"] == "outstanding"


def test_what_was_secured_before_it_stopped_was_late_or_in_time_by_its_own_day():
    secured = "2024-01-15 provision_secured\n2024-04-08 provision_secured"
    plan, stop = runs("provision-in-place", STOPPED + secured, LATER)
    assert (plan["late_by_days"], stop["late_by_days"]) == ([7, 7], [35, 35])


def test_provision_secured_in_part_ends_nothing_yet():
    history = "2024-01-08 provision_stopped\n2024-02-01 provision_secured partly=true\n"
    assert standing("provision-in-place", history, LATER) == "outstanding"
    (run,) = runs("provision-in-place", history + "2024-02-08 provision_secured", LATER)
    assert (run["status"], run["late_by_days"]) == ("missed", [31, 31])


def test_a_move_starts_the_notice_to_the_family_only_where_no_transfer_is_recorded():
    history = "2024-01-08 family_moved\n2024-02-01 plan_transferred"
    (run,) = runs("la-transfer-inform-family", history, LATER)
    assert (run["started_by"], run["due"][0]) == ("plan-transferred", "2024-03-14")


def test_advice_answers_the_request_of_its_kind_and_body_where_both_say():
    history = """
        2024-01-08 advice_requested kind=d from_body=psychology
        2024-01-08 advice_requested kind=c from_body=health
        2024-02-19 advice_received kind=c from_body=health
        2024-03-01 advice_received kind=d from_body=psychology
    """
    psychology, health = runs("advice-response", history, LATER)
    assert (psychology["status"], psychology["late_by_days"]) == ("missed", [11, 11])
    assert health["status"] == "met"


@pytest.mark.parametrize(
    ("phase", "limit", "last"),
    [
        ("other", "phase-transfer-15-feb", "2024-02-14"),
        ("secondary-to-post-16", "phase-transfer-31-march", "2024-03-30"),
    ],
)
def test_a_plan_from_1_september_ends_the_day_of_a_change_of_phase(phase, limit, last):
    due = f"2024-09-01 phase_transfer_due phase={phase} year=2024\n"
    (run,) = runs(limit, due, after(last))
    assert (run["due"], run["status"], run["reading"]) == ([last, last], "outstanding", "before")
    (by,) = run["readings"]
    assert (by["reading"], by["due"], by["status"]) == ("by", [after(last)] * 2, "not-due")
    for plan in PLANS:
        assert standing(limit, f"2023-08-31 {plan}\n{due}", LATER) == "outstanding"
        for day, status in (("2023-09-01", "met"), (last, "met"), (after(last), "missed")):
            (run,) = runs(limit, f"{due}{day} {plan}", LATER)
            assert (run["status"], run["done"]) == (status, [day, day])
    (run,) = runs(limit, f"{due}{after(last)} amended_plan_issued", LATER)
    assert run["readings"][0]["status"] == "met"


def test_a_change_of_phase_that_lies_in_march_is_the_one_to_post_16():
    assert standing("phase-transfer-31-march", "2024-03-31 phase_transfer_due", "2024-03-30")
    assert standing("phase-transfer-15-feb", "2024-02-15 phase_transfer_due", "2024-02-14")
    assert standing("phase-transfer-15-feb", "2024-09 phase_transfer_due", "2024-02-14")


@pytest.mark.parametrize(
    ("asked", "came"),
    [
        ("kind=d", "kind=D"),
        ("kind=(d)", "kind=d"),
        ('from_body="North ICB"', 'from_body="north  ICB"'),
    ],
)
def test_blanks_capitals_and_brackets_tell_no_advice_from_another(asked, came):
    history = f"2024-01-08 advice_requested {asked}\n2024-02-01 advice_received {came}\n"
    assert standing("advice-response", history, "2024-06-01") == "met"
