"""What is warned of in the golden thread of a plan, and in its outcomes.

From a need to its provision, to the outcome, to the aspiration. CFA 2014 s.37(2); the Code's
paragraphs 9.61 to 9.69.
"""

from collections.abc import Callable

from ehcp.domain.command import Caution
from ehcp.domain.plan import outcome_checks, thread
from ehcp.domain.plan.sections import Plan
from ehcp.law.citations import CFA_2014, CODE_2015

Check = Callable[[Plan], tuple[str, ...]]

NEED_WITHOUT_PROVISION = Caution(
    "need-without-provision",
    "Every need in Section B has provision in Section F.",
    CFA_2014.s("37(2)") & CODE_2015.para("9.69"),
    rule="C5",
)
PROVISION_WITHOUT_NEED = Caution(
    "provision-without-need",
    "Provision in Section F is for a need in the plan.",
    CFA_2014.s("37(2)") & CODE_2015.para("9.69"),
    rule="C5",
)
PROVISION_WITHOUT_OUTCOME = Caution(
    "provision-without-outcome",
    "Provision in Sections F, G and H leads to an outcome in Section E.",
    CFA_2014.s("37(2)") & CODE_2015.para("9.66"),
)
OUTCOME_WITHOUT_PROVISION = Caution(
    "outcome-without-provision",
    "Every outcome has provision that leads to it.",
    CFA_2014.s("37(2)") & CODE_2015.para("9.66"),
)
OUTCOME_WITHOUT_NEED = Caution(
    "outcome-without-need",
    "Every outcome is linked to a need.",
    CFA_2014.s("37(2)") & CODE_2015.para("9.66"),
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
    CODE_2015.at("paras 9.61, 9.66"),
)
OUTCOME_UNMEASURED = Caution(
    "outcome-unmeasured",
    "An outcome says how it will be told that it is reached.",
    CODE_2015.at("paras 9.61, 9.66"),
)
OUTCOME_IS_SERVICE = Caution(
    "outcome-worded-as-a-service",
    "An outcome is the difference made to the person, not the service: not what they will have"
    " access to, nor something to develop or understand better that nobody can measure.",
    CODE_2015.at("paras 9.61, 9.66"),
)
OUTCOME_REPEATS_PROVISION = Caution(
    "outcome-repeats-provision",
    "An outcome says what is to be reached, and does not repeat the provision in Section F.",
    CODE_2015.para("9.66"),
)

THREAD: tuple[tuple[Caution, Check], ...] = (
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
)
"""In the order of the sections."""
