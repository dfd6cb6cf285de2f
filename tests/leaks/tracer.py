"""A tracing service on loopback, and the environment that sends traces there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from langsmith import run_trees
from langsmith.utils import get_env_var
from super_agent.core import exits

from .scripted import Scripted

BATCHES = {
    "use_multipart_endpoint": True, "size_limit": 100, "size_limit_bytes": 20_000_000, "scale_up_qsize_trigger": 1000,
    "scale_up_nthreads_limit": 4, "scale_down_nempty_trigger": 4,
}  # fmt: skip
INFO = json.dumps({"version": "0.12.0", "batch_ingest_config": BATCHES}).encode()


@contextmanager
def traced() -> Iterator[Scripted]:
    """Tracing on in this process, to a service that keeps what it gets. `flush` first, then read."""
    with Scripted(lambda path, _: (200, "application/json", INFO if path.endswith("/info") else b"{}")) as service:
        given = {
            "LANGSMITH_TRACING": "true",
            "LANGSMITH_ENDPOINT": service.url,
            "LANGSMITH_API_KEY": "dummy",
            "LANGSMITH_DISABLE_RUN_COMPRESSION": "true",
        }
        os.environ.update(given)
        get_env_var.cache_clear()
        try:
            yield service
        finally:
            for name in given:
                del os.environ[name]
            _forget()


def flush() -> None:
    """Until everything that was to be sent is sent."""
    for client in _clients():
        client.flush()


def _forget() -> None:
    for client in _clients():
        client.close()
    exits._client.cache_clear()
    run_trees._CLIENT = None
    get_env_var.cache_clear()


def _clients():
    own = [exits._client(None, None)] if exits._client.cache_info().currsize else []
    return [*own, *([run_trees._CLIENT] if run_trees._CLIENT else [])]
