"""What other rooms say in English (reasons, kinds of failure), in the user's language."""

from __future__ import annotations

import re
from typing import NamedTuple

from .messages import language, say

SLOW_PT = "se o modelo é lento, aumente OLLAMA_CLOUD_TIMEOUT ou OLLAMA_LOCAL_TIMEOUT"


class Kind(NamedTuple):
    """A kind of failure: what happened in English and in Portuguese, and the Portuguese hint (may be empty)."""

    en: str
    pt: str
    hint_pt: str = ""


KINDS: dict[str, Kind] = {
    "unreachable": Kind(
        "the server cannot be reached",
        "o servidor não responde",
        "confira se ele está rodando e se o endereço está certo",
    ),
    "timeout_connect": Kind("the connection took too long", "a conexão demorou demais", "confira a rede e o endereço"),
    "timeout_first_token": Kind("the first token took too long", "o primeiro token demorou demais", SLOW_PT),
    "timeout_idle": Kind("the answer stood still", "a resposta parou no meio", SLOW_PT),
    "timeout_total": Kind(
        "the answer took too long", "a resposta passou do tempo total", "peça uma resposta mais curta"
    ),
    "unauthorized": Kind(
        "access was denied", "acesso negado", "defina uma OLLAMA_CLOUD_API_KEY válida, ou execute `ollama signin`"
    ),
    "forbidden": Kind(
        "this model is not open to you",
        "o modelo não está liberado para você",
        "precisa de assinatura, ou a nuvem está desligada no Ollama; escolha outro OLLAMA_CLOUD_MODEL",
    ),
    "quota_exhausted": Kind(
        "the cloud's usage limit is reached", "a cota da nuvem acabou", "os modelos locais respondem até ela voltar"
    ),
    "rate_limited": Kind("too many requests at once", "pedidos demais ao mesmo tempo"),
    "overloaded": Kind("the server is busy", "o servidor está ocupado", "ele será chamado de novo mais tarde"),
    "server_error": Kind("the server failed", "o servidor falhou", "veja o log do servidor Ollama"),
    "model_missing": Kind(
        "the model is not there", "o modelo não existe lá", "`ollama pull` com o nome dele, ou escolha um instalado"
    ),
    "unsupported": Kind(
        "the model cannot do this", "o modelo não tem essa capacidade", "escolha um que tenha (`ollama show`)"
    ),
    "context_overflow": Kind(
        "the request is longer than the model's window",
        "o pedido não cabe na janela do modelo",
        "encurte o pedido, ou use um modelo de janela maior",
    ),
    "truncated_prompt": Kind(
        "the server cut the request silently",
        "o servidor cortou o pedido em silêncio",
        "aumente OLLAMA_LOCAL_NUM_CTX, ou use um modelo de janela maior",
    ),
    "incomplete": Kind("the answer was cut before its end", "a resposta foi cortada antes do fim"),
    "empty": Kind("the model ended without an answer", "o modelo terminou sem responder"),
    "malformed": Kind(
        "what came is no answer of Ollama", "o que veio não é uma resposta do Ollama", "confira o endereço e os proxies"
    ),
    "tool_parse": Kind("its tool call could not be read", "a chamada de ferramenta veio ilegível"),
    "bad_request": Kind("the server rejected the request", "o servidor recusou o pedido"),
    "privacy": Kind("private data stays on this machine", "dados privados ficam nesta máquina"),
}
QUOTED = frozenset({"server_error", "bad_request", "forbidden", "model_missing", "unsupported", "malformed"})
"""Kinds for which the server's own words say more than the kind does."""

