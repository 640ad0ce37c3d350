"""The plain path: a request in January, a final plan in May, every limit met."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.advice import AdviceKind, RecordAdvice, RequestAdvice
from ehcp.domain.commands.consideration import (
    ConsultFamily,
    NotifyConsidering,
    SendConsideringNotice,
)
from ehcp.domain.commands.decision import AgreeToAssess, CopyDecision
from ehcp.domain.commands.draft import (
    AnswerRepresentations,
    HoldMeeting,
    MakeRepresentations,
    RequireMeeting,
)
from ehcp.domain.commands.request import AskedBy, RequestAssessment
from ehcp.domain.commands.placement import RecordAdmission
from ehcp.domain.commands.setting import (
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
from tests.scenarios.life import days, standing, warnings

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


def test_every_duty_is_met_on_its_last_day_or_before():
    story = lived(*REQUEST_TO_DECISION, *ASSESSMENT, *DRAFT_TO_FINAL)
    (said,) = story.steps_of(RepresentationsMade)
    answer = AnswerRepresentations(
        on=date(2025, 5, 9),
        representation=said.place,
        answer="An hour, then.",
        accepted=True,
    )
    case = lived(*REQUEST_TO_DECISION, *ASSESSMENT, *DRAFT_TO_FINAL, answer, *FINISH)
    found = [
        (deadline.limit.id, deadline.due.exact if deadline.due else None, str(deadline.status))
        for deadline in standing(case, date(2025, 5, 26))
    ]
    assert found == [
        ("young-person-rights", date(2032, 6, 25), "not-due"),
        ("assessment-consult-family", None, "met"),
        ("assessment-considering-notice", None, "met"),
        ("assessment-considering-notify-others", None, "met"),
        ("assessment-decision-notify", date(2025, 2, 17), "met"),
        ("decision-not-to-issue", date(2025, 4, 28), "disapplied"),
        ("decision-to-issue-or-draft", date(2025, 4, 28), "met"),
        ("final-plan-20-weeks", date(2025, 5, 26), "met"),
        ("assessment-decision-notify-others", None, "met"),
        *[("advice-response", date(2025, 4, 1), "met")] * 5,
        ("draft-representations-window", date(2025, 4, 28), "met"),
        ("draft-meeting-on-request", None, "met"),
        ("school-consultation-response", date(2025, 5, 8), "met"),
        ("assessment-six-month-bar", date(2025, 11, 26), "not-due"),
        ("final-plan-appeal-notice", None, "met"),
        ("named-institution-admits", date(2025, 5, 26), "met"),
        ("mediation-contact-adviser", date(2025, 7, 26), "not-due"),
        ("appeal-window-decision", date(2025, 7, 28), "not-due"),
        ("appeal-window-effective", date(2025, 7, 28), "not-due"),
        ("annual-review-first", date(2026, 5, 25), "not-due"),
    ]
    assert warnings(case) == []
