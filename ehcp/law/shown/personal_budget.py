"""What is shown of personal budgets and direct payments. CFA 2014 s.49; SI 2014/1652."""

from ehcp.law.citations import CFA_2014, CODE_2015, PERSONAL_BUDGETS_2014
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import personal_budget

REQUEST = (personal_budget.PERSONAL_BUDGET_REQUEST_WINDOW,)
REVIEWS = (
    personal_budget.DIRECT_PAYMENT_REVIEW_FIRST,
    personal_budget.DIRECT_PAYMENT_REVIEW_WITH_PLAN,
)

PERSONAL_BUDGET_SHOWN = (
    Shown(
        rule="E2",
        text="A personal budget is the money there is to secure particular provision that the"
        " family takes part in securing: paid to it, held by the authority or the school, held"
        " by somebody else, or a mix of these.",
        source=CFA_2014.s("49(2)") & CODE_2015.para("9.101"),
        limits=REQUEST,
    ),
    Shown(
        rule="E3",
        text="A budget may be refused for provision whose money is part of a larger sum only if"
        " taking it out would harm the services of others with plans, or would not be an"
        " efficient use of resources. The family is told why.",
        source=PERSONAL_BUDGETS_2014.reg("4A"),
        limits=REQUEST,
    ),
    Shown(
        rule="E11",
        text="No appeal to the Tribunal lies against the refusal of a budget or payment, but one"
        " lies against the provision itself. The review takes account of what the family says.",
        source=PERSONAL_BUDGETS_2014.reg("7"),
        limits=(personal_budget.PERSONAL_BUDGET_REFUSAL_REVIEW,),
    ),
    Shown(
        rule="E12",
        text="A review may lead to another recipient, another amount, conditions or an end. That"
        " the recipient asks to have a reduction looked at again does not hold it up.",
        source=PERSONAL_BUDGETS_2014.at("regs 11(4), 12, 14"),
        limits=(*REVIEWS, personal_budget.DIRECT_PAYMENT_REDUCE_OR_STOP_NOTICE),
    ),
    Shown(
        rule="E13",
        text="What is bought with a direct payment counts as secured by the authority only if the"
        " payment really secures it. The duty to secure the provision remains.",
        source=CFA_2014.at("ss.42, 49"),
        limits=(personal_budget.DIRECT_PAYMENT_CONSENT, *REVIEWS),
    ),
    Shown(
        rule="E14",
        text="Direct payments for health and for social care have regulations of their own. In"
        " Section J they stand apart from those for education.",
        source=CODE_2015.at("paras 9.95-9.124"),
        limits=(*REQUEST, personal_budget.DIRECT_PAYMENT_CONSENT),
    ),
)
