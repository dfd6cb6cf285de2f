"""The real clients, `ollama` and `langchain_ollama`, against the emulator: they must not be able to tell."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any, Literal

import httpx
import ollama
import pytest
from langchain_core.messages import AIMessageChunk, HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_ollama import ChatOllama
from pydantic import BaseModel, ConfigDict, Field
from super_agent.emulator import EmulatedModel, Emulator, Fault

MESSAGES = [{"role": "user", "content": "Some 40 e 2"}]


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(scale=0.01) as running:
        yield running


@pytest.fixture
def client(emulator: Emulator) -> Iterator[ollama.Client]:
    emulator.clear_faults()
    emulator.clear()
    with ollama.Client(host=emulator.local_url) as local:
        yield local


def run_python(code: str) -> str:
    """Run Python code.

    Args:
        code: The code.

    Returns:
        What it printed.
    """
    return code


class Chats:
    """ChatOllama objects whose connections are closed at the end."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.made: list[ChatOllama] = []

    def __call__(self, model: str, *, cloud: bool = False, **fields: Any) -> ChatOllama:
        headers = {"Authorization": f"Bearer {self.emulator.api_key}"} if cloud else {}
        url = self.emulator.cloud_url if cloud else self.emulator.local_url
        self.made.append(ChatOllama(model=model, base_url=url, client_kwargs={"headers": headers}, **fields))
        return self.made[-1]

    def close(self) -> None:
        for chat in self.made:
            chat._client.close()

    async def aclose(self) -> None:
        for chat in self.made:
            await chat._async_client.close()


@pytest.fixture
def chats(emulator: Emulator) -> Iterator[Chats]:
    emulator.clear_faults()
    with closing(Chats(emulator)) as made:
        yield made


def test_the_client_lists_shows_and_sees_what_is_loaded(client: ollama.Client) -> None:
    assert [model.model for model in client.list().models] == [
        "emulated-brain:latest",
        "emulated-coder:latest",
        "emulated-ui:latest",
    ]
    shown = client.show("emulated-ui")
    assert shown.capabilities == ["completion", "thinking"]
    assert shown.modelinfo
    assert shown.modelinfo["emulated.context_length"] == 32768
    assert {model.model for model in client.ps().models} >= {"emulated-brain:latest"}
    assert client.show("gpt-oss:120b-cloud").capabilities == ["completion", "tools", "thinking"]


def test_the_client_streams_and_counts(client: ollama.Client) -> None:
    parts = list(client.chat("emulated-brain", MESSAGES, stream=True))
    whole = client.chat("emulated-brain", MESSAGES)
    assert "".join(part.message.content or "" for part in parts) == whole.message.content
    assert (parts[-1].done, parts[-1].done_reason) == (True, "stop")
    assert parts[-1].eval_count == whole.eval_count == len(parts)
    assert whole.total_duration
    assert whole.total_duration > 0


def test_the_client_gets_a_tool_call_and_reports_its_result(client: ollama.Client) -> None:
    called = client.chat("emulated-coder", MESSAGES, tools=[run_python]).message
    assert called.tool_calls
    assert called.tool_calls[0].function.name == "run_python"
    assert "[40, 2]" in called.tool_calls[0].function.arguments["code"]
    result = {"role": "tool", "tool_name": "run_python", "content": "42"}
    told = client.chat("emulated-coder", [*MESSAGES, called, result], tools=[run_python]).message
    assert told.content
    assert told.content.endswith("42")
    assert not told.tool_calls


def test_the_client_gets_thinking_apart_from_the_content(client: ollama.Client) -> None:
    parts = list(client.chat("emulated-ui", MESSAGES, stream=True, think=True))
    kinds = ["thinking" if part.message.thinking else "content" for part in parts]
    assert kinds == sorted(kinds, reverse=True)
    assert kinds[0] == "thinking"
    assert client.chat("emulated-ui", MESSAGES, think=False).message.thinking is None


