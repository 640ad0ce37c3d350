"""Every key that an entry may give besides its day, on every event, with every kind of value.

What is accepted is in the event as its own field knows it: the store gives back the same, and it
is judged alike before and after. What the field does not know is said, and does not get so far.
"""

from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest

from ehcp.application.chronology.file import EVENTS, OF_THE_RECORD
from ehcp.application.chronology.qualifiers import QUALIFIERS
from ehcp.domain.events.mediation import CertificateKind
from ehcp.domain.events.reassessment import ReassessmentRefusalGround
from ehcp.domain.events.review import ReviewKind
from ehcp.law.grounds import GROUNDS
from tests.application.chronology.becoming import (
    chronology,
    files_entry,
    given_back,
    in_full,
    judged,
    lines_entry,
    plainly,
    reason_of,
    shape,
)

FIELDS = {key: {"from": "since", "to": "until"}.get(key, key) for key in sorted(QUALIFIERS)}
NEEDED: dict[str, dict[str, Any]] = {"due-day-given": {"limits": ["final-plan-20-weeks"]},
          "exception-decided": {"accepted": True}}  # fmt: skip
TOLD = sorted(
    name
    for name in EVENTS.keys() - OF_THE_RECORD
    if files_entry({"event": name, **NEEDED.get(name, {})})
)
ABOVE = [
    {"date": "2023-11-06", "event": "assessment_requested"},
    {"date": "2023-12-18", "event": "assessment_refused"},
    {"date": "2024-01-08", "event": "mediation_adviser_contacted"},
    {"date": "2024-01-09", "event": "mediation_requested"},
    {"date": "2024-01-31", "event": "adviser_told_of_delay"},
    {"date": "2024-02-01", "event": "tribunal_appeal_lodged"},
    {"date": "2024-02-05", "event": "advice_requested", "kind": "a", "from_body": "a"},
    {"date": "2024-02-06", "event": "review_meeting_held"},
    {"date": "2024-02-07", "event": "exception_claimed", "ground": "coronavirus"},
    {"date": "2024-02-08", "event": "provision_stopped"},
]
ENTRY = {"date": "2024-03-04"}


def words(name: str, key: str) -> list[str]:
    """Return the words that the field of an event knows; none where it has no list."""
    kind = get_type_hints(EVENTS[name]).get(FIELDS[key])
    lists = [each for each in (kind, *get_args(kind)) if isinstance(each, type)]
    return [str(word) for each in lists if issubclass(each, StrEnum) for word in each]


LISTED = sorted({word for key in FIELDS for name in TOLD for word in words(name, key)})
VALUES: list[Any] = [
    *LISTED,
    *sorted(GROUNDS),
    "MEDIATION_NOT_ARRANGED",
    "Plan_No_Longer_Necessary",
    "nonsense",
    "",
    "a",
    "true",
    "no",
    "2024-02-28",
    "2024-13-01",
    "2024",
    "1999",
    "final-plan-20-weeks",
    True,
    2024,
    3,
    None,
    [],
    ["final-plan-20-weeks", "advice_response"],
    ["nonsense"],
    {"a": "b"},
]

ELSEWHERE = ["left-england", True]


def told(name: str, key: str, value: Any) -> dict[str, Any]:
    return {"event": name, **ENTRY, **NEEDED.get(name, {}), key: value}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_accepted_is_given_back_and_judged_alike(name):
    above = chronology({"event": "noted"}, ABOVE).entries[:-1]
    kept = tuple(given_back(entry) for entry in above)
    has = get_type_hints(EVENTS[name])
    seen = set()
    for key in (key for key, field in FIELDS.items() if field in has):
        for value in VALUES:
            entry = files_entry(told(name, key, value), ABOVE)
            if entry is None:
                assert reason_of(told(name, key, value))
                continue
            back = given_back(entry)
            assert shape(back) == shape(entry), (key, value)
            if (seen_as := repr(shape(entry))) not in seen:
                seen.add(seen_as)
                assert judged(entry, above) == judged(back, kept), (key, value)


@pytest.mark.parametrize("name", TOLD)
def test_both_readers_find_the_same(name):
    has = get_type_hints(EVENTS[name])
    for key, field in FIELDS.items():
        for value in VALUES if field in has else ELSEWHERE:
            given = told(name, key, value)
            fast, full = lines_entry(given), in_full(given)
            assert fast == full, (key, value)
            if not isinstance(full, list):
                plain = plainly(given)
                assert shape(fast) == shape(full)
                assert plain is None or shape(plain) == shape(full), (key, value)


LISTS = [(name, key) for name in TOLD for key in FIELDS if words(name, key)]


@pytest.mark.parametrize(("name", "key"), LISTS)
def test_a_field_with_a_list_takes_its_own_words_and_names_them_to_who_writes_another(name, key):
    own = words(name, key)
    taken = {
        value.lower().replace("_", "-")
        for value in VALUES
        if isinstance(value, str) and files_entry(told(name, key, value))
    }
    assert taken == set(own)
    assert reason_of(told(name, key, "nonsense")) == f"{key} must be one of: {', '.join(own)}."


def test_the_lists_that_are_walked_are_all_there():
    assert ("mediation-certificate-issued", "kind") in LISTS
    assert ("review-started", "kind") in LISTS
    assert {name for name, key in LISTS if key == "ground"} >= {
        "cease-considered", "cease-decided", "plan-ceased", "reassessment-refused",
    }  # fmt: skip
    assert ("exception-claimed", "ground") not in LISTS
    assert "exception-claimed" in TOLD and "exception-decided" in TOLD


@pytest.mark.parametrize(
    ("event", "key", "text", "found"),
    [
        ("mediation_certificate_issued", "kind", "mediation_not_arranged",
         CertificateKind.NOT_ARRANGED),
        ("review_started", "kind", "annual", ReviewKind("annual")),
        ("reassessment_refused", "ground", "assessed-in-the-last-six-months",
         ReassessmentRefusalGround.SIX_MONTHS),
    ],
)  # fmt: skip
def test_a_word_is_read_as_the_field_knows_it(event, key, text, found):
    for read in (files_entry, plainly):
        entry = read({"event": event, key: text, **ENTRY})
        assert entry is not None
        assert getattr(entry.event, key) is found


@pytest.mark.parametrize("ground", sorted(GROUNDS))
def test_an_exception_is_claimed_on_a_ground_of_the_law(ground):
    assert files_entry({"event": "exception_claimed", "ground": ground, **ENTRY})
    assert files_entry({"event": "plan_ceased", "ground": ground, **ENTRY}) is None
    other = {"event": "exception_claimed", "ground": "left-england", **ENTRY}
    assert reason_of(other) == f"ground must be one of: {', '.join(GROUNDS)}."


@pytest.mark.parametrize("event", ["cease_notice_sent", "a_letter_about_ceasing"])
@pytest.mark.parametrize("ground", ["left-england", "coronavirus"])
def test_a_ground_that_some_event_knows_refuses_no_file_where_it_is_not_read(event, ground):
    found = chronology({"event": event, "ground": ground, **ENTRY})
    assert [remark.code for remark in found.remarks] in (["unknown-key"], ["unknown-event"])
    reason = reason_of({"event": event, "ground": "whatever", **ENTRY})
    assert reason.startswith("ground must be one of: ") and ground in reason
