"""What a night's runs must visit: from where each act was allowed, and each refusal of it.

Where a case stands is one word, `life.stage`: what comes first of all that is open in it.
"""

from tests.lifecycle.transitions import (
    amendment,
    appeals,
    assessment,
    endings,
    first_plan,
    mediation,
    orders,
    reviews,
)

LISTED = (assessment, first_plan, reviews, amendment, mediation, appeals, orders, endings)
ALLOWED = [listed.ALLOWED for listed in LISTED]
"""Acts, and where cases stood in which they were allowed."""
REFUSED = [listed.REFUSED for listed in LISTED]
"""Acts, and the refusals that they met with. The flaws of an act are visited as well."""
TO_VISIT = {
    (act, word) for table in (*ALLOWED, *REFUSED) for act, words in table.items() for word in words
}
