"""Who is signed in: /api/status and /api/me of the daemon, /api/me and /api/usage of the cloud."""

from __future__ import annotations

from typing import Any

import httpx
from starlette.requests import Request

from .proxy import SIGNATURE
from .reply import Reply, error_reply, json_reply

_ME = {
    "id": "00000000-0000-0000-0000-000000000000",
    "email": "user@emulator.invalid",
    "name": "emulated-user",
    "plan": "free",
}
SIGN_IN = "https://ollama.com/connect?name=emulated-host&key=ZW11bGF0ZWQta2V5"


async def status(request: Request) -> Reply:
    """GET /api/status: whether the cloud is switched off, and by what."""
    disabled = request.state.daemon.cloud_disabled
    return json_reply({"cloud": {"disabled": disabled, "source": "env" if disabled else "none"}})


async def daemon_me(request: Request) -> Reply:
    """POST /api/me of the daemon: it asks the cloud."""
    try:
        client: httpx.AsyncClient = request.state.client()
        answer = await client.post(f"{request.state.cloud_url}/api/me", headers={"Authorization": SIGNATURE})
    except httpx.TransportError:
        return error_reply(503, "account unavailable")
    if answer.status_code == 200:
        return json_reply(answer.json())
    return json_reply({"error": "unauthorized", "signin_url": SIGN_IN}, status=401)


async def cloud_me(request: Request) -> Reply:
    """POST /api/me of the cloud."""
    return json_reply(_ME)


async def usage(request: Request) -> Reply:
    """GET /api/usage of the cloud: shares of the limits that are used, in one of its known shapes."""
    used: dict[str, Any] = {"usage": 0.0, "models": []}
    return json_reply({"activity": {"cost": "0.00", "models": []}, "limits": {"session": used, "weekly": used}})
