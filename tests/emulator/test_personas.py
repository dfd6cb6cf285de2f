"""What the personas say: in the language of the request, about the request, the same each time."""

import contextlib
import io
import re
from html.parser import HTMLParser

import pytest
from super_agent.emulator import Conversation, EmulatedModel, default_models
from super_agent.emulator.language import language_of
from super_agent.emulator.recipes import code_for

TOOL = {"type": "function", "function": {"name": "run_python", "parameters": {}}}
CODE_PROTOCOL = "To run code, answer with one block\n```python\n<code>\n```\nand nothing else."


def says(persona: str, *turns: tuple[str, str], tools: tuple[dict, ...] = (), where: str = "local"):
    messages = [{"role": role, "content": content} for role, content in turns]
    return EmulatedModel("any", persona, where).answer(Conversation(messages, tools))  # type: ignore[arg-type]


def run(code: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    return printed.getvalue().strip()


@pytest.mark.parametrize(
    ("request_text", "result"),
    [
        ("Some 3, 5 e 7", "15"),
        ("Some 12, 30 e 58,5", "100.5"),
        ("Calcule a média de 10, 20 e 33", "21.0"),
        ("Qual é o fatorial de 12?", "479001600"),
        ("soma dos números pares de 1 a 100", "2550"),
        ("os 10 primeiros números primos", "[2, 3, 5, 7, 11, 13, 17, 19, 23, 29]"),
        ("soma dos números primos até 100", "1060"),
        ("ordene 3, 1 e 2 em ordem decrescente", "[3, 2, 1]"),
        ("quanto é 12 * 7?", "84"),
        ("inverta 'banana'", "ananab"),
        ("soma de -3 e 4", "1"),
        ("O faturamento foi 1.234,50 e 2.000: qual é o total?", "3234.5"),
        ("sum the numbers from 1 to 100", "5050"),
        ("product of 3 and 4 and 5", "60"),
        ("What is 15% of 200?", "30.0"),
        ("the median of 3 1 2 9", "2.5"),
        ("1,234.5 plus 2", "1236.5"),
        ("print 'hello'", "hello"),
        ("calcula los primeros 8 números de fibonacci", "[0, 1, 1, 2, 3, 5, 8, 13]"),
        ("¿Cuál es el promedio de 4, 8 y 12?", "8.0"),
        ("suma de los cuadrados de 1 a 3", "14"),
        ("the numbers 4 and 6", "sum: 10 mean: 5.0"),
    ],
)
def test_the_code_computes_with_the_numbers_of_the_request(request_text: str, result: str) -> None:
    assert run(code_for(request_text, language_of(request_text))) == result


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Planeje a migração do banco de dados", "pt"),
        ("Qual é a capital da França?", "pt"),
        ("Plan the migration of the database", "en"),
        ("What is the capital of France?", "en"),
        ("Planifica la migración de la base de datos", "es"),
        ("¿Cuál es la capital de Francia?", "es"),
        ("xyz", "en"),
    ],
)
def test_the_language_is_that_of_the_request(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("task", ["Planeje a mudança", "Plan the move", "Planifica la mudanza"])
def test_the_planner_numbers_its_steps_and_quotes_the_task(task: str) -> None:
    answer = says("planner", ("user", task)).content
    assert task in answer
    assert re.findall(r"^(\d)\. ", answer, re.MULTILINE) == list("12345")
    assert answer == says("planner", ("user", task)).content


def test_the_executor_calls_the_tool_and_then_reports_its_output() -> None:
    call = says("executor", ("user", "Some 40 e 2"), tools=(TOOL,)).calls[0]
    assert call.name == "run_python"
    assert run(call.arguments["code"]) == "42"
    report = says("executor", ("user", "Some 40 e 2"), ("assistant", ""), ("tool", "42"), tools=(TOOL,))
    assert (report.content, report.calls) == ("O código foi executado. Resultado:\n\n42", ())


def test_a_result_in_json_is_reported_by_its_words() -> None:
    result = '{"output": "42\\n", "value": null, "error": ""}'
    assert says("executor", ("user", "Add 40 and 2"), ("assistant", ""), ("tool", result)).content.endswith("\n\n42")


def test_without_a_tool_interface_the_executor_writes_a_block_and_reports_what_comes_back() -> None:
    system, asked = ("system", CODE_PROTOCOL), ("user", "Add 40 and 2")
    block = re.search(r"```python\n(.*)\n```", str(says("executor", system, asked).content), re.DOTALL)
    assert block is not None
    assert run(block[1]) == "42"
    wrote = ("assistant", f"```python\n{block[1]}\n```")
    report = says("executor", system, asked, wrote, ("user", "Output of the code:\n42")).content
    assert "42" in report
    assert "```" not in report
    again = says(
        "executor", system, asked, wrote, ("user", "Output:\n42"), ("assistant", "42"), ("user", "Add 1 and 1")
    )
    assert "[1, 1]" in again.content


def test_code_in_an_ordinary_chat_is_no_request_to_run_it() -> None:
    answer = says(
        "executor", ("user", "Add 1 and 2"), ("assistant", "```python\nprint(3)\n```"), ("user", "Add 2 and 3")
    )
    assert "[2, 3]" in answer.content


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_designer_thinks_and_gives_one_whole_page() -> None:
    answer = says("ui", ("user", "Crie uma página <b>azul</b>"))
    assert "página" in answer.thinking
    block = re.fullmatch(r".*```html\n(<!DOCTYPE html>\n.*</html>)\n```\n", answer.content, re.DOTALL)
    assert block is not None
    page = Page()
    page.feed(block[1])
    assert page.open == []
    assert {"html", "title", "style", "main", "button", "script"} <= page.seen
    assert "<b>" not in block[1]
    assert 'lang="pt"' in block[1]


def test_the_brain_answers_plans_and_computes() -> None:
    assert "emulador" in says("brain", ("user", "Qual é a capital da França?")).content
    assert "1. " in says("brain", ("user", "Faça um plano de estudos")).content
    assert says("brain", ("user", "Olá, tudo bem?"), tools=(TOOL,)).calls == ()
    assert says("brain", ("user", "Some 1 e 2"), tools=(TOOL,)).calls != ()


def test_the_role_in_the_system_prompt_goes_before_the_persona() -> None:
    asked = ("user", "Some 40 e 2")
    assert says("planner", ("system", "You are the executor."), asked, tools=(TOOL,)).calls != ()
    assert "```html" in says("executor", ("system", "Give one HTML document."), asked).content
    assert "Plano" in says("brain", ("system", "You are the planner."), asked).content


def test_a_part_of_a_request_is_answered_alone() -> None:
    part = "The request has 2 parts. Do part 2 only: some 40 e 2"
    call = says(
        "executor", ("user", "Planeje e some 40 e 2"), ("assistant", "1."), ("user", part), tools=(TOOL,)
    ).calls[0]
    assert run(call.arguments["code"]) == "42"


def test_an_open_fence_is_continued_with_code_and_an_open_answer_with_words() -> None:
    program = says("executor", ("user", "# Task: some 40 e 2\n# A program of 3 lines:\n```python\n")).content
    assert program.endswith("\n```\n")
    assert run(program.removesuffix("\n```\n")) == "42"
    told = says("executor", ("user", "Task: some 40 e 2\nThe program printed:\n42\nAnswer to the task:")).content
    assert told.rstrip().endswith("42")
    assert "França" in says("brain", ("user", "Question: Qual é a capital da França?\nAnswer:")).content


@pytest.mark.parametrize(
    ("name", "where", "mark"),
    [
        ("qwen2.5-coder:7b", "local", "```python"),
        ("networkjohnny/deepseek-coder-v2-lite-base-q4_k_m-gguf", "local", "```python"),
        ("MHKetbi/UIGEN-T1-Qwen-14:q4_K_S", "local", "```html"),
        ("qwen2.5:32b", "local", "emul"),
        ("gpt-oss:120b", "cloud", "5. "),
    ],
)
def test_a_name_without_a_persona_suggests_one(name: str, where: str, mark: str) -> None:
    model = EmulatedModel(name, where=where)  # type: ignore[arg-type]
    assert mark in str(model.answer(Conversation([{"role": "user", "content": "Some 1 e 2"}])).content)


def test_an_unknown_persona_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'poet' is unknown: use one of planner, executor, ui, brain"):
        says("poet", ("user", "hi"))


def test_the_names_and_families_say_that_no_model_is_behind() -> None:
    assert all("emulated" in model.details()["family"] for model in default_models())
    assert all("emulated" in model.name for model in default_models() if model.where == "local")
