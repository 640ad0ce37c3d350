"""Making the assessment, and what it leads to. CFA 2014 ss.19, 36-37; SI 2014/1530 regs 6-10."""

from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014
from ehcp.law.rules.rule import (
    Asks,
    Rule,
    Section,
    quoted,
    read,
    recollection,
    secondary,
)

ASSESSMENT = Section(
    letter="B",
    title="The assessment",
    rules=(
        Rule(
            id="B1",
            says="Advice is sought from the family, education, health, an educational"
            " psychologist, social care, whoever else the authority thinks fit, on preparing for"
            " adulthood from Year 9, and from anybody the family reasonably asks for.",
            sources=(
                secondary(SEND_REGS_2014.at("reg 6(1)(a)-(h)")),
                recollection(SEND_REGS_2014.reg("6(1)(b)").noting("who stands in for a head")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="B2",
            says="Educational advice on somebody with impaired sight or hearing follows"
            " consultation of a teacher qualified for that.",
            sources=(secondary(SEND_REGS_2014.reg("6(2)")),),
            asks=(Asks.WARN,),
        ),
        Rule(
            id="B3",
            says="Each adviser is asked for needs, provision and outcomes, and has the family's"
            " representations and evidence.",
            sources=(
                quoted(SEND_REGS_2014.reg("6(1)")),
                recollection(SEND_REGS_2014.reg("6(3)")),
            ),
            asks=(Asks.SHOW,),
            left="The letter of request itself: the program makes no letters yet.",
        ),
        Rule(
            id="B4",
            says="Advice that exists is used again only if its author, the authority and the"
            " family are all satisfied with it; then it is not sought afresh.",
            sources=(quoted(SEND_REGS_2014.reg("6(4)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="B5",
            says="The views of the child or young person, of the parent and of the setting count,"
            " and disruption and repeated assessments are avoided.",
            sources=(recollection(SEND_REGS_2014.reg("7")),),
            asks=(Asks.SHOW,),
        ),
        Rule(
            id="B6",
            says="The family has the advice, information and support it needs to take part, and"
            " whether an advocate is needed is considered.",
            sources=(secondary(SEND_REGS_2014.reg("9")), secondary(CFA_2014.s("19"))),
            asks=(Asks.SHOW,),
        ),
        Rule(
            id="B7",
            says="In everything it does the authority has regard to views, wishes and feelings, to"
            " participation, to information and support, and to the best possible outcomes.",
            sources=(secondary(CFA_2014.s("19")),),
            asks=(Asks.REFUSE, Asks.SHOW),
            left="Refusing a personal budget or a direct payment, setting a decision to cease"
            " aside and going on past 25 have no field for it yet: a command that asks for one"
            " more thing breaks those who send it.",
        ),
        Rule(
            id="B8",
            says="The setting cannot be made to carry out or to pay for the assessment.",
            sources=(secondary(CFA_2014.s("36")),),
            asks=(Asks.SHOW,),
        ),
        Rule(
            id="B9",
            says="Where the assessment shows that provision under a plan is necessary, a plan is"
            " prepared and maintained.",
            sources=(
                recollection(CFA_2014.s("37(1)")),
                read(SEND_REGS_2014.reg("10(1)")),
            ),
            asks=(Asks.SHOW, Asks.RECORD),
            by=("decide-no-plan", "issue-draft-plan"),
        ),
        Rule(
            id="B10",
            says="A decision to issue no plan has the four items of a refusal to assess, goes to"
            " the commissioning body and the setting too, and should come with written feedback.",
            sources=(
                read(SEND_REGS_2014.at("reg 10(2)-(3)")),
                recollection(CODE_2015.at("paras 9.57-9.59")),
            ),
            asks=(Asks.REFUSE,),
            by=("copy-decision",),
        ),
    ),
)
