"""The demo, started once for all that is typed at it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.demo import demo, environment, free_port


class Running(NamedTuple):
    """A demo that runs: where its reader stands, in which environment."""

    folder: Path
    environment: dict[str, str]


@pytest.fixture(scope="session")
def running(tmp_path_factory) -> Iterator[Running]:
    """The demo, started once for all pages, in the folder that a reader stands in."""
    folder, port = tmp_path_factory.mktemp("journeys"), free_port()
    data = folder / "ehcp-data"
    with demo(data, port) as (_, printed):
        assert "Ctrl-C stops everything" in printed, printed
        yield Running(folder, environment(data, port))
