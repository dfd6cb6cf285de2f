"""The endpoints that answer with text: /api/chat, /api/generate and /v1/chat/completions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from typing import Literal

from starlette.requests import Request

from . import openai, stub
from .ask import Ask, parse
from .checks import AskError
from .encode import Chat, Format, Generate, refused, single, stream
from .events import Failure
from .gojson import BadJSONError
from .models import EmulatedModel
from .openai import OpenAI
from .play import Play
from .reply import Pieces, Reply, body_reply, error_reply
from .site import Site


async def chat(request: Request) -> Reply:
    """POST /api/chat."""
    return _native(request, "chat")


async def generate(request: Request) -> Reply:
    """POST /api/generate."""
    return _native(request, "generate")


async def completions(request: Request) -> Reply:
    """POST /v1/chat/completions."""
    body: bytes = request.state.received.body
    try:
        ask = openai.parse(body)
    except BadJSONError as error:
        return body_reply(openai.error_body(400, str(error)), status=400)
    except AskError as error:
        return _refusal(error, OpenAI(""))
    return _answer(request, ask, OpenAI(ask.model, usage=openai.wants_usage(body)))


def _native(request: Request, kind: Literal["chat", "generate"]) -> Reply:
    try:
        ask = parse(request.state.received.body, kind)
    except BadJSONError as error:
        return error_reply(400, str(error))
    except AskError as error:
        return error_reply(error.status, error.text)
    return _answer(request, ask, Chat(ask.model) if kind == "chat" else Generate(ask.model))


def _answer(request: Request, ask: Ask, form: Format) -> Reply:
    site: Site = request.state.site
    try:
        model = site.model(ask)
        if model.remote_model:
            return stub.forward(request, ask, model)
    except AskError as error:
        return _refusal(error, form)
    return Reply(_pieces(site, ask, model, form, request.state.play))


def _refusal(error: AskError, form: Format) -> Reply:
    return body_reply(form.error(Failure(error.text, error.status)), status=error.status, content_type=form.error_type)


async def _pieces(site: Site, ask: Ask, model: EmulatedModel, form: Format, fault: Play | None) -> Pieces:
    """The answer in the wire format that was asked for; a refusal that comes late is still an error status."""
    streamed = ask.stream and not ask.only_loads and not (fault and fault.kind in {"one_json", "load_only"})
    write: Callable[..., Pieces] = stream if streamed else single
    async with aclosing(site.answer(ask, model, fault)) as events, aclosing(write(events, form)) as pieces:
        try:
            async for piece in pieces:
                yield piece
            return
        except AskError as error:
            refusal = error
    for part in refused(Failure(refusal.text, refusal.status), form, late=streamed and refusal.late):
        yield part
