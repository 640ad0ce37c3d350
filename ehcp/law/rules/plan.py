"""What a plan is made of, and how it is issued. CFA 2014 ss.37-42; SI 2014/1530 regs 11-14."""

from ehcp.law.citations import CFA_2014, CODE_2015, RECOMMENDATIONS_2017, SEND_REGS_2014
from ehcp.law.rules.authorities import GUIDES, NOTTINGHAMSHIRE_2021, WORCESTERSHIRE_2020
from ehcp.law.rules.rule import (
    Asks,
    Rule,
    Section,
    read,
    recollection,
    secondary,
)

PLAN = Section(
    letter="C",
    title="The plan",
    rules=(
        Rule(
            id="C1",
            says="A plan is prepared from the evidence of the assessment, with thought for how"
            " the outcomes are best achieved.",
            sources=(read(SEND_REGS_2014.reg("11")),),
            asks=(Asks.RECORD,),
            by=("issue-draft-plan",),
        ),
        Rule(
            id="C2",
            says="Each of the Sections A, B, C, D, E, F, G, H1, H2, I and J stands by itself; the"
            " advice and information are appended as Section K.",
            sources=(
                read(SEND_REGS_2014.reg("12(1)")),
                secondary(SEND_REGS_2014.reg("12(4)")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="C3",
            says="Health provision in Section G is agreed by the responsible commissioning body.",
            sources=(read(SEND_REGS_2014.reg("12(2)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="C4",
            says="From Year 9 on the plan has provision that prepares for adulthood and"
            " independent living.",
            sources=(secondary(SEND_REGS_2014.reg("12(3)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="C5",
            says="Needs and provision are specified: every need has provision, and provision"
            " normally says how much, how often and by whom.",
            sources=(
                recollection(CFA_2014.s("37(2)")),
                secondary(CODE_2015.para("9.69")),
                secondary(WORCESTERSHIRE_2020.whole),
            ),
            asks=(Asks.WARN,),
        ),
        Rule(
            id="C6",
            says="Health or social care provision that educates or trains is special educational"
            " provision and belongs in Section F.",
            sources=(
                recollection(CFA_2014.s("21(5)")),
                secondary(CODE_2015.at("paras 9.73-9.76")),
            ),
            asks=(Asks.WARN,),
        ),
        Rule(
            id="C7",
            says="A draft names no school or other institution, and no type.",
            sources=(read(CFA_2014.s("38(5)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="C8",
            says="With the draft the family has the appendices and notice of its rights: to make"
            " representations, to ask for a setting, the period, a meeting, and where to find"
            " settings.",
            sources=(
                read(CFA_2014.at("s.38(2), (4)")),
                read(SEND_REGS_2014.reg("13(1)")),
                read(CODE_2015.para("9.77")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="C9",
            says="A final plan names an institution and its type, or at least a type, unless"
            " education is arranged otherwise than in an institution.",
            sources=(
                read(CFA_2014.at("ss.39(5), 40(2)")),
                read(SEND_REGS_2014.reg("12(1)(i)")),
                read(CFA_2014.s("51(2)(c)(iv)")),
                recollection(CFA_2014.s("61")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="C10",
            says="The final plan differs from the draft only for the family's representations and"
            " for the setting; any other change needs a fresh draft and fresh time, within the"
            " same overall limit.",
            sources=(
                secondary(GUIDES.whole),
                recollection(CODE_2015.at("paras 9.125-9.126")),
            ),
            asks=(Asks.WARN,),
        ),
        Rule(
            id="C11",
            says="The final plan goes to the family, the institution named and the commissioning"
            " body.",
            sources=(
                read(SEND_REGS_2014.reg("13(2)")),
                read(CFA_2014.s("40(5)")),
                recollection(CFA_2014.s("39(8)")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="C12",
            says="With it goes notice of the right of appeal, the time limit, mediation, help with"
            " a disagreement, advice, and the appeal that reaches health and social care.",
            sources=(
                secondary(SEND_REGS_2014.reg("14")),
                secondary(RECOMMENDATIONS_2017.whole),
            ),
            asks=(Asks.REFUSE, Asks.WARN),
            left="The wording of the letter: the program makes none yet.",
        ),
        Rule(
            id="C13",
            says="A plan is dated, signed by an officer, and shows how it has been amended.",
            sources=(recollection(CODE_2015.para("9.62")),),
            asks=(Asks.REFUSE,),
            by=("issue-amended-plan",),
        ),
        Rule(
            id="C14",
            says="What Section F says is secured by the authority, Section G by the commissioning"
            " body; H1 and H2 are made by the authority as its social care duties require. The"
            " duty cannot be passed on, and a budget is no defence.",
            sources=(
                secondary(CFA_2014.at("s.42(2)-(3)")),
                secondary(NOTTINGHAMSHIRE_2021.whole),
            ),
            asks=(Asks.SHOW, Asks.RECORD),
            by=("record-provision-stopped", "record-complaint"),
        ),
    ),
)
