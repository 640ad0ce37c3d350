"""What is shown of people: whose the rights are, and to whom a plan goes. S.83(2); reg 17."""

from ehcp.law.citations import CFA_2014, CODE_2015, EDUCATION_ACT_1996, SEND_REGS_2014
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import age, assessment, disclosure, draft, final, request

SWITCH = (age.YOUNG_PERSON_RIGHTS,)
LETTERS = (
    request.ASSESSMENT_DECISION_NOTIFY,
    assessment.DECISION_NOT_TO_ISSUE,
    final.FINAL_PLAN_20_WEEKS,
)
DISCLOSURE = (disclosure.HE_DISCLOSURE_REQUEST,)

PEOPLE_SHOWN = (
    Shown(
        rule="K1",
        text="A child is under or of compulsory school age, and the rights are the parent's. They"
        " pass to the young person on the last Friday in June of the school year of the 16th"
        " birthday, not on the birthday: some are still 15.",
        source=CFA_2014.s("83(2)"),
        limits=SWITCH,
    ),
    Shown(
        rule="K2",
        text="Once the rights are the young person's, letters go to the young person; the parent"
        " has a copy if the young person agrees, or as representative. Parents of those under 18"
        " can still be involved.",
        source=CODE_2015.at("paras 8.13-8.18"),
        limits=(*SWITCH, *LETTERS),
    ),
    Shown(
        rule="K3",
        text="Capacity is presumed, and judged for each decision by itself. For a young person"
        " who lacks it a deputy or attorney acts; if there is none the parent, or the parent's"
        " representative if the parent lacks capacity.",
        source=CFA_2014.s("80") & SEND_REGS_2014.at("reg 64, Schedule 3"),
        limits=SWITCH,
    ),
    Shown(
        rule="K4",
        text="For each decision, record who holds the right, on what footing, the document that"
        " gives somebody else authority, and the day on which it was checked.",
        source=CFA_2014.at("ss.80, 83(2)"),
        limits=SWITCH,
    ),
    Shown(
        rule="K5",
        text="A parent is anyone with parental responsibility for the child or care of them:"
        " several people may hold the rights, and each of them is told.",
        source=EDUCATION_ACT_1996.s("576"),
        limits=(*SWITCH, *LETTERS),
    ),
    Shown(
        rule="J1",
        text="A plan, with its representations, evidence and appendices, is not disclosed without"
        " the consent of the child or young person, but for the cases that the regulation lists."
        " A child of sufficient understanding may consent; otherwise the parent may for them.",
        source=SEND_REGS_2014.reg("17") & CODE_2015.at("paras 9.211-9.214"),
        limits=DISCLOSURE,
    ),
    Shown(
        rule="J2",
        text="Plans are kept so that nobody reaches them without a right to. An address that is"
        " restricted is kept apart and read by those with a right of their own.",
        source=SEND_REGS_2014.reg("17"),
        limits=DISCLOSURE,
    ),
    Shown(
        rule="J4",
        text="At the young person's request the plan goes to the assessor of the disabled"
        " students' allowance, or to the higher education institution.",
        source=SEND_REGS_2014.reg("47"),
        limits=DISCLOSURE,
    ),
    Shown(
        rule="J5",
        text="The setting that is named gets the whole plan; a setting that is consulted gets what"
        " it needs to reply. Consider leaving out details of health and social care until a place"
        " is named.",
        source=CODE_2015.whole.noting("practice"),
        limits=(draft.DRAFT_REPRESENTATIONS_WINDOW, *DISCLOSURE),
    ),
)
