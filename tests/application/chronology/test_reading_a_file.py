"""What a file may hold, and what is said of one that cannot be used: each line with its reason."""

import json
from datetime import date

import pytest

from ehcp.application.chronology.file import load, loads
from ehcp.application.document import BadFile
from ehcp.domain.events.order import Ordered
from ehcp.domain.when import UNKNOWN, After, Span

HEAD = "id: case\nchronology:\n"


def problems(text):
    """Return the line and the reason of everything that is wrong with a file."""
    with pytest.raises(BadFile) as caught:
        loads(text)
    return [(problem.line, problem.reason) for problem in caught.value.problems]


def entry(line):
    """Return what is wrong with a file of one entry, on its line 3."""
    ((number, reason),) = problems(f"{HEAD}  - {{{line}}}\n")
    assert number == 3
    return reason


def when(line):
    """Return when the one entry of a file happened."""
    (found,) = loads(f"{HEAD}  - {{{line}}}\n").entries
    return found.event.on


def test_every_entry_of_the_list_keeps_its_place():
    found = loads(
        f"{HEAD}"
        "  - {date: '2024-01-08', event: assessment_requested, party: parent, note: By e-mail}\n"
        "  - {date: null, precision: unknown, event: complaint_made}\n"
    )
    first, second = found.entries
    assert (first.place, first.event.on, first.event.party) == (1, date(2024, 1, 8), "parent")
    assert (first.event.note, second.place, second.event.on) == ("By e-mail", 2, UNKNOWN)


def test_kebab_and_snake_are_read_alike():
    snake = loads(f"{HEAD}  - {{date: '2024-01-08', event: tribunal_order, ordered: make_plan}}\n")
    kebab = loads(f"{HEAD}  - {{date: '2024-01-08', event: tribunal-order, ordered: make-plan}}\n")
    assert snake.entries == kebab.entries
    assert getattr(kebab.entries[0].event, "ordered", None) is Ordered.MAKE_PLAN


