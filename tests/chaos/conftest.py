import pytest

from ehcp.domain.event import Event
from tests.scale import scaled
from tests.store.events import OURS


@pytest.fixture
def rounds() -> int:
    """How often a thing is done: a few times in CI, 500 where EHCP_CHAOS_ROUNDS says so."""
    return scaled(500, few=12)


@pytest.fixture(autouse=True)
def _known(monkeypatch):
    """The tests' own events have names only while these tests run."""
    for name, kind in OURS.items():
        monkeypatch.setitem(Event.named, name, kind)
