"""The endpoints that answer with text: /api/chat and /api/generate."""

from __future__ import annotations

from contextlib import aclosing

from starlette.requests import Request

from .ask import Ask, AskError, parse
from .encode import Chat, Format, Generate, single, stream
from .gojson import BadJSONError, dumps
from .models import EmulatedModel
from .play import Play
from .record import ReceivedRequest
from .reply import PLAIN_JSON, Head, Pieces, Reply, error_reply, whole
from .site import Site


async def chat(request: Request) -> Reply:
    """POST /api/chat."""
    return respond(request, "chat")


async def generate(request: Request) -> Reply:
    """POST /api/generate."""
    return respond(request, "generate")


def respond(request: Request, kind: str) -> Reply:
    """The answer of this port's own model to a native request."""
    received: ReceivedRequest = request.state.received
    site: Site = request.state.site
    try:
        ask = parse(received.body, "chat" if kind == "chat" else "generate")
        model = site.model(ask)
    except BadJSONError as error:
        return error_reply(400, str(error))
    except AskError as error:
        return error_reply(error.status, error.text)
    form: Format = Chat(ask.model) if kind == "chat" else Generate(ask.model)
    return Reply(pieces(site, ask, model, form, request.state.play))


async def pieces(site: Site, ask: Ask, model: EmulatedModel, form: Format, fault: Play | None) -> Pieces:
    """The answer in the wire format that was asked for; a refusal that comes late is still an error status."""
    streamed = ask.stream and not ask.only_loads and not (fault and fault.kind in {"one_json", "load_only"})
    async with aclosing(site.answer(ask, model, fault)) as events:
        out = stream(events, form) if streamed and not model.load_error else single(events, form)
        try:
            async with aclosing(out):
                async for piece in out:
                    yield piece
            return
        except AskError as error:
            refusal = error
    # net/http has not been told a length when the error comes out of the model's channel of a stream
    late = streamed and refusal.status != 503
    async with aclosing(_refused(refusal, late=late)) as late_pieces:
        async for piece in late_pieces:
            yield piece


async def _refused(error: AskError, *, late: bool) -> Pieces:
    body = dumps({"error": error.text}).encode()
    if not late:
        async with aclosing(whole(body, status=error.status)) as known:
            async for piece in known:
                yield piece
        return
    yield Head(error.status, PLAIN_JSON)
    yield body