def test_json_is_read_like_yaml(tmp_path):
    told = {
        "id": "case",
        "as-at": "2024-05-01",
        "chronology": [
            {"date": "2024-01-08", "event": "assessment-requested"},
            {"offset": {"after": "assessment-requested", "at-most-weeks": 6},
             "event": "assessment-agreed", "date": None, "precision": "offset"},
        ],
    }  # fmt: skip
    file = tmp_path / "case.json"
    file.write_text(json.dumps(told, indent=2))
    found = load(file)
    assert found.as_at == date(2024, 5, 1)
    assert found.entries[1].event.on == After(event="assessment-requested", at_most_weeks=6)
    assert found == loads(json.dumps(told))


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("date: '2024-01-08', event: complaint_made", date(2024, 1, 8)),
        ("date: 2024-01-08, event: complaint_made", date(2024, 1, 8)),
        ("date: '2024-02', event: complaint_made", Span(date(2024, 2, 1), date(2024, 2, 29))),
        ("date: 2024, event: complaint_made", Span(date(2024, 1, 1), date(2024, 12, 31))),
        ("date: ~, event: complaint_made", UNKNOWN),
        ("event: complaint_made", UNKNOWN),
        ("date: ['2024-01-08', ~], event: complaint_made", Span(date(2024, 1, 8), None)),
        ("date: '2014', event: complaint_made", Span(date(2014, 1, 1), date(2014, 12, 31))),
        ("date: '2014-09-01', event: complaint_made", date(2014, 9, 1)),
    ],
)
def test_the_form_of_a_date_says_how_precise_it_is(line, on):
    assert when(line) == on


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("date: yesterday", "The date cannot be read; write YYYY-MM-DD, YYYY-MM or YYYY."),
        ("date: 8/1/2024", "The date cannot be read; write YYYY-MM-DD, YYYY-MM or YYYY."),
        ("date: '2023-02-29'", "There is no such day in the calendar."),
        ("date: '2024-13'", "There is no such day in the calendar."),
        ("date: '0000'", "There is no such day in the calendar."),
        ("date: {day: 8}", "date must be a text."),
        ("date: '2014-08-31'",
         "The day lies before 1 September 2014, when the law came into force."),
        ("date: '2014', qualifier: early",
         "The day lies before 1 September 2014, when the law came into force."),
        ("date: ['2024-02-01', '2024-01-31']",
         "The span is backwards: its last day lies before its first."),
        ("date: ['2024-02-01']", "A span is written [first day, last day]."),
        ("date: '2024-01', precision: day",
         "precision is day, but the date is written as a month."),
        ("date: '2024-01', precision: week",
         "precision must be one of: day, month, year, unknown, offset."),
        ("date: '2024-01', precision: unknown", "precision is unknown, but a date is given."),
        ("precision: month", "precision is month, but no date is given."),
        ("precision: offset", "precision is offset, but no offset is given."),
        ("date: '2024-01', qualifier: middle", "qualifier must be one of: early, mid, late."),
        ("date: '2024-01-08', qualifier: mid",
         "A qualifier goes with a month or a year, not with a day."),
        ("offset: {after: review_meeting_held, weeks: 2}",
         "The offset hangs on review-meeting-held, but no such entry stands above."),
        ("offset: 2 weeks",
         "An offset says after which event, and how long: {after: ..., weeks: 2}."),
        ("basis: gossip", "basis must be one of: stated, derived, alleged."),
        ("party: [parent]", "party must be a text."),
        ("note: {a: b}", "note must be a text."),
        ("of: 1", "An entry cannot name itself in of."),
        ("of: 2", "of names entry 2; the list has entries 1 to 1."),
        ("of: 0", "of names entry 0; the list has entries 1 to 1."),
        ("of: first", "of must be a whole number from 0 to 999999."),
        ("corrects: 1", "An entry cannot name itself in corrects."),
        ("strikes: 7", "strikes names entry 7; the list has entries 1 to 1."),
        ("known_on: soon", "known_on must be a day (YYYY-MM-DD) or an instant."),
        ("ordered: [assess]", "ordered must be a text."),
        ("route: by-post",
         "route must be one of: tribunal-order, unopposed, mediation, own-decision."),
        ("decision: end", "decision must be one of: maintain, amend, cease."),
        ("phase: nursery", "phase must be one of: secondary-to-post-16, other."),
        ("year: soon", "year must be a whole number from 0 to 9999."),
        ("year: 1999", "year must be 2014 or later."),
        ("limits: [sometime]", "There is no limit sometime; see `ehcp law list`."),
        ("limits: {a: b}", "limits must be a text."),
        ("from: '2024-02-01', to: '2024-01-31'", "The span is backwards: to lies before from."),
        ("from: February", "from must be a day, written YYYY-MM-DD."),
        ("accepted: perhaps", "accepted must be true or false."),
        ("partly: 3", "partly must be true or false."),
    ],
)  # fmt: skip
def test_a_bad_entry_gets_its_line_and_the_reason(line, reason):
    assert entry(f"event: complaint_made, {line}") == reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("date: '2024-01-08'", "The entry names no event."),
        ("event: [a, b]", "event must be a text."),
        ("event: due_day_given", "A given due day names its limits: limits: [...]."),
        ("event: due_day_given, limits: []", "A given due day names its limits: limits: [...]."),
        ("event: a, event: b", "event is given twice."),
        ("[event]: a", "A key must be a text."),
    ],
)
def test_an_entry_has_one_event_and_what_the_event_needs(line, reason):
    assert entry(line) == reason


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("date: '2024-01-08', offset: {after: complaint_made, weeks: 2}", ["offset"]),
        ("date: ['2024-01-08', null], qualifier: early", ["qualifier"]),
        ("date: null, qualifier: early", ["qualifier"]),
        ("qualifier: early, offset: {after: complaint_made, weeks: 2}", ["qualifier"]),
        ("date: '2024-01', qualifier: early", []),
        ("date: '2024-01', qualifier: early, offset: null", []),
        ("offset: {after: complaint_made, weeks: 2}, date: null, qualifier: null", []),
    ],
)
def test_what_says_nothing_of_the_day_beside_the_rest_is_warned_of(line, unread):
    above = "  - {date: '2024-01-01', event: complaint_made}\n"
    found = loads(f"{HEAD}{above}  - {{event: complaint_made, {line}}}\n").remarks
    assert [(remark.entry, remark.code) for remark in found] == [(2, "unknown-key")] * len(unread)
    assert [remark.name for remark in found] == unread


def test_a_distance_has_one_length_and_its_event_stands_above():
    above = f"{HEAD}  - {{date: '2024-01-08', event: complaint_made}}\n"
    reasons = {
        "weeks: 2, months: 1": "An offset has one length: weeks, months, more_than_weeks,"
        " at_most_weeks.",
        "approx: true": "An offset has one length: weeks, months, more_than_weeks, at_most_weeks.",
        "weeks: -2": "weeks must be a whole number from 0 to 1500.",
        "weeks: 2.5": "weeks must be a whole number from 0 to 1500.",
        "months: [2]": "months must be a whole number from 0 to 1500.",
        "weeks: 2, approx: often": "approx must be true or false.",
    }
    for length, reason in reasons.items():
        line = f"  - {{event: complaint_made, offset: {{after: complaint_made, {length}}}}}\n"
        assert problems(above + line) == [(4, reason)]


