"""The law of 2020. It has run out, and is kept for the cases that it touched.

Two ways were taken: a ground added where a limit already had excuses, and otherwise the limit
read as "as soon as reasonably practicable". Either depended on the cause: nothing of it applies
without a record that it did.
"""

from dataclasses import replace
from datetime import date

from ehcp.law.citations import CORONAVIRUS_2020, CORONAVIRUS_ACT_2020
from ehcp.law.time_limit import Confidence, TemporaryLaw

GROUND_ADDED = TemporaryLaw(
    instrument=CORONAVIRUS_2020.at("(inserting reg 2A etc.)"),
    since=date(2020, 5, 1),
    until=date(2020, 9, 25),
    condition="not reasonably practicable / impractical to meet the limit for a reason relating"
    " to the incidence or transmission of coronavirus",
    effect="an extra coronavirus ground was added to the existing exception list",
    confidence=Confidence.MEDIUM,
)
TIMELY = replace(
    GROUND_ADDED,
    effect="duty became one to respond in a timely manner (gov.uk Annex A)",
    confidence=Confidence.HIGH,
)
AS_SOON_AS_PRACTICABLE = replace(
    GROUND_ADDED,
    effect="read as 'as soon as reasonably practicable' while the coronavirus exception applied",
)
AS_SOON_AS_PRACTICABLE_DOUBTED = replace(AS_SOON_AS_PRACTICABLE, confidence=Confidence.LOW)
ANNUAL_REVIEW = replace(
    GROUND_ADDED,
    effect="annual review requirement relaxed to as soon as reasonably practicable (reg 18A)",
)
DIRECT_PAYMENTS = replace(
    GROUND_ADDED,
    effect="read as as soon as reasonably practicable",
)
DIRECT_PAYMENTS_DOUBTED = replace(DIRECT_PAYMENTS, confidence=Confidence.LOW)
REASONABLE_ENDEAVOURS = TemporaryLaw(
    instrument=CORONAVIRUS_ACT_2020.at("notices"),
    since=date(2020, 5, 1),
    until=date(2020, 7, 31),
    condition="notice in force",
    effect="s.42 duty modified to reasonable endeavours",
    confidence=Confidence.HIGH,
)
