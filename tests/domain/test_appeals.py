"""Each appeal of a case, with what belongs to it and where it stands."""

from datetime import date

import pytest

from ehcp.domain.events.appeal import (
    AppealMatter,
    AppealNotOpposed,
    AppealRegistered,
    AppealResponseSent,
    AppealStayed,
    AppealStayLifted,
    AppealWithdrawn,
    DirectionsGiven,
    TribunalAppealLodged,
)
from ehcp.domain.events.mediation import CertificateKind, MediationCertificateIssued
from ehcp.domain.events.order import (
    OrderCompliedWith,
    OrderSuspensionLifted,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.appealable import matters_of
from ehcp.domain.standing.appeals import AppealState, DirectedDays, appeals
from tests.domain.ordinary_case import REFUSED, UNDECIDED
from tests.domain.scenario import recorded

# The refusal to assess is entry 4, its certificate 5, the appeal 6.
CERTIFIED = [
    *UNDECIDED,
    REFUSED,
    MediationCertificateIssued(on=date(2025, 2, 24), of=4, kind=CertificateKind.NO_MEDIATION),
]
LODGED = TribunalAppealLodged(
    on=date(2025, 3, 3), of=4, matters=(AppealMatter.REFUSAL_TO_ASSESS,), certificate=5
)
APPEALED = [*CERTIFIED, LODGED]
REGISTERED = AppealRegistered(on=date(2025, 3, 10), of=6)
RESPONSE = AppealResponseSent(on=date(2025, 4, 10), of=6)
ORDER = TribunalOrder(on=date(2025, 7, 14), of=6)


def states(*given):
    """Return where each appeal stands."""
    return [appeal.state for appeal in appeals(recorded(*given))]


def test_a_case_without_an_appeal_has_none():
    assert appeals(recorded(*CERTIFIED)) == ()


def test_an_appeal_has_its_decision_matters_and_certificate():
    (appeal,) = appeals(recorded(*APPEALED))
    assert appeal.decision is not None and appeal.decision.place == 4
    assert appeal.matters == (AppealMatter.REFUSAL_TO_ASSESS,)
    assert appeal.certificate is not None and appeal.certificate.place == 5
    assert appeal.live


def test_an_appeal_that_others_kept_belongs_to_the_decision_before_it():
    bare = TribunalAppealLodged(on=date(2025, 3, 3))
    (appeal,) = appeals(recorded(*CERTIFIED, bare))
    assert appeal.decision is not None and appeal.decision.place == 4
    assert appeal.certificate is not None and appeal.certificate.place == 5


def test_a_day_directed_stays_until_another_takes_its_place():
    first = DirectionsGiven(
        on=date(2025, 5, 1), of=6, bundle_by=date(2025, 7, 1), hearing_on=date(2025, 7, 15)
    )
    second = DirectionsGiven(on=date(2025, 6, 1), of=6, hearing_on=date(2025, 8, 5))
    (appeal,) = appeals(recorded(*APPEALED, first, second))
    assert appeal.days == DirectedDays(bundle_by=date(2025, 7, 1), hearing_on=date(2025, 8, 5))


@pytest.mark.parametrize(
    ("steps", "state", "live"),
    [
        ([], AppealState.LODGED, True),
        ([REGISTERED], AppealState.REGISTERED, True),
        ([REGISTERED, RESPONSE], AppealState.RESPONDED, True),
        ([AppealNotOpposed(on=date(2025, 4, 1), of=6)], AppealState.NOT_OPPOSED, False),
        ([AppealWithdrawn(on=date(2025, 4, 1), of=6)], AppealState.WITHDRAWN, False),
        ([ORDER], AppealState.DECIDED, False),
        (
            [ORDER, TribunalOrderSuspended(on=date(2025, 7, 21), of=7)],
            AppealState.ORDER_SUSPENDED,
            False,
        ),
        (
            [
                ORDER,
                TribunalOrderSuspended(on=date(2025, 7, 21), of=7),
                OrderSuspensionLifted(on=date(2025, 9, 1), of=7),
            ],
            AppealState.DECIDED,
            False,
        ),
        ([ORDER, TribunalOrderSetAside(on=date(2025, 8, 4), of=7)], AppealState.SET_ASIDE, True),
    ],
)
def test_an_appeal_stands_where_its_last_step_put_it(steps, state, live):
    (appeal,) = appeals(recorded(*APPEALED, *steps))
    assert (appeal.state, appeal.live) == (state, live)


def test_a_stay_that_is_lifted_puts_the_appeal_back_to_where_it_stood():
    stayed = AppealStayed(on=date(2025, 4, 20), of=6)
    lifted = AppealStayLifted(on=date(2025, 6, 2), of=6)
    given = [*APPEALED, REGISTERED, RESPONSE, stayed]
    assert states(*given) == [AppealState.STAYED]
    assert states(*given, lifted) == [AppealState.RESPONDED]


def test_what_is_sent_in_while_an_appeal_is_stayed_does_not_lift_the_stay():
    stayed = AppealStayed(on=date(2025, 4, 9), of=6)
    given = [*APPEALED, REGISTERED, stayed, RESPONSE]
    again = AppealStayed(on=date(2025, 5, 12), of=6)
    lifted = AppealStayLifted(on=date(2025, 6, 2), of=6)
    assert states(*given) == [AppealState.STAYED]
    assert states(*given, lifted) == [AppealState.RESPONDED]
    assert states(*given, again, lifted) == [AppealState.RESPONDED]
    assert states(*given, ORDER) == [AppealState.DECIDED]
    aside = TribunalOrderSetAside(on=date(2025, 9, 1), of=8)
    later = AppealStayed(on=date(2025, 9, 8), of=6)
    redated = TribunalOrderRedated(on=date(2025, 9, 9), of=8)
    anew = [*APPEALED, REGISTERED, ORDER, aside, later, redated]
    assert states(*anew) == [AppealState.STAYED]


def test_the_order_and_what_was_done_under_it_belong_to_the_appeal():
    done = OrderCompliedWith(on=date(2025, 7, 25), of=7, how="The family was told.")
    (appeal,) = appeals(recorded(*APPEALED, ORDER, done))
    assert appeal.order is not None and appeal.order.place == 7
    assert appeal.complied is not None and appeal.complied.place == 8


def test_two_appeals_are_told_apart():
    plan = FinalPlanIssued(on=date(2025, 10, 1))
    second = TribunalAppealLodged(
        on=date(2025, 11, 3),
        of=8,
        matters=(AppealMatter.NEEDS,),
        recommendations=(Section.G,),
    )
    case = recorded(*APPEALED, ORDER, plan, second)
    first, last = appeals(case)
    assert (first.state, last.state) == (AppealState.DECIDED, AppealState.LODGED)
    assert last.recommendations == (Section.G,) and last.certificate is None
    assert [appeal.live for appeal in appeals(case)][-1]


def test_what_may_be_appealed_follows_from_the_decision():
    case = recorded(*CERTIFIED)
    asked = {step.place: matters_of(step) for step in case.steps}
    assert asked == {1: (), 2: (), 3: (), 4: (AppealMatter.REFUSAL_TO_ASSESS,), 5: ()}
