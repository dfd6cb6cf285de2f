"""Whatever a server sends, a call ends in a whole answer or in an error with a kind: nothing else gets out."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage
from super_agent.graph.models import clients
from super_agent.graph.models.admission import AdmissionQueue
from super_agent.graph.models.breaker import Breaker
from super_agent.graph.models.call import Answer, Door, Request
from super_agent.graph.models.clients import LoopClients
from super_agent.graph.models.clocks import Clocks
from super_agent.graph.models.endpoint import Endpoint
from super_agent.graph.models.errors import KINDS, ModelCallError
from super_agent.graph.models.store import MemoryStore

CLOCKS = Clocks(1, 1, 1, 5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("\ud83d"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
CALL = st.fixed_dictionaries({}, optional={"function": st.fixed_dictionaries({}, optional={"name": JSON | st.just("f"), "arguments": JSON | st.just({})}), "id": JSON})  # fmt: skip
MESSAGE = st.fixed_dictionaries(
    {},
    optional={
        "role": JSON | st.just("assistant"),
        "content": JSON | st.just("hello"),
        "thinking": JSON,
        "tool_calls": JSON | st.lists(CALL, max_size=2),
        "images": JSON,
    },
)
LINE = st.fixed_dictionaries(
    {},
    optional={
        "model": JSON | st.just("m"),
        "created_at": JSON,
        "message": JSON | MESSAGE,
        "done": JSON | st.just(True),
        "done_reason": JSON | st.sampled_from(["stop", "length", "load"]),
        "eval_count": JSON | st.integers(0, 9),
        "prompt_eval_count": JSON | st.integers(0, 9),
        "total_duration": JSON,
        "logprobs": JSON,
        "error": JSON,
    },
)


class Body(httpx.AsyncByteStream):
    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body


class Server(httpx.AsyncBaseTransport):
    def __init__(self, status: int, body: bytes) -> None:
        self._status, self._body = status, body

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(self._status, stream=Body(self._body))


def result(patch: pytest.MonkeyPatch, status: int, body: bytes) -> Answer | ModelCallError:
    endpoint = Endpoint("local", "local", "http://127.0.0.1:1")
    patch.setattr(clients, "_inner", lambda endpoint: Server(status, body))
    door = Door(endpoint, LoopClients(endpoint), AdmissionQueue(1, longest_wait=1), Breaker(MemoryStore()))
    request = Request("m", [HumanMessage("hi")], CLOCKS)
    try:
        return asyncio.run(door.call(request))
    except ModelCallError as error:
        return error


def ends_well(found: Answer | ModelCallError) -> None:
    if isinstance(found, ModelCallError):
        assert found.kind in KINDS
    else:
        assert found.message.text.strip() or found.message.tool_calls
        found.message.text.encode()


@pytest.fixture(scope="module")
def patch():
    with pytest.MonkeyPatch.context() as one:
        one.setattr("super_agent.graph.models.call.RETRY_SECONDS", (0, 0))
        yield one


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(lines=st.lists(LINE, max_size=4), status=st.sampled_from([200, 200, 200, 204, 301, 400, 429, 500]))
def test_any_objects(patch: pytest.MonkeyPatch, lines: list[dict[str, Any]], status: int) -> None:
    body = b"".join(json.dumps(one).encode() + b"\n" for one in lines)
    ends_well(result(patch, status, body))


@settings(max_examples=40, deadline=None)
@given(body=st.binary(max_size=200), status=st.integers(200, 599))
def test_any_bytes(patch: pytest.MonkeyPatch, body: bytes, status: int) -> None:
    ends_well(result(patch, status, body))


@pytest.mark.parametrize("depth", [500, 900, 5000, 100_000])
def test_any_depth(patch: pytest.MonkeyPatch, depth: int) -> None:
    deep = b'{"message":{"role":"assistant","content":"x"},"done":true,"deep":' + b"[" * depth + b"]" * depth + b"}\n"
    ends_well(result(patch, 200, deep))
    ends_well(result(patch, 500, b"[" * depth + b"]" * depth))
    ends_well(result(patch, 500, b'{"error":' * depth + b"1" + b"}" * depth))
