"""The draft plan: representations, the meeting, consultation. CFA 2014 ss.38-39; reg 13(1)."""

from functools import partial

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.terms import FINAL, in_community, in_reassessment
from ehcp.domain.deadlines.deadline import Days, Status
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.draft import DraftMeetingHeld, MeetingRequired, RepresentationsComplete
from ehcp.domain.events.naming import SettingConsulted, SettingReplied
from ehcp.domain.events.notice import NoticeDelivered, NoticeSent
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.request import RequestWithdrawn
from ehcp.domain.standing.consultations import ENDS as NOBODY_WAITS
from ehcp.domain.standing.consultations import ends_waiting
from ehcp.domain.standing.service import served_on
from ehcp.domain.standing.withdrawals import ends_work
from ehcp.domain.step import END, Step, shifted
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import draft


def _same_institution(_case: Case, consulted: Step, step: Step) -> bool:
    asked, came = consulted.event, step.event
    if not isinstance(asked, SettingConsulted) or not isinstance(came, SettingReplied):
        return False
    if asked.institution is None or came.institution is None:
        return True
    return asked.institution.is_same(came.institution)


def _of_its_request(case: Case, served: Step, step: Step) -> bool:
    """Whether a step, if it withdraws a request, withdraws the one that a draft is on."""
    return not isinstance(step.event, RequestWithdrawn) or ends_work(case, step, served)


SUPERSEDED = (DraftPlanIssued, RequestWithdrawn, NoPlanDecided)


def from_service(case: Case, sent: Step) -> tuple[Days, ...]:
    """Return the days from which the family has its time: those on which it can be served."""
    return (served_on(case, sent),)


TELL_OF_SERVICE = (NoticeSent, NoticeDelivered)
"""What says when something was served."""


def while_window_runs(window: TimeLimit, case: Case, served: Step, step: Step) -> bool:
    """Whether a step falls into the time for representations on what was served."""
    _, last = served_on(case, served)
    over = shifted(last, lambda day: window.period.last_day(day, NO_HOLIDAYS) or END)
    return step.last <= over


_while_window_runs = partial(while_window_runs, draft.DRAFT_REPRESENTATIONS_WINDOW)


SUPERSEDED_AFTER: Steps = steps(
    *SUPERSEDED,
    test=lambda case, served, step: (
        _of_its_request(case, served, step) and not _while_window_runs(case, served, step)
    ),
)


NO_LONGER_NEEDED: Steps = steps(
    *SUPERSEDED,
    RepresentationsComplete,
    test=lambda case, served, step: (
        _of_its_request(case, served, step) and _while_window_runs(case, served, step)
    ),
)


def _of_assessment(case: Case, start: Step, step: Step) -> bool:
    """Whether a draft has this limit, and neither that of a re-assessment nor of detention."""
    return in_community(case, start, step) and not in_reassessment(case, step)


DRAFT_CLOCKS = (
    Clock(
        limit=draft.DRAFT_REPRESENTATIONS_WINDOW,
        own=True,
        starts=steps(DraftPlanIssued, test=_of_assessment),
        counted_from=from_service,
        beside=TELL_OF_SERVICE,
        ends=FINAL | SUPERSEDED_AFTER,
        not_if=NO_LONGER_NEEDED,
        minimum=True,
        when_over=Status.MET,  # the family has had its time
    ),
    Clock(
        limit=draft.DRAFT_MEETING_ON_REQUEST,
        own=True,
        starts=steps(MeetingRequired),
        ends=steps(DraftMeetingHeld),
    ),
    Clock(
        limit=draft.SCHOOL_CONSULTATION_RESPONSE,
        own=True,
        starts=steps(SettingConsulted),
        ends=steps(SettingReplied, test=_same_institution),
        not_if=steps(*NOBODY_WAITS, test=ends_waiting),
    ),
)
