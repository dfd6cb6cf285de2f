"""What the command line says, in English and in Portuguese. The locale chooses; English where it is neither."""

from __future__ import annotations

import locale
import os
from functools import cache
from typing import Literal

Language = Literal["en", "pt"]

MESSAGES: dict[str, tuple[str, str]] = {
    "about": (
        "A hybrid Ollama agent: the cloud plans, local models act, and an answer always comes.",
        "Um agente Ollama híbrido: a nuvem planeja, os modelos locais executam, e a resposta sempre vem.",
    ),
    "usage": ("usage: ", "uso: "),
    "commands": ("commands", "comandos"),
    "arguments": ("arguments", "argumentos"),
    "options": ("options", "opções"),
    "meta.command": ("COMMAND", "COMANDO"),
    "meta.text": ("TEXT", "TEXTO"),
    "meta.file": ("FILE", "ARQUIVO"),
    "meta.port": ("PORT", "PORTA"),
    "meta.fault": ("MODEL=ROW", "MODELO=FALHA"),
    "meta.factor": ("FACTOR", "FATOR"),
    "meta.seconds": ("SECONDS", "SEGUNDOS"),
    "see_help": ("see `{prog} --help`", "veja `{prog} --help`"),
    "help.help": ("show this help and exit", "mostra esta ajuda e sai"),
    "help.version": ("show the version and exit", "mostra a versão e sai"),
    "help.debug": ("show logs, and tracebacks of errors", "mostra os logs e o rastro dos erros"),
    "help.ask": ("answer a request", "responde a um pedido"),
    "help.route": ("say where a request would go, and why", "diz para onde um pedido iria, e por quê"),
    "help.status": ("say what can answer now", "diz quem pode responder agora"),
    "help.demo": ("show it all with an emulator, without any model", "mostra tudo com um emulador, sem nenhum modelo"),
    "help.emulator": (
        "run an Ollama server made of scripts, for tests",
        "inicia um servidor Ollama feito de roteiros, para testes",
    ),
    "help.text": ("the request; `-` reads standard input", "o pedido; `-` lê a entrada padrão"),
    "help.json": ("print JSON", "escreve JSON"),
    "help.mode": (
        "where requests may go; local and offline: never the cloud",
        "para onde os pedidos podem ir; local e offline: nunca a nuvem",
    ),
    "help.privacy": (
        "auto: private data stays local; strict: everything does; redact: the cloud sees placeholders; off: no check",
        "auto: dados privados ficam aqui; strict: tudo fica; redact: a nuvem vê só marcadores; off: sem verificação",
    ),
    "help.thread": (
        "name of a conversation, kept between calls",
        "nome de uma conversa, guardada entre as chamadas",
    ),
    "help.jsonl": (
        'file of lines {"id", "text"} (`-`: standard input); prints one JSON line for each',
        'arquivo de linhas {"id", "text"} (`-`: entrada padrão); escreve uma linha JSON para cada',
    ),
    "help.reset": ("close every circuit breaker first", "antes, fecha todos os disjuntores"),
    "help.demo_text": ("your own request, instead of the stories", "o seu pedido, em vez das histórias"),
    "help.cloud_port": ("port that plays the cloud; 0: any free one", "porta que faz a nuvem; 0: qualquer uma livre"),
    "help.local_port": (
        "port that plays the local server; 0: any free one",
        "porta que faz o servidor local; 0: qualquer uma livre",
    ),
    "help.fault": (
        "let a model fail, such as gpt-oss:120b=S08; may be repeated",
        "faz um modelo falhar, por exemplo gpt-oss:120b=S08; pode ser repetido",
    ),
    "help.scale": ("multiplies every duration", "multiplica todas as durações"),
    "help.pace": ("seconds between tokens", "segundos entre os tokens"),
    "error": ("super-agent: {text}", "super-agent: {text}"),
    "warning": ("warning: {text}", "aviso: {text}"),
    "bug": (
        "unexpected error: {text} (--debug shows where)",
        "erro inesperado: {text} (--debug mostra onde)",
    ),
    "no_room": ("the output cannot be written: {why}", "não foi possível escrever a saída: {why}"),
    "interrupted": ("interrupted", "interrompido"),
    "no_text": (
        "there is no request: give a text, or `-` to read it from standard input",
        "falta o pedido: dê um texto, ou `-` para lê-lo da entrada padrão",
    ),
    "text_or_jsonl": ("give either a text or --jsonl FILE", "dê ou um texto ou --jsonl ARQUIVO"),
    "extra_missing": (
        "{what} needs an extra that is not installed: pip install 'super-agent[{extra}]'",
        "{what} precisa de um extra que não está instalado: pip install 'super-agent[{extra}]'",
    ),
    "bad_file": ("{path}: cannot be used ({why})", "{path}: não pode ser usado ({why})"),
    "bad_port": ("{given} is no port: 0 to 65535", "{given} não é uma porta: de 0 a 65535"),
    "bad_number": ("{given} is no number of at least 0", "{given} não é um número a partir de 0"),
    "bad_line": (
        '{path}, line {number}: {why}; each line is an object such as {{"id": "1", "text": "..."}}',
        '{path}, linha {number}: {why}; cada linha é um objeto como {{"id": "1", "text": "..."}}',
    ),
    "bad_line.utf8": ("it is not UTF-8", "não é UTF-8"),
    "bad_line.json": ("it is not JSON", "não é JSON"),
    "bad_line.object": ("it has no `id` and `text`", "não tem `id` e `text`"),
    "bad_line.empty": ("its text is empty", "o texto está vazio"),
    "cloud": ("cloud", "nuvem"),
    "local": ("local", "local"),
    "yes": ("yes", "sim"),
    "no": ("no", "não"),
    "none": ("none", "nenhum"),
    "thinking": ("thinking ...", "pensando ..."),
    "part": ("part {number} of {count} ({task}): {text}", "parte {number} de {count} ({task}): {text}"),
    "private": ("private data ({kinds})", "dados privados ({kinds})"),
    "failed": ("{model} failed: {what}", "{model} falhou: {what}"),
    "dropped": ("the partial answer was dropped", "a resposta parcial foi descartada"),
    "dropped_above": (
        "the unfinished answer above was dropped",
        "a resposta inacabada acima foi descartada",
    ),
    "trimmed": (
        "{count} old messages were left out to fit the window of {model} ({window} tokens)",
        "{count} mensagens antigas ficaram de fora para caber na janela de {model} ({window} tokens)",
    ),
    "artifact": ("file: {path} ({media_type}, {size} bytes)", "arquivo: {path} ({media_type}, {size} bytes)"),
    "tool_ran": ("{name}, {ms:.0f} ms", "{name}, {ms:.0f} ms"),
    "tool_refused": ("{name} did not run: {why}", "{name} não foi executada: {why}"),
    "approve.asks": ("{name} waits for your approval: {why}", "{name} espera a sua aprovação: {why}"),
    "approve.question": ("run it? [y]es, [n]o, [e]dit: ", "executar? [s]im, [n]ão, [e]ditar: "),
    "approve.no_editor": (
        "the editor {editor!r} could not be used ({why}); set EDITOR",
        "o editor {editor!r} não pôde ser usado ({why}); defina EDITOR",
    ),
    "approve.bad_edit": ("the arguments must stay a JSON object", "os argumentos devem continuar um objeto JSON"),
    "approve.refused": (
        "{name} waits for approval, and there is no terminal to ask at: it was refused"
        " (run it in a terminal, or set SUPER_AGENT_APPROVAL=never)",
        "{name} espera aprovação, e não há terminal para perguntar: foi recusada"
        " (execute em um terminal, ou defina SUPER_AGENT_APPROVAL=never)",
    ),
    "nobody": ("nobody can answer", "ninguém pode responder"),
    "nobody.not_asked": ("{model}: not asked: {why}", "{model}: não foi chamado: {why}"),
    "missing.local": (
        "No Ollama answers at {url}. Get it from https://ollama.com/download, start it (`ollama serve`)"
        " and install a model (`ollama pull qwen3:8b`). Is it elsewhere? Set OLLAMA_BASE_URL.",
        "Nenhum Ollama responde em {url}. Baixe em https://ollama.com/download, inicie (`ollama serve`)"
        " e instale um modelo (`ollama pull qwen3:8b`). Está em outro endereço? Defina OLLAMA_BASE_URL.",
    ),
    "missing.models": (
        "Ollama runs at {url} and has no model: `ollama pull qwen3:8b`.",
        "O Ollama roda em {url} e não tem nenhum modelo: `ollama pull qwen3:8b`.",
    ),
    "missing.cloud": (
        "The cloud cannot be used: no key and no sign-in. Make a key at https://ollama.com/settings/keys and set"
        " OLLAMA_CLOUD_API_KEY, or run `ollama signin`.",
        "A nuvem não pode ser usada: não há chave nem login. Crie uma chave em https://ollama.com/settings/keys e"
        " defina OLLAMA_CLOUD_API_KEY, ou execute `ollama signin`.",
    ),
    "missing.cloud_off": (
        "The cloud is switched off (OLLAMA_CLOUD_ENABLED=false).",
        "A nuvem está desligada (OLLAMA_CLOUD_ENABLED=false).",
    ),
    "missing.cloud_problem": ("The cloud: {why}.", "A nuvem: {why}."),
    "missing.demo": (
        "Without either, `super-agent demo` shows how it works.",
        "Sem nenhum dos dois, `super-agent demo` mostra como funciona.",
    ),
    "route.task": ("task", "tarefa"),
    "route.size": ("size", "tamanho"),
    "route.tokens": ("about {count} tokens", "cerca de {count} tokens"),
    "route.private": ("private", "privado"),
    "route.order": ("order", "ordem"),
    "route.ruled_out": ("ruled out", "fora"),
    "route.sure": (
        "{task}, {complexity} ({confidence:.0%} sure)",
        "{task}, {complexity} ({confidence:.0%} de certeza)",
    ),
    "route.nobody": ("nobody: no model is known that may answer", "ninguém: não se conhece modelo que possa responder"),
    "simple": ("simple", "simples"),
    "complex": ("complex", "complexa"),
    "planning": ("planning", "planejamento"),
    "execution": ("execution", "execução"),
    "ui": ("interface", "interface"),
    "general": ("general", "geral"),
    "status.title": ("What can answer now", "Quem pode responder agora"),
    "status.available": ("available", "disponível"),
    "status.unavailable": ("unavailable", "indisponível"),
    "status.access": ("access", "acesso"),
    "access.key": ("with an API key", "com chave de API"),
    "access.daemon": ("through the local Ollama (`ollama signin`)", "pelo Ollama local (`ollama signin`)"),
    "status.models": ("models", "modelos"),
    "status.brain": ("brain", "cérebro"),
    "status.executor": ("executor", "executor"),
    "status.settings": ("settings", "configuração"),
    "status.mode": (
        "mode {mode}, privacy {privacy}, fallback {fallback}",
        "modo {mode}, privacidade {privacy}, fallback {fallback}",
    ),
    "status.breakers": ("breakers", "disjuntores"),
    "status.all_closed": ("all closed", "todos fechados"),
    "status.quota": ("cloud today", "nuvem hoje"),
    "status.used": (
        "{requests} requests, {tokens} tokens, {errors} errors",
        "{requests} pedidos, {tokens} tokens, {errors} erros",
    ),
    "status.reset": ("every breaker was closed", "todos os disjuntores foram fechados"),
    "status.reset_memory": (
        "nothing is remembered between calls (SUPER_AGENT_STORE=memory), so there was nothing to close",
        "nada é lembrado entre as chamadas (SUPER_AGENT_STORE=memory), então não havia o que fechar",
    ),
    "demo.banner": (
        "NO MODEL IS BEHIND THIS DEMONSTRATION. An emulator speaks Ollama's protocol and answers from scripts;"
        " routing, streaming, tools, privacy and failover are the real ones.",
        "NÃO HÁ NENHUM MODELO POR TRÁS DESTA DEMONSTRAÇÃO. Um emulador fala o protocolo do Ollama e responde com"
        " roteiros; o roteamento, o streaming, as ferramentas, a privacidade e o fallback são os de verdade.",
    ),
    "demo.ports": (
        "emulated cloud {cloud}, emulated local server {local}",
        "nuvem emulada {cloud}, servidor local emulado {local}",
    ),
    "demo.plan": ("A plan, in the cloud", "Um plano, na nuvem"),
    "demo.code": ("Code, executed on this machine", "Código, executado nesta máquina"),
    "demo.cut": (
        "The cloud fails in the middle of its answer, and this machine answers",
        "A nuvem falha no meio da resposta, e esta máquina responde",
    ),
    "demo.yours": ("Your request", "O seu pedido"),
    "demo.yours_cut": (
        "The same request, and the cloud fails in the middle of its answer",
        "O mesmo pedido, e a nuvem falha no meio da resposta",
    ),
    "demo.plan_text": (
        "Make a detailed step-by-step plan to move a bakery's orders from paper to a new system in three months",
        "Elabore um plano detalhado, passo a passo, para passar os pedidos de uma padaria do papel para um sistema"
        " novo em três meses",
    ),
    "demo.code_text": (
        "Run Python code that computes the average of 18, 25, 31 and 42",
        "Execute um código Python que calcula a média de 18, 25, 31 e 42",
    ),
    "demo.cut_text": (
        "Make a detailed plan, step by step, to open a second shop in another city within a year",
        "Elabore um plano detalhado, passo a passo, para abrir uma segunda loja em outra cidade em um ano",
    ),
    "demo.answered": (
        "answered by {who} in {seconds:.1f} s, {tokens} tokens",
        "respondido por {who} em {seconds:.1f} s, {tokens} tokens",
    ),
    "demo.end": (
        "With your own Ollama: super-agent status, then super-agent ask \"...\"",
        "Com o seu próprio Ollama: super-agent status, depois super-agent ask \"...\"",
    ),
}  # fmt: skip


def say(key: str, /, **values: object) -> str:
    """The message `key` in the user's language, with `values` filled in."""
    text = MESSAGES[key][("en", "pt").index(language())]
    return text.format(**values) if values else text.replace("{{", "{").replace("}}", "}")


@cache
def language() -> Language:
    """From LC_ALL, LC_MESSAGES or LANG, the first that is set; else what the system says."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None)
    system = locale.getlocale()[0] if named is None else named
    return "pt" if (system or "").lower().startswith(("pt", "portuguese")) else "en"
