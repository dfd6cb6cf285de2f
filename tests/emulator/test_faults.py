"""Each row of the failover catalogue as it is seen on the wire, and the ways to set it."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import httpx
import pytest
from super_agent.emulator import Answer, EmulatedModel, Emulator, Fault, parse_fault
from super_agent.emulator.catalogue import PLAIN, ROWS, STATUSES

CLOUD = "gpt-oss:120b"
SCALE = 0.01
TOOL = {"type": "function", "function": {"name": "run_python", "parameters": {}}}


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(scale=SCALE) as running:
        yield running


@pytest.fixture
def ask(emulator: Emulator) -> Iterator["Asker"]:
    emulator.clear_faults()
    emulator.clear()
    with httpx.Client(headers={"Authorization": f"Bearer {emulator.api_key}"}, timeout=10, trust_env=False) as client:
        yield Asker(emulator, client)


class Asker:
    """Asks the cloud's model once, and keeps what came, whole or not."""

    def __init__(self, emulator: Emulator, client: httpx.Client) -> None:
        self.emulator, self.client = emulator, client
        self.error: Exception | None = None

    def fault(self, name: str, target: str = CLOUD, **changes: Any) -> "Asker":
        self.emulator.set_fault(target, Fault(name, **changes))
        return self

    def response(self, *, model: str = CLOUD, url: str = "", text: str = "Plan a trip", **body: Any) -> httpx.Response:
        messages = [{"role": "user", "content": text}]
        place = url or self.emulator.cloud_url
        return self.client.post(f"{place}/api/chat", json={"model": model, "messages": messages, **body})

    def lines(self, **body: Any) -> list[str]:
        """The lines of a stream up to its end or break; `error` tells how it broke."""
        found: list[str] = []
        self.error = None
        request = {"model": CLOUD, "messages": [{"role": "user", "content": "Plan a trip"}], **body}
        try:
            with self.client.stream("POST", f"{self.emulator.cloud_url}/api/chat", json=request) as response:
                assert response.status_code == 200
                found.extend(line for line in response.iter_lines())
        except httpx.TransportError as error:
            self.error = error
        return found


