"""The databases of an installation: several where it has outgrown one server."""

from collections.abc import Mapping
from threading import Lock
from typing import Self

from ehcp.store.cases import Store


class NoSuchDatabase(LookupError):  # noqa: N818 - named for what it says
    """The installation has no database of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no database {name!r}; there are: {', '.join(known)}.")


class Databases:
    """The databases by name, the first one the default; each is opened when it is needed."""

    def __init__(
        self, urls: Mapping[str, str], *, web: int = 8, worker: int = 4, timeout: float = 5.0
    ) -> None:
        """Take the URLs, the most connections for each role, the seconds to wait for one."""
        if not urls:
            raise ValueError("An installation has at least one database.")
        self.urls = dict(urls)
        self._sizes = (web, worker, timeout)
        self._open: dict[str, Store] = {}
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names, the default first."""
        return tuple(self.urls)

    @property
    def default(self) -> str:
        """The name of the database of everybody of whom nothing else is said."""
        return self.names[0]

    def url(self, name: str) -> str:
        """Return the URL of a database. Raises NoSuchDatabase."""
        if name not in self.urls:
            raise NoSuchDatabase(name, self.names)
        return self.urls[name]

    def store(self, name: str) -> Store:
        """Return the store on a database. Raises NoSuchDatabase; connects to nothing yet."""
        url = self.url(name)
        web, worker, timeout = self._sizes
        with self._lock:
            if name not in self._open:
                self._open[name] = Store(url, web=web, worker=worker, timeout=timeout)
            return self._open[name]

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for store in self._open.values():
                store.close()
            self._open.clear()
