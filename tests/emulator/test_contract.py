"""The emulator against transcripts of a real server; the same against a real server where OLLAMA_TEST_URL names one."""

import functools
import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from operator import itemgetter
from typing import Any

import httpx
import pytest
from super_agent.emulator import EmulatedModel, Emulator
from super_agent.emulator.server import bind

from .cases import CASES, CONTENT, COUNT, LEFT_OUT, OWN_TEST, Case
from .compare import differences
from .tiny import STUBS, TINY, count
from .transcript import Transcript, load, names, send
from .upstream import Upstream, scripted

REAL = os.environ.get("OLLAMA_TEST_URL", "").rstrip("/")
REAL_MODEL = os.environ.get("OLLAMA_TEST_MODEL", "")
PROXIED = sorted(
    name for name in names() if load(name).upstream and name not in OWN_TEST and not name.startswith(("pull_", "embed"))
)


def tiny_emulator(case: Case) -> Emulator:
    return Emulator(**{"models": case.models, "pace": 0.0005, "first_token": 0.001, **case.settings})


@contextmanager
def running(case: Case) -> Iterator[Emulator]:
    """An emulator as the case wants it; a `cloud_upstream` of "refused" is a port where nothing listens."""
    with bind() as dead:
        if case.settings.get("cloud_upstream") == "refused":
            url = f"http://127.0.0.1:{dead.getsockname()[1]}"
            case = replace(case, settings={**case.settings, "cloud_upstream": url})
        with tiny_emulator(case) as emulator:
            if case.fault is not None:
                emulator.set_fault(*case.fault)
            yield emulator


def test_every_transcript_is_accounted_for() -> None:
    tables = [set(CASES), set(PROXIED), set(OWN_TEST), set(LEFT_OUT)]
    assert sum(map(len, tables)) == 152 == len(set().union(*tables))
    assert set(names()) == set().union(*tables) - set(LEFT_OUT)


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_emulator_answers_as_recorded(name: str) -> None:
    case, transcript = CASES[name], load(name)
    with running(case) as emulator:
        for earlier in case.before:
            send(emulator.local_url, load(earlier))
        seen = send(emulator.local_url, transcript, host=case.host)
    assert differences(transcript.response, seen, loose=case.loose, any_count=case.any_count) == []


@pytest.mark.parametrize("name", PROXIED)
def test_the_daemon_passes_on_what_the_cloud_sends(name: str) -> None:
    transcript = load(name)
    with scripted(transcript.upstream["sent"]) as upstream:
        models = STUBS if name.startswith("stub_") else TINY
        with running(Case(models=models, settings={"cloud_upstream": upstream.url})) as emulator:
            seen = send(emulator.local_url, transcript)
    assert differences(transcript.response, seen, chunked_alike=False) == []
    _same_request(transcript, upstream)


def _same_request(transcript: Transcript, upstream: Upstream) -> None:
    """The cloud is asked for the bare name, and sees the daemon's signature instead of the client's token."""
    recorded = transcript.upstream["request_seen"]
    assert upstream.seen["method"] == recorded["method"]
    assert upstream.seen["path"].split("?")[0] == recorded["path"].split("?")[0]
    assert upstream.seen["body"] == json.loads(recorded["body"])
    assert (
        upstream.seen["headers"]["user-agent"].partition("/")[0] == recorded["headers"]["User-Agent"].partition("/")[0]
    )
    assert not upstream.seen["headers"]["authorization"].startswith("Bearer")


def test_a_client_that_leaves_a_stream_ends_the_generation() -> None:
    transcript = load("chat_client_cancel_stream")
    with running(Case()) as emulator:
        seen = send(emulator.local_url, transcript, chunks=len(transcript.response.chunks))
        assert differences(transcript.response, seen) == []
        assert emulator.requests[0].wait_end() == "client closed"
        assert emulator.requests[0].chunks < 1000
        assert send(emulator.local_url, load("chat_nonstream_ok")).status == 200


def test_a_client_that_leaves_before_the_answer_ends_the_generation() -> None:
    transcript = load("chat_client_cancel_nonstream")
    with running(Case()) as emulator:
        with pytest.raises(TimeoutError):
            send(emulator.local_url, transcript, timeout=0.1)
        assert emulator.requests[0].wait_end() == "client closed"
        assert send(emulator.local_url, load("chat_nonstream_ok")).status == 200


