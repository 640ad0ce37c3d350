"""What a night's runs must visit: from where each act was allowed, and each refusal of it.

Where a case stands is one word, `life.stage`: what comes first of all that is open in it.
"""

from tests.lifecycle.transitions import (
    amendment,
    assessment,
    endings,
    first_plan,
    mediation,
    reviews,
)

LISTED = (assessment, first_plan, reviews, amendment, mediation, endings)
ALLOWED = {act: words for listed in LISTED for act, words in listed.ALLOWED.items()}
"""Acts, and where cases stood in which they were allowed."""
REFUSED = {act: words for listed in LISTED for act, words in listed.REFUSED.items()}
"""Acts, and the refusals that they met with. The flaws of an act are visited as well."""
