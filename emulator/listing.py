"""The endpoints that say what there is: version, tags, ps, show, status, me, usage, embed, pull."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.requests import Request

from .checks import AskError, check_types
from .gojson import BadJSONError, dumps, loads, timestamp
from .models import EmulatedModel, find
from .names import is_valid
from .openai import error_body
from .reply import PLAIN_JSON, Reply, body_reply, error_reply, json_reply
from .show import description
from .site import Site

VERSION = "0.24.0-emulated"
_MADE = datetime(2026, 1, 1, tzinfo=UTC)


async def root(request: Request) -> Reply:
    """GET /: the text that health checks look for."""
    return body_reply(b"Ollama is running", content_type="text/plain; charset=utf-8")


async def version(request: Request) -> Reply:
    """GET /api/version."""
    return json_reply({"version": VERSION})


async def tags(request: Request) -> Reply:
    """GET /api/tags: the newest first, names with their tag."""
    site: Site = request.state.site
    return json_reply({"models": [_entry(model, index, request) for index, model in enumerate(site.models)]})


async def ps(request: Request) -> Reply:
    """GET /api/ps: what is loaded, with the context that it was given."""
    scheduler = request.state.site.scheduler
    loaded = scheduler.loaded() if scheduler else []
    return json_reply(
        {
            "models": [
                {
                    "name": _shown(item.model),
                    "model": _shown(item.model),
                    "size": item.model.weights.size,
                    "digest": item.model.digest,
                    "details": item.model.details(),
                    "expires_at": timestamp(item.expires_at),
                    "size_vram": 0,
                    "context_length": item.num_ctx,
                }
                for item in loaded
            ]
        }
    )


async def show(request: Request) -> Reply:
    """POST /api/show."""
    try:
        name = named_model(request)
    except (AskError, BadJSONError) as error:
        return error_reply(400, str(error))
    model = find(request.state.site.models, name)
    if model is None:
        return error_reply(404, f"model '{name}' not found")
    index = request.state.site.models.index(model)
    return json_reply(description(model, modified(index), remote_host(request)))


async def embed(request: Request) -> Reply:
    """POST /api/embed: numbers made from the text alone, the same each time."""
    try:
        name = named_model(request)
        inputs = _inputs(loads(request.state.received.body).get("input"))
    except (AskError, BadJSONError) as error:
        return error_reply(400, str(error))
    if find(request.state.site.models, name) is None:
        return error_reply(404, f'model "{name}" not found, try pulling it first')
    answer: dict[str, Any] = {"model": name, "embeddings": [_vector(text) for text in inputs]}
    if inputs:
        answer |= {"total_duration": 1_000_000, "load_duration": 1_000, "prompt_eval_count": sum(map(len, inputs)) + 1}
    return json_reply(answer)


async def v1_models(request: Request) -> Reply:
    """GET /v1/models."""
    entries = [_v1_entry(model, index) for index, model in enumerate(request.state.site.models)]
    return _v1_reply({"object": "list", "data": entries})


async def v1_model(request: Request) -> Reply:
    """GET /v1/models/NAME."""
    name, models = request.path_params["name"], request.state.site.models
    model = find(models, name)
    if model is None:
        body = error_body(404, f"model '{name}' not found") + b"\n"
        return body_reply(body, status=404, content_type=PLAIN_JSON)
    return _v1_reply(_v1_entry(model, models.index(model)))


def named_model(request: Request) -> str:
    """The model that a body names (older clients write `name`). AskError: 400 where none is given."""
    value = loads(request.state.received.body)
    name = (value.get("model") or value.get("name")) if isinstance(value, dict) else None
    if name and not isinstance(name, str):
        check_types(value, "ShowRequest")
    if not isinstance(name, str) or not name:
        raise AskError(400, "model is required")
    if not is_valid(name):
        raise AskError(400, "invalid model name")
    return name


def modified(index: int) -> str:
    """When the model at `index` of the list says it was made: one minute before the one above it."""
    return timestamp(_MADE - timedelta(minutes=index))


def remote_host(request: Request) -> str:
    """Where stubs of this daemon send their requests."""
    return str(request.state.cloud_url)


def _shown(model: EmulatedModel) -> str:
    return model.name if ":" in model.name.rsplit("/", 1)[-1] else f"{model.name}:latest"


def _v1_reply(value: dict[str, Any]) -> Reply:
    return body_reply(f"{dumps(value)}\n".encode(), content_type=PLAIN_JSON)


def _v1_entry(model: EmulatedModel, index: int) -> dict[str, Any]:
    created = int((_MADE - timedelta(minutes=index)).timestamp())
    return {"id": _shown(model), "object": "model", "created": created, "owned_by": "library"}


def _entry(model: EmulatedModel, index: int, request: Request) -> dict[str, Any]:
    remote = {"remote_model": model.remote_model, "remote_host": remote_host(request)} if model.remote_model else {}
    return {
        "name": _shown(model),
        "model": _shown(model),
        **remote,
        "modified_at": modified(index),
        "size": model.weights.size,
        "digest": model.digest,
        "details": model.details(),
    }


def _inputs(given: Any) -> list[str]:
    """The texts to embed. AskError: 400 for anything but a text or a list of texts."""
    texts = [given] if isinstance(given, str) else given or []
    if given == 0 or not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise AskError(400, "invalid input type")
    return [text for text in texts if text or texts is given]


def _vector(text: str, size: int = 64) -> list[float]:
    digest = hashlib.shake_128(text.encode()).digest(size)
    norm = sum((byte - 127.5) ** 2 for byte in digest) ** 0.5
    return [round((byte - 127.5) / norm, 6) for byte in digest]
