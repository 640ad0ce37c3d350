"""Other cases of the same child in an authority, found in the caseload."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from psycopg.rows import class_row

from ehcp.domain.events.opening import Child
from ehcp.store.cases import Store

ANOTHER_CASE = "another-case"
"""The code of the warning."""
MOST = 20


@dataclass(frozen=True, kw_only=True)
class OtherCase:
    """A case that may be about the same child. `same` is what the two have in common."""

    case_id: UUID
    stage: str
    opened_on: date | None
    same: Sequence[str]


# a name as it is said: without capitals, with single blanks
FOUND = """
    select case_id, stage, opened_on, same from ehcp.caseload c
    cross join lateral (
        select array_remove(array[
            case when c.date_of_birth = %(born)s
                and lower(regexp_replace(btrim(c.child_name), '\\s+', ' ', 'g')) = %(name)s
                then 'name and date of birth' end,
            case when c.upn = %(upn)s then 'UPN' end,
            case when c.nhs_number = %(nhs_number)s then 'NHS number' end
        ], null) as same
    ) s
    where c.authority = %(authority)s
        and (c.date_of_birth = %(born)s or c.upn = %(upn)s or c.nhs_number = %(nhs_number)s)
        and cardinality(same) > 0
    order by c.opened_on nulls first, c.case_id limit %(most)s
"""


def cases_of(store: Store, authority: str, child: Child) -> tuple[OtherCase, ...]:
    """Return the cases of an authority that name the same child, the oldest first.

    The same name and date of birth, the same UPN or the same NHS number. The caseload follows
    what is recorded with a little delay: a case that was opened just now may not be in it.
    """
    given = {
        "authority": authority,
        "name": " ".join(child.name.split()).lower(),
        "born": child.date_of_birth,
        "upn": child.upn,
        "nhs_number": child.nhs_number,
        "most": MOST,
    }
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=class_row(OtherCase)) as cursor,
    ):
        return tuple(cursor.execute(FOUND, given))


# each way of being the same in its turn, for each has an index
FOUND_OF_MANY = """
    with given as materialized (
        select * from unnest(
            %(cases)s::uuid[], %(names)s::text[], %(births)s::date[], %(upns)s::text[],
            %(numbers)s::text[]
        ) g (case_id, name, born, upn, nhs_number)
    )
    select g.case_id, c.case_id from given g
    join ehcp.caseload c on c.authority = %(authority)s and c.date_of_birth = g.born
    where lower(regexp_replace(btrim(c.child_name), '\\s+', ' ', 'g')) = g.name
        and c.case_id <> g.case_id
    union
    select g.case_id, c.case_id from given g
    join ehcp.caseload c on c.authority = %(authority)s and c.upn = g.upn
    where c.case_id <> g.case_id
    union
    select g.case_id, c.case_id from given g
    join ehcp.caseload c on c.authority = %(authority)s and c.nhs_number = g.nhs_number
    where c.case_id <> g.case_id
    order by 1, 2
"""


def other_cases(
    store: Store, authority: str, children: Mapping[UUID, Child]
) -> dict[UUID, list[UUID]]:
    """Return, of cases and whom they are about, the other cases that name the same child.

    The same question as `cases_of`, asked once of many.
    """
    given = {
        "authority": authority,
        "cases": list(children),
        "names": [" ".join(child.name.split()).lower() for child in children.values()],
        "births": [child.date_of_birth for child in children.values()],
        "upns": [child.upn for child in children.values()],
        "numbers": [child.nhs_number for child in children.values()],
    }
    found: dict[UUID, list[UUID]] = {}
    with store.reading(authority) as connection:
        for case, other in connection.execute(FOUND_OF_MANY, given):
            found.setdefault(case, []).append(other)
    return found
