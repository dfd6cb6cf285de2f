"""Connections of a client that nobody closes."""

import asyncio
import gc

import httpx
import pytest
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


@pytest.mark.parametrize("turns", range(12))
async def test_a_connection_that_comes_up_after_closing_is_closed(turns: int) -> None:
    with emulated() as ollama:
        clients = LoopClients(Endpoint("local", "local", ollama.local_url))
        asking = asyncio.create_task((await clients.http()).get("/api/version"))
        for _ in range(turns):
            await asyncio.sleep(0)
        await clients.aclose()
        await asyncio.wait([asking])
        await until(lambda: not connections())
        assert asking.exception() is None or isinstance(asking.exception(), httpx.ReadError)
