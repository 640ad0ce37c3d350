"""Registration, directions, response, hearing and end of an appeal: Tribunal Rules, reg 45."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.challenge.appeal import BEFORE_APPEAL, NO_LIVE_APPEAL
from ehcp.domain.commands.challenge.appeal_course import (
    DIRECTED_INTO_THE_PAST,
    NOT_STAYED,
    NOTHING_DIRECTED,
    RecordAdjournment,
    RecordDirections,
    RecordHearing,
    RecordSubmissions,
    RegisterAppeal,
    ResumeAppeal,
    StayAppeal,
    WithdrawAppeal,
)
from ehcp.domain.commands.challenge.appeal_evidence import (
    BUNDLE_NOT_COMPLIANT,
    NO_DOCUMENTS,
    SendBundle,
    SendFinalEvidence,
)
from ehcp.domain.commands.challenge.appeal_response import (
    ALREADY_RESPONDED,
    NO_WORKING_DOCUMENT,
    RESPONSE_INCOMPLETE,
    RESPONSE_IS_IN,
    ConcedeAppeal,
    RespondToAppeal,
)
from ehcp.domain.events.appeal import (
    AppealMatter,
    AppealNotOpposed,
    AppealRegistered,
    AppealResponseSent,
    AppealStayed,
    AppealStayLifted,
    AppealWithdrawn,
    BundleSent,
    DirectionsGiven,
    FinalEvidenceSent,
    TribunalAdjourned,
    TribunalHearing,
    TribunalSubmissions,
)
from ehcp.domain.events.order import Ordered
from ehcp.domain.standing.bundle import BundleDocument, BundlePart
from tests.domain.commands.test_appealing import CERTIFIED, LODGED
from tests.domain.scenario import but, scenario

# The appeal is entry 6, of 3 March 2025.
APPEALED = [*CERTIFIED, LODGED]
RESPOND = RespondToAppeal(
    on=date(2025, 4, 10),
    opposed=True,
    grounds="The school can meet the needs.",
    views="She would like more help.",
)
RESPONSE = AppealResponseSent(
    on=date(2025, 4, 10),
    of=6,
    opposed=True,
    grounds="The school can meet the needs.",
    views="She would like more help.",
    working_document=False,
)
CONCEDE = ConcedeAppeal(on=date(2025, 4, 1), ordered=Ordered.ASSESS)
CONCEDED = AppealNotOpposed(on=date(2025, 4, 1), of=6, ordered=Ordered.ASSESS)
STAYED = AppealStayed(on=date(2025, 4, 2), of=6, until=date(2025, 6, 2))
COURSE = [
    CONCEDE,
    RESPOND,
    RegisterAppeal(on=date(2025, 4, 1)),
    RecordDirections(on=date(2025, 4, 1), hearing_on=date(2025, 8, 4)),
    SendFinalEvidence(on=date(2025, 4, 1)),
    SendBundle(on=date(2025, 4, 1), documents=()),
    StayAppeal(on=date(2025, 4, 1)),
    ResumeAppeal(on=date(2025, 4, 1)),
    WithdrawAppeal(on=date(2025, 4, 1)),
    RecordHearing(on=date(2025, 4, 1)),
    RecordAdjournment(on=date(2025, 4, 1)),
    RecordSubmissions(on=date(2025, 4, 1)),
]


@pytest.mark.parametrize("command", COURSE)
def test_it_takes_an_appeal_that_is_under_way(command):
    scenario(given=CERTIFIED, when=command, then=NO_LIVE_APPEAL)
    scenario(given=[*APPEALED, CONCEDED], when=command, then=NO_LIVE_APPEAL)
    scenario(given=APPEALED, when=but(command, on=date(2025, 3, 2)), then=BEFORE_APPEAL)


def test_the_appeal_is_registered_with_the_days_that_the_tribunal_fixed():
    register = RegisterAppeal(
        on=date(2025, 3, 10), reference="EH/1", response_by=date(2025, 4, 22)
    )
    scenario(
        given=APPEALED,
        when=register,
        then=[
            AppealRegistered(on=date(2025, 3, 10), of=6, reference="EH/1"),
            DirectionsGiven(on=date(2025, 3, 10), of=6, response_by=date(2025, 4, 22)),
        ],
    )
    bare = RegisterAppeal(on=date(2025, 3, 10))
    scenario(given=APPEALED, when=bare, then=[AppealRegistered(on=date(2025, 3, 10), of=6)])


def test_directions_fix_days_that_lie_ahead():
    directions = RecordDirections(
        on=date(2025, 5, 1),
        final_evidence_by=date(2025, 6, 2),
        bundle_by=date(2025, 7, 1),
        hearing_on=date(2025, 7, 15),
    )
    scenario(
        given=APPEALED,
        when=directions,
        then=[
            DirectionsGiven(
                on=date(2025, 5, 1),
                of=6,
                final_evidence_by=date(2025, 6, 2),
                bundle_by=date(2025, 7, 1),
                hearing_on=date(2025, 7, 15),
            )
        ],
    )
    scenario(given=APPEALED, when=RecordDirections(on=date(2025, 5, 1)), then=NOTHING_DIRECTED)
    past = but(directions, bundle_by=date(2025, 4, 30))
    scenario(given=APPEALED, when=past, then=DIRECTED_INTO_THE_PAST)


def test_the_authority_responds_once():
    scenario(given=APPEALED, when=RESPOND, then=[RESPONSE])
    scenario(given=[*APPEALED, RESPONSE], when=RESPOND, then=ALREADY_RESPONDED)


@pytest.mark.parametrize("fields", [{"grounds": ""}, {"views": None}, {"views": " "}])
def test_a_response_has_its_grounds_and_the_views_or_why_there_are_none(fields):
    scenario(given=APPEALED, when=but(RESPOND, **fields), then=RESPONSE_INCOMPLETE)


def test_a_response_may_say_why_there_are_no_views():
    silent = but(RESPOND, views=None, why_no_views="She did not wish to say.")
    sent = replace(RESPONSE, views=None, why_no_views="She did not wish to say.")
    scenario(given=APPEALED, when=silent, then=[sent])


def test_an_appeal_about_the_contents_needs_a_working_document():
    about = [*CERTIFIED, replace(LODGED, matters=(AppealMatter.NEEDS,))]
    scenario(
        given=about,
        when=RESPOND,
        then=[RESPONSE, NO_WORKING_DOCUMENT.about(date(2025, 4, 10))],
    )
    with_it = but(RESPOND, working_document=True)
    scenario(given=about, when=with_it, then=[replace(RESPONSE, working_document=True)])


def test_an_appeal_is_left_unopposed_before_the_response_and_not_after():
    scenario(given=APPEALED, when=CONCEDE, then=[CONCEDED])
    after = but(CONCEDE, on=date(2025, 4, 11))
    scenario(given=[*APPEALED, RESPONSE], when=after, then=RESPONSE_IS_IN)


def test_final_evidence_is_sent_by_either_party():
    ours = SendFinalEvidence(on=date(2025, 6, 2))
    scenario(given=APPEALED, when=ours, then=[FinalEvidenceSent(on=date(2025, 6, 2), of=6)])
    theirs = but(ours, by_family=True)
    sent = FinalEvidenceSent(on=date(2025, 6, 2), of=6, party="family")
    scenario(given=APPEALED, when=theirs, then=[sent])


def test_a_bundle_that_does_not_comply_is_warned_of():
    day = date(2025, 7, 1)
    core = BundleDocument(part=BundlePart.CORE, pages=100)
    send = SendBundle(on=day, documents=(core,))
    sent = BundleSent(on=day, of=6, pages=100)
    scenario(given=APPEALED, when=send, then=[sent])
    long = but(send, documents=(replace(core, pages=101),))
    scenario(
        given=APPEALED,
        when=long,
        then=[
            replace(sent, pages=101),
            BUNDLE_NOT_COMPLIANT.about(day, "core has 101 pages, at most 100 are allowed"),
        ],
    )
    scenario(given=APPEALED, when=but(send, documents=()), then=NO_DOCUMENTS)


def test_an_appeal_is_stayed_and_goes_on():
    stay = StayAppeal(on=date(2025, 4, 2), until=date(2025, 6, 2))
    scenario(given=APPEALED, when=stay, then=[STAYED])
    resume = ResumeAppeal(on=date(2025, 6, 3))
    lifted = AppealStayLifted(on=date(2025, 6, 3), of=6)
    scenario(given=[*APPEALED, STAYED], when=resume, then=[lifted])
    scenario(given=APPEALED, when=resume, then=NOT_STAYED)
    scenario(given=[*APPEALED, STAYED, lifted], when=resume, then=NOT_STAYED)


def test_an_appeal_is_withdrawn():
    withdraw = WithdrawAppeal(on=date(2025, 5, 1), reasons="The authority agreed.")
    withdrawn = AppealWithdrawn(on=date(2025, 5, 1), of=6, reasons="The authority agreed.")
    scenario(given=APPEALED, when=withdraw, then=[withdrawn])
    scenario(given=[*APPEALED, withdrawn], when=withdraw, then=NO_LIVE_APPEAL)


def test_what_happens_at_the_hearing_is_recorded():
    day = date(2025, 7, 15)
    scenario(given=APPEALED, when=RecordHearing(on=day), then=[TribunalHearing(on=day, of=6)])
    scenario(
        given=APPEALED,
        when=RecordAdjournment(on=day, reasons="A witness was ill."),
        then=[TribunalAdjourned(on=day, of=6, note="A witness was ill.")],
    )
    scenario(
        given=APPEALED, when=RecordSubmissions(on=day), then=[TribunalSubmissions(on=day, of=6)]
    )
