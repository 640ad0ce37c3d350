"""Which setting a plan names. CFA 2014 ss.33, 38-43, 61."""

from ehcp.law.citations import CFA_2014, EDUCATION_ACT_1996
from ehcp.law.rules.authorities import BARNET_2010, GUIDES, PRACTICE
from ehcp.law.rules.rule import (
    Asks,
    Rule,
    Section,
    quoted,
    read,
    recollection,
    secondary,
)

SETTING = Section(
    letter="D",
    title="The setting that is named",
    rules=(
        Rule(
            id="D1",
            says="What can be asked for: a maintained school or nursery school, an Academy, an"
            " institution of further education in England, a non-maintained special school, and"
            " one approved under s.41.",
            sources=(read(CFA_2014.s("38(3)")),),
            asks=(Asks.RECORD,),
            by=("request-setting", "consult-setting"),
        ),
        Rule(
            id="D2",
            says="A wholly independent school cannot be asked for: the authority has regard to"
            " the parents' wishes, need not name it, and needs the offer of a place to do so.",
            sources=(
                secondary(GUIDES.whole),
                recollection(EDUCATION_ACT_1996.s("9")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="D3",
            says="The institution asked for is consulted, so is any other that is considered, and"
            " so is the authority that maintains it.",
            sources=(
                quoted(CFA_2014.s("39(2)")),
                read(CFA_2014.s("40(3)")),
                secondary(GUIDES.whole),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="D4",
            says="The institution asked for is named unless it is unsuitable, or would harm the"
            " efficient education of others or the efficient use of resources. There is no other"
            " ground.",
            sources=(quoted(CFA_2014.at("s.39(3)-(4)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="D5",
            says="That a school is full or objects is evidence and no ground; harm to the"
            " education of others is a high threshold.",
            sources=(secondary(BARNET_2010.whole),),
            asks=(Asks.SHOW,),
        ),
        Rule(
            id="D6",
            says="If a ground applies, or nobody asks in the period, an appropriate institution is"
            " consulted and named, or an appropriate type given.",
            sources=(read(CFA_2014.at("ss.39(5)-(6), 40")),),
            asks=(Asks.RECORD,),
            by=("issue-final-plan",),
            through=("C9", "D3"),
        ),
        Rule(
            id="D7",
            says="Unless the plan names what the family asked for, it is for mainstream, save"
            " against the family's wishes, or where that would harm the education of others and"
            " no reasonable step could prevent it.",
            sources=(recollection(CFA_2014.at("s.33(2)-(5)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="D8",
            says="Whether an institution is approved is a matter of the day on which it is named.",
            sources=(secondary(CFA_2014.s("41")),),
            asks=(Asks.WARN,),
        ),
        Rule(
            id="D9",
            says="The institution that is named must admit.",
            sources=(secondary(CFA_2014.s("43")),),
            asks=(Asks.RECORD, Asks.WARN),
            by=("record-admission",),
        ),
        Rule(
            id="D10",
            says="Provision is made outside any institution only where it would be inappropriate"
            " inside one, and after the family was consulted.",
            sources=(recollection(CFA_2014.s("61")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="D11",
            says="A setting is named on a condition only between two suitable ones, and for the"
            " extra cost of one of them.",
            sources=(recollection(PRACTICE.whole),),
            asks=(Asks.WARN,),
        ),
    ),
)
