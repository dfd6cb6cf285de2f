"""Every way in which a call can fail becomes one kind; nothing of an account stays in the text; no bug is swallowed."""

import json

import httpx
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ollama import RequestError, ResponseError
from super_agent.graph.models.classify import classify, classify_answer, classify_line
from super_agent.graph.models.errors import KINDS, RULES, ModelCallError, failure
from super_agent.graph.models.redaction import redact_identity

ANSWERS = [
    (400, {"error": "registry.ollama.ai/library/tiny:latest does not support tools"}, "unsupported"),
    (400, {"error": "the input length exceeds the context length"}, "context_overflow"),
    (400, {"error": '{"error":{"code":400,"type":"exceed_context_size_error","n_ctx":256}}'}, "context_overflow"),
    (400, {"error": "the prompt is longer than the context length currently available"}, "context_overflow"),
    (400, {"error": "invalid model name"}, "bad_request"),
    (401, {"error": "unauthorized", "signin_url": "https://ollama.com/connect?name=me&key=abc"}, "unauthorized"),
    (403, {"error": "this model requires a subscription, upgrade for access: https://ollama.com/upgrade"}, "forbidden"),
    (403, "", "forbidden"),
    (404, {"error": "model 'x' not found"}, "model_missing"),
    (404, "404 page not found", "bad_request"),
    (405, "405 method not allowed", "bad_request"),
    (410, {"error": "gone"}, "model_missing"),
    (
        429,
        {"error": "you (someone) have reached your weekly usage limit, upgrade for higher limits"},
        "quota_exhausted",
    ),
    (429, {"error": "timed out waiting for a concurrent request slot"}, "rate_limited"),
    (429, {"StatusCode": 429, "Status": "429 Too Many Requests", "error": "slow down"}, "rate_limited"),
    (500, {"error": 'option "num_ctx" must be of type integer'}, "bad_request"),
    (500, {"error": "error parsing tool call: raw='{', err=unexpected end of JSON input"}, "tool_parse"),
    (500, {"error": "invalid character ']' after object key:value pair"}, "tool_parse"),
    (500, {"error": "prediction aborted, token repeat limit reached"}, "incomplete"),
    (500, {"error": "model runner has unexpectedly stopped"}, "server_error"),
    (500, ["a", "list"], "server_error"),
    (500, {"error": {"message": "nested"}}, "server_error"),
    (502, {"error": 'Post "https://ollama.com:443/api/chat": dial tcp: no such host'}, "unreachable"),
    (502, "<html>Bad Gateway</html>", "unreachable"),
    (200 + 203, "<html>blocked</html>", "malformed"),
    (503, {"error": "server busy, please try again.  maximum pending requests exceeded"}, "overloaded"),
    (503, {"error": "Server overloaded, please retry shortly (ref: 1)"}, "overloaded"),
    (504, "", "overloaded"),
]


@pytest.mark.parametrize(("status", "body", "kind"), ANSWERS)
def test_an_error_answer_has_its_kind(status: int, body: object, kind: str) -> None:
    raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    assert classify_answer(status, {}, raw).kind == kind


def raised(error: BaseException) -> BaseException:
    """The error as the client raises it."""
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectError("refused"), "unreachable"),
        (ConnectionError("Failed to connect to Ollama"), "unreachable"),
        (httpx.ConnectTimeout("slow"), "timeout_connect"),
        (httpx.PoolTimeout("full"), "timeout_connect"),
        (httpx.ReadTimeout("silent"), "timeout_idle"),
        (httpx.ReadError("reset"), "unreachable"),
        (httpx.RemoteProtocolError("closed"), "unreachable"),
        (httpx.UnsupportedProtocol("gopher"), "bad_request"),
        (httpx.DecodingError("gzip"), "malformed"),
        (ResponseError("model 'x' not found", 404), "model_missing"),
        (ResponseError("an error was encountered while running the model: unexpected EOF", -1), "server_error"),
        (RequestError("must provide a model"), "bad_request"),
        (json.JSONDecodeError("odd", "x", 0), "malformed"),
        (AttributeError("'list' object has no attribute 'get'"), "malformed"),
        (ValueError("No data received from Ollama stream."), "empty"),
        (ValueError("No generation chunks were returned"), "empty"),
        (TimeoutError(), "timeout_total"),
        (OSError("network is down"), "unreachable"),
        (RuntimeError("Event loop is closed"), "unreachable"),
    ],
)
def test_an_exception_of_the_client_has_its_kind(error: BaseException, kind: str) -> None:
    found = classify(raised(error))
    assert found is not None
    assert found.kind == kind


