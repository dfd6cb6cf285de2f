"""The line parser and the completion contract take any bytes, in any chunks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from super_agent.graph.models.contract import Completion
from super_agent.graph.models.errors import KINDS, ModelCallError
from super_agent.graph.models.thinking import TAGS, ThinkSplitter, opened_by
from super_agent.graph.models.wire import LineParser, parse_line


def lines_of(chunks: list[bytes]) -> list:
    parser = LineParser()
    found = [line for chunk in chunks for line in parser.feed(chunk)]
    return found + parser.end()


@given(st.binary(max_size=400), st.lists(st.integers(0, 400), max_size=8))
def test_the_same_bytes_give_the_same_lines_however_they_are_cut(data: bytes, cuts: list[int]) -> None:
    places = sorted({0, len(data), *(min(cut, len(data)) for cut in cuts)})
    pieces = [data[a:b] for a, b in zip(places, places[1:], strict=False)]
    whole, cut = lines_of([data]), lines_of(pieces)
    assert [one.kind for one in whole if one.raw] == [one.kind for one in cut if one.raw]


@given(st.lists(st.binary(max_size=60), max_size=12))
def test_the_contract_ends_in_a_verdict_whatever_comes(raw: list[bytes]) -> None:
    completion = Completion()
    verdict = verdict_on(completion, raw)
    assert verdict in KINDS or completion.done


def verdict_on(completion: Completion, raw: list[bytes]) -> str:
    try:
        for one in raw:
            completion.take(parse_line(one))
        completion.finish()
    except ModelCallError as error:
        return error.kind
    return ""


def ended(*values: dict, prompt_characters: int = 0) -> Completion:
    completion = Completion(prompt_characters=prompt_characters)
    for value in values:
        out = completion.take(parse_line(json.dumps(value).encode()))
        if out:
            completion.saw(out["message"])
    completion.finish()
    return completion


DONE = {"message": {"content": ""}, "done": True, "done_reason": "stop", "prompt_eval_count": 9, "eval_count": 2}
HELLO = {"message": {"content": "hello"}, "done": False}


def test_a_whole_answer_passes() -> None:
    assert ended(HELLO, DONE).answer_tokens == 2


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([HELLO], "incomplete"),
        ([DONE], "empty"),
        ([{**DONE, "done_reason": "load"}], "empty"),
        ([{"error": "boom"}], "server_error"),
        ([{"error parsing tool call": "raw"}], "tool_parse"),
        ([{"odd": 1}], "malformed"),
        ([{"message": {"content": 5}}], "malformed"),
        (
            [{"message": {"content": "", "tool_calls": [{"function": {"name": "f", "arguments": "text"}}]}}],
            "tool_parse",
        ),
    ],
)
def test_anything_else_is_a_failure(values: list[dict], kind: str) -> None:
    with pytest.raises(ModelCallError) as caught:
        ended(*values)
    assert caught.value.kind == kind


def test_a_prompt_that_the_server_cut_is_noticed() -> None:
    with pytest.raises(ModelCallError, match="read 9 tokens of a prompt of 20000 characters"):
        ended(HELLO, DONE, prompt_characters=20_000)


def split(pieces: list[str], closing: str = "") -> tuple[str, str]:
    splitter = ThinkSplitter(closing)
    parts = [splitter.feed(piece) for piece in pieces] + [splitter.end()]
    return "".join(one for one, _ in parts), "".join(two for _, two in parts)


PIECES = st.sampled_from([*TAGS, *TAGS.values(), "<", "/", "thin", "[", "a ", "\n"])


@given(
    st.lists(PIECES, max_size=9).map("".join),
    st.lists(st.integers(0, 60), max_size=6),
    st.sampled_from(["", "</think>"]),
)
def test_reasoning_is_split_the_same_however_it_is_cut(text: str, cuts: list[int], closing: str) -> None:
    places = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    pieces = [text[a:b] for a, b in zip(places, places[1:], strict=False)]
    assert split([text], closing) == split(pieces, closing)
    if not (closing or any(tag in text for tag in TAGS)):
        assert split(pieces) == ("", text)


@pytest.mark.parametrize(("opening", "closing"), TAGS.items())
def test_every_family_of_tags_is_known(opening: str, closing: str) -> None:
    assert split([f"\n{opening}why{closing}\n\nso <b>{opening}"]) == ("why", f"so <b>{opening}")
    assert split([f"why{closing} so"], closing) == ("why", "so")
    assert split(["never closed"], closing) == ("never closed", "")


@pytest.mark.parametrize(
    ("template", "closing"),
    [
        ("{{ .Prompt }}<|assistant|><think>\n", "</think>"),
        ("{{ if .Messages }}<|assistant|>\n<think>{{- end }}\n{{ end }}", "</think>"),
        ("{{ .Prompt }}[INST][THINK]", "[/THINK]"),
        ("{{ if not .Think }}<think>\n\n</think>\n{{ end }}", ""),
        ("<think>{{ .Prompt }}", ""),
        ("", ""),
    ],
)
def test_a_template_that_opens_the_block_is_recognised(template: str, closing: str) -> None:
    assert opened_by(template) == closing
