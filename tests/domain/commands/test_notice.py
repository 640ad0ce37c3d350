"""Proof of notice, and who must be told of what: rules of each step, with their recipients."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.application.one_case.told import told_shown
from ehcp.domain.case import Case
from ehcp.domain.commands.people.notice import (
    ARRIVED_BEFORE_SENT,
    NO_SUCH_STEP,
    NOT_A_RIGHTS_HOLDER,
    NOT_THE_YOUNG_PERSON,
    NOTHING_SENT,
    TOLD_BEFORE_THE_STEP,
    RecordDelivery,
    RecordOpening,
    RecordReturn,
    SendNotice,
)
from ehcp.domain.commands.people.people import NO_SUCH_PERSON
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import (
    CeaseConsidered,
    CeaseDecided,
    CeaseNoticeSent,
    CeaseRecipient,
)
from ehcp.domain.events.detention import (
    DetainedAssessmentRequested,
    DetainedRecipient,
    DetainedStepNotified,
    PersonDetained,
    PersonReleased,
)
from ehcp.domain.events.mediation import MediationIssues, MediationRequested
from ehcp.domain.events.notice import (
    NoticeDelivered,
    NoticeOpened,
    NoticeReturned,
    NoticeSent,
    SentBy,
)
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.plan import AmendedPlanIssued, PlanCopySent
from ehcp.domain.events.record import EntryCorrected
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRequested,
    ConsideringNoticeSent,
    ConsideringNotified,
    DecisionCopied,
    Recipient,
)
from ehcp.domain.events.review import Invitee, ReviewReportSent, ReviewStarted
from ehcp.domain.events.review_meeting import InvitedToReview
from ehcp.domain.standing.told import told, told_of
from ehcp.domain.when import UNKNOWN, Span
from ehcp.law.recipients import TELLINGS, Addressee, commissioning_body
from ehcp.schemas import dump
from tests.domain.ordinary_case import (
    AGREED,
    CONSULTED,
    DRAFT,
    FINAL,
    FINISHED,
    OPENED,
    PARENT,
    REFUSED,
    REQUESTED,
    UNDECIDED,
    naming,
)
from tests.domain.scenario import recorded, scenario

DAY = date(2025, 2, 4)
DECIDED = [OPENED, REQUESTED, CONSULTED, AGREED]
SEND = SendNotice(
    on=DAY, step=4, to=Addressee.FAMILY, method=SentBy.POST, person="parent-1", name="Eve Hill"
)
SENT = NoticeSent(
    on=DAY, of=4, to=Addressee.FAMILY, method=SentBy.POST, person="parent-1", name="Eve Hill"
)
BEN = Child(name="Ben Hill", date_of_birth=date(2008, 3, 15))
OF_BEN = [replace(OPENED, child=BEN), *DECIDED[1:]]
REG_4_2 = {"responsible-commissioning-body", "social-care", "head-or-early-years-provider"}


def missing(given, place):
    case = recorded(*given)
    step = case.at(place)
    assert step is not None
    found = told_of(case, step)
    assert found is not None
    return {str(owed.to) for owed in found.owed if owed.missing}


def owed(given, place, to):
    case = recorded(*given)
    step = case.at(place)
    assert step is not None
    found = told_of(case, step)
    assert found is not None
    return next(owed for owed in found.owed if owed.to == to)


def test_a_notice_is_sent_and_arrives_and_is_opened():
    scenario(given=DECIDED, when=SEND, then=[SENT])
    given = [*DECIDED, SENT]
    delivered = NoticeDelivered(on=date(2025, 2, 6), of=5)
    opened = NoticeOpened(on=date(2025, 2, 7), of=5)
    scenario(given=given, when=RecordDelivery(on=date(2025, 2, 6), notice=5), then=[delivered])
    scenario(given=given, when=RecordOpening(on=date(2025, 2, 7), notice=5), then=[opened])
    told_family = owed([*given, delivered, opened], 4, "parent-or-young-person").told[-1]
    assert told_family.how == "post"
    assert told_family.delivered is not None and told_family.opened is not None
    assert not told_family.lost


def test_a_notice_that_came_back_told_nobody():
    back = RecordReturn(on=date(2025, 2, 10), notice=3, reasons="Gone away.")
    returned = NoticeReturned(on=date(2025, 2, 10), of=3, reasons="Gone away.")
    given = [OPENED, REQUESTED, ConsideringNoticeSent(on=date(2025, 1, 8), of=2)]
    scenario(given=given, when=back, then=[returned])
    assert "parent-or-young-person" not in missing(given, 2)
    assert "parent-or-young-person" in missing([*given, returned], 2)
    again = NoticeSent(on=date(2025, 2, 11), of=2, to=Addressee.FAMILY)
    assert "parent-or-young-person" not in missing([*given, returned, again], 2)


@pytest.mark.parametrize("command", [RecordDelivery, RecordOpening, RecordReturn])
def test_only_what_was_sent_arrives(command):
    scenario(given=DECIDED, when=command(on=DAY, notice=9), then=NOTHING_SENT)
    scenario(given=DECIDED, when=command(on=DAY, notice=3), then=NOTHING_SENT)
    early = command(on=date(2025, 2, 3), notice=5)
    scenario(given=[*DECIDED, SENT], when=early, then=ARRIVED_BEFORE_SENT)


def test_a_notice_tells_of_a_step_that_was_taken():
    scenario(given=DECIDED, when=replace(SEND, step=9), then=NO_SUCH_STEP)
    early = replace(SEND, on=date(2025, 2, 2))
    scenario(given=DECIDED, when=early, then=TOLD_BEFORE_THE_STEP)
    scenario(given=DECIDED, when=replace(SEND, person="person-9"), then=NO_SUCH_PERSON)


def test_after_the_rights_have_passed_letters_go_to_the_young_person():
    scenario(given=OF_BEN, when=SEND, then=[SENT, NOT_THE_YOUNG_PERSON.about(DAY)])
    scenario(given=OF_BEN, when=replace(SEND, agreed=True), then=[SENT])
    own = replace(SEND, person="child", name=None)
    scenario(given=OF_BEN, when=own, then=[replace(SENT, person="child", name=None)])


def test_before_that_they_go_to_a_parent():
    own = replace(SEND, person="child")
    warned = NOT_A_RIGHTS_HOLDER.about(DAY)
    scenario(given=DECIDED, when=own, then=[replace(SENT, person="child"), warned])
    nobody = replace(SEND, person=None)
    scenario(given=DECIDED, when=nobody, then=[replace(SENT, person=None)])


def test_everybody_in_regulation_4_is_told_that_an_assessment_is_considered():
    notice = ConsideringNoticeSent(on=date(2025, 1, 8), of=2)
    others = [
        ConsideringNotified(on=date(2025, 1, 8), of=2, recipient=Recipient(to), name="Elm")
        for to in sorted(REG_4_2)
    ]
    assert missing(UNDECIDED, 2) == {"parent-or-young-person", *REG_4_2}
    assert missing([*UNDECIDED, notice], 2) == REG_4_2
    assert missing([*UNDECIDED, notice, *others], 2) == set()


def test_the_decision_tells_the_family_itself_and_the_others_by_copies():
    copies = [DecisionCopied(on=DAY, of=4, recipient=Recipient(to)) for to in sorted(REG_4_2)]
    assert missing(DECIDED, 4) == REG_4_2
    assert missing([*DECIDED, *copies[:2]], 4) == {"social-care"}
    assert missing([*DECIDED, *copies], 4) == set()


def test_of_a_young_person_the_principal_is_told():
    assert "head-or-principal" in missing(OF_BEN, 4)
    assert "head-or-early-years-provider" not in missing(OF_BEN, 4)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2014, 9, 1), "clinical commissioning group"),
        (date(2022, 6, 30), "clinical commissioning group"),
        (date(2022, 7, 1), "integrated care board"),
    ],
)
def test_the_commissioning_body_is_called_what_it_was_on_the_day(on, name):
    assert commissioning_body(on).name == name
    found = owed([AssessmentAgreed(on=on)], 1, "responsible-commissioning-body")
    assert found.called == name


def test_where_the_day_is_not_known_neither_is_the_body():
    spanning = AssessmentAgreed(on=Span(date(2022, 6, 1), date(2022, 7, 31)))
    either = owed([spanning], 1, "responsible-commissioning-body").called
    assert either == "clinical commissioning group or integrated care board"
    unknown = owed([AssessmentAgreed(on=UNKNOWN)], 1, "responsible-commissioning-body").called
    assert unknown == "responsible commissioning body"


def test_the_final_plan_went_to_those_whom_it_says():
    place = FINISHED.index(FINAL) + 1
    assert missing(FINISHED, place) == set()
    alone = [replace(e, sent_to=()) if e is FINAL else e for e in FINISHED]
    assert missing(alone, place) == {"named-institution", "responsible-commissioning-body"}
    copy = PlanCopySent(on=date(2025, 5, 13), of=place, recipient="named-institution")
    assert missing([*alone, copy], place) == {"responsible-commissioning-body"}


def test_whether_a_plan_that_is_not_on_record_names_a_setting_nobody_can_say():
    found = owed([AmendedPlanIssued(on=DAY)], 1, "named-institution")
    assert (found.required, found.missing) == (None, False)


def test_five_are_invited_to_a_review_and_the_report_goes_to_those_who_were():
    started = ReviewStarted(on=DAY)
    invited = [
        InvitedToReview(on=DAY, of=1, invitee=invitee)
        for invitee in Invitee
        if invitee is not Invitee.OTHER
    ]
    assert missing([started, *invited[:2]], 1) == {
        "authority-sen-officer", "health-professional", "authority-social-care-officer",
    }  # fmt: skip
    assert missing([started, *invited], 1) == set()
    home = replace(started, attends=False)
    assert "head-principal-or-early-years-provider" not in missing([home], 1)
    report = ReviewReportSent(on=date(2025, 3, 3), of=1, sent_to=(Invitee.FAMILY,))
    assert missing([started, *invited[:2], report], 4) == {
        "head-principal-or-early-years-provider"
    }


def test_who_was_invited_is_known_although_the_start_of_the_review_was_put_right():
    started, family = ReviewStarted(on=DAY), Invitee.FAMILY
    invited = [InvitedToReview(on=DAY, of=1, invitee=one) for one in (family, Invitee.SETTING)]
    right = ReviewStarted(on=date(2025, 3, 4))
    put_right = EntryCorrected(on=DAY, entry=1, stands_in=4)
    report = ReviewReportSent(on=date(2025, 4, 1), of=4, sent_to=(family,))
    assert missing([started, *invited, right, put_right, report], 6) == {
        "head-principal-or-early-years-provider"
    }


def test_a_decision_to_cease_goes_to_the_commissioning_body_too():
    decided = CeaseDecided(on=DAY)
    notice = CeaseNoticeSent(on=DAY, of=1, sent_to=tuple(CeaseRecipient))
    assert missing([decided], 1) == {"responsible-commissioning-body"}
    assert missing([decided, notice], 1) == set()


def test_the_head_hears_that_ceasing_is_considered_where_the_plan_names_a_place():
    considered = CeaseConsidered(on=date(2026, 1, 12))
    place = len(FINISHED) + 1
    assert missing([*FINISHED, considered], place) == {"head-or-principal"}
    nowhere = [*FINISHED[:-2], replace(FINAL, plan=naming()), considered]
    assert missing(nowhere, place - 1) == set()


def test_and_to_the_institution_that_the_plan_names():
    decided = CeaseDecided(on=date(2026, 3, 2))
    place = len(FINISHED) + 1
    assert missing([*FINISHED, decided], place) == {
        "institution",
        "responsible-commissioning-body",
    }
    notice = CeaseNoticeSent(on=date(2026, 3, 2), of=place, sent_to=(CeaseRecipient.FAMILY,))
    assert "institution" in missing([*FINISHED, decided, notice], place)
    all_told = replace(notice, sent_to=tuple(CeaseRecipient))
    assert missing([*FINISHED, decided, all_told], place) == set()


def test_commissioning_bodies_hear_of_mediation_on_health():
    wish = MediationRequested(on=DAY, issues=MediationIssues.JOINT)
    assert missing([wish], 1) == {"responsible-commissioning-body"}
    other = recorded(replace(wish, issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE))
    assert list(told(other)) == []


def test_the_family_is_told_that_an_order_to_assess_is_followed():
    order = TribunalOrder(on=DAY, ordered=Ordered.ASSESS)
    assert missing([order], 1) == {"parent-or-young-person"}
    assert missing([order, AssessmentAgreed(on=date(2025, 2, 10), of=1)], 1) == set()
    assert list(told(recorded(replace(order, ordered=Ordered.AMEND)))) == []


def test_what_is_told_about_one_step_is_not_told_about_another():
    again = AssessmentRequested(on=date(2025, 9, 1))
    notice = ConsideringNoticeSent(on=date(2025, 9, 2), of=3)
    given = [OPENED, REQUESTED, again, notice]
    assert "parent-or-young-person" in missing(given, 2)
    assert "parent-or-young-person" not in missing(given, 3)


IN_CUSTODY = [
    replace(OPENED, child=BEN),
    PersonDetained(on=date(2025, 1, 2), home_authority="Fenmoor Council"),
    DetainedAssessmentRequested(on=date(2025, 1, 6)),
    replace(CONSULTED, of=3),
    replace(AGREED, of=3),
]
OF_DETAINED = {
    "person-in-charge-of-accommodation",
    "youth-offending-team",
    "home-commissioning-body",
    "health-services-commissioner",
}


def test_in_detention_the_decision_goes_to_others():
    assert missing(IN_CUSTODY, 5) == {*OF_DETAINED, "social-care"}
    each = [DetainedStepNotified(on=DAY, of=5, recipient=one) for one in DetainedRecipient]
    assert missing([*IN_CUSTODY, *each], 5) == set()
    ordinary = [*DECIDED, PersonDetained(on=date(2025, 3, 3), home_authority="Fenmoor Council")]
    assert missing(ordinary, 4) == REG_4_2
    released = PersonReleased(on=date(2025, 1, 31), of=2)
    assert missing([*IN_CUSTODY[:4], released, IN_CUSTODY[4]], 6) == {
        "responsible-commissioning-body", "social-care", "head-or-principal",
    }  # fmt: skip


def test_in_detention_no_plan_a_draft_and_a_final_plan_go_to_others():
    no_plan = [*IN_CUSTODY, NoPlanDecided(on=date(2025, 4, 14), of=3)]
    assert missing(no_plan, 6) == OF_DETAINED
    draft = [*IN_CUSTODY, replace(DRAFT, of=5)]
    assert missing(draft, 6) == set()
    assert owed(draft, 6, "appropriate-person").required
    final = [*draft, replace(FINAL, of=6)]
    assert missing(final, 7) == OF_DETAINED
    assert owed(final, 7, "institution").required
    unnamed = replace(FINAL, of=6, plan=naming(), sent_to=())
    assert owed([*draft, unnamed], 7, "institution").required is False


def test_it_can_be_read_as_a_list():
    case = recorded(*DECIDED, SENT, NoticeReturned(on=date(2025, 2, 10), of=5))
    request, decision = map(dump, told_shown(case))
    assert (request["step"], decision["step"]) == ("assessment-requested", "assessment-agreed")
    assert decision["source"] == "SI 2014/1530 reg 5(1)-(2)"
    assert set(decision["missing"]) == REG_4_2
    family = decision["recipients"][0]
    assert (family["to"], family["called"], family["missing"]) == (
        "parent-or-young-person", "parent", False,
    )  # fmt: skip
    assert [row["event"] for row in family["told"]] == ["assessment-agreed", "notice-sent"]
    assert family["told"][1]["returned"] == ["2025-02-10", "2025-02-10"]
    assert (request["appealable"], decision["appealable"]) == ([], [])
    assert told_shown(Case()) == ()
    assert PARENT.name in str(family)


@pytest.mark.parametrize(
    ("given", "letters"),
    [
        ([*UNDECIDED, REFUSED], ("a",)),
        ([*DECIDED, NoPlanDecided(on=date(2025, 4, 14), of=2)], ("b",)),
        (FINISHED[:-1], ("c",)),
        ([*FINISHED, CeaseDecided(on=date(2026, 2, 2))], ("f",)),
        ([*IN_CUSTODY, CeaseDecided(on=date(2026, 2, 2))], ()),
    ],
)
def test_a_decision_says_under_which_paragraph_of_section_51_2_it_can_be_appealed(given, letters):
    assert told_shown(recorded(*given))[-1].appealable == letters


def test_every_step_and_telling_is_an_event_of_the_record():
    names = {kebab(name) for name in Event.named}
    said = {n for t in TELLINGS for n in (*t.steps, *(tells.event for tells in t.by))}
    assert said <= names
    steps = [(step, telling.in_detention) for telling in TELLINGS for step in telling.steps]
    assert len(steps) == len(set(steps))
    assert all(set(t.itself) | set(t.good_practice) <= set(t.to) for t in TELLINGS)


def test_a_recipient_that_others_name_is_an_addressee():
    named = [*Recipient, *CeaseRecipient, *(i for i in Invitee if i is not Invitee.OTHER)]
    assert {str(each) for each in named} <= {str(each) for each in Addressee}


def test_before_the_law_nobody_is_named():
    assert list(told(recorded(CaseOpened(on=DAY)))) == []
    assert list(told(recorded(AssessmentRequested(on=date(2014, 8, 31))))) == []
