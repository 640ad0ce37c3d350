"""What is shown about an appeal, its end, and recommendations. CFA 2014 ss.51, 55; regs 43-45."""

from ehcp.law.citations import (
    CFA_2014,
    PRACTICE_DIRECTION_2025,
    RECOMMENDATIONS_2017,
    SEND_REGS_2014,
    TRIBUNAL_RULES_2008,
)
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import appeal, recommendation, tribunal_order, unopposed_appeal

WINDOWS = (
    appeal.APPEAL_WINDOW_DECISION,
    appeal.APPEAL_WINDOW_CERTIFICATE,
    appeal.APPEAL_WINDOW_EFFECTIVE,
)
DOUBTFUL = (
    tribunal_order.ORDER_AMEND_PLAN,
    tribunal_order.ORDER_NAME_SCHOOL,
    tribunal_order.ORDER_REMIT,
    tribunal_order.ORDER_CONTINUE_PLAN,
    tribunal_order.ORDER_CONTINUE_AND_AMEND,
    unopposed_appeal.UNOPPOSED_CONTENTS,
    unopposed_appeal.UNOPPOSED_PLACEMENT_ONLY,
    unopposed_appeal.UNOPPOSED_CEASE_CONTINUE,
)

APPEAL_SHOWN = (
    Shown(
        rule="H1",
        text="An appeal lies against (a) a refusal to assess; (b) a refusal to issue a plan; (c)"
        " the needs, the provision, the institution or type in a plan, or that none is named; (d)"
        " a refusal to re-assess; (e) a decision not to amend or replace; (f) a decision to"
        " cease.",
        source=CFA_2014.at("s.51(2)-(3)"),
        limits=WINDOWS,
    ),
    Shown(
        rule="H2",
        text="Sections A, C, D, E, G, H and J and a refused personal budget cannot be appealed"
        " alone. In an appeal about anything but a refusal to assess the Tribunal may recommend on"
        " C, D, G and H; that binds nobody. Section E may change in consequence.",
        source=RECOMMENDATIONS_2017.whole,
        limits=WINDOWS,
    ),
    Shown(
        rule="H4",
        text="An appeal needs a mediation certificate, unless it is only about the institution"
        " named, the type, or that none is named.",
        source=CFA_2014.s("55"),
        limits=WINDOWS,
    ),
    Shown(
        rule="J3a",
        text="A detained person appeals only a refusal to assess, a refusal to issue a plan, or"
        " the setting named when the plan is first finalised.",
        source=CFA_2014.at("s.73(2)-(3)"),
        limits=WINDOWS,
    ),
    Shown(
        rule="H10",
        text="Before the response is submitted the authority may tell the Tribunal that it does"
        " not oppose: no order is made, and its limits run from that day. After that it takes a"
        " consent order, which the Tribunal approves and which sets or triggers the days.",
        source=SEND_REGS_2014.at("reg 45(1)-(4)"),
        limits=(appeal.APPEAL_LA_RESPONSE,),
    ),
    Shown(
        rule="H10a",
        text="Whether the exceptions for orders and concessions reach this one is doubtful: they"
        " are shown, and the day stands.",
        source=SEND_REGS_2014.at("regs 44(3), 45(7)"),
        limits=DOUBTFUL,
    ),
    Shown(
        rule="H11",
        text="The response says whether the appeal is opposed, on which grounds, and gives the"
        " views of the child or young person or says why there are none. An appeal about the"
        " contents of a plan also needs an editable working document.",
        source=TRIBUNAL_RULES_2008.rule("21"),
        limits=(appeal.APPEAL_LA_RESPONSE,),
    ),
    Shown(
        rule="H12",
        text="The bundle is one that can be searched: core 100 pages; plan and appendices 150;"
        " working document 25; evidence 75 or 100 for each party, by type of appeal; an expert's"
        " report 15 with a summary of 2, and not over 3 years old save exceptionally; a witness"
        " statement 10. One that does not comply may be rejected.",
        source=PRACTICE_DIRECTION_2025.whole,
        limits=(appeal.APPEAL_BUNDLE, appeal.APPEAL_FINAL_EVIDENCE),
    ),
    Shown(
        rule="H12a",
        text="Permission to appeal, setting aside and review are asked for within 28 days of the"
        " decision, complete and received. After a refusal of permission there is one month to ask"
        " the Upper Tribunal itself; after permission, one month for the notice of appeal.",
        source=TRIBUNAL_RULES_2008.at("rules 45-46"),
        limits=(
            appeal.APPEAL_UPPER_TRIBUNAL_PERMISSION,
            appeal.APPEAL_UPPER_TRIBUNAL_RENEWED_APPLICATION,
            appeal.APPEAL_UPPER_TRIBUNAL_NOTICE,
        ),
    ),
    Shown(
        rule="H13",
        text="While an appeal is under way the plan stays in force and its reviews go on. It is"
        " amended only by the proper process, which may give a further right of appeal.",
        source=CFA_2014.s("45(4)"),
        limits=(appeal.APPEAL_LA_RESPONSE, appeal.APPEAL_BUNDLE),
    ),
    Shown(
        rule="H14",
        text="The answer to a recommendation says what will be done, or why nothing will. It goes"
        " to the family, and that of a health body to the authority as well. A failure is taken to"
        " judicial review, not to the Tribunal.",
        source=RECOMMENDATIONS_2017.at("regs 6-7"),
        limits=(
            recommendation.RECOMMENDATION_RESPONSE_HEALTH,
            recommendation.RECOMMENDATION_RESPONSE_SOCIAL_CARE,
        ),
    ),
)