def test_a_pydantic_error_of_the_client_is_malformed() -> None:
    class Shape(pydantic.BaseModel):
        number: int

    with pytest.raises(pydantic.ValidationError) as caught:
        Shape.model_validate({"number": "x"})
    found = classify(caught.value)
    assert found is not None
    assert found.kind == "malformed"


@pytest.mark.parametrize("broken", [KeyError("x"), TypeError("x"), ZeroDivisionError(), RuntimeError("x")])
def test_a_programming_error_is_none_of_them(broken: Exception) -> None:
    assert classify(broken) is None


def test_an_attribute_error_of_our_own_code_is_none_of_them() -> None:
    with pytest.raises(AttributeError) as caught:
        object().nothing  # type: ignore[attr-defined]  # noqa: B018
    assert classify(caught.value) is None


@given(status=st.integers(400, 599), body=st.binary(max_size=300), header=st.text(max_size=20))
def test_any_error_answer_has_a_kind_of_the_list(status: int, body: bytes, header: str) -> None:
    found = classify_answer(status, {"retry-after": header}, body)
    assert found.kind in KINDS
    assert found.retry_after is None or found.retry_after >= 0


@given(st.text(max_size=300))
def test_any_line_has_a_kind_of_the_list(text: str) -> None:
    assert classify_line(text).kind in KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_rule_and_a_class(kind) -> None:
    error = failure(kind, "text")
    assert isinstance(error, ModelCallError)
    assert type(error) is not ModelCallError
    assert kind in RULES
    assert "{" not in error.hint("some-model")


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("you (jane.doe) have reached your session usage limit", "jane.doe"),
        ("signin_url https://ollama.com/connect?name=my-laptop&key=c3NoLWVkMjU1MTk", "my-laptop"),
        ("user jane@example.org is not allowed", "jane@example.org"),
        ("Authorization: Bearer abcdef0123456789", "abcdef0123456789"),
        ("http://user:hunter2@127.0.0.1:11434 refused", "hunter2"),
        ("user 'jane.doe' is suspended", "jane.doe"),
        ('the server said {"username": "jane.doe"}', "jane.doe"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ host", "AAAAC3NzaC1lZDI1NTE5"),
    ],
)
def test_what_identifies_the_account_is_taken_out(text: str, secret: str) -> None:
    assert secret not in redact_identity(text)
    assert secret not in str(failure("server_error", text))


@pytest.mark.parametrize("status", [400, 403])
def test_a_refusal_by_policy_is_the_models_answer(status: int) -> None:
    for found in (
        classify_answer(status, {}, b'{"error": "this is against our content policy"}'),
        classify_line("this is against our content policy"),
    ):
        assert (found.kind, found.refusal, found.blames) == ("bad_request", True, None)


def test_an_error_body_without_an_error_is_told_by_its_first_field() -> None:
    assert "<user>" in str(classify_answer(500, {}, b'{"user": "jane.doe"}'))
    assert "no room" in str(classify_answer(500, {}, b'{"detail": "no room"}'))


def test_retry_after_is_read_in_both_forms() -> None:
    assert classify_answer(429, {"retry-after": "17"}, b"{}").retry_after == 17
    dated = classify_answer(429, {"retry-after": "Wed, 21 Oct 2065 07:28:00 GMT"}, b"{}").retry_after
    assert dated is not None
    assert dated > 1e6
    assert classify_answer(429, {"retry-after": "soon"}, b"{}").retry_after is None
