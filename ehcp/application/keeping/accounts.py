"""Whose an account is, and by whom it came to be: what tells whether two are two persons."""

from ehcp.domain.entry import Entry
from ehcp.domain.proposals import Account
from ehcp.domain.users import stream_of, user_of
from ehcp.store.cases import Store


def account_of(store: Store, authority: str, subject: str) -> Account:
    """Return an account with all who made it: also those who made who made it, and so on."""
    whose = store.history(authority, stream_of(authority, subject))
    makers: dict[str, str] = {}
    waiting = [*_recorders(whose)]
    while waiting:
        maker = waiting.pop()
        if maker not in makers and maker != subject:
            theirs = store.history(authority, stream_of(authority, maker))
            makers[maker] = user_of(theirs).name
            waiting += _recorders(theirs)
    return Account(
        user=user_of(whose),
        subject=subject,
        made_by=frozenset(makers),
        makers=frozenset(filter(None, makers.values())),
    )


def _recorders(entries: tuple[Entry, ...]) -> set[str]:
    return {entry.recorded_by.subject for entry in entries if entry.recorded_by}
