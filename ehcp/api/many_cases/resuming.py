"""Where a follower goes on: a signed token that knows the history it was given in.

It names the place up to which was looked, and the authority's last event by then with its hash.
No event is ever changed, so if that event is gone, the record was restored to an earlier moment:
what the follower has seen since is no longer there, and the place means nothing. That is said,
and nothing passed over. If the event is there, but the server is another or was started since,
what lay between that event and the place may have gone: the follower goes on from the event.
"""

from dataclasses import dataclass
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer

from ehcp.api.answering.pages import SIGNED
from ehcp.api.answering.problem import BadRequest
from ehcp.projections.queries.changes import Log, Mark, hash_of
from ehcp.store.cases import Store

HASH = 16  # characters of a hash that tell one event from another
NOTHING = Mark(0, b"")
"""The mark of an authority of which nothing was recorded by then."""
UNKNOWN = -1
"""The place of a mark that was not found."""


@dataclass(frozen=True)
class Place:
    """A place in the log. `mark` is None where the authority's last event was not found."""

    looked: int
    mark: Mark | None


BEGINNING = Place(0, NOTHING)


class Resumed:
    """Makes and reads the tokens of one authority."""

    def __init__(self, key: str, store: Store, authority: str) -> None:
        self._store = store
        self._authority = authority
        self._signer = URLSafeSerializer(key, salt="ehcp.changes", signer_kwargs=SIGNED)

    def token(self, place: Place, log: Log) -> str:
        """Return the token of a place."""
        mark = (place.mark.position, _short(place.mark)) if place.mark else (UNKNOWN, "")
        return str(self._signer.dumps([self._authority, place.looked, *mark, _server(log)]))

    def place(self, token: str, log: Log) -> Place:
        """Return where to go on. Raises BadRequest: 422, or 410 where the history is another."""
        try:
            authority, looked, position, hashed, server = self._signer.loads(token)
        except (BadData, TypeError, ValueError):
            authority, looked, position, hashed, server = None, 0, 0, "", ""
        if authority != self._authority:
            raise BadRequest(
                422,
                "bad-token",
                "The token is not one of this authority's feed.",
                errors=[{"parameter": "after", "detail": "Take it from the feed as it is."}],
            )
        same_server = server == _server(log)
        if position == UNKNOWN:
            if same_server:
                return Place(looked, None)
            raise _gone()
        mark = NOTHING
        if position > 0:
            found = hash_of(self._store, self._authority, position)
            if found is None or _short(Mark(position, found)) != hashed:
                raise _gone()
            mark = Mark(position, found)
        return Place(looked if same_server else mark.position, mark)


def _gone() -> BadRequest:
    return BadRequest(
        410,
        "history-changed",
        "The record was restored to an earlier moment than this token was given at. Begin again"
        " without `after`, and hold what you have against it.",
    )


def _short(mark: Mark) -> str:
    return mark.hash.hex()[:HASH]


def _server(log: Log) -> str:
    return sha256(log.server.encode()).hexdigest()[:HASH]
