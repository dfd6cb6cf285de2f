"""Connections of a client that nobody closes."""

import asyncio
import gc

from super_agent.graph.models.clients import LoopClients
from super_agent.graph.models.endpoint import Endpoint

from ..lab import emulated, until


def connections() -> list[asyncio.Transport]:
    """Open transports of this loop."""
    loop = asyncio.get_running_loop()
    found = [one for one in gc.get_objects() if isinstance(one, asyncio.Transport)]
    return [one for one in found if getattr(one, "_loop", None) is loop and not one.is_closing()]


async def test_what_is_dropped_without_closing_is_closed() -> None:
    with emulated() as ollama:
        clients = LoopClients(Endpoint("local", "local", ollama.local_url))
        await (await clients.http()).get("/api/version")
        assert len(connections()) == 1
        del clients
        gc.collect()
        await until(lambda: not connections())
