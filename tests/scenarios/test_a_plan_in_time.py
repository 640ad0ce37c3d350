"""The plain path: a request in January, a final plan in May, every limit met."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.assessment.advice import AdviceKind, RecordAdvice, RequestAdvice
from ehcp.domain.commands.plan.draft import (
    AnswerRepresentations,
    HoldMeeting,
    MakeRepresentations,
    RequireMeeting,
)
from ehcp.domain.commands.request.consideration import (
    ConsultFamily,
    NotifyConsidering,
    SendConsideringNotice,
)
from ehcp.domain.commands.request.decision import AgreeToAssess, CopyDecision
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
from ehcp.domain.commands.setting.placement import RecordAdmission
from ehcp.domain.commands.setting.setting import (
    ConsultSetting,
    RecordSettingReply,
    RequestSetting,
)
from ehcp.domain.events.draft import RepresentationsMade
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.request import Method, Recipient
from ehcp.domain.plan.sections import Section
from tests.domain.ordinary_case import (
    CHILD,
    ELM,
    FINAL_PLAN,
    ISSUE_DRAFT,
    ISSUE_FINAL,
    OFFICER,
    PARENT,
    S19,
)
from tests.domain.scenario import lived
from tests.scenarios.life import Life, days, warnings

ADVISERS = {
    AdviceKind.FAMILY: "the family",
    AdviceKind.EDUCATIONAL: "Elm Primary",
    AdviceKind.MEDICAL: "the paediatrician",
    AdviceKind.PSYCHOLOGICAL: "the educational psychologist",
    AdviceKind.SOCIAL_CARE: "children's social care",
}
TOLD = (
    Recipient.COMMISSIONING_BODY,
    Recipient.SOCIAL_CARE,
    Recipient.HEAD_OR_EARLY_YEARS_PROVIDER,
)
HOUR = replace(
    FINAL_PLAN,
    provision=tuple(replace(p, text="An hour on each school day.") for p in FINAL_PLAN.provision),
)

REQUEST_TO_DECISION = (
    RequestAssessment(
        on=date(2025, 1, 6),
        requested_by=AskedBy.PARENT,
        child=CHILD,
        parents=(PARENT,),
        officer=OFFICER,
    ),
    ConsultFamily(on=date(2025, 1, 8), method=Method.MEETING, views="She cannot read yet."),
    SendConsideringNotice(on=date(2025, 1, 8)),
    *(NotifyConsidering(on=date(2025, 1, 9), recipient=recipient) for recipient in TOLD),
    AgreeToAssess(
        on=date(2025, 2, 17),
        may_have_sen=True,
        plan_may_be_necessary=True,
        s19_considered=S19,
    ),
    *(CopyDecision(on=date(2025, 2, 17), recipient=recipient) for recipient in TOLD),
)
ASSESSMENT = (
    *(RequestAdvice(on=date(2025, 2, 18), kind=k, from_body=b) for k, b in ADVISERS.items()),
    *(RecordAdvice(on=date(2025, 4, 1), kind=k, from_body=b) for k, b in ADVISERS.items()),
)
DRAFT_TO_FINAL = (
    replace(ISSUE_DRAFT, on=date(2025, 4, 14)),
    RequireMeeting(on=date(2025, 4, 16)),
    MakeRepresentations(
        on=date(2025, 4, 22), text="Half an hour is too little.", section=Section.F, element="f1"
    ),
    RequestSetting(on=date(2025, 4, 22), institution=ELM),
    ConsultSetting(on=date(2025, 4, 23), institution=ELM, consulted_as=ConsultedAs.REQUESTED),
    HoldMeeting(on=date(2025, 4, 24)),
    RecordSettingReply(on=date(2025, 5, 8), institution=ELM, can_meet_needs=True),
)
UP_TO_THE_PLAN = (
    "assessment-consult-family",
    "assessment-decision-notify",
    "decision-not-to-issue",
    "decision-to-issue-or-draft",
    "final-plan-20-weeks",
    "advice-response",
    "draft-representations-window",
    "draft-meeting-on-request",
    "school-consultation-response",
    "final-plan-appeal-notice",
)
FINISH = (
    replace(ISSUE_FINAL, on=date(2025, 5, 26), dated=date(2025, 5, 26), plan=HOUR),
    RecordAdmission(on=date(2025, 5, 26), institution=ELM),
)


def test_from_the_request_the_days_are_known():
    case = lived(*REQUEST_TO_DECISION[:1])
    limits = (
        "assessment-decision-notify",
        "decision-not-to-issue",
        "decision-to-issue-or-draft",
        "final-plan-20-weeks",
    )
    assert days(case, date(2025, 1, 6), *limits) == [
        ("assessment-decision-notify", date(2025, 2, 17), "not-due"),
        ("decision-not-to-issue", date(2025, 4, 28), "not-due"),
        ("decision-to-issue-or-draft", date(2025, 4, 28), "not-due"),
        ("final-plan-20-weeks", date(2025, 5, 26), "not-due"),
    ]


def in_time() -> Life:
    """The whole life, up to the admission."""
    life = Life(REQUEST_TO_DECISION, ASSESSMENT, DRAFT_TO_FINAL)
    answer = AnswerRepresentations(
        on=date(2025, 5, 9),
        representation=life.place(RepresentationsMade),
        answer="An hour, then.",
        accepted=True,
        changed=("f1",),
    )
    return life.then(answer, FINISH)


def test_every_duty_up_to_the_plan_is_met_on_its_last_day_or_before():
    life = in_time()
    assert life.on(date(2025, 5, 26), *UP_TO_THE_PLAN) == [
        "assessment-consult-family: no day, met",
        "assessment-decision-notify: Mon 17 Feb 2025, met",
        "decision-not-to-issue: Mon 28 Apr 2025, disapplied",
        "decision-to-issue-or-draft: Mon 28 Apr 2025, met",
        "final-plan-20-weeks: Mon 26 May 2025, met",
        *["advice-response: Tue 1 Apr 2025, met"] * 5,
        "draft-representations-window: Mon 28 Apr 2025, met",
        "draft-meeting-on-request: no day, met",
        "school-consultation-response: Thu 8 May 2025, met",
        "final-plan-appeal-notice: no day, met",
    ]
    assert warnings(life.case) == []


def test_the_days_before_and_after_each_last_day():
    life = Life(REQUEST_TO_DECISION[:2])
    for limit, last in (
        ("assessment-decision-notify", date(2025, 2, 17)),
        ("decision-to-issue-or-draft", date(2025, 4, 28)),
        ("final-plan-20-weeks", date(2025, 5, 26)),
    ):
        assert life.around(limit, last) == ("not-due", "not-due", "outstanding")


def test_every_deadline_of_an_ordinary_case_on_the_day_of_the_plan():
    """The one place where all of them are listed: what a caseworker sees on that day."""
    assert in_time().all_on(date(2025, 5, 26)) == [
        "young-person-rights: Fri 25 Jun 2032, not-due",
        "assessment-consult-family: no day, met",
        "assessment-considering-notice: no day, met",
        "assessment-considering-notify-others: no day, met",
        "assessment-decision-notify: Mon 17 Feb 2025, met",
        "decision-not-to-issue: Mon 28 Apr 2025, disapplied",
        "decision-to-issue-or-draft: Mon 28 Apr 2025, met",
        "final-plan-20-weeks: Mon 26 May 2025, met",
        "assessment-decision-notify-others: no day, met",
        "personal-budget-request-window: no day, disapplied",
        *["advice-response: Tue 1 Apr 2025, met"] * 5,
        "draft-representations-window: Mon 28 Apr 2025, met",
        "draft-meeting-on-request: no day, met",
        "school-consultation-response: Thu 8 May 2025, met",
        "assessment-six-month-bar: Wed 26 Nov 2025, not-due",
        "final-plan-appeal-notice: no day, met",
        "provision-in-place: Mon 26 May 2025, not-due",
        "named-institution-admits: Mon 26 May 2025, met",
        "mediation-contact-adviser: Sat 26 Jul 2025, not-due",
        "appeal-window-decision: Mon 28 Jul 2025, not-due",
        "appeal-window-effective: Mon 28 Jul 2025, not-due",
        "annual-review-first: Mon 25 May 2026, not-due",
        "annual-review-decision-inside-year: Mon 25 May 2026, not-due",
        "reassessment-six-month-bar: Wed 26 Nov 2025, not-due",
    ]
