"""Judgments, older or neighbouring instruments and practice that the list of rules rests on."""

from ehcp.law.citations import Instrument

GUIDES = Instrument("Guides of advice services", "What advice services and authorities publish")
PRACTICE = Instrument("Practice", "How it is done; no provision was found that says so")

WORCESTERSHIRE_2020 = Instrument("[2020] UKUT 217 (AAC)", "Worcestershire County Council v SE")
NOTTINGHAMSHIRE_2021 = Instrument(
    "[2021] EWHC 1348 (Admin)", "R (BA) v Nottinghamshire County Council"
)
BARNET_2010 = Instrument("[2010] UKUT 180 (AAC)", "NA v Barnet")
GREENWICH_2024 = Instrument("[2024] UKUT 179 (AAC)", "MM v Greenwich")
HILLINGDON_2016 = Instrument("[2016] UKUT 253 (AAC)", "Hillingdon v WW")
BUCKINGHAMSHIRE_2016 = Instrument("[2016] UKUT 254 (AAC)", "Buckinghamshire v SJ")
MEDIATION_CASE_2020 = Instrument(
    "High Court, 2020", "A judgment on who may come to mediation, read in a case report"
)

DIRECT_PAYMENTS_PILOT_2012 = Instrument(
    "SI 2012/206",
    "Special Educational Needs (Direct Payments) (Pilot Scheme) Order 2012",
    "uksi/2012/206",
)
CONSOLIDATION_2001 = Instrument(
    "SI 2001/3455",
    "Education (Special Educational Needs) (England) (Consolidation) Regulations 2001",
    "uksi/2001/3455",
)
OTHER_DIRECT_PAYMENTS = Instrument(
    "Direct payments for health and social care",
    "The regulations of 2013 for health, of 2014 for care, of 2009 for children's services",
)
