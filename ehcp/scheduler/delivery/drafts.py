"""Drafts of forms that nobody saves any more: who wrote in one is told, and then it goes.

Nothing of what is written in it is looked at. Who may see the case no longer is told nothing.
"""

from datetime import date, timedelta

from ehcp.application.clock import now
from ehcp.application.forms.drafting import NOTICE
from ehcp.scheduler.delivery.message import message_id
from ehcp.scheduler.delivery.outbox import PUT
from ehcp.scheduler.delivery.targets import Channel, Targets
from ehcp.store.cases import Store

DRAFT_GOES = "draft-goes"
STAGE = "notice"

EXPIRE = "delete from ehcp.drafts where expires_on < %s"
SOON = """
    select d.authority, d.id, d.case_id, d.expires_on,
        array(
            select distinct p.saved_by from ehcp.draft_parts p
            where p.authority = d.authority and p.draft_id = d.id
        ) as written_by,
        exists (
            select from ehcp.relations r
            where r.authority = d.authority and r.case_id = d.case_id
                and r.kind || '/' || r.party = d.party
                and r.since <= %(today)s and (r.until is null or r.until >= %(today)s)
        ) as still_theirs
    from ehcp.drafts d
    where d.told_on is null and d.expires_on between %(today)s and %(until)s
    order by d.authority, d.id for update of d skip locked
"""
TOLD = "update ehcp.drafts set told_on = %s where authority = %s and id = %s"


def expire(store: Store, today: date) -> int:
    """Drop the drafts whose last day is over; return how many."""
    with store.working() as connection:
        return connection.execute(EXPIRE, (today,)).rowcount


def tell(store: Store, targets: Targets, today: date) -> int:
    """Put into the outbox who is to be told that a draft goes soon, once; return how many."""
    asked = {"today": today, "until": today + timedelta(days=NOTICE)}
    told = 0
    with store.working() as connection:
        for authority, id_, case, goes, written_by, still in connection.execute(
            SOON, asked
        ).fetchall():
            connection.execute(TOLD, (today, authority, id_))
            of = targets.authorities.get(authority)
            for subject in written_by if of and still else ():
                name = f"person:{subject}"
                if of is None or name not in of.mail:
                    continue
                # of one that is saved again and lies again, another message
                message = message_id(id_, Channel.MAIL, f"{name}/{goes}")
                row = (authority, message, Channel.MAIL, name, id_, case, DRAFT_GOES, goes, STAGE)
                connection.execute(PUT, (*row, now()))
                told += 1
    return told
