"""Servers that no catalogue lists: every wait ends, memory is bounded, and the local model answers."""

import gzip
import time
import tracemalloc

import pytest
from super_agent.emulator import Emulator
from super_agent.graph.models import transport
from super_agent.graph.models.clocks import Clocks
from super_agent.graph.models.settings import Settings

from ..lab import PLAN, Lab, Outcome, emulated, until
from .raw import DONE, HEAD, HELLO, Play, full_listener, line, raw, repeats, sends

CLOCK = 0.5
"""Seconds to the first token and between lines."""


@pytest.fixture(scope="module")
def emulator():
    with emulated(scale=0.01) as running:
        yield running


async def asked(emulator: Emulator, play: Play) -> tuple[Outcome, float]:
    """A plan asked of a cloud that plays `play`; what came of it, and in how many seconds."""
    async with raw(play) as server:
        lab = Lab(emulator, cloud_base_url=server.url, cloud_timeout=CLOCK, local_timeout=5)
        began = time.monotonic()
        outcome = await lab.arun(PLAN)
        seconds = time.monotonic() - began
        await lab.manager.aclose()
        await until(lambda: not server.serving)
    return outcome, seconds


CHUNKED = HEAD.replace(b"Connection: close", b"Transfer-Encoding: chunked")
INFORMATION = b"HTTP/1.1 100 Continue\r\n\r\n"

FAILS = {
    "dribbles bytes before the first line": (repeats(b"{", first=HEAD + b"\r\n", every=0.02), "timeout_first_token"),
    "dribbles bytes inside a line": (repeats(b" ", first=HEAD + b"\r\n" + HELLO, every=0.02), "timeout_idle"),
    "only heartbeats": (repeats(b"\n", first=HEAD + b"\r\n", every=0.02), "timeout_first_token"),
    "heartbeats inside an answer": (repeats(b": ping\n", first=HEAD + b"\r\n" + HELLO, every=0.02), "timeout_idle"),
    "headers that never end": (repeats(b"X-More: 1\r\n", first=HEAD, every=0.02), "timeout_first_token"),
    "endless headers, fast": (repeats(b"X-More: 1\r\n" * 100, first=HEAD), "unreachable"),
    "100 Continue for ever": (repeats(INFORMATION, every=0.01), "timeout_first_token"),
    "junk instead of HTTP": (sends(b"\x15\x03\x01\x00\x02\x02\x28 SSH-2.0-junk\r\n"), "unreachable"),
    "a connection that is closed": (sends(), "unreachable"),
    "gzip that is none": (sends(HEAD + b"Content-Encoding: gzip\r\n\r\n" + HELLO + DONE), "malformed"),
    "a redirect": (
        sends(b"HTTP/1.1 301 Moved\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"),
        "malformed",
    ),
    "no content": (sends(b"HTTP/1.1 204 No Content\r\n\r\n"), "incomplete"),
    "an error whose body never ends": (
        repeats(b"x", first=b"HTTP/1.1 500 No\r\nConnection: close\r\n\r\n", every=0.02),
        "server_error",
    ),
    "a limit whose body never comes": (
        sends(b"HTTP/1.1 429 No\r\nRetry-After: 7\r\nConnection: close\r\n\r\n", hold=True),
        "rate_limited",
    ),
    "thinking that is no text": (
        sends(HEAD + b"\r\n" + line(message={"role": "assistant", "content": "a", "thinking": 5}) + DONE),
        "malformed",
    ),
    "a chunk size that is none": (sends(CHUNKED + b"\r\nzz\r\n"), "incomplete"),
}


@pytest.mark.parametrize("name", FAILS)
async def test_every_wait_ends_and_local_answers(emulator: Emulator, name: str) -> None:
    play, kind = FAILS[name]
    outcome, seconds = await asked(emulator, play)
    assert outcome.error is None
    assert outcome.kinds()[-1] in ("local", "cloud")
    assert kind in outcome.kinds()
    assert seconds < 10 * CLOCK
    shown = "".join(outcome.shown.values())
    assert shown == outcome.answer


WHOLE = {
    "a body that never ends after done": sends(HEAD + b"\r\n" + HELLO + DONE, hold=True),
    "lines after done without end": repeats(HELLO, first=HEAD + b"\r\n" + HELLO + DONE, every=0.01),
    "a flood after done": repeats(b"x" * 65536, first=HEAD + b"\r\n" + HELLO + DONE),
    "half a character": sends(HEAD + b"\r\n" + HELLO.replace(b"hello", b"\\ud83d hello") + DONE),
    "gzip": sends(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(HELLO + DONE)),
    "a byte at a time": sends(HEAD + b"\r\n", *(bytes([one]) for one in HELLO + DONE)),
    "carriage returns": sends(HEAD + b"\r\n" + HELLO.replace(b"\n", b"\r\n") + DONE.replace(b"\n", b"\r\n")),
    "no line break at the end": sends(HEAD + b"\r\n" + HELLO + DONE.strip()),
    "heartbeats between": sends(HEAD + b"\r\n", b"\n", HELLO, b": ping\n", DONE),
    "a length that is too long": sends(HEAD + b"Content-Length: 99999\r\n\r\n" + HELLO + DONE),
}


