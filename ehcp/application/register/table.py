"""The tables of the register: taking an extract in, finding settings, what one was on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import msgspec
from psycopg.rows import DictRow, dict_row

from ehcp.application.register.extract import Extract
from ehcp.application.register.setting import Listed, Setting
from ehcp.store.cases import Store
from ehcp.store.pools import Pooled
from ehcp.store.typed import typed

NAMES = tuple(field.name for field in fields(Setting))
AT_ONCE = 2_000
MOST = 200

PUT = """
    insert into ehcp.settings as s
    select n.* from json_populate_recordset(null::ehcp.settings, %s::json) n
    on conflict (urn) do update set
        ukprn = excluded.ukprn, name = excluded.name,
        establishment_type = excluded.establishment_type, category = excluded.category,
        setting_type = excluded.setting_type, status = excluded.status, phase = excluded.phase,
        lowest_age = excluded.lowest_age, highest_age = excluded.highest_age,
        opened_on = excluded.opened_on, closed_on = excluded.closed_on,
        la_code = excluded.la_code, postcode = excluded.postcode,
        section_41 = excluded.section_41
    where s.* is distinct from excluded.*
    returning (xmax = 0) as added
"""
APPROVE = """
    insert into ehcp.setting_approvals (urn, since, approved)
    select n.urn, %(as_of)s, n.section_41
    from json_populate_recordset(null::ehcp.settings, %(rows)s::json) n
    left join lateral (
        select a.approved from ehcp.setting_approvals a where a.urn = n.urn
        order by a.since desc limit 1
    ) l on true
    where l.approved is distinct from n.section_41
    on conflict (urn, since) do update set approved = excluded.approved
"""
FIND = """
    select s.* from ehcp.settings s
    where (%(urn)s::text is null or s.urn = %(urn)s)
        and (%(search)s::text is null or strpos(lower(s.name), lower(%(search)s)) > 0)
        and (%(after_name)s::text is null
            or (lower(s.name) collate "C", s.urn) > (lower(%(after_name)s), %(after_urn)s))
    order by lower(s.name) collate "C", s.urn limit %(size)s
"""
LISTED = """
    select s.*, a.approved, e.as_of from ehcp.settings s
    left join lateral (
        select approved from ehcp.setting_approvals a
        where a.urn = s.urn and a.since <= %(day)s order by a.since desc limit 1
    ) a on true
    cross join (select max(as_of) as as_of from ehcp.setting_extracts where as_of <= %(day)s) e
    where s.urn = any(%(urns)s)
"""


class OlderThanRegister(Exception):  # noqa: N818 - named for what it is
    """The extract is of an earlier day than what the register has: it would undo it."""

    def __init__(self, latest: date) -> None:
        super().__init__(f"The register is of {latest} already.")
        self.latest = latest


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What an extract changed."""

    added: int
    changed: int
    unchanged: int


def take_in(store: Store, extract: Extract, as_of: date) -> TakenIn:
    """Put an extract of a day into the register, all of it or nothing.

    A setting that the extract does not have stays as it was. Raises OlderThanRegister.
    """
    added = changed = 0
    with store.working() as connection:
        connection.execute("select pg_advisory_xact_lock(hashtext('ehcp settings'))")
        latest = connection.execute("select max(as_of) from ehcp.setting_extracts").fetchone()
        if latest and latest[0] and as_of < latest[0]:
            raise OlderThanRegister(latest[0])
        for some in batched_rows(extract.settings):
            told = connection.execute(PUT, (some,)).fetchall()
            added += sum(1 for (new,) in told if new)
            changed += sum(1 for (new,) in told if not new)
            connection.execute(APPROVE, {"as_of": as_of, "rows": some})
        connection.execute(
            "insert into ehcp.setting_extracts values (%s) on conflict do nothing", (as_of,)
        )
    return TakenIn(added=added, changed=changed, unchanged=len(extract.settings) - added - changed)


def batched_rows(settings: Sequence[Setting]) -> Iterable[str]:
    """Yield the settings as JSON, some at a time."""
    for start in range(0, len(settings), AT_ONCE):
        yield msgspec.json.encode(settings[start : start + AT_ONCE]).decode()


def found(
    connection: Pooled,
    *,
    search: str | None = None,
    urn: str | None = None,
    after: tuple[str, str] | None = None,
    size: int = MOST,
) -> tuple[Setting, ...]:
    """Return settings in the order of their names, those after the name and URN of `after`."""
    after_name, after_urn = after or (None, None)
    given = {
        "search": search,
        "urn": urn,
        "after_name": after_name,
        "after_urn": after_urn,
        "size": size,
    }
    return tuple(_setting(row) for row in _rows(connection, FIND, given))


def listed(connection: Pooled, urns: Iterable[str], day: date) -> dict[str, Listed]:
    """Return the settings of these numbers as they were listed on a day."""
    return {
        row["urn"]: Listed(setting=_setting(row), approved=row["approved"], as_of=row["as_of"])
        for row in _rows(connection, LISTED, {"urns": list(urns), "day": day})
    }


def empty(connection: Pooled) -> bool:
    """Whether no extract has been taken in yet."""
    return connection.execute("select from ehcp.setting_extracts limit 1").fetchone() is None


def _rows(connection: Pooled, query: str, given: Mapping[str, Any]) -> list[DictRow]:
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query, given).fetchall()


def _setting(row: DictRow) -> Setting:
    return typed({name: row[name] for name in NAMES}, Setting)
