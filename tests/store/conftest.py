import pytest

from ehcp.domain.event import Event
from tests.store.events import OURS


@pytest.fixture(autouse=True)
def _known(monkeypatch):
    """The tests' own events have names only while these tests run."""
    for name, kind in OURS.items():
        monkeypatch.setitem(Event.named, name, kind)