def values(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def content(lines: list[str]) -> str:
    return "".join(value["message"]["content"] for value in values(lines))


@pytest.mark.parametrize(
    ("name", "status", "text"),
    [
        ("S01", 429, "timed out waiting for a concurrent request slot"),
        ("S02", 429, "timed out waiting for a concurrent request slot"),
        ("S03", 500, "Internal Server Error (ref: 00000000-0000-0000-0000-000000000000)"),
        ("S04", 503, "Server overloaded, please retry shortly (ref: 00000000-0000-0000-0000-000000000000)"),
        ("S12", 400, "the input length exceeds the context length"),
        ("S13-400", 400, "this request was blocked by the content policy"),
        ("S15", 503, "Server overloaded"),
        ("S16", 503, "Server overloaded"),
        ("O04", 401, "unauthorized"),
        ("O04-signin", 401, "unauthorized"),
        ("O05", 403, "this model requires a subscription, upgrade for access: https://ollama.com/upgrade"),
        ("O05-disabled", 403, "ollama cloud is disabled: remote model is unavailable"),
        ("O06", 404, "model 'gpt-oss:120b' not found"),
        ("O07", 429, "you (emulated-user) have reached your session usage limit, upgrade for higher limits"),
        ("O08", 502, 'Post "https://ollama.com:443/api/chat": dial tcp: lookup ollama.com: no such host'),
        ("O09", 503, "server busy, please try again.  maximum pending requests exceeded"),
        ("O20", 503, "Server overloaded"),
        ("418", 418, "I'm a Teapot"),
        ("500", 500, "Internal Server Error"),
    ],
)
def test_a_status_comes_in_the_native_shape(ask: Asker, name: str, status: int, text: str) -> None:
    response = ask.fault(name).response()
    assert response.status_code == status
    assert response.json()["error"].startswith(text)
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert ask.emulator.requests[0].fault == name


def test_s01_and_s03_strike_once_and_only_s01_says_when_to_come_back(ask: Asker) -> None:
    first = ask.fault("S01").response()
    assert first.headers["retry-after"] == "2"
    assert ask.response().status_code == 200
    assert "retry-after" not in ask.fault("S03").response().headers
    assert ask.response().status_code == 200
    assert "retry-after" not in ask.fault("S02").response().headers
    assert ask.response().status_code == 429


def test_s05_is_a_reset_and_close_is_an_end_before_any_header(ask: Asker) -> None:
    with pytest.raises(httpx.ReadError):
        ask.fault("S05").response()
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        ask.fault("close").response()
    assert [request.wait_end() for request in ask.emulator.requests] == ["reset", "cut"]


@pytest.mark.parametrize(("name", "seconds"), [("S06", 120), ("S07", 20)])
def test_s06_and_s07_send_nothing_for_a_while_and_then_the_answer(ask: Asker, name: str, seconds: float) -> None:
    ask.fault(name)
    with pytest.raises(httpx.ReadTimeout):
        ask.client.post(
            f"{ask.emulator.cloud_url}/api/chat",
            json={"model": CLOUD, "messages": [{"role": "user", "content": "hi"}]},
            timeout=seconds * SCALE * 0.2,
        )
    started = time.monotonic()
    assert ask.fault(name, seconds=20).response().status_code == 200
    assert time.monotonic() - started >= 20 * SCALE


def test_s08_cuts_the_connection_after_40_of_60_tokens(ask: Asker) -> None:
    lines = ask.fault("S08").lines()
    assert isinstance(ask.error, httpx.RemoteProtocolError)
    assert len(lines) == 40
    assert not any(value["done"] for value in values(lines))
    assert len(ask.fault("S08", after=3).lines()) == 3
    assert len(ask.fault("S14").lines()) == 40
    ask.fault("S08", reset=True).lines()
    assert isinstance(ask.error, httpx.ReadError)
    assert [request.wait_end() for request in ask.emulator.requests] == ["cut", "cut", "cut", "reset"]


def test_s08_cuts_a_single_body_in_half(ask: Asker) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        ask.fault("S08").response(stream=False)


def test_half_a_line_may_be_the_last(ask: Asker) -> None:
    lines = ask.fault("half_line").lines()
    assert ask.error is not None
    with pytest.raises(json.JSONDecodeError):
        json.loads(lines[-1] if len(lines) == 41 else "{")


def test_s09_stalls_after_20_tokens_and_then_goes_on(ask: Asker) -> None:
    ask.client.timeout = httpx.Timeout(0.7)
    assert len(ask.fault("S09", seconds=300).lines()) == 20
    assert isinstance(ask.error, httpx.ReadTimeout)
    ask.client.timeout = httpx.Timeout(10)
    assert len(ask.fault("S09").lines()) == 61
    assert ask.error is None


def test_s10_adds_a_line_that_is_no_json_and_its_other_form_loses_a_token(ask: Asker) -> None:
    whole = content(ask.fault("O19", tokens=60).lines())
    for name, complete in (("S10", True), ("S10-lost", False)):
        lines = ask.fault(name).lines()
        with pytest.raises(json.JSONDecodeError):
            json.loads(lines[10])
        rest = lines[:10] + lines[11:]
        assert values(rest)[-1]["done"] is True
        assert (content(rest) == whole) is complete


def test_s11_and_o14_end_cleanly_without_done(ask: Asker) -> None:
    lines = ask.fault("S11").lines()
    assert (len(lines), ask.error, values(lines)[-1]["done"]) == (60, None, False)
    assert len(ask.fault("O14").lines()) == 40
    assert ask.error is None
    body = ask.fault("S11").response(stream=False)
    assert (body.status_code, body.json()["done"]) == (200, False)


def test_s13_declines_in_a_normal_answer(ask: Asker) -> None:
    lines = ask.fault("S13").lines()
    assert "can't help" in content(lines)
    assert values(lines)[-1]["done_reason"] == "stop"


def test_s15_is_over_after_its_time(ask: Asker) -> None:
    ask.fault("S15", duration=60)
    assert ask.response().status_code == 503
    deadline = time.monotonic() + 5
    while ask.response().status_code == 503:
        assert time.monotonic() < deadline
    assert len([request for request in ask.emulator.requests if request.fault]) >= 1


def test_o01_refuses_connections_until_it_is_cleared(ask: Asker) -> None:
    ask.response()
    ask.fault("O01")
    with pytest.raises(httpx.ConnectError):
        ask.response()
    assert ask.client.get(f"{ask.emulator.local_url}/api/version").status_code == 200
    ask.emulator.clear_fault(CLOUD)
    assert ask.response().status_code == 200


def test_o01_of_the_local_model_and_o18_of_both(ask: Asker) -> None:
    ask.fault("O01", "emulated-brain")
    with pytest.raises(httpx.ConnectError):
        ask.client.get(ask.emulator.local_url)
    assert ask.response().status_code == 200
    ask.emulator.clear_faults()
    ask.fault("O18", "*")
    for url in (ask.emulator.local_url, ask.emulator.cloud_url):
        with pytest.raises(httpx.ConnectError):
            ask.client.get(url)


def test_a_port_that_is_down_for_a_while_comes_back(ask: Asker) -> None:
    ask.fault("refused", "cloud:*", duration=60)
    with pytest.raises(httpx.ConnectError):
        ask.response()
    deadline = time.monotonic() + 5
    while True:
        try:
            assert ask.response().status_code == 200
        except httpx.ConnectError:
            assert time.monotonic() < deadline
        else:
            break


def test_a_connection_is_broken_when_its_port_goes_down(ask: Asker) -> None:
    body = {"model": CLOUD, "messages": [{"role": "user", "content": "Plan a trip"}]}
    ask.fault("O19", tokens=4000)
    with ask.client.stream("POST", f"{ask.emulator.cloud_url}/api/chat", json=body) as response:
        lines = response.iter_lines()
        next(lines)
        ask.fault("refused")
        with pytest.raises(httpx.TransportError):
            list(lines)


def test_addresses_that_nobody_answers_at(ask: Asker) -> None:
    for url in (ask.emulator.refused_url, ask.emulator.unresolvable_url):
        with pytest.raises(httpx.ConnectError):
            ask.client.get(url)
    with pytest.raises(ValueError, match="unresolvable_url"):
        ask.fault("O02")


def test_o03_is_an_error_line_after_10_tokens(ask: Asker) -> None:
    lines = ask.fault("O03").lines()
    assert ask.error is None
    assert len(lines) == 11
    assert list(json.loads(lines[-1])) == ["error"]
    assert ask.fault("O03").response(stream=False).status_code == 500


def test_o04_has_an_address_in_one_of_its_forms(ask: Asker) -> None:
    assert list(ask.fault("O04").response().json()) == ["error"]
    assert ask.fault("O04-signin").response().json()["signin_url"].startswith("https://ollama.com/connect?name=")


def test_o10_and_o11_strike_only_requests_with_tools(ask: Asker) -> None:
    for name, status, text in (("O10", 400, "does not support tools"), ("O11", 500, "error parsing tool call: raw='{")):
        response = ask.fault(name).response(tools=[TOOL])
        assert response.status_code == status
        assert text in response.json()["error"]
        assert ask.response().status_code == 200
    assert (
        ask.fault("O10").response(tools=[TOOL]).json()["error"].startswith("registry.ollama.ai/library/gpt-oss:120b ")
    )


def test_o12_is_done_and_empty(ask: Asker) -> None:
    lines = ask.fault("O12").lines()
    assert content(lines) == ""
    assert "thinking" in values(lines)[0]["message"]
    assert values(lines)[-1]["done"] is True
    (only,) = values(ask.fault("O12-load").lines())
    assert (only["done_reason"], only["message"]["content"]) == ("load", "")


def test_o13_is_one_body_with_done_false(ask: Asker) -> None:
    response = ask.fault("O13").response(stream=True)
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.json()["done"] is False
    assert response.json()["message"]["content"]


def test_o14_comes_about_behind_the_daemon_when_the_cloud_is_cut(ask: Asker) -> None:
    response = ask.fault("S08").response(model=f"{CLOUD}-cloud", url=ask.emulator.local_url)
    lines = response.text.splitlines()
    assert (response.status_code, len(lines)) == (200, 40)
    assert not any(value["done"] for value in values(lines))
    assert [request.port for request in ask.emulator.requests] == ["local", "cloud"]


def test_o08_comes_about_behind_the_daemon_when_the_cloud_is_down(ask: Asker) -> None:
    response = ask.fault("refused").response(model=f"{CLOUD}-cloud", url=ask.emulator.local_url)
    assert response.status_code == 502
    assert "connect: connection refused" in response.json()["error"]


@pytest.mark.parametrize(("name", "status"), [("O15", 200), ("O15-502", 502)])
def test_o15_is_a_page(ask: Asker, name: str, status: int) -> None:
    response = ask.fault(name).response()
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html")
    assert response.text.startswith("<html>")


def test_o16_counts_far_fewer_tokens_than_were_sent_even_without_truncate(ask: Asker) -> None:
    text = "word " * 400
    whole = ask.response(text=text, stream=False, truncate=False).json()["prompt_eval_count"]
    cut = ask.fault("O16").response(text=text, stream=False, truncate=False).json()["prompt_eval_count"]
    assert cut <= whole / 3


def test_o17_is_not_resident_and_loads_for_40_seconds_once(ask: Asker) -> None:
    local = ask.emulator.local_url

    def resident() -> set[str]:
        return {model["name"] for model in ask.client.get(f"{local}/api/ps").json()["models"]}

    assert "emulated-coder:latest" in resident()
    ask.fault("O17", "emulated-coder")
    assert "emulated-coder:latest" not in resident()
    loads = [
        ask.response(model="emulated-coder", url=local, stream=False).json()["load_duration"] / 1e9 for _ in range(2)
    ]
    assert loads[0] >= 40 * SCALE > loads[1]
    assert "emulated-coder:latest" in resident()


def test_o19_a_client_that_leaves_is_recorded_at_once(ask: Asker) -> None:
    ask.fault("O19")
    body = {"model": CLOUD, "messages": [{"role": "user", "content": "Plan a trip"}]}
    with ask.client.stream("POST", f"{ask.emulator.cloud_url}/api/chat", json=body) as response:
        lines = response.iter_lines()
        for _ in range(5):
            next(lines)
    request = ask.emulator.requests[0]
    assert request.wait_end() == "client closed"
    assert 5 <= request.chunks < 400


def test_o21_repeats_itself_until_num_predict(ask: Asker) -> None:
    lines = ask.fault("O21").lines(options={"num_predict": 120})
    assert len(lines) == 121
    assert values(lines)[-1]["done_reason"] == "length"
    assert content(lines).count("and once again") == 40


def test_o22_the_local_model_serves_one_request_at_a_time(ask: Asker) -> None:
    with ThreadPoolExecutor(5) as pool:
        work = [pool.submit(ask.response, model="emulated-brain", url=ask.emulator.local_url) for _ in range(5)]
        assert [future.result().status_code for future in work] == [200] * 5
    ends = sorted(request.closed_at or 0 for request in ask.emulator.requests if request.wait_end())
    alone = 0.1 * SCALE
    assert all(later - earlier >= alone for earlier, later in pairwise(ends))


def test_every_row_of_the_catalogue_is_there_and_says_what_it_is() -> None:
    ids = [f"S{number:02}" for number in range(1, 17)] + [f"O{number:02}" for number in range(1, 23)]
    assert {name.split("-")[0] for name in ROWS} == set(ids)
    assert all(play.about for play in (ROWS | PLAIN).values())
    assert all(Fault(str(status)).play.status == status for status in STATUSES)


def test_targets_reach_from_one_model_to_everything(ask: Asker) -> None:
    local = ask.emulator.local_url
    ask.fault("503")
    assert ask.response(model="deepseek-v4-flash").status_code == 200
    assert ask.client.get(f"{ask.emulator.cloud_url}/api/tags").status_code == 200
    ask.fault("500", "cloud:*")
    assert ask.response().status_code == 503
    assert ask.response(model="deepseek-v4-flash").status_code == 500
    assert ask.client.get(f"{ask.emulator.cloud_url}/api/tags").status_code == 500
    assert ask.response(model="emulated-brain", url=local).status_code == 200
    ask.fault("502", "*")
    assert ask.response(model="emulated-brain:latest", url=local).status_code == 502
    ask.emulator.clear_fault("*")
    ask.fault("404", "local:emulated-brain")
    assert (
        ask.response(model="emulated-brain:latest", url=local).json()["error"]
        == "model 'emulated-brain:latest' not found"
    )


def test_a_fault_at_the_proxied_name_strikes_in_the_daemon_or_in_the_stream(ask: Asker) -> None:
    name, local = f"{CLOUD}-cloud", ask.emulator.local_url
    assert ask.fault("O08", name).response(model=name, url=local).status_code == 502
    assert [request.port for request in ask.emulator.requests] == ["local"]
    assert ask.response().status_code == 200
    ask.emulator.clear_fault(name)
    assert len(ask.fault("S08", name).response(model=name, url=local).text.splitlines()) == 40
    ask.emulator.clear_fault(name)
    assert len(ask.response(model=name, url=local).text.splitlines()) > 40


def test_a_fault_inside_an_answer_is_not_spent_on_other_requests(ask: Asker) -> None:
    ask.fault("S08", "cloud:*", times=1)
    assert ask.client.get(f"{ask.emulator.cloud_url}/api/tags").status_code == 200
    assert len(ask.lines()) == 40
    assert values(ask.lines())[-1]["done"] is True


@pytest.mark.parametrize(
    ("target", "name", "message"),
    [
        (CLOUD, "S99", "fault 'S99' is unknown: use a status from 400 to 599 or one of S01, "),
        (CLOUD, "200", "fault '200' is unknown"),
        ("gpt-oss:20b", "S08", "target 'gpt-oss:20b' of a fault is no model here: use one of emulated-brain, "),
    ],
)
def test_what_cannot_be_played_is_refused_in_one_line(ask: Asker, target: str, name: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        ask.fault(name, target)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "target", "fault"),
    [
        ("gpt-oss:120b=S08", "gpt-oss:120b", Fault("S08")),
        ("cloud:*=503,times=2", "cloud:*", Fault("503", times=2)),
        ("a/b:c=S15,duration=1.5,retry_after=3", "a/b:c", Fault("S15", duration=1.5, retry_after=3)),
        ("x=O04-signin", "x", Fault("O04-signin")),
    ],
)
def test_a_fault_is_read_from_the_command_line(text: str, target: str, fault: Fault) -> None:
    assert parse_fault(text) == (target, fault)


