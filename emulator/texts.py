"""The sentences of the personas, in Portuguese, English and Spanish."""

from __future__ import annotations

from .language import Language

PLAN: dict[Language, str] = {
    "pt": (
        "Plano para: «{task}»\n\n"
        "1. Definir o objetivo e o que conta como pronto.\n"
        "2. Levantar os dados e as restrições que já são conhecidos.\n"
        "3. Dividir o trabalho em etapas pequenas, cada uma com um resultado que se possa conferir.\n"
        "4. Executar as etapas em ordem, anotando o que mudou.\n"
        "5. Conferir o resultado com o objetivo e registrar o que falta.\n\n"
        "O primeiro passo pode começar agora."
    ),
    "en": (
        "Plan for: “{task}”\n\n"
        "1. Define the goal and what counts as done.\n"
        "2. Gather the data and the constraints that are already known.\n"
        "3. Split the work into small stages, each with a result that can be checked.\n"
        "4. Carry out the stages in order and note what changed.\n"
        "5. Compare the result with the goal and record what is missing.\n\n"
        "The first step can start now."
    ),
    "es": (
        "Plan para: «{task}»\n\n"
        "1. Definir el objetivo y qué cuenta como terminado.\n"
        "2. Reunir los datos y las restricciones que ya se conocen.\n"
        "3. Dividir el trabajo en etapas pequeñas, cada una con un resultado comprobable.\n"
        "4. Ejecutar las etapas en orden y anotar lo que cambió.\n"
        "5. Comparar el resultado con el objetivo y registrar lo que falta.\n\n"
        "El primer paso puede empezar ahora."
    ),
}

SHORT_PLAN: dict[Language, str] = {
    "pt": (
        "Plano para: «{task}»\n\n1. Definir o que conta como pronto.\n2. Dividir o trabalho.\n3. Conferir cada etapa."
    ),
    "en": (
        "Plan for: “{task}”\n\n1. Define what counts as done.\n2. Split the work into stages.\n3. Check each stage."
    ),
    "es": (
        "Plan para: «{task}»\n\n1. Definir qué cuenta como terminado.\n2. Dividir el trabajo.\n3. Comprobar cada etapa."
    ),
}

REPORT: dict[Language, str] = {
    "pt": "O código foi executado. Resultado:\n\n{output}",
    "en": "The code ran. Result:\n\n{output}",
    "es": "El código se ejecutó. Resultado:\n\n{output}",
}

CODE: dict[Language, str] = {
    "pt": "Este código faz o que foi pedido:\n\n```python\n{code}\n```\n",
    "en": "This code does what was asked:\n\n```python\n{code}\n```\n",
    "es": "Este código hace lo que se pidió:\n\n```python\n{code}\n```\n",
}

ANSWER: dict[Language, str] = {
    "pt": (
        "Você perguntou: «{task}». Esta resposta vem de um emulador: não há modelo por trás dela,"
        " só um roteiro que mostra o caminho que o pedido percorreu."
    ),
    "en": (
        "You asked: “{task}”. This answer comes from an emulator: no model is behind it,"
        " only a script that shows the way the request took."
    ),
    "es": (
        "Preguntaste: «{task}». Esta respuesta viene de un emulador: no hay un modelo detrás,"
        " solo un guion que muestra el camino que siguió la petición."
    ),
}

THINKING: dict[Language, str] = {
    "pt": "O pedido é «{task}». Uma página simples basta: título, texto e um botão que responde ao clique.",
    "en": "The request is “{task}”. A simple page is enough: a title, a text and a button that answers a click.",
    "es": "La petición es «{task}». Basta una página sencilla: título, texto y un botón que responde al clic.",
}

PAGE_INTRO: dict[Language, str] = {
    "pt": "Aqui está a página:\n\n```html\n{page}\n```\n",
    "en": "Here is the page:\n\n```html\n{page}\n```\n",
    "es": "Aquí está la página:\n\n```html\n{page}\n```\n",
}

PAGE_WORDS: dict[Language, dict[str, str]] = {
    "pt": {"title": "Página de demonstração", "button": "Contar", "count": "Cliques:"},
    "en": {"title": "Demonstration page", "button": "Count", "count": "Clicks:"},
    "es": {"title": "Página de demostración", "button": "Contar", "count": "Clics:"},
}

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; }}
button {{ padding: 0.5rem 1rem; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{task}</p>
<button id="count" type="button">{button}</button>
<p>{count} <output for="count">0</output></p>
</main>
<script>
const output = document.querySelector("output");
document.querySelector("#count").addEventListener("click", () => {{ output.value = Number(output.value) + 1; }});
</script>
</body>
</html>"""

FILLER: dict[Language, str] = {
    "pt": " Cada etapa termina com um resultado conferido, e só então a próxima começa.",
    "en": " Each stage ends with a result that was checked, and only then the next one starts.",
    "es": " Cada etapa termina con un resultado comprobado, y solo entonces empieza la siguiente.",
}

REFUSAL: dict[Language, str] = {
    "pt": "Desculpe, mas não posso ajudar com esse pedido.",
    "en": "I'm sorry, but I can't help with that request.",
    "es": "Lo siento, pero no puedo ayudar con esa petición.",
}

REPEATED: dict[Language, str] = {
    "pt": " e mais uma vez",
    "en": " and once again",
    "es": " y una vez más",
}
