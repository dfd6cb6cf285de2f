"""What a server says to a request that it does not take, and what it leaves out: the emulator, and a real one."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from super_agent.emulator import Emulator

from .test_contract import REAL, real_model
from .tiny import TINY

CHAT, GENERATE, EMBED, SHOW, OPENAI = "/api/chat", "/api/generate", "/api/embed", "/api/show", "/v1/chat/completions"
HI = [{"role": "user", "content": "hi"}]
FIELD = "json: cannot unmarshal {} into Go struct field ChatRequest.{} of type {}"
EFFORTS = '"high", "medium", "low", "max", true, or false'
REFUSED: list[tuple[str, dict[str, Any], int, str]] = [
    (CHAT, {"think": "much"}, 400, f'invalid think value: "much" (must be {EFFORTS})'),
    (CHAT, {"think": 3}, 400, f"think must be a boolean or string ({EFFORTS})"),
    (CHAT, {"tools": ["x"]}, 400, FIELD.format("string", "tools", "api.Tool")),
    (CHAT, {"messages": ["hi"]}, 400, FIELD.format("string", "messages", "api.Alias")),
    (CHAT, {"messages": [{"role": "user", "content": []}]}, 400, FIELD.format("array", "messages.content", "string")),
    (CHAT, {"messages": [{**HI[0], "images": ["!!"]}]}, 400, "illegal base64 data at input byte 0"),
    (CHAT, {"options": {"temperature": "hot"}}, 500, 'option "temperature" must be of type float32'),
    (CHAT, {"options": {"temperature": True}}, 500, 'option "temperature" must be of type float32'),
    (CHAT, {"options": {"stop": "x"}}, 500, 'option "stop" must be of type array'),
    (CHAT, {"options": {"stop": [1]}}, 500, 'option "stop" must be of an array of strings'),
    (CHAT, {"options": {"use_mmap": 1}}, 500, 'option "use_mmap" must be of type boolean'),
    (CHAT, {"keep_alive": "soon"}, 400, 'time: invalid duration "soon"'),
    (CHAT, {"keep_alive": [1]}, 400, "Unsupported type: '[]interface {}'"),
    (CHAT, {"top_logprobs": 30}, 400, "top_logprobs must be between 0 and 20"),
    (GENERATE, {"raw": True, "system": "x"}, 400, "raw mode does not support template, system, or context"),
    (EMBED, {"input": 5}, 400, "invalid input type"),
    (SHOW, {"model": 1}, 400, "json: cannot unmarshal number into Go struct field ShowRequest.model of type string"),
    (OPENAI, {"messages": []}, 400, "[] is too short - 'messages'"),
]
SERVERS = [
    "emulator",
    pytest.param("real", marks=pytest.mark.skipif(not REAL, reason="OLLAMA_TEST_URL names no server")),
]


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[tuple[httpx.Client, str]]:
    """A client of the server, and a model that it has."""
    if request.param == "real":
        with httpx.Client(base_url=REAL, trust_env=False, timeout=300) as client:
            yield client, real_model()
        return
    with (
        Emulator(models=TINY, pace=0.0005, first_token=0.001) as emulator,
        httpx.Client(base_url=emulator.local_url, trust_env=False) as client,
    ):
        yield client, "tiny-plain"


def asked(server: tuple[httpx.Client, str], path: str, **fields: Any) -> httpx.Response:
    client, model = server
    text = {"prompt": "hi"} if path == GENERATE else {} if path in (EMBED, SHOW) else {"messages": HI}
    return client.post(path, json={"model": model, "stream": False, **text, **fields})


@pytest.mark.parametrize(("path", "fields", "status", "text"), REFUSED)
def test_a_request_that_is_refused(
    server: tuple[httpx.Client, str], path: str, fields: dict[str, Any], status: int, text: str
) -> None:
    answer = asked(server, path, **fields)
    error = answer.json()["error"]
    assert (answer.status_code, error["message"] if path == OPENAI else error) == (status, text)


def test_a_capability_that_the_model_lacks(server: tuple[httpx.Client, str]) -> None:
    assert asked(server, GENERATE, suffix="x").json()["error"].endswith("does not support insert")
    assert (
        asked(server, OPENAI, reasoning_effort="high").json()["error"]["message"].endswith("does not support thinking")
    )


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (CHAT, {"options": {"num_ctx": -1, "num_predict": 4}}),
        (CHAT, {"options": None, "keep_alive": "10m"}),
        (GENERATE, {"tools": [{"type": "function", "function": {"name": "x"}}]}),
        (EMBED, {"input": []}),
    ],
)
def test_a_request_that_is_taken(server: tuple[httpx.Client, str], path: str, fields: dict[str, Any]) -> None:
    assert asked(server, path, **fields).status_code == 200


def test_a_duration_of_nothing_is_left_out(server: tuple[httpx.Client, str]) -> None:
    assert "eval_duration" not in asked(server, CHAT, options={"num_predict": 1}).json()
    assert list(asked(server, EMBED, input="").json()) == ["model", "embeddings"]


def test_a_model_has_its_full_name_too(server: tuple[httpx.Client, str]) -> None:
    client, model = server
    name = model if ":" in model else f"{model}:latest"
    full = f"registry.ollama.ai/library/{name}"
    assert asked((client, full), CHAT).json()["model"] == full


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("POST", "/api/tags", "HEAD, GET"), ("POST", "/", "HEAD, GET"), ("HEAD", "/api/ps", "GET"), ("PUT", CHAT, "POST")],
)
def test_a_method_that_is_not_allowed(server: tuple[httpx.Client, str], method: str, path: str, allowed: str) -> None:
    answer = server[0].request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
