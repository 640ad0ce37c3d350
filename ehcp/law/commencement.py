"""The days on which the law of EHC plans came into force, and was changed."""

from datetime import date

TRIBUNAL_RULES = date(2008, 11, 3)  # SI 2008/2698 and SI 2008/2699
PART_3 = date(2014, 9, 1)  # Children and Families Act 2014, Part 3, and the Regulations under it
REG_45_SUBSTITUTED = date(2015, 3, 23)  # SI 2015/359; before it SI 2014/1530 reg 45 as made
DETAINED_PERSONS = date(2015, 4, 1)  # sections 70 to 75, and SI 2015/62
RECOMMENDATIONS = date(2018, 4, 3)  # SI 2017/1306
