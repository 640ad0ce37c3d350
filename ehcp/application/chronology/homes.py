"""Where an import stores the histories of each authority."""

from collections.abc import Mapping
from typing import Self

from ehcp.application.keeping.authorities import NoSuchAuthority
from ehcp.application.keeping.directory import LIVES_HERE, Directory
from ehcp.domain.authority import stream_of
from ehcp.store.bulk import Bulk
from ehcp.store.cases import Store
from ehcp.store.databases import Databases
from ehcp.store.errors import UnknownAuthority


class Homes:
    """One writer for each database, opened when an authority that lives there comes up."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._databases = Databases(urls, web=1, worker=1)
        self._directory = Directory(self._databases)
        self._writers: dict[str, Bulk] = {}
        self._known: dict[str, Bulk | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        for writer in self._writers.values():
            writer.close()
        self._databases.close()

    def writer(self, authority: str) -> Bulk:
        """Return what stores the histories of an authority.

        Raises NoSuchAuthority where nobody has added it, Unavailable.
        """
        if authority not in self._known:
            self._known[authority] = self._found(authority)
        found = self._known[authority]
        if found is None:
            raise NoSuchAuthority(authority)
        return found

    def store(self, authority: str) -> Store:
        """Return where an authority is read, once it has a writer."""
        return self._databases.store(self._directory.home(authority))

    def _found(self, authority: str) -> Bulk | None:
        try:
            name = self._directory.home(authority)
        except UnknownAuthority:
            return None
        with self._databases.store(name).reading(authority) as connection:
            asked = connection.execute(LIVES_HERE, (authority, stream_of(authority)))
            if asked.fetchone() is None:
                return None
        if name not in self._writers:
            self._writers[name] = Bulk(self._databases.url(name))
        return self._writers[name]