def test_all_that_is_wrong_with_a_file_is_said_at_once_in_the_order_of_its_lines():
    text = """\
        as_at: soon
        chronology:
          - {date: yesterday, event: complaint_made}
          - {date: '2024-01-08', event: complaint_made}
          - complaint
          - {date: '2024-01-08', event: exception_claimed, ground: none}
        not_happened: never
        """
    assert [line for line, _ in problems(text)] == [1, 3, 5, 6, 7]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "The file is empty."),
        ("   \n\n", None, "The file is empty."),
        ("# nothing\n", None, "The file is empty."),
        ("id: [1\nb: }", 2, "This is not YAML: did not find expected ',' or ']'."),
        ("id: a\n\tb: c", 2, "This is not YAML: found a tab character that violates indentation."),
        ("id: a\x00", None, "This is not YAML."),
        ("id: a\n---\nid: b", 2, "This is not YAML: but found another document."),
        ("- a", 1, "The file must hold one case: id, authority, chronology."),
        ("hello", 1, "The file must hold one case: id, authority, chronology."),
        ("chronology: []", 1, "The file has no id."),
        ("id: ~\nchronology: []", 1, "The file has no id."),
        ("id: a", 1, "The file has no chronology."),
        ("id: a\nchronology: {}", 2, "chronology must be a list."),
        ("id: a\nchronology: never", 2, "chronology must be a list."),
        ("id: a\nid: b\nchronology: []", 2, "id is given twice."),
        ("id: a\nas_at: soon\nchronology: []", 2, "as_at must be a day, written YYYY-MM-DD."),
        ("id: a\nchild: Sam\nchronology: []", 2,
         "child must be a mapping: name, date_of_birth, upn."),
        ("id: a\nofficer: [Sam]\nchronology: []", 2, "officer must be a text."),
        ("id: a\nnot_happened: [[a]]\nchronology: []", 2, "not_happened must be a text."),
        ("id: a\nchronology: &all\n  - *all", 2, "The file refers to itself."),
        ("&all\nid: a\nchronology: *all", 1, "The file refers to itself."),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_case_gets_the_reason(text, line, reason):
    assert problems(text) == [(line, reason)]


def test_what_a_file_refers_to_many_times_is_read_once():
    lines = ["id: a", "chronology: []", "a: &a [x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{above}'] * 20)}]"
        for above, name in zip("abcdefghij", "bcdefghijk", strict=True)
    ]
    assert len(loads("\n".join(lines)).remarks) == 11


@pytest.mark.parametrize("content", [bytes(range(256)), "id: a".encode("utf-16")])
def test_a_file_that_is_no_text_is_not_read(tmp_path, content):
    file = tmp_path / "case.yaml"
    file.write_bytes(content)
    with pytest.raises(BadFile) as caught:
        load(file)
    (problem,) = caught.value.problems
    assert problem.reason == "The file is not text in UTF-8."


def test_a_folder_or_a_missing_file_is_not_read(tmp_path):
    for path, reason in (
        (tmp_path, "The file cannot be read: Is a directory."),
        (tmp_path / "none.yaml", "The file cannot be read: No such file or directory."),
    ):
        with pytest.raises(BadFile) as caught:
            load(path)
        assert [problem.reason for problem in caught.value.problems] == [reason]


def test_days_beyond_the_calendar_stop_nothing():
    found = loads(
        f"{HEAD}  - {{date: '9999-12-31', event: assessment_requested}}\n"
        "  - {event: tribunal_order, offset: {after: assessment_requested, months: 12}}\n"
    )
    assert len(found.entries) == 2


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "a: " + "[" * 50 + "]" * 50])
def test_a_file_that_goes_too_deep_is_refused_before_it_can_end_the_process(text):
    assert problems(text) == [(1, "The file goes deeper than 50 levels.")]


def test_a_character_that_json_writes_in_two_halves_is_read_as_one():
    note = "\U0001f600 and \\ud83d\\ude00"
    chronology = [{"date": "2024-01-08", "event": "assessment_requested", "note": note}]
    text = json.dumps({"id": "case", "chronology": chronology})
    assert loads(text).entries[0].event.note == note


def test_a_key_of_an_offset_or_of_the_child_that_is_not_read_is_warned_of():
    found = loads(
        "id: case\nchild: {name: A, dob: 2015-01-01}\nchronology:\n"
        "  - {date: '2024-01-08', event: assessment_requested}\n"
        "  - {event: final_plan_issued,"
        " offset: {after: assessment_requested, weeks: 20, aprox: true}}\n"
    )
    assert {(remark.entry, remark.code, remark.name) for remark in found.remarks} == {
        (None, "unknown-key", "child.dob"),
        (2, "unknown-key", "offset.aprox"),
    }
