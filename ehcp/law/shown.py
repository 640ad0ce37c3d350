"""What must be shown to whoever decides, beside the limits it belongs to, with its source.

These rules neither refuse nor warn: they belong on the screen or in the letter. `doubted` marks
a source that has not been read in its own text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ehcp.law.citations import (
    CFA_2014,
    CODE_2015,
    RECOMMENDATIONS_2017,
    SEND_REGS_2014,
    Citation,
    Citations,
    Instrument,
)
from ehcp.law.time_limit import TimeLimit
from ehcp.law.time_limits import assessment, draft, final, request

BA_V_NOTTINGHAMSHIRE = Instrument(
    "[2021] EWHC 1348 (Admin)", "BA v Nottinghamshire County Council"
)
NA_V_BARNET = Instrument("[2010] UKUT 180 (AAC)", "NA v Barnet")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A text, the rule it states, and the limits beside which it is shown."""

    rule: str
    text: str
    source: Citation | Citations
    limits: tuple[TimeLimit, ...]
    doubted: bool = False


DECISION = (request.ASSESSMENT_DECISION_NOTIFY,)
ADVICE = (assessment.ADVICE_RESPONSE,)
NO_PLAN = (assessment.DECISION_NOT_TO_ISSUE,)
DRAFT = (assessment.DECISION_TO_ISSUE_OR_DRAFT, draft.DRAFT_REPRESENTATIONS_WINDOW)
FINAL = (final.FINAL_PLAN_20_WEEKS,)
CONSULTATION = (draft.SCHOOL_CONSULTATION_RESPONSE,)
PROVISION = (final.PROVISION_IN_PLACE,)
WHOLE_PROCESS = (*DECISION, *NO_PLAN, *FINAL)

SHOWN = (
    Shown(
        rule="A3",
        text="No form is prescribed. Neither school support, a diagnosis, an educational"
        " psychologist's report nor two cycles of support need to be shown, and a form that is"
        " not complete delays nothing.",
        source=CFA_2014.s("36(1)"),
        limits=DECISION,
    ),
    Shown(
        rule="A6",
        text="Where a plan may be necessary, none is maintained and there was no assessment in"
        " the last six months: tell the family that an assessment is being considered, and that"
        " they may give views, orally or in writing, and evidence.",
        source=CFA_2014.at("s.36(6)-(7)"),
        limits=(request.ASSESSMENT_CONSIDERING_NOTICE,),
    ),
    Shown(
        rule="A7",
        text="The test: having regard to the views and evidence, is the authority of the opinion"
        " that the child or young person has or may have special educational needs, and that it"
        " may be necessary for provision to be made under a plan? Nothing more may be asked for.",
        source=CFA_2014.s("36(8)") & CODE_2015.at("paras 9.3, 9.14"),
        limits=DECISION,
    ),
    Shown(
        rule="A9",
        text="For a person over 18, have regard to their age.",
        source=CFA_2014.s("36(10)"),
        limits=DECISION,
        doubted=True,
    ),
    Shown(
        rule="A11",
        text="The decision, either way, also goes to everybody who was told that an assessment"
        " was being considered.",
        source=SEND_REGS_2014.reg("5(2)"),
        limits=(*DECISION, request.ASSESSMENT_DECISION_NOTIFY_OTHERS),
    ),
    Shown(
        rule="B3",
        text="Each adviser is asked for the needs, the provision required and the outcomes"
        " intended, and has copies of the family's representations and evidence.",
        source=SEND_REGS_2014.at("reg 6(1), (3)"),
        limits=ADVICE,
    ),
    Shown(
        rule="B5",
        text="Take into account the views of the child or young person, the parent's views and"
        " information, and the setting's information; keep disruption to the family small, and"
        " avoid more than one assessment.",
        source=SEND_REGS_2014.reg("7"),
        limits=(*ADVICE, *NO_PLAN),
        doubted=True,
    ),
    Shown(
        rule="B6",
        text="Give the family the advice, information and support they need to take part, and"
        " consider whether they need an advocate.",
        source=SEND_REGS_2014.reg("9") & CFA_2014.s("19"),
        limits=WHOLE_PROCESS,
    ),
    Shown(
        rule="B7",
        text="Have regard to views, wishes and feelings, to participation, to the information and"
        " support needed for it, and to the best possible outcomes.",
        source=CFA_2014.s("19"),
        limits=WHOLE_PROCESS,
    ),
    Shown(
        rule="B8",
        text="The authority cannot make the setting carry out the assessment or pay for it.",
        source=CFA_2014.s("36"),
        limits=ADVICE,
    ),
    Shown(
        rule="B9",
        text="The test: in the light of the assessment, is it necessary for provision to be made"
        " under a plan? Then the authority must secure that one is prepared and maintained.",
        source=CFA_2014.s("37(1)") & SEND_REGS_2014.reg("10(1)"),
        limits=(*NO_PLAN, *DRAFT),
    ),
    Shown(
        rule="C1",
        text="Take account of the evidence from the assessment, and consider how best to achieve"
        " the outcomes.",
        source=SEND_REGS_2014.reg("11"),
        limits=DRAFT,
    ),
    Shown(
        rule="C12",
        text="With the plan goes notice of the right of appeal and what it reaches, its time"
        " limits, mediation, disagreement resolution and advice, and the appeal on health and"
        " social care.",
        source=SEND_REGS_2014.reg("14") & RECOMMENDATIONS_2017.whole,
        limits=(*FINAL, final.FINAL_PLAN_APPEAL_NOTICE),
    ),
    Shown(
        rule="C14",
        text="The authority must secure what Section F says, the commissioning body must arrange"
        " what Section G says. The duty cannot be passed on, and a budget is no defence.",
        source=CFA_2014.at("s.42(2)-(3)") & BA_V_NOTTINGHAMSHIRE.whole,
        limits=PROVISION,
    ),
    Shown(
        rule="D5",
        text="That an institution says it is full, or objects, is evidence and no more: that a"
        " child's attendance is incompatible with the education of others is hard to show.",
        source=NA_V_BARNET.whole,
        limits=(*CONSULTATION, *FINAL),
    ),
    Shown(
        rule="D6",
        text="Where a ground against the institution asked for applies, or none was asked for:"
        " name one that is appropriate, after consulting it, or specify a type that is.",
        source=CFA_2014.at("ss.39(5)-(6), 40"),
        limits=FINAL,
    ),
    Shown(
        rule="D9",
        text="The institution named must admit the child or young person.",
        source=CFA_2014.s("43"),
        limits=(final.NAMED_INSTITUTION_ADMITS,),
    ),
)
"""In the order of the process. A12 and D1 are in the kinds of informant and of institution."""


def shown_with(limit: TimeLimit) -> Iterator[Shown]:
    """Yield what is shown beside a limit."""
    return (shown for shown in SHOWN if limit in shown.limits)