def test_the_client_generates_embeds_and_pulls(client: ollama.Client) -> None:
    assert client.generate("emulated-brain", "Olá").response.startswith("Você perguntou: «Olá»")
    fenced = client.generate("emulated-coder", "# some 40 e 2\n```python\n", raw=True).response
    assert "[40, 2]" in fenced
    assert fenced.endswith("```\n")
    one, again, other = client.embed("emulated-brain", ["a", "a", "b"]).embeddings
    assert one == again != other
    assert [part.status for part in client.pull("emulated-brain", stream=True)][-1] == "success"
    with pytest.raises(ollama.ResponseError, match="file does not exist"):
        list(client.pull("nothing:1b", stream=True))


def test_the_client_loads_and_unloads(client: ollama.Client) -> None:
    assert client.chat("emulated-coder", [], keep_alive=0).done_reason == "unload"
    assert "emulated-coder:latest" not in {model.model for model in client.ps().models}
    assert client.chat("emulated-coder", [], options={"num_ctx": 8192}).done_reason == "load"
    loaded = {model.model: model.context_length for model in client.ps().models}
    assert loaded["emulated-coder:latest"] == 8192


def test_the_client_sees_errors_as_a_server_words_them(client: ollama.Client, emulator: Emulator) -> None:
    for model, arguments, status, text in (
        ("nothing:1b", {}, 404, "model 'nothing:1b' not found"),
        ("emulated-ui", {"tools": [run_python]}, 400, "emulated-ui:latest does not support tools"),
        ("emulated-brain", {"think": True}, 400, '"emulated-brain" does not support thinking'),
    ):
        with pytest.raises(ollama.ResponseError, match=text) as caught:
            client.chat(model, MESSAGES, **arguments)
        assert caught.value.status_code == status
    emulator.set_fault("emulated-brain", Fault("O03"))
    with pytest.raises(ollama.ResponseError, match="Internal Server Error") as caught:
        list(client.chat("emulated-brain", MESSAGES, stream=True))
    assert caught.value.status_code == -1


def test_the_cloud_wants_a_key_and_the_daemon_signs(emulator: Emulator, client: ollama.Client) -> None:
    with ollama.Client(host=emulator.cloud_url, headers={"Authorization": "Bearer wrong"}) as stranger:
        with pytest.raises(ollama.ResponseError, match="unauthorized") as caught:
            stranger.chat("gpt-oss:120b", MESSAGES)
        assert caught.value.status_code == 401
        assert next(model.model for model in stranger.list().models) == "gpt-oss:120b"
    assert client.chat("gpt-oss:120b-cloud", MESSAGES).model == "gpt-oss:120b"
    daemon, cloud = emulator.requests[-2:]
    assert (daemon.port, cloud.port) == ("local", "cloud")
    assert not cloud.headers["authorization"].startswith("Bearer")
    assert cloud.json()["model"] == "gpt-oss:120b"


def test_a_daemon_that_is_not_signed_in_is_told_so() -> None:
    with Emulator(signed_in=False, scale=0.01) as emulator, ollama.Client(host=emulator.local_url) as client:
        with pytest.raises(ollama.ResponseError, match="unauthorized"):
            client.chat("gpt-oss:120b-cloud", MESSAGES)
        me = httpx.post(f"{emulator.local_url}/api/me", trust_env=False)
        assert me.status_code == 401
        assert "signin_url" in me.json()
        assert client.chat("emulated-brain", MESSAGES).done


@pytest.mark.parametrize("signed_in", [True, False])
def test_the_cloud_takes_the_signature_of_a_real_daemon(signed_in: bool) -> None:
    header = {"Authorization": "AAAAC3NzaC1lZDI1NTE5AAAAIHNv+bWUga2V5:c2lnbmVk/IGJ5IGEga2V5Cg=="}
    with Emulator(signed_in=signed_in, scale=0.01) as emulator:
        answer = httpx.post(f"{emulator.cloud_url}/api/me", headers=header, trust_env=False)
    assert answer.status_code == (200 if signed_in else 401)


def test_who_is_signed_in_and_what_was_used(emulator: Emulator) -> None:
    key = {"Authorization": f"Bearer {emulator.api_key}"}
    with httpx.Client(trust_env=False) as http:
        assert http.post(f"{emulator.local_url}/api/me").json()["plan"] == "free"
        assert http.get(f"{emulator.cloud_url}/api/usage").status_code == 401
        usage = http.get(f"{emulator.cloud_url}/api/usage", headers=key).json()
    assert set(usage["limits"]) == {"session", "weekly"}


