"""The eventsourcing library's own tests of a persistence module, run against ours.

Its tests of transcoders, ciphers and connection pools are left out: those are the library's own
classes, and ours uses none of them.
"""

import sys
from typing import Any

import pytest
from eventsourcing.persistence import InfrastructureFactory
from eventsourcing.utils import Environment

from ehcp.store.factory import Factory
from ehcp.store.recorder import CaseRecorder, EventRecorder
from ehcp.store.tracking import CaseProcessRecorder, CaseTrackingRecorder
from tests.store import cipher

sys.modules.setdefault("eventsourcing.cipher", cipher)

from eventsourcing.tests.persistence import (  # noqa: E402 - after its cipher
    AggregateRecorderTestCase,
    ApplicationRecorderTestCase,
    InfrastructureFactoryTestCase,
    NonInterleavingNotificationIDsBaseCase,
    ProcessRecorderTestCase,
    TrackingRecorderTestCase,
)


def environment(url, name=""):
    return Environment(
        name,
        {
            "PERSISTENCE_MODULE": "ehcp.store.factory",
            "EHCP_DATABASE_URL": url,
            "EHCP_AUTHORITY": "E10000014",
        },
    )


@pytest.fixture(autouse=True)
def _given(request, database_url):
    request.instance.env = environment(database_url)
    request.instance.factories = []
    yield
    for factory in request.instance.factories:
        factory.close()


class OnOurs:
    """Makes the recorders under test."""

    env: Environment
    factories: list[InfrastructureFactory[Any]]

    @property
    def made(self):
        factory = InfrastructureFactory.construct(self.env)
        self.factories.append(factory)
        return factory


class TestAggregateRecorder(OnOurs, AggregateRecorderTestCase):
    def create_recorder(self):
        return self.made.aggregate_recorder()


class TestApplicationRecorder(OnOurs, ApplicationRecorderTestCase):
    def create_recorder(self):
        return self.made.application_recorder()

    def test_insert_subscribe(self):
        self.optional_test_insert_subscribe()


class TestTrackingRecorder(OnOurs, TrackingRecorderTestCase):
    def create_recorder(self):
        return self.made.tracking_recorder()


class TestProcessRecorder(OnOurs, ProcessRecorderTestCase):
    def create_recorder(self):
        return self.made.process_recorder()


class TestNonInterleavingNotificationIDs(OnOurs, NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self):
        return self.made.application_recorder()


class CaseTrackingRecorderOfTheirOwn(CaseTrackingRecorder):
    pass


class TestFactory(InfrastructureFactoryTestCase[Factory]):
    def expected_factory_class(self):
        return Factory

    def expected_aggregate_recorder_class(self):
        return EventRecorder

    def expected_application_recorder_class(self):
        return CaseRecorder

    def expected_tracking_recorder_class(self):
        return CaseTrackingRecorder

    def tracking_recorder_subclass(self):
        return CaseTrackingRecorderOfTheirOwn

    def expected_process_recorder_class(self):
        return CaseProcessRecorder


# they were imported to be inherited from, not to be collected
del (
    AggregateRecorderTestCase,
    ApplicationRecorderTestCase,
    InfrastructureFactoryTestCase,
    NonInterleavingNotificationIDsBaseCase,
    ProcessRecorderTestCase,
    TrackingRecorderTestCase,
)
