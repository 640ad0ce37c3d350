"""The persistence module for the eventsourcing library: `PERSISTENCE_MODULE=ehcp.store.factory`.

It reads `EHCP_DATABASE_URL`, and of lesser note `EHCP_AUTHORITY` (whose streams the library's
own `save` and `get` are about), `EHCP_POOL_WEB`, `EHCP_POOL_WORKER` and `EHCP_POOL_TIMEOUT`.
The schema is made by `ehcp migrate`, never here.
"""

from typing import Any, cast

from eventsourcing.domain import TAggregateID
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactory,
    Mapper,
    ProcessRecorder,
    Transcoder,
    TTrackingRecorder,
)
from eventsourcing.utils import Environment, EnvType, resolve_topic

from ehcp.store.mapper import EventMapper
from ehcp.store.pools import Pools
from ehcp.store.recorder import CaseRecorder, EventRecorder
from ehcp.store.tracking import CaseProcessRecorder, CaseTrackingRecorder


class Factory(InfrastructureFactory[CaseTrackingRecorder]):
    """Makes the recorders of one application, on one set of pools."""

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        url = self.env.get("EHCP_DATABASE_URL")
        if not url:
            raise OSError("EHCP_DATABASE_URL is not set.")
        self.authority = self.env.get("EHCP_AUTHORITY") or "none"
        self.pools = Pools(
            url,
            web=int(self.env.get("EHCP_POOL_WEB") or 8),
            worker=int(self.env.get("EHCP_POOL_WORKER") or 4),
            timeout=float(self.env.get("EHCP_POOL_TIMEOUT") or 5.0),
        )

    def close(self) -> None:
        self.pools.close()

    def mapper(
        self,
        transcoder: Transcoder | None = None,
        mapper_class: type[Mapper[TAggregateID]] | None = None,
    ) -> Mapper[TAggregateID]:
        if mapper_class is None and not self.env.get(self.MAPPER_TOPIC):
            mapper_class = cast("type[Mapper[TAggregateID]]", EventMapper)
        return super().mapper(transcoder, mapper_class)

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        if purpose != "events":
            raise NotImplementedError("A case is its history: nothing else of it is stored.")
        return EventRecorder(self.pools, self.authority)

    def application_recorder(self) -> ApplicationRecorder:
        return CaseRecorder(self.pools, self.authority)

    def tracking_recorder(
        self, tracking_recorder_class: type[TTrackingRecorder] | None = None
    ) -> TTrackingRecorder:
        chosen: Any = tracking_recorder_class
        named = self.env.get(self.TRACKING_RECORDER_TOPIC)
        if chosen is None:
            chosen = resolve_topic(named) if named else CaseTrackingRecorder
        return cast("TTrackingRecorder", chosen(self.pools, self.env.name.lower() or "reader"))

    def process_recorder(self) -> ProcessRecorder:
        return CaseProcessRecorder(self.pools, self.authority, self.env.name.lower() or "reader")
