"""`route`: the whole decision, without asking any model."""

import json
from pathlib import Path

import pytest
from super_agent.emulator import Emulator

from ..lab import CODE, PAGE, PLAN, TALK
from .conftest import Here

PRIVATE = "Planeje uma festa para ana@exemplo.com.br, CPF 529.982.247-25, e depois rode um código que soma 3 e 9"


def chats(emulator: Emulator) -> int:
    return sum(one.path == "/api/chat" for one in emulator.requests)


def test_the_decision_as_json(here: Here, emulator: Emulator) -> None:
    code, out, _ = here.run("route", "--json", PRIVATE)
    told = json.loads(out)
    assert code == 0
    assert told["label"] == "compound"
    assert [step["task"] for step in told["steps"]] == ["planning", "execution"]
    assert told["sensitive"] is True
    assert {one["step"] for one in told["candidates"]} == {0, 1}
    assert {one["tier"] for one in told["candidates"]} == {"local"}
    assert any(one["tier"] == "cloud" and one["why"].startswith("private data") for one in told["ruled_out"])
    assert chats(emulator) == 0


@pytest.mark.parametrize("text", [PLAN, CODE, PAGE, TALK, f"CPF 529.982.247-25. {PLAN}"])
def test_it_tells_what_a_run_then_does(here: Here, text: str) -> None:
    told = json.loads(here.run("route", "--json", text)[1])
    done = json.loads(here.run("ask", "--json", text)[1])
    for key in ("candidates", "ruled_out"):
        shown = [(one["node"], one["model"], one["why"]) for one in told[key]]
        assert shown == [(one["node"], one["model"], one["why"]) for one in done["route"][key]]
    assert done["model"] == told["candidates"][0]["model"]
    assert told["sensitive"] == bool(done["sensitivity"]["kinds"])


def test_findings_are_kinds_and_spans(here: Here) -> None:
    found = json.loads(here.run("route", "--json", PRIVATE)[1])["findings"]
    assert {one["kind"] for one in found} == {"cpf", "email"}
    assert {PRIVATE[one["start"] : one["end"]] for one in found} == {"529.982.247-25", "ana@exemplo.com.br"}
    assert all(set(one) == {"kind", "start", "end", "confidence"} for one in found)


@pytest.mark.parametrize(
    ("mode", "tiers"), [("auto", ["cloud", "local"]), ("local", ["local"]), ("offline", ["local"])]
)
def test_the_mode_decides(here: Here, mode: str, tiers: list[str]) -> None:
    told = json.loads(here.run("route", "--json", "--mode", mode, PLAN)[1])
    assert told["candidates"][0]["tier"] == tiers[0]
    assert sorted({one["tier"] for one in told["candidates"]}) == tiers


def test_it_fits_eighty_columns_and_speaks_portuguese(here: Here) -> None:
    code, out, _ = here.run("route", PRIVATE, LC_ALL="pt_BR.UTF-8")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    for part in ("parte 1 de 2 (planejamento)", "parte 2 de 2 (execução)", "dados privados (cpf, email)", "tokens"):
        assert part in out
    assert "private" not in out


def test_a_file_gives_a_line_for_each_without_any_server(here: Here, emulator: Emulator, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    texts = [PLAN, "Crie uma tela de login", "Olá!", "rode `ls -la` e me diga o maior arquivo"] * 25
    lines = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)]
    rows.write_text("\n\n".join(lines), "utf-8")
    emulator.clear()
    code, out, _ = here.run(
        "route", "--jsonl", str(rows), OLLAMA_BASE_URL=emulator.refused_url, OLLAMA_CLOUD_API_KEY=""
    )
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [one["id"] for one in told] == list(range(100))
    assert {"planning", "ui", "general", "execution"} == {one["label"] for one in told}
    wanted = {
        "id", "label", "steps", "confidence", "complexity", "sensitive", "findings", "candidates", "ruled_out", "ms"
    }  # fmt: skip
    assert all(wanted <= set(one) and one["ms"] > 0 for one in told)
    assert emulator.requests == []


def test_a_file_asks_the_servers_once(here: Here, emulator: Emulator, tmp_path: Path) -> None:
    def asked(count: int) -> int:
        path = tmp_path / f"{count}.jsonl"
        path.write_text("".join(json.dumps({"id": n, "text": PLAN}) + "\n" for n in range(count)), "utf-8")
        emulator.clear()
        assert here.run("route", "--jsonl", str(path))[0] == 0
        return len(emulator.requests)

    assert asked(1) == asked(20) > 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "not JSON"),
        (b'["a"]', "`id` and `text`"),
        (b'{"id": 1}', "`id` and `text`"),
        (b'{"id": 1, "text": 5}', "`id` and `text`"),
        (b'{"id": 1, "text": " "}', "empty"),
        (b'{"id": 1, "text": "\xff"}', "not UTF-8"),
    ],
)
def test_a_bad_line_is_named(here: Here, tmp_path: Path, line: bytes, why: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "oi"}\n\n' + line + b"\n")
    code, out, err = here.run("route", "--jsonl", str(path))
    assert code == 2
    assert out.count("\n") == 1
    assert f"{path}, line 3: " in err
    assert why in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there(here: Here) -> None:
    code, _, err = here.run("route", "--jsonl", "nowhere.jsonl")
    assert code == 2
    assert "nowhere.jsonl" in err
