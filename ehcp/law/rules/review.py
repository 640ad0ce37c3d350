"""Reviewing, amending and re-assessing. CFA 2014 s.44; SI 2014/1530 regs 18-28."""

from ehcp.law.citations import CFA_2014, CODE_2015, DEVON_2022, SEND_REGS_2014
from ehcp.law.rules.authorities import PRACTICE
from ehcp.law.rules.rule import (
    Asks,
    Rule,
    Section,
    read,
    recollection,
    secondary,
)

REVIEW = Section(
    letter="F",
    title="Reviews, amendments and re-assessments",
    rules=(
        Rule(
            id="F1",
            says="A review consults the child and the parent, or the young person, and the"
            " institution, and looks at progress and at whether the outcomes still fit.",
            sources=(
                recollection(SEND_REGS_2014.reg("19")),
                secondary(CODE_2015.at("paras 9.166-9.168")),
            ),
            asks=(Asks.RECORD,),
            by=("send-review-report", "record-review-views"),
        ),
        Rule(
            id="F2",
            says="Where an institution is attended there is a meeting. The heads of certain"
            " schools can be required to arrange it; others can be asked.",
            sources=(
                read(SEND_REGS_2014.reg("20(1)")),
                recollection(SEND_REGS_2014.reg("20(12)")),
                secondary(CODE_2015.para("9.173")),
            ),
            asks=(Asks.RECORD,),
            by=("start-review", "ask-to-arrange-review"),
        ),
        Rule(
            id="F3",
            says="Invited are the family, the setting, the authority's officers for special"
            " educational needs and for social care, and a health professional; without a setting"
            " the rest, and whoever the authority thinks fit.",
            sources=(read(SEND_REGS_2014.at("regs 20(2)(a)-(e), 21(2)(a)-(e)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="F4",
            says="From Year 9 on the review considers provision that prepares for adulthood.",
            sources=(
                read(SEND_REGS_2014.reg("21(6)")),
                secondary(SEND_REGS_2014.reg("20(6)")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="F5",
            says="The report recommends amendments, tells where people differed, has the advice"
            " with it, and goes to all who were invited.",
            sources=(
                read(SEND_REGS_2014.reg("21(7)")),
                secondary(SEND_REGS_2014.at("reg 20(7)-(9)")),
            ),
            asks=(Asks.RECORD, Asks.WARN),
            by=("send-review-report",),
            left="The form of the report: the program makes none yet.",
        ),
        Rule(
            id="F6",
            says="A review ends in one of three decisions: to maintain, to amend, or to cease; one"
            " to amend goes with the amendments and their evidence.",
            sources=(
                read(SEND_REGS_2014.at("regs 20(10), 22(2)(a)")),
                read(DEVON_2022.whole),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="F7",
            says="A decision to maintain or to cease tells of appeal and mediation; one to amend"
            " does so with the amended plan.",
            sources=(
                read(SEND_REGS_2014.reg("31(3)")),
                secondary(SEND_REGS_2014.at("regs 20(11), 21, 22(5)")),
            ),
            asks=(Asks.REFUSE,),
            through=("C12",),
            left="The wording of the letters: the program makes none yet.",
        ),
        Rule(
            id="F8",
            says="With the notice of amendments go the plan as it is, the amendments, their"
            " evidence, the right to ask for a setting, 15 days, a meeting, and where settings"
            " are found.",
            sources=(read(SEND_REGS_2014.reg("22(2)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="F9",
            says="An amendment outside a review goes the same way. A plan in force is not edited.",
            sources=(secondary(SEND_REGS_2014.reg("28")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="F10",
            says="No provision lets a slip in a plan be put right: it is an amendment, unless it"
            " changes nothing of substance, and it is logged.",
            sources=(recollection(PRACTICE.whole),),
            asks=(Asks.WARN,),
        ),
        Rule(
            id="F11",
            says="A looked-after child's review is aligned with that of the care plan, and takes"
            " in that of the personal budget and of direct payments.",
            sources=(secondary(CODE_2015.para("9.169")),),
            asks=(Asks.SHOW,),
        ),
        Rule(
            id="F12",
            says="From 19 on, regard is had to whether the educational or training outcomes have"
            " been achieved.",
            sources=(secondary(CFA_2014.s("44(5)")),),
            asks=(Asks.SHOW,),
        ),
        Rule(
            id="F13",
            says="A parent, a young person, the institution and the commissioning body may ask for"
            " a re-assessment, and the authority may make one by itself. What the commissioning"
            " body asks for is granted; the rest may be refused within six months of the last, or"
            " where it is not necessary.",
            sources=(
                secondary(CFA_2014.at("s.44(2)-(3)")),
                secondary(SEND_REGS_2014.at("regs 23-24")),
            ),
            asks=(Asks.RECORD, Asks.REFUSE),
            by=("request-reassessment", "agree-to-reassess"),
        ),
    ),
)
