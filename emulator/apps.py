"""The two applications: the cloud, and the daemon on the user's machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from . import account, control, handlers, listing, pull
from .checks import AskError
from .gojson import BadJSONError, loads
from .proxy import cloud_name, forward
from .reply import Reply, body_reply, error_reply


@dataclass(frozen=True, slots=True)
class Daemon:
    """How the daemon stands to the cloud."""

    cloud_disabled: bool = False
    has_key: bool = True
    remotes_allowed: bool = True


def cloud_app() -> Starlette:
    """https://ollama.com as clients see it."""
    routes = [
        *_common(),
        Route("/api/show", listing.show, methods=["POST"]),
        Route("/api/chat", handlers.chat, methods=["POST"]),
        Route("/api/generate", handlers.generate, methods=["POST"]),
        Route("/v1/chat/completions", handlers.completions, methods=["POST"]),
        Route("/api/me", account.cloud_me, methods=["POST"]),
        Route("/api/usage", account.usage, methods=["GET"]),
    ]
    return Starlette(routes=routes, exception_handlers=_PLAIN)


def local_app() -> Starlette:
    """The daemon: it serves local models and passes on requests for cloud models."""
    routes = [
        *_common(),
        _without_head(Route("/api/status", account.status)),
        _without_head(Route("/api/ps", listing.ps)),
        Route("/api/me", account.daemon_me, methods=["POST"]),
        Route("/api/show", _local_show, methods=["POST"]),
        Route("/api/chat", _local_chat, methods=["POST"]),
        Route("/api/generate", _local_generate, methods=["POST"]),
        Route("/v1/chat/completions", _local_completions, methods=["POST"]),
        Route("/api/embed", listing.embed, methods=["POST"]),
        Route("/api/pull", pull.pull, methods=["POST"]),
        *control.routes(),
    ]
    return Starlette(routes=routes, exception_handlers=_PLAIN)


def _common() -> list[Route]:
    return [
        Route("/", listing.root),
        Route("/api/version", listing.version),
        Route("/api/tags", listing.tags),
        _without_head(Route("/v1/models", listing.v1_models)),
        _without_head(Route("/v1/models/{name:path}", listing.v1_model)),
    ]


def _without_head(route: Route) -> Route:
    """The route for GET alone, as the daemon has it for all but its health checks."""
    assert route.methods is not None  # noqa: S101 - a Route has them
    route.methods.discard("HEAD")
    return route


async def _local_show(request: Request) -> Reply:
    return _forwarded(request, "model details are") or await listing.show(request)


async def _local_chat(request: Request) -> Reply:
    return _forwarded(request) or await handlers.chat(request)


async def _local_generate(request: Request) -> Reply:
    return _forwarded(request) or await handlers.generate(request)


async def _local_completions(request: Request) -> Reply:
    return _forwarded(request) or await handlers.completions(request)


def _forwarded(request: Request, what: str = "model is") -> Reply | None:
    """The cloud's answer when the request names one of its models; None when the daemon answers itself."""
    try:
        body = loads(request.state.received.body)
        named = body.get("model") or body.get("name") if isinstance(body, dict) else None
        name = cloud_name(request, named, what) if isinstance(named, str) else None
    except BadJSONError:
        return None
    except AskError as error:
        return error_reply(error.status, error.text)
    return None if name is None else forward(request, body | {"model": name})


async def _not_found(request: Request, error: Exception) -> Response:
    return body_reply(b"404 page not found", status=404, content_type="text/plain")


async def _not_allowed(request: Request, error: Exception) -> Response:
    headers = error.headers if isinstance(error, HTTPException) else None
    methods = sorted((headers or {}).get("Allow", "").split(", "), reverse=True)
    allowed = {"Allow": ", ".join(methods)}
    return body_reply(b"405 method not allowed", status=405, content_type="text/plain", headers=allowed)


_PLAIN: dict[Any, Any] = {404: _not_found, 405: _not_allowed}
