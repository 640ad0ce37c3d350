"""Appeals, mediation, orders and recommendations. CFA 2014 ss.51-56; regs 32-45."""

from ehcp.law.citations import (
    CFA_2014,
    CODE_2015,
    PRACTICE_DIRECTION_2025,
    RECOMMENDATIONS_2017,
    SEND_REGS_2014,
    TRIBUNAL_RULES_2008,
    UPPER_TRIBUNAL_RULES_2008,
)
from ehcp.law.rules.authorities import GUIDES, MEDIATION_CASE_2020
from ehcp.law.rules.rule import (
    Asks,
    Rule,
    Section,
    quoted,
    read,
    recollection,
    secondary,
)

APPEAL = Section(
    letter="H",
    title="Appeals, mediation and the Tribunal's powers",
    rules=(
        Rule(
            id="H1",
            says="What can be appealed: (a) a refusal to assess; (b) to issue a plan; (c) needs,"
            " provision, institution or type in a plan, or that none is named; (d) a refusal to"
            " re-assess; (e) not to amend or replace; (f) to cease.",
            sources=(read(CFA_2014.at("s.51(2)-(3)")),),
            asks=(Asks.RECORD, Asks.REFUSE),
            by=("record-appeal",),
            left="The letter is shown with the decision, where it is shown who was told of it.",
        ),
        Rule(
            id="H2",
            says="The other sections, and a refused budget, cannot be appealed alone. On C, D, G"
            " and H the Tribunal may recommend, save in an appeal about a refusal to assess; E may"
            " change in consequence.",
            sources=(read(RECOMMENDATIONS_2017.whole),),
            asks=(Asks.SHOW, Asks.REFUSE),
        ),
        Rule(
            id="H3",
            says="A parent, for a child, or the young person appeals; a school never does.",
            sources=(read(CFA_2014.s("51(1)")),),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="H4",
            says="An appeal needs a mediation certificate, unless it is only about the institution"
            " or type named, or that none is.",
            sources=(secondary(CFA_2014.s("55")), secondary(CODE_2015.at("chapter 11"))),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="H5",
            says="Without a certificate, and out of time for one, the family may ask the Tribunal"
            " in writing, with reasons, for leave to appeal.",
            sources=(
                recollection(SEND_REGS_2014.reg("34")),
                recollection(TRIBUNAL_RULES_2008.rule("19")),
                secondary(GUIDES.whole),
            ),
            asks=(Asks.RECORD,),
            by=("request-leave-to-appeal", "record-leave-decision"),
        ),
        Rule(
            id="H6",
            says="The notice of a decision tells of mediation, of the certificate, how to reach"
            " the adviser and the authority, the time limits, and that the family says what it"
            " wants to mediate about and which health provision it wants.",
            sources=(read(SEND_REGS_2014.at("reg 32(a)-(f)")),),
            asks=(Asks.REFUSE,),
            through=("A10", "B10", "C12", "F7", "F8", "F13", "G4"),
            left="A notice without what there is to say of mediation is refused, as one of its"
            " four items. What that item says, in its six points, is the wording of the letter,"
            " and the program makes none yet.",
        ),
        Rule(
            id="H7",
            says="The family may mediate about health and social care too. Whoever comes for the"
            " authority or a commissioning body can settle, and mediator and adviser are"
            " independent of both.",
            sources=(
                read(CFA_2014.at("s.56(2)-(3)")),
                secondary(CFA_2014.at("ss.52-56")),
            ),
            asks=(Asks.WARN, Asks.REFUSE),
        ),
        Rule(
            id="H7a",
            says="The family may bring one advocate or supporter, a lawyer included, and mediation"
            " is not refused for that; more than one needs agreement or leave.",
            sources=(
                secondary(MEDIATION_CASE_2020.whole),
                secondary(SEND_REGS_2014.reg("38(1)(b)")),
            ),
            asks=(Asks.REFUSE,),
        ),
        Rule(
            id="H7b",
            says="Once it is plain that mediation cannot be arranged in 30 days the adviser is"
            " told; the certificate that follows starts the month for the appeal, whatever is"
            " still booked.",
            sources=(secondary(SEND_REGS_2014.reg("39")),),
            asks=(Asks.WARN, Asks.RECORD),
            by=("tell-adviser-of-delay",),
        ),
        Rule(
            id="H8",
            says="An agreement is put in writing and carried out in time. The parties may agree on"
            " other times in writing, but not for the report of it to the authority.",
            sources=(read(SEND_REGS_2014.at("reg 42(1)-(5)")),),
            asks=(Asks.RECORD, Asks.REFUSE),
            by=("agree-in-mediation", "carry-out-mediation-agreement"),
        ),
        Rule(
            id="H9",
            says="What the Tribunal may do: correct the plan by agreement, dismiss, order an"
            " assessment, a re-assessment or a plan, send back, order a plan to be continued or"
            " amended, order what it names, and recommend on health and social care.",
            sources=(
                read(SEND_REGS_2014.at("reg 43(1)-(2)(d)")),
                recollection(SEND_REGS_2014.reg("43(2)").noting("after (d)")),
                secondary(RECOMMENDATIONS_2017.whole),
            ),
            asks=(Asks.RECORD,),
            by=("record-tribunal-order", "record-recommendation"),
        ),
        Rule(
            id="H10",
            says="An appeal is left unopposed by notice to the Tribunal before the response goes"
            " in: no order is made, and the limits run from the notice. After that it takes a"
            " consent order.",
            sources=(
                quoted(SEND_REGS_2014.at("reg 45(1)-(2)")),
                read(SEND_REGS_2014.at("reg 45(3)-(4)")),
                secondary(GUIDES.whole),
            ),
            asks=(Asks.REFUSE,),
            by=("concede-appeal", "record-consent-order"),
        ),
        Rule(
            id="H10a",
            says="Whether the exceptions to the limits of orders and concessions reach every kind"
            " of them is doubtful.",
            sources=(
                recollection(SEND_REGS_2014.at("regs 44(3), 45(7)")),
                secondary(GUIDES.whole),
            ),
            asks=(Asks.SHOW,),
            left="Advisory: no day is suspended by it.",
        ),
        Rule(
            id="H11",
            says="The response says whether the appeal is opposed and why, and gives the views of"
            " the child or young person or says why there are none; about contents it needs a"
            " working document.",
            sources=(secondary(TRIBUNAL_RULES_2008.rule("21")),),
            asks=(Asks.RECORD,),
            by=("respond-to-appeal",),
        ),
        Rule(
            id="H12",
            says="A bundle keeps to the practice direction: form, pages, the age of reports.",
            sources=(secondary(PRACTICE_DIRECTION_2025.whole),),
            asks=(Asks.WARN,),
            by=("send-bundle",),
        ),
        Rule(
            id="H12a",
            says="Permission, setting aside and review are asked for in 28 days; then there is one"
            " month to ask the Upper Tribunal itself, or one month to lodge after permission.",
            sources=(
                secondary(TRIBUNAL_RULES_2008.at("rules 45-46")),
                secondary(UPPER_TRIBUNAL_RULES_2008.whole),
            ),
            asks=(Asks.RECORD,),
            by=(
                "request-permission-to-appeal",
                "renew-permission-request",
                "lodge-upper-tribunal-notice",
            ),
        ),
        Rule(
            id="H13",
            says="While an appeal is live the plan stays in force, its reviews go on, and it is"
            " amended only by the proper process, which may give a further right of appeal.",
            sources=(recollection(CFA_2014.s("45(4)")),),
            asks=(Asks.WARN,),
        ),
        Rule(
            id="H14",
            says="The answer to a recommendation says what will be done or why nothing will, to"
            " the family, and from health to the authority as well.",
            sources=(secondary(RECOMMENDATIONS_2017.whole),),
            asks=(Asks.RECORD,),
            by=("answer-recommendation",),
        ),
    ),
)
