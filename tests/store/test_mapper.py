import json
from datetime import UTC, date, datetime
from uuid import uuid4

import msgspec
import pytest
from eventsourcing.persistence import JSONTranscoder

from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.event import Event
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.when import UNKNOWN, After, Span
from ehcp.store.errors import Unreadable
from ehcp.store.mapper import EventMapper, Recorded, Row, encode, entries
from tests.store import golden
from tests.store.events import DAY, OFFICER, ThingHappened, ThingLifted

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
CASE = uuid4()


def kept(event, **more):
    return Recorded(
        originator_id=CASE,
        originator_version=1,
        event=event,
        by=OFFICER,
        source=Source.LETTER,
        **more,
    )


def read(name, form, state):
    if isinstance(state, str):
        state = state.encode()
    return entries(CASE, [Row(4, name, form, state, NOW, 77)])[0]


@pytest.mark.parametrize(
    "when",
    [
        DAY,
        Span(date(2026, 1, 1), date(2026, 1, 31)),
        Span(None, DAY),
        UNKNOWN,
        After(event="assessment-requested", weeks=6, approx=True),
    ],
)
def test_an_event_is_read_as_it_was_stored(when):
    event = ThingHappened(on=when, what="it's \u2028 \u0000 ünusual", of=2, note="why")
    entry = read("ThingHappened", 1, encode(kept(event, documents=("ab" * 32,))))
    assert entry == Entry(
        place=4,
        event=event,
        recorded_at=NOW,
        known_from=NOW,
        recorded_by=OFFICER,
        source=Source.LETTER,
        documents=("ab" * 32,),
    )
    assert hash(entry) == hash(entry)


def test_known_from_is_the_recording_unless_it_says_otherwise():
    then = datetime(2020, 1, 1, tzinfo=UTC)
    event = ThingHappened(on=DAY)
    assert read("ThingHappened", 1, encode(kept(event))).known_from == NOW
    assert read("ThingHappened", 1, encode(kept(event, known_from=then))).known_from == then
    assert read("ThingHappened", 1, encode(kept(event, known_from=None))).known_from is None


@pytest.mark.parametrize(("form", "field"), [(1, "txt"), (2, "text"), (3, "words")])
def test_an_older_form_is_read_as_today_s(form, field):
    state = json.loads(encode(kept(ThingLifted(on=DAY, words="these"))))
    state["event"][field] = state["event"].pop("words")
    entry = read("ThingLifted", form, json.dumps(state))
    assert entry.event == ThingLifted(on=DAY, words="these")
    assert entry.recorded_by == OFFICER


def test_a_field_that_is_not_known_does_no_harm():
    state = json.loads(encode(kept(ThingHappened(on=DAY))))
    state["event"]["later"] = state["later"] = "a newer version wrote it"
    assert read("ThingHappened", 1, json.dumps(state)).event == ThingHappened(on=DAY)


WITHHELD = "a-child-s-name"
GOOD = encode(kept(ThingHappened(on=DAY, what=WITHHELD)))


@pytest.mark.parametrize(
    ("name", "form", "state", "why"),
    [
        ("NeverHeardOf", 1, GOOD, "no event is named NeverHeardOf"),
        ("ThingHappened", 2, GOOD, "ThingHappened has no form 2 yet"),
        ("ThingHappened", 1, GOOD[:-9], "not a ThingHappened of form 1"),
        ("ThingHappened", 1, GOOD.replace(b"letter", WITHHELD.encode()), "not a ThingHappened"),
        ("ThingHappened", 1, b'{"event": {"on": "' + WITHHELD.encode() + b'"}}', "not a Thing"),
        ("ThingLifted", 1, GOOD, "not a ThingLifted of form 1"),
        ("ThingLifted", 2, b"[]", "not a ThingLifted of form 2"),
        ("ThingHappened", 1, b"\xff", "not a ThingHappened of form 1"),
    ],
)
def test_what_cannot_be_read_is_named_without_its_content(name, form, state, why):
    with pytest.raises(Unreadable, match=why) as unreadable:
        read(name, form, state)
    error = unreadable.value
    assert (error.stream, error.version, error.position) == (CASE, 4, 77)
    assert f"Stream {CASE}, version 4, position 77" in str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__
    assert WITHHELD not in str(error) + repr(error)


def test_the_library_s_mapper_takes_our_events():
    mapper = EventMapper(transcoder=JSONTranscoder())
    recorded = kept(ThingLifted(on=DAY, words="these"), known_from=None)
    stored = mapper.to_stored_event(recorded)
    assert stored.topic == "ThingLifted@3"
    assert mapper.to_domain_event(stored) == recorded


def test_the_library_saves_and_selects_our_events(store):
    recorded = kept(ThingHappened(on=DAY))
    store.save(recorded, authority="none")
    assert list(store.events.get(CASE)) == [recorded]
    assert [each.id for each in store.notification_log.select(1, 10)] == [1]


@pytest.mark.parametrize("name", [*Event.named])
def test_every_event_is_read_as_it_was_stored(name):
    event = golden.sample_of(Event.named[name])
    assert read(name, event.form, encode(kept(event))).event == event


@pytest.mark.parametrize("sample", golden.samples(), ids=lambda each: f"{each.name}@{each.form}")
def test_what_was_ever_stored_is_read(sample):
    entry = read(*sample)
    assert entry.recorded_by == Recorder(
        subject="officer-7", role="caseworker", organisation="E10000014"
    )
    if sample.form == entry.event.form:
        now = json.loads(msgspec.json.encode(entry.event))
        assert_within(json.loads(sample.state)["event"], now)


def test_a_warning_stored_before_warnings_said_what_they_rest_on_is_read_without_that():
    (first,) = [s for s in golden.samples() if (s.name, s.form) == ("RuleWarned", 1)]
    assert "provision" not in json.loads(first.state)["event"]
    event = read(*first).event
    assert isinstance(event, RuleWarned)
    assert (event.warning, event.title, event.provision) == ("words", "words", None)


def assert_within(then, now):
    """Nothing of it is lost or changed; fields may have come since."""
    if isinstance(then, dict):
        for field, value in then.items():
            assert_within(value, now[field])
    else:
        assert now == then


def test_every_form_of_every_event_has_a_frozen_sample():
    there = {(sample.name, sample.form) for sample in golden.samples()}
    wanted = {
        (name, form)
        for name, kind in Event.named.items()
        if kind.__module__.startswith("ehcp.")
        for form in range(1, kind.form + 1)
    }
    assert wanted <= there, "run `python -m tests.store.golden` and commit what it adds"
