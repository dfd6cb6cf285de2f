"""The emulator as a whole: how it starts and ends, what it keeps, its clock, its memory, and its command."""

import asyncio
import gc
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time

import httpx
import pytest
from super_agent.emulator import Answer, EmulatedModel, Emulator, Fault
from super_agent.emulator.__main__ import main
from super_agent.emulator.names import is_cloud, registry_name, tagged, without_cloud
from super_agent.emulator.server import bind
from super_agent.emulator.tokens import words

HI = [{"role": "user", "content": "hi"}]


def chat(emulator: Emulator, model: str = "emulated-brain", timeout: float = 20, **body: object) -> httpx.Response:
    request = {"model": model, "messages": HI, "stream": False, **body}
    return httpx.post(f"{emulator.local_url}/api/chat", json=request, trust_env=False, timeout=timeout)


def is_free(port: int) -> bool:
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return sock.connect_ex(("127.0.0.1", port)) != 0


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_nothing_is_left_when_it_ends() -> None:
    before = set(threading.enumerate())
    gc.collect()
    files = open_files() if sys.platform == "linux" else 0
    for _ in range(3):
        with Emulator(scale=0.01) as emulator:
            assert chat(emulator).status_code == 200
            assert chat(emulator, "gpt-oss:120b-cloud").status_code == 200
            emulator.set_fault("emulated-brain", "S06")
            with pytest.raises(httpx.ReadTimeout):
                chat(emulator, timeout=0.02)
            urls = (emulator.local_url, emulator.cloud_url, emulator.refused_url)
        assert set(threading.enumerate()) == before
        assert all(is_free(int(url.rsplit(":", 1)[1])) for url in urls)
    gc.collect()
    if sys.platform == "linux":
        assert open_files() <= files


async def test_it_ends_while_it_answers_and_the_client_sees_a_broken_connection() -> None:
    before = asyncio.all_tasks()
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        async with Emulator() as emulator:
            emulator.set_fault("emulated-brain", Fault("O19", tokens=4000))
            request = {"model": "emulated-brain", "messages": HI}
            sent = client.send(
                client.build_request("POST", f"{emulator.local_url}/api/chat", json=request), stream=True
            )
            response = await sent
            lines = response.aiter_lines()
            await anext(lines)
        with pytest.raises(httpx.TransportError):
            async for _ in lines:
                pass
        await response.aclose()
        assert await emulator.requests[0].await_end() == "client closed"
    assert asyncio.all_tasks() == before


def test_it_answers_while_the_callers_loop_is_blocked() -> None:
    async def blocked() -> int:
        async with Emulator(scale=0.01) as emulator:
            return chat(emulator).status_code

    assert asyncio.run(blocked()) == 200


def test_it_can_run_again_but_not_twice_at_once() -> None:
    emulator = Emulator(scale=0.01)
    with pytest.raises(RuntimeError, match="not running"):
        _ = emulator.local_url
    with pytest.raises(RuntimeError, match="not running"):
        emulator.set_fault("emulated-brain", "503")
    with emulator, pytest.raises(RuntimeError, match="already running"), emulator:
        pass
    with emulator:
        assert chat(emulator).status_code == 200
    assert len(emulator.requests) == 1


def test_a_port_that_is_taken_is_named() -> None:
    threads = threading.active_count()
    with bind() as taken:
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"port {number} of 127.0.0.1 cannot be used"), Emulator(local_port=number):
            pass
    assert threading.active_count() == threads


def test_faults_that_stand_from_the_start_and_one_that_cannot() -> None:
    with Emulator(faults={"emulated-brain": "503", "gpt-oss:120b": Fault("O01")}, scale=0.01) as emulator:
        assert chat(emulator).status_code == 503
        assert chat(emulator, "gpt-oss:120b-cloud").status_code == 502
    threads = threading.active_count()
    with pytest.raises(ValueError, match="S99"), Emulator(faults={"*": "S99"}):
        pass
    assert threading.active_count() == threads


def test_requests_are_kept_as_they_came() -> None:
    with Emulator(scale=0.01) as emulator:
        before = time.monotonic()
        httpx.post(
            f"{emulator.local_url}/api/chat?x=1",
            json={"model": "emulated-brain", "messages": HI},
            headers={"X-Mark": "7"},
            trust_env=False,
        )
        httpx.get(f"{emulator.local_url}/nowhere", trust_env=False)
        first, second = emulator.requests
        emulator.clear()
        assert emulator.requests == []
    assert (first.port, first.method, first.path, first.query) == ("local", "POST", "/api/chat", "x=1")
    assert (first.headers["x-mark"], first.model, first.json()["messages"]) == ("7", "emulated-brain", HI)
    assert first.wait_end() == "answered"
    assert before <= first.at <= (first.closed_at or 0) <= time.monotonic()
    assert first.chunks > 10
    assert (second.path, second.json(), second.model) == ("/nowhere", None, "")


