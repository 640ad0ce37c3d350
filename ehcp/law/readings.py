"""Points on which the text leaves room, the readings of each, and the one recommended.

Where a reading bears on a last day it is also part of the limit's own declaration.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DoubtfulPoint:
    """A question that the text does not settle, what may be said, what is recommended and why."""

    question: str
    options: str
    recommended: str
    why: str


DOUBTFUL_POINTS = (
    DoubtfulPoint(
        question="when is a plan 'reviewed' for the next 12 months",
        options="meeting; decision notified; final amended plan",
        recommended="schedule next year from the decision date, but alert from the meeting date",
        why="review is a process ending in decision (Code 9.169/9.176; LGSCO); meeting date is"
        " the cautious bound",
    ),
    DoubtfulPoint(
        question="does a Tribunal or reg 28 amendment reset it",
        options="yes / no",
        recommended="no",
        why="s.44(1)(b) speaks of last *review under this section*",
    ),
    DoubtfulPoint(
        question="first period end",
        options="anniversary / day before",
        recommended="day before",
        why="'period of 12 months starting with'",
    ),
    DoubtfulPoint(
        question="'before 15 February'",
        options="14th / 15th",
        recommended="legal due 14 Feb (30 Mar); do not flag a statutory breach in reports until"
        " after the 15th/31st unless user opts for strict",
        why="wording vs Code gloss",
    ),
    DoubtfulPoint(
        question="effect of an exception",
        options="pause; extend; remove",
        recommended="remove the fixed limit while impractical, keep ASAP duty, keep original date"
        " on record, weekly prompt, end when the cause ends",
        why="text says 'need not comply with the time limit if it is impractical'",
    ),
    DoubtfulPoint(
        question="two exceptions overlap",
        options="add up",
        recommended="no arithmetic; each is a reason record",
        why="as 5",
    ),
    DoubtfulPoint(
        question="fresh draft after changes",
        options="new 8/20 weeks",
        recommended="new 15 days only",
        why="overall limit unaffected",
    ),
    DoubtfulPoint(
        question="early amendment notice",
        options="12 weeks from meeting / 8 from sending",
        recommended="earlier of the two",
        why="reg 22(3) is a separate limit",
    ),
    DoubtfulPoint(
        question="request withdrawn then renewed",
        options="continue / new",
        recommended="new request, new clock; keep link",
        why="receipt wording",
    ),
    DoubtfulPoint(
        question="second request while first pending (e.g. parent after school)",
        options="merge / restart",
        recommended="earliest receipt governs both",
        why="protective",
    ),
    DoubtfulPoint(
        question="mover with no plan mid-assessment",
        options="old clock / new",
        recommended="new authority's date of becoming responsible",
        why="regs 5(1)(b), 10(1), 13(2)",
    ),
    DoubtfulPoint(
        question="'aware' of a move",
        options="any officer / SEN team",
        recommended="any officer",
        why="awareness of the authority",
    ),
    DoubtfulPoint(
        question="15 working days beginning on a non-working day",
        options="count / skip",
        recommended="start on next working day",
        why="only working days count",
    ),
    DoubtfulPoint(
        question="2-month appeal end when August-adjusted and certificate limb",
        options="adjust each then compare",
        recommended="yes, then later",
        why="rule 12 applies to each limb",
    ),
    DoubtfulPoint(
        question="certificate sought for I-only appeal",
        options="gives month?",
        recommended="treat as giving it only if a certificate was in fact issued; show risk",
        why="text of rule 20(1)(c)(ii) not limited, but unneeded",
    ),
    DoubtfulPoint(
        question="cease effective date",
        options="2 months exactly / plus margin",
        recommended="latest limb + 10 working days margin, and check for live appeal",
        why="Tribunal registration lag; extension of time",
    ),
    DoubtfulPoint(
        question="reg 44 start",
        options="order date / sent date",
        recommended="order date",
        why="conservative; SEND18 uses sent date",
    ),
    DoubtfulPoint(
        question="recommendation 5 weeks",
        options="+34 / +35 days",
        recommended="+34",
        why="inclusive reading unverified",
    ),
    DoubtfulPoint(
        question="reg 21 reviews (no setting)",
        options="Devon applies?",
        recommended="yes",
        why="same structure",
    ),
    DoubtfulPoint(
        question="time of day",
        options="close of business / midnight",
        recommended="midnight for authority duties; 5pm for Tribunal acts",
        why="general rule; rule 12(1)",
    ),
    DoubtfulPoint(
        question="six-month bar start",
        options="last decision / last request",
        recommended="date the last assessment ended",
        why="undefined; least harmful",
    ),
    DoubtfulPoint(
        question="consultation 15 days",
        options="statutory / guidance",
        recommended="guidance; never blocks decision",
        why="Code 9.83",
    ),
    DoubtfulPoint(
        question="alert calendar",
        options="working days / calendar",
        recommended="alerts at T-28, -14, -7, -3, -1, 0 calendar days, moved to previous working"
        " day",
        why="operational",
    ),
    DoubtfulPoint(
        question="coronavirus limits",
        options="apply automatically",
        recommended="only with a per-case record for dates 1 May-25 Sep 2020",
        why="exception depended on cause",
    ),
    DoubtfulPoint(
        question="timezone/DST",
        options="UTC / local",
        recommended="Europe/London civil dates; store dates, not instants, for legal triggers",
        why="legal days are civil days",
    ),
    DoubtfulPoint(
        question="exceptions to reg 44/45 limits",
        options="all limbs / only assess and make-a-plan",
        recommended="only those two, and advisory even there",
        why="text not read; reading safe for the authority, which owes the duty",
    ),
    DoubtfulPoint(
        question="certificate issued while mediation still pending",
        options="window waits / runs",
        recommended="runs",
        why="window is from issue of the certificate; nothing restarts it",
    ),
    DoubtfulPoint(
        question="Upper Tribunal 28 days over August",
        options="exclude August / plain",
        recommended="show plain date, exclusion as fallback",
        why="guidance states plain 28 days",
    ),
    DoubtfulPoint(
        question="reassessment with no change, no verified limit",
        options="10 weeks / 14 weeks",
        recommended="advisory 10, alarm at 14",
        why="reg 27(4) unread",
    ),
)
