"""What is shown when a setting is named. CFA 2014 ss.33, 38-43."""

from ehcp.law.citations import CFA_2014, Instrument
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import draft, final

NA_V_BARNET = Instrument("[2010] UKUT 180 (AAC)", "NA v Barnet")

FINAL = (final.FINAL_PLAN_20_WEEKS,)
CONSULTATION = (draft.SCHOOL_CONSULTATION_RESPONSE,)

SETTING_SHOWN = (
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
