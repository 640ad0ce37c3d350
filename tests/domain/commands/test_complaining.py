"""Complaints, the Ombudsman, remedies, claims for judicial review."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.challenge.complaint import (
    BEFORE_COMPLAINT,
    NO_CLAIM,
    NO_COMPLAINT,
    NO_REMEDY,
    NOTHING_TO_REMEDY,
    REMEDY_NOT_SAID,
    AgreeRemedy,
    AnswerComplaint,
    CarryOutRemedy,
    RecordClaim,
    RecordComplaint,
    RecordJudgment,
    RecordOmbudsmanDecision,
)
from ehcp.domain.events.complaint import (
    ClaimIssued,
    ComplaintAnswered,
    CourtJudgment,
    RemedyAgreed,
    RemedyCarriedOut,
)
from ehcp.domain.events.record import ComplaintMade, ComplaintTo, OmbudsmanDecision
from tests.domain.ordinary_case import OPENED
from tests.domain.scenario import but, scenario

MADE = ComplaintMade(
    on=date(2025, 3, 3), to=ComplaintTo.AUTHORITY, stage=1, about="No decision came."
)
ANSWERED = ComplaintAnswered(on=date(2025, 3, 24), of=2, upheld=False, answer="It was sent.")
TO_OMBUDSMAN = ComplaintMade(
    on=date(2025, 5, 6),
    of=3,
    to=ComplaintTo.OMBUDSMAN,
    about="No decision came.",
    reference="25 000 000",
)
DECIDED = OmbudsmanDecision(on=date(2025, 10, 1), of=4, upheld=True, findings="It came late.")
HISTORY = [OPENED, MADE, ANSWERED, TO_OMBUDSMAN, DECIDED]
REMEDY = RemedyAgreed(
    on=date(2025, 10, 8), of=5, remedy="An apology and £500.", until=date(2025, 11, 5)
)
ANSWER = AnswerComplaint(on=date(2025, 3, 24), upheld=False, answer="It was sent.")
JUDGE = RecordJudgment(on=date(2026, 1, 12), outcome="The claim succeeds.")
CLAIM = ClaimIssued(on=date(2025, 6, 2), about="The plan is not made.", reference="CO/1/2025")


def test_a_complaint_is_made_answered_and_taken_to_the_ombudsman():
    complain = RecordComplaint(
        on=date(2025, 3, 3), to=ComplaintTo.AUTHORITY, stage=1, about="No decision came."
    )
    scenario(given=HISTORY[:1], when=complain, then=[MADE])
    scenario(given=HISTORY[:2], when=ANSWER, then=[ANSWERED])
    further = RecordComplaint(
        on=date(2025, 5, 6),
        to=ComplaintTo.OMBUDSMAN,
        about="No decision came.",
        reference="25 000 000",
    )
    scenario(given=HISTORY[:3], when=further, then=[TO_OMBUDSMAN])
    decide = RecordOmbudsmanDecision(on=date(2025, 10, 1), upheld=True, findings="It came late.")
    scenario(given=HISTORY[:4], when=decide, then=[DECIDED])
    scenario(given=HISTORY[:3], when=decide, then=NO_COMPLAINT)


def test_an_answer_needs_a_complaint_that_came_before():
    scenario(given=HISTORY[:1], when=ANSWER, then=NO_COMPLAINT)
    scenario(given=HISTORY[:3], when=ANSWER, then=NO_COMPLAINT)
    scenario(given=HISTORY[:2], when=but(ANSWER, on=date(2025, 3, 2)), then=BEFORE_COMPLAINT)
    second = replace(MADE, on=date(2025, 3, 5), stage=2)
    named = but(ANSWER, complaint=3)
    scenario(given=[OPENED, MADE, second], when=named, then=[replace(ANSWERED, of=3)])


def test_a_remedy_is_agreed_and_carried_out():
    agree = AgreeRemedy(
        on=date(2025, 10, 8), remedy="An apology and £500.", until=date(2025, 11, 5)
    )
    scenario(given=HISTORY, when=agree, then=[REMEDY])
    scenario(given=HISTORY, when=but(agree, remedy=""), then=REMEDY_NOT_SAID)
    scenario(given=HISTORY[:2], when=agree, then=NOTHING_TO_REMEDY)
    done = CarryOutRemedy(on=date(2025, 10, 31), how="Both were sent.")
    carried_out = RemedyCarriedOut(on=date(2025, 10, 31), of=6, how="Both were sent.")
    scenario(given=[*HISTORY, REMEDY], when=done, then=[carried_out])
    scenario(given=[*HISTORY, REMEDY, carried_out], when=done, then=NO_REMEDY)


def test_a_claim_is_brought_and_judged():
    claim = RecordClaim(on=date(2025, 6, 2), about="The plan is not made.", reference="CO/1/2025")
    scenario(given=[OPENED], when=claim, then=[CLAIM])
    judged = CourtJudgment(on=date(2026, 1, 12), of=2, outcome="The claim succeeds.")
    scenario(given=[OPENED, CLAIM], when=JUDGE, then=[judged])
    scenario(given=[OPENED], when=JUDGE, then=NO_CLAIM)
    scenario(given=[OPENED, CLAIM, judged], when=JUDGE, then=NO_CLAIM)