@pytest.mark.parametrize("name", WHOLE)
async def test_an_odd_but_whole_answer_is_the_answer(emulator: Emulator, name: str) -> None:
    outcome, seconds = await asked(emulator, WHOLE[name])
    assert outcome.kinds() == ["cloud"]
    assert outcome.answer.strip(" ?") == "hello"
    assert outcome.answer == "".join(outcome.shown.values())
    assert seconds < 10 * CLOCK


async def test_an_address_that_takes_no_connection_is_left_after_its_clock(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A listener whose queue is full drops what comes: neither refused nor accepted."""
    monkeypatch.setattr(Settings, "clocks", lambda *_: Clocks(connect=0.3, first_token=20, idle=20, total=60))
    with full_listener() as url:
        lab = Lab(emulator, cloud_base_url=url, cloud_timeout=20, local_timeout=5)
        lab.manager.access._until = time.monotonic() + 60
        outcome = await lab.arun(PLAN)
        states = await lab.manager.breaker.states()
        await lab.manager.aclose()
    assert outcome.kinds() == ["timeout_connect", "local"]
    assert states[lab.manager.cloud.breaker_key].status == "open"


ENDLESS = {
    "words": repeats(line("word "), first=HEAD + b"\r\n", every=0.01),
    "thoughts": repeats(line(message={"role": "assistant", "content": "", "thinking": "hm "}), first=HEAD + b"\r\n"),
    "a flood of words": repeats(line("word ") * 100, first=HEAD + b"\r\n"),
    "nothing said": repeats(line() * 100, first=HEAD + b"\r\n"),
}


@pytest.mark.parametrize("name", ENDLESS)
async def test_the_clock_of_the_whole_answer_ends_what_flows_on(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(Settings, "clocks", lambda *_: Clocks(connect=5, first_token=5, idle=5, total=0.5))
    async with raw(ENDLESS[name]) as server:
        lab = Lab(emulator, cloud_base_url=server.url)
        outcome = await lab.arun(PLAN)
        await lab.manager.aclose()
    assert outcome.kinds() == ["timeout_total", "local"]
    assert "".join(outcome.shown.values()) == outcome.answer


async def test_a_flood_ends_by_its_size_and_fills_no_memory(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "ANSWER_LIMIT", 4 * 1024 * 1024)
    tracemalloc.start()
    try:
        one_line = repeats(b"x" * 65536, first=HEAD + b"\r\n" + HELLO.rstrip()[:-1])
        outcome, _ = await asked(emulator, one_line)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert outcome.kinds() == ["incomplete", "local"]
    assert peak < 64 * 1024 * 1024


@pytest.mark.parametrize("asked", ["A \ud83d letter", [{"type": "text", "text": "A \ud83d letter"}]])
async def test_a_request_with_half_a_character_is_answered(emulator: Emulator, asked: object) -> None:
    lab = Lab(emulator)
    outcome = await lab.arun([("user", asked)])
    await lab.manager.aclose()
    assert outcome.error is None
    assert outcome.attempts[-1]["outcome"] == "answered"


CALL = {"role": "assistant", "content": "", "tool_calls": [{"function": {"name": "f", "arguments": {"a": 1}}}]}
POLICY = b'{"error": "this is against our content policy"}\n'


async def test_a_tool_call_of_a_broken_answer_is_taken_back(emulator: Emulator) -> None:
    outcome, _ = await asked(emulator, sends(HEAD + b"\r\n" + line(message=CALL)))
    assert outcome.kinds() == ["incomplete", "local"]
    assert [event["type"] for event in outcome.events].count("discard") == 1


@pytest.mark.parametrize(
    ("play", "discards"),
    [
        (sends(HEAD + b"\r\n" + HELLO + POLICY), 1),
        (sends(HEAD + b"\r\n" + POLICY), 0),
        (sends(b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n" + POLICY), 0),
    ],
)
async def test_a_refusal_is_handed_on_wherever_it_comes(emulator: Emulator, play: Play, discards: int) -> None:
    async with raw(play) as server:
        lab = Lab(emulator, cloud_base_url=server.url)
        outcome = await lab.arun(PLAN)
        states = await lab.manager.breaker.states()
        await lab.manager.aclose()
    assert outcome.kinds() == ["bad_request"]
    assert "content policy" in outcome.answer
    assert "".join(outcome.shown.values()) == outcome.answer
    assert [event["type"] for event in outcome.events].count("discard") == discards
    assert all(one.status == "closed" for one in states.values())


async def test_the_key_is_nowhere_when_the_server_quotes_it(emulator: Emulator) -> None:
    quotes = sends(b'HTTP/1.1 400 No\r\nConnection: close\r\n\r\n{"error": "do not send me hunter22"}')
    async with raw(quotes) as server:
        lab = Lab(emulator, cloud_base_url=server.url, cloud_api_key="hunter22")
        outcome = await lab.arun(PLAN)
        await lab.manager.aclose()
    assert outcome.kinds()[0] == "bad_request"
    assert "hunter22" not in repr(outcome)
