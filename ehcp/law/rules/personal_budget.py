"""Personal budgets and direct payments. CFA 2014 s.49; SI 2014/1652."""

from ehcp.law.citations import CFA_2014, CODE_2015, PERSONAL_BUDGETS_2014
from ehcp.law.rules.authorities import DIRECT_PAYMENTS_PILOT_2012, OTHER_DIRECT_PAYMENTS
from ehcp.law.rules.rule import (
    Asks,
    Rule,
    Section,
    read,
    read_beside,
    recollection,
    secondary,
)

PERSONAL_BUDGET = Section(
    letter="E",
    title="Personal budgets and direct payments",
    rules=(
        Rule(
            id="E1",
            says="A personal budget is prepared when the family asks for one while a draft is"
            " prepared, a review or a re-assessment. To have no policy is no reason to refuse.",
            sources=(
                secondary(CFA_2014.s("49(1)")),
                secondary(PERSONAL_BUDGETS_2014.reg("4")),
            ),
            asks=(Asks.REFUSE, Asks.WARN),
        ),
        Rule(
            id="E2",
            says="A budget is the money for particular provision that the family helps to secure:"
            " paid directly, held by the authority or the school, held by a third party, or a"
            " mix of these.",
            sources=(
                secondary(CFA_2014.s("49(2)")),
                secondary(CODE_2015.para("9.101")),
            ),
            asks=(Asks.RECORD,),
            by=("prepare-personal-budget",),
        ),
        Rule(
            id="E3",
            says="Money that is part of a larger sum need not be told apart where that would harm"
            " the services for others or be inefficient; the family is told why.",
            sources=(
                read(PERSONAL_BUDGETS_2014.reg("4A")),
                recollection(CODE_2015.para("9.106")),
            ),
            asks=(Asks.RECORD,),
            by=("refuse-personal-budget",),
        ),
        Rule(
            id="E4",
            says="The family is told what a budget may cover, who helps, and the conditions.",
            sources=(read(PERSONAL_BUDGETS_2014.reg("3")),),
            asks=(Asks.RECORD,),
            by=("give-budget-information",),
        ),
        Rule(
            id="E5",
            says="A direct payment goes to the parent, the young person, whom they name in"
            " writing, or a representative; to somebody able to manage it, over compulsory school"
            " age, with capacity, and whom the Schedule does not exclude.",
            sources=(
                read(PERSONAL_BUDGETS_2014.at("Schedule").noting("opening words")),
                secondary(PERSONAL_BUDGETS_2014.reg("5")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="E6",
            says="It is made only if it will be used as agreed, in the person's best interests,"
            " without harm to the services for others, and efficiently.",
            sources=(secondary(PERSONAL_BUDGETS_2014.reg("6")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="E7",
            says="It is never made for a place at a school or post-16 institution.",
            sources=(secondary(PERSONAL_BUDGETS_2014.reg("6")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="E8",
            says="Whoever is in charge of the premises on which it is used agrees in writing.",
            sources=(
                secondary(PERSONAL_BUDGETS_2014.reg("9").noting("number not confirmed")),
                recollection(CODE_2015.at("paras 9.119-9.124")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="E9",
            says="Before anything is paid there is notice of who, what, how much, on which"
            " conditions and when, and written consent; consent that is withdrawn ends it.",
            sources=(
                secondary(PERSONAL_BUDGETS_2014.reg("8")),
                secondary(CFA_2014.at("s.49(4)-(6)")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="E10",
            says="The amount is enough to secure what was agreed.",
            sources=(secondary(PERSONAL_BUDGETS_2014.reg("10")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="E11",
            says="A refusal has written reasons and says that a review may be asked for; there is"
            " no appeal to the Tribunal.",
            sources=(secondary(PERSONAL_BUDGETS_2014.reg("7")),),
            asks=(Asks.REFUSE, Asks.SHOW),
            by=("review-refusal",),
            left="The wording of the letter: the program makes none yet.",
        ),
        Rule(
            id="E12",
            says="Payments are watched, and reviewed early and with each review of the plan. They"
            " are reduced or stopped on reasonable written notice with reasons, and reconsidered"
            " once.",
            sources=(
                secondary(PERSONAL_BUDGETS_2014.at("regs 11(4), 12, 14")),
                read_beside(DIRECT_PAYMENTS_PILOT_2012.at("Schedule 1 paras 15-16")),
            ),
            asks=(Asks.REFUSE, Asks.RECORD),
            by=("review-direct-payment", "reconsider-reduction"),
        ),
        Rule(
            id="E13",
            says="Provision counts as secured by a payment only if the payment does secure it.",
            sources=(secondary(CFA_2014.at("ss.42, 49(5)-(6)")),),
            asks=(Asks.SHOW,),
        ),
        Rule(
            id="E14",
            says="Direct payments for health and for social care have regulations of their own.",
            sources=(
                secondary(CODE_2015.at("paras 9.95-9.124")),
                secondary(OTHER_DIRECT_PAYMENTS.whole),
            ),
            asks=(Asks.RECORD,),
            by=("prepare-personal-budget",),
        ),
    ),
)