@pytest.mark.parametrize("text", ["S08", "m=", "m=S99", "m=S08,often=2", "=S08"])
def test_a_fault_that_cannot_be_read_is_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="fault '"):
        parse_fault(text)


def test_faults_can_be_set_over_http(ask: Asker) -> None:
    control = f"{ask.emulator.local_url}/emulator/faults"
    posted = ask.client.post(control, json={"model": CLOUD, "fault": "503", "times": 1}).json()
    assert posted["faults"][CLOUD] == {"fault": "503", "left": 1, "about": "status 503"}
    assert ask.response().status_code == 503
    assert ask.response().status_code == 200
    ask.client.post(control, json={"model": CLOUD, "fault": "S04"})
    assert ask.client.delete(control).json() == {"faults": {}}
    assert ask.response().status_code == 200
    wrong = ask.client.post(control, json={"model": CLOUD, "fault": "S99"})
    assert (wrong.status_code, "S99" in wrong.json()["error"]) == (400, True)
    assert ask.client.post(control, json={"model": CLOUD}).status_code == 400


def test_a_port_can_take_itself_down_over_http(ask: Asker) -> None:
    control = f"{ask.emulator.local_url}/emulator/faults"
    assert ask.client.post(control, json={"model": "local:*", "fault": "refused"}).status_code == 200
    address = ("127.0.0.1", int(ask.emulator.local_url.rsplit(":", 1)[1]))
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            socket.create_connection(address, timeout=1).close()
        except ConnectionResetError:
            continue
        except ConnectionRefusedError:
            break
    else:
        pytest.fail("the port still listens")


def test_requests_can_be_read_over_http_without_their_key(ask: Asker) -> None:
    ask.response()
    place = f"{ask.emulator.local_url}/emulator/requests"
    (shown,) = ask.client.get(place).json()["requests"]
    assert (shown["port"], shown["path"], shown["body"]["model"]) == ("cloud", "/api/chat", CLOUD)
    assert ask.emulator.api_key not in json.dumps(shown)
    assert ask.client.delete(place).json() == {"requests": []}


def test_an_answer_with_a_fault_is_as_long_as_the_row_says_whatever_the_model() -> None:
    models = [EmulatedModel("long", lambda _: Answer("word " * 200), "cloud")]
    with Emulator(models=models, scale=0.001) as emulator, httpx.Client(trust_env=False) as client:
        emulator.set_fault("long", "S11")
        headers = {"Authorization": f"Bearer {emulator.api_key}"}
        body = {"model": "long", "messages": [{"role": "user", "content": "hi"}]}
        lines = client.post(f"{emulator.cloud_url}/api/chat", json=body, headers=headers).text.splitlines()
    assert len(lines) == 60