REASONS_PT: tuple[tuple[str, str], ...] = (
    (r"planning that needs the cloud", "planejamento que precisa da nuvem"),
    (r"execution that needs the cloud", "execução que precisa da nuvem"),
    (r"ui that needs the cloud", "interface que precisa da nuvem"),
    (r"general that needs the cloud", "pergunta que precisa da nuvem"),
    (r"mode (\w+)", r"modo \1"),
    (r"the local model of this role", "o modelo local desta função"),
    (r"next local model", "o próximo modelo local"),
    (r"a local model of another role", "um modelo local de outra função"),
    (r"old messages are left out to fit its window of (\d+)",
     r"mensagens antigas ficam de fora para caber na janela de \1"),
    (r"(\d+) local models come before it", r"\1 modelos locais vêm antes dele"),
    (r"(\d+) cloud models come before it", r"\1 modelos da nuvem vêm antes dele"),
    (r"it does not look at images", "não vê imagens"),
    (r"fallback in the cloud", "reserva na nuvem"),
    (r"the daily cloud budget is used up", "o orçamento diário da nuvem acabou"),
    (r"privacy is strict", "a privacidade é estrita"),
    (r"private data \((.+)\)", r"dados privados (\1)"),
    (r"private data \(image\): an image cannot be scanned", "dados privados: não há como examinar uma imagem"),
    (r"an image cannot be redacted \((.+)\)", r"uma imagem não pode ser mascarada (\1)"),
    (r"a secret is never sent \((.+)\)", r"um segredo nunca é enviado (\1)"),
    (r"(\d+) tokens do not fit its window of (\d+)", r"\1 tokens não cabem na janela de \2"),
    (r"fallback is switched off", "o fallback está desligado"),
    (r"breaker open for (\d+) s more \((.+)\)", r"disjuntor aberto por mais \1 s (\2)"),
    (r"breaker open until it is reset \((.+)\)", r"disjuntor aberto até ser fechado (\1)"),
    (r"the cloud is not asked in this mode", "a nuvem não é chamada neste modo"),
    (r"the cloud is switched off in Ollama \((.+)\)", r"a nuvem está desligada no Ollama (\1)"),
    (r"not signed in: set OLLAMA_CLOUD_API_KEY or run `ollama signin`",
     "sem login: defina OLLAMA_CLOUD_API_KEY ou execute `ollama signin`"),
    (r"switched off \((.+)\)", r"desligada (\1)"),
    (r"not asked in mode offline: OLLAMA_BASE_URL is a public host",
     "não é chamado no modo offline: OLLAMA_BASE_URL é um endereço público"),
    (r"not asked in mode (\w+)", r"não é chamada no modo \1"),
    (r"no model is installed; (.+)", r"nenhum modelo instalado; \1"),
    (r"(.+); start Ollama \(`ollama serve`\) or set OLLAMA_BASE_URL",
     r"\1; inicie o Ollama (`ollama serve`) ou defina OLLAMA_BASE_URL"),
    (r"(\S+) cannot be reached", r"\1 não responde"),
    (r"(\S+) does not answer within (\S+) s", r"\1 não respondeu em \2 s"),
    (r"(\S+) refuses the key; set OLLAMA_CLOUD_API_KEY to a valid one",
     r"\1 recusa a chave; defina uma OLLAMA_CLOUD_API_KEY válida"),
    (r"(\S+) answers HTTP (\d+)", r"\1 responde HTTP \2"),
    (r"(.+) is a public host: it is treated as cloud", r"\1 é um endereço público: é tratado como nuvem"),
    (r"(.+): this host does not exist; (\S+) is used", r"\1: esse endereço não existe; é usado \2"),
    (r"(.+) is a cloud model in a local role: it is treated as cloud",
     r"\1 é um modelo da nuvem em uma função local: é tratado como nuvem"),
    (r"(.+) is not installed; used instead: (.+)", r"\1 não está instalado; no lugar dele: \2"),
    (r"none installed: (.+)", r"nenhum instalado: \1"),
    (r"(.+) has no chat template and is tried last; used first: (.+)",
     r"\1 não tem modelo de conversa e fica por último; antes dele: \2"),
    (r"(.+) has no chat template and is tried last; better: (.+)",
     r"\1 não tem modelo de conversa e fica por último; melhor: \2"),
    (r"the call was changed by hand", r"a chamada foi alterada à mão"),
    (r"not run: it (overwrites .+), which it did not when it was judged; call it again",
     r"não executado: \1, o que não acontecia quando foi avaliado; chame de novo"),
    (r"its tool call could not be made, and the next one neither, although it was told why",
     r"a chamada de ferramenta não podia ser feita, e a seguinte também não, embora o motivo tenha sido dito"),
    (r"it called a tool where it had none", r"chamou uma ferramenta onde não havia nenhuma"),
    (r"cloud model (.+) is not offered by the cloud; if it fails, (.+) is next",
     r"a nuvem não oferece o modelo \1; se ele falhar, vem \2"),
    (r"cloud model (.+) was retired on (\S+); (.+) is used",
     r"o modelo \1 da nuvem foi aposentado em \2; é usado \3"),
    (r"(\S+) is on: inputs go to a tracing service; private requests are only safe through the API",
     r"\1 está ligado: as entradas vão para um serviço de rastreamento; pedidos privados só são seguros pela API"),
    (r"not called: its breaker is open \((.+)\)", r"não foi chamado: o disjuntor está aberto (\1)"),
    (r"SUPER_AGENT_STORE=(.+) cannot be used \((.+)\): this process keeps its own state in memory\. "
     r"Free, repair or delete the file, or choose another one\.",
     r"SUPER_AGENT_STORE=\1 não pode ser usado (\2): este processo guarda o estado na memória. "
     r"Libere, conserte ou apague o arquivo, ou escolha outro."),
    (r"([A-Z_]+)=(.*): (.+ is accepted.*)", r"\1=\2: \3"),
    (r"true or false is accepted", "vale true ou false"),
    (r"('.+') or ('\w+') is accepted", r"vale \1 ou \2"),
    (r"a whole number (.+) is accepted", r"vale um número inteiro \1"),
    (r"a number (.+) is accepted", r"vale um número \1"),
    (r"greater than (\S+) up to (\S+)", r"maior que \1, até \2"),
    (r"from (\S+) up to (\S+)", r"de \1 a \2"),
    (r"from (\S+)", r"a partir de \1"),
    (r"an address such as (\S+) or (\S+) is accepted", r"vale um endereço como \1 ou \2"),
    (r"an address without user name and password is accepted; keys go into (\w+)",
     r"vale um endereço sem usuário nem senha; a chave vai em \1"),
    (r"a key without spaces, line ends and letters beyond ASCII, here or in OLLAMA_API_KEY, is accepted",
     "vale uma chave, aqui ou em OLLAMA_API_KEY, sem espaços, quebras de linha nem letras fora do ASCII"),
    (r"there is no such program; the path of a Python interpreter is accepted",
     "esse programa não existe; vale o caminho de um interpretador Python"),
    (r"(.+): cannot be read \((.+)\)", r"\1: não pode ser lido (\2)"),
    (r"rejected by the user: (.+)", r"recusada por você: \1"),
    (r"no reason given", "sem motivo"),
    (r"runs code outside a sandbox \((.+)\)", r"executa código fora da sandbox (\1)"),
    (r"overwrites (.+), a file that the user made", r"sobrescreve \1, um arquivo que é seu"),
    (r"every tool call waits for approval", "toda chamada de ferramenta espera aprovação"),
    (r"the following arguments are required: (.+)", r"faltam os argumentos: \1"),
    (r"unrecognized arguments: (.+)", r"argumentos desconhecidos: \1"),
    (r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)", r"\1: \2 não vale; use \3"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1: falta o valor"),
    (r"argument (\S+): (.+ não é .+)", r"\1: \2"),
)  # fmt: skip


def reason(text: str) -> str:
    """A reason, a problem or a warning in the user's language, and so what it quotes; else as it is."""
    if language() == "en":
        return text
    for pattern, template in REASONS_PT:
        if found := re.fullmatch(pattern, text):
            return re.sub(r"\\(\d)", lambda place: reason(found[int(place[1])]), template)
    return text


def failure(kind: str, error: str, hint: str) -> list[str]:
    """What a failed call is told as: what happened, then what the server said or what can be done."""
    skipped = reason(error)
    if error.startswith("not called"):
        return [skipped]
    known = KINDS.get(kind, Kind(error, error))
    what, hint = (known.pt, known.hint_pt) if language() == "pt" else (known.en, hint.removeprefix(f"{known.en}; "))
    return [what, *([error] if kind in QUOTED else []), *([hint] if hint and hint != what else [])]


def who(tier: str, model: str, why: str = "") -> str:
    """A model in one line: where it runs, its name, and why it stands there."""
    return " · ".join(part for part in (say(tier), model, reason(why)) if part)


def access(text: str) -> str:
    """How the cloud is reached."""
    return {"api key": say("access.key"), "local daemon": say("access.daemon")}.get(text, text)
