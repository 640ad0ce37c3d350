"""Asking for an assessment, and deciding whether to make one. CFA 2014 ss.22-24, 36."""

from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014
from ehcp.law.rules.authorities import GUIDES
from ehcp.law.rules.rule import (
    Asks,
    Rule,
    Section,
    read,
    recollection,
    secondary,
)

REQUEST = Section(
    letter="A",
    title="The request, and the decision to assess",
    rules=(
        Rule(
            id="A1",
            says="An assessment is asked for by a parent, the young person, or somebody acting"
            " for a school or post-16 institution; by nobody else.",
            sources=(read(CFA_2014.s("36(1)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="A2",
            says="Anybody else brings the child to attention. The authority becomes responsible,"
            " and the duty to decide and its limits run from that day too.",
            sources=(
                read(CFA_2014.s("36(3)")),
                read(SEND_REGS_2014.at("regs 5(1)(b), 10(1), 13(2)")),
                recollection(CODE_2015.at("paras 9.9-9.10")),
            ),
            asks=(Asks.RECORD,),
            by=("bring-to-attention",),
        ),
        Rule(
            id="A3",
            says="No form is prescribed, and no earlier support, diagnosis or report is a"
            " condition: what a form lacks does not delay the limits.",
            sources=(read(CFA_2014.s("36(1)")), secondary(GUIDES.whole)),
            asks=(Asks.WARN,),
            left="That a request is not yet valid cannot be recorded: the record has no such"
            " state, so nothing needs refusing.",
        ),
        Rule(
            id="A4",
            says="A young person is over compulsory school age and under 25.",
            sources=(secondary(CFA_2014.s("83(2)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="A5",
            says="The family is consulted before the authority decides whether to assess.",
            sources=(read(CFA_2014.s("36(4)")), recollection(SEND_REGS_2014.reg("3"))),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="A6",
            says="Where a plan may be necessary, none exists, and nothing was assessed in the last"
            " six months, the family is told that an assessment is considered and that it may"
            " give views and evidence.",
            sources=(read(CFA_2014.at("s.36(6)-(7)")),),
            asks=(Asks.RECORD,),
            by=("send-considering-notice",),
        ),
        Rule(
            id="A7",
            says="The test has two limbs and no third: the child has or may have special"
            " educational needs, and provision under a plan may be necessary.",
            sources=(
                secondary(CFA_2014.s("36(8)")),
                recollection(CODE_2015.at("paras 9.3, 9.14")),
            ),
            asks=(Asks.SHOW, Asks.RECORD),
        ),
        Rule(
            id="A8",
            says="Local criteria guide; a fixed threshold does not decide.",
            sources=(recollection(CODE_2015.para("9.16")),),
            asks=(Asks.WARN,),
        ),
        Rule(
            id="A9",
            says="For somebody over 18 regard is had to age.",
            sources=(recollection(CFA_2014.s("36(10)")),),
            asks=(Asks.SHOW,),
        ),
        Rule(
            id="A10",
            says="A refusal to assess has its reasons, the right of appeal, the time limits, what"
            " there is to say of mediation, and where help with a disagreement and advice are.",
            sources=(read(CFA_2014.s("36(5)")), read(SEND_REGS_2014.reg("5(3)"))),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="A11",
            says="The decision, either way, also goes to all who had been told that an assessment"
            " was considered.",
            sources=(read(SEND_REGS_2014.reg("5(2)")),),
            asks=(Asks.RECORD,),
            by=("copy-decision",),
        ),
        Rule(
            id="A12",
            says="A health body that thinks that a child under school age probably has special"
            " educational needs or a disability tells the parent and the authority.",
            sources=(secondary(CFA_2014.s("23")),),
            asks=(Asks.RECORD,),
            by=("bring-to-attention",),
            left="The duty is the health body's; what reaches the authority is recorded with a"
            " health body as the informant.",
        ),
    ),
)
