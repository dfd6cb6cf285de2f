"""The graph under a real `langgraph dev`, driven by its SDK."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from langgraph_sdk import get_client
from langgraph_sdk.client import LangGraphClient

from ..lab import CODE, PLAN, TALK, emulated

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory):
    """A dev server on a free port, with the emulator behind it; ended by its process id."""
    folder = tmp_path_factory.mktemp("studio")
    (folder / "langgraph.json").write_text((ROOT / "langgraph.json").read_text().replace('"."', f'"{ROOT.as_posix()}"'))
    with emulated() as emulator, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            **os.environ,
            "OLLAMA_CLOUD_BASE_URL": emulator.cloud_url,
            "OLLAMA_CLOUD_API_KEY": emulator.api_key,
            "OLLAMA_BASE_URL": emulator.local_url,
            "LANGSMITH_TRACING": "false",
            "SUPER_AGENT_APPROVAL": "risky",
            "PYTHONUNBUFFERED": "1",
        }
        log = folder / "log"
        command = [sys.executable, "-m", "langgraph_cli", "dev", "--port", str(port), "--no-browser", "--no-reload"]
        with log.open("w") as out:
            server = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
            try:
                wait_until_ready(f"http://127.0.0.1:{port}/ok", server, log)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()
                server.wait(20)


@pytest.fixture
async def client(studio: str):
    async with get_client(url=studio, api_key=None) as connected:
        yield connected


def wait_until_ready(url: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise AssertionError(f"langgraph dev ended:\n{log.read_text()[-3000:]}")
        try:
            if httpx.get(url, timeout=1, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"langgraph dev is not ready:\n{log.read_text()[-3000:]}")


async def test_assistant_and_schemas(client: LangGraphClient) -> None:
    (assistant,) = await client.assistants.search(graph_id="hybrid")
    schemas = await client.assistants.get_schemas(assistant["assistant_id"])
    fields = schemas["context_schema"]["properties"]
    assert {"mode", "privacy", "fallback_enabled", "approval"} <= set(fields)
    assert fields["mode"]["title"] == "Mode"
    assert "messages" in schemas["input_schema"]["properties"]
    drawn = await client.assistants.get_graph(assistant["assistant_id"])
    assert {"router", "cloud_planner", "local_brain", "local_executor", "local_ui"} <= {
        one["id"] for one in drawn["nodes"]
    }


async def test_a_streamed_run_with_tokens_and_events(client: LangGraphClient) -> None:
    given = {"messages": [{"role": "user", "content": PLAN}]}
    modes = ["messages-tuple", "custom", "values"]
    seen: dict[str, list] = {}
    async for part in client.runs.stream(None, "hybrid", input=given, stream_mode=modes, context={"mode": "auto"}):
        seen.setdefault(part.event, []).append(part.data)
    assert "error" not in seen, seen["error"]
    assert len(seen["messages"]) > 20
    assert [event["type"] for event in seen["custom"]][:3] == ["route", "step", "attempt_started"]
    assert [one["tier"] for one in seen["values"][-1]["attempts"]] == ["cloud"], seen["values"][-1]["attempts"]


async def test_a_thread_of_two_turns(client: LangGraphClient) -> None:
    thread = await client.threads.create()
    for text in (CODE, TALK):
        given = {"messages": [{"role": "user", "content": text}]}
        await client.runs.wait(thread["thread_id"], "hybrid", input=given)
    state = await client.threads.get_state(thread["thread_id"])
    humans = [one["content"] for one in state["values"]["messages"] if one["type"] == "human"]
    assert humans == [CODE, TALK]
    assert state["values"]["attempts"][-1]["node"] == "local_brain"
    tools = [one for one in state["values"]["messages"] if one["type"] == "tool"]
    assert "100" in tools[0]["content"]


async def test_an_approval_waits_and_goes_on(client: LangGraphClient) -> None:
    thread = await client.threads.create()
    given = {"messages": [{"role": "user", "content": CODE}]}
    stopped = await client.runs.wait(thread["thread_id"], "hybrid", input=given, context={"approval": "always"})
    (question,) = stopped["__interrupt__"]
    (action,) = question["value"]["action_requests"]
    assert action["name"] == "run_python"
    assert question["value"]["review_configs"][0]["allowed_decisions"] == ["approve", "edit", "reject"]
    edited = {"name": "run_python", "args": {"code": "print(40 + 2)"}}
    resume = {"resume": {"decisions": [{"type": "edit", "edited_action": edited}]}}
    async with asyncio.timeout(60):
        done = await client.runs.wait(thread["thread_id"], "hybrid", command=resume, context={"approval": "always"})
    tool = next(one for one in done["messages"] if one["type"] == "tool")
    assert "42" in tool["content"]
