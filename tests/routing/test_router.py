"""The router from outside: which steps a request has, whatever it looks like."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from super_agent.graph.routing import IntelligentRouter, Route

ROUTER = IntelligentRouter()
CODE = "\n\n```python\ndef total(items):\n    return sum(item.price for item in items)\n```"
PLAN = "Planeje a migração do banco de dados da loja para a nuvem, com riscos e prazos"
SINGLE = {
    "planning": "Monte um plano de seis meses para abrir uma segunda loja, com riscos e orçamento",
    "execution": "Escreva um script em Python que renomeie todos os arquivos de uma pasta",
    "ui": "Crie uma página de login responsiva com HTML e CSS",
    "general": "Qual é a capital da Austrália?",
}
singles = pytest.mark.parametrize(("task", "text"), SINGLE.items(), ids=list(SINGLE))


def tasks(route: Route) -> list[str]:
    return [step.task for step in route.steps]


def same_route(text: str, other: str) -> bool:
    return tasks(ROUTER.route(text)) == tasks(ROUTER.route(other))


@pytest.mark.parametrize(
    ("text", "plan", "work", "language"),
    [
        (
            "Planeje a migração do banco de dados e depois execute o script de backup",
            "Planeje a migração do banco de dados",
            "execute o script de backup",
            "pt",
        ),
        (
            "Plan the migration of the database and then run the backup script",
            "Plan the migration of the database",
            "run the backup script",
            "en",
        ),
        (
            "Planifica la migración de la base de datos y después ejecuta el script de respaldo",
            "Planifica la migración de la base de datos",
            "ejecuta el script de respaldo",
            "es",
        ),
    ],
)
def test_a_plan_and_its_execution(text: str, plan: str, work: str, language: str) -> None:
    route = ROUTER.route(text)
    assert tasks(route) == ["planning", "execution"]
    assert [step.text for step in route.steps] == [plan, work]
    assert (route.label, route.task, route.language) == ("compound", "planning", language)


def test_three_steps_in_the_order_of_the_request() -> None:
    text = (
        "First plan the architecture of a URL shortener. Then write the backend in Go. "
        "Finally build a React page with a form for it."
    )
    assert tasks(ROUTER.route(text)) == ["planning", "execution", "ui"]


@singles
def test_a_request_for_one_task(task: str, text: str) -> None:
    route = ROUTER.route(text)
    assert tasks(route) == [task]
    assert route.steps[0].text == text
    assert route.label == route.task == task
    assert (route.confidence, route.complexity) == (route.steps[0].confidence, route.steps[0].complexity)


@singles
def test_spelling_changes_nothing(task: str, text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    for other in (text.upper(), text.lower(), decomposed, bare, f"  {text}\n"):
        assert tasks(ROUTER.route(other)) == [task]


@singles
def test_code_pasted_behind_changes_nothing(task: str, text: str) -> None:
    assert tasks(ROUTER.route(text + CODE)) == [task]


def test_unclosed_code_is_code() -> None:
    assert same_route(SINGLE["general"], f"{SINGLE['general']}\n```\ndef plan(): build_page()")


@pytest.mark.parametrize("text", ["agora execute isso", "implemente o plano", "run it", "ahora ejecútalo"])
def test_carrying_out_what_was_planned(text: str) -> None:
    history = [("user", PLAN), ("assistant", "1. Inventário 2. Cópia 3. Corte")]
    assert tasks(ROUTER.route(text, history=history)) == ["execution"]


@pytest.mark.parametrize("word", ["continue", "e agora?", "go on", "sigue"])
@singles
def test_going_on_is_more_of_the_same(task: str, text: str, word: str) -> None:
    assert tasks(ROUTER.route(word, history=[text])) == [task]


def test_a_request_that_says_what_it_wants_is_not_bent_by_history() -> None:
    route = ROUTER.route(SINGLE["ui"], history=[("user", PLAN), ("assistant", "Pronto.")])
    assert tasks(route) == ["ui"]


def test_only_the_user_is_followed() -> None:
    assert tasks(ROUTER.route("continue", history=[PLAN, ("assistant", SINGLE["ui"])])) == ["planning"]


def test_size_counts_the_history() -> None:
    alone, after = ROUTER.route("oi"), ROUTER.route("oi", history=[("assistant", "x" * 3500)])
    assert after.tokens - alone.tokens == 1000
    assert ROUTER.route("oi", tokens=7).tokens == 7


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t  \n", "👍", "🎉🔥🚀", "?", "...", "\u0301", "\x00", "```\n```", "e depois"]
)
def test_next_to_nothing_is_one_step(text: str) -> None:
    route = ROUTER.route(text)
    assert len(route.steps) == 1
    assert 0 <= route.confidence <= 1


@pytest.mark.parametrize(
    "text", ["데이터베이스 이전 계획을 세워 줘", "画一个登录页面，然后写后端", "Напиши скрипт для резервной копии"]
)
def test_other_scripts_have_a_route(text: str) -> None:
    route = ROUTER.route(text)
    assert len(route.steps) == 1
    assert route.steps[0].text == text


def test_a_request_before_or_behind_half_a_million_characters() -> None:
    material = ("O relatório trimestral descreve as vendas de cada região. " * 10_000)[:500_000]
    for text in (f"{SINGLE['execution']}\n\n{material}", f"{material}\n\n{SINGLE['execution']}"):
        route = ROUTER.route(text)
        assert "execution" in tasks(route)
        assert route.tokens > 140_000


def test_no_more_steps_than_six() -> None:
    part = "Plan the trip to Lisbon for two, with a budget. Then write a Go script that renames files. "
    assert len(ROUTER.route(part * 3).steps) >= 4
    assert len(ROUTER.route(part * 9).steps) <= 6


def test_letters_and_accents_written_apart_are_one_text() -> None:
    text = "Planeje a migração do banco de dados e depois execute a função de cópia"
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert ROUTER.route(apart) == ROUTER.route(text)


words = st.sampled_from(
    [
        *SINGLE.values(),
        "e depois",
        "then",
        "y luego",
        ", ",
        ". ",
        "\n- ",
        "AÇÃO",
        "e\u0301",
        "İ",
        "ß",
        "😀",
        CODE,
        "한국어",
        " ",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(words, max_size=12).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_steps_are_stretches_of_the_request_in_order(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    route = ROUTER.route(text)
    at = 0
    for step in route.steps:
        at = composed.index(step.text, at) + len(step.text)
    if route.label == "compound":
        assert all(step.text.strip() for step in route.steps)
        assert all(one != other for one, other in zip(tasks(route), tasks(route)[1:], strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "Don't write any code, just tell me what a closure is",
        "It's late, so what's the quickest way to sort a list and then plot it?",
        "Conserte o copo d'água do desenho em CSS e depois planeje a próxima versão",
    ],
)
def test_no_step_begins_or_ends_inside_a_word(text: str) -> None:
    at = 0
    for step in ROUTER.route(text).steps:
        start = text.index(step.text, at)
        at = start + len(step.text)
        assert not re.search(r"\w'?$", text[:start]) or not step.text[0].isalnum(), step.text
        assert not re.match(r"'?\w", text[at:]) or not re.search(r"\w'?$", step.text), step.text


def test_the_same_request_has_the_same_route() -> None:
    assert ROUTER.route(PLAN) == IntelligentRouter().route(PLAN)


@pytest.mark.parametrize(
    "text",
    [
        "Hello hello, I trust you slept well. Write a Rust program that renames files by their hash.",
        "Opa, meu querido, desculpe a amolação. Escreva um programa em Rust que renomeie arquivos pelo hash.",
        "Muy buenas, ojalá no sea molestia. Escribe un programa en Rust que renombre archivos por su hash.",
        "Write a Rust program that renames files by their hash. A thousand thanks from all of us at the club.",
    ],
)
def test_words_that_ask_for_nothing_are_no_step(text: str) -> None:
    assert tasks(ROUTER.route(text)) == ["execution"]
