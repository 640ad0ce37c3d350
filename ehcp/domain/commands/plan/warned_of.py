"""What is warned of in a plan, draft or final: it blocks nothing. CFA 2014 s.37(2); reg 12.

First the golden thread, from a need to its provision, to the outcome, to the aspiration (the
Code's paragraphs 9.61 to 9.69); then how the provision is worded and where it stands.
"""

from collections.abc import Callable, Iterator
from datetime import date

from ehcp.domain.command import Caution
from ehcp.domain.commands.plan.contents import must_prepare
from ehcp.domain.events.opening import Child
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.plan import checks, outcome_checks, thread
from ehcp.domain.plan.age import has_reached
from ehcp.domain.plan.sections import Plan
from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014

Check = Callable[[Plan], tuple[str, ...]]
"""Returns the ids of the elements that are not as they should be."""

ADULT = 18

SPECIFIED = CFA_2014.s("37(2)") & CODE_2015.para("9.69")
LINKED = CFA_2014.s("37(2)") & CODE_2015.para("9.66")
OUTCOMES = CODE_2015.at("paras 9.61, 9.66")
SECTION_J = SEND_REGS_2014.reg("12(1)(j)")

NEED_WITHOUT_PROVISION = Caution(
    "need-without-provision",
    "Every need in Section B has provision in Section F.",
    SPECIFIED,
    rule="C5",
)
PROVISION_WITHOUT_NEED = Caution(
    "provision-without-need",
    "Provision in Section F is for a need in the plan.",
    SPECIFIED,
    rule="C5",
)
PROVISION_WITHOUT_OUTCOME = Caution(
    "provision-without-outcome",
    "Provision in Sections F, G and H leads to an outcome in Section E.",
    LINKED,
)
OUTCOME_WITHOUT_PROVISION = Caution(
    "outcome-without-provision",
    "Every outcome has provision that leads to it.",
    LINKED,
)
OUTCOME_WITHOUT_NEED = Caution(
    "outcome-without-need",
    "Every outcome is linked to a need.",
    LINKED,
)
OUTCOME_WITHOUT_ASPIRATION = Caution(
    "outcome-without-aspiration",
    "Where Section A has aspirations, an outcome supports one that fits.",
    CODE_2015.para("9.66"),
)
LINKED_TO_NOTHING = Caution(
    "linked-to-nothing",
    "What an element is linked to stands in the plan, in the section for it.",
    CFA_2014.s("37(2)"),
)
OUTCOME_UNDATED = Caution(
    "outcome-undated",
    "An outcome is set to a day, or to the end of a phase or stage.",
    OUTCOMES,
)
OUTCOME_UNMEASURED = Caution(
    "outcome-unmeasured",
    "An outcome says how it will be told that it is reached.",
    OUTCOMES,
)
OUTCOME_IS_SERVICE = Caution(
    "outcome-worded-as-a-service",
    "An outcome is the difference made to the person, not the service: not what they will have"
    " access to, nor something to develop or understand better that nobody can measure.",
    OUTCOMES,
)
OUTCOME_REPEATS_PROVISION = Caution(
    "outcome-repeats-provision",
    "An outcome says what is to be reached, and does not repeat the provision in Section F.",
    CODE_2015.para("9.66"),
)
VAGUE = Caution(
    "vague-provision",
    "Provision is specific and normally quantified.",
    SPECIFIED,
    rule="C5",
)
NOT_QUANTIFIED = Caution(
    "provision-not-quantified",
    "Provision says how much, how often and by whom, or why the needs demand that it does not.",
    SPECIFIED,
    rule="C5",
)
EDUCATES = Caution(
    "provision-that-educates",
    "Health or social care provision that educates or trains belongs in Section F.",
    CFA_2014.s("21(5)") & CODE_2015.at("paras 9.73-9.76"),
    rule="C6",
)
CARE_OUT_OF_PLACE = Caution(
    "care-out-of-place",
    "Section H1 has the services of section 2 of the 1970 Act, Section H2 the others.",
    SEND_REGS_2014.reg("12(1)(h)"),
    rule="C2",
)
CARE_OF_AN_ADULT = Caution(
    "care-of-an-adult-in-h1",
    "Section H1 is for a child or young person under 18.",
    SEND_REGS_2014.reg("12(1)(h)"),
    rule="C2",
)
PAYMENT_FOR_NO_PROVISION = Caution(
    "direct-payment-for-no-provision",
    "A direct payment in Section J secures provision that stands in Section F, G or H.",
    SECTION_J,
)
PAYMENT_MEETS_NOTHING = Caution(
    "direct-payment-meets-nothing",
    "Section J says which needs and which outcomes a direct payment is to meet.",
    SECTION_J,
)
RECOMMENDATION_UNANSWERED = Caution(
    "recommendation-unanswered",
    "Provision that a report recommends is in the plan, or the plan says why it is not.",
    SEND_REGS_2014.reg("11"),
    rule="C1",
)
NO_PREPARATION_YET = Caution(
    "no-preparation-for-adulthood-yet",
    "In or beyond Year 9 the plan sets out provision to prepare for adulthood and independent"
    " living; without it the plan cannot be finalised.",
    SEND_REGS_2014.reg("12(3)"),
    rule="C4",
)

WARNED_OF: tuple[tuple[Caution, Check], ...] = (
    (NEED_WITHOUT_PROVISION, thread.needs_without_provision),
    (PROVISION_WITHOUT_NEED, thread.provision_without_need),
    (PROVISION_WITHOUT_OUTCOME, thread.provision_without_outcome),
    (OUTCOME_WITHOUT_PROVISION, thread.outcomes_without_provision),
    (OUTCOME_WITHOUT_NEED, thread.outcomes_without_need),
    (OUTCOME_WITHOUT_ASPIRATION, thread.outcomes_without_aspiration),
    (LINKED_TO_NOTHING, thread.broken_links),
    (OUTCOME_UNDATED, outcome_checks.undated),
    (OUTCOME_UNMEASURED, outcome_checks.unmeasured),
    (OUTCOME_IS_SERVICE, outcome_checks.worded_as_a_service),
    (OUTCOME_REPEATS_PROVISION, outcome_checks.repeats_provision),
    (VAGUE, checks.vague),
    (NOT_QUANTIFIED, checks.not_quantified),
    (EDUCATES, checks.educating_elsewhere),
    (CARE_OUT_OF_PLACE, checks.care_out_of_place),
    (PAYMENT_FOR_NO_PROVISION, checks.payments_for_no_provision),
    (PAYMENT_MEETS_NOTHING, checks.payments_that_meet_nothing),
    (RECOMMENDATION_UNANSWERED, checks.unanswered_recommendations),
)
"""Every check of a plan that warns, the thread in the order of the sections."""


def cautions(about: Child | None, plan: Plan, on: date) -> Iterator[RuleWarned]:
    """Yield what is warned of, each with the ids of the elements concerned."""
    for caution, check in WARNED_OF:
        found = check(plan)
        if found:
            yield caution.about(on, ", ".join(found))
    of_age = about is not None and has_reached(about.date_of_birth, ADULT, on)
    if of_age and plan.care_provision_1970_act:
        yield CARE_OF_AN_ADULT.about(on, ", ".join(c.id for c in plan.care_provision_1970_act))


def preparation_cautions(about: Child | None, plan: Plan, on: date) -> Iterator[RuleWarned]:
    """Yield the warning that a plan still lacks preparation for adulthood."""
    if must_prepare(about, on) and not checks.prepares_for_adulthood(plan):
        yield NO_PREPARATION_YET.about(on)
