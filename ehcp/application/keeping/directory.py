"""Where each authority lives: which of the databases has its record.

The databases say it themselves: an authority lives where its own stream is. So nothing else has
to be kept in step, and no server is needed to find what lives on another. An installation of
one database asks nothing: everybody lives there.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date

from ehcp.application.cases import Cases
from ehcp.domain.authority import stream_of
from ehcp.store.cases import Store
from ehcp.store.databases import Databases
from ehcp.store.errors import Unavailable, UnknownAuthority

LIVES_HERE = "select from ehcp.events where authority = %s and stream = %s and version = 1"


class Homes:
    """The cases of each authority, where it lives."""

    def __init__(self, directory: "Directory", today: Callable[[], date]) -> None:
        """Take the directory, and what tells the day it is in London."""
        self.directory = directory
        self.today = today
        self._cases: dict[str, Cases] = {}

    def cases(self, authority: str) -> Cases:
        """Return the cases of an authority. Raises UnknownAuthority, Unavailable."""
        home = self.directory.home(authority)
        if home not in self._cases:
            self._cases[home] = Cases(self.directory.databases.store(home), self.today)
        return self._cases[home]

    def stores(self) -> Iterator[Store]:
        """Yield the store on each database."""
        databases = self.directory.databases
        return (databases.store(name) for name in databases.names)


class Directory:
    """Finds the database of an authority, and remembers it: an authority does not move."""

    def __init__(self, databases: Databases) -> None:
        self.databases = databases
        self._homes: dict[str, str] = {}

    def store(self, code: str) -> Store:
        """Return the store of an authority. Raises UnknownAuthority, Unavailable."""
        return self.databases.store(self.home(code))

    def home(self, code: str) -> str:
        """Return the name of the database in which an authority lives.

        Raises UnknownAuthority; Unavailable where it may live in one that does not answer.
        """
        if len(self.databases.names) == 1:
            return self.databases.default
        if code not in self._homes:
            self._homes[code] = self._found(code)
        return self._homes[code]

    def _found(self, code: str) -> str:
        """Ask all databases at once; take the first that says yes, however long another takes."""
        down: Unavailable | None = None
        pool = ThreadPoolExecutor(len(self.databases.names), thread_name_prefix="ehcp-directory")
        try:
            asked = {
                pool.submit(self._lives_in, name, code): name for name in self.databases.names
            }
            for answer in as_completed(asked):
                try:
                    if answer.result():
                        return asked[answer]
                except Unavailable as error:
                    down = Unavailable(f"{error.reason}; database {asked[answer]}")
        finally:
            pool.shutdown(wait=False)
        raise down or UnknownAuthority(code)

    def _lives_in(self, name: str, code: str) -> bool:
        """Whether an authority lives in a database: asked behind its own wall."""
        with self.databases.store(name).reading(code) as connection:
            found = connection.execute(LIVES_HERE, (code, stream_of(code))).fetchone()
        return found is not None
