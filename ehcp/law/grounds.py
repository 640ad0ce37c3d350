"""Grounds on which a time limit need not be met, and the counting rules listed among them.

A ground never pauses or moves a clock: it lifts the fixed limit while it makes compliance
impractical, and the duty to act as soon as practicable stays. Which limit has which ground,
and under which provision, is in the declaration of the limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A reason that the law names.

    `least_weeks` is how long the cause must last without a break, None where the law does not
    say. `claimed` is False for a rule about counting, which applies by itself and is already
    in the last day, or in that of a reading to fall back on: nobody claims it. `instead` is the
    last day that it puts in the place of one in the same year, and of no other year.
    """

    code: str
    says: str
    least_weeks: int | None = None
    claimed: bool = True
    instead: date | None = None

    def __str__(self) -> str:
        return self.code


ADVICE_SOURCE_CLOSED_SCHOOL = Ground(
    code="advice-source-closed-school",
    says="The school or post-16 institution asked for advice was closed for at least 4 weeks.",
    least_weeks=4,
)
ADVICE_SOURCE_CLOSED_EARLY_YEARS = Ground(
    code="advice-source-closed-early-years",
    says="The early years provider asked for advice was closed for at least 4 weeks.",
    least_weeks=4,
)
EXCEPTIONAL_PERSONAL_CIRCUMSTANCES = Ground(
    code="exceptional-personal-circumstances",
    says="Exceptional personal circumstances affect the child, the parent or the young person.",
)
ABSENT_FROM_AREA_4_WEEKS = Ground(
    code="absent-from-area-4-weeks",
    says="The child, the parent or the young person is away from the area for 4 weeks or more.",
    least_weeks=4,
)
ABSENT_FROM_AREA_2_WEEKS = Ground(
    code="absent-from-area-2-weeks",
    says="The child, the parent or the young person is away from the area for 2 weeks or more.",
    least_weeks=2,
)
PARENT_ABSENT_4_WEEKS = Ground(
    code="parent-absent-4-weeks",
    says="The parent of a detained child is away from the area for 4 weeks or more.",
    least_weeks=4,
)
EXCEPTIONAL_CIRCUMSTANCES = Ground(
    code="exceptional-circumstances",
    says="Exceptional circumstances affect the child, the parent or the young person.",
)
MISSED_APPOINTMENT = Ground(
    code="missed-appointment",
    says="The child or young person failed to keep an appointment for an examination or test.",
)
SUITABLE_ALTERNATIVE_ARRANGEMENTS = Ground(
    code="suitable-alternative-arrangements",
    says="The parent or young person has made suitable alternative arrangements.",
)
PARTIES_AGREE_OTHER_TIMESCALE = Ground(
    code="parties-agree-other-timescale",
    says="The parties to the mediation agree in writing to a different timescale.",
)
REG_13_3_CIRCUMSTANCES = Ground(
    code="reg-13-3-circumstances",
    says="A circumstance in which the 20 weeks for the final plan need not be met applies.",
)
TRIBUNAL_DIRECTS_OTHERWISE = Ground(
    code="tribunal-directs-otherwise",
    says="The Tribunal directs a different period, which prevails.",
)
TRIBUNAL_EXTENDS_TIME = Ground(
    code="tribunal-extends-time",
    says="The Tribunal extends time.",
)
HISTORIC_2015_COHORT = Ground(
    code="historic-2015-cohort",
    says="The transfer from secondary school to a post-16 institution was on 1 September 2015.",
    instead=date(2015, 5, 30),
)
DIFFERENT_AUTHORITY = Ground(
    code="different-authority",
    says="After release another authority is responsible than the one that began the assessment.",
)
TRIBUNAL_RULES_LAST_DAY_IN_AUGUST_OR_CHRISTMAS = Ground(
    code="tribunal-rules-last-day-in-august-or-christmas",
    says="A last day in August or from 25 December to 1 January moves to the next working day"
    " after it.",
    claimed=False,
)
TRIBUNAL_RULES_NON_WORKING_DAY = Ground(
    code="tribunal-rules-non-working-day",
    says="A last day that is not a working day moves to the next one.",
    claimed=False,
)
TRIBUNAL_RULES_EXCLUDED_DAYS = Ground(
    code="tribunal-rules-excluded-days",
    says="The days of August and from 25 December to 1 January are not counted.",
    claimed=False,
)
CORONAVIRUS = Ground(
    code="coronavirus",
    says="It was not practicable to meet the limit because of coronavirus, in 2020.",
)

GROUNDS: Mapping[str, Ground] = MappingProxyType(
    {ground.code: ground for ground in tuple(vars().values()) if isinstance(ground, Ground)}
)
"""Every ground by its code. `coronavirus` is not in a limit's excuses but in its temporary law."""
