"""A process that is killed inside a tool call: the thread goes on, and the call is not made again."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from super_agent.emulator import Answer, Call, Conversation, EmulatedModel
from super_agent.graph import Context, build_graph

from ..lab import CODE, Lab, emulated

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="CODE_SANDBOX=none needs Linux or macOS")
PROGRAM = """
import asyncio, sys
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from super_agent.graph import Context, build_graph
from super_agent.graph.models.manager import HybridModelManager
async def main():
    async with AsyncSqliteSaver.from_conn_string(sys.argv[1]) as saver:
        graph = build_graph(HybridModelManager(), checkpointer=saver)
        given = {"messages": [("user", sys.argv[2])]}
        await graph.ainvoke(given, {"configurable": {"thread_id": "one"}}, context=Context(approval="never"))
asyncio.run(main())
"""


@pytest.mark.parametrize("workspace", [True, False])
async def test_a_killed_call_is_reported_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workspace: bool
) -> None:
    log = tmp_path / "log"
    code = f"import time\nwith open({str(log)!r}, 'a') as log:\n    log.write('ran;')\ntime.sleep(60)"

    def persona(conversation: Conversation) -> Answer:
        result = conversation.result
        return Answer(f"It says: {result}") if result else Answer(calls=(Call("run_python", {"code": code}),))

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    settings = {"SUPER_AGENT_WORKSPACE": str(tmp_path / "work")} if workspace else {}
    model = EmulatedModel("emulated-coder", persona, capabilities=("completion", "tools"))
    with emulated(models=[model], scale=0.01) as emulator:
        addresses = {"OLLAMA_BASE_URL": emulator.local_url, "OLLAMA_CLOUD_ENABLED": "false", "CODE_SANDBOX": "none"}
        await asyncio.to_thread(_killed_inside_the_call, tmp_path, log, {**os.environ, **settings, **addresses})
        lab = Lab(emulator, cloud_enabled=False, sandbox="none", workspace=settings.get("SUPER_AGENT_WORKSPACE", ""))
        async with AsyncSqliteSaver.from_conn_string(str(tmp_path / "threads")) as saver:
            graph = build_graph(lab.manager, checkpointer=saver)
            config: Any = {"configurable": {"thread_id": "one"}}
            done = await graph.ainvoke(None, config, context=Context(approval="never"))
        await lab.manager.aclose()
    (told,) = [str(one.text) for one in done["messages"] if one.type == "tool"]
    assert told.startswith("Error: interrupted: this call started at 20")
    assert done["messages"][-1].text.startswith("It says: Error: interrupted")
    assert log.read_text() == "ran;"


def _killed_inside_the_call(folder: Path, log: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", PROGRAM, str(folder / "threads"), CODE]
    with subprocess.Popen(command, env=environment, cwd=folder, start_new_session=True) as process:
        deadline = time.monotonic() + 60
        while not (log.exists() and log.read_text()) and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert log.exists()