def test_a_client_that_leaves_a_proxied_stream_ends_the_one_of_the_cloud() -> None:
    transcript = load("cloud_client_cancel_stream")
    slow = EmulatedModel("slow:1b", persona=count, where="cloud")
    with running(Case(models=(slow,))) as emulator:
        seen = send(emulator.local_url, transcript, chunks=len(transcript.response.chunks))
        assert differences(transcript.response, seen, loose=CONTENT, chunked_alike=False) == []
        daemon, cloud = emulator.requests
        assert (daemon.wait_end(), cloud.wait_end()) == ("client closed", "client closed")


def test_a_loaded_model_lets_a_second_request_wait_in_silence() -> None:
    transcript, long = load("chat_waits_behind_other"), load("chat_client_cancel_stream")
    with running(Case()) as emulator, ThreadPoolExecutor(1) as pool:
        body = json.dumps(json.loads(long.body or "") | {"options": {"num_predict": 300}})
        first = pool.submit(send, emulator.local_url, long, body=body)
        while not (emulator.requests and emulator.requests[0].chunks):
            time.sleep(0.002)
        assert differences(transcript.response, send(emulator.local_url, transcript)) == []
        assert first.result().ended == "last chunk"
        one, other = emulator.requests
        assert other.wait_end() == "answered"
        assert (one.closed_at or 0) <= (other.closed_at or 0)
        assert one.chunks == 301


@pytest.mark.parametrize("name", ["chat_queue_full_stream", "chat_queue_full_nonstream", "v1_chat_queue_full"])
def test_requests_beyond_the_queue_of_loads_are_refused(name: str) -> None:
    """Of twelve that each need a load, one loads, one waits, ten are turned away."""
    transcript = load(name)
    models = tuple(replace(model, load_time=0.5) for model in TINY)
    settings = {"max_queue": 1, "max_loaded": 1, "num_parallel": 12}
    with running(Case(models=models, settings=settings)) as emulator, ThreadPoolExecutor(12) as pool:
        sent = [pool.submit(send, emulator.local_url, transcript) for _ in range(12)]
        answers = [future.result() for future in sent]
    assert sorted(str(answer.status) for answer in answers) == ["200"] * 2 + ["503"] * 10
    refused = next(answer for answer in answers if answer.status == 503)
    assert differences(transcript.response, refused) == []


@pytest.mark.skipif(not REAL, reason="OLLAMA_TEST_URL names no server")
@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if case.live))
def test_a_real_server_answers_as_recorded(name: str) -> None:
    """With whatever model it has: what a text says, and how long it is, may differ."""
    case, transcript = CASES[name], load(name)
    body = transcript.body and transcript.body.replace("tiny-plain", real_model()).replace("tiny-tools", real_model())
    seen = send(REAL, transcript, host=case.host, body=body, timeout=300)
    found = differences(transcript.response, seen, loose=CONTENT | COUNT | {"model", "thinking"}, any_count=True)
    assert found == []


@functools.cache
def real_model() -> str:
    """OLLAMA_TEST_MODEL, or the smallest that the server has and that answers, ends by itself, and does not think."""
    if REAL_MODEL:
        return REAL_MODEL
    models = httpx.get(f"{REAL}/api/tags", trust_env=False).json()["models"]
    local = [str(model["name"]) for model in sorted(models, key=itemgetter("size")) if not model.get("remote_host")]
    answering = next(filter(_answers, local), None)
    if answering is None:
        pytest.skip("the server has no local model that answers, ends by itself, and does not think")
    return answering


def _answers(model: str) -> bool:
    with httpx.Client(base_url=REAL, trust_env=False, timeout=300) as client:
        capabilities = client.post("/api/show", json={"model": model}).json().get("capabilities", [])
        if "completion" not in capabilities or "thinking" in capabilities:
            return False
        asked = {"model": model, "messages": [{"role": "user", "content": "hi"}], "stream": False}
        answer = client.post("/api/chat", json=asked | {"options": {"num_predict": 512}})
    return answer.status_code == 200 and _ended(answer.json())


def _ended(answer: dict[str, Any]) -> bool:
    return bool(answer["message"]["content"]) and answer.get("done_reason") == "stop"
