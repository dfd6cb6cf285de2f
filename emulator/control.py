"""The emulator's own endpoints, on the daemon's port: faults and the requests that were received."""

from __future__ import annotations

from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .faults import Fault
from .record import ReceivedRequest

PREFIX = "/emulator/"


def routes() -> list[Route]:
    """GET, POST and DELETE /emulator/faults; GET and DELETE /emulator/requests."""
    return [
        Route("/emulator/faults", _faults, methods=["GET", "POST", "DELETE"]),
        Route("/emulator/requests", _requests, methods=["GET", "DELETE"]),
    ]


async def _faults(request: Request) -> Response:
    emulator = request.state.emulator
    after: BackgroundTask | None = None
    if request.method == "POST":
        try:
            wanted = await request.json()
            target, fault = wanted.pop("model"), Fault(wanted.pop("fault"), **wanted)
            play = emulator.check_fault(target, fault)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return JSONResponse({"error": f'{error!s}: give {{"model": ..., "fault": ...}}'}, status_code=400)
        if play.kind == "down":
            after = BackgroundTask(emulator.apply_fault_soon, target, fault)
        else:
            await emulator.apply_fault(target, fault)
    elif request.method == "DELETE":
        await emulator.withdraw_fault(request.query_params.get("model"))
    return JSONResponse({"faults": emulator.board.listing()}, background=after)


async def _requests(request: Request) -> Response:
    emulator = request.state.emulator
    if request.method == "DELETE":
        emulator.clear()
    return JSONResponse({"requests": [_shown(received) for received in emulator.requests]})


def _shown(received: ReceivedRequest) -> dict[str, Any]:
    """A request without its key."""
    hidden = {"authorization": "(hidden)"} if "authorization" in received.headers else {}
    return {
        "port": received.port,
        "method": received.method,
        "path": received.path,
        "headers": received.headers | hidden,
        "body": received.json(),
        "fault": received.fault,
        "ended": received.ended,
        "chunks": received.chunks,
    }