async def test_the_async_client_streams_too(emulator: Emulator) -> None:
    emulator.clear_faults()
    client = ollama.AsyncClient(host=emulator.local_url)
    try:
        parts = [part async for part in await client.chat("emulated-brain", MESSAGES, stream=True)]
    finally:
        await client.close()
    assert parts[-1].done


def test_langchain_invokes_and_streams_with_its_metadata(chats: Chats) -> None:
    chat = chats("gpt-oss:120b", cloud=True)
    message = chat.invoke("Plan a trip")
    assert message.response_metadata["done"] is True
    assert message.response_metadata["model"] == "gpt-oss:120b"
    assert message.usage_metadata
    assert message.usage_metadata["output_tokens"] > 40
    whole = AIMessageChunk("")
    for chunk in chat.stream("Plan a trip"):
        whole += chunk  # type: ignore[assignment]
    assert whole.content == message.content


def test_langchain_calls_a_tool_and_gives_back_its_result(chats: Chats) -> None:
    chat = chats("emulated-coder").bind_tools([tool(run_python)])
    asked = HumanMessage("Some 40 e 2")
    called = chat.invoke([asked])
    assert called.tool_calls[0]["name"] == "run_python"
    result = ToolMessage("42", tool_call_id=called.tool_calls[0]["id"])
    assert chat.invoke([asked, called, result]).text.endswith("42")


def test_langchain_keeps_reasoning_apart(chats: Chats) -> None:
    thought = chats("emulated-ui", reasoning=True).invoke("Crie uma página")
    assert "página" in thought.additional_kwargs["reasoning_content"]
    assert "<!DOCTYPE html>" in thought.text
    assert "reasoning_content" not in chats("emulated-ui").invoke("Crie uma página").additional_kwargs


class Street(BaseModel):
    model_config = ConfigDict(strict=True)
    name: str
    kind: Literal["road", "lane"]


class City(BaseModel):
    model_config = ConfigDict(strict=True)
    name: str
    population: int = Field(ge=3)
    area: float
    capital: bool
    mayor: str | None
    streets: list[Street]


def test_langchain_gets_a_structured_answer_that_fits_its_schema(chats: Chats) -> None:
    city = chats("emulated-brain").with_structured_output(City).invoke("Paris")
    assert isinstance(city, City)
    assert (city.population, city.streets[0].kind) == (3, "road")


def test_langchain_takes_a_cut_behind_the_daemon_for_an_answer(chats: Chats) -> None:
    """The trap that a caller has to guard against: no exception, and no word that it was done."""
    chats.emulator.set_fault("gpt-oss:120b", Fault("S08"))
    message = chats("gpt-oss:120b-cloud").invoke("Plan a trip")
    assert message.text
    assert message.response_metadata == {}
    assert message.usage_metadata is None
    with pytest.raises(httpx.RemoteProtocolError):
        chats("gpt-oss:120b", cloud=True).invoke("Plan a trip")


async def test_langchain_async_calls_and_errors(emulator: Emulator) -> None:
    emulator.clear_faults()
    chats = Chats(emulator)
    try:
        assert (await chats("emulated-brain").ainvoke("Olá")).response_metadata["done"] is True
        with pytest.raises(ollama.ResponseError, match="does not support tools"):
            await chats("emulated-ui").bind_tools([tool(run_python)]).ainvoke("Olá")
    finally:
        chats.close()
        await chats.aclose()


def test_a_test_can_serve_one_base_model_alone() -> None:
    name = "networkjohnny/deepseek-coder-v2-lite-base-q4_k_m-gguf"
    models = [EmulatedModel(name, capabilities=("completion",), context_length=163_840)]
    with Emulator(models=models, scale=0.01) as emulator, ollama.Client(host=emulator.local_url) as client:
        assert [model.model for model in client.list().models] == [f"{name}:latest"]
        assert client.show(name).capabilities == ["completion"]
        with pytest.raises(ollama.ResponseError, match=f"{name}:latest does not support tools"):
            client.chat(name, MESSAGES, tools=[run_python])
        assert "[40, 2]" in (client.chat(name, MESSAGES).message.content or "")
