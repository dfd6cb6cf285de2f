"""The redaction round trip is exact for any text, in any chunks."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from super_agent.graph.routing.privacy import Redactor

PIECES = st.sampled_from(
    [
        "meu CPF é 529.982.247-25", "[CPF_1]", "[CPF_", "]", "1]", "[", "[TEXT_1]", "[EMAIL_2]", " maria.santos@gmail.com ",
        "52998224725", "minha senha é Gato#2024", "Gato#2024", "\u200b", "Ação ", "１２３", "\n", " e ", "_1]", "[CPF_1", "CPF ",
        "\\u00e9", "&#53;29.982.247-25", "joao%40firma.com.br", "\\n", "%C3%A9", "5\ufe0f\u20e3",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map("".join))


@given(st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_restore_undoes_redact_for_any_texts(texts: list[str]) -> None:
    redactor = Redactor()
    redacted = [redactor.redact(text) for text in texts]
    assert [redactor.restore(text) for text in redacted] == texts


@given(TEXTS, st.lists(st.integers(min_value=0, max_value=200), max_size=12))
@settings(max_examples=150, deadline=None)
def test_a_stream_is_restored_as_the_whole_text_is(text: str, cuts: list[int]) -> None:
    redactor = Redactor()
    answer = redactor.redact(text)
    edges = [0, *sorted(min(cut, len(answer)) for cut in cuts), len(answer)]
    stream = redactor.restorer()
    pieces = [stream.feed(answer[a:b]) for a, b in itertools.pairwise(edges)]
    assert "".join([*pieces, stream.end()]) == redactor.restore(answer) == text


def test_the_same_value_has_one_placeholder_and_never_shows() -> None:
    redactor = Redactor()
    first = redactor.redact("Meu CPF é 529.982.247-25.")
    second = redactor.redact("CPF 529.982.247-25, e-mail maria.santos@gmail.com")
    assert first == "Meu CPF é [CPF_1]."
    assert second == "CPF [CPF_1], e-mail [EMAIL_1]"
    assert not redactor.secrets_found


def test_a_value_learned_in_one_text_is_hidden_in_all() -> None:
    redactor = Redactor()
    redactor.learn(["Tente Gato#2024 de novo.", "minha senha é Gato#2024"])
    assert "Gato" not in redactor.redact("Tente Gato#2024 de novo.")
    assert redactor.secrets_found
