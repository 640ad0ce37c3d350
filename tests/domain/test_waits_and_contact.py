"""From whom something is awaited in a case, and when somebody last spoke with the family."""

from dataclasses import replace
from datetime import date

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.deadlines import deadlines
from ehcp.domain.events.appeal import DirectionsGiven, TribunalAppealLodged
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.mediation import MediationAdviserContacted
from ehcp.domain.events.naming import SettingReplied
from ehcp.domain.events.notice import NoticeSent
from ehcp.domain.events.opening import OfficerAssigned
from ehcp.domain.events.record import ExceptionClaimed, Noted
from ehcp.domain.events.request import Requester
from ehcp.domain.standing.contact import Direction, last_contact
from ehcp.domain.waits import Party, Wait, lasting, on_any_day, waits
from ehcp.law.recipients import Addressee
from tests.domain.ordinary_case import (
    ADVICE,
    AGREED,
    ASSESSED,
    CONSULTED,
    FINISHED,
    OAK_CONSULTED,
    OFFICER,
    OPENED,
    READY,
    REFUSED,
    REQUESTED,
    UNDECIDED,
)
from tests.domain.scenario import recorded


def awaited(*events, on: date) -> dict[Party, list[Wait]]:
    case = recorded(*events).seen(as_at=on)
    found: dict[Party, list[Wait]] = {}
    for wait in waits(case, deadlines(case, england_and_wales(), on)):
        found.setdefault(wait.who, []).append(wait)
    return found


def test_a_request_waits_for_the_authority_until_it_is_decided():
    found = awaited(OPENED, REQUESTED, on=date(2025, 1, 10))
    (own,) = found[Party.AUTHORITY]
    assert (own.limit, own.due, own.until) == (
        "assessment-decision-notify", date(2025, 2, 17), None,
    )  # fmt: skip
    assert list(found) == [Party.AUTHORITY]


def test_what_is_late_with_an_excuse_is_awaited_still():
    claimed = ExceptionClaimed(
        on=date(2025, 2, 10), ground="exceptional-personal-circumstances", accepted=True
    )
    (own,) = awaited(*UNDECIDED, claimed, on=date(2025, 3, 1))[Party.AUTHORITY]
    assert (own.limit, own.until) == ("assessment-decision-notify", None)


def test_an_assessment_waits_for_each_body_that_was_asked_until_its_advice_comes():
    came = AdviceReceived(on=date(2025, 2, 20), of=8, kind="d", from_body=ADVICE[3].from_body)
    before = awaited(*ASSESSED, on=date(2025, 2, 19))[Party.ADVISER]
    after = awaited(*ASSESSED, came, on=date(2025, 2, 20))[Party.ADVISER]
    assert {wait.from_body for wait in before} == {asked.from_body for asked in ADVICE}
    assert {wait.from_body for wait in before} - {wait.from_body for wait in after} == {
        "the educational psychologist"
    }


def test_a_school_that_is_consulted_is_awaited_until_it_replies():
    place, day = len(READY) + 1, OAK_CONSULTED.on
    assert isinstance(day, date)
    asked = awaited(*READY, OAK_CONSULTED, on=day)[Party.SCHOOL]
    assert [wait.from_body for wait in asked] == ["Elm Primary", "Oak School"]
    replied = SettingReplied(on=day, of=place)
    (left,) = awaited(*READY, OAK_CONSULTED, replied, on=day)[Party.SCHOOL]
    assert left.from_body == "Elm Primary"


def test_the_family_is_awaited_while_it_may_turn_to_the_adviser_and_no_day_longer():
    (family,) = awaited(*UNDECIDED, REFUSED, on=date(2025, 2, 10))[Party.FAMILY]
    assert (family.limit, family.until) == ("mediation-contact-adviser", date(2025, 4, 3))
    asked = MediationAdviserContacted(on=date(2025, 2, 11), of=4, wants_mediation=False)
    assert Party.MEDIATION_ADVISER in awaited(*UNDECIDED, REFUSED, asked, on=date(2025, 2, 12))


def test_a_time_that_has_run_out_hides_none_that_runs_still():
    again = replace(REFUSED, on=date(2026, 2, 2), of=5)
    asked = replace(REQUESTED, on=date(2026, 1, 5))
    twice = *UNDECIDED, REFUSED, asked, again
    (family,) = awaited(*twice, on=date(2026, 2, 3))[Party.FAMILY]
    assert (family.limit, family.until) == ("mediation-contact-adviser", date(2026, 4, 2))
    # two months from 12 May 2025 end on a Saturday: to the Tribunal the Monday is in time
    (left,) = awaited(*FINISHED, on=date(2025, 7, 13))[Party.FAMILY]
    assert (left.limit, left.until) == ("appeal-window-decision", date(2025, 7, 14))
    assert Party.FAMILY not in awaited(*FINISHED, on=date(2025, 7, 15))


def test_what_is_stored_of_a_day_holds_on_later_ones():
    case, stated = recorded(*FINISHED), date(2025, 6, 2)
    rows = on_any_day(case, deadlines(case, england_and_wales(), stated))
    for on in stated, date(2025, 7, 12), date(2025, 7, 13), date(2025, 7, 15):
        then = case.seen(as_at=on)
        assert lasting(rows, on) == waits(then, deadlines(then, england_and_wales(), on))


def test_a_live_appeal_waits_for_the_tribunal_with_the_day_of_its_hearing():
    lodged = TribunalAppealLodged(on=date(2025, 6, 2), of=13)
    heard = DirectionsGiven(
        on=date(2025, 6, 9), of=len(FINISHED) + 1, hearing_on=date(2025, 10, 6)
    )
    (tribunal,) = awaited(*FINISHED, lodged, heard, on=date(2025, 6, 10))[Party.TRIBUNAL]
    assert (tribunal.since, tribunal.due) == (date(2025, 6, 2), date(2025, 10, 6))
    assert Party.TRIBUNAL not in awaited(*FINISHED, on=date(2025, 6, 10))


def contact(*events, on: date = date(2025, 3, 1)):
    found = last_contact(recorded(*events).seen(as_at=on), on)
    return found and (type(found.step.event).__name__, found.on, found.direction)


def test_a_familys_own_request_is_contact_and_a_schools_is_none():
    assert contact(OPENED, REQUESTED) == (
        "AssessmentRequested", date(2025, 1, 6), Direction.FROM_FAMILY,
    )  # fmt: skip
    of_school = replace(REQUESTED, requested_by=Requester.SCHOOL_OR_POST_16)
    assert contact(OPENED, of_school) is None


def test_what_tells_the_family_is_contact_and_what_is_only_noted_is_none():
    told = ("AssessmentAgreed", date(2025, 2, 3), Direction.TO_FAMILY)
    noted = Noted(on=date(2025, 2, 20), note="Nobody answers the telephone.")
    moved = OfficerAssigned(on=date(2025, 2, 21), officer=OFFICER)
    assert contact(OPENED, REQUESTED, CONSULTED, AGREED, noted, moved, *ADVICE[1:]) == told


def test_a_letter_counts_by_its_addressee_and_by_the_day_asked_about():
    letter = NoticeSent(on=date(2025, 2, 24), of=4, to=Addressee.FAMILY)
    assert contact(*UNDECIDED, letter)[0] == "NoticeSent"
    assert contact(*UNDECIDED, replace(letter, to=Addressee.INSTITUTION))[0] == "FamilyConsulted"
    assert contact(*UNDECIDED, letter, on=date(2025, 2, 23))[0] == "FamilyConsulted"
