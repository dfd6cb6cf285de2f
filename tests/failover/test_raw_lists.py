"""Servers whose list of models is none, never comes, or never ends."""

import json
import time
import tracemalloc

import pytest
from super_agent.emulator import Emulator
from super_agent.graph.models.catalog import PROBE_SECONDS

from ..lab import PLAN, TALK, Lab, emulated
from .raw import DONE, HEAD, HELLO, full_listener, raw, repeats, sends


@pytest.fixture(scope="module")
def emulator():
    with emulated(scale=0.01) as running:
        yield running


async def test_a_local_server_that_is_switched_off_is_waited_for_once(emulator: Emulator) -> None:
    with full_listener() as url:
        lab = Lab(emulator, base_url=url)
        began = time.monotonic()
        assert [(await lab.arun(TALK)).kinds() for _ in range(3)] == [["cloud"]] * 3
        seconds = time.monotonic() - began
        await lab.manager.aclose()
    assert seconds < 2 * PROBE_SECONDS


async def test_a_list_without_end_fills_no_memory(emulator: Emulator) -> None:
    tracemalloc.start()
    try:
        endless = repeats(b" " * 65536, first=HEAD + b"\r\n")
        async with raw(sends(HEAD + b"\r\n" + HELLO + DONE), endless) as server:
            lab = Lab(emulator, cloud_base_url=server.url)
            outcome = await lab.arun(PLAN)
            await lab.manager.aclose()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert outcome.kinds() == ["cloud"]
    assert peak < 64 * 1024 * 1024


@pytest.mark.parametrize("others", [{"models": ["x"]}, ["x"], {"models": {"name": 1}}, {"models": 5}, "x", None])
async def test_a_local_server_that_lists_nonsense_has_no_models(emulator: Emulator, others: object) -> None:
    body = json.dumps(others).encode()
    page = sends(HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    async with raw(sends(b""), page) as server:
        lab = Lab(emulator, base_url=server.url)
        outcome = await lab.arun(TALK)
        await lab.manager.aclose()
    assert outcome.kinds() == ["cloud"]