def test_the_pace_is_kept_and_the_scale_multiplies_it() -> None:
    answer = EmulatedModel("slow", lambda _: Answer("word " * 20))

    def seconds(scale: float) -> float:
        with Emulator(models=[answer], scale=scale, pace=0.5, first_token=2.0) as emulator:
            told = chat(emulator, "slow").json()
            assert told["eval_count"] == 21
            return float(told["total_duration"] / 1e9)

    assert 12.0 * 0.01 <= seconds(0.01) < seconds(0.03)


@pytest.mark.parametrize("scale", [0, -1])
def test_a_scale_that_makes_no_sense_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="give a number above 0"):
        Emulator(scale=scale)


def test_a_changed_context_loads_the_model_again() -> None:
    models = [EmulatedModel("m", lambda _: Answer("yes"), load_time=10)]
    with Emulator(models=models, scale=0.005) as emulator:

        def loading(**options: int) -> float:
            return chat(emulator, "m", options=options).json()["load_duration"] / 1e9

        assert loading() < 0.05 <= loading(num_ctx=8192)
        assert loading(num_ctx=8192) < 0.05 <= loading()


def test_a_model_is_unloaded_when_its_keep_alive_is_over() -> None:
    with Emulator(scale=0.01) as emulator:

        def resident() -> bool:
            loaded = httpx.get(f"{emulator.local_url}/api/ps", trust_env=False).json()["models"]
            return "emulated-brain:latest" in {model["name"] for model in loaded}

        for forever in (-1, "-1m", "10m"):
            chat(emulator, keep_alive=forever)
            assert resident()
        chat(emulator, keep_alive="5ms")
        deadline = time.monotonic() + 5
        while resident():
            assert time.monotonic() < deadline
        chat(emulator, keep_alive=0)
        assert not resident()


def test_only_so_many_models_stay_in_memory() -> None:
    models = [EmulatedModel(name, lambda _: Answer("yes"), resident=False, load_time=0) for name in "abc"]
    with Emulator(models=models, scale=0.01, max_loaded=2) as emulator:
        for name in "abca":
            assert chat(emulator, name).status_code == 200
        loaded = httpx.get(f"{emulator.local_url}/api/ps", trust_env=False).json()["models"]
    assert {model["name"] for model in loaded} == {"a:latest", "c:latest"}


def test_a_client_that_leaves_the_queue_gives_its_place_to_the_next() -> None:
    with Emulator(scale=1.0) as emulator, httpx.Client(trust_env=False) as client:
        emulator.set_fault("emulated-brain", Fault("O19", times=1))
        url, request = f"{emulator.local_url}/api/chat", {"model": "emulated-brain", "messages": HI}
        with client.stream("POST", url, json=request) as first:
            lines = first.iter_lines()  # kept: httpx closes the connection of an iterator that is thrown away
            next(lines)
            with pytest.raises(httpx.ReadTimeout):
                client.post(url, json=request, timeout=0.1)
            assert emulator.requests[1].wait_end() == "client closed"
        assert emulator.requests[0].wait_end() == "client closed"
        assert client.post(url, json=request, timeout=20).status_code == 200


@pytest.mark.parametrize(
    ("name", "cloud", "bare"),
    [
        ("gpt-oss:120b-cloud", True, "gpt-oss:120b"),
        ("gpt-oss:120b:cloud", True, "gpt-oss:120b"),
        ("gpt-oss:CLOUD", True, "gpt-oss"),
        ("my-cloud-model", False, ""),
        ("my-cloud", False, ""),
        ("gpt-oss:120b", False, ""),
    ],
)
def test_a_suffix_means_the_cloud(name: str, cloud: bool, bare: str) -> None:
    assert is_cloud(name) is cloud
    assert not cloud or without_cloud(name) == bare


def test_names_are_compared_with_their_tag_and_shown_in_full() -> None:
    assert tagged("Brain") == tagged("brain:latest")
    assert tagged("a/b") == "a/b:latest"
    assert registry_name("x") == "registry.ollama.ai/library/x:latest"
    assert registry_name("a/b:c") == "registry.ollama.ai/a/b:c"


@pytest.mark.parametrize("text", ["", "one", " one  two\n\nthree ", "\n", "ação é isso."])
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(words(text)) == text


def emulator_process(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "super_agent.emulator", "--scale", "0.01", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_command_says_what_it_is_and_ends_when_told(ending: signal.Signals) -> None:
    with emulator_process("--fault", "emulated-brain=503") as process:
        assert process.stdout
        assert process.stderr
        banner = [process.stdout.readline() for _ in range(5)]
        assert "NO MODEL IS BEHIND IT" in banner[0]
        local = re.search(r"local +(http\S+)", banner[2])
        assert local
        request = {"model": "emulated-brain", "messages": HI}
        assert httpx.post(f"{local[1]}/api/chat", json=request, trust_env=False).status_code == 503
        process.send_signal(ending)
        assert process.wait(10) == 0
        assert process.stderr.read() == ""


@pytest.mark.parametrize("arguments", [["--fault", "emulated-brain"], ["--fault", "nobody=S08"], ["--scale", "-1"]])
def test_the_command_refuses_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
