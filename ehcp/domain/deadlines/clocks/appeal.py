"""Appeals, and what follows a decision on one. CFA 2014 s.51; the Tribunals' rules."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Fixed, steps
from ehcp.domain.deadlines.clocks.decisions import (
    about_the_same_decision,
    about_this_decision,
    about_this_order,
    appealable,
    not_before_certificate,
    not_before_decision,
)
from ehcp.domain.deadlines.deadline import Days, Status
from ehcp.domain.entry import Source
from ehcp.domain.events.appeal import (
    AppealNotOpposed,
    AppealRegistered,
    AppealResponseSent,
    AppealWithdrawn,
    BundleSent,
    DirectionsGiven,
    FinalEvidenceSent,
    TribunalAppealLodged,
)
from ehcp.domain.events.mediation import MediationCertificateIssued
from ehcp.domain.events.onward import (
    PermissionToAppealGiven,
    PermissionToAppealRefused,
    PermissionToAppealRequested,
    SetAsideRequested,
    TribunalReviewRequested,
    UpperTribunalDecision,
    UpperTribunalHearing,
    UpperTribunalNoticeLodged,
    UpperTribunalPermissionDecided,
    UpperTribunalPermissionRequested,
)
from ehcp.domain.events.order import TribunalOrder, TribunalOrderRedated
from ehcp.domain.standing.appealable import APPEALABLE, certificates, decision_of, may_be_appealed
from ehcp.domain.standing.appeals import appeal_of, days_directed
from ehcp.domain.standing.led_to import led_to
from ehcp.domain.step import Step
from ehcp.law.time_limits import appeal

DIRECTED = "The Tribunal fixed the day, which stands in the place of any period."
OVER = (AppealNotOpposed, AppealWithdrawn, TribunalOrder)


def _appealed(case: Case, _start: Step, step: Step) -> bool:
    """Whether a decision can be appealed; in a file, whether an appeal is about it."""
    if not may_be_appealed(case, step):
        return False
    lodged = case.steps_of(TribunalAppealLodged)
    here = step.entry.source is not Source.IMPORT
    return here or any(decision_of(case, appeal) is step for appeal in lodged)


def _first_certificate(case: Case, _start: Step, step: Step) -> bool:
    """Whether no certificate about what can be appealed came before: a further restarts nothing.

    The month has begun with the first, even if mediation takes place after it.
    """
    decision = decision_of(case, step)
    if decision is None:
        return True
    return may_be_appealed(case, decision) and next(certificates(case, decision), step) is step


def _later_of(case: Case, decision: Step) -> tuple[Days, ...]:
    """Return the days from which the two limbs run: the decision, and its first certificate."""
    issued = list(certificates(case, decision))
    return tuple((step.first, step.last) for step in (decision, *issued[:1]))


def _same_appeal(case: Case, start: Step, step: Step) -> bool:
    return appeal_of(case, step) is appeal_of(case, start)


def _response_directed(case: Case, registered: Step) -> Fixed | None:
    """Return the day for the response that the Tribunal fixed: it prevails, rule 12(4)."""
    lodged = appeal_of(case, registered)
    day = days_directed(case, lodged).response_by if lodged else None
    return Fixed((day, day), DIRECTED) if day else None


def _fixes_bundle(case: Case, start: Step, step: Step) -> bool:
    """Whether directions in this appeal fix the day for the bundle, or that of the hearing.

    A hearing that is moved asks for no second bundle: only a day for one does.
    """
    event = step.event
    if not isinstance(event, DirectionsGiven) or not _same_appeal(case, start, step):
        return False
    sent = case.before(step, BundleSent)
    in_already = sent is not None and _same_appeal(case, start, sent)
    return bool(event.bundle_by or (event.hearing_on and not in_already))


def _fixes_evidence(case: Case, start: Step, step: Step) -> bool:
    event = step.event
    directed = isinstance(event, DirectionsGiven) and event.final_evidence_by is not None
    return directed and _same_appeal(case, start, step)


def _bundle_directed(case: Case, directions: Step) -> Fixed | None:
    """Return the day for the bundle as directed up to then: one that is left out stays."""
    lodged = appeal_of(case, directions)
    event = directions.event
    here = event.bundle_by if isinstance(event, DirectionsGiven) else None
    day = here or (lodged and days_directed(case, lodged, until=directions).bundle_by)
    return Fixed((day, day), DIRECTED) if day else None


def _evidence_directed(_case: Case, directions: Step) -> Fixed | None:
    event = directions.event
    day = event.final_evidence_by if isinstance(event, DirectionsGiven) else None
    return Fixed((day, day), DIRECTED) if day else None


def _hearing(_case: Case, directions: Step) -> tuple[Days, ...]:
    event = directions.event
    day = event.hearing_on if isinstance(event, DirectionsGiven) else None
    return ((day, day) if day else (directions.first, directions.last),)


def _of_the_authority(case: Case, start: Step, step: Step) -> bool:
    return step.event.party is None and _same_appeal(case, start, step)


def _asked_by_the_family(case: Case, step: Step) -> bool:
    """Whether the family had asked for the permission that was given or refused."""
    asked = led_to(case, step, PermissionToAppealRequested, UpperTribunalPermissionRequested)
    return asked is not None and asked.event.party is not None


def _permitted(_case: Case, _start: Step, step: Step) -> bool:
    """Whether permission was given that a notice of appeal has to follow."""
    event = step.event
    if isinstance(event, UpperTribunalPermissionDecided):
        return event.given is True and not event.treated_as_notice
    return True


APPEAL_CLOCKS = (
    Clock(
        limit=appeal.APPEAL_WINDOW_DECISION,
        starts=steps(*APPEALABLE, test=_appealed),
        ends=steps(TribunalAppealLodged, test=about_this_decision),
        when_over=Status.DISAPPLIED,  # a right that was not used
        no_earlier=not_before_certificate,
    ),
    Clock(
        limit=appeal.APPEAL_WINDOW_CERTIFICATE,
        starts=steps(MediationCertificateIssued, test=_first_certificate),
        ends=steps(TribunalAppealLodged, test=about_the_same_decision),
        when_over=Status.DISAPPLIED,
        no_earlier=not_before_decision,
    ),
    Clock(
        limit=appeal.APPEAL_WINDOW_EFFECTIVE,
        own=True,
        starts=steps(*APPEALABLE, test=appealable),
        ends=steps(TribunalAppealLodged, test=about_this_decision),
        when_over=Status.DISAPPLIED,
        counted_from=_later_of,
    ),
    Clock(
        limit=appeal.APPEAL_LA_RESPONSE,
        starts=steps(AppealRegistered),
        ends=steps(AppealResponseSent, test=_same_appeal),
        not_if=steps(*OVER, test=_same_appeal),
        fixed=_response_directed,
    ),
    Clock(
        limit=appeal.APPEAL_BUNDLE,
        starts=steps(DirectionsGiven, test=_fixes_bundle),
        ends=steps(BundleSent, test=_same_appeal),
        not_if=steps(*OVER, test=_same_appeal) | steps(DirectionsGiven, test=_fixes_bundle),
        counted_from=_hearing,
        fixed=_bundle_directed,
    ),
    Clock(
        limit=appeal.APPEAL_FINAL_EVIDENCE,
        starts=steps(DirectionsGiven, test=_fixes_evidence),
        ends=steps(FinalEvidenceSent, test=_of_the_authority),
        not_if=steps(*OVER, test=_same_appeal) | steps(DirectionsGiven, test=_fixes_evidence),
        fixed=_evidence_directed,
    ),
    Clock(
        limit=appeal.APPEAL_UPPER_TRIBUNAL_PERMISSION,
        own=True,
        starts=steps(TribunalOrder, TribunalOrderRedated),
        ends=steps(
            PermissionToAppealRequested,
            SetAsideRequested,
            TribunalReviewRequested,
            test=about_this_order,
        ),
        when_over=Status.DISAPPLIED,
    ),
    Clock(
        limit=appeal.APPEAL_UPPER_TRIBUNAL_RENEWED_APPLICATION,
        own=True,
        starts=steps(PermissionToAppealRefused),
        ends=steps(UpperTribunalPermissionRequested),
        when_over=Status.DISAPPLIED,
        theirs=_asked_by_the_family,
    ),
    Clock(
        limit=appeal.APPEAL_UPPER_TRIBUNAL_NOTICE,
        starts=steps(PermissionToAppealGiven, UpperTribunalPermissionDecided, test=_permitted),
        ends=steps(UpperTribunalNoticeLodged),
        shown_by=steps(UpperTribunalHearing, UpperTribunalDecision),
        theirs=_asked_by_the_family,
    ),
)
