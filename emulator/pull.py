"""POST /api/pull: what is served is there already; anything else is not in the registry."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from .checks import AskError
from .gojson import BadJSONError, dumps, loads
from .listing import named_model
from .models import EmulatedModel, find
from .reply import NDJSON, PLAIN_JSON, Head, Pieces, Reply, body_reply, error_reply, json_reply

_MISSING = "pull model manifest: file does not exist"


async def pull(request: Request) -> Reply:
    """Status lines up to `success`, or an in-band error behind the first one."""
    try:
        name = named_model(request)
    except (AskError, BadJSONError) as error:
        return error_reply(400, str(error))
    model = find(request.state.site.models, name)
    if loads(request.state.received.body).get("stream") is not False:
        return Reply(_lines(_steps(model)))
    if model is None:
        return body_reply(dumps({"error": _MISSING}).encode(), status=500, content_type=PLAIN_JSON)
    return json_reply({"status": "success"})


def _steps(model: EmulatedModel | None) -> list[dict[str, Any]]:
    if model is None:
        return [{"status": "pulling manifest"}, {"error": _MISSING}]
    layer, size = f"sha256:{model.digest}", model.weights.size
    return [
        {"status": "pulling manifest"},
        {"status": f"pulling {model.digest[:12]}", "digest": layer, "total": size, "completed": size},
        {"status": "verifying sha256 digest"},
        {"status": "writing manifest"},
        {"status": "success"},
    ]


async def _lines(steps: list[dict[str, Any]]) -> Pieces:
    yield Head(200, NDJSON)
    for step in steps:
        yield f"{dumps(step)}\n".encode()
