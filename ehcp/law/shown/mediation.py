"""What is shown before and in mediation. CFA 2014 ss.52-56; SI 2014/1530 regs 32-42."""

from ehcp.law.citations import CFA_2014, SEND_REGS_2014
from ehcp.law.shown.shown import Shown
from ehcp.law.time_limits import (
    annual_review,
    assessment,
    ceasing,
    final,
    mediation,
    reassessment,
    request,
)

NOTICES = (
    request.ASSESSMENT_DECISION_NOTIFY,
    assessment.DECISION_NOT_TO_ISSUE,
    final.FINAL_PLAN_APPEAL_NOTICE,
    annual_review.ANNUAL_REVIEW_DECISION,
    reassessment.REASSESSMENT_DECISION,
    ceasing.CEASE_NOTIFY,
)
ARRANGING = (
    mediation.MEDIATION_ARRANGE,
    mediation.MEDIATION_ARRANGE_JOINT,
    mediation.MEDIATION_ARRANGE_HEALTH_ONLY,
)
CERTIFICATES = (
    mediation.MEDIATION_CERTIFICATE_NO_MEDIATION,
    mediation.MEDIATION_CERTIFICATE_AFTER,
    mediation.MEDIATION_CERTIFICATE_DEEMED,
)

MEDIATION_SHOWN = (
    Shown(
        rule="H6",
        text="The notice of a decision that can be appealed says: (a) that the family may mediate;"
        " (b) that an appeal needs a certificate; (c) how to reach the mediation adviser; (d) the"
        " time limits; (e) that the family tells the authority what it wants to mediate about, and"
        " which health provision it wants; (f) how to reach the authority.",
        source=SEND_REGS_2014.at("reg 32(a)-(f)"),
        limits=NOTICES,
    ),
    Shown(
        rule="H7",
        text="The family may mediate about health and social care too. The authority, and each"
        " commissioning body concerned, sends somebody who is able to settle. Mediator and adviser"
        " are independent: nobody whom an authority in England, an integrated care board or NHS"
        " England employs.",
        source=CFA_2014.at("ss.52-56"),
        limits=ARRANGING,
    ),
    Shown(
        rule="H7a",
        text="The family may bring one advocate or supporter of its own choice, a lawyer included."
        " More than one needs the agreement of all, or the mediator's leave.",
        source=SEND_REGS_2014.reg("38(1)(b)"),
        limits=ARRANGING,
    ),
    Shown(
        rule="H7b",
        text="If it is plain that mediation cannot be arranged in 30 days, tell the adviser at"
        " once. The certificate that follows starts the month for the appeal, even if a session"
        " is still booked.",
        source=SEND_REGS_2014.reg("39"),
        limits=(
            *ARRANGING,
            mediation.MEDIATION_CANNOT_ARRANGE_TELL_ADVISER,
            mediation.MEDIATION_CERTIFICATE_DEEMED,
        ),
    ),
    Shown(
        rule="H8",
        text="What is agreed is recorded in writing. What could have been appealed is done as if"
        " ordered by the Tribunal, anything else in two weeks; the parties may agree on other"
        " times in writing, but not for telling the authority.",
        source=SEND_REGS_2014.at("reg 42(1)-(5)"),
        limits=(
            mediation.MEDIATION_CERTIFICATE_AFTER,
            mediation.MEDIATION_AGREEMENT_APPEALABLE,
            mediation.MEDIATION_AGREEMENT_OTHER,
            mediation.MEDIATION_AGREEMENT_TELL_AUTHORITY,
        ),
    ),
    Shown(
        rule="H5",
        text="Without a certificate, and out of time with the adviser, the family may ask the"
        " Tribunal in writing, with reasons, for leave to appeal without one. Guidance says that"
        " only exceptional circumstances succeed.",
        source=SEND_REGS_2014.reg("34"),
        limits=(mediation.MEDIATION_CONTACT_ADVISER, *CERTIFICATES),
    ),
)
